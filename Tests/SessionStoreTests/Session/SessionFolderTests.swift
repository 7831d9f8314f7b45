import JSON
import LibC
import Marketing
import TestSupport
import Testing

@testable import SessionStore

/// A temporary folder for one test.
final class SessionScratch {
  let path: String

  init() {
    var template = Array("/tmp/clout-test-XXXXXX".utf8CString)
    path = mkdtemp(&template).map { String(cString: $0) } ?? "/tmp"
  }

  deinit { remove(path) }

  func session(_ name: String = "s") -> String { "\(path)/\(name).clout" }

  private func remove(_ path: String) {
    let folder = DurableFolder(path)
    for name in (try? folder.names(includingHidden: true)) ?? [] {
      if unlink(folder.full(name)) != 0 { remove(folder.full(name)) }
    }
    rmdir(path)
  }

  func bytes(_ file: String, of name: String = "s") throws -> [UInt8] {
    try FileContents.read("\(session(name))/\(file)")
  }

  func write(_ bytes: [UInt8], to file: String, of name: String = "s") throws {
    let path = "\(session(name))/\(file)"
    try DurableFolder(FilePath.folder(of: path)).write(bytes, to: FilePath.name(of: path))
  }

  /// What is in a folder of the session; nothing if it isn't there.
  func names(_ folder: String) throws -> [String] {
    (try? DurableFolder("\(session())/\(folder)").names())?.sorted() ?? []
  }

  let journal = ".state/journal-1.jsonl"

  /// The one file of measurements of campaign 1.
  func metrics(_ name: String = "s") throws -> String {
    let folder = MetricsFolder(DurableFolder(session(name)))
    return try #require(folder.list().files.first { $0.campaign == CampaignID(1) }).path
  }

  func text(_ file: String) throws -> String { String(decoding: try bytes(file), as: UTF8.self) }
  func write(_ text: String, to file: String) throws { try write(Array(text.utf8), to: file) }
}

