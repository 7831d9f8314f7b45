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
/// Posts scatter around their influencer (variance `scatter`), influencers around their cell of tier and platform
/// (`between`), cells around each other (`among`), and a published benchmark counts as a few influencers. The variances
/// between are DerSimonian and Laird's (1986, doi 10.1016/0197-2456(86)90046-2), each shrunk towards that of the wider
/// level by pseudo-observations, so that two influencers don't pass for a hundred. An influencer's posterior is that of
/// the normal-normal model, including the uncertainty of the cell's mean (Gelman et al., "Bayesian Data Analysis",
/// 5.4).
struct RateModel: Sendable {
  struct Observation {
    let cell: Cell
    /// ln(amount ÷ followers) of each post.
    let logs: [Double]
    /// ln of the same from an export's averages, if it has them.
    let exported: Double?
  }

  /// A normal belief about a logarithm.
  struct Belief: Hashable {
    let mean: Double
    let variance: Double
  }

  private struct Group {
    var mean: Double
    var variance: Double
    var between: Double
    var scatter: Double
    var influencers: Int
  }

  // Assumed until something is measured: influencers and posts differ by a factor of 1.65 or so. Half of all posts are
  // then within 0.7 to 1.4 times their influencer's usual figure.
  static let assumedScatter = 0.25
  static let assumedBetween = 0.25
  static let assumedAmong = 0.16
  /// How many influencers a benchmark is worth.
  static let priorInfluencers = 2.0

  private let cells: [Cell: Group]
  private let order: [Cell]
  private let scatter: Double
  private let between: Double
  private let among: Double
  /// By how much an export's averages differ from measurements, on the logarithm.
  private let exportBias: Double
  private let exportVariance: Double

  init(_ observations: [Observation], exportBias: Double = 0) {
    let measured = Dictionary(grouping: observations.filter { !$0.logs.isEmpty }, by: \.cell)
    order = measured.keys.sorted()

    // Posts within influencers.
    var squares: [Cell: (sum: Double, spares: Double)] = [:]
    var all = (sum: 4 * RateModel.assumedScatter, spares: 4.0)
    for cell in order {
      var own = (sum: 0.0, spares: 0.0)
      for observation in measured[cell] ?? [] where observation.logs.count > 1 {
        own.sum += observation.logs.squaredDistances
        own.spares += Double(observation.logs.count - 1)
      }
      squares[cell] = own
      all.sum += own.sum
      all.spares += own.spares
    }
    let scatter = max(all.sum / all.spares, 1e-4)
    func scatterOf(_ cell: Cell) -> Double {
      let own = squares[cell] ?? (0, 0)
      return max((own.sum + 10 * scatter) / (own.spares + 10), 1e-4)
    }

    // Influencers within cells.
    var cells: [Cell: Group] = [:]
    var heterogeneity: [Cell: (excess: Double, scale: Double, spares: Double)] = [:]
    var pooled = (excess: 0.0, scale: 0.0, spares: 0.0)
    for cell in order {
      let own = scatterOf(cell)
      let points = (measured[cell] ?? []).map {
        (y: $0.logs.mean, weight: Double($0.logs.count) / own)
      }
      let fit = RateModel.heterogeneity(points)
      heterogeneity[cell] = fit
      pooled.excess += fit.excess
      pooled.scale += fit.scale
      pooled.spares += fit.spares
    }
    let raw = pooled.scale > 0 ? max(0, pooled.excess / pooled.scale) : 0
    let between =
      (pooled.spares * raw + 4 * RateModel.assumedBetween) / (pooled.spares + 4)
    for cell in order {
      let fit = heterogeneity[cell] ?? (0, 0, 0)
      let raw = fit.scale > 0 ? max(0, fit.excess / fit.scale) : 0
      let own = (fit.spares * raw + 8 * between) / (fit.spares + 8)
      let scatter = scatterOf(cell)
      var weights = 0.0
      var sum = 0.0
      for observation in measured[cell] ?? [] {
        let weight = 1 / (own + scatter / Double(observation.logs.count))
        weights += weight
        sum += weight * observation.logs.mean
      }
      cells[cell] = Group(
        mean: sum / weights, variance: 1 / weights, between: own, scatter: scatter,
        influencers: measured[cell]?.count ?? 0)
    }

    // Cells within everything.
    let fit = RateModel.heterogeneity(
      order.compactMap { cells[$0].map { (y: $0.mean, weight: 1 / $0.variance) } })
    let spread = fit.scale > 0 ? max(0, fit.excess / fit.scale) : 0
    among = (fit.spares * spread + 3 * RateModel.assumedAmong) / (fit.spares + 3)
    self.cells = cells
    self.scatter = scatter
    self.between = between

    // Exports against measurements.
    let differences = observations.compactMap { observation in
      observation.logs.isEmpty ? nil : observation.exported.map { observation.logs.mean - $0 }
    }
    let count = Double(differences.count)
    self.exportBias = (differences.reduce(0, +) + 3 * exportBias) / (count + 3)
    let bias = self.exportBias
    let spreads = differences.reduce(0) { $0 + ($1 - bias) * ($1 - bias) }
    exportVariance = max(0.02, (spreads + 3 * RateModel.assumedBetween) / (count + 3))
  }

