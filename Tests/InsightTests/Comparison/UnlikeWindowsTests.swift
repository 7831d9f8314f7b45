import Marketing
import Metrics
import Testing

@testable import Comparison

@Suite("Sources with unlike attribution windows aren't compared")
struct UnlikeWindowsTests {
  private static let one = CampaignID(1)

  /// Six megas by ads of one file, six micros by those of another.
  private func session(_ windows: [AttributionWindow]) throws -> Session {
    var session = Session(settings: Settings(name: "test"))
    try session.apply(.put(Campaign(id: Self.one, name: "Spring", goal: .conversions)))
    var settings = session.settings
    settings.sources = zip(["meta.csv", "tt.csv"], windows).map {
      SourceTerms($0, product: $0 == "meta.csv" ? "Meta Ads Manager" : "", windows: [$1])
    }
    try session.apply(.settings(settings))
    let day = try #require(Day(iso: "2026-03-02"))
    for number in 1...12 {
      let isMega = number <= 6
      var who = Influencer(id: InfluencerID(number), handle: "h\(number)", platform: .instagram)
      who.followers = isMega ? 2_000_000 : 20_000
      try session.apply(.put(who))
      var row = Measurement(campaign: Self.one, key: "ad \(number)", kind: .total, day: day)
      row.influencer = who.id
      row.channel = .ads
      row.source = isMega ? "meta.csv" : "tt.csv"
      row.counts.impressions = 1000 * number
      row.counts.clicks = 50 + number
      row.counts.conversions = isMega ? 5 + number % 3 : 1 + number % 2
      row.counts.revenue = Money(minorUnits: Int64(1000 * (5 + number)))
      row.counts.spend = Money(minorUnits: Int64(1000 + 10 * number))
      try session.apply(.put(row))
    }
    return session
  }

  private func compare(_ windows: [AttributionWindow]) throws -> Comparison {
    var request = ComparisonRequest()
    request.campaign = Self.one
    return Comparison.quick(try session(windows), request)
  }

  private let week = AttributionWindow(click: 7, view: 1)
  private let day = AttributionWindow(click: 1)
  private static let sales: [ComparisonKPI] = [.cvr, .aov, .cpa, .roas, .roi, .conversionsPerCost]

  @Test("Figures of sales get no verdict, also when refined, and the sentence says why")
  func unlike() throws {
    let quick = try compare([week, day])
    let comparison = try #require(quick.refine(resamples: 50))
    for kpi in Self.sales {
      let row = comparison[kpi]
      #expect(row.verdict == .notCompared && row.ratio == nil && row.interval == nil, "\(kpi)")
      #expect(row.left.value != nil && row.right.value != nil)
      #expect(LikeForLike.make(comparison, kpi) == nil)
    }
    #expect(comparison[.cpm].verdict != .notCompared && comparison[.ctr].ratio != nil)
    let verdict = GoalVerdict.make(comparison, .conversions, names: ("Mega", "Micro"))
    #expect(verdict.winner == nil)
    #expect(
      verdict.sentence
        == "For conversions: not compared: Meta Ads Manager (meta.csv) counts a sale within 7 days of a click or 1 day of "
        + "a view, tt.csv within 1 day of a click.")
  }

  @Test("Like windows are compared, and so is what doesn't say its window")
  func like() throws {
    for windows in [[week, week], [week], []] {
      let comparison = try compare(windows)
      for kpi in Self.sales {
        #expect(comparison[kpi].verdict != .notCompared && comparison[kpi].ratio != nil, "\(kpi)")
      }
    }
  }

  @Test("Windows of sources whose sales don't count don't matter")
  func uncounted() throws {
    var session = try session([week, day])
    // The shop's orders count, so that neither platform's conversions do.
    for number in 1...12 {
      var row = Measurement(
        campaign: Self.one, key: "#\(number)", kind: .increment,
        day: try #require(Day(iso: "2026-03-03")))
      row.influencer = InfluencerID(number)
      row.channel = .shop
      row.source = "shop.csv"
      row.counts.conversions = 1
      row.counts.revenue = Money(minorUnits: 5000)
      try session.apply(.put(row))
    }
    #expect(CountedSources.all(in: session).isEmpty)
    var request = ComparisonRequest()
    request.campaign = Self.one
    #expect(Comparison.quick(session, request)[.cpa].verdict != .notCompared)
  }

  @Test(
    "Where amounts of a side aren't known, what is made of them gets no verdict", arguments: [6, 1])
  func unknownAmounts(_ count: Int) throws {
    var session = try session([week, week])
    // As of orders in yen without a rate.
    for var row in session.measurements.rows where (row.influencer?.number ?? 0) > 12 - count {
      row.counts.revenue = nil
      // Of one in six micros it is still more than one conversion in twenty.
      try session.apply(.put(row))
    }
    var request = ComparisonRequest()
    request.campaign = Self.one
    let comparison = Comparison.quick(session, request)
    let isAll = count == 6
    for kpi in [ComparisonKPI.roas, .roi] {
      let row = comparison[kpi]
      #expect(row.verdict == (isAll ? .noData : .notCompared), "\(row.verdict)")
      if !isAll {
        #expect(
          row.reason.contains("what 1 conversion brought on the right isn't known"), "\(row.reason)"
        )
      }
    }
    for kpi in [ComparisonKPI.cvr, .cpa, .cpm] { #expect(comparison[kpi].verdict != .notCompared) }
  }
}
