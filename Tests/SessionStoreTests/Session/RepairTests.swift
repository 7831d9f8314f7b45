import JSON
import LibC
import Marketing
import Testing

@testable import SessionStore

@Suite("Repairing a session")
struct RepairTests {
  /// A saved session with two influencers, a campaign, orders in a file of their own, and unsaved changes.
  private func make(_ scratch: SessionScratch, _ name: String = "s") throws -> Session {
    var session = Session(settings: Settings(name: "x"))
    for (number, handle) in [(1, "ana"), (2, "bo")] {
      try session.apply(
        .put(Influencer(id: InfluencerID(number), handle: handle, platform: .tiktok)))
    }
    try session.apply(.put(Campaign(id: CampaignID(1), name: "Spring", goal: .conversions)))
    let folder = try SessionFolder.create(at: scratch.session(name), session: session, view: [:])
    let orders = Edit.group("import of orders.csv", (1...20).map { .put(order($0)) })
    let undo = try session.apply(orders)
    try folder.record(orders, undo: undo, title: "import of orders.csv")
    try folder.save(session, view: [:])
    for fee in 1...3 {
      var row = try #require(session.roster[InfluencerID(1)])
      row.fee = Money(minorUnits: Int64(fee) * 100)
      let undo = try session.apply(.put(row))
      try folder.record(.put(row), undo: undo, title: "fee \(fee)")
    }
    folder.close()
    return session
  }

  @Test(
    "A journal of which only a piece of the first line is left takes no changes before it is mended"
  )
  func journalWithoutBeginning() throws {
    let scratch = SessionScratch()
    _ = try make(scratch)
    try scratch.write(Array(scratch.bytes(scratch.journal).prefix(40)), to: scratch.journal)
    #expect(scratch.problems().contains { $0.file == scratch.journal && $0.line == 1 })
    let (folder, contents) = try SessionFolder.open(at: scratch.session())
    #expect(contents.readOnlyReason != nil)
    folder.close()
    #expect(try SessionRepair.run(at: scratch.session()).isSound)
    #expect(try fee(scratch) == nil)
  }

  private func order(_ number: Int) -> Measurement {
    var row = Measurement(
      campaign: CampaignID(1), key: "o\(number)", kind: .increment, day: Day(number: 20_000))
    row.counts.conversions = number
    return row
  }

  private func fee(_ scratch: SessionScratch) throws -> Int64? {
    let (folder, contents) = try SessionFolder.open(at: scratch.session())
    defer { folder.close() }
    try #require(contents.readOnlyReason == nil, "\(contents.readOnlyReason ?? "")")
    return contents.session.roster[InfluencerID(1)]?.fee?.minorUnits
  }

  @Test("A sound session isn't touched")
  func sound() throws {
    let scratch = SessionScratch()
    _ = try make(scratch)
    let before = try scratch.files()
    let report = try SessionRepair.run(at: scratch.session())
    #expect(report.isSound && report.steps.isEmpty)
    #expect(try scratch.files() == before)
  }

  @Test(
    "From a damaged journal everything before the damage counts, and what is behind it is listed")
  func journal() throws {
    let scratch = SessionScratch()
    _ = try make(scratch)
    var bytes = try scratch.bytes(scratch.journal)
    let ends = bytes.indices.filter { bytes[$0] == 0x0A }
    bytes[ends[ends.count - 2] - 5] ^= 1
    try scratch.write(bytes, to: scratch.journal)
    let dry = try SessionRepair.run(at: scratch.session(), dryRun: true)
    #expect(dry.lost.contains { $0.contains("from line") && $0.contains("2 lines") }, "\(dry.lost)")
    let said = try scratch.expectMended()
    #expect(said.contains("not applied, from behind it") && said.contains("fee 3"))
    #expect(try fee(scratch) == 100)
    #expect(try scratch.bytes(scratch.journal) == bytes)
  }

