import Marketing
import Testing

@Suite struct TierTests {
  @Test(arguments: [
    (Int.min, Tier.nano), (-1, .nano), (0, .nano), (999, .nano), (1_000, .micro), (100_000, .micro),
    (100_001, .macro), (999_999, .macro), (1_000_000, .mega), (Int.max, .mega),
  ])
  func articleCutOffs(_ followers: Int, _ tier: Tier) {
    #expect(TierScheme.article.tier(followers: followers) == tier)
  }

  @Test(arguments: [
    (0, Tier.nano), (999, .nano), (1_000, .nano), (9_999, .nano), (10_000, .micro),
    (99_999, .micro), (100_000, .mid), (100_001, .mid), (499_999, .mid), (500_000, .macro),
    (999_999, .macro), (1_000_000, .mega),
  ])
  func industryCutOffs(_ followers: Int, _ tier: Tier) {
    #expect(TierScheme.industry.tier(followers: followers) == tier)
  }

  @Test func presetsAreSchemesThemselves() {
    for preset in TierScheme.presets {
      #expect(TierScheme(name: preset.name, steps: preset.steps) == preset)
    }
    #expect(TierScheme.article.tiers == [.nano, .micro, .macro, .mega])
    #expect(TierScheme.industry.tiers == Tier.allCases)
  }

  @Test func refusesStepsThatDoNotGrow() {
    #expect(TierScheme(name: "none", steps: []) == nil)
    #expect(TierScheme(name: "gap", steps: [.init(.micro, from: 1)]) == nil)
    #expect(
      TierScheme(name: "equal", steps: [.init(.nano, from: 0), .init(.micro, from: 0)]) == nil)
    #expect(
      TierScheme(name: "order", steps: [.init(.mega, from: 0), .init(.micro, from: 5)]) == nil)
    #expect(
      TierScheme(name: "twice", steps: [.init(.micro, from: 0), .init(.micro, from: 5)]) == nil)
    #expect(TierScheme(name: "one", steps: [.init(.mega, from: 0)])?.tier(followers: 3) == .mega)
  }

  @Test func tiersGrow() {
    #expect(Tier.allCases.sorted() == Tier.allCases)
    #expect(Tier.allCases.map(\.title) == ["Nano", "Micro", "Mid", "Macro", "Mega"])
  }

  @Test func unknownFollowersHaveNoTier() {
    let session = Session(settings: Settings(name: "Test"))
    var influencer = Influencer(id: InfluencerID(1), handle: "a", platform: .x)
    #expect(session.tier(of: influencer) == nil)
    influencer.followers = 0
    #expect(session.tier(of: influencer) == .nano)
  }
}
