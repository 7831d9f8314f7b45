import Marketing
import Testing

@testable import Forecast
@testable import Metrics

@Suite("Days before orders were tracked")
struct TrackedDaysTests {
  /// Ten creators reach 10,000 people each in January and again in March. Orders are tracked from March on: 20 each.
  private static func sketch(since: String? = nil, clicks: Bool = false, apart: Bool = false) throws
    -> Sketch
  {
    var sketch = Sketch()
    let winter = try sketch.campaign("Winter")
    let spring = apart ? try sketch.campaign("Spring") : winter
    if let since {
      var campaign = try #require(sketch.session.campaigns[winter])
      campaign.trackedSince = .on(since)
      try sketch.session.apply(.put(campaign))
    }
    for number in 1...10 {
      let id = try sketch.influencer("i\(number)", followers: 40_000)
      for (campaign, month) in [(winter, "01"), (spring, "03")] {
        try sketch.measure(campaign, "post\(number)-\(month)", .total, "2026-\(month)-05", by: id) {
          $0.reach = 10_000
          if clicks { $0.clicks = 500 }
        }
      }
      try sketch.measure(spring, "order\(number)", .increment, "2026-03-06", by: id) {
        $0.conversions = 20
      }
    }
    return sketch
  }

  /// What a post should sell: by hand 20 of the 10,000 reached in March.
  private static func conversions(_ sketch: Sketch) throws -> Double {
    let session = sketch.session
    let anybody = try #require(session.roster.rows.first)
    let figure = Forecaster(session).forecast(anybody).conversions
    return try #require(figure).outcome.mean
  }

  @Test(
    "Before the first click or order sales are unknown, rather than none"
  )
  func otherCampaign() throws {
    let expected = try Self.conversions(Self.sketch(apart: true))
    #expect(abs(expected / 20 - 1) < 0.1, "\(expected)")
  }

  @Test("Within a campaign tracking begins with the first order")
  func firstOrder() throws {
    let expected = try Self.conversions(Self.sketch())
    #expect(abs(expected / 20 - 1) < 0.1, "\(expected)")
  }

  @Test("A stated day counts, whatever was clicked before")
  func stated() throws {
    let clicked = try Self.conversions(Self.sketch(clicks: true))
    // Clicks in January were followed by no order: as far as anybody has said, they sold nothing.
    #expect(abs(clicked / 10 - 1) < 0.2, "\(clicked)")
    let stated = try Self.conversions(Self.sketch(since: "2026-03-01", clicks: true))
    #expect(abs(stated / 20 - 1) < 0.2, "\(stated)")
  }

  @Test("Within the tracked days, nobody's orders are zero, not unknown")
  func zero() throws {
    var sketch = try Self.sketch(apart: true)
    let spring = try #require(sketch.session.campaigns.rows.last?.id)
    for number in 11...20 {
      let id = try sketch.influencer("i\(number)", followers: 40_000)
      try sketch.measure(spring, "post\(number)", .total, "2026-03-07", by: id) {
        $0.reach = 10_000
      }
    }
    let new = try sketch.influencer("new", followers: 40_000)
    let row = try #require(sketch.session.roster[new])
    let figure = try #require(Forecaster(sketch.session).forecast(row).conversions)
    // By hand: 200 orders of 200,000 people, so 10 of 10,000.
    #expect(abs(figure.outcome.mean / 10 - 1) < 0.1, "\(figure.outcome.mean)")
  }

  @Test("A period that begins before the tracking counts for its tracked days")
  func period() throws {
    var sketch = Sketch()
    let id = try sketch.campaign()
    var campaign = try #require(sketch.session.campaigns[id])
    campaign.trackedSince = .on("2026-03-06")
    try sketch.session.apply(.put(campaign))
    var row = Measurement(campaign: id, key: "k", kind: .increment, day: .on("2026-03-10"))
    let tracked = TrackedDays(sketch.session, days: nil)
    #expect(tracked.share(of: row) == 1)
    row.from = .on("2026-03-01")
    #expect(tracked.share(of: row) == 0.5)
    row.day = .on("2026-03-05")
    #expect(tracked.share(of: row) == 0)
  }
}
