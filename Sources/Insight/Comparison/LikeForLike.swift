import LibC
import Marketing
import Statistics

/// A KPI of both sides if they had the same mix of platforms, or of niches.
///
/// Direct standardisation: each side's figure within each stratum, weighted by the stratum's part of both sides'
/// divisors together. Strata that only one side has are left out. The interval uses the larger of the jackknife's and
/// the linearised variance within each stratum and side, and Student's distribution with the degrees of freedom that
/// Satterthwaite (1946, doi 10.2307/3002019) gives their sum, because it depends on the few influencers of the heaviest
/// stratum.
package struct LikeForLike: Sendable {
  package typealias Mix = ComparisonRequest.Mix

  package struct Stratum: Sendable, Equatable {
    package let name: String
    /// For ROI revenue ÷ cost, which is ROI + 1.
    package let left: Double
    package let right: Double
    package let leftInfluencers: Int
    package let rightInfluencers: Int
    /// The stratum's part of each side's own divisor, and the weight used for both; 0 to 1.
    package let leftShare: Double
    package let rightShare: Double
    package let weight: Double
  }

  package let kpi: ComparisonKPI
  package let mix: Mix
  package let left: Double
  package let right: Double
  package let ratio: Double
  /// At 95%; nil with fewer than five influencers on a side.
  package let interval: ClosedRange<Double>?
  package let verdict: KPIComparison.Verdict
  package let strata: [Stratum]
  /// Strata that only one side has.
  package let leftOut: [String]
  /// Whether plain and like-for-like figures favour different sides (Simpson's paradox).
  package let isReversed: Bool
  /// Whether the verdicts differ with linearised intervals on both.
  package let disagrees: Bool
  /// The stratum whose uneven parts move the plain figure most (the rate and mix parts of Kitagawa 1955, doi
  /// 10.1080/01621459.1955.10501299); nil if there is only one.
  package let cause: String?

  /// Nil for a KPI that isn't a quotient, without data, or if no stratum has both sides.
  package static func make(
    _ comparison: Comparison, _ kpi: ComparisonKPI, by mix: Mix = .platform
  ) -> LikeForLike? {
    guard let pair = comparison.estimates[kpi], pair.left.estimator.form == .ratio,
      comparison[kpi].verdict != .notCompared
    else { return nil }
    let mine = Parts(pair.left, comparison.left, mix)
    let others = Parts(pair.right, comparison.right, mix)
    let common = mine.strata.keys.filter { others.strata[$0] != nil }.sorted()
    guard !common.isEmpty else { return nil }
    return LikeForLike(
      comparison[kpi], KPIComparison.quickHalf(pair), pair.left.estimator, mix,
      mine, others, common)
  }

  /// With few influencers the variance comes out too small; found by simulation (`CoverageStudy`).
  private static let perThinness = 0.4

  private init?(
    _ plain: KPIComparison, _ quickHalf: Double?, _ estimator: Estimator, _ mix: Mix,
    _ mine: Parts, _ others: Parts, _ common: [String]
  ) {
    kpi = plain.kpi
    self.mix = mix
    let all = common.reduce(0.0) { $0 + mine.below($1) + others.below($1) }
    let mineAll = common.reduce(0.0) { $0 + mine.below($1) }
    let othersAll = common.reduce(0.0) { $0 + others.below($1) }
    strata = common.map { name in
      Stratum(
        name: name, left: mine.rate(name) * estimator.scale,
        right: others.rate(name) * estimator.scale, leftInfluencers: mine.count(name),
        rightInfluencers: others.count(name), leftShare: mine.below(name) / mineAll,
        rightShare: others.below(name) / othersAll,
        weight: (mine.below(name) + others.below(name)) / all)
    }
    leftOut = Set(mine.strata.keys).symmetricDifference(others.strata.keys).sorted()
    let one = strata.reduce(0) { $0 + $1.weight * $1.left }
    let other = strata.reduce(0) { $0 + $1.weight * $1.right }
    guard one > 0, other > 0 else { return nil }
    left = one + estimator.offset
    right = other + estimator.offset
    ratio = one / other
    let strata = strata
    /// The variance of the logarithm of the standardised figure, and the sum of its squared parts over their degrees of
    /// freedom.
    func variance(_ parts: Parts, _ mean: Double) -> (sum: Double, squares: Double, n: Int) {
      var result = (sum: 0.0, squares: 0.0, n: 0)
      for stratum in strata {
        let size = Double(parts.count(stratum.name))
        result.n += parts.count(stratum.name)
        let share = stratum.weight * parts.rate(stratum.name) * estimator.scale / mean
        let part = share * share * parts.variance(stratum.name)
        result.sum += part
        result.squares += part * part / max(1, size - 1)
      }
      return result
    }
    let v = variance(mine, one)
    let w = variance(others, other)
    let fewest = Comparison.fewestInfluencers
    let thin = strata.contains { $0.leftInfluencers < 2 || $0.rightInfluencers < 2 }
    var found: ClosedRange<Double>?
    if v.n >= fewest, w.n >= fewest, !thin {
      let sum = v.sum + w.sum
      let degrees = sum > 0 ? sum * sum / (v.squares + w.squares) : 1_000
      let smallest = strata.reduce(Int.max) { min($0, $1.leftInfluencers, $1.rightInfluencers) }
      let half =
        student975(degrees) * sum.squareRoot() * (1 + LikeForLike.perThinness / Double(smallest))
      found = (ratio * exp(-half))...(ratio * exp(half))
    }
    interval = found
    if let found {
      let isHigher = found.lowerBound > 1
      verdict =
        found.contains(1)
        ? .notDistinguishable
        : isHigher == kpi.higherIsBetter ? .leftBetter : .rightBetter
    } else {
      verdict = .tooFew
    }
    let standardised = one / other
    isReversed = plain.ratio.map { ($0 - 1) * (standardised - 1) < 0 } ?? false
    disagrees = found != nil && KPIComparison.verdict(plain, quickHalf) != verdict
    let center = (one + other) / 2
    cause =
      strata.count < 2
      ? nil
      : strata.max {
        abs(LikeForLike.pull($0, center)) < abs(LikeForLike.pull($1, center))
      }?.name
  }

  /// How far a stratum's uneven parts move the difference of the sides.
  private static func pull(_ stratum: Stratum, _ center: Double) -> Double {
    (stratum.leftShare - stratum.rightShare) * ((stratum.left + stratum.right) / 2 - center)
  }
}

