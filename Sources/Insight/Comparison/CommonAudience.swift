import LibC
import Marketing

/// The people whom both sides reach, and those whom several influencers of one side do.
///
/// Where the session has measured pairs, they count as measured: the canonical expansion of the joint distribution cut
/// after its second-order terms (Danaher 1991, doi 10.1177/002224379102800311), at nobody being reached, is
/// Π(1 − rᵢ) · (1 + Σ (pᵢⱼ − rᵢ·rⱼ) ÷ ((1 − rᵢ)(1 − rⱼ))), with rᵢ the share of the universe that one reaches and pᵢⱼ that
/// which both of a measured pair do. For one pair that is exactly a + b − both; pairs that weren't measured are taken as
/// independent, which leaves Sainsbury's formula. The result never leaves the largest single reach and the sum.
package struct CommonAudience: Sendable {
  /// Pairs of influencers of this comparison whose common audience was measured.
  package let measuredPairs: Int
  /// Pairs in all.
  package let pairs: Int
  /// Whether the people whom both sides reach were given as one number.
  package let isGiven: Bool
  /// Shares of the universe, 0 to 1.
  let left: Double
  let right: Double
  let either: Double
  /// Each side's share as if no pair had been measured.
  let independent: (left: Double, right: Double)

  /// In a sentence: what was measured and what is assumed.
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

  /// The shares of the universe that each side reaches alone.
  ///
  /// - Parameter given: the share that both reach, where it was measured as a whole.
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

  /// The share of the universe that is reached at all.
  ///
  /// - Parameters:
  ///   - reach: the share of the universe that each reaches, 0 to 1.
  ///   - shares: of the smaller audience of a pair, what both reach, 0 to 1.
  package static func expand(_ reach: [InfluencerID: Double], _ shares: [Set<InfluencerID>: Double])
    -> Double
  {
    // In the order of the numbers, so that the last digit never depends on the order of a dictionary.
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
