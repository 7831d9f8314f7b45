import LibC

/// Where a figure ends up if it goes on as before: the 10th, 50th and 90th percentile of the outcomes.
package struct Projection: Hashable, Sendable {
  package let low: Double
  package let middle: Double
  package let high: Double

  package init(low: Double, middle: Double, high: Double) {
    self.low = low
    self.middle = middle
    self.high = high
  }
}

/// A KPI's daily sums: what is added above the line and, for a quotient, below it.
package struct Flow: Sendable, Hashable {
  package var above: Double
  package var below: Double

  package init(above: Double, below: Double) {
    self.above = above
    self.below = below
  }
}

/// Draws possible futures from the past: a circular block bootstrap of the daily figures.
///
/// Days are drawn in blocks of a week (a third of the days if there are fewer than 21), which keeps weekdays and the
/// days after a post together (Politis and Romano 1992, "A circular block-resampling procedure for stationary data").
/// The mean of the past is uncertain too, so each future comes with a resampled past of the same length and is shifted
/// by that past's distance from the real one. With `n` days of past and `r` to come, the variance is that of `r (1 + r
/// / n)` days, as a prediction requires. Few blocks vary less than their source; √(n / (n − block)) makes up for that.
/// The seed is fixed, so the same session always gives the same answer.
///
/// What comes in need not go on as before: how much a day to come is worth against one of the past is the caller's, and
/// may be uncertain.
package struct Bootstrap {
  private let days: [Flow]
  private let block: Int
  /// Running sums before each day, over the days twice.
  private var sums: [Flow] = [Flow(above: 0, below: 0)]
  private var generator = FixedGenerator()

  static let draws = 1000

  package init(_ days: [Flow]) {
    self.days = days
    block = min(7, max(1, days.count / 3))
    for day in days + days {
      let last = sums[sums.count - 1]
      sums.append(Flow(above: last.above + day.above, below: last.below + day.below))
    }
  }

  /// The number's binary digits in reverse, behind the point.
  private static func scattered(_ number: Int) -> Double {
    var part = 0.5
    var left = number + 1
    var result = 0.0
    while left > 0 {
      if left & 1 == 1 { result += part }
      left >>= 1
      part /= 2
    }
    return result
  }

  private mutating func draw(_ count: Int) -> Flow {
    var result = Flow(above: 0, below: 0)
    var left = count
    while left > 0 {
      let length = min(block, left)
      let start = generator.place(below: days.count)
      result.above += sums[start + length].above - sums[start].above
      result.below += sums[start + length].below - sums[start].below
      left -= length
    }
    return result
  }

  /// How the past went: the logarithm of the power of time that it grew with (0 for evenly, above it for ever faster,
  /// below it for ever slower), from what came in during the first half of the days, and the deviation that the days'
  /// own variation gives it. Nil for fewer than six days, or without a gain in both halves.
  package mutating func course() -> (mean: Double, deviation: Double)? {
    let half = days.count / 2
    guard days.count >= 6 else { return nil }
    let time = log(Double(half) / Double(days.count))
    func power(_ first: Flow, _ all: Flow) -> Double? {
      let share = all.above != 0 ? first.above / all.above : first.below / all.below
      return share > 0 && share < 1 ? log(log(share) / time) : nil
    }
    guard let mean = power(sums[half], sums[days.count]) else { return nil }
    var squares = 0.0
    var count = 0.0
    for _ in 0..<200 {
      let first = draw(half)
      let rest = draw(days.count - half)
      let all = Flow(above: first.above + rest.above, below: first.below + rest.below)
      guard let other = power(first, all) else { continue }
      squares += other * other
      count += 1
    }
    return count > 0 ? (mean, (squares / count).squareRoot()) : nil
  }

  /// The outcomes after `remaining` more days, each worth `factor` of a past day, which is drawn once for each outcome.
  /// Outcomes without a value, such as a quotient by zero, are left out; nil if fewer than half have one.
  ///
  /// - Parameter factor: for a share of the draws, from 0 to 1, in no particular order.
  package mutating func project(
    remaining: Int, factor: (Double) -> Double, _ value: (Flow) -> Double?
  ) -> Projection? {
    guard !days.isEmpty else { return nil }
    let past = sums[days.count]
    let weight = Double(remaining) / Double(days.count)
    // What has never fallen isn't expected to fall.
    let growsAbove = days.allSatisfy { $0.above >= 0 }
    let growsBelow = days.allSatisfy { $0.below >= 0 }
    let meanAbove = weight * past.above
    let meanBelow = weight * past.below
    let spread = (Double(days.count) / Double(max(days.count - block, 1))).squareRoot()
    var outcomes: [Double] = []
    outcomes.reserveCapacity(Bootstrap.draws)
    for number in 0..<Bootstrap.draws {
      // Scattered evenly, whatever the days drawn (van der Corput 1935).
      let factor = factor(Bootstrap.scattered(number))
      let future = draw(remaining)
      let other = draw(days.count)
      // The future less its mean, plus the resampled past less the real one, scaled to the same number of days.
      var above = meanAbove + spread * (future.above + weight * other.above - 2 * meanAbove)
      var below = meanBelow + spread * (future.below + weight * other.below - 2 * meanBelow)
      if growsAbove { above = max(above, 0) }
      if growsBelow { below = max(below, 0) }
      if let outcome = value(Flow(above: factor * above, below: factor * below)) {
        outcomes.append(outcome)
      }
    }
    guard 2 * outcomes.count > Bootstrap.draws else { return nil }
    outcomes.sort()
    return Projection(
      low: outcomes.quantile(0.1), middle: outcomes.quantile(0.5), high: outcomes.quantile(0.9))
  }
}

extension [Double] {
  /// Of sorted values, with linear interpolation (type 7 of Hyndman and Fan 1996).
  package func quantile(_ share: Double) -> Double {
    let place = share * Double(count - 1)
    let below = Int(place)
    let above = Swift.min(below + 1, count - 1)
    return self[below] + (self[above] - self[below]) * (place - Double(below))
  }
}

/// SplitMix64: the same numbers in every run.
private struct FixedGenerator {
  private var state: UInt64 = 0x2545_F491_4F6C_DD1D

  mutating func place(below bound: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((z ^ (z >> 31)).multipliedFullWidth(by: UInt64(bound)).high)
  }
}