  @Test("A damaged line of a large import behind it keeps its measurements")
  func damageBeforeAnImport() throws {
    let scratch = SessionScratch()
    var session = try make(scratch)
    let (folder, _) = try SessionFolder.open(at: scratch.session())
    let orders = Edit.group("", (101...130).map { .put(order($0)) })
    try session.apply(orders)
    try folder.record(orders, title: "import of more.csv")
    folder.close()
    var bytes = try scratch.bytes(scratch.journal)
    let ends = bytes.indices.filter { bytes[$0] == 0x0A }
    bytes[ends[ends.count - 3] - 5] ^= 1
    try scratch.write(bytes, to: scratch.journal)
    try scratch.expectMended()
    let (again, contents) = try SessionFolder.open(at: scratch.session())
    again.close()
    #expect(contents.session.measurements.rows.count == 50)
  }

  @Test("A journal of another session is moved away")
  func foreignJournal() throws {
    let scratch = SessionScratch()
    _ = try make(scratch)
    _ = try make(scratch, "other")
    try scratch.write(scratch.bytes(scratch.journal, of: "other"), to: ".state/journal-2.jsonl")
    try scratch.expectMended()
    #expect(try fee(scratch) == 300)
    try scratch.write(scratch.bytes(scratch.journal, of: "other"), to: scratch.journal)
    unlink("\(scratch.session())/.state/journal-2.jsonl")
    unlink("\(scratch.session())/.state/journal-3.jsonl")
    try scratch.expectMended()
  }

  @Test("A missing journal is begun anew")
  func missingJournal() throws {
    let scratch = SessionScratch()
    _ = try make(scratch)
    unlink("\(scratch.session())/\(scratch.journal)")
    try scratch.write("{}\n", to: ".state/view.json")
    try scratch.expectMended()
    #expect(try fee(scratch) == nil)
  }

  @Test(
    "A file of measurements that is cut, changed or gone is taken as it is",
    arguments: ["cut", "line", "gone", "broken"])
  func metrics(_ what: String) throws {
    let scratch = SessionScratch()
    _ = try make(scratch)
    let file = try scratch.metrics()
    let bytes = try scratch.bytes(file)
    let lines = bytes.split(separator: 0x0A)
    switch what {
    case "cut": try scratch.write(Array(bytes.dropLast(30)), to: file)
    case "line":
      try scratch.write(Array(lines.dropLast().joined(separator: [0x0A])) + [0x0A], to: file)
    case "gone": unlink("\(scratch.session())/\(file)")
    default:
      var bytes = bytes
      bytes[5] = 0
      try scratch.write(bytes, to: file)
    }
    let said = try scratch.expectMended()
    #expect(said.contains(file), "\(said)")
    let (folder, contents) = try SessionFolder.open(at: scratch.session())
    folder.close()
    #expect(contents.session.measurements.rows.count == (what == "gone" ? 0 : 19))
    #expect(contents.notes.count == 1, "\(contents.notes)")
    guard what == "gone" else { return }
    // Put back from a copy, it counts again.
    try scratch.write(bytes, to: file)
    #expect(scratch.problems().isEmpty)
    let (_, restored) = try SessionFolder.open(at: scratch.session(), readOnly: true)
    #expect(restored.session.measurements.rows.count == 20)
  }

  @Test("A torn line in a live file is set aside, and the file stays the one that grows")
  func live() throws {
    let scratch = SessionScratch()
    _ = try make(scratch)
    let (folder, _) = try SessionFolder.open(at: scratch.session())
    try folder.append([order(31), order(32)])
    folder.close()
    let inner = DurableFolder("\(scratch.session())/metrics/1")
    let name = try #require(inner.names().first { $0.hasSuffix(".live.jsonl") })
    var bytes = try FileContents.read(inner.full(name))
    bytes[3] = 0
    let path = inner.full(name)
    let handle = try #require(fopen(path, "r+"))
    fwrite(bytes, 1, bytes.count, handle)
    fclose(handle)
    var before = stat()
    stat(path, &before)
    try scratch.expectMended()
    var after = stat()
    stat(path, &after)
    #expect(before.st_ino == after.st_ino && before.st_size == after.st_size)
    let (_, contents) = try SessionFolder.open(at: scratch.session(), readOnly: true)
    #expect(contents.session.measurements.rows.count == 21)
  }

