import Marketing
import Testing

@testable import SessionStore

@Suite("Requests on disk")
struct RequestCodecTests {
  private func header(_ requests: SavedRequests) -> SessionDocuments.Header {
    SessionDocuments.Header(
      identity: "0a", settings: Settings(name: "S"), view: SavedView(requests: requests))
  }

  private func reread(_ requests: SavedRequests) throws -> SavedRequests {
    try SessionDocuments.readHeader(SessionDocuments.write(header(requests))).view.requests
  }

  private func read(_ json: String) throws -> SavedRequests {
    let text = "{\"format\": 1, \"save\": 1, \"name\": \"S\", \"requests\": \(json)}"
    return try SessionDocuments.readHeader(Array(text.utf8)).view.requests
  }

  @Test(arguments: 0..<200)
  func everyRequestComesBackAsItWas(_ seed: Int) throws {
    var records = RandomRecords(seed: UInt64(seed))
    let requests = records.requests()
    #expect(try reread(requests) == requests)
  }

  @Test func sharesAreExact() throws {
    for millionths in [125_000, 4_000, 1, 999_999] {
      var requests = SavedRequests()
      requests.plans[CampaignID(1)] = PlanRequest(goal: .awareness)
      requests.plans[CampaignID(1)]?.limits.set(RequestLimit(.share, atMost: millionths))
      #expect(try reread(requests) == requests)
    }
  }

  /// A newer version may have limits that this one doesn't know: they are kept, and reported as a problem.
  @Test func whatIsNotUnderstoodIsKeptAndIsAProblem() throws {
    let requests = try read(
      #"""
      {"plans": [
        {"campaign": 1, "goal": "awareness", "limits": [{"limit": "moon", "max": 3}, {"limit": "bookings", "max": 9},
          {"limit": "share", "max": 7}, {"limit": "pieces", "max": 2, "when": "later"}], "budget": "much", "new": [1]},
        {"goal": "awareness"}, 7],
       "comparison": {"left": "shape:round", "right": "all", "mix": "platform"},
       "pairs": [{"left": "all", "right": "tier:mega"}, {"left": "all"}], "later": {"x": 1}}
      """#)
    let plan = try #require(requests.plans[CampaignID(1)])
    #expect(plan.limits.rows == [RequestLimit(.bookings, atMost: 9)])
    #expect(plan.limits.unread.count == 3 && plan.unread.map(\.name) == ["budget"])
    #expect(plan.unknown.map(\.name) == ["new"])
    #expect(plan.problems(in: Session(settings: Settings(name: "S"))).count == 4)
    let comparison = try #require(requests.comparison)
    #expect(comparison.sides == nil && comparison.unread.map(\.name) == ["left", "right"])
    #expect(
      comparison.problem(in: Session(settings: Settings(name: "S")))?.contains("shape:round")
        == true)
    #expect(requests.pairs == [.init(left: .all, right: .tier(.mega))])
    #expect(requests.unread.count == 3 && requests.unknown.map(\.name) == ["later"])
    #expect(try reread(requests) == requests)
  }

  /// What the form would refuse isn't taken from the file either.
  @Test(arguments: [
    #""margin": 1.5"#, #""booking_days": 0"#, #""booking_days": 900000000"#,
    #""fees": [{"influencer": 1, "fee": 0}]"#, #""blend": {"awareness": 1e308}"#,
    #""blend": {"awareness": 0}"#, #""budget": "much""#, #""hours": -1"#,
    #""must": [3, 4], "banned": [4]"#,
  ])
  func whatIsOutOfBoundsIsAProblem(_ member: String) throws {
    let requests = try read(#"{"plans": [{"campaign": 1, \#(member)}]}"#)
    let plan = try #require(requests.plans[CampaignID(1)])
    #expect(!plan.unread.isEmpty && plan.must.isEmpty && plan.banned.isEmpty)
    #expect(!plan.problems(in: Session(settings: Settings(name: "S"))).isEmpty)
    #expect(try reread(requests) == requests)
  }

  /// Only what the campaign doesn't say itself is written; no limit is said where the campaign has one.
  @Test func whatFollowsTheCampaignIsLeftOut() throws {
    var campaign = Campaign(id: CampaignID(1), name: "Spring", goal: .engagement)
    campaign.budget = Money(minorUnits: 500_00)
    var request = PlanRequest(campaign)
    request.isCautious = true
    request.hours = Hours(hundredths: 12_00)
    var requests = SavedRequests()
    requests.plans[campaign.id] = request.compared(to: campaign)
    let text = String(decoding: SessionDocuments.write(header(requests)), as: UTF8.self)
    #expect(text.contains(#"{"campaign": 1, "hours": 12, "cautious": true}"#), "\(text)")
    #expect(
      try reread(requests).plans[campaign.id]?.following(campaign) == requests.plans[campaign.id])
    campaign.budget = Money(minorUnits: 900_00)
    #expect(try reread(requests).plans[campaign.id]?.following(campaign).budget == campaign.budget)

    request.budget = nil
    requests.plans[campaign.id] = request.compared(to: campaign)
    let back = try #require(try reread(requests).plans[campaign.id]).following(campaign)
    #expect(back.budget == nil && back.unread.isEmpty)
  }

  /// A version that doesn't know requests takes them for a later version's setting and keeps them as such.
  @Test func aSettingOfThatNameDoesntMakeTheFileUnreadable() throws {
    var records = RandomRecords(seed: 3)
    var header = header(records.requests())
    header.settings.unknown = [UnknownField(name: "requests", json: "{}")]
    let back = try SessionDocuments.readHeader(SessionDocuments.write(header))
    #expect(back.view == header.view && back.settings.unknown.isEmpty)
  }

  @Test func aSessionKeepsThemOverASaveAndALook() throws {
    let scratch = SessionScratch()
    var records = RandomRecords(seed: 11)
    var requests = records.requests()
    let session = Session(
      settings: Settings(name: "S"), roster: Table(), campaigns: Table(), bookings: Table(),
      measurements: MeasurementLog(), requests: requests)
    try SessionFolder.create(at: scratch.session(), session: session, view: ["a": "b"]).close()
    let (folder, contents) = try SessionFolder.open(at: scratch.session())
    #expect(contents.view == SavedView(["a": "b"], requests: requests))
    // Changed, and neither saved nor left in order.
    let plan = records.plan()
    try folder.record(.plan(CampaignID(77), plan))
    folder.close()
    requests.plans[CampaignID(77)] = plan
    let (_, after) = try SessionFolder.open(at: scratch.session(), readOnly: true)
    #expect(after.view.requests == requests && after.session.requests == requests)
  }
}
