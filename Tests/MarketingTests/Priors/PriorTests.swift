import Marketing
import Testing

@Suite("Priors")
struct PriorTests {
  @Test func everyShippedPriorIsSoundAndSaysWhereItIsFrom() {
    #expect(Prior.shipped.count > 40)
    for prior in Prior.shipped {
      #expect(prior.fault == nil, "\(prior)")
      #expect(!prior.source.isEmpty)
    }
    #expect(Set(Prior.shipped).count == Prior.shipped.count)
  }

  /// Nobody has published verifiable figures for X by size, or for clicks by tier.
  @Test func nothingIsInventedForXOrForClicks() {
    #expect(!Prior.shipped.contains { $0.platform == .x })
    #expect(!Prior.shipped.contains { $0.figure == .ctr })
  }

  /// Figures as published in the reports.
  @Test func figuresAreThoseOfTheSources() throws {
    func found(_ figure: Prior.Figure, _ platform: Platform, _ followers: Int, _ source: String)
      -> [Prior]
    {
      Prior.shipped.filter {
        $0.figure == figure && $0.covers(platform, followers: followers)
          && $0.source.hasPrefix(source)
      }
    }
    let micro = try #require(found(.engagement, .instagram, 30_000, "untapper").first)
    #expect(micro.low == 20_000 && micro.high == 35_000 && micro.tier == .micro)
    #expect(found(.engagement, .instagram, 50_000, "untapper").first?.tier == .mid)
    #expect(found(.engagement, .instagram, 50_000, "passo").first?.tier == .micro)
    let mega = try #require(found(.cvr, .tiktok, 3_000_000, "Digital").first)
    #expect(mega.low == 9_100 && mega.grade == .d)
    let fee = try #require(found(.fee, .youtube, 20_000, "alittleclass").first)
    #expect(fee.low == 200_00 && fee.high == 1_000_00 && fee.currency == .usDollar)
    #expect(found(.fee, .tiktok, 700_000, "").isEmpty)
    #expect(found(.reach, .tiktok, 700_000, "").isEmpty)
  }

  @Test func settingsWithAFaultyPriorAreRefused() throws {
    var session = Session(settings: Settings(name: "S"))
    var settings = session.settings
    var prior = Prior.shipped[0]
    prior.high = prior.low - 1
    settings.priors = [prior]
    #expect(throws: EditError.self) { try session.apply(.settings(settings)) }
    #expect(session.priors == Prior.shipped)
    prior.high = prior.low
    settings.priors = [prior]
    let inverse = try session.apply(.settings(settings))
    #expect(session.priors == [prior])
    try session.apply(inverse)
    #expect(session.priors == Prior.shipped && session.settings.priors == nil)
  }
}
