import Marketing
import Testing

@testable import LineUps

/// Checked against sums by hand: two accounts together reach what each reaches, less what they have in common.
@Suite("Measured overlaps of audiences")
struct MeasuredOverlapTests {
  private func people(_ followers: [Int], niches: [String]) -> [Influencer] {
    followers.enumerated().map { place, followers in
      var row = Influencer(
        id: InfluencerID(place + 1), handle: "i\(place)", platform: .instagram)
      row.followers = followers
      row.language = "en"
      row.niches = [niches[place % niches.count]]
      return row
    }
  }

  /// - Parameter overlaps: one, other, and hundredths of the smaller one's audience.
  private func model(
    _ people: [Influencer], _ overlaps: [(Int, Int, Int64)], universe: Int? = nil
  ) -> AudienceModel {
    var universes: [AudienceSegment: Int] = [:]
    if let universe { universes[AudienceSegment.of(people[0])[0]] = universe }
    return AudienceModel(
      people, universes: universes,
      overlaps: overlaps.map {
        AudienceOverlap(
          InfluencerID($0.0), InfluencerID($0.1), share: Share(millionths: $0.2 * 10_000))
      })
  }

  private func union(_ model: AudienceModel, _ people: [Influencer], _ reach: [Double]) -> Double {
    model.uniqueReach(zip(people, reach).map { model.incidence(of: $0, reach: $1) })
  }

  /// A quarter of the smaller audience of 40,000 is 10,000 people, however many chance would bring: none across two
  /// niches, 2,400 among a million people, 30,000 among 80,000.
  @Test(arguments: [(["food", "travel"], nil), (["food"], 1_000_000), (["food"], 80_000)])
  func aPairComesOutAsMeasured(niches: [String], universe: Int?) {
    let two = people([60_000, 40_000], niches: niches)
    let model = model(two, [(2, 1, 25)], universe: universe)
    #expect(abs(union(model, two, [60_000, 40_000]) - 90_000) < 60)
    // A fifth of the one and a quarter of the other: a twentieth of the 10,000 is reached by both.
    #expect(abs(union(model, two, [12_000, 10_000]) - 21_500) < 3)
    #expect(abs(union(model, two, [12_000, 0]) - 12_000) < 1e-6)
    #expect(model.measuredPairs == 1 && model.measuredDeviation < 0.005)
    #expect(model.overlapText == "overlap measured for 1 pair, the rest by chance (Sainsbury)")
  }

  @Test func nobodyAndEverybodyInCommon() {
    let two = people([60_000, 40_000], niches: ["food"])
    let apart = model(two, [(1, 2, 0)], universe: 80_000)
    #expect(abs(union(apart, two, [30_000, 20_000]) - 50_000) < 50)
    // 40,000 of the 60,000 follow both; half of each audience is reached, so 10,000 people by both.
    let within = model(two, [(1, 2, 100)])
    #expect(abs(union(within, two, [30_000, 20_000]) - 40_000) < 50)
  }

  /// Two pairs that share an account: 40% of 50,000 are 20,000, 5% of 30,000 are 1,500.
  @Test func aChainComesOutAsMeasuredToo() {
    let three = people([80_000, 50_000, 30_000], niches: ["food", "travel", "music"])
    let model = model(three, [(1, 2, 40), (2, 3, 5)])
    #expect(model.measuredPairs == 2 && model.measuredDeviation < 0.005)
    #expect(abs(union(model, three, [80_000, 50_000, 0]) - 110_000) < 200)
    #expect(abs(union(model, three, [0, 50_000, 30_000]) - 78_500) < 100)
  }

  @Test func threeWithTheSameAudienceReachItOnce() {
    let three = people([50_000, 50_000, 50_000], niches: ["food"])
    let model = model(three, [(1, 2, 100), (2, 3, 100), (1, 3, 100)])
    #expect(abs(union(model, three, [50_000, 50_000, 50_000]) - 50_000) < 50)
    // A fifth each: 1 − 0.8³ = 48.8%.
    #expect(abs(union(model, three, [10_000, 10_000, 10_000]) - 24_400) < 25)
  }

  /// Overlaps that three accounts in one segment can't all have are matched as closely as possible, and reported.
  @Test func aClusterSaysHowNearlyItIsMet() throws {
    let four = people([50_000, 50_000, 50_000, 50_000], niches: ["food"])
    let model = model(
      four, [(1, 2, 60), (3, 4, 60), (1, 3, 10), (2, 4, 10), (1, 4, 60), (2, 3, 10)],
      universe: 10_000_000)
    #expect(model.measuredDeviation > 0.05)
    #expect(try #require(model.overlapText).contains("6 pairs, met within "))
    let both = 100_000 - union(model, four, [50_000, 50_000, 0, 0])
    #expect(abs(both / 30_000 - 1) <= model.measuredDeviation + 0.01)
  }

  /// Another account of the segment overlaps with one of a pair almost as before: most of the audience stays there.
  @Test func theRestOfTheAudienceStaysWhereItWas() {
    let three = people([60_000, 40_000, 50_000], niches: ["food"])
    let plain = model(three, [], universe: 1_000_000)
    let model = model(three, [(1, 2, 25)], universe: 1_000_000)
    // By chance 60,000 · 50,000 ÷ 1,000,000 = 3,000 people.
    #expect(abs(110_000 - union(plain, three, [60_000, 0, 50_000]) - 3_000) < 1)
    let both = 110_000 - union(model, three, [60_000, 0, 50_000])
    #expect(both > 2_100 && both < 3_000)
  }

  @Test func withoutOverlapsNothingChanges() {
    let three = people([60_000, 40_000, 50_000], niches: ["food", "travel"])
    let plain = AudienceModel(three)
    // Overlaps with unknown accounts, or ones without followers, are ignored.
    let model = model(three, [(1, 9, 50)])
    #expect(model.measuredPairs == 0 && model.overlapText == nil)
    #expect(model.universes == plain.universes)
    for row in three {
      #expect(model.incidence(of: row, reach: 7_000) == plain.incidence(of: row, reach: 7_000))
      #expect(!model.isMeasured(row.id))
    }
  }

  /// Three equal influencers and money for two: the two who share their whole audience aren't chosen.
  @Test func aPlanBooksWhoBringsNewPeople() throws {
    var sketch = Sketch()
    let campaign = try sketch.campaign("Spring", budget: 1_000_00)
    for number in 1...3 {
      let id = try sketch.influencer("i\(number)", followers: 20_000, niches: ["food"])
      var row = try #require(sketch.session.roster[id])
      row.fee = Money(minorUnits: number == 3 ? 500_01 : 499_00)
      try sketch.session.apply(.put(row))
    }
    func plan() throws -> Plan {
      var request = PlanRequest(try #require(sketch.session.campaigns[campaign]))
      request.goal = .awareness
      request.limits.set(RequestLimit(.pieces, atMost: 1))
      return PlanDraft(
        sketch.session, try #require(sketch.session.campaigns[campaign]), request
      ).solve()
    }
    let before = try plan()
    #expect(Set(before.lineUp.map(\.influencer.id.number)) == [1, 2])
    var settings = sketch.session.settings
    settings.overlaps = [
      AudienceOverlap(InfluencerID(1), InfluencerID(2), share: Share(millionths: 1_000_000))
    ]
    try sketch.session.apply(.settings(settings))
    let after = try plan()
    #expect(after.lineUp.contains { $0.influencer.id == InfluencerID(3) })
    #expect(after.lineUp.count == 2 && after.solution.objective > 0)
  }
}