  @Test(
    "Measurements of another session are moved away, or adopted on request",
    arguments: [false, true])
  func foreignMetrics(_ adopt: Bool) throws {
    let scratch = SessionScratch()
    _ = try make(scratch)
    let own = try scratch.metrics()
    let parts = own.split(separator: "/")
    let text = try scratch.text(own).split(separator: "o1\"").joined(separator: "p1\"")
    let stem = try #require(parts.last?.split(separator: "-").first)
    let number = try #require(Int(stem)) + 7
    try scratch.write(text, to: "metrics/1/\(number)-0123abcd.jsonl")
    try scratch.expectMended(adopt: adopt)
    let (_, contents) = try SessionFolder.open(at: scratch.session(), readOnly: true)
    #expect(contents.session.measurements.rows.count == (adopt ? 21 : 20))
  }

  @Test("A document of another session is refused with a remedy, and adopted on request")
  func foreignDocument() throws {
    let scratch = SessionScratch()
    _ = try make(scratch)
    _ = try make(scratch, "other")
    try scratch.write(scratch.bytes("roster.json", of: "other"), to: "roster.json")
    let report = try SessionRepair.run(at: scratch.session())
    #expect(!report.isSound && report.advice.contains { $0.contains("--adopt") })
    try scratch.expectMended(adopt: true)
    #expect(try fee(scratch) == 300)
  }

  @Test("A document that is missing or another session's comes back from a copy in .state")
  func copies() throws {
    for isMissing in [true, false] {
      let scratch = SessionScratch()
      _ = try make(scratch)
      _ = try make(scratch, "other")
      let own = try scratch.bytes("campaigns.json")
      mkdir("\(scratch.session())/.state/kept", 0o700)
      try scratch.write(own, to: ".state/kept/77-campaigns.json")
      if isMissing {
        unlink("\(scratch.session())/campaigns.json")
      } else {
        try scratch.write(scratch.bytes("campaigns.json", of: "other"), to: "campaigns.json")
      }
      try scratch.expectMended()
      #expect(try scratch.bytes("campaigns.json") == own)
    }
  }

