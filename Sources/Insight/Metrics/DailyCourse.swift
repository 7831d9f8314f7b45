import LibC

/// What a course of daily counts is made of: a Poisson mixture with parts that are never negative, fitted by
/// expectation maximisation.
///
/// Every array has a value a day.
struct DailyCourse {
  let counts: [Double]
  /// How much each part is in the fit, in multiples of its shape.
  private(set) var weights: [Double]
  private(set) var fitted: [Double]
  let parts: [[Double]]

  init(_ counts: [Double], _ parts: [[Double]], rounds: Int) {
    self.counts = counts
    self.parts = parts
    let sums = parts.map { max($0.reduce(0, +), 1e-9) }
    weights = Array(
      repeating: max(counts.reduce(0, +), 1e-9) / sums.reduce(0, +), count: parts.count)
    fitted = []
    mix()
    for _ in 0..<rounds {
      for part in parts.indices {
        var share = 0.0
        for day in counts.indices { share += parts[part][day] * counts[day] / fitted[day] }
        weights[part] *= share / sums[part]
      }
      mix()
    }
  }

  private mutating func mix() {
    fitted = Array(repeating: 1e-9, count: counts.count)
    for part in parts.indices where weights[part] > 0 {
      for day in counts.indices { fitted[day] += weights[part] * parts[part][day] }
    }
  }

  /// How much of the counts a part explains.
  func total(of part: Int) -> Double { weights[part] * parts[part].reduce(0, +) }

  /// Poisson deviance: 0 for a perfect fit, about a day for each one that only scatters.
  var deviance: Double {
    var sum = 0.0
    for day in counts.indices {
      let count = counts[day]
      sum += (count > 0 ? count * log(count / fitted[day]) : 0) - (count - fitted[day])
    }
    return 2 * sum
  }
}

/// What the codes of a campaign have in common: how orders fade after a post, and the days on which all sell more.
struct CommonCourse {
  /// The share of a code's orders by days since its post; adds up to 1.
  let fading: [Double]
  /// By what the orders of each day are multiplied, for everybody; 1 on ordinary days.
  let calendar: [Double]

  init(_ codes: [(counts: [Double], posts: [Int])], days: Int) {
    calendar = Self.calendar(codes.map(\.counts), days)
    fading = Self.fading(codes, days)
  }

  /// Fewer codes with a post say nothing of a day; then orders are taken to halve every three days.
  private static let fewest = 5

  private static func fading(_ codes: [(counts: [Double], posts: [Int])], _ days: Int) -> [Double] {
    let single = codes.filter { code in
      code.posts.count == 1 && code.counts[code.posts[0]...].reduce(0, +) >= 5
    }.map { code in Array(code.counts[code.posts[0]...]) }
    let sums = single.map { $0.reduce(0, +) }
    var shares: [Double] = (0..<days).map { day in
      let values = zip(single, sums).filter { $0.0.count > day }.map { $0.0[day] / $0.1 }.sorted()
      guard values.count >= fewest else { return 0 }
      // A tenth may have leaked.
      let kept = values.prefix(max(1, values.count * 9 / 10))
      return kept.reduce(0, +) / Double(kept.count)
    }
    if shares.allSatisfy({ $0 == 0 }) { shares = (0..<days).map { exp(-Double($0) * 0.23) } }
    // After a week single days hardly differ.
    var smooth = shares
    for day in shares.indices.dropFirst(7) {
      let around = shares[max(4, day - 4)..<min(days, day + 5)]
      smooth[day] = around.reduce(0, +) / Double(around.count)
    }
    let total = smooth.reduce(0, +)
    return smooth.map { $0 / total }
  }

  private static func calendar(_ codes: [[Double]], _ days: Int) -> [Double] {
    (0..<days).map { day in
      var (sum, usual) = (0.0, 0.0)
      for counts in codes {
        let from = max(0, day - 4)
        let to = min(days, day + 5)
        var around = 0.0
        for other in from..<to where other != day { around += counts[other] }
        let mean = around / Double(max(1, to - from - 1))
        // One code alone doesn't make a day of sales.
        sum += min(counts[day], 5 * mean + 3)
        usual += mean
      }
      let factor = usual > 0 ? sum / usual : 1
      return factor > 1.6 || factor < 0.5 ? max(factor, 0.05) : 1
    }
  }
}
