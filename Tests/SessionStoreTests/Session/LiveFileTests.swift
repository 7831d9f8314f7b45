import LibC
import Marketing
import Testing

@testable import SessionStore

@Suite("Files that only grow are on record")
struct LiveFileTests {
  private let scratch = SessionScratch()
  private var path: String { scratch.session() }

  private func make() throws -> Session {
    var session = Session(settings: Settings(name: "x"))
    try session.apply(.put(Campaign(id: CampaignID(1), name: "c", goal: .awareness)))
    try SessionFolder.create(at: path, session: session, view: [:]).close()
    return session
  }

  private static func post(_ number: Int) -> Measurement {
    var row = Measurement(
      campaign: CampaignID(1), key: "p\(number)", kind: .total, day: Day(number: 0))
    row.counts.likes = 100 + number
    return row
  }

  /// Five posts by ingest, and five by a feed of the open session.
  private func fill() throws -> Session {
    var session = try make()
    var appender = try MetricsAppender(path: path, session: session, title: "ingest of posts.csv")
    _ = try appender.append((1...5).map(Self.post))
    appender.putOnRecord()
    let (folder, contents) = try SessionFolder.open(at: path)
    session = contents.session
    try folder.append((6...10).map(Self.post))
    for number in 6...10 { try session.apply(.put(Self.post(number))) }
    folder.close()
    return session
  }

  private func renamed(_ session: Session) -> Edit {
    var settings = session.settings
    settings.name = "y"
    return .settings(settings)
  }

  private func files() throws -> [String] {
    try scratch.names("metrics/1").map { "metrics/1/\($0)" }
  }

  private func likes() throws -> [Int] {
    try SessionFolder.open(at: path, readOnly: true).1.session.measurements.rows
      .compactMap(\.counts.likes).sorted()
  }

  @Test("The log lists what feeds and ingest brought, once, and undo goes past it")
  func listed() throws {
    let session = try fill()
    let listed = try SessionLog(of: path).entries.filter { $0.kind == .change }
    #expect(listed.map(\.title) == ["ingest of posts.csv", "figures from feeds"])
    #expect(listed.map(\.counts.measurements) == [5, 5])
    #expect(listed.allSatisfy { $0.campaigns == [CampaignID(1)] })
    // Nothing came since, so nothing is added.
    for _ in 1...2 {
      let (folder, contents) = try SessionFolder.open(at: path)
      #expect(contents.recoveredEdits == 0 && contents.session == session)
      #expect(try folder.latestLogged(contents.session) == nil)
      try folder.save(contents.session, view: [:])
      folder.close()
    }
    #expect(try SessionLog(of: path).entries.count { $0.kind == .change } == 2)
    // The file of the ingest grows on, as another run's would, while the cockpit is open.
    let (folder, _) = try SessionFolder.open(at: path)
    var appender = try MetricsAppender(path: path, session: session, title: "ingest of more.csv")
    _ = try appender.append([Self.post(11)])
    try folder.append([Self.post(12)])
    _ = folder.readAppended()
    var changed = session
    try changed.apply(.put(Self.post(11)))
    try changed.apply(.put(Self.post(12)))
    let undo = try changed.apply(renamed(changed))
    try folder.record(renamed(changed), undo: undo)
    try folder.save(changed, view: [:])
    folder.close()
    _ = try appender.append([Self.post(13)])
    appender.putOnRecord()
    let counts = try SessionLog(of: path).entries.map(\.counts.measurements)
    #expect(counts.reduce(0, +) == 13, "\(counts)")
    #expect(SessionFolder.verify(at: path).isEmpty, "\(SessionFolder.verify(at: path))")
  }

