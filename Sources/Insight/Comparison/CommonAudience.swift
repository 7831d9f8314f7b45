import LibC
import Marketing

/// The people whom both sides reach, and those whom several influencers of one side reach.
///
/// Measured pairs count as measured: the share left unreached is
/// Π(1 − rᵢ) · (1 + Σ (pᵢⱼ − rᵢ·rⱼ) ÷ ((1 − rᵢ)(1 − rⱼ))), where rᵢ is the share of the universe that one influencer
/// reaches and pᵢⱼ the share that both of a measured pair reach. It is the canonical expansion of the joint distribution,
/// cut after its second-order terms (Danaher 1991, doi 10.1177/002224379102800311). For a single pair that gives exactly
/// a + b − both. Pairs that weren't measured are assumed independent, which gives Sainsbury's formula. The result is
/// kept between the largest single reach and the sum.
package struct CommonAudience: Sendable {
  /// Pairs of influencers in this comparison with a measured overlap.
  package let measuredPairs: Int
  /// All pairs.
  package let pairs: Int
  /// Whether the overlap of the two sides was given as one number.
  package let isGiven: Bool
  /// Shares of the universe, 0 to 1.
  let left: Double
  let right: Double
  let either: Double
  /// Each side's share if no pair had been measured.
  let independent: (left: Double, right: Double)

  /// What was measured and what is assumed, as a sentence.
  package var text: String {
    var text =
      measuredPairs == 0
      ? "no pair of audiences was measured, so they are taken as independent (Sainsbury)"
      : "\(measuredPairs) of \(pairs) pairs of audiences were measured, the others are taken as independent (Sainsbury)"
    if isGiven { text += "; the people whom both sides reach were given" }
    return text
  }

  init(
    _ left: SideFigures, _ right: SideFigures, _ audience: Audience, _ overlaps: [AudienceOverlap]
  ) {
    isGiven = audience.overlap != nil
    let mine = CommonAudience.reach(left)
    let others = CommonAudience.reach(right)
    let all = mine.merging(others) { max($0, $1) }
    pairs = all.count * (all.count - 1) / 2
    var seen: [Set<InfluencerID>: Double] = [:]
    for overlap in overlaps where all[overlap.one] != nil && all[overlap.other] != nil {
      seen[[overlap.one, overlap.other]] = overlap.share.fraction
    }
    measuredPairs = seen.count
    self.left = CommonAudience.expand(mine, seen)
    self.right = CommonAudience.expand(others, seen)
    independent = (CommonAudience.expand(mine, [:]), CommonAudience.expand(others, [:]))
    either = max(self.left, self.right, CommonAudience.expand(all, seen))
  }

  /// The shares of the universe that only one side reaches.
  ///
  /// - Parameter given: the share that both sides reach, if it was measured as a whole.
  func alone(given: Double?) -> (left: Double, right: Double) {
    if let given { return (max(0, left - given), max(0, right - given)) }
    return (max(0, either - right), max(0, either - left))
  }

  /// The share of the universe that each influencer reaches.
  private static func reach(_ side: SideFigures) -> [InfluencerID: Double] {
    var result: [InfluencerID: Double] = [:]
    for (influencer, exposure) in zip(side.influencers, side[.exposure]) where !exposure.isNaN {
      result[influencer.id] = -expm1(-exposure)
    }
    return result
  }

  /// The share of the universe that anybody in `reach` reaches.
  ///
  /// - Parameters:
  ///   - reach: the share of the universe that each influencer reaches, 0 to 1.
  ///   - shares: what both of a pair reach, as a share of the smaller audience, 0 to 1.
  package static func expand(_ reach: [InfluencerID: Double], _ shares: [Set<InfluencerID>: Double])
    -> Double
  {
    // Sorted, so that rounding doesn't depend on the dictionary's order.
    let ordered = reach.sorted { $0.key < $1.key }.map(\.value)
    let missed = exp(-ordered.reduce(0) { $0 + UniqueReach.exposure($1) })
    let terms = shares.compactMap { pair, share -> (key: [InfluencerID], term: Double)? in
      let ids = pair.sorted()
      guard ids.count == 2, let one = reach[ids[0]], let other = reach[ids[1]], one < 1, other < 1
      else { return nil }
      let both = max(one + other - 1, share * min(one, other))
      return (ids, (both - one * other) / ((1 - one) * (1 - other)))
    }
    let sum = terms.sorted { $0.key.lexicographicallyPrecedes($1.key) }.reduce(0) { $0 + $1.term }
    let most = min(1, ordered.reduce(0, +))
    return min(most, max(ordered.max() ?? 0, 1 - missed * (1 + sum)))
  }
}
