import LibC
import Marketing
import Synchronization
import Testing

@testable import SessionStore

@Suite("Other programs at the same moment")
struct OtherProgramsTests {
  let scratch = SessionScratch()
  var path: String { scratch.session() }

  func make() throws -> Session {
    var session = Session(settings: Settings(name: "x"))
    for number in 1...3 {
      try session.apply(
        .put(Campaign(id: CampaignID(number), name: "c\(number)", goal: .awareness)))
    }
    try SessionFolder.create(at: path, session: session, view: [:]).close()
    return session
  }

  /// More than fit into a line of the journal, for three campaigns.
  static let posts = Edit.group(
    "posts",
    (1...3).flatMap { campaign in
      (1...10).map { number in
        var row = Measurement(
          campaign: CampaignID(campaign), key: "p\(number)", kind: .total, day: Day(number: 0))
        row.counts.likes = number
        return .put(row)
      }
    })

  /// The first file of measurements of campaign 1, by its name's parts.
  func first() throws -> (name: String, sequence: Int64, owner: Substring) {
    let name = try #require(try scratch.names("metrics/1").first)
    let parts = name.split { $0 == "-" || $0 == "." }
    return (name, try #require(Int64(parts[0])), parts[1])
  }

  func problems() -> [Finding] {
    SessionFolder.verify(at: path).filter { $0.severity == .problem }
  }

  func measurements() throws -> Int {
    try SessionFolder.open(at: path, readOnly: true).1.session.measurements.rows.count
  }

  @Test("Files that another program has put in their place are no failure")
  func placedByAnother() throws {
    _ = try make()
    var calls = FileCalls.system
    calls.rename = { from, to in
      let result = FileCalls.system.rename(from, to)
      return to.contains("/metrics/") && result == 0 ? -ENOENT : result
    }
    let (folder, _) = try SessionFolder.open(at: path, readOnly: false, calls: calls)
    try folder.record(Self.posts)
    folder.close()
    #expect(try measurements() == 30)
    #expect(problems().isEmpty)
  }

  @Test("A folder that another program took for an abandoned one is made anew")
  func clearedByAnother() throws {
    _ = try make()
    let times = Mutex(0)
    var calls = FileCalls.system
    calls.open = { path, flags, mode in
      let isStaging = path.contains("/.state/tmp/") && flags & O_DIRECTORY != 0
      if isStaging,
        times.withLock({
          $0 += 1
          return $0 <= 3
        })
      {
        rmdir(path)
        return -ENOENT
      }
      return FileCalls.system.open(path, flags, mode)
    }
    let (folder, _) = try SessionFolder.open(at: path, readOnly: false, calls: calls)
    try folder.record(Self.posts)
    folder.close()
    #expect(times.withLock { $0 } > 3)
    #expect(try measurements() == 30)
  }

  @Test("Who reads finds files that move to their place meanwhile", arguments: [false, true])
  func movedWhileReading(atListing: Bool) throws {
    _ = try make()
    var failing = FileCalls.system
    failing.rename = { from, to in
      to.contains("/metrics/") ? -EIO : FileCalls.system.rename(from, to)
    }
    let (folder, _) = try SessionFolder.open(at: path, readOnly: false, calls: failing)
    try folder.record(Self.posts)
    // Left as a program leaves it that was stopped between the commit and the renames.
    let placed = try scratch.names("metrics/1")
    try #require(placed.isEmpty)
    let path = path
    @Sendable func place() {
      for campaign in 1...3 {
        let state = path + "/.state/tmp"
        guard let transaction = (try? DurableFolder(state, calls: .system).names())?.first else {
          return
        }
        let staged = DurableFolder("\(state)/\(transaction)", calls: .system)
        for name in (try? staged.names()) ?? [] where name.hasPrefix("\(campaign)@") {
          mkdir("\(path)/metrics", 0o755)
          mkdir("\(path)/metrics/\(campaign)", 0o755)
          _ = FileCalls.system.rename(
            staged.full(name), "\(path)/metrics/\(campaign)/\(name.dropFirst(2))")
        }
      }
    }
    var calls = FileCalls.system
    if atListing {
      calls.statusOfPath = { name, status in
        if name.contains("/.state/tmp/"), name.contains("@") { place() }
        return FileCalls.system.statusOfPath(name, &status)
      }
    } else {
      calls.open = { name, flags, mode in
        if name.contains("/.state/tmp/"), name.contains("@") { place() }
        return FileCalls.system.open(name, flags, mode)
      }
    }
    let reading = try SessionReading.settled(DurableFolder(path, calls: calls))
    #expect(reading.measurements.rows.count == 30)
    folder.close()
  }

  @Test("Measurements taken away or changed while the session is open: noticed, and written again")
  func takenAway() throws {
    var session = try make()
    let (folder, _) = try SessionFolder.open(at: path)
    try session.apply(Self.posts)
    try folder.record(Self.posts)
    #expect(folder.readAppended().edits.isEmpty && !folder.looksChanged)
    let file = try #require(try scratch.names("metrics/1").first)
    let text = try scratch.text("metrics/1/\(file)")
    // Away, and back as it was: nothing to say any more.
    unlink("\(path)/metrics/1/\(file)")
    _ = folder.readAppended()
    #expect(folder.looksChanged)
    #expect(try folder.takeOutsideChange(session)?.missing == ["metrics/1/\(file)"])
    #expect(!folder.looksChanged)
    try scratch.write(text, to: "metrics/1/\(file)")
    _ = folder.readAppended()
    #expect(try folder.takeOutsideChange(session)?.missing == [])
    // Changed, and another one away: the save writes what the session has.
    unlink("\(path)/metrics/1/\(file)")
    try scratch.write(
      text.replacing("\"likes\": 3", with: "\"likes\": 99"), to: "metrics/1/\(file)")
    let other = try #require(try scratch.names("metrics/2").first)
    unlink("\(path)/metrics/2/\(other)")
    _ = folder.readAppended()
    let lost = try folder.takeOutsideChange(session)
    #expect(lost?.altered == ["metrics/1/\(file)"] && lost?.missing == ["metrics/2/\(other)"])
    try folder.save(session, view: [:])
    #expect(try folder.takeOutsideChange(session)?.missing ?? [] == [])
    // Put back now, it says nothing new.
    folder.close()
    let (again, found) = try SessionFolder.open(at: path)
    again.close()
    #expect(found.session == session && found.notes.isEmpty, "\(found.notes)")
    #expect(problems().isEmpty, "\(problems())")
  }

  @Test(
    "What is written again is as old as it was: corrections that come by git stay the newer ones")
  func correctionsStay() throws {
    var session = try make()
    let (folder, _) = try SessionFolder.open(at: path)
    try session.apply(Self.posts)
    try folder.record(Self.posts)
    _ = folder.readAppended()
    let (file, sequence, owner) = try first()
    // A colleague's, made a moment after the lines that are about to go.
    var row = try #require(
      session.measurements.rows.first { $0.campaign == CampaignID(1) && $0.key == "p4" })
    row.counts.likes = 444
    let lines = MetricsFolder.lines([(row.identity, row)], sequence: sequence + 5)
    let correction = "\(sequence + 5)-\(owner).jsonl"
    unlink("\(path)/metrics/1/\(file)")
    _ = folder.readAppended()
    #expect(try folder.takeOutsideChange(session)?.missing.isEmpty == false)
    try folder.save(session, view: [:])
    folder.close()
    try scratch.write(try #require(lines[CampaignID(1)]), to: "metrics/1/\(correction)")
    let (again, found) = try SessionFolder.open(at: path)
    again.close()
    try session.apply(.put(row))
    #expect(found.session == session)
    #expect(found.session.measurements.rows.count == 30)
  }

  @Test("A file that arrives in pieces is read whole, and its corrections count")
  func slowly() throws {
    var session = try make()
    let (folder, _) = try SessionFolder.open(at: path)
    try session.apply(Self.posts)
    try folder.record(Self.posts)
    _ = folder.readAppended()
    let (_, former, owner) = try first()
    let sequence = former + 9
    let corrections = session.measurements.rows.filter { $0.campaign == CampaignID(1) }.map {
      row -> (Measurement.Identity, Measurement?) in
      var row = row
      row.counts.likes = 1_000
      return (row.identity, row)
    }
    let lines = try #require(MetricsFolder.lines(corrections, sequence: sequence)[CampaignID(1)])
    let name = "metrics/1/\(sequence)-\(owner).jsonl"
    var arrived: [Edit] = []
    for share in [3, 2, 1] {
      try scratch.write(Array(lines[..<(lines.count / share)]), to: name)
      for _ in 1...11 { arrived += folder.readAppended().edits }
      if folder.looksChanged { _ = try folder.takeOutsideChange(session) }
      arrived += folder.readAppended().edits
      for edit in arrived { try session.apply(edit) }
      arrived = []
    }
    #expect(
      session.measurements.rows.count { $0.counts.likes == 1_000 } == 10)
    try folder.save(session, view: [:])
    folder.close()
    #expect(
      try SessionFolder.open(at: path, readOnly: true).1.session.measurements.rows
        .count { $0.counts.likes == 1_000 } == 10)
  }

  @Test("Lines that a feed brought are looked after like others")
  func liveLinesTakenAway() throws {
    var session = try make()
    let (folder, _) = try SessionFolder.open(at: path)
    let rows = (1...50).map { number in
      var row = Measurement(
        campaign: CampaignID(1), key: "o\(number)", kind: .increment, day: Day(number: 0))
      row.counts.conversions = number
      return row
    }
    try folder.append(rows)
    for row in rows { try session.apply(.put(row)) }
    _ = folder.readAppended()
    let file = try #require(try scratch.names("metrics/1").first { $0.contains(".live.") })
    unlink("\(path)/metrics/1/\(file)")
    for _ in 1...11 { _ = folder.readAppended() }
    #expect(try folder.takeOutsideChange(session)?.missing == ["metrics/1/\(file)"])
    try folder.save(session, view: [:])
    folder.close()
    #expect(try measurements() == 50)
    #expect(problems().isEmpty, "\(problems())")
  }

  @Test("A save doesn't make anybody forget what was missing before")
  func stillMissing() throws {
    var session = try make()
    do {
      let (folder, _) = try SessionFolder.open(at: path)
      try folder.record(Self.posts)
      try session.apply(Self.posts)
      try folder.save(session, view: [:])
      folder.close()
    }
    let file = try #require(try scratch.names("metrics/1").first)
    unlink("\(path)/metrics/1/\(file)")
    for round in 1...2 {
      let (folder, contents) = try SessionFolder.open(at: path)
      #expect(
        contents.notes.contains { $0.contains("measurements are missing") },
        "round \(round): \(contents.notes)")
      var campaign = contents.session.campaigns.rows[0]
      campaign.name = "round \(round)"
      session = contents.session
      try session.apply(.put(campaign))
      try folder.record(.put(campaign))
      try folder.save(session, view: [:])
      folder.close()
    }
    #expect(!problems().isEmpty)
  }

  @Test("What came by git doesn't make up for a file that is gone")
  func gainedAndLost() throws {
    var session = try make()
    let (folder, _) = try SessionFolder.open(at: path)
    try folder.record(Self.posts)
    try session.apply(Self.posts)
    try folder.save(session, view: [:])
    folder.close()
    let file = try #require(try scratch.names("metrics/1").first)
    let text = try scratch.text("metrics/1/\(file)")
    let end = try #require(file.firstIndex(of: "-"))
    let number = try #require(Int(file[..<end]))
    // Longer than the one that goes.
    try scratch.write(text + text, to: "metrics/1/\(number + 1)\(file[end...])")
    #expect(try SessionFolder.open(at: path, readOnly: true).1.notes == [])
    unlink("\(path)/metrics/1/\(file)")
    let notes = try SessionFolder.open(at: path, readOnly: true).1.notes
    #expect(notes.contains { $0.contains("missing: metrics/1/\(file)") }, "\(notes)")
  }

  func openWithPosts() throws -> (SessionFolder, Session) {
    var session = try make()
    let (folder, _) = try SessionFolder.open(at: path)
    try folder.record(Self.posts)
    try session.apply(Self.posts)
    try folder.save(session, view: [:])
    return (folder, session)
  }

  func likes(_ key: String) throws -> Int? {
    let session = try SessionFolder.open(at: path, readOnly: true).1.session
    return session.measurements.rows.first { $0.key == key && $0.campaign == CampaignID(1) }?.counts
      .likes
  }

  /// An older line about the same post shows through, or the removed post is back.
  @Test("A correction, or a removal, whose file is taken away is noticed and written again")
  func uncovered() throws {
    var (folder, session) = try openWithPosts()
    defer { folder.close() }
    let before = Set(try scratch.names("metrics/1"))
    var row = try #require(
      session.measurements.rows.first { $0.key == "p1" && $0.campaign == CampaignID(1) })
    let other = try #require(
      session.measurements.rows.first { $0.key == "p2" && $0.campaign == CampaignID(1) })
    row.counts.likes = 123_456
    for edit in [Edit.put(row), .measurement(other.identity, nil)] {
      try folder.record(edit)
      try session.apply(edit)
    }
    try folder.save(session, view: [:])
    #expect(try likes("p1") == 123_456)
    let correction = try #require(
      try scratch.names("metrics/1").first { !before.contains($0) })
    let sequence = try #require(Int64(correction.prefix { $0 != "-" }))
    unlink("\(path)/metrics/1/\(correction)")
    _ = folder.readAppended()
    #expect(folder.looksChanged)
    #expect(try folder.takeOutsideChange(session)?.missing == ["metrics/1/\(correction)"])
    #expect(!folder.looksChanged)
    try folder.save(session, view: [:])
    #expect(try likes("p1") == 123_456 && likes("p2") == nil)
    // Next to the lost one, whose own name stays free for it.
    #expect(
      try scratch.names("metrics/1").contains(
        "\(sequence + 1)-\(correction.dropFirst("\(sequence)-".count))"))
    #expect(problems().isEmpty, "\(problems())")
    #expect(try folder.takeOutsideChange(session)?.missing ?? [] == [])
  }

  @Test(
    "A file whose measurements all have newer lines is missed, too, until a save has taken it as lost"
  )
  func covered() throws {
    var (folder, session) = try openWithPosts()
    defer { folder.close() }
    let file = try #require(try scratch.names("metrics/1").first)
    let newer = Edit.group(
      "newer",
      session.measurements.rows.filter { $0.campaign == CampaignID(1) }.map { row in
        var row = row
        row.counts.likes = 500
        return .put(row)
      })
    try folder.record(newer)
    try session.apply(newer)
    try folder.save(session, view: [:])
    unlink("\(path)/metrics/1/\(file)")
    _ = folder.readAppended()
    #expect(try folder.takeOutsideChange(session)?.missing == ["metrics/1/\(file)"])
    try folder.save(session, view: [:])
    #expect(try folder.takeOutsideChange(session)?.missing ?? [] == [])
    #expect(try likes("p1") == 500)
    #expect(problems().isEmpty, "\(problems())")
  }

  @Test("A file that is put back, moved or copied, is missed no more")
  func putBack() throws {
    let (folder, session) = try openWithPosts()
    defer { folder.close() }
    let file = try #require(try scratch.names("metrics/1").first)
    let (there, aside) = ("\(path)/metrics/1/\(file)", "\(path)/aside")
    let bytes = try FileContents.read(there)
    for isCopied in [false, true] {
      rename(there, aside)
      _ = folder.readAppended()
      #expect(try folder.takeOutsideChange(session)?.missing == ["metrics/1/\(file)"])
      if isCopied {
        unlink(aside)
        try scratch.write(bytes, to: "metrics/1/\(file)")
      } else {
        rename(aside, there)
      }
      _ = folder.readAppended()
      #expect(folder.looksChanged)
      #expect(try folder.takeOutsideChange(session)?.missing == [])
      #expect(!folder.looksChanged)
    }
    #expect(problems().isEmpty)
  }

  @Test("One figure changed in place, in a file that only grows: noticed, and written again")
  func liveFileChanged() throws {
    var session = try make()
    let (folder, _) = try SessionFolder.open(at: path)
    defer { folder.close() }
    var row = Measurement(
      campaign: CampaignID(1), key: "live", kind: .total, day: Day(number: 0))
    row.counts.likes = 71
    try folder.append([row])
    try session.apply(.put(row))
    let file = try #require(try scratch.names("metrics/1").first)
    _ = folder.readAppended()
    #expect(!folder.looksChanged)
    let text = try scratch.text("metrics/1/\(file)")
    try scratch.write(text.replacing("71", with: "17"), to: "metrics/1/\(file)")
    for _ in 1...11 { _ = folder.readAppended() }
    #expect(folder.looksChanged)
    #expect(try folder.takeOutsideChange(session)?.altered == ["metrics/1/\(file)"])
    try folder.save(session, view: [:])
    #expect(try likes("live") == 71)
    // Lines that follow are no change.
    row.counts.likes = 72
    try folder.append([row])
    for _ in 1...11 { _ = folder.readAppended() }
    #expect(!folder.looksChanged)
  }

  @Test(
    "A document that can't be read any more stays red until a save writes it again, and is kept",
    arguments: ["roster.json", "campaigns.json", "session.json"],
    ["", "{\"format\": 2, ", "<<<<<<< ours\n"])
  func unreadable(_ name: String, _ text: String) throws {
    let (folder, session) = try openWithPosts()
    defer { folder.close() }
    try scratch.write(text, to: name)
    #expect(folder.looksChanged)
    #expect(try folder.takeOutsideChange(session)?.broken == [name])
    #expect(!folder.looksChanged)
    try folder.save(session, view: [:])
    #expect(folder.takeNotes().contains { $0.contains(name) && $0.contains("kept/") })
    #expect(try SessionFolder.open(at: path, readOnly: true).1.session == session)
    #expect(problems().isEmpty, "\(problems())")
    let kept = try #require(try scratch.names(".state/kept").first { $0.hasSuffix(name) })
    #expect(try scratch.text(".state/kept/\(kept)") == text)
    #expect(try folder.takeOutsideChange(session)?.broken ?? [] == [])
  }

  @Test("What was taken over from another program and then saved isn't told again")
  func takenOver() throws {
    var (folder, session) = try openWithPosts()
    let text = try scratch.text("campaigns.json").replacing("\"c2\"", with: "\"summer\"")
    try scratch.write(text, to: "campaigns.json")
    for edit in try #require(try folder.takeOutsideChange(session)).edits {
      try session.apply(edit)
    }
    #expect(session.campaigns[CampaignID(2)]?.name == "summer")
    try folder.save(session, view: [:])
    folder.close()
    let notes = SessionFolder.verify(at: path).map(\.description)
    #expect(notes.isEmpty, "\(notes)")
    let (again, contents) = try SessionFolder.open(at: path)
    again.close()
    #expect(contents.notes.isEmpty, "\(contents.notes)")
  }

  @Test("Who looks on sees what a third program changed, and what the writer made of it")
  func lookingOn() throws {
    var (folder, session) = try openWithPosts()
    defer { folder.close() }
    let (reader, _) = try SessionFolder.open(at: path, readOnly: true)
    func readsAgain() -> Bool {
      if case .readAgain = reader.follow() { true } else { false }
    }
    #expect(!readsAgain())
    // The writer's own save is no news.
    var campaign = try #require(session.campaigns[CampaignID(1)])
    campaign.name = "spring"
    try folder.record(.put(campaign))
    try session.apply(.put(campaign))
    try folder.save(session, view: [:])
    guard case .changes(let edits) = reader.follow() else {
      Issue.record("nothing came")
      return
    }
    #expect(edits == [.put(campaign)])
    #expect(!readsAgain())
    // Missed by the reader, since the writer saved right away.
    try scratch.write(
      scratch.text("campaigns.json").replacing("\"c2\"", with: "\"summer\""), to: "campaigns.json")
    for edit in try #require(try folder.takeOutsideChange(session)).edits {
      try session.apply(edit)
    }
    campaign.name = "spring again"
    try folder.record(.put(campaign))
    try session.apply(.put(campaign))
    try folder.save(session, view: [:])
    #expect(readsAgain())
    rename(path, path + ".moved")
    guard case .gone = reader.follow() else {
      Issue.record("nobody said so")
      return
    }
    rename(path + ".moved", path)
  }

  @Test("A copy that is adopted knows from then on what its files of measurements have in them")
  func adopted() throws {
    let (folder, _) = try openWithPosts()
    folder.close()
    shellRemove(".state")
    let (again, _) = try SessionFolder.open(at: path)
    again.close()
    #expect(problems().isEmpty)
    let file = try #require(try scratch.names("metrics/1").first)
    let text = try scratch.text("metrics/1/\(file)")
    try scratch.write(text.replacing("\"likes\": 3", with: "\"likes\": 9"), to: "metrics/1/\(file)")
    #expect(problems().contains { $0.file == "metrics/1/\(file)" }, "\(problems())")
  }

  private func shellRemove(_ name: String) {
    let folder = DurableFolder("\(path)/\(name)")
    for inner in (try? folder.names(includingHidden: true)) ?? [] {
      if unlink(folder.full(inner)) != 0 { shellRemove("\(name)/\(inner)") }
    }
    rmdir(folder.path)
  }

  @Test("A session.json that lost the session's identity is unreadable, not another session's")
  func identityLost() throws {
    let (folder, session) = try openWithPosts()
    defer { folder.close() }
    let text = try scratch.text("session.json")
    let line = try #require(text.split(separator: "\n").first { $0.contains("\"session\"") })
    try scratch.write(text.replacing(line + "\n", with: ""), to: "session.json")
    #expect(try folder.takeOutsideChange(session)?.broken == ["session.json"])
    try folder.save(session, view: [:])
    #expect(try scratch.text("session.json") == text)
    #expect(problems().isEmpty, "\(problems())")
  }
}
