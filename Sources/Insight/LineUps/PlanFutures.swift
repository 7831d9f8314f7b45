import Forecast
import LibC
import Marketing

/// P10, P50, P90 and the mean over the futures: nine of ten exceed P10, one of ten exceeds P90.
package struct Band: Sendable, Hashable {
  package let p10: Double
  package let p50: Double
  package let p90: Double
  package let mean: Double

  package init(exactly value: Double) { (p10, p50, p90, mean) = (value, value, value, value) }

  /// Nil without values.
  package init?(_ values: [Double]) {
    guard !values.isEmpty else { return nil }
    let sorted = values.sorted()
    func quantile(_ share: Double) -> Double {
      let place = share * Double(sorted.count - 1)
      let below = Int(place)
      let above = min(below + 1, sorted.count - 1)
      return sorted[below] + (place - Double(below)) * (sorted[above] - sorted[below])
    }
    p10 = quantile(0.1)
    p50 = quantile(0.5)
    p90 = quantile(0.9)
    mean = values.reduce(0, +) / Double(values.count)
  }
}

struct PlanPick: Hashable, Sendable {
  let candidate: PlanCandidate
  let package: PlanCandidate.Package
}

/// Simulates how line-ups may turn out. An influencer has the same luck in every line-up, so line-ups can be compared
/// future by future; what all share, or a platform, or a tier on it, is drawn once and moves all of them together.
struct PlanFutures: Sendable {
  let seed: UInt64
  let count: Int
  let audience: AudienceModel

  init(seed: UInt64 = 0xC10_07, count: Int = 1_000, audience: AudienceModel) {
    self.seed = seed
    self.count = count
    self.audience = audience
  }

  /// What the line-up brings in each future; nil if none of it is known.
  func outcomes(_ picks: [PlanPick], _ measure: KPI) -> [Double]? {
    let known = picks.compactMap { pick in
      pick.package.expected(measure).map { (pick, $0) }
    }
    guard !known.isEmpty else { return nil }
    if measure == .reach {
      let parts = known.map { $0.0.candidate.parts(audience) }
      let luck = known.map { factors($0.0.candidate, $0.1, measure) }
      // Nobody is reached without seeing it, so where impressions are known of everybody they are the most.
      let most =
        known.count == picks.count && picks.allSatisfy { $0.package.expected(.impressions) != nil }
        ? outcomes(picks, .impressions) : nil
      return (0..<count).map { future in
        let people = audience.uniqueReach(
          known.indices.map {
            audience.incidence(
              parts[$0], reach: known[$0].1.outcome.mean * luck[$0][future])
          })
        return min(people, most?[future] ?? .infinity)
      }
    }
    var sums = Array(repeating: 0.0, count: count)
    for (pick, figure) in known {
      let mean = figure.outcome.mean
      for (future, factor) in factors(pick.candidate, figure, measure).enumerated() {
        sums[future] += mean * factor
      }
    }
    return sums
  }

  /// Revenue × margin − cost in each future.
  func contributions(_ picks: [PlanPick], margin: Share) -> [Double]? {
    let cost = picks.reduce(0) { $0 + Double($1.package.cost.minorUnits) }
    return outcomes(picks, .revenue)?.map { $0 * margin.fraction - cost }
  }

  /// The fees in each future; only estimated ones vary.
  func costs(_ picks: [PlanPick]) -> [Double] {
    var sums = Array(repeating: 0.0, count: count)
    for pick in picks {
      let cost = Double(pick.package.cost.minorUnits)
      guard let fee = pick.package.forecast.fee, fee.outcome.deviation > 0 else {
        for future in sums.indices { sums[future] += cost }
        continue
      }
      let fixed = cost - fee.outcome.mean
      for (future, factor) in factors(
        pick.candidate, Expectation(outcome: fee.outcome, shared: fee.shared),
        .cost
      ).enumerated() {
        sums[future] += fixed + fee.outcome.mean * factor
      }
    }
    return sums
  }

  /// An influencer's figure ÷ its mean, in each future.
  func factors(_ candidate: PlanCandidate, _ figure: Expectation, _ measure: KPI) -> [Double] {
    // Who reaches more has more impressions.
    let salt = UInt64(
      truncatingIfNeeded: KPI.allCases.firstIndex(of: measure == .impressions ? .reach : measure)
        ?? 0)
    func generator(_ number: UInt64) -> SeededGenerator {
      SeededGenerator(seed: number &+ salt &* 0x1000_0001_B3)
    }
    var own = generator(seed &+ UInt64(truncatingIfNeeded: candidate.id.number) &* 0x9E37_79B9)
    let shared = figure.shared
    let causes = [
      (shared.all, "all"), (shared.platform, candidate.platform.rawValue),
      (shared.cell, "\(candidate.platform.rawValue) \(candidate.tier?.rawValue ?? "")"),
      (shared.size, "size"),
    ].filter { $0.0 != 0 }
    var logs = Array(repeating: -shared.variance / 2, count: count)
    for (deviation, name) in causes {
      var common = generator(seed ^ name.salt)
      for future in logs.indices { logs[future] += deviation * common.gaussian() }
    }
    let whole = 1 + figure.outcome.variation * figure.outcome.variation
    // What all share is log-normal with mean 1; the rest of the variance is the influencer's own.
    let rest = max(whole / exp(shared.variance) - 1, 0).squareRoot()
    let outcome: Distribution
    switch figure.outcome.shape {
    case .logNormal: outcome = Distribution(mean: 1, variation: rest)
    case .gamma: outcome = Distribution(gammaMean: 1, variation: rest)
    }
    return logs.map { outcome.sample(&own) * exp($0) }
  }
}

extension String {
  /// The same in every run, unlike `hashValue`.
  fileprivate var salt: UInt64 {
    utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }
}
