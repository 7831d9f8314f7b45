import LibC
import Marketing
import Testing

@testable import SessionStore

@Suite("Damage is healed, and nothing is lost")
struct DamageTests {
  private let scratch = SessionScratch()
  private var path: String { scratch.session() }

  /// Two influencers, two campaigns, a feed, and ten posts of each campaign in a file of its own.
  private func make() throws -> (SessionFolder, Session) {
    var session = Session(settings: Settings(name: "x"))
    for (number, handle) in [(1, "ana"), (2, "bo")] {
      try session.apply(
        .put(Influencer(id: InfluencerID(number), handle: handle, platform: .tiktok)))
      try session.apply(
        .put(Campaign(id: CampaignID(number), name: "c\(number)", goal: .awareness)))
    }
    try session.apply(.put(Feed(id: FeedID(1), name: "shop", source: .file(path: "/tmp/shop.csv"))))
    try SessionFolder.create(at: path, session: session, view: [:]).close()
    let (folder, _) = try SessionFolder.open(at: path)
    let posts = Edit.group(
      "posts", (1...2).flatMap { campaign in (1...10).map { .put(Self.post($0, campaign)) } })
    let undo = try session.apply(posts)
    try folder.record(posts, undo: undo, title: "posts")
    try folder.save(session, view: [:])
    return (folder, session)
  }

  private static func post(_ number: Int, _ campaign: Int = 1) -> Measurement {
    var row = Measurement(
      campaign: CampaignID(campaign), key: "p\(number)", kind: .total, day: Day(number: 0))
    row.counts.likes = 100 + number
    return row
  }

  private func look(_ folder: SessionFolder, _ session: Session) throws -> OutsideChange? {
    for _ in 1...11 { _ = folder.readAppended() }
    return try folder.takeOutsideChange(session)
  }

  private func reopened() throws -> Session {
    let (folder, contents) = try SessionFolder.open(at: path)
    folder.close()
    try #require(contents.readOnlyReason == nil, "\(contents.readOnlyReason ?? "")")
    return contents.session
  }

  /// Puts something else in a file's place.
  private func replace(_ name: String, by kind: PlaceKind) throws {
    let place = "\(path)/\(name)"
    unlink(place)
    switch kind {
    case .folder:
      mkdir(place, 0o700)
      try DurableFolder(place).write(Array("inside".utf8), to: "note.txt")
    case .pipe: mkfifo(place, 0o600)
    case .deadLink: symlink("/nowhere/\(FilePath.name(of: name))", place)
    case .file: try scratch.write("a file", to: name)
    case .socket, .device: Issue.record("not made here")
    }
  }

  // MARK: Measurements

  @Test(
    "Files that are put back as they were while the session is open count again, and nothing is damaged any more",
    arguments: ["gone", "cut", "changed", "live cut", "live changed"])
  func putBack(_ fault: String) throws {
    let (folder, _) = try make()
    try folder.append((11...14).map { Self.post($0) })
    folder.close()
    let whole = try reopened()
    try #require(whole.measurements.count == 24)
    let files = try scratch.names("metrics/1").map { "metrics/1/\($0)" }
    let name = try #require(files.first { $0.contains("live") == fault.hasPrefix("live") })
    let text = try scratch.text(name)
    switch fault {
    case "gone": unlink("\(path)/\(name)")
    case "cut", "live cut": try scratch.write(String(text.prefix(text.count / 2)), to: name)
    default: try scratch.write(text.replacing(/"likes": ?1/, with: "\"likes\": 9"), to: name)
    }
    let (damaged, contents) = try SessionFolder.open(at: path)
    var session = contents.session
    try #require(!contents.damage.isEmpty && contents.readOnlyReason == nil)
    try #require(session != whole)
    try scratch.write(text, to: name)
    let change = try #require(try look(damaged, session))
    #expect(change.damage == [] && change.missing + change.altered == [])
    for edit in damaged.readAppended().edits { try session.apply(edit) }
    #expect(session.measurements == whole.measurements)
    #expect(try look(damaged, session) == nil)
    try damaged.save(session, view: [:])
    #expect(scratch.problems().isEmpty, "\(scratch.problems())")
    damaged.close()
    #expect(try SessionFolder.open(at: path, readOnly: true).1.damage == [])
    #expect(try reopened() == session)
  }

