import LibC
import Marketing
import Metrics
import Wording

/// Conversions per click, or per person reached where clicks are unknown. Conversions are Poisson and influencers'
/// rates gamma around those of their tier and platform (the gamma-Poisson model), which lie around each other and the
/// benchmarks (`Hierarchy`). Influencers count by what their exposure tells of their tier: one with half of all clicks
/// is one influencer still (Bühlmann and Straub 1970).
struct ConversionModel: Sendable {
  enum Base: Sendable { case clicks, reach }

  struct Observation {
    let cell: Cell
    let exposure: Double
    let conversions: Double
    /// Of conversions per click, if anything is published.
    let benchmark: RateModel.Benchmark?
  }

  struct Posterior: Sendable {
    let mean: Double
    /// Standard deviation ÷ mean.
    let variation: Double
    let shared: SharedDoubt
    fileprivate let expectation: Expectation
    fileprivate let exposure: Double
    fileprivate let weight: Double

    /// Put into words only when somebody reads it.
    var basis: Basis {
      var parts = expectation.sources.map { ($0.kind, $0.weight * (1 - weight), $0.text) }
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
    private let shared: SharedDoubt
    fileprivate let sources: [(kind: Basis.Kind, weight: Double, text: String)]

    fileprivate init(
      _ base: Base, rate: Double, shape: Double, shared: SharedDoubt,
      sources: [(kind: Basis.Kind, weight: Double, text: String)]
    ) {
      self.base = base
      self.rate = rate
      self.shape = shape
      self.shared = shared
      self.sources = sources
    }

    func posterior(exposure: Double, conversions: Double) -> Posterior {
      let conversions = max(0, conversions)
      let weight = exposure / (exposure + shape / rate)
      let shared = shared.scaled(by: 1 - weight).withSeason
      return Posterior(
        mean: (shape + conversions) / (shape / rate + exposure),
        variation: (1 / (shape + conversions) + exp(shared.variance) - 1).squareRoot(),
        shared: shared, expectation: self, exposure: exposure, weight: weight)
    }
  }

  let base: Base
  private let hierarchy: Hierarchy
  /// What stands for a benchmark where there is none.
  private let usual: Double
  /// The squared coefficient of variation of influencers' rates around their cell's: 1 ÷ the gamma's shape.
  private let spread: Double

  static let assumedSpread = 0.5

  init(_ observations: [Observation], base: Base) {
    self.base = base
    let observations = observations.filter { $0.exposure > 0 }
    let published = observations.compactMap(\.benchmark?.belief)
    let usual = published.isEmpty ? 0 : published.map(\.mean).mean
    self.usual = usual
    /// Conversions that the benchmark expects.
    func expected(_ observation: Observation) -> Double {
      observation.exposure * exp(observation.benchmark?.belief.mean ?? usual)
    }
    let cells = Dictionary(grouping: observations, by: \.cell)
    let order = cells.keys.sorted()
    // A benchmark counts as one conversion.
    let pseudo = published.isEmpty ? 0.0 : 1
    let sold = observations.reduce(pseudo) { $0 + $1.conversions }
    let exposure = observations.reduce(pseudo) { $0 + expected($1) }
    let level = exposure > 0 ? sold / exposure : 0
    guard level > 0 else {
      spread = ConversionModel.assumedSpread
      hierarchy = Hierarchy([], benchmark: nil)
      return
    }

    // Influencers within their tiers and platforms, each with two influencers' worth of everybody's rate.
    let two = 2 * exposure / Double(max(1, observations.count))
    var excess = 0.0
    var scale = 0.0
    for cell in order {
      let members = cells[cell] ?? []
      let rate =
        members.reduce(two * level) { $0 + $1.conversions }
        / members.reduce(two) { $0 + expected($1) }
      for member in members {
        let mean = rate * expected(member)
        excess += (member.conversions - mean) * (member.conversions - mean) - mean
        scale += mean * mean
      }
    }
    let count = Double(observations.count)
    let raw = scale > 0 ? max(0, excess / scale) : 0
    let spread = (count * raw + 4 * ConversionModel.assumedSpread) / (count + 4)
    self.spread = spread

    let levels = order.map { cell in
      let members = cells[cell] ?? []
      let weights = members.map { expected($0) / (expected($0) + 1 / (spread * level)) }
      let sum = weights.reduce(0, +)
      let rate =
        zip(members, weights).reduce(0) { $0 + $1.1 * $1.0.conversions / expected($1.0) } / sum
      // So many conversions would tell as much; one more at everybody's rate keeps the logarithm finite.
      let events = sum / spread
      let variance = log(1 + 1 / events)
      let stated = members.compactMap(\.benchmark?.belief.variance)
      return Hierarchy.Measured(
        cell: cell, mean: log((rate * events + level) / (events + 1)) - variance / 2,
        variance: variance, influencers: members.count,
        benchmark: stated.isEmpty ? nil : stated.mean)
    }
    hierarchy = Hierarchy(
      levels, benchmark: published.isEmpty ? nil : published.map(\.variance).mean)
  }

  /// Nil if neither the session nor a benchmark has a rate.
  func expectation(_ cell: Cell, benchmark: RateModel.Benchmark?) -> Expectation? {
    let benchmark = base == .clicks ? benchmark : nil
    guard
      let level = hierarchy.level(
        cell, benchmark: benchmark.map { ($0.belief.variance, $0.text) })
    else { return nil }
    let mean = level.mean + (benchmark?.belief.mean ?? usual)
    return Expectation(
      base, rate: exp(mean + level.shared.variance / 2), shape: 1 / spread, shared: level.shared,
      sources: level.sources)
  }
}
