import LibC
import Marketing
import Metrics
import Wording

/// Conversions per click, or per person reached where clicks are unknown. Conversions are Poisson and influencers'
/// rates gamma around their cell's (the gamma-Poisson model); a cell's rate is shrunk towards its tier's, that towards
/// everyone's, and that towards the benchmarks, each of which counts as two influencers.
struct ConversionModel: Sendable {
  enum Base: Sendable { case clicks, reach }

  struct Observation {
    let cell: Cell
    let exposure: Double
    let conversions: Double
  }

  struct Posterior: Sendable {
    let mean: Double
    /// Standard deviation ÷ mean.
    let variation: Double
    let shared: Double
    fileprivate let expectation: Expectation
    fileprivate let exposure: Double
    fileprivate let weight: Double

    /// Put into words only when somebody reads it.
    var basis: Basis {
      var parts = expectation.basis.map { ($0.0, $0.1 * (1 - weight), $0.2) }
      if exposure > 0 {
        let unit = expectation.base == .clicks ? "clicks" : "people reached"
        parts.append((.measured, weight, "\(CountText.exact(Int(exposure))) \(unit)"))
      }
      return Basis(parts)
    }
  }

  /// What is expected of anyone in a cell and size class, before their own sales.
  final class Expectation: Sendable {
    fileprivate let base: Base
    /// Conversions per unit of exposure.
    private let rate: Double
    /// The shape of the gamma distribution.
    private let shape: Double
    private let doubt: Double
    fileprivate let basis: [(Basis.Kind, Double, String)]

    fileprivate init(
      _ base: Base, rate: Double, shape: Double, doubt: Double,
      basis: [(Basis.Kind, Double, String)]
    ) {
      self.base = base
      self.rate = rate
      self.shape = shape
      self.doubt = doubt
      self.basis = basis
    }

    func posterior(exposure: Double, conversions: Double) -> Posterior {
      let conversions = max(0, conversions)
      let weight = exposure / (exposure + shape / rate)
      let mean = (shape + conversions) / (shape / rate + exposure)
      let shared = (1 - weight) * min(doubt, 1).squareRoot()
      return Posterior(
        mean: mean, variation: (1 / (shape + conversions) + shared * shared).squareRoot(),
        shared: shared, expectation: self, exposure: exposure, weight: weight)
    }
  }

  private struct Sum {
    var exposure = 0.0
    var conversions = 0.0
    var influencers = 0
    static func += (left: inout Sum, right: Observation) {
      left.exposure += right.exposure
      left.conversions += right.conversions
      left.influencers += 1
    }
  }

  let base: Base
  private var all = Sum()
  private var tiers: [Tier?: Sum] = [:]
  private var cells: [Cell: Sum] = [:]
  /// The squared coefficient of variation of influencers' rates around their cell's: 1 ÷ the gamma's shape.
  private var spread = ConversionModel.assumedSpread

  static let assumedSpread = 0.5
  private static let few = 2.0

  init(_ observations: [Observation], base: Base) {
    self.base = base
    let observations = observations.filter { $0.exposure > 0 }
    for observation in observations {
      all += observation
      tiers[observation.cell.tier, default: Sum()] += observation
      cells[observation.cell, default: Sum()] += observation
    }
    var excess = 0.0
    var scale = 0.0
    for observation in observations {
      guard let rate = rate(observation.cell, benchmark: nil)?.rate else { continue }
      let expected = rate * observation.exposure
      excess += (observation.conversions - expected) * (observation.conversions - expected)
      excess -= expected
      scale += expected * expected
    }
    let count = Double(observations.count)
    let raw = scale > 0 ? max(0, excess / scale) : 0
    spread = (count * raw + 4 * ConversionModel.assumedSpread) / (count + 4)
  }

  /// A cell's rate, the influencers and conversions behind it, and its sources.
  private func rate(
    _ cell: Cell, benchmark: Benchmark?
  ) -> (rate: Double, people: Double, sold: Double, basis: [(Basis.Kind, Double, String)])? {
    let usual = all.influencers > 0 ? all.exposure / Double(all.influencers) : 0
    let pseudo = ConversionModel.few * usual
    var rate: Double?
    var basis: [(Basis.Kind, Double, String)] = []
    if let benchmark, base == .clicks {
      rate = exp(benchmark.mean)
      basis = [(.prior, 1, benchmark.text)]
    }
    func step(_ sum: Sum, _ name: String) {
      guard sum.exposure > 0 else { return }
      if let parent = rate {
        rate = (sum.conversions + pseudo * parent) / (sum.exposure + pseudo)
        let share = sum.exposure / (sum.exposure + pseudo)
        basis = basis.map { ($0.0, $0.1 * (1 - share), $0.2) } + [(.session, share, name)]
      } else {
        rate = sum.conversions / sum.exposure
        basis = [(.session, 1, name)]
      }
    }
    func people(_ sum: Sum) -> String {
      sum.influencers == 1 ? "(1 influencer)" : "(\(sum.influencers) influencers)"
    }
    step(all, "all here \(people(all))")
    let tier = tiers[cell.tier] ?? Sum()
    step(tier, "\(cell.tier?.title ?? "unknown size") here \(people(tier))")
    let own = cells[cell] ?? Sum()
    step(own, "\(cell.title) here \(people(own))")
    guard let rate, rate > 0 else { return nil }
    let near = max(own.conversions, max(tier.conversions, all.conversions) / 2)
    return (rate, Double(own.influencers), near, basis)
  }

  /// Nil if neither the session nor a benchmark has a rate.
  func expectation(_ cell: Cell, benchmark: Benchmark?) -> Expectation? {
    guard let (rate, people, sold, basis) = rate(cell, benchmark: benchmark) else { return nil }
    let outside = all.exposure > 0 ? 0 : benchmark?.variance ?? 0
    return Expectation(
      base, rate: rate, shape: 1 / spread,
      doubt: spread / (people + ConversionModel.few) + 1 / (sold + 1) + outside, basis: basis)
  }
}