/// One side's sums, by stratum.
private struct Parts {
  var strata: [String: [(above: Double, below: Double)]] = [:]

  init(_ estimate: SideEstimate, _ side: SideFigures, _ mix: LikeForLike.Mix) {
    for (place, influencer) in side.influencers.enumerated() {
      let terms = (above: estimate.above[place], below: estimate.below[place])
      guard terms.above != 0 || terms.below != 0 else { continue }
      let name =
        switch mix {
        case .platform: influencer.platform.title
        case .niche: influencer.niches.first { !$0.isEmpty }?.lowercased() ?? "no niche"
        }
      strata[name, default: []].append(terms)
    }
    strata = strata.filter { $0.value.reduce(0) { $0 + $1.below } > 0 }
  }

  func above(_ name: String) -> Double { (strata[name] ?? []).reduce(0) { $0 + $1.above } }
  func below(_ name: String) -> Double { (strata[name] ?? []).reduce(0) { $0 + $1.below } }
  func rate(_ name: String) -> Double { above(name) / below(name) }
  func count(_ name: String) -> Int { strata[name]?.count ?? 0 }

  /// Of the rate's logarithm.
  func variance(_ name: String) -> Double {
    let terms = strata[name] ?? []
    let (a, b) = (above(name), below(name))
    guard terms.count > 1, a > 0 else { return 0 }
    let n = Double(terms.count)
    var squares = 0.0
    var sum = 0.0
    var ends = 0.0
    for term in terms {
      let z = term.above / a - term.below / b
      squares += z * z
      let without = log((a - term.above) / a) - log((b - term.below) / b)
      sum += without
      ends += without * without
    }
    let linear = squares * n / (n - 1) * n / (n - 1)
    let jackknife = (n - 1) / n * max(0, ends - sum * sum / n)
    return jackknife.isFinite ? max(linear, jackknife) : linear
  }
}
