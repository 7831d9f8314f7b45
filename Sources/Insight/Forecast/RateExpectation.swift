import LibC
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
  /// What such accounts are like.
  struct Group: Sendable {
    /// Of the logarithm of the rate at the size `size`.
    let mean: Double
    let shared: SharedDoubt
    let sources: [(kind: Basis.Kind, weight: Double, text: String)]
    /// How the logarithm changes with ln followers.
    let slope: Double
    let slopeDeviation: Double
    let size: Double
    /// ln of the followers of those that the mean rests on.
    let center: Double
    /// ln of the followers that were measured, where nothing is published of others.
    let sizes: ClosedRange<Double>?
  }

  /// Nil if nothing is known of such accounts.
  let group: Group?
  private let scatter: Double
  private let between: Double
  /// The scatter of all posts, for accounts that can't be compared.
  private let usualScatter: Double
  /// By how much exports are off, and how certain that is.
  private let export: RateModel.Belief
  let exportText: String

  init(
    _ group: Group?, scatter: Double, between: Double, usualScatter: Double,
    export: RateModel.Belief, exportText: String
  ) {
    self.group = group
    self.scatter = scatter
    self.between = between
    self.usualScatter = usualScatter
    self.export = export
    self.exportText = exportText
  }

  /// From the influencer's own posts alone; the logarithms may then be of plain amounts.
  func alone(_ logs: LogSum) -> RateModel.Posterior {
    RateModel.Posterior(
      mean: logs.mean, variance: usualScatter / Double(logs.count), scatter: usualScatter,
      shared: SharedDoubt(), ground: .posts(logs.count))
  }

  /// With the influencer's own posts and exported averages; nil if nothing at all is known, or if the account is so much
  /// larger or smaller than those measured that a figure would be made up.
  ///
  /// - Parameter size: ln of the followers.
  func posterior(_ logs: LogSum, exported: Double?, size: Double) -> RateModel.Posterior? {
    var group = group
    if let sizes = group?.sizes {
      let far = log(RateModel.farthest)
      if size > sizes.upperBound + far || size < sizes.lowerBound - far { group = nil }
    }
    let ownWeight = Double(logs.count) / scatter
    let exportWeight = exported == nil ? 0 : 1 / export.variance
    let groupWeight = group == nil ? 0 : 1 / between
    let whole = ownWeight + exportWeight + groupWeight
    guard whole > 0 else { return nil }
    var sum = 0.0
    var shared = SharedDoubt()
    let share = groupWeight / whole
    if let group {
      sum += groupWeight * (group.mean + group.slope * (size - group.size))
      shared = group.shared
      shared.size = group.slopeDeviation * (size - group.center)
      shared = shared.scaled(by: share)
    }
    if logs.count > 0 { sum += ownWeight * logs.mean }
    if let exported { sum += exportWeight * (exported + export.mean) }
    return RateModel.Posterior(
      // Not knowing how much followers count for makes the range wider; it mustn't make the mean higher.
      mean: sum / whole - shared.size * shared.size / 2, variance: 1 / whole + shared.variance,
      scatter: scatter, shared: shared,
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
    /// The part of the variance that others share.
    let shared: SharedDoubt
    fileprivate let ground: Ground

    /// Its basis, put into words only when somebody reads it.
    enum Ground: Sendable {
      case posts(Int)
      case expectation(RateExpectation, share: Double, own: Double, posts: Int, export: Double?)
    }

    init(mean: Double, variance: Double, scatter: Double, shared: SharedDoubt, ground: Ground) {
      self.mean = mean
      self.variance = variance
      self.scatter = scatter
      self.shared = shared
      self.ground = ground
    }

    var basis: Basis {
      switch ground {
      case .posts(let count): return Basis(.measured, CountText.plural(count, "post"))
      case .expectation(let expectation, let share, let own, let posts, let export):
        var parts = (expectation.group?.sources ?? []).map { ($0.kind, share * $0.weight, $0.text) }
        if posts > 0 { parts.append((.measured, own, CountText.plural(posts, "post"))) }
        if let export { parts.append((.estimate, export, expectation.exportText)) }
        return Basis(parts)
      }
    }
  }
}
