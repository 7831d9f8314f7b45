import LibC
import Marketing
import Synchronization
import Testing

@testable import SessionStore

@Suite("Which journal counts, and how far")
struct JournalChainTests {
  private let scratch = SessionScratch()
  private var path: String { scratch.session() }
  private let second = ".state/journal-2.jsonl"

  /// Saved with one influencer, then three changes of her fee that aren't saved.
  private func make(
    _ name: String = "s", calls: FileCalls = .system
  ) throws -> (folder: SessionFolder, session: Session) {
    var session = Session(settings: Settings(name: "x"))
    try session.apply(
      .put(Influencer(id: InfluencerID(1), handle: "ana", platform: .tiktok)))
    let folder = try SessionFolder.create(
      at: scratch.session(name), session: session, view: [:], calls: calls)
    for fee in 1...3 { try pay(fee, folder, &session) }
    return (folder, session)
  }

  private func pay(_ fee: Int, _ folder: SessionFolder, _ session: inout Session) throws {
    var row = try #require(session.roster[InfluencerID(1)])
    row.fee = Money(minorUnits: Int64(fee))
    let undo = try session.apply(.put(row))
    try folder.record(.put(row), undo: undo, title: "fee \(fee)")
  }

  private func fee() throws -> Int64? {
    let (folder, contents) = try SessionFolder.open(at: path)
    defer { folder.close() }
    #expect(contents.readOnlyReason == nil)
    return contents.session.roster[InfluencerID(1)]?.fee?.minorUnits
  }

  private func copyBeside() throws {
    try scratch.write(scratch.bytes(scratch.journal), to: second)
  }

  @Test("A copy of the journal laid beside it while the session is open takes nothing away")
  func copyWhileOpen() throws {
    var (folder, session) = try make()
    try copyBeside()
    #expect(folder.looksChanged)
    #expect(try folder.takeOutsideChange(session) == nil)
    #expect(folder.takeNotes().contains { $0.contains("journal-2.jsonl isn't part") })
    #expect(!folder.looksChanged)
    #expect(try scratch.names(".state/kept").contains("journal-2.jsonl"))
    try pay(4, folder, &session)
    // The next one is there before anybody has looked.
    try copyBeside()
    try pay(5, folder, &session)
    folder.close()
    #expect(try scratch.names(".state").filter { $0.hasPrefix("journal") }.count == 1)
    #expect(try fee() == 5)
    #expect(scratch.problems().isEmpty)
  }

  @Test("A copy that nobody has noticed isn't taken for the latest journal")
  func copyUnnoticed() throws {
    var (folder, session) = try make()
    let early = try scratch.bytes(scratch.journal)
    try pay(4, folder, &session)
    folder.close()
    try scratch.write(early, to: second)
    #expect(try SessionLog(of: path).entries.contains { $0.title == "fee 4" })
    #expect(SessionFolder.verify(at: path).contains { $0.message.contains("a copy of journal-1") })
    #expect(try fee() == 4)
    let (again, _) = try SessionFolder.open(at: path)
    try pay(6, again, &session)
    again.close()
    #expect(try fee() == 6)
  }

  @Test("Another session's journal is noticed while the session is open")
  func foreignWhileOpen() throws {
    var (folder, session) = try make()
    try make("other").folder.close()
    try scratch.write(scratch.bytes(scratch.journal, of: "other"), to: second)
    #expect(folder.looksChanged)
    try pay(4, folder, &session)
    folder.close()
    #expect(try fee() == 4)
  }

  @Test("A journal that was renamed to a higher number isn't taken for the one begun after it")
  func renamed() throws {
    var (folder, session) = try make()
    rename("\(path)/\(scratch.journal)", "\(path)/.state/journal-5.jsonl")
    try pay(4, folder, &session)
    folder.close()
    #expect(try fee() == 4)
  }

  @Test("An older journal of the session under a higher number doesn't count")
  func older() throws {
    var (folder, session) = try make()
    let early = try scratch.bytes(scratch.journal)
    unlink("\(path)/\(scratch.journal)")
    try pay(4, folder, &session)
    folder.close()
    #expect(try scratch.names(".state").contains("journal-2.jsonl"))
    try scratch.write(early, to: ".state/journal-7.jsonl")
    #expect(try fee() == 4)
    #expect(try SessionRepair.run(at: path).steps.contains { $0.contains("doesn't continue") })
    #expect(try fee() == 4)
  }

