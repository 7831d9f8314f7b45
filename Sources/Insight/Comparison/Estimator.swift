import LibC
import Marketing
import Metrics

/// How a KPI is computed from two columns of a side. On the logarithmic scale every KPI is `log g(Σ above) − log Σ
/// below`, so the ratio of two sides is a difference of two such numbers.
struct Estimator: Hashable, Sendable {
  enum Form: Hashable, Sendable {
    /// Σ above ÷ Σ below.
    case ratio
    /// Σ above; below counts influencers.
    case total
    /// A mean over pairs of influencers. The terms are correlated, so it varies twice as much as they suggest (Hájek's
    /// projection of a U-statistic of degree 2).
    case pairMean
    /// Sainsbury's reach of the added exposures: universe × (1 − e^−Σ above).
    case coverage(universe: Double)
    /// The same divided by Σ below.
    case coveragePer(universe: Double)
    /// The odds of being reached; their ratio is that of the people whom only one side reaches.
    case coverageAlone(universe: Double)
    /// The same divided by Σ below.
    case coverageAlonePer(universe: Double)
    /// P90 ÷ median over posts.
    case tail
  }

  let above: SideFigures.Field
  let below: SideFigures.Field
  /// Whether an influencer counts only if both figures are known.
  let isPaired: Bool
  let form: Form
  /// What the value is multiplied by.
  let scale: Double
  /// Added after scaling: −1 for ROI.
  let offset: Double

  init(
    _ above: SideFigures.Field, per below: SideFigures.Field, paired: Bool, _ form: Form = .ratio,
    scale: Double = 1, offset: Double = 0
  ) {
    self.above = above
    self.below = below
    isPaired = paired
    self.form = form
    self.scale = scale
    self.offset = offset
  }

  /// For a KPI of the tables; nil if a side has no columns for it.
  private init?(_ kpi: KPI) {
    let row = kpi.row
    guard let denominator = row.denominator else {
      guard let column = SideFigures.Field(row.numerator) else { return nil }
      self.init(column, per: .one, paired: true, .total)
      return
    }
    if let pair = kpi.pair {
      guard let fields = SideFigures.Field.knowingEachOther(pair) else { return nil }
      self.init(fields.above, per: fields.below, paired: true)
      return
    }
    guard row.pairing == .group, let above = SideFigures.Field(row.numerator),
      let below = SideFigures.Field(denominator)
    else { return nil }
    self.init(
      above, per: below, paired: false, scale: Double(row.scale), offset: Double(row.offset))
  }

  /// Nil for a KPI that the session has no data for; `ComparisonKPI.missing` says what that would be.
  static func of(_ kpi: ComparisonKPI, budget: Money, currency: Currency, audience: Audience?)
    -> Estimator?
  {
    let universe = audience.map { Double($0.universe) }
    let perUnit = Double(currency.scale)
    return switch kpi {
    case .reachPerBooking: Estimator(.reach, per: .bookings, paired: true)
    case .reach, .engagements, .engagementRateByReach, .engagementRateByImpressions, .ctr, .cvr,
      .aov, .cpm, .cpe, .cpc, .cpa, .roas, .roi:
      kpi.kpi.flatMap { Estimator($0) }
    case .uniqueReach:
      universe.map { Estimator(.exposure, per: .one, paired: true, .coverage(universe: $0)) }
    case .newAudience:
      universe.map { Estimator(.exposure, per: .one, paired: true, .coverageAlone(universe: $0)) }
    case .newAudiencePerBooking:
      universe.map {
        Estimator(.exposure, per: .bookings, paired: false, .coverageAlonePer(universe: $0))
      }
    case .uniqueReachPerCost:
      universe.map {
        Estimator(
          .exposure, per: .cost, paired: false, .coveragePer(universe: $0), scale: perUnit)
      }
    case .reachPerDay: Estimator(.reach, per: .days, paired: true)
    case .reachTail: Estimator(.reach, per: .one, paired: true, .tail)
    case .feePerBooking: Estimator(.fee, per: .bookings, paired: true)
    case .bookingsForBudget:
      budget > .zero
        ? Estimator(.bookings, per: .cost, paired: true, scale: Double(budget.minorUnits)) : nil
    case .hoursPerBooking: Estimator(.hours, per: .hourBookings, paired: true)
    case .reachPerHour: Estimator(.reach, per: .hours, paired: true)
    case .conversionsPerHour: Estimator(.conversions, per: .hours, paired: true)
    case .sponsoredShare: Estimator(.sponsoredShare, per: .one, paired: true)
    case .realAudience: Estimator(.realAudience, per: .one, paired: true)
    case .vettingHours: Estimator(.vettingHours, per: .one, paired: true)
    case .audienceDiversity: Estimator(.countryDiffers, per: .one, paired: true, .pairMean)
    case .nicheDiversity: Estimator(.nicheDiffers, per: .one, paired: true, .pairMean)
    case .vettingTime: Estimator(.vettingDays, per: .one, paired: true)
    case .reachPerCost: Estimator(.reach, per: .cost, paired: false, scale: perUnit)
    case .engagementsPerCost: Estimator(.engagements, per: .cost, paired: false, scale: perUnit)
    case .conversionsPerCost: Estimator(.conversions, per: .cost, paired: false, scale: perUnit)
    }
  }

