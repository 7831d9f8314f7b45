import Marketing
import Optimizer

/// The best line-up for every share of the budget that megas may get, with what the futures make of it.
package struct MegaCurve: Sendable {
  package struct Point: Sendable {
    /// At most so much of the budget goes to megas and at most the rest to all others, from 0 to 1.
    package let share: Double
    package let plan: Plan
    /// Of what is made as large as possible.
    package let band: Band
  }

  /// Only shares at which a line-up keeps the limits.
  package internal(set) var points: [Point] = []

  /// Where the mean, or for the cautious P10, is largest; the smallest such share.
  package var sweetSpot: Point? {
    points.max { left, right in
      let a = left.value
      let b = right.value
      return a < b || a == b && left.share > right.share
    }
  }
}

extension MegaCurve.Point {
  /// What the solver made as large as possible.
  package var value: Double { plan.solution.objective }
}

extension PlanSolution {
  /// False as long as there is no finite bound.
  func isWithin(_ gap: Double) -> Bool { bound.isFinite && self.gap.map { $0 <= gap } == true }
}

extension PlanProblem {
  /// A line-up that is certainly no more than a share below the best possible, or the best that was found.
  /// The search gives up after so many steps, not after a time, so that the same problem gives the same answer.
  func solution(within gap: Double, steps: Int = 10) -> PlanSolution {
    var left = steps
    // Which limits contradict each other isn't asked here, and would take longer than all else.
    return Planner.found(self) { solution in
      left -= 1
      return !solution.isWithin(gap) && (left > 0 || solution.status != .feasible)
    } ?? .without
  }
}

extension PlanDraft {
  /// A point of the curve may be so far below the best possible, and a line-up of a simulated future: to be exact there
  /// would take minutes and change no decision.
  static let curveGap = 0.001
  static let futureGap = 0.01

  /// The curve over the share of megas. Empty without a budget.
  ///
  /// - Parameter steps: from one point to the next; 20 makes 21 points.
  /// - Parameter progress: hears of the share that is done; false ends with the points so far.
  package func megaCurve(
    steps: Int = 20, futures count: Int = 400, progress: (Double) -> Bool = { _ in true }
  ) -> MegaCurve {
    let futures = PlanFutures(count: count, audience: audience)
    var curve = MegaCurve()
    guard let budget = problem.limits.budget, budget >= 0, steps > 0 else { return curve }
    let mega = PlanDraft.place(of: .mega)
    let others = Set(problem.candidates.map(\.tier)).subtracting([mega])
    for step in 0...steps {
      let part = Int64(Double(budget) * Double(step) / Double(steps))
      var split = problem
      split.limits.spending.append(.init(tiers: [mega], atMost: part))
      split.limits.spending.append(.init(tiers: others, atMost: budget - part))
      let solution = split.solution(within: PlanDraft.curveGap)
      if solution.status == .feasible {
        let plan = Plan(self, solution)
        if let band = outcomes(plan.lineUp, futures: futures).flatMap({ Band($0) }) {
          curve.points.append(
            .init(share: Double(step) / Double(steps), plan: plan, band: band))
        }
      }
      guard progress(Double(step + 1) / Double(steps + 1)) else { break }
    }
    return curve
  }
}

/// A plan that anybody would think of first, beside which the best one is shown.
package struct ObviousPlan: Sendable {
  package enum Kind: String, Sendable, CaseIterable {
    case allMega = "all mega"
    case allMicro = "all micro"
    case bookedNow = "booked now"
  }

  package let kind: Kind
  package let lineUp: [Plan.Entry]
  /// Of what is made as large as possible; nil when nothing is booked, or nothing of it can be forecast.
  package let band: Band?
  package let cost: Money
  /// In what share of the simulated futures the plan beside it brings more; nil without a band.
  package internal(set) var beaten: Double?
}

