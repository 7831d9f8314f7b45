import LibC

/// Where the figures of a group of peers lie: the middle and the spread, neither moved by a few odd ones.
///
/// The distance from the median in units of 1.4826 × the median absolute deviation is a robust z-score (Iglewicz and
/// Hoaglin, "How to Detect and Handle Outliers", 1993). Figures that are ratios stand here as logarithms, shares as
/// they are. Either way a factor that all the figures of a group have in common cancels out.
struct PeerGroup: Sendable {
  /// From here on a score is an outlier, as Iglewicz and Hoaglin recommend.
  static let threshold = 3.5
  /// Besides the one that is looked at.
  static let fewestPeers = 8
  /// Scores and factors this much short of a limit are on it: they were rounded.
  static let rounding = 1e-9

  enum Scale: Sendable {
    /// Logarithms of ratios.
    case logarithm
    /// Shares, of which zero is a value like any other.
    case share
  }

  let count: Int
  let median: Double
  let lowQuartile: Double
  let highQuartile: Double
  /// What a z-score counts in; nil where the figures are too much alike for one.
  let spread: Double?

  /// Nil for fewer than nine figures: one and eight peers. Changes the order of the figures, and then the figures.
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
    // More than half have one value. The middle half of a normal distribution is 1.349 standard deviations wide.
    let quartiles = (highQuartile - lowQuartile) / 1.349
    // Nearly all have one value. That is usual for shares, which are often zero; the mean absolute deviation of a
    // normal distribution is 1 ÷ 1.2533 standard deviations.
    let mean = scale == .share ? 1.253_314 * total / Double(count) : 0
    spread = [deviation, quartiles, mean].first { $0 > PeerGroup.rounding }
  }

  func z(_ value: Double) -> Double? { spread.map { (value - median) / $0 } }

  /// The score of a value that stands out: by its score, and by the factor on the median that a person would call a
  /// difference, for a narrow group makes small ones improbable, not interesting.
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
  /// The quantile of all the values, between two of them in proportion (Hyndman and Fan's type 7), and the place of
  /// the lower of the two. The order statistics it needs must be within the range; smaller values lie before it and
  /// larger ones after it. Afterwards that is so for the place, too.
  fileprivate func quantile(_ probability: Double, in range: Range<Int>) -> (
    value: Double, place: Int
  ) {
    let position = Double(count - 1) * probability
    let place = Swift.min(Int(position), range.upperBound - 1)
    select(place, in: range)
    let part = position - Double(place)
    guard part > 0 else { return (self[place], place) }
    guard place + 1 < count else { return (self[place], place) }
    // What comes next may lie behind the range: the smallest of all that follows.
    var next = Double.infinity
    for at in place + 1..<count { next = Swift.min(next, self[at]) }
    return (self[place] + part * (next - self[place]), place)
  }

  /// Puts the value of that rank into its place, smaller ones before it and larger ones behind (Hoare 1961).
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
