/// The 95% interval of a share that was counted as `part` of `whole`.
///
/// Wilson's score interval: it stays within 0 and 1 and keeps close to its level for small numbers, too (Brown, Cai and
/// DasGupta 2001, doi 10.1214/ss/1009213286). For true shares only: engagements aren't part of the people reached, so
/// an engagement rate isn't one.
package enum Wilson {
  /// Nil unless `0 ≤ part ≤ whole` and `whole` is positive.
  package static func interval(_ part: Int, of whole: Int) -> ClosedRange<Double>? {
    guard whole > 0, (0...whole).contains(part) else { return nil }
    let n = Double(whole)
    let p = Double(part) / n
    let square = normal975 * normal975
    let middle = (p + square / (2 * n)) / (1 + square / n)
    let half =
      normal975 * (p * (1 - p) / n + square / (4 * n * n)).squareRoot() / (1 + square / n)
    // Rounding must not push the ends past 0 or 1.
    let low = part == 0 ? 0 : max(0, middle - half)
    let high = part == whole ? 1 : min(1, middle + half)
    return low...high
  }
}

/// The 97.5th percentile of the standard normal distribution.
package let normal975 = 1.959963984540054