extension PlanDraft {
  /// All mega, all micro (and nano), and what is booked now. The first two keep budget, hours, locks and the largest
  /// numbers, but no least numbers of tiers or niches, which they couldn't keep.
  package func obviousPlans(
    beside plan: Plan, futures count: Int = 1_000, goOn: () -> Bool = { true }
  ) -> [ObviousPlan] {
    let futures = PlanFutures(count: count, audience: audience)
    let best = outcomes(plan.lineUp, futures: futures)
    return ObviousPlan.Kind.allCases.compactMap { kind in
      guard goOn() else { return nil }
      let lineUp: [Plan.Entry]
      switch kind {
      case .allMega: lineUp = only { $0 == .mega }
      case .allMicro: lineUp = only { $0 == .micro || $0 == .nano }
      case .bookedNow: lineUp = bookedNow
      }
      if lineUp.isEmpty, kind == .bookedNow { return nil }
      let values = lineUp.isEmpty ? nil : outcomes(lineUp, futures: futures)
      var result = ObviousPlan(
        kind: kind, lineUp: lineUp, band: values.flatMap { Band($0) },
        cost: lineUp.reduce(.zero) { $0 + $1.cost })
      if let best, let values {
        result.beaten =
          Double(zip(best, values).count { $0 > $1 }) / Double(max(1, futures.count))
      }
      return result
    }
  }

  /// The best line-up of some tiers alone; what is contracted or locked stays.
  private func only(_ isMeant: (Tier?) -> Bool) -> [Plan.Entry] {
    var problem = problem
    for place in problem.candidates.indices
    where problem.candidates[place].lock == .free && !isMeant(candidates[place].tier) {
      problem.candidates[place].lock = .banned
    }
    for tier in problem.limits.tiers.keys { problem.limits.tiers[tier]?.minimum = 0 }
    for niche in problem.limits.niches.keys { problem.limits.niches[niche]?.minimum = 0 }
    problem.limits.bookings.minimum = 0
    return Plan(self, problem.solution(within: PlanDraft.curveGap)).lineUp
  }

  /// In what share of the simulated futures each candidate would have been the right choice, by its influencer; nil when
  /// no future has a line-up.
  ///
  /// - Parameter progress: hears of the share that is done; false ends with the futures so far.
  package func choiceFrequency(
    futures count: Int = 60, progress: (Double) -> Bool = { _ in true }
  ) -> [InfluencerID: Double]? {
    let count = max(8, min(count, 400_000 / max(1, candidates.count)))
    let futures = PlanFutures(seed: 0xF07, count: count, audience: audience)
    let fortunes = candidates.map { luck(of: $0, futures) }
    let scenarios = (0..<count).map { scenario($0, fortunes) }
    var times = Array(repeating: 0, count: candidates.count)
    var plans = 0
    for (place, scenario) in scenarios.enumerated() {
      let solution = problem.turnedOut(scenario).solution(within: PlanDraft.futureGap)
      if solution.status == .feasible {
        plans += 1
        for choice in solution.chosen { times[choice.candidate] += 1 }
      }
      guard progress(Double(place + 1) / Double(count)) else { break }
    }
    guard plans > 0 else { return nil }
    let shares = times.map { Double($0) / Double(plans) }
    return Dictionary(uniqueKeysWithValues: zip(candidates.map(\.id), shares))
  }

  private struct Luck {
    /// Of each additive part the means of the packages, and by how much each future differs from them.
    var additive: [(means: [Double], factors: [Double])] = []
    var reach: [Double] = []
  }

  private func scenario(_ future: Int, _ fortunes: [Luck]) -> PlanScenario {
    var result = PlanScenario(values: [], reachFactors: [])
    for (candidate, luck) in zip(problem.candidates, fortunes) {
      var values = candidate.options.map(\.value)
      for part in luck.additive {
        for place in values.indices {
          values[place] += part.means[place] * (part.factors[future] - 1)
        }
      }
      result.values.append(values)
      result.reachFactors.append(luck.reach.isEmpty ? 1 : luck.reach[future])
    }
    return result
  }

  /// How a candidate's parts of the objective vary over the futures.
  private func luck(of candidate: PlanCandidate, _ futures: PlanFutures) -> Luck {
    let weights = request.weights
    var luck = Luck()
    func add(_ kpi: KPI, _ factor: Double) {
      guard factor > 0, let figure = candidate.packages.first?.expected(kpi) else { return }
      luck.additive.append(
        (
          candidate.packages.map { factor * ($0.expected(kpi)?.outcome.mean ?? 0) },
          futures.factors(candidate, figure, kpi)
        ))
    }
    add(.engagements, weights.engagement / scale.engagements)
    let selling = weights.conversions / scale.conversions
    if let margin = request.margin {
      add(.revenue, selling * margin.fraction)
    } else {
      add(.conversions, selling)
    }
    if weights.awareness > 0, let figure = candidate.packages.first?.expected(.reach) {
      luck.reach = futures.factors(candidate, figure, .reach)
    }
    return luck
  }
}
