import LibC
import Marketing
import Metrics
import Wording

/// Which side serves a goal better, how certain that is, and what it would take to find out if the figures can't tell.
package struct GoalVerdict: Sendable {
  /// How many more bookings would tell in four of five cases, if the truth is what was seen.
  ///
  /// Assumes that the ratio stays the same and that further influencers vary like those observed: a side's variance on
  /// the logarithmic scale falls as 1 ÷ n.
  package struct MoreBookings: Sendable, Equatable {
    /// Nil if both sides need them.
    package let side: Side?
    /// For that side, or for each.
    package let bookings: Int
  }

  package let goal: Goal
  package let kpi: ComparisonKPI
  package let row: KPIComparison
  /// The side that the interval favours; nil if it favours neither.
  package let winner: Side?
  /// The winner's figure ÷ the other's, at least 1; without a winner left ÷ right.
  package let ratio: Double?
  package let interval: ClosedRange<Double>?
  /// Nil with a winner, without an interval, or if it would take more than `mostTimes` what there is.
  package let more: MoreBookings?
  package let sentence: String
  /// What the comparison for this goal rests on; nil where nothing is compared.
  package let evidence: Evidence?

  /// The sentence with what it rests on.
  package var text: String { evidence.map { "\(sentence) \($0.sentence)" } ?? sentence }

  /// If it would take more than this many times the influencers there are, nobody can say how many.
  package static let mostTimes = 5.0
  /// Standard errors between the estimate and 1 at which an interval of 95% leaves out 1 in four of five cases, as a
  /// part of those at which its end would just be 1 now: 1.96 ÷ (1.96 + 0.84).
  private static let powerful = 1.959964 / (1.959964 + 0.841621)

  package static func make(
    _ comparison: Comparison, _ goal: Goal, names: (left: String, right: String)
  )
    -> GoalVerdict
  {
    let kpi = goal.kpi(hasUniverse: comparison.request.audience != nil)
    return GoalVerdict(comparison, goal, kpi, names)
  }

  private init(
    _ comparison: Comparison, _ goal: Goal, _ kpi: ComparisonKPI,
    _ names: (left: String, right: String)
  ) {
    self.goal = goal
    self.kpi = kpi
    row = comparison[kpi]
    winner = row.better
    if winner == .right {
      ratio = row.ratio.map { 1 / $0 }
      interval = row.interval.map { (1 / $0.upperBound)...(1 / $0.lowerBound) }
    } else {
      ratio = row.ratio
      interval = row.interval
    }
    more = winner == nil ? GoalVerdict.more(comparison, row) : nil
    evidence = GoalVerdict.evidence(comparison, goal, row, names)
    sentence = GoalVerdict.sentence(
      goal, row, winner, ratio, interval, more, names, comparison.currency)
  }

  /// Each side's influencers by their cost, the events of the side with fewer, and the width of the interval.
  private static func evidence(
    _ comparison: Comparison, _ goal: Goal, _ row: KPIComparison,
    _ names: (left: String, right: String)
  ) -> Evidence? {
    guard row.verdict != .notCompared, let pair = comparison.estimates[row.kpi] else { return nil }
    let sums = [comparison.left.whole, comparison.right.whole].map { totals in
      switch goal {
      case .awareness: totals.reach ?? totals.reachBand?.lowerBound ?? 0
      case .engagement: totals.engagements ?? 0
      case .conversions: totals.conversions ?? 0
      }
    }
    let name =
      switch goal {
      case .awareness: "reach"
      case .engagement: "engagements"
      case .conversions: "conversions"
      }
    var facts = Evidence.Facts(
      influencers: [
        (names.left, Evidence.effective(pair.left.below)),
        (names.right, Evidence.effective(pair.right.below)),
      ], events: (name, Double(sums.min() ?? 0)))
    facts.spread = row.interval.map { $0.upperBound / $0.lowerBound }
    return Evidence(facts)
  }

  private static func more(_ comparison: Comparison, _ row: KPIComparison) -> MoreBookings? {
    guard row.verdict == .notDistinguishable, let ratio = row.ratio, let interval = row.interval,
      ratio != 1, let pair = comparison.estimates[row.kpi]
    else { return nil }
    let half = log(interval.upperBound / interval.lowerBound) / 2
    let (v, w) = (pair.left.safeVariance, pair.right.safeVariance)
    guard half > 0, v + w > 0 else { return nil }
    let (n, m) = (Double(row.left.influencers), Double(row.right.influencers))
    // The half width shrinks with the root of the variance. At the ratio's distance from 1 it would leave out 1 in only
    // half of the cases, since the next estimate is another.
    let wanted = (v + w) * pow(log(ratio) / half * powerful, 2)
    func alone(_ own: Double, _ count: Double, _ other: Double) -> Int? {
      guard wanted > other else { return nil }
      let bookings = (own * count / (wanted - other) - count).rounded(.up)
      return bookings <= mostTimes * count ? max(1, Int(bookings)) : nil
    }
    let left = alone(v, n, w)
    let right = alone(w, m, v)
    if let left, left <= right ?? .max { return MoreBookings(side: .left, bookings: left) }
    if let right { return MoreBookings(side: .right, bookings: right) }
    for bookings in 1...max(1, Int(mostTimes * min(n, m)))
    where v * n / (n + Double(bookings)) + w * m / (m + Double(bookings)) <= wanted {
      return MoreBookings(side: nil, bookings: bookings)
    }
    return nil
  }

  private static func sentence(
    _ goal: Goal, _ row: KPIComparison, _ winner: Side?, _ ratio: Double?,
    _ interval: ClosedRange<Double>?, _ more: MoreBookings?, _ names: (left: String, right: String),
    _ currency: Currency
  ) -> String {
    let start = "For \(goal.rawValue): "
    func name(_ side: Side) -> String { side == .left ? names.left : names.right }
    let unit = currency == .usDollar ? "dollar" : currency.code
    let what = "\(row.kpi.yield ?? row.kpi.title) per \(unit)"
    let counts: String
    if let winner {
      counts =
        "\(row[winner].influencers) against \(row[winner.other].influencers) influencers"
    } else {
      counts = "\(row.left.influencers) against \(row.right.influencers) influencers"
    }
    if let winner, let ratio, let interval {
      let range =
        "\(NumberText.factor(interval.lowerBound)) to \(NumberText.factor(interval.upperBound))"
      return start
        + "\(name(winner)), \(NumberText.factor(ratio)) times the \(what) (\(range)), \(counts); observed, not caused."
    }
    if row.verdict == .notDistinguishable, let ratio, let interval {
      let range =
        "\(NumberText.factor(interval.lowerBound)) to \(NumberText.factor(interval.upperBound))"
      var text =
        start
        + "can't tell; \(names.left) has \(NumberText.factor(ratio)) times the \(what) of \(names.right) (\(range)), \(counts)."
      if let more {
        let bookings = more.bookings == 1 ? "booking" : "bookings"
        text +=
          more.side.map {
            " About \(more.bookings) more \(bookings) of \(name($0)) would probably tell"
          }
          ?? " About \(more.bookings) more \(bookings) of each would probably tell"
        text += ", if it stays like this."
      } else {
        text +=
          " It takes too many more bookings to tell (over fivefold)."
      }
      return text
    }
    if row.verdict == .notCompared { return start + "not compared: \(row.reason)." }
    return start + "can't tell: \(row.reason)."
  }
}
