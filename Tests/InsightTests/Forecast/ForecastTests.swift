import Demo
import Marketing
import Testing

@testable import Forecast

@Suite("Forecasts")
struct ForecastTests {
  @Test func anAgreedPriceBeatsTheRateCardAndThatAnEstimate() throws {
    var sketch = Sketch()
    let campaign = try sketch.campaign("Spring")
    for number in 1...8 {
      let id = try sketch.influencer("i\(number)", followers: 10_000 * number)
      if number < 8 {
        var row = try #require(sketch.session.roster[id])
        row.fee = Money(minorUnits: Int64(number) * 100_00)
        try sketch.session.apply(.put(row))
      }
    }
    let first = InfluencerID(1)
    let booking = try sketch.booking(first, campaign, .paid, fee: 600_00)
    var row = try #require(sketch.session.bookings[booking])
    row.deliverables = [Deliverable("reel", count: 3), Deliverable("story", count: 2)]
    try sketch.session.apply(.put(row))
    let forecaster = Forecaster(sketch.session)
    func fee(_ number: Int, _ pieces: Int = 1) throws -> ForecastFigure {
      let influencer = try #require(sketch.session.roster[InfluencerID(number)])
      return try #require(forecaster.forecast(influencer, pieces: pieces).fee)
    }
    // 600 for three reels, with two stories along: 200 a piece.
    let agreed = try fee(1, 2)
    #expect(agreed.basis.kind == .agreed && agreed.basis.text == "agreed: agreed for Spring")
    #expect(abs(agreed.outcome.mean - 400_00) < 1e-6 && agreed.outcome.deviation == 0)
    let card = try fee(2)
    #expect(card.basis.kind == .rateCard && abs(card.outcome.p10 - 200_00) < 1e-6)
    // Fees here are $10 per thousand followers, so those for 80,000 are near $800, whatever others publish.
    let estimate = try fee(8)
    #expect(estimate.basis.kind == .session && !estimate.basis.kind.isFirm)
    #expect(estimate.outcome.p10 < 800_00 && estimate.outcome.p90 > 800_00)
    #expect((500_00...1_100_00).contains(estimate.outcome.p50))
  }

  @Test func withoutAnyMeasurementTheBenchmarksSpeakAndWhereTheyAreSilentNobodyDoes() throws {
    var sketch = Sketch()
    try sketch.influencer("gram", followers: 30_000, platform: .instagram)
    try sketch.influencer("tweet", followers: 30_000, platform: .x)
    try sketch.influencer("unknown", platform: .instagram)
    let forecaster = Forecaster(sketch.session)
    let rows = sketch.session.roster.rows.map { forecaster.forecast($0) }
    let reach = try #require(rows[0].reach)
    #expect(reach.basis.kind == .prior && reach.basis.text.contains("untapper.com"))
    // 10 to 20% of 30,000 followers, and wider: it is one report.
    #expect(reach.outcome.p10 < 3_000 && reach.outcome.p90 > 6_000)
    #expect((3_500...5_500).contains(reach.outcome.p50))
    #expect(rows[0].engagements?.basis.kind == .prior)
    #expect(rows[0].fee?.basis.kind == .prior)
    // Nobody publishes clicks by size, so there are neither clicks nor conversions.
    #expect(rows[0].clicks == nil && rows[0].conversions == nil && rows[0].revenue == nil)
    for row in rows[1...] {
      #expect(row.reach == nil && row.engagements == nil && row.fee == nil && row.cost == nil)
    }
  }

  @Test func aSessionsOwnPriorsReplaceTheShippedOnes() throws {
    var sketch = Sketch()
    try sketch.influencer("tweet", followers: 30_000, platform: .x)
    var settings = sketch.session.settings
    settings.priors = [
      Prior(
        .reach, .x, base: .followers, low: 300_000, high: 300_000, source: "own records",
        grade: .a)
    ]
    try sketch.session.apply(.settings(settings))
    let forecast = Forecaster(sketch.session).forecast(sketch.session.roster.rows[0])
    #expect(abs((forecast.reach?.outcome.p50 ?? 0) - 9_000) < 1)
    #expect(forecast.reach?.basis.text == "prior: own records (A)")
  }