  @Test("A journal that ends earlier than what was written in it is damaged, wherever it is cut")
  func cut() throws {
    // As after a kill: nothing is written on the way out.
    let (folder, _) = try make()
    let whole = try scratch.bytes(scratch.journal)
    let ends = whole.indices.filter { whole[$0] == 0x0A }
    withExtendedLifetime(folder) {}
    folder.close()
    for (cut, left) in [(ends[2] - 20, 1), (ends[1] + 1, 1), (ends[2] + 1, 2)] {
      try scratch.write(Array(whole[..<cut]), to: scratch.journal)
      #expect(scratch.problems().contains { $0.message.contains("it is cut: ") }, "\(cut)")
      let (opened, contents) = try SessionFolder.open(at: path)
      #expect(contents.readOnlyReason?.contains("clout repair") == true)
      #expect(contents.session.roster[InfluencerID(1)]?.fee?.minorUnits == Int64(left))
      opened.close()
    }
    try scratch.expectMended()
    #expect(try fee() == 2)
  }

  @Test("Of a journal whose first line is broken, everything behind it still counts")
  func broken() throws {
    let (folder, _) = try make()
    folder.close()
    var bytes = try scratch.bytes(scratch.journal)
    bytes[20] ^= 1
    try scratch.write(bytes, to: scratch.journal)
    let report = try SessionRepair.run(at: path, dryRun: true)
    #expect(report.lost.isEmpty, "\(report.lost)")
    try scratch.expectMended()
    #expect(try fee() == 3)
  }

  @Test("Behind a broken first line the last save counts as ever")
  func brokenBeforeSave() throws {
    var (folder, session) = try make()
    try folder.save(session, view: [:])
    try pay(4, folder, &session)
    folder.close()
    var bytes = try scratch.bytes(scratch.journal)
    bytes[20] ^= 1
    try scratch.write(bytes, to: scratch.journal)
    #expect(try SessionRepair.run(at: path, dryRun: true).lost.isEmpty)
    try scratch.expectMended()
    #expect(try fee() == 4)
  }

  @Test("If nothing is left of a journal, the one before it says what wasn't saved")
  func former() throws {
    let fails = Mutex(false)
    var calls = FileCalls.system
    calls.syncData = { fails.withLock { $0 } ? -EIO : FileCalls.system.syncData($0) }
    var (folder, session) = try make(calls: calls)
    fails.withLock { $0 = true }
    #expect(throws: StoreError.self) { try pay(4, folder, &session) }
    fails.withLock { $0 = false }
    try folder.writeUnwritten()
    folder.close()
    #expect(try fee() == 4)
    try scratch.write(Array(scratch.bytes(second).prefix(40)), to: second)
    let report = try SessionRepair.run(at: path, dryRun: true)
    #expect(report.lost.contains { $0.contains("journal-2.jsonl said besides") }, "\(report.lost)")
    try scratch.expectMended()
    // The fourth was only in the new one.
    #expect(try fee() == 3)
  }

  @Test("A file that can't be put in its place isn't called saved, and goes there later")
  func unplaced() throws {
    let fails = Mutex(false)
    var calls = FileCalls.system
    calls.exchange = { fails.withLock { $0 } ? -EIO : FileCalls.system.exchange($0, $1) }
    let (folder, session) = try make(calls: calls)
    let former = try scratch.bytes("roster.json")
    fails.withLock { $0 = true }
    try folder.save(session, view: [:])
    #expect(folder.placeFailure?.description.contains("not all files") == true)
    #expect(try scratch.bytes("roster.json") == former)
    // What lies there is older, not another program's.
    #expect(!folder.looksChanged)
    #expect(try folder.takeOutsideChange(session) == nil)
    // A reader takes what counts, not what lies there.
    let (reader, contents) = try SessionFolder.open(at: path, readOnly: true)
    reader.close()
    #expect(contents.session.roster[InfluencerID(1)]?.fee?.minorUnits == 3)
    fails.withLock { $0 = false }
    try folder.writeUnwritten()
    #expect(folder.placeFailure == nil)
    #expect(try scratch.bytes("roster.json") != former)
    folder.close()
    #expect(scratch.problems().isEmpty)
  }

