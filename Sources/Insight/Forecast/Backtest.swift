import LibC
import Marketing
import Metrics

/// How good the forecasts would have been: the second half of the measurements, forecast from the first.
///
/// Nothing measured after the cut is used. Everyone who posted in the second half is forecast, with the number of posts
/// they then made. Posts that are still growing are left out.
package struct Backtest: Sendable, Hashable {
  package struct Row: Sendable, Hashable {
    package let kpi: KPI
    /// Influencers whose second half was forecast.
    package let forecasts: Int
    /// The share of them whose figure lay between P10 and P90; ideally 0.8.
    package let coverage: Double
    /// The median of |ln(forecast ÷ actual)| over the influencers whom all three methods can forecast; 0.1 is about 10%
    /// off.
    package let error: Double?
    /// The same for the mean post of the tier.
    package let tierMeanError: Double?
    /// The same for the influencer's last post.
    package let lastValueError: Double?
    /// Influencers whom all three methods can forecast.
    package let compared: Int
  }

  /// The last day of the first half.
  package let cut: Day
  /// The figures that could be forecast and checked.
  package let rows: [Row]

  package static let kpis: [KPI] = [
    .impressions, .reach, .engagements, .clicks, .conversions, .revenue,
  ]

  /// Nil without a second half, with posts on fewer than two days.
  package static func make(_ session: Session, campaign: CampaignID? = nil) -> Backtest? {
    let whole = PostEvidence(session) { campaign == nil || $0 == campaign }
    let days = whole.creators.values.flatMap { $0.posts.map(\.first) }
    guard let first = days.min(), let last = days.max(), first < last else { return nil }
    let cut = first + (last - first) / 2
    let history = Day(number: -10_000_000)...cut
    let before = PostEvidence(session, days: history) { campaign == nil || $0 == campaign }
    let forecaster = Forecaster(session, days: history)
    var cases: [KPI: [Case]] = [:]
    let sells = whole.creators.values.contains { $0.conversions != nil }
    let means = TierMeans(session, before)
    for influencer in session.roster.rows {
      guard let all = whole.creators[influencer.id] else { continue }
      let past = before.creators[influencer.id]
      let later = all.posts.filter { $0.first > cut }
      guard !later.isEmpty else { continue }
      let creator = forecaster.creator(influencer)
      for kpi in kpis {
        guard let (actual, pieces) = actual(kpi, all, past, later, sells: sells),
          let figure = creator.forecast(pieces: pieces).summed(kpi)
        else { continue }
        let tier = means.mean(kpi, session.tier(of: influencer)).map { $0 * Double(pieces) }
        let newest = past.flatMap { lastValue(kpi, $0) }.map { $0 * Double(pieces) }
        cases[kpi, default: []].append(
          Case(
            actual: actual, outcome: figure.outcome, tierMean: tier, lastValue: newest,
            step: kpi == .revenue ? creator.orderValue?.mean ?? 1 : 1))
      }
    }
    return Backtest(cut: cut, rows: kpis.compactMap { kpi in cases[kpi].map { row(kpi, $0) } })
  }

  private struct Case {
    let actual: Double
    let outcome: Distribution
    let tierMean: Double?
    let lastValue: Double?

    /// One, or the value of an order: each figure stands for half a step either way.
    let step: Double

    var isCovered: Bool {
      actual >= outcome.p10 - step / 2 && actual <= outcome.p90 + step / 2
    }

    func error(_ forecast: Double) -> Double { abs(log((forecast + 0.5) / (actual + 0.5))) }
  }

  private static func row(_ kpi: KPI, _ cases: [Case]) -> Row {
    let common = cases.filter { $0.tierMean != nil && $0.lastValue != nil }
    func median(_ forecast: (Case) -> Double?) -> Double? {
      Typical(common.compactMap { one in forecast(one).map { one.error($0) } })?.median
    }
    return Row(
      kpi: kpi, forecasts: cases.count,
      coverage: Double(cases.count { $0.isCovered }) / Double(cases.count),
      error: median { $0.outcome.p50 }, tierMeanError: median { $0.tierMean },
      lastValueError: median { $0.lastValue }, compared: common.count)
  }

  /// What the later posts brought, and how many of them have the figure.
  private static func actual(
    _ kpi: KPI, _ all: PostEvidence.Creator, _ past: PostEvidence.Creator?, _ later: [PostFigures],
    sells: Bool
  ) -> (Double, Int)? {
    if let path = PostFigures.path(kpi) {
      let known = later.compactMap { $0[keyPath: path] }
      return known.isEmpty ? nil : (known.reduce(0, +), known.count)
    }
    guard sells else { return nil }
    func figure(_ creator: PostEvidence.Creator) -> Double {
      max(0, (kpi == .conversions ? creator.conversions : creator.revenue) ?? 0)
    }
    // What was sold before orders were tracked can't be compared with a forecast.
    let reached = all.reach - (past?.reach ?? 0)
    let tracked = all.tracked.reach - (past?.tracked.reach ?? 0)
    guard tracked >= 0.9 * reached else { return nil }
    // Orders name no post, and earlier posts go on selling, so the later ones get their share of the later clicks, or
    // of the people reached if clicks are unknown.
    let path: KeyPath<PostFigures, Double?> = all.clicks > 0 ? \.clicks : \.reach
    let total = all.clicks > 0 ? all.clicks : all.reach
    let former = (all.clicks > 0 ? past?.clicks : past?.reach) ?? 0
    let own = later.reduce(0) { $0 + ($1[keyPath: path] ?? 0) }
    guard own > 0, total > former else { return nil }
    let share = min(1, own / (total - former))
    return (share * max(0, figure(all) - (past.map(figure) ?? 0)), later.count)
  }

  /// The newest post's figure; for orders the mean per post.
  private static func lastValue(_ kpi: KPI, _ past: PostEvidence.Creator) -> Double? {
    if let path = PostFigures.path(kpi) {
      return past.posts.filter { $0[keyPath: path] != nil }.max { $0.first < $1.first }?[
        keyPath: path]
    }
    let whole = kpi == .conversions ? past.conversions : past.revenue
    return past.posts.isEmpty ? nil : whole.map { $0 / Double(past.posts.count) }
  }

  /// The mean post of each tier.
  private struct TierMeans {
    private var sums: [KPI: [Tier?: (sum: Double, posts: Int)]] = [:]

    init(_ session: Session, _ evidence: PostEvidence) {
      for influencer in session.roster.rows {
        guard let own = evidence.creators[influencer.id] else { continue }
        let tier = session.tier(of: influencer)
        for kpi in Backtest.kpis {
          if let path = PostFigures.path(kpi) {
            for post in own.posts {
              if let value = post[keyPath: path] { add(kpi, tier, value, 1) }
            }
          } else if let value = kpi == .conversions ? own.conversions : own.revenue {
            add(kpi, tier, value, own.posts.count)
          }
        }
      }
    }

    private mutating func add(_ kpi: KPI, _ tier: Tier?, _ value: Double, _ posts: Int) {
      let former = sums[kpi]?[tier] ?? (0, 0)
      sums[kpi, default: [:]][tier] = (former.sum + value, former.posts + posts)
    }

    func mean(_ kpi: KPI, _ tier: Tier?) -> Double? {
      guard let (sum, posts) = sums[kpi]?[tier], posts > 0 else { return nil }
      return sum / Double(posts)
    }
  }
}

extension PostFigures {
  /// The post's figure for a KPI; nil for KPIs that a single post doesn't have.
  static func path(_ kpi: KPI) -> KeyPath<PostFigures, Double?>? {
    guard !kpi.isQuotient else { return nil }
    return switch kpi.row.numerator {
    case .impressions: \.impressions
    case .reach: \.reach
    case .engagements: \.engagements
    case .clicks: \.clicks
    case .likes, .comments, .shares, .saves, .conversions, .revenue, .netRevenue, .returns, .spend,
      .cost, .followers:
      nil
    }
  }
}
