import LibC
import Marketing
import Metrics
import Statistics
import Wording

/// One KPI of both sides, and what can be said about the difference.
package struct KPIComparison: Sendable {
  package enum Verdict: String, Sendable {
    case leftBetter = "left-better"
    case rightBetter = "right-better"
    /// The interval of the ratio includes 1.
    case notDistinguishable = "not-distinguishable"
    /// Fewer than five influencers on a side: points only.
    case tooFew = "too-few"
    /// A total, where one side has more influencers or bookings: it says which side is larger, not which is better.
    case totals
    /// Its sources count sales within unlike windows after an ad, or too many amounts aren't known.
    case notCompared = "not-compared"
    /// The divisor, or a sum that the ratio is made of, may be about zero.
    case unstable
    case noData = "no-data"
  }

  package struct SideValue: Sendable {
    /// In the KPI's unit; nil if unknown.
    package internal(set) var value: Double?
    /// Influencers behind the value.
    package internal(set) var influencers = 0
    /// Median of the influencers' own figures; nil without any.
    package internal(set) var typical: Double?
    /// First and third quartile of the influencers' own figures.
    package internal(set) var quartiles: ClosedRange<Double>?
    /// Wilson's interval for CTR or CVR, if the side is a single influencer.
    package internal(set) var wilson: ClosedRange<Double>?
  }

  package let kpi: ComparisonKPI
  package internal(set) var left = SideValue()
  package internal(set) var right = SideValue()
  /// Left ÷ right; for ROI the ratio of 1 + ROI, since ROI itself may be zero. Nil if either side is unknown or zero.
  package internal(set) var ratio: Double?
  /// At 95%.
  package internal(set) var interval: ClosedRange<Double>?
  package internal(set) var verdict = Verdict.noData
  /// The reason for the verdict, as part of a sentence.
  package internal(set) var reason: String

  /// Why there is no verdict, if it is a total of unequal sides.
  private var unequal: String?

  package subscript(side: Side) -> SideValue { side == .left ? left : right }

  package var better: Side? {
    switch verdict {
    case .leftBetter: .left
    case .rightBetter: .right
    case .notDistinguishable, .tooFew, .totals, .notCompared, .unstable, .noData: nil
    }
  }

  var isOpenToInterval: Bool {
    switch verdict {
    case .leftBetter, .rightBetter, .notDistinguishable: true
    case .tooFew, .totals, .notCompared, .unstable, .noData: false
    }
  }

  init(_ kpi: ComparisonKPI, missing: String) {
    self.kpi = kpi
    reason = missing
  }

  init(
    _ kpi: ComparisonKPI, _ left: SideEstimate, _ right: SideEstimate,
    _ sides: (left: SideFigures, right: SideFigures)
  ) {
    self.kpi = kpi
    reason = ""
    func side(_ estimate: SideEstimate, _ figures: SideFigures) -> SideValue {
      var side = SideValue(value: estimate.value, influencers: estimate.influencers)
      // A figure that only adds up has no median worth showing beside the total.
      let values =
        estimate.estimator.form == .ratio
        ? estimate.values(in: figures).map(\.value).sorted() : []
      if !values.isEmpty {
        side.typical = Typical(values)?.median
        side.quartiles =
          KPIComparison.quantile(values, 0.25)...KPIComparison.quantile(values, 0.75)
      }
      if estimate.influencers == 1, kpi == .ctr || kpi == .cvr, estimate.value != nil {
        side.wilson = Wilson.interval(Int(estimate.sumAbove), of: Int(estimate.sumBelow))
      }
      return side
    }
    self.left = side(left, sides.left)
    self.right = side(right, sides.right)
    if let one = left.logValue, let other = right.logValue { ratio = exp(one - other) }
    // Resampling gives the ratio per influencer; what a whole side has differs by the ratio of the head counts.
    if left.estimator.isOfWholeSide, let known = ratio, right.influencers > 0 {
      ratio = known * Double(left.influencers) / Double(right.influencers)
    }
    if left.estimator.isOfWholeSide {
      unequal = KPIComparison.unequal(kpi, left, right, sides)
    }
  }

  private static func unequal(
    _ kpi: ComparisonKPI, _ left: SideEstimate, _ right: SideEstimate,
    _ sides: (left: SideFigures, right: SideFigures)
  ) -> String? {
    let (n, m) = (left.influencers, right.influencers)
    let (b, c) = (sides.left.whole.bookings, sides.right.whole.bookings)
    let counts: String
    if n != m {
      counts = "\(CountText.exact(n)) and \(CountText.exact(m)) influencers"
    } else if b != c, b > 0, c > 0 {
      counts = "\(CountText.exact(b)) and \(CountText.exact(c)) bookings"
    } else {
      return nil
    }
    return "totals of \(counts): \(kpi.decider ?? "the figure per booking decides")"
  }

  /// Interpolated between the two nearest values (type 7 of Hyndman and Fan 1996).
  static func quantile(_ sorted: [Double], _ share: Double) -> Double {
    let place = share * Double(sorted.count - 1)
    let low = Int(place)
    guard low + 1 < sorted.count else { return sorted[sorted.count - 1] }
    return sorted[low] + (place - Double(low)) * (sorted[low + 1] - sorted[low])
  }

  /// Uses measured overlaps in the KPIs of unique reach. Their interval keeps the width it has for independent
  /// audiences.
  mutating func take(_ common: CommonAudience, _ audience: Audience) {
    let universe = Double(audience.universe)
    guard let mine = left.value, let others = right.value else { return }
    switch kpi.people {
    case .all:
      left.value = common.left * universe
      right.value = common.right * universe
    case .perCost:
      guard common.measuredPairs > 0, common.independent.left > 0, common.independent.right > 0
      else { return }
      left.value = mine * common.left / common.independent.left
      right.value = others * common.right / common.independent.right
    case .alone:
      let alone = common.alone(given: audience.overlap.map { Double($0) / universe })
      left.value = alone.left * universe
      right.value = alone.right * universe
      left.typical = nil
      right.typical = nil
      guard common.measuredPairs > 0 || common.isGiven else { return }
    case .alonePerBooking:
      guard common.independent.left > 0, common.independent.right > 0 else { return }
      let alone = common.alone(given: audience.overlap.map { Double($0) / universe })
      left.value = mine * alone.left / common.independent.left
      right.value = others * alone.right / common.independent.right
    case nil: return
    }
    guard let one = left.value, let other = right.value, common.measuredPairs > 0 || common.isGiven
    else { return }
    ratio = other > 0 ? one / other : nil
  }

  /// Leaves both figures as they are, and says nothing about their difference.
  ///
  /// - Parameter why: which source counts within which window, say.
  mutating func refuse(_ why: String) {
    guard left.value != nil, right.value != nil else { return }
    ratio = nil
    interval = nil
    verdict = .notCompared
    reason = why
  }

  ///
  /// - Parameter half: half the width of the interval, on the logarithmic scale.
  mutating func conclude(_ left: SideEstimate, _ right: SideEstimate, half: Double?) {
    interval = nil
    guard self.left.value != nil, self.right.value != nil else {
      verdict = .noData
      reason = missing(left, right)
      return
    }
    if let unequal {
      verdict = .totals
      reason = unequal
      return
    }
    let few = Side.allCases.filter { self[$0].influencers < Comparison.fewestInfluencers }
    guard few.isEmpty else {
      verdict = .tooFew
      let counts = few.map { "\(self[$0].influencers) on the \($0.rawValue)" }
      reason =
        "points only: \(counts.joined(separator: " and ")), "
        + "an interval needs \(Comparison.fewestInfluencers) influencers a side"
      return
    }
    if let (side, text) = [(Side.left, left.instability), (.right, right.instability)]
      .first(where: { $0.1 != nil })
    {
      verdict = .unstable
      ratio = nil
      reason = "no ratio: on the \(side.rawValue) \(text ?? "")"
      return
    }
    guard let ratio, ratio > 0 else {
      verdict = .unstable
      self.ratio = nil
      let zero =
        left.sumAbove == 0 && right.sumAbove == 0
        ? "both sides are" : left.sumAbove == 0 ? "the left is" : "the right is"
      reason = "no ratio: \(zero) zero"
      return
    }
    if half == nil, left.estimator.form == .tail {
      verdict = .notDistinguishable
      reason = "the interval is being worked out"
      return
    }
    guard let half, half.isFinite else {
      verdict = .unstable
      reason = "no interval: the figures depend on too few influencers"
      return
    }
    let interval = (ratio * exp(-half))...(ratio * exp(half))
    self.interval = interval
    if interval.lowerBound > 1 {
      verdict = kpi.higherIsBetter ? .leftBetter : .rightBetter
      reason = "the interval lies above 1"
    } else if interval.upperBound < 1 {
      verdict = kpi.higherIsBetter ? .rightBetter : .leftBetter
      reason = "the interval lies below 1"
    } else {
      verdict = .notDistinguishable
      reason = "the interval covers 1"
    }
  }

  private func missing(_ left: SideEstimate, _ right: SideEstimate) -> String {
    let sides = Side.allCases.filter { self[$0].value == nil }
    let estimates = sides.map { $0 == .left ? left : right }
    let place = sides.count == 2 ? "either side" : "the \(sides[0].rawValue)"
    let names = estimates.map { estimate -> String in
      let field = estimate.estimator
      if estimate.above.isEmpty { return "nobody" }
      let hasAbove = estimate.above.contains { $0 != 0 }
      let hasBelow = estimate.below.contains { $0 != 0 }
      if hasAbove, !hasBelow { return "no \(field.below.words)" }
      if hasBelow, !hasAbove { return "no \(field.above.words)" }
      return "no \(field.above.words)" + (field.below == .one ? "" : " and \(field.below.words)")
    }
    return names[0] + " on " + place
  }

  // MARK: How far intervals reach

  /// The refined half width is at most this many times the quick one.
  private static let mostOfQuick = 1.2

  /// If both sides have the same size, their skewness cancels in the difference; with five against forty it doesn't,
  /// and the interval would miss on one side. And influencers on both sides count only once. Both constants and
  /// `mostOfQuick` were found by simulation (`CoverageStudy`).
  private static let perUnevenness = 0.5

  /// The standard error of the difference of the logarithms.
  static func safeError(_ pair: SidePair) -> Double {
    let (n, m) = (Double(pair.left.influencers), Double(pair.right.influencers))
    let unevenness = (abs(n - m) / max(1, n + m) + pair.shared) / max(1, min(n, m))
    return (pair.left.safeVariance + pair.right.safeVariance).squareRoot() * pair.common
      * (1 + perUnevenness * unevenness)
  }

  /// The verdict for an interval of this half width.
  static func verdict(_ row: KPIComparison, _ half: Double?) -> Verdict {
    guard let ratio = row.ratio, let half, half.isFinite else { return row.verdict }
    if ratio * exp(-half) > 1 { return row.kpi.higherIsBetter ? .leftBetter : .rightBetter }
    if ratio * exp(half) < 1 { return row.kpi.higherIsBetter ? .rightBetter : .leftBetter }
    return .notDistinguishable
  }

  /// Student's distribution with Welch's degrees of freedom. Nil for a tail, which has no linearised variance.
  static func quickHalf(_ pair: SidePair) -> Double? {
    let (left, right) = (pair.left, pair.right)
    if left.estimator.form == .tail { return nil }
    guard left.influencers > 1, right.influencers > 1 else { return nil }
    let variance = left.variance + right.variance
    guard variance > 0 else { return 0 }
    return student975(pair.degrees) * safeError(pair)
  }

  /// From the resamples of both sides.
  static func half(
    _ pair: SidePair, _ left: Resampling.Outcome,
    _ right: Resampling.Outcome
  ) -> Double? {
    let isTail = pair.left.estimator.form == .tail
    let variance = pair.left.variance + pair.right.variance
    if variance == 0, !isTail { return 0 }
    // A resample of a small side may draw one influencer over and over and show almost no error.
    let floor = 0.1 * variance
    var distances = left.deviations.indices.map { place -> Double in
      let deviation = abs(left.deviations[place] - right.deviations[place])
      guard deviation.isFinite else { return .infinity }
      if isTail { return deviation }
      return deviation / max(floor, left.variances[place] + right.variances[place]).squareRoot()
    }
    guard !distances.isEmpty else { return nil }
    distances.sort()
    let place = Int((0.95 * Double(distances.count + 1)).rounded(.up)) - 1
    let reach = distances[min(place, distances.count - 1)]
    guard isTail else {
      // If one influencer makes up nearly all of a small side, studentising runs away.
      let cap = mostOfQuick * (quickHalf(pair) ?? .infinity)
      guard reach.isFinite else { return nil }
      return min(cap, reach * safeError(pair))
    }
    guard reach.isFinite else { return nil }
    let n = Double(min(pair.left.influencers, pair.right.influencers))
    return reach * (n / max(1, n - 1)).squareRoot()
  }
}
