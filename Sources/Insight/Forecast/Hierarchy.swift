import LibC
import Marketing
import Wording

/// What measurements of some tiers and platforms say about all of them: a tree of normal beliefs about the logarithm of
/// a figure ÷ what benchmarks say of it.
///
/// Everybody's level (`λ z`, z standard normal) is what the benchmarks are off by; a platform lies around it, and a tier
/// on a platform around that. Measured tiers inform the platform, that informs everybody, and what is learned goes back
/// down: the exact posterior of the normal model (Gelman et al., "Bayesian Data Analysis", 5.4 and 15). Without
/// benchmarks everybody's level has no prior.
struct Hierarchy: Sendable {
  /// What is measured of a tier on a platform.
  struct Measured: Sendable {
    let cell: Cell
    /// Of the logarithm, and the variance of that mean.
    let mean: Double
    let variance: Double
    let influencers: Int
    /// Of the benchmark; nil where there is none.
    let benchmark: Double?
  }

  struct Level: Sendable {
    let mean: Double
    let shared: SharedDoubt
    /// How much what is measured in the cell itself counts, 0 to 1.
    let ownShare: Double
    let sources: [(kind: Basis.Kind, weight: Double, text: String)]
  }

  /// The part of a benchmark's variance that is the same for all tiers and platforms. Reports disagree in level more
  /// than in shape: they count alike, sell to the same brands and copy one another. Between 0.65 and 1 the ranges of
  /// line-ups hold 76 to 84% with this value.
  static let commonPart = 0.85
  /// The variance of platforms and of tiers around each other where no benchmark says how they differ.
  static let assumedAmong = 0.16
  /// In place of no prior at all, in standard deviations of the logarithm.
  private static let flat = 100.0

  private struct Node {
    var mean: Double
    var variance: Double
    var influencers: Int
    var cells: Int
  }

  private var cells: [Cell: Measured] = [:]
  private var platforms: [Platform: Node] = [:]
  /// Of z.
  private var mean = 0.0
  private var variance = 1.0
  private var influencers = 0
  private let lambda: Double
  private let amongCells: Double
  private let amongPlatforms: Double

  /// - Parameter benchmark: the usual variance of the figure's benchmarks; nil without any.
  init(_ measured: [Measured], benchmark: Double?) {
    let common = Hierarchy.commonPart
    lambda = benchmark.map { (common * $0).squareRoot() } ?? Hierarchy.flat
    let assumed = benchmark.map { (1 - common) * $0 / 2 } ?? Hierarchy.assumedAmong
    let groups = Dictionary(grouping: measured, by: \.cell.platform)
    let order = groups.keys.sorted()
    var excess = 0.0
    var scale = 0.0
    var spares = 0.0
    for platform in order {
      let fit = Heterogeneity((groups[platform] ?? []).map { ($0.mean, 1 / $0.variance) })
      excess += fit.excess
      scale += fit.scale
      spares += fit.spares
    }
    let raw = scale > 0 ? max(0, excess / scale) : 0
    let amongCells = (spares * raw + 3 * assumed) / (spares + 3)
    self.amongCells = amongCells
    for measure in measured { cells[measure.cell] = measure }
    for platform in order {
      let members = groups[platform] ?? []
      let weights = members.map { 1 / ($0.variance + amongCells) }
      let sum = weights.reduce(0, +)
      platforms[platform] = Node(
        mean: zip(members, weights).reduce(0) { $0 + $1.0.mean * $1.1 } / sum, variance: 1 / sum,
        influencers: members.reduce(0) { $0 + $1.influencers }, cells: members.count)
    }
    let known = platforms
    let nodes = order.compactMap { known[$0] }
    let fit = Heterogeneity(nodes.map { ($0.mean, 1 / $0.variance) })
    let spread = fit.scale > 0 ? max(0, fit.excess / fit.scale) : 0
    let amongPlatforms = (fit.spares * spread + 3 * assumed) / (fit.spares + 3)
    self.amongPlatforms = amongPlatforms
    var precision = 1.0
    var product = 0.0
    for platform in order {
      guard let node = platforms[platform] else { continue }
      let isStated = (groups[platform] ?? []).contains { $0.benchmark != nil }
      let among = Hierarchy.among(amongPlatforms, isStated: isStated || benchmark == nil)
      let weight = 1 / (node.variance + among)
      precision += lambda * lambda * weight
      product += lambda * weight * node.mean
      influencers += node.influencers
    }
    variance = 1 / precision
    mean = product / precision
  }

