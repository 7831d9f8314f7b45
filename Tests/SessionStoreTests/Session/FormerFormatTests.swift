import LibC
import Marketing
import Testing

@testable import SessionStore

/// A session as Clout wrote it in format 1, with a change that wasn't saved.
@Suite("Format 1")
struct FormerFormatTests {
  private let scratch = SessionScratch()
  private let files = [
    "session.json":
      """
    {
      "format": 1,
      "save": 3,
      "name": "old", "currency": "EUR", "attribution": "link-first", "tiers": {"name": "article", "from": {"nano": 0, "micro": 1000, "macro": 100001, "mega": 1000000}},
      "view": {
        "screen": "kpis"
      }
    }

    """,
    "roster.json":
      """
    [
    {"id": 1, "handle": "ana", "platform": "tiktok", "followers": 5000, "fee": 12000},
    {"id": 4, "handle": "bo", "platform": "x", "followers": 2000000, "mood": "kept"}
    ]

    """,
    "campaigns.json":
      """
    {"campaigns": [
    {"id": 1, "name": "Spring", "goal": "awareness", "targets": [{"kpi": "reach", "value": 5000}, {"kpi": "er-reach", "value": 45000}], "budget": 500000}
    ],
    "bookings": [
    {"id": 2, "campaign": 1, "influencer": 4, "stage": "contracted", "fee": 100000}
    ]}

    """,
    "metrics/1.jsonl":
      """
    {"campaign": 1, "key": "p1", "kind": "total", "day": "2026-01-01", "influencer": 1, "reach": 100}
    {"campaign": 1, "key": "p1", "kind": "total", "day": "2026-01-01", "influencer": 1, "reach": 300}
    {"campaign": 1, "key": "p2", "kind": "total", "day": "2026-01-02", "reach": 7}

    """,
  ]

  private func make() throws {
    mkdir(scratch.session(), 0o700)
    mkdir(scratch.session() + "/metrics", 0o700)
    for (name, text) in files { try scratch.write(text, to: name) }
    var journal: [UInt8] = []
    for (number, (kind, payload)) in [
      (Journal.Kind.begin, "{\"save\": 3}"),
      (
        .edit,
        "{\"influencer\": {\"id\": 1, \"handle\": \"ana\", \"platform\": \"tiktok\", \"fee\": 13000}}"
      ),
    ].enumerated() {
      journal += Journal.line(
        for: Journal.Record(
          sequence: Int64(number + 1), kind: kind, payload: Array(payload.utf8)))
    }
    try scratch.write(journal, to: "journal.jsonl")
  }