  @Test(
    "What was missing at the opening isn't removed by a save, however little of it is put back first",
    arguments: [false, true])
  func putBackInPart(isLive: Bool) throws {
    let (folder, _) = try make()
    try folder.append((11...14).map { Self.post($0) })
    folder.close()
    let whole = try reopened()
    let name = try #require(
      try scratch.names("metrics/1").first { $0.contains("live") == isLive }.map {
        "metrics/1/\($0)"
      })
    let text = try scratch.text(name)
    unlink("\(path)/\(name)")
    let (damaged, contents) = try SessionFolder.open(at: path)
    var session = contents.session
    try #require(!contents.damage.isEmpty)
    try scratch.write(String(text.dropLast(60)), to: name)
    for _ in 1...11 { for edit in damaged.readAppended().edits { try session.apply(edit) } }
    if damaged.looksChanged { _ = try damaged.takeOutsideChange(session) }
    try damaged.save(session, view: [:])
    damaged.close()
    // A save doesn't make it whole, either.
    #expect(scratch.problems().contains { $0.file == name }, "\(scratch.problems())")
    let (again, later) = try SessionFolder.open(at: path)
    #expect(!later.damage.isEmpty)
    again.close()
    unlink("\(path)/\(name)")
    try scratch.write(text, to: name)
    #expect(scratch.problems().isEmpty, "\(scratch.problems())")
    #expect(try SessionFolder.open(at: path, readOnly: true).1.damage == [])
    #expect(try reopened().measurements == whole.measurements)
  }

  // MARK: Documents

  @Test("What lay in a broken document's place is kept, however old the damage is")
  func oldDamage() throws {
    let (folder, session) = try make()
    defer { folder.close() }
    let texts = [
      "roster.json": "{\"session\": \"x\", \"influencers\": [", "campaigns.json": "",
      "feeds.json": "<<<<<<< ours\n", "session.json": "{\"format\": 2, ",
    ]
    for (name, text) in texts { try scratch.write(text, to: name) }
    #expect(try folder.takeOutsideChange(session)?.broken == texts.keys.sorted())
    usleep(2_200_000)
    #expect(
      try folder.takeOutsideChange(session)?.broken ?? texts.keys.sorted() == texts.keys.sorted())
    try folder.save(session, view: [:])
    let notes = folder.takeNotes()
    for (name, text) in texts {
      let kept = try #require(try scratch.names(".state/kept").first { $0.hasSuffix(name) })
      #expect(try scratch.text(".state/kept/\(kept)") == text)
      #expect(notes.contains { $0.contains(name) && $0.contains("kept/") })
    }
    #expect(try SessionFolder.open(at: path, readOnly: true).1.session == session)
    #expect(scratch.problems().isEmpty, "\(scratch.problems())")
  }

  @Test(
    "Something else in a document's place: red until a save writes it again, and kept",
    arguments: ["roster.json", "campaigns.json", "feeds.json", "session.json"],
    [PlaceKind.folder, .pipe, .deadLink])
  func documentReplacedWhileOpen(_ name: String, _ kind: PlaceKind) throws {
    let (folder, session) = try make()
    defer { folder.close() }
    try replace(name, by: kind)
    #expect(folder.looksChanged)
    let change = try #require(try look(folder, session))
    #expect(change.broken + change.missing == [name])
    #expect(!folder.looksChanged)
    try folder.save(session, view: [:])
    #expect(folder.takeNotes().contains { $0.contains(name) && $0.contains("kept/") })
    #expect(try look(folder, session)?.broken ?? [] == [])
    #expect(scratch.problems().isEmpty, "\(scratch.problems())")
    #expect(try SessionFolder.open(at: path, readOnly: true).1.session == session)
    let kept = DurableFolder("\(path)/.state/kept")
    let aside = try #require(try kept.names().first { $0.hasSuffix(name) })
    #expect(kept.kind(of: aside) == kind)
    if kind == .folder { #expect(try scratch.text(".state/kept/\(aside)/note.txt") == "inside") }
  }

  @Test(
    "Something else in a document's place is named by check, and moved away by repair",
    arguments: ["roster.json", "campaigns.json", "feeds.json", "session.json"],
    [PlaceKind.folder, .pipe, .deadLink])
  func documentReplaced(_ name: String, _ kind: PlaceKind) throws {
    let (folder, session) = try make()
    folder.close()
    let own = try scratch.bytes(name)
    try replace(name, by: kind)
    #expect(scratch.problems().contains { $0.description.contains(name) })
    let dry = try SessionRepair.run(at: path, dryRun: true)
    let report = try SessionRepair.run(at: path)
    #expect(report.steps == dry.steps && report.advice == dry.advice)
    let kept = DurableFolder("\(path)/.state/kept")
    #expect(kept.kind(of: name) == kind, "\(report.steps) \(report.advice)")
    if name == "feeds.json" {
      #expect(report.isSound && report.steps.contains { $0.contains("without feeds") })
      return
    }
    #expect(!report.isSound && report.advice.contains { $0.contains("git checkout -- \(name)") })
    // What was advised is done.
    try scratch.write(own, to: name)
    #expect(try SessionRepair.run(at: path).isSound)
    #expect(scratch.problems().isEmpty)
    #expect(try reopened() == session)
  }

  @Test(
    "A document that lists nothing, or has no list, is broken and not everybody's removal",
    arguments: ["roster.json", "campaigns.json", "feeds.json"],
    ["[]", "{}\n", "{\"session\": \"S\"}"])
  func emptied(_ name: String, _ text: String) throws {
    let (folder, session) = try make()
    let identity = folder.identity
    let own = try scratch.bytes(name)
    let text = text.replacing("S", with: identity)
    try scratch.write(text, to: name)
    #expect(try look(folder, session)?.broken == [name])
    try folder.save(session, view: [:])
    folder.close()
    #expect(try reopened() == session)
    try scratch.write(text, to: name)
    #expect(scratch.problems().contains { $0.file == name && $0.line == 1 })
    let dry = try SessionRepair.run(at: path, dryRun: true)
    let report = try SessionRepair.run(at: path)
    #expect(report.steps == dry.steps && report.advice == dry.advice)
    #expect(report.remaining == dry.remaining && report.remaining.isEmpty, "\(report.remaining)")
    if name == "feeds.json" {
      #expect(report.isSound && report.steps.contains { $0.contains("there is no feed in it") })
      #expect(try scratch.text(".state/kept/feeds.json") == text)
    } else {
      #expect(report.advice.contains { $0.hasPrefix("\(name), line 1") }, "\(report.advice)")
      try scratch.write(own, to: name)
    }
    #expect(scratch.problems().isEmpty, "\(scratch.problems())")
    #expect(try reopened().roster == session.roster)
  }

  @Test("Dry run and run say the same about bookings of somebody who isn't there")
  func danglingReferences() throws {
    var (folder, session) = try make()
    let booking = Booking(
      id: BookingID(1), campaign: CampaignID(1), influencer: InfluencerID(2))
    let undo = try session.apply(.put(booking))
    try folder.record(.put(booking), undo: undo)
    try folder.save(session, view: [:])
    folder.close()
    let text = try scratch.text("roster.json")
    let lines = text.split(separator: "\n").map { $0.contains("\"bo\"") ? "{\"id\": x}" : $0 }
    try scratch.write(lines.joined(separator: "\n") + "\n", to: "roster.json")
    let dry = try SessionRepair.run(at: path, dryRun: true)
    let report = try SessionRepair.run(at: path)
    #expect(report.steps == dry.steps && report.remaining == dry.remaining)
    #expect(report.remaining.count == 1 && !report.isSound && !dry.isSound)
  }

  @Test("Something else in the log's place", arguments: [PlaceKind.folder, .pipe, .deadLink])
  func log(_ kind: PlaceKind) throws {
    let (folder, session) = try make()
    folder.close()
    try replace(scratch.journal, by: kind)
    #expect(scratch.problems().contains { $0.file == scratch.journal })
    let said = try scratch.expectMended()
    #expect(said.contains("\(scratch.journal) is \(kind.words)"), "\(said)")
    #expect(try reopened() == session)
  }

  @Test("How many records come after damage in a log")
  func records() {
    func words(_ count: Int) -> String {
      Journal.Damage(line: 2, reason: "it is torn", goodRecordsAfter: count).inWords
    }
    #expect(words(1) == "it is torn; 1 record comes after it")
    #expect(words(3) == "it is torn; 3 records come after it")
  }

  // MARK: Measurements

  @Test(
    "Something else in the place of a file of measurements: red, and a save writes its rows again",
    arguments: [PlaceKind.folder, .pipe, .deadLink])
  func measurementsReplacedWhileOpen(_ kind: PlaceKind) throws {
    var (folder, session) = try make()
    var row = Self.post(99)
    row.counts.likes = 7
    try folder.append([row])
    try session.apply(.put(row))
    _ = folder.readAppended()
    let files = try scratch.names("metrics/1").map { "metrics/1/\($0)" }
    #expect(files.count == 2)
    for file in files { try replace(file, by: kind) }
    let change = try #require(try look(folder, session))
    #expect((change.missing + change.altered).sorted() == files)
    try folder.save(session, view: [:])
    #expect(try look(folder, session)?.missing ?? [] == [])
    folder.close()
    #expect(try SessionFolder.open(at: path, readOnly: true).1.session == session)
    // What lay there has made room, so nothing is left to mend.
    #expect(scratch.problems().isEmpty, "\(scratch.problems())")
    #expect(try reopened() == session)
    let kept = DurableFolder("\(path)/.state/kept")
    #expect(try kept.names().filter { kept.kind(of: $0) == kind }.count == 2)
  }

  @Test(
    "Something else in the place of a file or folder of measurements is named, and moved away",
    arguments: [PlaceKind.folder, .pipe, .deadLink, .file], ["file", "metrics/1", "metrics"])
  func measurementsReplaced(_ kind: PlaceKind, _ what: String) throws {
    let (folder, session) = try make()
    folder.close()
    guard (kind == .file) != (what == "file"), kind != .folder || what == "file" else { return }
    let place = what == "file" ? try scratch.metrics() : what
    rename("\(path)/\(place)", "\(scratch.path)/away")
    try replace(place, by: kind)
    #expect(scratch.problems().contains { $0.file == place }, "\(scratch.problems())")
    let (again, contents) = try SessionFolder.open(at: path)
    again.close()
    #expect(contents.notes.contains { $0.contains(place) }, "\(contents.notes)")
    let said = try scratch.expectMended()
    #expect(said.contains("\(place) is \(kind.words)"), "\(said)")
    #expect(said.contains("are lost"), "\(said)")
    let left = try reopened()
    #expect(left.measurements.rows.count == (what == "metrics" ? 0 : 10))
    // It takes measurements again.
    let (writing, _) = try SessionFolder.open(at: path)
    try writing.append([Self.post(1)])
    writing.close()
    #expect(scratch.problems().isEmpty)
    #expect(session.measurements.rows.count == 20)
  }

  // MARK: What Clout keeps to itself

  @Test(
    "Something else in the place of .state, or of a lock in it: named, and moved away",
    arguments: [".state", ".state/lock", ".state/commit.lock", ".state/tmp", ".state/kept"],
    [PlaceKind.folder, .pipe, .deadLink])
  func stateObstacles(_ name: String, _ kind: PlaceKind) throws {
    let needsFolder = !name.hasSuffix("lock")
    guard !(needsFolder && kind == .folder) else { return }
    let (folder, session) = try make()
    folder.close()
    let place = "\(path)/\(name)"
    rename(place, "\(FilePath.folder(of: path))/aside")
    try replace(name, by: kind)
    #expect(scratch.problems().contains { $0.file == name }, "\(scratch.problems())")
    let dry = try SessionRepair.run(at: path, dryRun: true)
    let report = try SessionRepair.run(at: path)
    #expect(
      dry.steps == report.steps && dry.steps.joined().contains(name), "\(dry.steps) \(report.steps)"
    )
    #expect(report.isSound, "\(report.remaining)")
    #expect(scratch.problems().isEmpty, "\(scratch.problems())")
    let kept = DurableFolder("\(path)/.state/kept")
    let aside = FilePath.name(of: name)
    #expect(try kept.names(includingHidden: true).contains(aside))
    #expect(kept.kind(of: aside) == kind)
    #expect(try reopened() == session)
  }

  @Test(
    "What a link among Clout's own folders leads to is left alone; check names it and repair heals it",
    arguments: [".state", ".state/tmp", ".state/kept", ".state/tmp/7"])
  func linksAreNotFollowed(_ name: String) throws {
    let (folder, session) = try make()
    folder.close()
    let outside = "\(FilePath.folder(of: path))/outside"
    mkdir(outside, 0o700)
    mkdir("\(outside)/inner", 0o700)
    let files = ["\(outside)/note.txt", "\(outside)/inner/note.txt"]
    for file in files { try DurableFolder(FilePath.folder(of: file)).write([0x41], to: "note.txt") }
    let isInner = name.hasSuffix("7")
    if isInner {
      mkdir("\(path)/.state/tmp", 0o700)
    } else {
      rename("\(path)/\(name)", "\(FilePath.folder(of: path))/aside")
    }
    symlink(isInner ? "\(outside)/inner" : outside, "\(path)/\(name)")
    func isUntouched() throws -> Bool {
      try DurableFolder(outside).names(includingHidden: true).sorted() == ["inner", "note.txt"]
        && DurableFolder("\(outside)/inner").names(includingHidden: true) == ["note.txt"]
    }
    let (opened, contents) = try SessionFolder.open(at: path)
    #expect((contents.readOnlyReason != nil) == !isInner)
    if !isInner {
      #expect(contents.readOnlyReason?.contains(name) == true, "\(contents.readOnlyReason ?? "")")
      #expect(contents.readOnlyReason?.contains("clout repair") == true)
      #expect(scratch.problems().contains { $0.file == name }, "\(scratch.problems())")
    }
    opened.close()
    #expect(try isUntouched())
    let dry = try SessionRepair.run(at: path, dryRun: true)
    let report = try SessionRepair.run(at: path)
    #expect(dry.steps == report.steps, "\(dry.steps) \(report.steps)")
    #expect(report.isSound, "\(report.remaining)")
    #expect(try isUntouched())
    #expect(try reopened() == session)
    #expect(try isUntouched())
  }

  @Test(
    "A link that leads to itself is named like one that leads nowhere, and moved away",
    arguments: [".state", ".state/tmp", "metrics", "metrics/1"])
  func linksToThemselves(_ name: String) throws {
    let (folder, _) = try make()
    folder.close()
    rename("\(path)/\(name)", "\(FilePath.folder(of: path))/aside")
    symlink(FilePath.name(of: name), "\(path)/\(name)")
    if name == ".state/tmp" {
      let kept = try SessionFolder.open(at: path, readOnly: true).1
      #expect(kept.readOnlyError == nil, "\(kept.readOnlyReason ?? "")")
    }
    #expect(scratch.problems().contains { $0.file == name }, "\(scratch.problems())")
    let dry = try SessionRepair.run(at: path, dryRun: true)
    let report = try SessionRepair.run(at: path)
    #expect(dry.steps == report.steps, "\(dry.steps) \(report.steps)")
    #expect(report.isSound, "\(report.remaining)")
    #expect(scratch.problems().isEmpty, "\(scratch.problems())")
  }
}