  /// Platforms that nothing is published of lie further apart.
  private static func among(_ platforms: Double, isStated: Bool) -> Double {
    isStated ? platforms : max(platforms, 2 * assumedAmong)
  }

  /// What is expected in a cell; nil if nothing at all is known.
  ///
  /// - Parameter benchmark: the variance of what is published of such accounts, and its source.
  func level(_ cell: Cell, benchmark: (variance: Double, text: String)?) -> Level? {
    guard benchmark != nil || influencers > 0 else { return nil }
    let lambda = benchmark.map { (Hierarchy.commonPart * $0.variance).squareRoot() } ?? self.lambda
    let among = influencers > 0 || benchmark == nil
    let rest = benchmark.map { (1 - Hierarchy.commonPart) * $0.variance / 2 } ?? 0
    let amongPlatforms =
      among
      ? Hierarchy.among(
        self.amongPlatforms, isStated: benchmark != nil || self.lambda == Hierarchy.flat) : rest
    let amongCells = among ? self.amongCells : rest
    let own = cells[cell]
    let platform = platforms[cell.platform]
    let ownShare = own.map { amongCells / (amongCells + $0.variance) } ?? 0
    let platformShare = platform.map { amongPlatforms / (amongPlatforms + $0.variance) } ?? 0
    let center =
      (1 - platformShare) * lambda * mean + platformShare * (platform?.mean ?? 0)
    let rootShare = (1 - ownShare) * (1 - platformShare)
    let shared = SharedDoubt(
      all: rootShare * lambda * variance.squareRoot(),
      platform: (1 - ownShare)
        * (platform.map { platformShare * $0.variance } ?? amongPlatforms).squareRoot(),
      cell: (own.map { ownShare * $0.variance } ?? amongCells).squareRoot())
    return Level(
      mean: (1 - ownShare) * center + ownShare * (own?.mean ?? 0), shared: shared,
      ownShare: ownShare,
      sources: sources(
        cell, own, platform, ownShare, platformShare, benchmark: benchmark?.text))
  }

  /// The weights of what a level rests on. What only the cell itself tells its platform and everybody is its own.
  private func sources(
    _ cell: Cell, _ own: Measured?, _ platform: Node?, _ ownShare: Double, _ platformShare: Double,
    benchmark: String?
  ) -> [(kind: Basis.Kind, weight: Double, text: String)] {
    var mine = ownShare
    var near = (1 - ownShare) * platformShare
    let root = (1 - ownShare) * (1 - platformShare)
    var learned = benchmark == nil ? root : root * (1 - variance)
    if platform?.influencers == influencers {
      near += learned
      learned = 0
    }
    if let own, own.influencers == platform?.influencers {
      mine += near
      near = 0
    }
    func text(_ name: String, _ count: Int) -> String {
      "\(name) here (\(CountText.plural(count, "influencer")))"
    }
    var result: [(kind: Basis.Kind, weight: Double, text: String)] = []
    if let own { result.append((.session, mine, text(cell.title, own.influencers))) }
    if let platform, near > 0 {
      result.append((.session, near, text("all on \(cell.platform.title)", platform.influencers)))
    }
    if influencers > 0, learned > 0 { result.append((.session, learned, text("all", influencers))) }
    if let benchmark { result.append((.prior, root * variance, benchmark)) }
    return result
  }
}

/// How much some means differ beyond their own errors (DerSimonian and Laird 1986, doi 10.1016/0197-2456(86)90046-2).
struct Heterogeneity {
  /// Cochran's Q minus its expectation.
  var excess = 0.0
  /// The excess ÷ this is the variance between them.
  var scale = 0.0
  /// Degrees of freedom.
  var spares = 0.0

  init(_ points: [(y: Double, weight: Double)]) {
    guard points.count > 1 else { return }
    let weights = points.reduce(0) { $0 + $1.weight }
    let squares = points.reduce(0) { $0 + $1.weight * $1.weight }
    let mean = points.reduce(0) { $0 + $1.weight * $1.y } / weights
    spares = Double(points.count - 1)
    excess = points.reduce(0) { $0 + $1.weight * ($1.y - mean) * ($1.y - mean) } - spares
    scale = weights - squares / weights
  }
}
