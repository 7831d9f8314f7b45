import LibC
import Marketing
import Testing

@testable import SessionStore

@Suite("Undo as far as the log goes")
struct LoggedUndoTests {
  /// Makes random changes in several runs, some saved, then takes back all of them after a restart.
  @Test(arguments: 1...20)
  func allTheWayBack(seed: Int) throws {
    let scratch = SessionScratch()
    var records = RandomRecords(seed: UInt64(700 + seed))
    var session = records.session()
    try SessionFolder.create(at: scratch.session(), session: session, view: [:]).close()
    var states = [session]
    for run in 1...3 {
      let (folder, contents) = try SessionFolder.open(at: scratch.session())
      try #require(contents.session == session)
      for step in 1...8 {
        let edit = step == 4 ? orders(run, records.dice.roll(1...40)) : records.edit(session)
        let before = session
        guard let undo = try? session.apply(edit) else { continue }
        if session == before { continue }
        if edit.isQuiet {
          session = before
          continue
        }
        try folder.record(edit, undo: undo, title: "change \(run) \(step)")
        states.append(session)
        // One is undone at once, which must not be offered again.
        if step == 6, let last = states.popLast() {
          let redo = try session.apply(undo)
          #expect(last != session)
          try folder.record(undo, undo: redo, title: "undo change \(run) \(step)")
        }
      }
      if records.dice.roll(0...1) == 0 { try folder.save(session, view: [:]) }
      folder.close()
    }
    let (folder, contents) = try SessionFolder.open(at: scratch.session())
    try #require(contents.session == session)
    var steps = 0
    while case .step(let title, let edit)? = try folder.latestLogged(session) {
      let redo: Edit
      do {
        redo = try session.apply(edit)
      } catch {
        Issue.record("\(title): \(error)")
        return
      }
      try folder.record(edit, undo: redo, title: "undo \(title)")
      states.removeLast()
      steps += 1
      #expect(session == states.last, "\(title)")
    }
    let rest = try folder.latestLogged(session)
    #expect(states.count == 1, "\(String(describing: rest))")
    #expect(steps > 5)
    folder.close()
    let (_, again) = try SessionFolder.open(at: scratch.session(), readOnly: true)
    #expect(again.session == session)
  }

  private func orders(_ run: Int, _ count: Int) -> Edit {
    .group(
      "orders",
      (1...count).map {
        var row = Measurement(
          campaign: CampaignID(1), key: "run \(run) order \($0)", kind: .increment,
          day: Day(number: 20_000))
        row.counts.conversions = $0
        return .put(row)
      })
  }

  @Test("What was changed since by others is named, and nothing is taken back")
  func refused() throws {
    let scratch = SessionScratch()
    var session = Session(settings: Settings(name: "x"))
    let folder = try SessionFolder.create(at: scratch.session(), session: session, view: [:])
    var row = Influencer(id: InfluencerID(1), handle: "ana", platform: .tiktok)
    let undo = try session.apply(.put(row))
    try folder.record(.put(row), undo: undo, title: "new influencer")
    row.notes = "by an editor"
    try session.apply(.put(row))
    guard case .refused(let reason)? = try folder.latestLogged(session) else {
      Issue.record("it was offered")
      return
    }
    #expect(reason.contains("“new influencer” can't be taken back") && reason.contains("@ana"))
    folder.close()
  }

  @Test("What was undone, and what was given up, isn't offered again; what was redone is")
  func pairs() throws {
    let scratch = SessionScratch()
    var session = Session(settings: Settings(name: "x"))
    let folder = try SessionFolder.create(at: scratch.session(), session: session, view: [:])
    func change(_ number: Int, _ title: String, removing: Bool = false) throws {
      let row = Influencer(id: InfluencerID(number), handle: "h\(number)", platform: .tiktok)
      let edit = Edit.influencer(row.id, removing ? nil : row)
      let undo = try session.apply(edit)
      try folder.record(edit, undo: undo, title: title)
    }
    func latest() throws -> String? {
      guard case .step(let title, _)? = try folder.latestLogged(session) else { return nil }
      return title
    }
    try change(1, "one")
    try change(2, "two")
    #expect(try latest() == "two")
    try change(2, "undo two", removing: true)
    #expect(try latest() == "one")
    try change(2, "redo two")
    #expect(try latest() == "two")
    try folder.save(session, view: [:])
    let saved = session
    try change(3, "three")
    #expect(try latest() == "three")
    try folder.discardChanges()
    session = saved
    #expect(try latest() == "two")
    folder.close()
  }
}