  @Test("A missing roster without a copy is said with what to do")
  func missingRoster() throws {
    let scratch = SessionScratch()
    _ = try make(scratch)
    unlink("\(scratch.session())/roster.json")
    let report = try SessionRepair.run(at: scratch.session())
    #expect(
      !report.isSound && report.advice.contains { $0.contains("git checkout -- roster.json") })
  }

  @Test("session.json that is another session's, or gone")
  func header() throws {
    let scratch = SessionScratch()
    _ = try make(scratch)
    _ = try make(scratch, "other")
    try scratch.write(scratch.bytes("session.json", of: "other"), to: "session.json")
    let report = try SessionRepair.run(at: scratch.session())
    #expect(report.advice.contains { $0.contains("session.json is another session's") })
    #expect(report.steps.isEmpty)
    try scratch.expectMended(adopt: true)
    #expect(try fee(scratch) == 300)
    unlink("\(scratch.session())/session.json")
    let gone = try SessionRepair.run(at: scratch.session())
    #expect(!gone.isSound && gone.advice.contains { $0.contains("session.json is missing") })
  }

  @Test("A broken record is set aside with its line number, the others are written anew")
  func brokenRecord() throws {
    let scratch = SessionScratch()
    _ = try make(scratch)
    let text = try scratch.text("roster.json")
    let broken = text.split(separator: "\"handle\": \"bo\"").joined(separator: "\"handle\": bo")
    try scratch.write(broken, to: "roster.json")
    let said = try scratch.expectMended()
    #expect(said.contains("roster.json: line 4 can't be read"), "\(said)")
    #expect(try scratch.text(".state/kept/roster.json.line-4").contains("bo"))
    #expect(try scratch.text(".state/kept/roster.json") == broken)
    #expect(try fee(scratch) == 300)
  }

  @Test("Of a file that can hardly be read nothing is thrown away")
  func hopeless() throws {
    let scratch = SessionScratch()
    _ = try make(scratch)
    try scratch.write("{\n  \"influencers\": [\n    {\n      \"id\": 1,\n", to: "roster.json")
    let before = try scratch.files()
    let report = try SessionRepair.run(at: scratch.session())
    #expect(!report.isSound && report.advice.contains { $0.contains("roster.json, line ") })
    #expect(try scratch.files() == before)
  }

  @Test("Of two influencers with one number each gets its own")
  func repeated() throws {
    let scratch = SessionScratch()
    _ = try make(scratch)
    let text = try scratch.text("roster.json")
    try scratch.write(
      text.split(separator: "{\"id\": 2,").joined(separator: "{\"id\": 1,"), to: "roster.json")
    let said = try scratch.expectMended()
    #expect(said.contains("number 3 now") || said.contains("number 2 now"), "\(said)")
    let (_, contents) = try SessionFolder.open(at: scratch.session(), readOnly: true)
    #expect(Set(contents.session.roster.rows.map(\.handle)).count == 2)
  }

  @Test("A change that can't be made is left out of the new journal")
  func refusedChange() throws {
    let scratch = SessionScratch()
    _ = try make(scratch)
    let state = DurableFolder("\(scratch.session())/.state")
    let reading = try #require(try JournalReading.latest(in: state))
    var change = ChangeRecord(sequence: reading.records.count > 0 ? 99 : 0, author: "x", title: "y")
    change.edit = Array("{\"booking\": {\"id\": 1, \"campaign\": 9, \"influencer\": 9}}".utf8)
    var writer = JSONWriter()
    writer.change(change)
    let line = Journal.line(
      for: Journal.Record(sequence: reading.nextSequence, kind: .change, payload: writer.take()))
    try scratch.write(scratch.bytes(scratch.journal) + line, to: scratch.journal)
    try scratch.expectMended()
    #expect(try fee(scratch) == 300)
  }

  @Test("What format 1 left is set aside")
  func formerFiles() throws {
    let scratch = SessionScratch()
    _ = try make(scratch)
    try scratch.write("{}\n", to: "metrics/9.jsonl")
    let report = try SessionRepair.run(at: scratch.session())
    #expect(report.isSound && report.steps.contains { $0.contains("metrics/9.jsonl") })
    #expect(try scratch.text(".state/format-1/metrics-9.jsonl") == "{}\n")
  }

  @Test("Nothing is done while another program has the session open")
  func held() throws {
    let scratch = SessionScratch()
    _ = try make(scratch)
    let (folder, _) = try SessionFolder.open(at: scratch.session())
    for dryRun in [true, false] {
      #expect(throws: StoreError.self) {
        try SessionRepair.run(at: scratch.session(), dryRun: dryRun)
      }
    }
    folder.close()
  }

  @Test("Measurements are brought while another program holds the session, and it sees them")
  func bring() throws {
    let scratch = SessionScratch()
    var session = try make(scratch)
    let (holder, contents) = try SessionFolder.open(at: scratch.session())
    let (guest, seen) = try SessionFolder.open(at: scratch.session())
    guard case .locked = seen.readOnlyError?.cause else {
      Issue.record("\(seen.readOnlyReason ?? "writable")")
      return
    }
    let more = Edit.group("", (41...45).map { .put(order($0)) })
    try guest.bring(more, undo: nil, title: "import of more.csv")
    #expect(holder.readAppended().edits.count == 5)
    var row = try #require(session.roster[InfluencerID(2)])
    row.fee = Money(minorUnits: 7)
    try session.apply(.put(row))
    try holder.record(.put(row), title: "fee of bo")
    try session.apply(more)
    try holder.save(session, view: contents.view)
    holder.close()
    let (again, whole) = try SessionFolder.open(at: scratch.session())
    again.close()
    #expect(whole.session == session)
    #expect(SessionFolder.verify(at: scratch.session()).isEmpty)
    #expect(try scratch.text(scratch.journal).contains("import of more.csv"))
  }

  @Test("What an import is writing at that moment is left to it")
  func besideAnImport() throws {
    let scratch = SessionScratch()
    _ = try make(scratch)
    unlink("\(scratch.session())/\(scratch.journal)")
    let state = SessionLayout.stateFolder(DurableFolder(scratch.session()))
    try DurableFolder(state.full(SessionLayout.staging)).create()
    let crashed = try state.subfolder(SessionLayout.staging).subfolder("7")
    try crashed.write(Array("left".utf8), to: "1.jsonl")
    let staged = try StagedFiles(state, "999")
    try staged.write(Array("one".utf8), as: "1.jsonl")
    _ = try SessionRepair.run(at: scratch.session())
    #expect(try staged.folder.status(of: "1.jsonl") != nil)
    #expect(try crashed.status() == nil || crashed.status(of: "1.jsonl") == nil)
    staged.discard()
  }
}
