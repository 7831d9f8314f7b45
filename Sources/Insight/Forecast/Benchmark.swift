import LibC
import Marketing

/// What a session's priors say about one account, combined.
struct Benchmark: Hashable {
  /// Of the figure's logarithm: a rate, or minor units of money.
  let mean: Double
  let variance: Double
  /// The source, for people: `passo.co, influencer marketing benchmarks 2026 (D) and 3 more`.
  let text: String

  /// A range is taken to hold eight of ten influencers, and widened for doubtful sources: grade A as it is, B by a
  /// quarter, C by half, D doubled. A single value is taken to be right within a factor of 1.6.
  static func belief(_ prior: Prior) -> RateModel.Belief {
    let unit = prior.figure.isMoney ? 1 : 1e-6
    let low = log(Double(prior.low) * unit)
    let high = log(Double(prior.high) * unit)
    let widening: Double =
      switch prior.grade {
      case .a: 1
      case .b: 1.25
      case .c: 1.5
      case .d: 2
      }
    let deviation = max((high - low) / (2 * normal90), 0.3) * widening
    return RateModel.Belief(mean: (low + high) / 2, variance: deviation * deviation)
  }

  /// Nil if no prior covers such an account. If several do, their mean is used, and the spread of their means is added
  /// to their own.
  init?(
    _ priors: [Prior], _ figure: Prior.Figure, base: Prior.Base, _ platform: Platform,
    followers: Int, deliverable: String = "", currency: Currency? = nil
  ) {
    let meant = priors.filter {
      $0.figure == figure && $0.base == base && $0.deliverable == deliverable
        && $0.covers(platform, followers: followers)
        && (!figure.isMoney || $0.currency == currency)
    }
    guard let first = meant.max(by: { $0.grade > $1.grade }) else { return nil }
    let beliefs = meant.map(Benchmark.belief)
    let weights = beliefs.map { 1 / $0.variance }
    let sum = weights.reduce(0, +)
    let mean = zip(beliefs, weights).reduce(0) { $0 + $1.0.mean * $1.1 } / sum
    variance =
      zip(beliefs, weights).reduce(0) { result, pair in
        let distance = pair.0.mean - mean
        return result + pair.1 * (pair.0.variance + distance * distance)
      } / sum
    self.mean = mean
    let year = first.year.map { " \($0)" } ?? ""
    text =
      "\(first.source)\(year) (\(first.grade.rawValue))"
      + (meant.count > 1 ? " and \(meant.count - 1) more" : "")
  }

  var belief: RateModel.Belief { RateModel.Belief(mean: mean, variance: variance) }
}

/// The 90th percentile of the standard normal distribution.
let normal90 = 1.281_551_565_544_600_4
