import LibC
import Marketing
import Testing

@testable import SessionStore

@Suite("Files that came while the session was open")
struct ArrivedFilesTests {
  let scratch = SessionScratch()
  var path: String { scratch.session() }

  private func open() throws -> (SessionFolder, Session) {
    var session = Session(settings: Settings(name: "x"))
    try session.apply(.put(Campaign(id: CampaignID(1), name: "c", goal: .awareness)))
    try SessionFolder.create(at: path, session: session, view: [:]).close()
    let (folder, contents) = try SessionFolder.open(at: path)
    return (folder, contents.session)
  }

  private static let posts: [Measurement] = (1...10).map { number in
    var row = Measurement(
      campaign: CampaignID(1), key: "p\(number)", kind: .total, day: Day(number: 0))
    row.counts.likes = number
    return row
  }

  private func problems() -> [String] {
    SessionFolder.verify(at: path).filter { $0.severity == .problem }.map(\.description)
  }

  /// The name of the only file of measurements once another program has brought the posts.
  private func bringPosts(by git: Bool) throws -> String {
    if git {
      let owner = try SessionDocuments.readHeader(of: DurableFolder(path)).identity.prefix(8)
      var clock = SequenceClock()
      let sequence = clock.next()
      let lines = MetricsFolder.lines(Self.posts.map { ($0.identity, $0) }, sequence: sequence)
      mkdir("\(path)/metrics", 0o700)
      mkdir("\(path)/metrics/1", 0o700)
      let text = String(decoding: try #require(lines[CampaignID(1)]), as: UTF8.self)
      try scratch.write(text, to: "metrics/1/\(sequence)-\(owner).jsonl")
    } else {
      let (other, _) = try SessionFolder.open(at: path, readOnly: true)
      try other.bring(.group("posts", Self.posts.map { .put($0) }), undo: nil, title: "posts")
      other.close()
    }
    return "metrics/1/" + (try #require(try scratch.names("metrics/1").first))
  }

  @Test("One that was there at a save and is gone later is missed", arguments: [true, false])
  func goneAfterSave(byGit: Bool) throws {
    var (folder, session) = try open()
    let name = try bringPosts(by: byGit)
    var came = 0
    for _ in 1...11 {
      for edit in folder.readAppended().edits {
        try session.apply(edit)
        came += 1
      }
    }
    #expect(came > 0)
    let renamed = Edit.put(Campaign(id: CampaignID(1), name: "d", goal: .awareness))
    try session.apply(renamed)
    try folder.record(renamed)
    try folder.save(session, view: [:])
    #expect(problems().isEmpty, "\(problems())")
    // Taken away while the session is open, or closed: both say it.
    let bytes = try scratch.text(name)
    unlink("\(path)/\(name)")
    for _ in 1...11 { _ = folder.readAppended() }
    #expect(try folder.takeOutsideChange(session)?.missing == [name])
    #expect(problems().contains { $0.contains(name) }, "\(problems())")
    try scratch.write(bytes, to: name)
    #expect(problems().isEmpty, "\(problems())")
    folder.close()
    unlink("\(path)/\(name)")
    let (again, contents) = try SessionFolder.open(at: path)
    again.close()
    #expect(contents.damage.contains { $0.contains(name) }, "\(contents.damage)")
  }

  @Test("A file that Clout didn't write is named while the session is open, until it is taken away")
  func stray() throws {
    let (folder, session) = try open()
    _ = try bringPosts(by: false)
    for _ in 1...11 { _ = folder.readAppended() }
    try scratch.write("call @anna", to: "metrics/1/notes.jsonl")
    for _ in 1...11 { _ = folder.readAppended() }
    #expect(folder.looksChanged)
    let damage = try folder.takeOutsideChange(session)?.damage
    #expect(
      damage == [
        "metrics/1/notes.jsonl isn't a file that Clout wrote: what it says doesn't count. Take it away."
      ])
    unlink("\(path)/metrics/1/notes.jsonl")
    for _ in 1...11 { _ = folder.readAppended() }
    #expect(try folder.takeOutsideChange(session)?.damage == [])
  }

  @Test("Files that git brings and takes away again, before any save, leave nothing missing")
  func cameAndWent() throws {
    var (folder, session) = try open()
    func takeIn() throws {
      for _ in 1...11 {
        for edit in folder.readAppended().edits { try session.apply(edit) }
      }
    }
    let name = try bringPosts(by: true)
    try takeIn()
    #expect(session.measurements.rows.count == 10)
    unlink("\(path)/\(name)")
    try takeIn()
    let change = try folder.takeOutsideChange(session)
    #expect(change == nil || change?.missing == [])
    try takeIn()
    #expect(session.measurements.rows.isEmpty)
    #expect(problems().isEmpty, "\(problems())")
    folder.close()
    let (again, contents) = try SessionFolder.open(at: path)
    again.close()
    #expect(contents.damage.isEmpty && contents.session.measurements.rows.isEmpty)
  }

  @Test(
    "Another session's journal over the own one loses nothing that isn't saved",
    arguments: [true, false])
  func foreignJournal(isMoved: Bool) throws {
    let (folder, session) = try open()
    let other = SessionScratch()
    try SessionFolder.create(at: other.session(), session: session, view: [:]).close()
    func rename(to name: String) throws {
      try folder.record(.put(Campaign(id: CampaignID(1), name: name, goal: .awareness)))
    }
    try rename(to: "before")
    let place = "\(path)/.state/journal-1.jsonl"
    let bytes = try FileContents.read("\(other.session())/.state/journal-1.jsonl")
    if isMoved { unlink(place) }
    try scratch.write(String(decoding: bytes, as: UTF8.self), to: ".state/journal-1.jsonl")
    try folder.finishArrivals()
    #expect(folder.takeNotes().contains { $0.contains("what wasn't saved yet is in a new one") })
    folder.lock = nil
    #expect(try name() == "before")
    #expect(try FileContents.read("\(path)/.state/kept/journal-1.jsonl") == bytes)
    let (again, _) = try SessionFolder.open(at: path)
    try again.record(.put(Campaign(id: CampaignID(1), name: "after", goal: .awareness)))
    again.close()
    #expect(try name() == "after")
    #expect(problems().isEmpty, "\(problems())")
  }

  private func name() throws -> String? {
    try SessionFolder.open(at: path, readOnly: true).1.session.campaigns[CampaignID(1)]?.name
  }
}