  @Test(
    "A live file that is gone, cut or changed is named by check and by opening, and taken as it is",
    arguments: ["gone", "cut", "flipped", "added", "folder", "broken"])
  func damaged(_ what: String) throws {
    _ = try fill()
    let file = try #require(try files().first)
    let bytes = try scratch.bytes(file)
    let text = try scratch.text(file)
    var left = 10
    switch what {
    case "gone":
      unlink("\(path)/\(file)")
      left = 5
    case "cut":
      let lines = bytes.split(separator: 0x0A).prefix(3)
      try scratch.write(Array(lines.joined(separator: [0x0A])) + [0x0A], to: file)
      left = 8
    case "flipped":
      try scratch.write(text.replacing(/"likes": ?103/, with: "\"likes\":301"), to: file)
      left = 9
    case "added":
      // Without a checksum, or with one that is another line's.
      let own = String(text.split(separator: "\n")[0]).replacing(
        /"likes": ?101/, with: "\"likes\":991")
      let bare = own.replacing(/,"crc":"[0-9a-f]*"/, with: "")
      try scratch.write(text + own + "\n" + bare + "\n", to: file)
    case "folder":
      unlink("\(path)/\(file)")
      mkdir("\(path)/\(file)", 0o700)
      left = 5
    default:
      try scratch.write(text.replacing(/"likes": ?103/, with: "\"likes\":x03"), to: file)
      left = 9
    }
    #expect(scratch.problems().contains { $0.file == file }, "\(scratch.problems())")
    let notes = try SessionFolder.open(at: path, readOnly: true).1.notes
    #expect(notes.contains { $0.contains(file) }, "\(notes)")
    let said = try scratch.expectMended()
    #expect(said.contains(file), "\(said)")
    let counted = try likes()
    #expect(counted.count == left && !counted.contains(301), "\(counted)")
    #expect(!counted.contains(991))
    // It stays on record, and what is put back counts again.
    if what == "gone" {
      try scratch.write(bytes, to: file)
      #expect(scratch.problems().isEmpty)
      #expect(try likes().count == 10)
    }
    let (folder, _) = try SessionFolder.open(at: path)
    try folder.append([Self.post(20)])
    folder.close()
    #expect(scratch.problems().isEmpty, "\(scratch.problems())")
  }

  @Test(
    "A save doesn't make a missing live file forgotten, and one that is written again is on record")
  func lostWhileOpen() throws {
    var session = try fill()
    let files = try files()
    unlink("\(path)/\(files[0])")
    // Missing before it was opened: nobody has its rows.
    let (folder, contents) = try SessionFolder.open(at: path)
    session = contents.session
    #expect(session.measurements.rows.count == 5)
    let undo = try session.apply(renamed(session))
    try folder.record(renamed(session), undo: undo)
    try folder.save(session, view: [:])
    // This one is missed here.
    unlink("\(path)/\(files[1])")
    for _ in 1...11 { _ = folder.readAppended() }
    #expect(try folder.takeOutsideChange(session)?.missing == [files[1]])
    try folder.save(session, view: [:])
    folder.close()
    #expect(scratch.problems().map(\.file).filter { $0.hasSuffix(".jsonl") } == [files[0]])
    let notes = try SessionFolder.open(at: path, readOnly: true).1.notes
    #expect(notes.contains { $0.contains(files[0]) }, "\(notes)")
    #expect(try likes().count == 5)
  }

  @Test("What a program that crashed had written is on record from the next opening on")
  func crashedWriter() throws {
    let session = try fill()
    // Ended before it put anything on record.
    var appender = try MetricsAppender(path: path, session: session)
    _ = try appender.append([Self.post(11), Self.post(12)])
    let before = Set(try files())
    // The cockpit is killed, too: no save, no closing.
    let (folder, _) = try SessionFolder.open(at: path)
    folder.journal = nil
    folder.lock = nil
    #expect(SessionFolder.verify(at: path).isEmpty, "\(SessionFolder.verify(at: path))")
    let file = try #require(try files().last { before.contains($0) })
    unlink("\(path)/\(file)")
    #expect(scratch.problems().contains { $0.file == file }, "\(scratch.problems())")
  }

  @Test(
    "Lines of a live file that somebody put in another order are noticed, and taken as they are by a save"
  )
  func reordered() throws {
    let session = try fill()
    let (folder, _) = try SessionFolder.open(at: path)
    let file = try #require(try files().first)
    let lines = try scratch.bytes(file).split(separator: 0x0A)
    try scratch.write(
      lines.reversed().flatMap { Array($0) + [0x0A] }, to: file)
    for _ in 1...11 { _ = folder.readAppended() }
    #expect(try folder.takeOutsideChange(session)?.altered == [file])
    try folder.save(session, view: [:])
    folder.close()
    #expect(scratch.problems().isEmpty, "\(scratch.problems())")
    #expect(try SessionFolder.open(at: path, readOnly: true).1.session == session)
  }

