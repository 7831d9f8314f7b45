import Marketing
import Wording

/// How many of an influencer's posts have a figure, and the mean of its logarithms.
struct LogSum: Sendable {
  let count: Int
  let mean: Double

  static let none = LogSum(count: 0, mean: 0)

  private init(count: Int, mean: Double) {
    self.count = count
    self.mean = mean
  }

  init(_ logs: [Double]) {
    self.init(count: logs.count, mean: logs.isEmpty ? 0 : logs.mean)
  }
}

/// What is expected of a figure for anyone in a cell and size class, before their own posts.
///
/// Worked out once for all of them; each influencer then only needs a weighted mean of three numbers.
final class RateExpectation: Sendable {
  struct Source: Sendable {
    let belief: RateModel.Belief
    let kind: Basis.Kind
    let text: String
  }

  let sources: [Source]
  /// 1 ÷ variance of all sources combined; 0 without any.
  let precision: Double
  private let mean: Double
  private let variance: Double
  private let scatter: Double
  private let between: Double
  /// The scatter of all posts, for accounts that can't be compared.
  private let usualScatter: Double
  /// By how much exports are off, and how certain that is.
  private let export: RateModel.Belief
  let exportText: String

  init(
    _ sources: [Source], scatter: Double, between: Double, usualScatter: Double,
    export: RateModel.Belief, exportText: String
  ) {
    self.sources = sources
    self.scatter = scatter
    self.between = between
    self.usualScatter = usualScatter
    self.export = export
    self.exportText = exportText
    precision = sources.reduce(0) { $0 + 1 / $1.belief.variance }
    variance = precision > 0 ? 1 / precision : 0
    mean =
      precision > 0
      ? sources.reduce(0) { $0 + $1.belief.mean / $1.belief.variance } / precision : 0
  }

  /// From the influencer's own posts alone; the logarithms may then be of plain amounts.
  func alone(_ logs: LogSum) -> RateModel.Posterior {
    RateModel.Posterior(
      mean: logs.mean, variance: usualScatter / Double(logs.count), scatter: usualScatter,
      shared: 0, ground: .posts(logs.count))
  }

  /// With the influencer's own posts and exported averages; nil if nothing at all is known.
  func posterior(_ logs: LogSum, exported: Double?) -> RateModel.Posterior? {
    let ownWeight = Double(logs.count) / scatter
    let exportWeight = exported == nil ? 0 : 1 / export.variance
    let groupWeight = precision > 0 ? 1 / between : 0
    let whole = ownWeight + exportWeight + groupWeight
    guard whole > 0 else { return nil }
    var sum = groupWeight * mean
    if logs.count > 0 { sum += ownWeight * logs.mean }
    if let exported { sum += exportWeight * (exported + export.mean) }
    let share = groupWeight / whole
    return RateModel.Posterior(
      mean: sum / whole, variance: 1 / whole + share * share * variance, scatter: scatter,
      shared: share * variance.squareRoot(),
      ground: .expectation(
        self, share: share, own: ownWeight / whole, posts: logs.count,
        export: exported == nil ? nil : exportWeight / whole))
  }
}

extension RateModel {
  struct Posterior: Sendable {
    /// Of the logarithm: mean, variance of that mean, and scatter of posts around it.
    let mean: Double
    let variance: Double
    let scatter: Double
    /// The deviation that the whole cell shares.
    let shared: Double
    fileprivate let ground: Ground

    /// Its basis, put into words only when somebody reads it.
    enum Ground: Sendable {
      case posts(Int)
      case expectation(RateExpectation, share: Double, own: Double, posts: Int, export: Double?)
    }

    init(mean: Double, variance: Double, scatter: Double, shared: Double, ground: Ground) {
      self.mean = mean
      self.variance = variance
      self.scatter = scatter
      self.shared = shared
      self.ground = ground
    }

    var basis: Basis {
      switch ground {
      case .posts(let count): return Basis(.measured, CountText.plural(count, "post"))
      case .expectation(let group, let share, let own, let posts, let export):
        var parts = group.sources.map {
          ($0.kind, share / $0.belief.variance / group.precision, $0.text)
        }
        if posts > 0 { parts.append((.measured, own, CountText.plural(posts, "post"))) }
        if let export { parts.append((.estimate, export, group.exportText)) }
        return Basis(parts)
      }
    }
  }
}