  private func check(_ session: Session) {
    #expect(session.roster[InfluencerID(1)]?.fee == Money(minorUnits: 13_000))
    #expect(session.roster[InfluencerID(4)]?.unknown.first?.json == "\"kept\"")
    #expect(
      session.campaigns[CampaignID(1)]?.targets == [
        Target(kpi: .reach, value: 5_000), Target(kpi: .engagementRateByReach, value: 45_000),
      ])
    #expect(session.measurements.count == 2)
    #expect(session.measurements.rows.compactMap(\.counts.reach).sorted() == [7, 300])
    #expect(session.settings.attribution == .linkFirst)
  }

  @Test func itIsReadAndNotWritten() throws {
    try make()
    let (folder, contents) = try SessionFolder.open(at: scratch.session(), readOnly: true)
    folder.close()
    check(contents.session)
    #expect(contents.view["screen"] == "kpis")
    #expect(SessionFolder.verify(at: scratch.session()).filter { $0.severity == .problem }.isEmpty)
    for (name, text) in files { #expect(try scratch.text(name) == text) }
    #expect(access(scratch.session() + "/.state", F_OK) != 0)
  }

  @Test("One with a line that can't be read isn't written anew, which would leave that line out")
  func damaged() throws {
    try make()
    let name = try #require(files.map(\.0).first { $0.hasPrefix("metrics/") })
    try scratch.write(
      try scratch.text(name).replacing(":", with: ";", maxReplacements: 1), to: name)
    let before = try scratch.text(name)
    let (folder, contents) = try SessionFolder.open(at: scratch.session())
    #expect(contents.readOnlyReason?.contains(name) == true, "\(contents.readOnlyReason ?? "")")
    var row = Workshopless.post
    row.campaign = CampaignID(1)
    #expect(throws: StoreError.self) { try folder.record(.put(row)) }
    folder.close()
    #expect(try scratch.text(name) == before)
    #expect(try scratch.text("session.json").contains("\"format\": 1"))
  }

  @Test func theFirstChangeWritesItAnewAndKeepsTheFiles() throws {
    try make()
    let (folder, contents) = try SessionFolder.open(at: scratch.session())
    #expect(contents.recoveredEdits == 1)
    var row = Workshopless.post
    row.campaign = CampaignID(1)
    try folder.record(.put(row))
    folder.close()
    #expect(try scratch.text("session.json").contains("\"format\": 2"))
    #expect(
      try scratch.text("campaigns.json").contains("{\"kpi\": \"er-reach\", \"target\": 0.045}"))
    for (name, text) in files {
      let kept = name.replacing("/", with: "-")
      #expect(try scratch.text(".state/format-1/\(kept)") == text, "\(name)")
    }
    #expect(access(scratch.session() + "/journal.jsonl", F_OK) != 0)
    let (again, found) = try SessionFolder.open(at: scratch.session())
    var session = found.session
    #expect(session.measurements[row.identity] == row)
    try session.apply(.measurement(row.identity, nil))
    check(session)
    #expect(found.readOnlyReason == nil && found.recoveredEdits == 2)
    again.close()
    #expect(SessionFolder.verify(at: scratch.session()).filter { $0.severity == .problem }.isEmpty)
  }

  @Test("What a damaged journal of format 1 had is lost, and that is said", arguments: [10, -10])
  func damagedJournal(at place: Int) throws {
    try make()
    var bytes = try scratch.bytes("journal.jsonl")
    bytes[place > 0 ? place : bytes.count + place] ^= 1
    try scratch.write(bytes, to: "journal.jsonl")
    let dry = try SessionRepair.run(at: scratch.session(), dryRun: true)
    let report = try SessionRepair.run(at: scratch.session())
    #expect(report.lost.contains { $0.contains("what journal.jsonl says from line") })
    #expect(report.lost == dry.lost && report.isSound)
  }

  @Test("A folder in the place of a file of measurements is named and moved away")
  func folderInPlace() throws {
    try make()
    mkdir("\(scratch.session())/metrics/5.jsonl", 0o700)
    #expect(scratch.problems().contains { $0.file == "metrics/5.jsonl" })
    #expect(try SessionRepair.run(at: scratch.session()).isSound)
    #expect(scratch.problems().isEmpty)
  }

  @Test("An incomplete last line that isn't taken along is named")
  func tornLine() throws {
    try make()
    let whole = try scratch.bytes("metrics/1.jsonl")
    try scratch.write(
      whole + Array(#"{"campaign": 1, "key": "p3", "ki"#.utf8), to: "metrics/1.jsonl")
    let (folder, contents) = try SessionFolder.open(at: scratch.session())
    #expect(contents.readOnlyReason == nil)
    try folder.save(contents.session, view: [:])
    #expect(
      folder.takeNotes().contains { $0.contains("metrics/1.jsonl, line 4: the last line is") })
    folder.close()
  }

  @Test func measurementsThatWereNotSavedAreThereAfterTheFirstSave() throws {
    try make()
    let removed =
      "{\"campaign\": 1, \"key\": \"p2\", \"kind\": \"total\", \"day\": \"2026-01-02\", \"removed\": true}"
    let typed =
      "{\"campaign\": 1, \"key\": \"typed\", \"kind\": \"total\", \"day\": \"2026-01-03\", \"reach\": 11}"
    var journal = try scratch.bytes("journal.jsonl")
    for (number, row) in [removed, typed].enumerated() {
      journal += Journal.line(
        for: Journal.Record(
          sequence: Int64(number + 3), kind: .edit, payload: Array("{\"measurement\": \(row)}".utf8)
        ))
    }
    try scratch.write(journal, to: "journal.jsonl")
    let (folder, contents) = try SessionFolder.open(at: scratch.session())
    #expect(contents.session.measurements.rows.map(\.key).sorted() == ["p1", "typed"])
    try folder.save(contents.session, view: [:])
    folder.close()
    let (again, found) = try SessionFolder.open(at: scratch.session())
    again.close()
    #expect(found.session.measurements.rows.map(\.key).sorted() == ["p1", "typed"])
  }

  @Test(arguments: [FaultyDisk.Fault.kills, .fails(ENOSPC)])
  func whereverTheRewritingStopsNothingIsLost(_ fault: FaultyDisk.Fault) throws {
    var place = 0
    while true {
      let tests = FormerFormatTests()
      try tests.make()
      let disk = FaultyDisk(fault, at: place)
      if let (folder, contents) = try? SessionFolder.open(
        at: tests.scratch.session(), readOnly: false, calls: disk.calls),
        contents.readOnlyReason == nil
      {
        try? folder.record(
          .campaign(CampaignID(9), Campaign(id: CampaignID(9), name: "n", goal: .awareness)))
        folder.close()
      }
      let (again, found) = try SessionFolder.open(at: tests.scratch.session())
      #expect(found.readOnlyReason == nil, "call \(place): \(found.readOnlyReason ?? "")")
      check(found.session)
      again.close()
      if !disk.hasBroken { break }
      place += 1
    }
    #expect(place > 60)
  }
}

private enum Workshopless {
  static var post: Measurement {
    var row = Measurement(
      campaign: CampaignID(1), key: "p9", kind: .increment, day: Day(number: 3))
    row.counts.reach = 9
    return row
  }
}