  /// Cochran's Q minus its expectation, DerSimonian and Laird's divisor, and the degrees of freedom.
  private static func heterogeneity(
    _ points: [(y: Double, weight: Double)]
  ) -> (excess: Double, scale: Double, spares: Double) {
    guard points.count > 1 else { return (0, 0, 0) }
    let weights = points.reduce(0) { $0 + $1.weight }
    let squares = points.reduce(0) { $0 + $1.weight * $1.weight }
    let mean = points.reduce(0) { $0 + $1.weight * $1.y } / weights
    let q = points.reduce(0) { $0 + $1.weight * ($1.y - mean) * ($1.y - mean) }
    let spares = Double(points.count - 1)
    return (q - spares, weights - squares / weights, spares)
  }

  /// What is expected of someone in a cell; nil if nothing at all is known.
  ///
  /// - Parameters:
  ///   - benchmark: the published figure for such accounts, with its source.
  ///   - logs: ln(amount ÷ followers) of the influencer's own posts.
  ///   - exported: the same from an export's averages.
  func posterior(
    _ cell: Cell, benchmark: (belief: Belief, text: String)?, logs: [Double],
    exported: (value: Double, text: String)?
  ) -> Posterior? {
    expectation(cell, benchmark: benchmark, exportText: exported?.text ?? "")
      .posterior(LogSum(logs), exported: exported?.value)
  }

  /// What is expected of anyone in a cell, before their own posts.
  func expectation(
    _ cell: Cell, benchmark: (belief: Belief, text: String)?, exportText: String
  ) -> RateExpectation {
    let group = cells[cell]
    let between = group?.between ?? self.between
    var sources: [RateExpectation.Source] = []
    if let group {
      sources.append(
        .init(
          belief: Belief(mean: group.mean, variance: group.variance), kind: .session,
          text: "\(cell.title) here (\(RateModel.count(group.influencers)))"))
    }
    if let kin = kin(of: cell) {
      sources.append(.init(belief: kin.belief, kind: .session, text: kin.text))
    }
    if let benchmark {
      let variance = (between + benchmark.belief.variance) / RateModel.priorInfluencers
      sources.append(
        .init(
          belief: Belief(mean: benchmark.belief.mean, variance: variance), kind: .prior,
          text: benchmark.text))
    }
    return RateExpectation(
      sources, scatter: group?.scatter ?? scatter, between: between, usualScatter: scatter,
      export: .init(mean: exportBias, variance: exportVariance), exportText: exportText)
  }

  /// What other cells suggest: those of the same tier, or else all.
  private func kin(of cell: Cell) -> (belief: Belief, text: String)? {
    let same = order.filter { $0 != cell && $0.tier == cell.tier && cell.tier != nil }
    let others = same.isEmpty ? order.filter { $0 != cell } : same
    guard !others.isEmpty else { return nil }
    let groups = others.compactMap { cells[$0] }
    let weights = groups.map { 1 / ($0.variance + among) }
    let sum = weights.reduce(0, +)
    let mean = zip(groups, weights).reduce(0) { $0 + $1.0.mean * $1.1 } / sum
    let people = groups.reduce(0) { $0 + $1.influencers }
    // Other tiers are two steps away.
    let distance = same.isEmpty ? 2 * among : among
    let name = same.isEmpty ? "all" : cell.tier?.title ?? "all"
    return (
      Belief(mean: mean, variance: 1 / sum + distance),
      "\(name) on other platforms here (\(RateModel.count(people)))"
    )
  }

  private static func count(_ influencers: Int) -> String {
    influencers == 1 ? "1 influencer" : "\(influencers) influencers"
  }
}

extension [Double] {
  var mean: Double { reduce(0, +) / Double(count) }
  fileprivate var squaredDistances: Double {
    let mean = mean
    return reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
  }
}