  /// Whether the value is the side's as a whole, and not one per influencer or per anything else.
  var isOfWholeSide: Bool {
    switch form {
    case .total, .coverage, .coverageAlone: true
    case .ratio, .pairMean, .coveragePer, .coverageAlonePer, .tail: false
    }
  }

  /// How many times a deviation counts.
  var leverage: Double { form == .pairMean ? 2 : 1 }

  /// log g(sum).
  func logAbove(_ sum: Double) -> Double {
    switch form {
    case .coverage, .coveragePer: log(-expm1(-sum))
    case .coverageAlone, .coverageAlonePer: log(expm1(sum))
    case .ratio, .total, .pairMean, .tail: log(sum)
    }
  }

  /// The relative change of g per unit of its sum.
  func elasticity(_ sum: Double) -> Double {
    switch form {
    case .coverage, .coveragePer: sum / expm1(sum)
    case .coverageAlone, .coverageAlonePer: sum / -expm1(-sum)
    case .ratio, .total, .pairMean, .tail: 1
    }
  }

  /// The side's value from its sums.
  func value(_ above: Double, _ below: Double) -> Double {
    switch form {
    case .ratio, .pairMean, .tail: above / below * scale + offset
    case .total: above
    case .coverage(let universe): -expm1(-above) * universe
    case .coveragePer(let universe): -expm1(-above) * universe / below * scale
    case .coverageAlone(let universe): -expm1(-above) * universe
    case .coverageAlonePer(let universe): -expm1(-above) * universe / below * scale
    }
  }
}

/// What each influencer of a side contributes to one KPI, and what follows without resampling.
struct SideEstimate: Sendable {
  let estimator: Estimator
  /// By influencer; 0 where unknown.
  let above: [Double]
  let below: [Double]
  /// Influencers with a figure behind the KPI.
  let influencers: Int
  let sumAbove: Double
  let sumBelow: Double
  /// Nil if it can't be computed: no data, or a divisor of zero or less.
  let value: Double?
  /// The logarithm of the value; nil if that isn't positive.
  private(set) var logValue: Double?
  /// The linearised variance of the logarithm ("delta method"; Cochran 1977, chapter 6), times n ÷ (n − 1) for a
  /// sample.
  private(set) var variance = 0.0
  /// The variance behind the intervals: the larger of the jackknife's and the linearised one.
  private(set) var safeVariance = 0.0
  /// Beyond this many influencers the jackknife only repeats the linearised variance.
  private static let mostForJackknife = 1_000
  /// Why a ratio with this side can't be trusted: which sum may be about zero.
  private(set) var instability: String?

