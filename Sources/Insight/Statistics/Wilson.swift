/// The interval in which a share lies that was seen as so many of so many, at 95%.
///
/// Wilson's score interval: it stays within 0 and 1 and holds near its level for small numbers, too (Brown, Cai and
/// DasGupta 2001, doi 10.1214/ss/1009213286). For true shares only: of an engagement rate the part isn't part of the
/// whole.
package enum Wilson {
  /// Nil unless `0 ≤ part ≤ whole` and the whole is above zero.
  package static func interval(_ part: Int, of whole: Int) -> ClosedRange<Double>? {
    guard whole > 0, (0...whole).contains(part) else { return nil }
    let n = Double(whole)
    let p = Double(part) / n
    let square = normal975 * normal975
    let middle = (p + square / (2 * n)) / (1 + square / n)
    let half =
      normal975 * (p * (1 - p) / n + square / (4 * n * n)).squareRoot() / (1 + square / n)
    // Rounding must not push the ends over the edge.
    let low = part == 0 ? 0 : max(0, middle - half)
    let high = part == whole ? 1 : min(1, middle + half)
    return low...high
  }
}

/// The 97.5th percentile of the standard normal distribution.
package let normal975 = 1.959963984540054
