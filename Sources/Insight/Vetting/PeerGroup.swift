import LibC

/// The centre and spread of a group's figures, neither affected by a few outliers.
///
/// The distance from the median in units of 1.4826 × the median absolute deviation is a robust z-score (Iglewicz and
/// Hoaglin, "How to Detect and Handle Outliers", 1993). Ratios are taken as logarithms, shares as they are; either way
/// a factor common to all of the group's figures cancels out.
struct PeerGroup: Sendable {
  /// Scores from here on are outliers, as Iglewicz and Hoaglin recommend.
  static let threshold = 3.5
  /// Not counting the account in question.
  static let fewestPeers = 8
  /// Scores and factors this close to a limit count as being at it, because they were rounded.
  static let rounding = 1e-9

  enum Scale: Sendable {
    /// Logarithms of ratios.
    case logarithm
    /// Shares, for which zero is a value like any other.
    case share
  }

  let count: Int
  let median: Double
  let lowQuartile: Double
  let highQuartile: Double
  /// The unit of a z-score; nil if the figures are too much alike for one.
  let spread: Double?

  /// Nil with fewer than nine figures: the account and eight peers. Reorders the figures, then changes them.
  init?(_ values: UnsafeMutableBufferPointer<Double>, _ scale: Scale) {
    count = values.count
    guard count > PeerGroup.fewestPeers else { return nil }
    let middle = values.quantile(0.5, in: 0..<count)
    median = middle.value
    lowQuartile = values.quantile(0.25, in: 0..<middle.place + 1).value
    highQuartile = values.quantile(0.75, in: middle.place..<count).value
    var total = 0.0
    for at in values.indices {
      values[at] = abs(values[at] - median)
      total += values[at]
    }
    let deviation = 1.4826 * values.quantile(0.5, in: 0..<count).value
    // More than half have the same value. The middle half of a normal distribution is 1.349 standard deviations wide.
    let quartiles = (highQuartile - lowQuartile) / 1.349
    // Nearly all have the same value, which is usual for shares, since they are often zero; the mean absolute deviation
    // of a normal distribution is 1 ÷ 1.2533 standard deviations.
    let mean = scale == .share ? 1.253_314 * total / Double(count) : 0
    spread = [deviation, quartiles, mean].first { $0 > PeerGroup.rounding }
  }

  func z(_ value: Double) -> Double? { spread.map { (value - median) / $0 } }

  /// The score of a value that stands out both by its score and by a factor on the median that matters to a person: in
  /// a narrow group small differences are improbable, but not interesting.
  func outlier(_ value: Double, _ scale: Scale, factor: Double) -> Double? {
    guard let z = z(value), abs(z) >= PeerGroup.threshold - PeerGroup.rounding else { return nil }
    switch scale {
    case .logarithm:
      return abs(value - median) >= log(factor) - PeerGroup.rounding ? z : nil
    case .share:
      let (small, large) = (min(value, median), max(value, median))
      return large >= factor * small - PeerGroup.rounding ? z : nil
    }
  }
}

extension UnsafeMutableBufferPointer where Element == Double {
  /// The quantile of all values with linear interpolation (type 7 of Hyndman and Fan 1996), and the place of the lower
  /// of its two neighbours. The order statistics it needs must be within the range, with smaller values before and
  /// larger ones after it. Afterwards that also holds for the place.
  fileprivate func quantile(_ probability: Double, in range: Range<Int>) -> (
    value: Double, place: Int
  ) {
    let position = Double(count - 1) * probability
    let place = Swift.min(Int(position), range.upperBound - 1)
    select(place, in: range)
    let part = position - Double(place)
    guard part > 0 else { return (self[place], place) }
    guard place + 1 < count else { return (self[place], place) }
    // The next value may be beyond the range: the smallest of everything that follows.
    var next = Double.infinity
    for at in place + 1..<count { next = Swift.min(next, self[at]) }
    return (self[place] + part * (next - self[place]), place)
  }

  /// Puts the value of a rank into its place, with smaller ones before it and larger ones after (Hoare 1961).
  private func select(_ place: Int, in range: Range<Int>) {
    var low = range.lowerBound
    var high = range.upperBound - 1
    while low < high {
      let middle = low + (high - low) / 2
      if self[middle] < self[low] { swapAt(middle, low) }
      if self[high] < self[low] { swapAt(high, low) }
      if self[high] < self[middle] { swapAt(high, middle) }
      let pivot = self[middle]
      var left = low
      var right = high
      while left <= right {
        while self[left] < pivot { left += 1 }
        while pivot < self[right] { right -= 1 }
        if left <= right {
          swapAt(left, right)
          left += 1
          right -= 1
        }
      }
      if place <= right {
        high = right
      } else if place >= left {
        low = left
      } else {
        return
      }
    }
  }
}
