import LibC
import Marketing

/// The influencers to compare an account with: same tier and platform.
package struct Cell: Hashable, Comparable, Sendable {
  package let tier: Tier?
  package let platform: Platform

  package init(tier: Tier?, platform: Platform) {
    self.tier = tier
    self.platform = platform
  }

  package static func < (left: Cell, right: Cell) -> Bool {
    (left.platform, left.tier?.rawValue ?? "") < (right.platform, right.tier?.rawValue ?? "")
  }

  package var title: String { "\(tier?.title ?? "Unknown size") on \(platform.title)" }
}

/// A figure per follower over all posts: a hierarchical normal model of the logarithm.
///
/// Posts scatter around their influencer (variance `scatter`), influencers around their tier and platform (`between`),
/// and those around each other and the benchmarks (`Hierarchy`). Within a tier a figure grows with the followers to the
/// power of 1 + `slope`: fitted between accounts, with 1 ± 0.3 beforehand. The variances between are DerSimonian and
/// Laird's, each shrunk towards that of the wider level by pseudo-observations, so that two influencers don't pass for a
/// hundred. An influencer's posterior is that of the normal-normal model, including the uncertainty of everything above
/// (Gelman et al., "Bayesian Data Analysis", 5.4).
struct RateModel: Sendable {
  struct Observation {
    let cell: Cell
    /// ln of the followers.
    let size: Double
    /// ln(amount ÷ followers) of each post.
    let logs: [Double]
    /// ln of the same from an export's averages, if it has them.
    let exported: Double?
    /// What is published of such accounts, if anything is.
    let benchmark: Benchmark?
  }

  /// A normal belief about a logarithm.
  struct Belief: Hashable {
    let mean: Double
    let variance: Double
  }

  /// What is published of accounts of a size.
  struct Benchmark {
    let belief: Belief
    let text: String
    /// ln of the followers in the middle of that size.
    let size: Double
  }

  private struct Spread {
    var between: Double
    var scatter: Double
    /// ln of the followers, on average.
    var size: Double
  }

  // Assumed until something is measured: influencers and posts differ by a factor of 1.65 or so. Half of all posts are
  // then within 0.7 to 1.4 times their influencer's usual figure.
  static let assumedScatter = 0.25
  static let assumedBetween = 0.25
  /// The deviation of the slope before anything is measured.
  static let assumedSlope = 0.3
  /// An account this many times larger or smaller than any that was measured has no forecast where nothing is published
  /// of its size.
  static let farthest = 10.0

  private let spreads: [Cell: Spread]
  private let hierarchy: Hierarchy
  /// What stands for a benchmark where there is none: the logarithm of the rate, and of the followers that it is for.
  private let usual: Belief
  private let usualSize: Double
  private let sizes: ClosedRange<Double>?
  /// How a rate per follower changes with ln followers.
  private let slope: Belief
  private let scatter: Double
  private let between: Double
  /// By how much an export's averages differ from measurements, on the logarithm.
  private let exportBias: Double
  private let exportVariance: Double

