import JSON
import Marketing
import Testing

@testable import SessionStore

/// Numbers in a session's files that no program wrote, so high that none can come after them.
@Suite("Numbers beyond all others")
struct OddNumberTests {
  private let scratch = SessionScratch()

  private func make() throws -> Session {
    var session = Session(settings: Settings(name: "x"))
    try session.apply(.put(Influencer(id: InfluencerID(1), handle: "ana", platform: .tiktok)))
    try session.apply(.put(Campaign(id: CampaignID(1), name: "Spring", goal: .conversions)))
    try SessionFolder.create(at: scratch.session(), session: session, view: [:]).close()
    return session
  }

  private func measurement(_ key: String) -> Measurement {
    Measurement(campaign: CampaignID(1), key: key, kind: .total, day: Day(number: 20_000))
  }

  private var problems: [Finding] {
    SessionFolder.verify(at: scratch.session()).filter { $0.severity == .problem }
  }

  /// Adds a record to the journal, with the checksum that it should have.
  private func append(_ kind: Journal.Kind, _ payload: String, number: Int64) throws {
    let record = Journal.Record(sequence: number, kind: kind, payload: Array(payload.utf8))
    try scratch.write(
      scratch.bytes(scratch.journal) + Journal.line(for: record), to: scratch.journal)
  }

  @Test("A measurement's line with such a number is reported, and changes can be made")
  func measurementLine() throws {
    _ = try make()
    let owner = try String(#require(JournalReading.latest(in: state)?.session).prefix(8))
    var writer = JSONWriter()
    writer.measurement(measurement("odd"), sequence: .max)
    writer.breakLine()
    try DurableFolder(scratch.session()).subfolder("metrics").subfolder("1").create()
    try scratch.write(writer.take(), to: "metrics/1/5-\(owner).live.jsonl")
    #expect(problems.map(\.line) == [1])
    let (folder, contents) = try SessionFolder.open(at: scratch.session())
    #expect(contents.readOnlyReason == nil)
    try folder.record(.put(measurement("new")))
    folder.close()
    let (again, found) = try SessionFolder.open(at: scratch.session())
    again.close()
    #expect(found.session.measurements.rows.map(\.key) == ["new"])
  }

  @Test("A file of measurements with such a number is reported, and changes can be made")
  func measurementFile() throws {
    _ = try make()
    let owner = try String(#require(JournalReading.latest(in: state)?.session).prefix(8))
    try DurableFolder(scratch.session()).subfolder("metrics").subfolder("1").create()
    try scratch.write("", to: "metrics/1/\(Int64.max)-\(owner).jsonl")
    #expect(problems.map(\.file) == ["metrics/1/\(Int64.max)-\(owner).jsonl"])
  }

  @Test("A change with such a number is damage, and repair sets it aside")
  func change() throws {
    _ = try make()
    let edit = "{\"influencer\": {\"id\": 1, \"handle\": \"bo\", \"platform\": \"tiktok\"}}"
    try append(
      .change, "{\"at\": \(Int64.max), \"by\": \"x\", \"title\": \"\", \"edit\": \(edit)}",
      number: 2)
    let (folder, contents) = try SessionFolder.open(at: scratch.session())
    #expect(contents.readOnlyReason?.contains("clout repair") == true)
    folder.close()
    #expect(try SessionRepair.run(at: scratch.session()).isSound)
    try makeAChange()
  }

  @Test("A save with such a number doesn't keep anybody from making changes")
  func save() throws {
    _ = try make()
    try append(.save, "{\"at\": \(Int64.max), \"by\": \"x\", \"files\": []}", number: 2)
    _ = try SessionRepair.run(at: scratch.session())
    try makeAChange()
  }

  @Test("A record with such a number is damage, and repair sets it aside")
  func record() throws {
    _ = try make()
    try append(.change, "{\"at\": 5, \"by\": \"x\", \"title\": \"\"}", number: .max - 1)
    let journal = Journal.read(
      Journal.line(
        for: Journal.Record(sequence: .max - 1, kind: .change, payload: Array("{}".utf8))))
    #expect(journal.records.isEmpty)
    #expect(try SessionRepair.run(at: scratch.session()).isSound)
    try makeAChange()
  }

  @Test(
    "Where a feed has read to isn't believed beyond all files: it is read anew",
    arguments: ["offset", "line"])
  func positions(_ member: String) throws {
    let text = "[{\"feed\": 1, \"path\": \"orders.csv\", \"\(member)\": \(Int64.max)}]"
    #expect(throws: JSONError.self) { try FeedPositions(Array(text.utf8)) }
    // One that names no feed is nobody's, and isn't written again.
    let nobodys = try FeedPositions(Array(#"[{"path": "/a", "inode": 7, "offset": 9}]"#.utf8))
    #expect(nobodys == FeedPositions())
    #expect(try FeedPositions(nobodys.bytes) == nobodys)
  }

  private func makeAChange() throws {
    let (folder, contents) = try SessionFolder.open(at: scratch.session())
    #expect(contents.readOnlyReason == nil)
    try folder.record(.put(measurement("new")))
    var session = contents.session
    try session.apply(.put(measurement("new")))
    try folder.save(session, view: [:])
    folder.close()
    let (again, found) = try SessionFolder.open(at: scratch.session())
    again.close()
    #expect(found.readOnlyReason == nil)
    #expect(found.session.measurements.rows.map(\.key) == ["new"])
  }

  private var state: DurableFolder { SessionLayout.stateFolder(DurableFolder(scratch.session())) }
}