  init(_ estimator: Estimator, _ side: SideFigures) {
    self.estimator = estimator
    var above = side[estimator.above]
    var below = side[estimator.below]
    var known = 0
    var knowsAbove = false
    for place in above.indices {
      let hasAbove = !above[place].isNaN
      let hasBelow = !below[place].isNaN
      if estimator.isPaired && !(hasAbove && hasBelow) {
        above[place] = 0
        below[place] = 0
      } else {
        if !hasAbove { above[place] = 0 }
        if !hasBelow { below[place] = 0 }
        if hasAbove || hasBelow { known += 1 }
        knowsAbove = knowsAbove || hasAbove
      }
    }
    self.above = above
    self.below = below
    influencers = known
    sumAbove = above.reduce(0, +)
    sumBelow = below.reduce(0, +)
    if case .tail = estimator.form {
      value = Tail.value(side.posts)
      logValue = value.map { log($0) }
      return
    }
    value = knowsAbove && sumBelow > 0 ? estimator.value(sumAbove, sumBelow) : nil
    guard value != nil, sumAbove > 0 else { return }
    logValue = estimator.logAbove(sumAbove) - log(sumBelow)
    findVariance()
    instability = unstable(above, estimator.above) ?? unstable(below, estimator.below)
  }

  private mutating func findVariance() {
    guard influencers > 1 else { return }
    let n = Double(influencers)
    let elasticity = estimator.elasticity(sumAbove)
    // Where reach saturates the terms don't add up to zero; only how they differ makes the value uncertain.
    let mean = (elasticity - 1) / n
    var squares = 0.0
    var sum = 0.0
    var ends = 0.0
    let isLarge = influencers > SideEstimate.mostForJackknife
    for place in above.indices where above[place] != 0 || below[place] != 0 {
      let z = elasticity * above[place] / sumAbove - below[place] / sumBelow - mean
      squares += z * z
      if isLarge { continue }
      let without =
        estimator.logAbove(sumAbove - above[place]) - log(sumBelow - below[place])
        - (logValue ?? 0)
      sum += without
      ends += without * without
    }
    let leverage = estimator.leverage * estimator.leverage
    variance = leverage * squares * n / (n - 1)
    let jackknife = leverage * (n - 1) / n * max(0, ends - sum * sum / n)
    safeVariance = variance * n / (n - 1)
    if jackknife.isFinite { safeVariance = max(safeVariance, jackknife) }
  }

  /// An influencer's contribution to the linearised logarithm of the value.
  func term(_ place: Int) -> Double {
    guard logValue != nil, sumAbove > 0, sumBelow > 0, estimator.form != .tail else { return 0 }
    let elasticity = estimator.elasticity(sumAbove)
    return estimator.leverage
      * (elasticity * above[place] / sumAbove - below[place] / sumBelow
        - (elasticity - 1) / Double(influencers))
  }

  /// A sum that depends on three influencers misses them all in (1 − 3 ÷ n)ⁿ of the resamples, one in forty or more.
  private func unstable(_ terms: [Double], _ field: SideFigures.Field) -> String? {
    if field == .one { return nil }
    let positive = terms.reduce(0) { $0 + ($1 > 0 ? 1 : 0) }
    if positive < 4 {
      let others = influencers - positive
      return others == 0
        ? nil : "only \(positive) of \(influencers) influencers have any \(field.words)"
    }
    guard terms.contains(where: { $0 < 0 }) else { return nil }
    let n = Double(influencers)
    let sum = terms.reduce(0, +)
    let squares = terms.reduce(0) { $0 + $1 * $1 }
    let deviation = (n / (n - 1) * max(0, squares - sum * sum / n)).squareRoot()
    return sum < 2 * deviation ? "\(field.words) may be about zero after refunds" : nil
  }

  /// Each influencer's own value, by place; empty for figures that only exist for a whole side.
  func values(in side: SideFigures) -> [(place: Int, value: Double)] {
    switch estimator.form {
    case .pairMean, .coverageAlone, .coverageAlonePer: return []
    case .ratio, .total, .coverage, .coveragePer, .tail: break
    }
    let above = side[estimator.above]
    let below = side[estimator.below]
    return above.indices.compactMap { place in
      guard !above[place].isNaN, below[place] > 0 else { return nil }
      let value =
        estimator.form == .tail ? above[place] : estimator.value(above[place], below[place])
      return (place, value)
    }
  }
}