  @Test(
    "A journal that another program changes in place while the session is open is left for a new one"
  )
  func changedInPlace() throws {
    var (folder, session) = try make()
    _ = folder.readAppended()
    usleep(20_000)
    let file = open("\(path)/\(scratch.journal)", O_WRONLY)
    #expect(write(file, "X", 1) == 1)
    close(file)
    _ = folder.readAppended()
    #expect(folder.takeNotes().contains { $0.contains("was changed by somebody else") })
    try pay(4, folder, &session)
    folder.close()
    #expect(try fee() == 4)
  }

  @Test("A touched journal is the same as before")
  func touched() throws {
    var (folder, session) = try make()
    _ = folder.readAppended()
    usleep(20_000)
    utimes("\(path)/\(scratch.journal)", nil)
    _ = folder.readAppended()
    #expect(folder.takeNotes().isEmpty)
    try pay(4, folder, &session)
    folder.close()
    #expect(try scratch.names(".state").filter { $0.hasPrefix("journal") }.count == 1)
    #expect(try fee() == 4)
  }

  @Test("Without its mark it is said that a cut couldn't be told")
  func noMark() throws {
    try make().folder.close()
    unlink("\(path)/.state/end.json")
    #expect(SessionFolder.verify(at: path).contains { $0.message.contains("the mark of how far") })
    #expect(try fee() == 3)
  }
}

@Suite("Repair doesn't keep quiet about what is gone")
struct UnloggedLossTests {
  private let scratch = SessionScratch()
  private var path: String { scratch.session() }

  private func make(_ name: String = "s", posts: Int = 0) throws {
    var session = Session(settings: Settings(name: name))
    for number in 1...5 {
      try session.apply(
        .put(Influencer(id: InfluencerID(number), handle: "i\(number)", platform: .tiktok)))
    }
    try session.apply(.put(Campaign(id: CampaignID(1), name: "Spring", goal: .awareness)))
    for number in 0..<posts {
      var row = Measurement(
        campaign: CampaignID(1), key: "p\(number)", kind: .total, day: Day(number: 20_000))
      row.counts.likes = 1
      try session.apply(.put(row))
    }
    try SessionFolder.create(at: scratch.session(name), session: session, view: [:]).close()
  }

  private func removeState() throws {
    let state = DurableFolder("\(path)/.state")
    for name in try state.names(includingHidden: true) { unlink(state.full(name)) }
    rmdir(state.path)
  }

  @Test("Without a log, a roster that is cut between two records may have had more of them")
  func cutBetween() throws {
    try make()
    try removeState()
    let bytes = try scratch.bytes("roster.json")
    let ends = bytes.indices.filter { bytes[$0] == 0x0A }
    try scratch.write(Array(bytes[...ends[3]]), to: "roster.json")
    let dry = try SessionRepair.run(at: path, dryRun: true)
    let report = try SessionRepair.run(at: path)
    #expect(report.lost == dry.lost)
    #expect(report.lost.contains { $0.contains("after the last whole record of roster.json") })
    #expect(report.isSound)
  }

  @Test("Without a log, a record on a broken line is lost")
  func brokenLine() throws {
    try make()
    try removeState()
    var bytes = try scratch.bytes("roster.json")
    let ends = bytes.indices.filter { bytes[$0] == 0x0A }
    bytes[ends[2] + 4] = 0x21
    try scratch.write(bytes, to: "roster.json")
    let report = try SessionRepair.run(at: path)
    #expect(report.lost.contains { $0.contains("line 4 of roster.json") }, "\(report.lost)")
  }

  @Test("Documents of another session around the session's own log and measurements are a question")
  func documentsOfAnother() throws {
    try make(posts: 30)
    try make("other")
    for name in SessionDocuments.saved {
      if let bytes = try? scratch.bytes(name, of: "other") { try scratch.write(bytes, to: name) }
    }
    let before = try scratch.files()
    let report = try SessionRepair.run(at: path)
    #expect(!report.isSound)
    #expect(report.advice.contains { $0.contains("Nothing is changed") }, "\(report.advice)")
    #expect(try scratch.files() == before)
    #expect(try SessionRepair.run(at: path, adopt: true).isSound)
  }

  @Test("A missing log may have had changes that weren't saved")
  func missingLog() throws {
    try make()
    unlink("\(path)/\(scratch.journal)")
    let report = try SessionRepair.run(at: path)
    #expect(report.lost.contains { $0.contains("since the last save") })
  }
}
