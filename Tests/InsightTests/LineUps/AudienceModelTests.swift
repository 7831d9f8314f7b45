import Marketing
import Testing

@testable import Forecast
@testable import LineUps

@Suite("How many different people a line-up reaches")
struct AudienceModelTests {
  private static func account(_ number: Int, followers: Int, niche: String = "food") -> Influencer {
    var row = Influencer(id: InfluencerID(number), handle: "i\(number)", platform: .instagram)
    row.followers = followers
    row.language = "en"
    row.niches = [niche]
    return row
  }

  private static func union(_ model: AudienceModel, _ people: [Influencer], _ reach: [Double])
    -> Double
  {
    model.uniqueReach(zip(people, reach).map { model.incidence(of: $0, reach: $1) })
  }

  /// By hand: of 250,000 people 250 · 1,000 ÷ 1,250 = 200 thousand are among the segment's million, a fifth of them;
  /// three such reach 1 − 0.8³ = 48.8% of it, and 50,000 others each.
  @Test("Few followers don't cap what an account reaches: 638,000 for three of 250,000 each")
  func measuredReachIsAFloor() {
    let people = (1...3).map { Self.account($0, followers: 10_000) }
    let model = AudienceModel(people, furthest: [InfluencerID(1): 250_000])
    #expect(abs(Self.union(model, [people[0]], [250_000]) - 250_000) < 1)
    #expect(abs(Self.union(model, people, [250_000, 250_000, 250_000]) - 638_000) < 5)
  }

  @Test("Accounts that are added to the roster and not booked change nothing")
  func unbookedAccounts() {
    let booked = [Self.account(1, followers: 40_000), Self.account(2, followers: 900_000)]
    let more = (3...40).map { Self.account($0, followers: $0 * 100_000) }
    let reach = [20_000.0, 300_000]
    #expect(
      Self.union(AudienceModel(booked), booked, reach)
        == Self.union(AudienceModel(booked + more), booked, reach))
  }

  @Test("Between its largest member and the sum, whatever the accounts", arguments: 0..<40)
  func bounds(_ seed: UInt64) {
    var random = SeededGenerator(seed)
    let people = (1...Int.random(in: 2...12, using: &random)).map { number in
      Self.account(
        number, followers: Int.random(in: 1...300_000_000, using: &random),
        niche: ["food", "travel", ""].randomElement(using: &random) ?? "")
    }
    var overlaps: [AudienceOverlap] = []
    if Bool.random(using: &random) {
      overlaps = [
        AudienceOverlap(InfluencerID(1), InfluencerID(2), share: Share(millionths: 300_000))
      ]
    }
    let model = AudienceModel(people, overlaps: overlaps)
    let reach = people.map {
      Double($0.followers ?? 0) * Double.random(in: 0.01...3, using: &random)
    }
    let together = Self.union(model, people, reach)
    #expect(together >= (reach.max() ?? 0) * 0.999)
    #expect(together <= reach.reduce(0, +) * 1.001)
    for (row, own) in zip(people, reach) {
      #expect(abs(Self.union(model, [row], [own]) / own - 1) < 0.001)
    }
  }

  /// Three posts each, at the same fee: a small account that reached 250,000 and a mega that reached 100,000.
  @Test("A small account that reaches more goes before a mega that reaches less")
  func smallButFar() throws {
    var scene = try PlanDraftTests.Scene()
    try scene.influencer("mega", followers: 2_000_000, fee: 500_00, reach: 100_000)
    try scene.influencer("micro", followers: 20_000, fee: 500_00, reach: 250_000)
    let plan = try scene.draft {
      $0.budget = Money(minorUnits: 500_00)
      $0.limits.set(RequestLimit(.pieces, atMost: 1))
    }.solve()
    #expect(plan.lineUp.map(\.influencer.handle) == ["micro"])
    let reach = try #require(plan.draft.totals(plan.lineUp).bands[.reach])
    #expect(reach.p50 > 150_000)
  }

  @Test("Nobody is reached without seeing it: reach is never above impressions")
  func impressions() throws {
    var scene = try PlanDraftTests.Scene()
    // Views per post are exported, and few; the platform's benchmark of reach would say more.
    for number in 1...6 {
      try scene.influencer("i\(number)", followers: 1_000_000, reach: nil) { $0.averageViews = 900 }
    }
    let measured = try scene.influencer("measured", followers: 1_000_000, reach: nil)
    for post in 0..<5 {
      try scene.sketch.measure(scene.april, "p\(post)", .total, "2026-01-10", by: measured) {
        $0.impressions = 1_000 + post
      }
    }
    let draft = try scene.draft()
    let plan = draft.solve()
    for entry in plan.lineUp {
      let (reach, most) = (entry.forecast.reach, entry.forecast.impressions)
      if let reach, let most {
        #expect(reach.outcome.p50 <= most.outcome.p50 * 1.0001)
        #expect(reach.outcome.mean <= most.outcome.mean * 1.0001)
      }
    }
    let bands = draft.totals(plan.lineUp).bands
    let reach = try #require(bands[.reach])
    let most = try #require(bands[.impressions])
    #expect(reach.p10 <= most.p10 && reach.p50 <= most.p50 && reach.p90 <= most.p90)
  }
}