struct SidePair: Sendable {
  let left: SideEstimate
  let right: SideEstimate
  /// How influencers on both sides change the error of the difference, as a factor: 1 without any, below 1 if their two
  /// figures are positively correlated, above 1 if negatively.
  ///
  /// √(1 − 2·cov ÷ var), from the linearised terms. The two sides are resampled independently, and this scales their
  /// interval.
  let common: Double
  /// The share of influencers, over both sides, who are on both: 0 to 1.
  let shared: Double

  /// Welch's degrees of freedom of the difference; for pairs, their number less one.
  var degrees: Double {
    let variance = left.variance + right.variance
    let (n, m) = (Double(left.influencers), Double(right.influencers))
    let apart =
      variance * variance
      / (left.variance * left.variance / (n - 1) + right.variance * right.variance / (m - 1))
    return (1 - shared) * apart + shared * min(apart, min(n, m) - 1)
  }

  /// - Parameter both: the places, left and right, of those on both sides.
  init(_ left: SideEstimate, _ right: SideEstimate, both: [(left: Int, right: Int)]) {
    self.left = left
    self.right = right
    let all = left.influencers + right.influencers
    shared = all > 0 ? min(1, 2 * Double(both.count) / Double(all)) : 0
    let variance = left.variance + right.variance
    guard !both.isEmpty, variance > 0 else {
      common = 1
      return
    }
    func size(_ side: SideEstimate) -> Double {
      let n = Double(max(2, side.influencers))
      return n / (n - 1)
    }
    let products = both.reduce(0) { $0 + left.term($1.left) * right.term($1.right) }
    let covariance = products * (size(left) * size(right)).squareRoot()
    common = max(0, 1 - 2 * covariance / variance).squareRoot()
  }
}

/// P90 ÷ median of the posts' reach, by the inverse of the distribution function.
enum Tail {
  static func value(_ posts: [SideFigures.Post]) -> Double? {
    guard !posts.isEmpty else { return nil }
    func quantile(_ share: Double) -> Double {
      posts[min(posts.count, max(1, Int((share * Double(posts.count)).rounded(.up)))) - 1].reach
    }
    let median = quantile(0.5)
    return median > 0 ? quantile(0.9) / median : nil
  }
}

extension SideFigures.Field {
  /// The column of a figure; nil if sides don't collect it.
  fileprivate init?(_ figure: KPI.Figure) {
    switch figure {
    case .impressions: self = .impressions
    case .reach: self = .reach
    case .engagements: self = .engagements
    case .clicks: self = .clicks
    case .conversions: self = .conversions
    case .revenue: self = .revenue
    case .returns: self = .returns
    case .cost: self = .cost
    case .likes, .comments, .shares, .saves, .netRevenue, .spend, .followers: return nil
    }
  }

  /// The columns summed over measurements that know both figures; nil if sides don't collect the pair.
  static func knowingEachOther(_ pair: Sums.Pair) -> (above: Self, below: Self)? {
    switch pair {
    case .engagementsToReach: (.engagementsKnowingReach, .reachKnowingEngagements)
    case .engagementsToImpressions:
      (.engagementsKnowingImpressions, .impressionsKnowingEngagements)
    case .clicksToImpressions: (.clicksKnowingImpressions, .impressionsKnowingClicks)
    case .impressionsToReach: nil
    }
  }

  /// For use in a sentence.
  var words: String {
    switch self {
    case .one: "figures"
    case .bookings, .hourBookings: "bookings"
    case .cost: "cost"
    case .fee: "fee"
    case .hours: "hours"
    case .impressions, .impressionsKnowingClicks, .impressionsKnowingEngagements: "impressions"
    case .reach, .reachKnowingEngagements, .exposure: "reach"
    case .engagements, .engagementsKnowingReach, .engagementsKnowingImpressions: "engagements"
    case .clicks, .clicksKnowingImpressions: "clicks"
    case .conversions: "conversions"
    case .revenue, .returns: "revenue"
    case .days: "days"
    case .sponsoredShare: "sponsored posts"
    case .realAudience: "share of real audience"
    case .vettingHours: "hours of vetting"
    case .vettingDays: "days in vetting"
    case .countryDiffers: "accounts with a known country to compare"
    case .nicheDiffers: "accounts with a known niche to compare"
    }
  }
}
