import LibC
import Marketing
import Testing

@testable import SessionStore

@Suite("Where a session is")
struct SessionPlaceTests {
  private let scratch = SessionScratch()

  private func make(_ name: String = "s") throws {
    var session = Session(settings: Settings(name: name))
    try session.apply(.put(Influencer(id: InfluencerID(1), handle: "ana", platform: .tiktok)))
    try session.apply(.put(Campaign(id: CampaignID(1), name: "c", goal: .awareness)))
    try session.apply(
      .put(
        Measurement(
          campaign: CampaignID(1), key: "p", kind: .total, day: Day(year: 2026, month: 3, day: 1)!))
    )
    try SessionFolder.create(at: scratch.session(name), session: session, view: [:]).close()
  }

  @Test func theSuffixMayBeLeftOutEverywhere() throws {
    try make()
    let name = "\(scratch.path)/s"
    #expect(try SessionPlace(name).path == scratch.session())
    #expect(try SessionPlace(name + "/").hasSession)
    let (folder, contents) = try SessionFolder.open(at: name)
    folder.close()
    #expect(folder.path == scratch.session() && contents.session.roster.count == 1)
    #expect(SessionFolder.verify(at: name).isEmpty)
    let new = try SessionPlace("\(scratch.path)/t")
    #expect(new.path == scratch.session("t") && !new.hasSession)
  }

  @Test func aSessionWithoutTheSuffixComesFirst() throws {
    try make()
    try make("other")
    let plain = "\(scratch.path)/s"
    rename(scratch.session("other"), plain)
    #expect(try SessionPlace(plain) == SessionPlace(plain + "//"))
    #expect(try SessionPlace(plain).path == plain)
  }

  @Test func withoutPermissionNobodyKnowsWhetherThereIsOne() throws {
    try make()
    var calls = FileCalls.system
    calls.statusOfPath = { _, _ in -EACCES }
    let name = "\(scratch.path)/s"
    let path = scratch.session()
    for error in [
      #expect(throws: StoreError.self) { try SessionPlace(name, calls: calls) },
      #expect(throws: StoreError.self) {
        try SessionFolder.open(at: name, readOnly: true, calls: calls)
      },
      #expect(throws: StoreError.self) {
        try SessionFolder.create(
          at: path, session: Session(settings: Settings(name: "x")), view: [:], calls: calls)
      },
    ] {
      guard case .file(let cause)? = error?.cause else {
        Issue.record("\(String(describing: error))")
        continue
      }
      #expect(cause.reason == .notPermitted)
      #expect(error?.description.hasPrefix("You have no permission to open \(name)") == true)
      #expect(error?.description.contains("Check who owns it") == true)
    }
  }

  @Test(arguments: ["roster.json", "campaigns.json", ".state/journal-1.jsonl", "metrics"])
  func aSessionThatLostItsHeaderIsNotMadeAnew(_ left: String) throws {
    try make()
    let path = scratch.session()
    let metrics = try scratch.metrics()
    let left = left == "metrics" ? metrics : left
    let kept = try scratch.bytes(left)
    for name in [
      "session.json", "roster.json", "campaigns.json", ".state/journal-1.jsonl", metrics,
    ]
    where name != left { unlink("\(path)/\(name)") }
    let error = #expect(throws: StoreError.self) { try SessionPlace("\(scratch.path)/s") }
    #expect(error?.cause == .damaged(file: "session.json"))
    #expect(error?.description.contains("session.json is missing from \(path)") == true)
    #expect(error?.description.contains("Restore it from a copy.") == true)
    #expect(throws: StoreError.self) { try SessionFolder.open(at: path) }
    #expect(throws: StoreError.self) {
      try SessionFolder.create(
        at: path, session: Session(settings: Settings(name: "x")), view: [:])
    }
    #expect(try scratch.bytes(left) == kept)
    // It can still be thrown away on purpose, as the demo is.
    try SessionFolder.remove(at: path)
    #expect(try !SessionPlace(path).hasSession)
  }

  @Test func aFolderOfMetricsIsNotYetASession() throws {
    let plain = "\(scratch.path)/work"
    mkdir(plain, 0o700)
    mkdir(plain + "/metrics", 0o700)
    try DurableFolder(plain + "/metrics").write([1], to: "speed.csv")
    let place = try SessionPlace(plain)
    #expect(place.path == plain + ".clout" && !place.hasSession)
  }

  @Test(arguments: ["", " ", ".", "..", "/", "//", "./", "x/..", "x/.", ".clout", "x/.clout/"])
  func noHiddenFolderBecomesASession(_ name: String) {
    let error = #expect(throws: StoreError.self) { try SessionPlace(name) }
    #expect(error?.cause == .noSession)
    #expect(error?.description.contains("none can have that name") == true)
  }
}