  /// Twenty posts of an influencer's own outweigh everything; a single lucky one doesn't.
  @Test func measuredFiguresReplaceThePeersAsTheyComeIn() throws {
    var sketch = Sketch()
    let campaign = try sketch.campaign()
    func post(_ who: InfluencerID, _ name: String, _ reach: Int) throws {
      try sketch.measure(campaign, name, .total, by: who) { $0.reach = reach }
    }
    for number in 1...10 {
      let peer = try sketch.influencer("p\(number)", followers: 50_000)
      for place in 0..<4 { try post(peer, "p\(number)-\(place)", 9_000 + 500 * place) }
    }
    let steady = try sketch.influencer("steady", followers: 50_000)
    for place in 0..<20 { try post(steady, "s\(place)", 40_000) }
    let lucky = try sketch.influencer("lucky", followers: 50_000)
    try post(lucky, "l", 40_000)
    let forecaster = Forecaster(sketch.session)
    func reach(_ id: InfluencerID) throws -> ForecastFigure {
      let influencer = try #require(sketch.session.roster[id])
      return try #require(forecaster.forecast(influencer).reach)
    }
    let known = try reach(steady)
    #expect(known.basis.kind == .measured && known.basis.text.contains("20 posts"))
    #expect((36_000...42_000).contains(known.outcome.p50))
    let one = try reach(lucky)
    #expect(one.outcome.p50 < known.outcome.p50 && one.outcome.p50 > 9_000)
    #expect(one.outcome.p90 / one.outcome.p10 > known.outcome.p90 / known.outcome.p10)
  }

  @Test func moreOfTheSameInfluencerReachesFewerNewPeople() throws {
    let session = Session.demo(today: .on("2026-03-01"))
    let forecaster = Forecaster(session)
    for influencer in session.roster.rows {
      let one = forecaster.forecast(influencer, pieces: 1)
      let three = forecaster.forecast(influencer, pieces: 3)
      guard let single = one.reach, let triple = three.reach else { continue }
      #expect(triple.outcome.mean > single.outcome.mean)
      #expect(triple.outcome.mean < 3 * single.outcome.mean)
      if let few = one.engagements, let many = three.engagements {
        #expect(abs(many.outcome.mean / few.outcome.mean - 3) < 1e-9)
        // Luck averages out, so three posts are relatively more certain than one.
        #expect(many.outcome.variation < few.outcome.variation)
      }
      for kpi in Backtest.kpis {
        guard let figure = three.figure(kpi) else { continue }
        let outcome = figure.outcome
        #expect(outcome.p10 <= outcome.p50 && outcome.p50 <= outcome.p90 && outcome.mean.isFinite)
        #expect(outcome.p10 >= 0)
      }
    }
  }

  @Test("From twelve TikTok micros nothing is made up for an account of 300 million followers")
  func farBeyondWhatWasMeasured() throws {
    var sketch = Sketch()
    let campaign = try sketch.campaign()
    for number in 1...12 {
      let micro = try sketch.influencer("m\(number)", followers: 20_000 + 5_000 * number)
      for place in 0..<3 {
        try sketch.measure(campaign, "\(number)-\(place)", .total, by: micro) {
          $0.impressions = 9_000
          $0.clicks = 90
        }
      }
      try sketch.measure(campaign, "o\(number)", .increment, by: micro) { $0.conversions = 6 }
    }
    let star = try sketch.influencer("star", followers: 300_000_000)
    let near = try sketch.influencer("near", followers: 60_000)
    let forecaster = Forecaster(sketch.session)
    func forecast(_ id: InfluencerID) throws -> Forecast {
      forecaster.forecast(try #require(sketch.session.roster[id]))
    }
    #expect(try forecast(near).conversions != nil)
    #expect(try forecast(star).clicks == nil)
    #expect(try forecast(star).conversions == nil)
  }

  @Test("Of somebody who will hardly sell anything, P10 is nothing at all")
  func nothingSold() {
    // 0.4 orders on average, whose rate varies by half: none in 68 of 100, (1 + 0.4 · 0.25)^-4.
    let few = Distribution(countMean: 0.4, variation: 0.5)
    #expect(abs(few.nothing - 0.6830134553650705) < 1e-12)
    #expect(few.p10 == 0 && few.p50 == 0 && few.p90 > 0)
    #expect(abs(few.mean - 0.4) < 1e-12 && abs(few.variation - (0.25 + 2.5).squareRoot()) < 1e-12)
  }

  @Test func theSameSessionGivesTheSameForecasts() {
    let session = Session.demo(today: .on("2026-03-01"))
    let first = Forecaster(session)
    let second = Forecaster(session)
    for influencer in session.roster.rows {
      #expect(first.forecast(influencer, pieces: 2) == second.forecast(influencer, pieces: 2))
    }
  }
}