@Suite("A session on disk")
struct SessionFolderTests {
  @Test(arguments: 1...20)
  func whatIsCreatedIsWhatOpens(seed: Int) throws {
    let scratch = SessionScratch()
    var records = RandomRecords(seed: UInt64(seed))
    let session = records.session()
    let view: SavedView = ["cursor": "7", "odd \"name\"": "line\nbreak"]
    try SessionFolder.create(at: scratch.session(), session: session, view: view).close()
    let (_, contents) = try SessionFolder.open(at: scratch.session())
    #expect(contents.session == session)
    #expect(contents.view == view)
    #expect(
      contents.notes.isEmpty && contents.recoveredEdits == 0 && contents.readOnlyReason == nil)
    #expect(SessionFolder.verify(at: scratch.session()).isEmpty)
  }

  @Test func naughtyTextsSurvive() throws { try expectToSurvive(NaughtyTexts.all) }

  @Test(.needsShared("corpora/blns/blns.json"))
  func theBigListOfNaughtyStringsSurvives() throws {
    let path = try #require(TestData.shared("corpora/blns/blns.json"))
    let texts = try JSONReader.read(try TestData.bytes(path)) { reader throws(JSONError) in
      try reader.readArray { reader throws(JSONError) in try reader.readString() }
    }
    #expect(texts.count == 515)
    try expectToSurvive(texts)
  }

  private func expectToSurvive(_ texts: [String]) throws {
    let scratch = SessionScratch()
    var session = Session(settings: Settings(name: "naughty"))
    for (index, text) in texts.enumerated() {
      var row = Influencer(id: InfluencerID(index + 1), handle: "x\(text)", platform: .tiktok)
      row.notes = text
      row.custom = [text: text]
      try session.apply(.put(row))
    }
    try SessionFolder.create(at: scratch.session(), session: session, view: [:]).close()
    #expect(try SessionFolder.open(at: scratch.session()).1.session == session)
  }

  @Test(arguments: 1...20)
  func editsComeBackFromTheJournalAndFromTheFiles(seed: Int) throws {
    let scratch = SessionScratch()
    var records = RandomRecords(seed: UInt64(100 + seed))
    var session = records.session()
    let folder = try SessionFolder.create(at: scratch.session(), session: session, view: [:])
    var journaled = 0
    for step in 1...30 {
      let edit = records.edit(session)
      do { try session.apply(edit) } catch { continue }
      try folder.record([edit])
      if !edit.isQuiet { journaled += 1 }
      if step == 15 {
        try folder.save(session, view: [:])
        journaled = 0
      }
    }
    folder.close()
    let (again, contents) = try SessionFolder.open(at: scratch.session())
    #expect(contents.session == session, "\(contents.notes)")
    #expect(contents.recoveredEdits == journaled)
    try again.save(contents.session, view: [:])
    again.close()
    let (_, saved) = try SessionFolder.open(at: scratch.session())
    #expect(saved.session == session && saved.recoveredEdits == 0)
  }

  @Test func aJournalCutAnywhereInItsLastLineLosesThatEditOnly() throws {
    let scratch = SessionScratch()
    var records = RandomRecords(seed: 7)
    var session = records.session()
    let folder = try SessionFolder.create(at: scratch.session(), session: session, view: [:])
    let first = Edit.put(records.influencer(3))
    let second = Edit.put(records.influencer(4))
    try folder.record([first])
    let whole = try scratch.bytes(scratch.journal)
    // What a crash cuts was never acknowledged, so the mark doesn't tell of it.
    let mark = try scratch.bytes(".state/end.json")
    try folder.record([second])
    folder.close()
    let journal = try scratch.bytes(scratch.journal)
    try session.apply(first)
    let before = session
    try session.apply(second)
    for cut in whole.count...journal.count {
      try scratch.write(Array(journal[..<cut]), to: scratch.journal)
      try scratch.write(mark, to: ".state/end.json")
      let (folder, contents) = try SessionFolder.open(at: scratch.session())
      #expect(contents.session == (cut == journal.count ? session : before), "cut at \(cut)")
      #expect(contents.readOnlyReason == nil, "cut at \(cut)")
      // It continues from there.
      try folder.record([.put(records.influencer(5))])
      folder.close()
    }
  }

  @Test func damageInTheMiddleOpensReadOnlyAndIsNotCutOff() throws {
    let scratch = SessionScratch()
    var records = RandomRecords(seed: 8)
    let session = records.session()
    let folder = try SessionFolder.create(at: scratch.session(), session: session, view: [:])
    for number in 1...3 { try folder.record([.put(records.influencer(number))]) }
    folder.close()
    var journal = try scratch.bytes(scratch.journal)
    let newlines = journal.indices.filter { journal[$0] == 0x0A }
    journal[newlines[2] - 5] ^= 1
    try scratch.write(journal, to: scratch.journal)
    let (opened, contents) = try SessionFolder.open(at: scratch.session())
    #expect(contents.readOnlyReason?.contains("journal-1.jsonl, line 3") == true)
    #expect(throws: StoreError.self) { try opened.record([.put(records.influencer(1))]) }
    #expect(throws: StoreError.self) { try opened.save(contents.session, view: [:]) }
    opened.saveView(["a": "b"])
    opened.close()
    #expect(try scratch.bytes(scratch.journal) == journal)
    #expect(
      SessionFolder.verify(at: scratch.session()).contains {
        $0.severity == .problem && $0.line == 3
      })
  }

  @Test func aSecondProgramReadsOnlyAndLearnsWhoHoldsIt() throws {
    let scratch = SessionScratch()
    var records = RandomRecords(seed: 9)
    let session = records.session()
    let first = try SessionFolder.create(at: scratch.session(), session: session, view: [:])
    let (second, contents) = try SessionFolder.open(at: scratch.session())
    #expect(contents.readOnlyReason?.contains("process \(getpid())") == true)
    #expect(throws: StoreError.self) { try second.save(session, view: [:]) }
    try first.record([.put(records.influencer(1))])
    first.close()
    let (third, again) = try SessionFolder.open(at: scratch.session())
    #expect(again.readOnlyReason == nil && again.recoveredEdits == 1)
    third.close()
  }

  @Test func nothingIsWrittenOver() throws {
    let scratch = SessionScratch()
    let session = Session(settings: Settings(name: "x"))
    try SessionFolder.create(at: scratch.session(), session: session, view: [:]).close()
    let before = try scratch.bytes("session.json")
    #expect(throws: StoreError.self) {
      try SessionFolder.create(at: scratch.session(), session: session, view: [:])
    }
    #expect(try scratch.bytes("session.json") == before)
    mkdir(scratch.session("full"), 0o700)
    try scratch.write([1], to: "thesis.txt", of: "full")
    #expect(throws: StoreError.self) {
      try SessionFolder.create(at: scratch.session("full"), session: session, view: [:])
    }
  }

  @Test func aNewerFormatIsRefusedInWords() throws {
    let scratch = SessionScratch()
    try SessionFolder.create(
      at: scratch.session(), session: Session(settings: Settings(name: "x")), view: [:]
    ).close()
    try scratch.write("{\"format\": 3, \"tiers\": \"by mood\"}", to: "session.json")
    let error = #expect(throws: StoreError.self) { try SessionFolder.open(at: scratch.session()) }
    #expect(
      error?.description.contains("format 3") == true
        && error?.description.contains("newer Clout") == true)
  }

  @Test func aBrokenRecordIsNamedAndTheOthersAreRead() throws {
    let scratch = SessionScratch()
    var records = RandomRecords(seed: 11)
    let session = records.session()
    try SessionFolder.create(at: scratch.session(), session: session, view: [:]).close()
    var lines = try scratch.text("roster.json").split(
      separator: "\n", omittingEmptySubsequences: false
    ).map(String.init)
    lines[4] = "{\"id\": 3, \"handle\": 12},"
    let broken = lines.joined(separator: "\n")
    try scratch.write(broken, to: "roster.json")
    let (folder, contents) = try SessionFolder.open(at: scratch.session())
    #expect(contents.session.roster.count == 11)
    #expect(contents.session.roster[InfluencerID(4)] == session.roster[InfluencerID(4)])
    #expect(contents.readOnlyReason?.hasPrefix("roster.json, line 5, column 21: ") == true)
    #expect(throws: StoreError.self) { try folder.save(contents.session, view: [:]) }
    folder.close()
    #expect(try scratch.text("roster.json") == broken)
  }

  @Test func aBrokenMeasurementIsReportedAndTheOthersCount() throws {
    let scratch = SessionScratch()
    var records = RandomRecords(seed: 12)
    let session = records.session()
    try SessionFolder.create(at: scratch.session(), session: session, view: [:]).close()
    let name = try scratch.metrics()
    let good = try scratch.text(name)
    let file = try AppendFileHandle(scratch.session() + "/" + name)
    try file.append(
      "{\"campaign\": 1, \"key\": \"k\", \"kind\": \"total\", \"day\": \"2026-02-30\"}\n")
    try file.append(
      "{\"campaign\": 1, \"key\": \"k\", \"kind\": \"total\", \"day\": \"2026-02-28\", \"likes\": 5}\n"
    )
    try file.append("{\"campaign\": 1, \"key\": \"torn\"")
    let line = good.count { $0 == "\n" } + 1
    let (folder, contents) = try SessionFolder.open(at: scratch.session())
    #expect(contents.session.measurements.count == session.measurements.count + 1)
    #expect(contents.readOnlyReason == nil)
    #expect(
      contents.notes.contains {
        $0.contains("\(name), line \(line), column") && $0.contains("2026-02-30")
      })
    // The next line begins on a line of its own.
    var row = records.measurement(campaigns: 1, influencers: 3)
    row.key = "after the torn line"
    try folder.record([.put(row)])
    folder.close()
    #expect(
      try SessionFolder.open(at: scratch.session()).1.session.measurements[row.identity] == row)
  }

  @Test func unknownMembersSurviveASave() throws {
    let scratch = SessionScratch()
    var session = Session(settings: Settings(name: "x"))
    try session.apply(.put(Influencer(id: InfluencerID(1), handle: "ana", platform: .tiktok)))
    try session.apply(.put(Campaign(id: CampaignID(1), name: "c", goal: .awareness)))
    try SessionFolder.create(at: scratch.session(), session: session, view: [:]).close()
    try scratch.write(
      "{\"influencers\": [\n{\"id\": 1, \"handle\": \"ana\", \"platform\": \"tiktok\", \"mood\": {\"a\": [1, 2.50]}}\n]}\n",
      to: "roster.json")
    var text = try scratch.text("session.json")
    text = text.replacingFirst("\"name\"", by: "\"brand\": {\"value\": \"fair\"}, \"name\"")
    try scratch.write(text, to: "session.json")
    text = try scratch.text("campaigns.json").replacingFirst(
      "\"bookings\"", by: "\"later\": [null], \"bookings\"")
    try scratch.write(text, to: "campaigns.json")
    let (folder, contents) = try SessionFolder.open(at: scratch.session())
    var changed = contents.session
    var ana = try #require(changed.roster[InfluencerID(1)])
    ana.followers = 5
    try changed.apply(.put(ana))
    try folder.save(changed, view: [:])
    folder.close()
    #expect(
      try scratch.text("roster.json").contains("\"followers\": 5, \"mood\": {\"a\": [1, 2.50]}"))
    #expect(try scratch.text("session.json").contains("\"brand\": {\"value\": \"fair\"}"))
    #expect(try scratch.text("campaigns.json").contains("\"later\": [null]"))
  }

  @Test func numbersThatOthersNameAreNotGivenOutAgain() throws {
    let scratch = SessionScratch()
    var session = Session(settings: Settings(name: "x"))
    try session.apply(.put(Campaign(id: CampaignID(1), name: "c", goal: .awareness)))
    let folder = try SessionFolder.create(at: scratch.session(), session: session, view: [:])
    try session.apply(.put(Influencer(id: InfluencerID(1), handle: "ana", platform: .tiktok)))
    var row = Measurement(campaign: CampaignID(1), key: "k", kind: .increment, day: Day(number: 0))
    row.influencer = InfluencerID(1)
    row.counts.likes = 1
    try folder.record([.put(Influencer(id: InfluencerID(1), handle: "ana", platform: .tiktok))])
    try folder.append([row])
    // The influencer is discarded, the measurement stays.
    try folder.discardChanges()
    folder.close()
    let (_, contents) = try SessionFolder.open(at: scratch.session())
    #expect(contents.session.roster.isEmpty)
    #expect(contents.session.roster.nextID == InfluencerID(2))
  }

  @Test func theViewIsKeptWithoutASave() throws {
    let scratch = SessionScratch()
    let session = Session(settings: Settings(name: "x"))
    let folder = try SessionFolder.create(at: scratch.session(), session: session, view: ["a": "1"])
    try folder.record([.put(Influencer(id: InfluencerID(1), handle: "ana", platform: .tiktok))])
    folder.saveView(["a": "2"])
    folder.close()
    let (_, contents) = try SessionFolder.open(at: scratch.session())
    #expect(contents.view == ["a": "2"] && contents.recoveredEdits == 1)
  }

  @Test func removingASessionLeavesWhatIsNotItsOwn() throws {
    let scratch = SessionScratch()
    try SessionFolder.create(
      at: scratch.session(), session: Session(settings: Settings(name: "x")), view: [:]
    ).close()
    try scratch.write("mine", to: "notes.txt")
    try SessionFolder.remove(at: scratch.session())
    #expect(!SessionFolder.exists(at: scratch.session()))
    #expect(try DurableFolder(scratch.session()).names(includingHidden: true) == ["notes.txt"])
  }
}

/// Appends raw text, as a careless program would.
struct AppendFileHandle {
  private let descriptor: Int32

  init(_ path: String) throws {
    descriptor = open(path, O_WRONLY | O_APPEND)
    try #require(descriptor >= 0)
  }

  func append(_ text: String) throws {
    let bytes = Array(text.utf8)
    try #require(write(descriptor, bytes, bytes.count) == bytes.count)
  }
}

extension String {
  func replacingFirst(_ part: String, by other: String) -> String {
    guard let range = firstRange(of: part) else { return self }
    return String(self[..<range.lowerBound]) + other + self[range.upperBound...]
  }
}