  @Test(
    "A whole and a live file whose contents somebody swapped are put right by a save, and nothing is lost"
  )
  func swapped() throws {
    var session = try fill()
    let (folder, _) = try SessionFolder.open(at: path)
    let typed = Edit.group("", (31...75).map { .put(Self.post($0)) })
    try folder.record(typed, undo: try session.apply(typed))
    try folder.save(session, view: [:])
    let whole = try #require(try files().first { !$0.hasSuffix(".live.jsonl") })
    let live = try #require(try files().first { $0.hasSuffix(".live.jsonl") })
    let (one, other) = (try scratch.bytes(whole), try scratch.bytes(live))
    try scratch.write(other, to: whole)
    try scratch.write(one, to: live)
    for _ in 1...11 { _ = folder.readAppended() }
    #expect(try folder.takeOutsideChange(session) != nil)
    try folder.save(session, view: [:])
    folder.close()
    #expect(scratch.problems().isEmpty, "\(scratch.problems())")
    let contents = try SessionFolder.open(at: path, readOnly: true).1
    #expect(contents.session == session && contents.damage.isEmpty)
  }

  @Test(
    "A live file changed in its place, at the same length, isn't hidden by the next line of its own program"
  )
  func changedBeforeTheNextLine() throws {
    var session = try fill()
    let (folder, contents) = try SessionFolder.open(at: path)
    session = contents.session
    func append(_ number: Int) throws {
      try folder.append([Self.post(number)])
      try session.apply(.put(Self.post(number)))
    }
    for number in 21...23 { try append(number) }
    let file = try #require(try files().last)
    let text = try scratch.text(file)
    let handle = try OpenFile("\(path)/\(file)", flags: O_WRONLY, calls: .system, operation: .write)
    usleep(20_000)
    try handle.writeAll(
      Array(text.replacing(/"likes": ?122/, with: "\"likes\": 922").prefix(text.utf8.count).utf8))
    try append(24)
    for _ in 1...11 { _ = folder.readAppended() }
    #expect(try folder.takeOutsideChange(session)?.altered == [file])
    try folder.save(session, view: [:])
    folder.close()
    #expect(scratch.problems().isEmpty, "\(scratch.problems())")
    #expect(try SessionFolder.open(at: path, readOnly: true).1.session == session)
  }

  @Test("A clone knows its live files from its first opening on, and writes nothing before")
  func clone() throws {
    let session = try fill()
    let state = DurableFolder("\(path)/.state")
    for name in try state.names(includingHidden: true) { unlink(state.full(name)) }
    rmdir(state.path)
    var appender = try MetricsAppender(path: path, session: session)
    _ = try appender.append([Self.post(11)])
    appender.putOnRecord()
    #expect(try state.status() == nil)
    try SessionFolder.open(at: path).0.close()
    #expect(SessionFolder.verify(at: path).isEmpty)
    for file in try files() {
      let bytes = try scratch.bytes(file)
      unlink("\(path)/\(file)")
      #expect(scratch.problems().contains { $0.file == file })
      try scratch.write(bytes, to: file)
    }
    #expect(scratch.problems().isEmpty)
  }

  @Test("A file that grows is missing where it was, even if it lies in another campaign's folder")
  func movedToAnother() throws {
    var session = try make()
    let other = Edit.put(Campaign(id: CampaignID(2), name: "d", goal: .awareness))
    try session.apply(other)
    var (folder, _) = try SessionFolder.open(at: path)
    try folder.record(other)
    try folder.append((1...3).map(Self.post))
    folder.recordArrivals()
    folder.close()
    (folder, _) = try SessionFolder.open(at: path)
    let contents = try SessionFolder.open(at: path, readOnly: true).1
    try folder.save(contents.session, view: [:])
    folder.close()
    let name = try #require(try files().first { $0.hasSuffix(".live.jsonl") })
    mkdir("\(path)/metrics/2", 0o700)
    rename("\(path)/\(name)", "\(path)/\(name.replacing("metrics/1/", with: "metrics/2/"))")
    let opened = try SessionFolder.open(at: path, readOnly: true).1
    #expect(opened.damage.contains { $0.contains(name) }, "\(opened.damage)")
  }
}