  init(_ observations: [Observation], exportBias: Double = 0) {
    let measured = Dictionary(grouping: observations.filter { !$0.logs.isEmpty }, by: \.cell)
    let order = measured.keys.sorted()
    let all = order.flatMap { measured[$0] ?? [] }

    // Posts within influencers.
    var squares: [Cell: (sum: Double, spares: Double)] = [:]
    var pool = (sum: 4 * RateModel.assumedScatter, spares: 4.0)
    for cell in order {
      var own = (sum: 0.0, spares: 0.0)
      for observation in measured[cell] ?? [] where observation.logs.count > 1 {
        own.sum += observation.logs.squaredDistances
        own.spares += Double(observation.logs.count - 1)
      }
      squares[cell] = own
      pool.sum += own.sum
      pool.spares += own.spares
    }
    let scatter = max(pool.sum / pool.spares, 1e-4)
    func scatterOf(_ cell: Cell) -> Double {
      let own = squares[cell] ?? (0, 0)
      return max((own.sum + 10 * scatter) / (own.spares + 10), 1e-4)
    }

    // What is published, or what stands for it.
    let sizes = all.map(\.size)
    let usualSize = sizes.isEmpty ? 0 : sizes.mean
    let published = all.compactMap(\.benchmark?.belief)
    let usual = Belief(
      mean: published.isEmpty ? 0 : published.map(\.mean).mean,
      variance: published.isEmpty ? 0 : published.map(\.variance).mean)
    func center(_ observation: Observation) -> (mean: Double, size: Double) {
      observation.benchmark.map { ($0.belief.mean, $0.size) } ?? (usual.mean, usualSize)
    }

    // Influencers within tiers and platforms, and how figures grow with followers there: first as if they grew alike.
    var slope = Belief(mean: 0, variance: RateModel.assumedSlope * RateModel.assumedSlope)
    func residual(_ observation: Observation, _ slope: Double) -> Double {
      let center = center(observation)
      return observation.logs.mean - center.mean - slope * (observation.size - center.size)
    }
    func between(_ slope: Double) -> (fits: [Cell: Heterogeneity], pooled: Double) {
      var fits: [Cell: Heterogeneity] = [:]
      var excess = 0.0
      var scale = 0.0
      var spares = 0.0
      for cell in order {
        let own = scatterOf(cell)
        let fit = Heterogeneity(
          (measured[cell] ?? []).map { (residual($0, slope), Double($0.logs.count) / own) })
        fits[cell] = fit
        excess += fit.excess
        scale += fit.scale
        spares += fit.spares
      }
      let raw = scale > 0 ? max(0, excess / scale) : 0
      return (fits, (spares * raw + 4 * RateModel.assumedBetween) / (spares + 4))
    }
    let rough = between(0).pooled
    var precision = 1 / slope.variance
    var product = 0.0
    for cell in order {
      let members = measured[cell] ?? []
      let points = members.map { observation in
        (
          x: observation.size - center(observation).size, y: residual(observation, 0),
          weight: 1 / (rough + scatterOf(cell) / Double(observation.logs.count))
        )
      }
      let sum = points.reduce(0) { $0 + $1.weight }
      let x = points.reduce(0) { $0 + $1.weight * $1.x } / sum
      let y = points.reduce(0) { $0 + $1.weight * $1.y } / sum
      for point in points {
        precision += point.weight * (point.x - x) * (point.x - x)
        product += point.weight * (point.x - x) * (point.y - y)
      }
    }
    slope = Belief(mean: product / precision, variance: 1 / precision)
    let (fits, between) = between(slope.mean)
    var spreads: [Cell: Spread] = [:]
    var levels: [Hierarchy.Measured] = []
    for cell in order {
      let members = measured[cell] ?? []
      var own = between
      if let fit = fits[cell] {
        let raw = fit.scale > 0 ? max(0, fit.excess / fit.scale) : 0
        own = (fit.spares * raw + 8 * between) / (fit.spares + 8)
      }
      let scatter = scatterOf(cell)
      let weights = members.map { 1 / (own + scatter / Double($0.logs.count)) }
      let sum = weights.reduce(0, +)
      func weighted(_ value: (Observation) -> Double) -> Double {
        zip(members, weights).reduce(0) { $0 + value($1.0) * $1.1 } / sum
      }
      spreads[cell] = Spread(between: own, scatter: scatter, size: weighted(\.size))
      let stated = members.compactMap(\.benchmark?.belief.variance)
      levels.append(
        Hierarchy.Measured(
          cell: cell, mean: weighted { residual($0, slope.mean) }, variance: 1 / sum,
          influencers: members.count,
          benchmark: stated.isEmpty ? nil : stated.mean))
    }
    hierarchy = Hierarchy(levels, benchmark: published.isEmpty ? nil : usual.variance)
    self.spreads = spreads
    self.usual = usual
    self.usualSize = usualSize
    self.sizes = sizes.min().flatMap { least in sizes.max().map { least...$0 } }
    self.slope = slope
    self.scatter = scatter
    self.between = between

    // Exports against measurements.
    let differences = observations.compactMap { observation in
      observation.logs.isEmpty ? nil : observation.exported.map { observation.logs.mean - $0 }
    }
    let count = Double(differences.count)
    self.exportBias = (differences.reduce(0, +) + 3 * exportBias) / (count + 3)
    let bias = self.exportBias
    let distances = differences.reduce(0) { $0 + ($1 - bias) * ($1 - bias) }
    exportVariance = max(0.02, (distances + 3 * RateModel.assumedBetween) / (count + 3))
  }

  /// What is expected of anyone in a cell, before their own posts.
  ///
  /// - Parameter benchmark: the published figure for such accounts, with its source.
  func expectation(
    _ cell: Cell, benchmark: Benchmark?, exportText: String
  ) -> RateExpectation {
    let spread = spreads[cell]
    let level = hierarchy.level(
      cell, benchmark: benchmark.map { ($0.belief.variance, $0.text) })
    let size = benchmark?.size ?? usualSize
    let measured = spread?.size ?? size
    return RateExpectation(
      level.map { level in
        RateExpectation.Group(
          mean: level.mean + (benchmark?.belief.mean ?? usual.mean), shared: level.shared,
          sources: level.sources, slope: slope.mean, slopeDeviation: slope.variance.squareRoot(),
          size: size, center: size + level.ownShare * (measured - size),
          sizes: benchmark == nil ? sizes : nil)
      }, scatter: spread?.scatter ?? scatter, between: spread?.between ?? between,
      usualScatter: scatter, export: .init(mean: exportBias, variance: exportVariance),
      exportText: exportText)
  }
}

extension [Double] {
  var mean: Double { reduce(0, +) / Double(count) }
  fileprivate var squaredDistances: Double {
    let mean = mean
    return reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
  }
}
