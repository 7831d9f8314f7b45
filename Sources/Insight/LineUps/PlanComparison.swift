import Marketing
import Optimizer

/// The best line-up for every share of the budget that megas may get, with simulated outcomes.
package struct MegaCurve: Sendable {
  package struct Point: Sendable {
    /// The most that megas get of the budget, 0 to 1; everyone else gets at most the rest.
    package let share: Double
    package let plan: Plan
    /// Of the objective.
    package let band: Band
  }

  /// Only shares where a line-up can keep the limits.
  package internal(set) var points: [Point] = []

  /// The smallest share with the largest mean, or P10 if the plan is cautious.
  package var sweetSpot: Point? {
    points.max { left, right in
      let a = left.value
      let b = right.value
      return a < b || a == b && left.share > right.share
    }
  }
}

extension MegaCurve {
  /// Whether the best share is the smallest or the largest that the limits allow, so that the curve has no top between
  /// them. False where all of 0 to 100% is within the limits.
  package var isAtEdge: Bool {
    guard let best = sweetSpot, let first = points.first, let last = points.last,
      first.share < last.share
    else { return false }
    return best.share == first.share && first.share > 0
      || best.share == last.share && last.share < 1
  }
}

extension MegaCurve.Point {
  /// The mean, or P10 if the plan is cautious.
  package var value: Double {
    plan.draft.request.isCautious ? band.p10 : plan.solution.objective
  }
}

extension PlanSolution {
  /// False without a finite bound.
  func isWithin(_ gap: Double) -> Bool { bound.isFinite && self.gap.map { $0 <= gap } == true }
}

extension PlanProblem {
  /// A line-up proven to be within `gap` of the best possible, or the best one found. The search is limited by steps,
  /// not time, so that the same problem gives the same answer.
  func solution(within gap: Double, steps: Int = 10) -> PlanSolution {
    var left = steps
    // Which limits contradict each other isn't needed here, and would take longer than the rest.
    return Planner.found(self) { solution in
      left -= 1
      return !solution.isWithin(gap) && (left > 0 || solution.status != .feasible)
    } ?? .without
  }
}

extension PlanDraft {
  /// How far below the best possible a point of the curve, or a simulated future's line-up, may be. Being exact would
  /// take minutes and change no decision.
  static let curveGap = 0.001
  static let futureGap = 0.01

  /// The curve over megas' share. Empty without a budget.
  ///
  /// - Parameter steps: the number of steps from 0 to 1; 20 makes 21 points.
  /// - Parameter progress: gets the share that is done; returning false stops with the points so far.
  package func megaCurve(
    steps: Int = 20, futures count: Int = 400, progress: (Double) -> Bool = { _ in true }
  ) -> MegaCurve {
    let futures = PlanFutures(count: count, audience: audience)
    var curve = MegaCurve()
    guard let budget = problem.limits.budget, budget >= 0, steps > 0, gap == nil else {
      return curve
    }
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

/// A plan that would occur to anyone, to compare the best one with.
package struct ObviousPlan: Sendable {
  package enum Kind: String, Sendable, CaseIterable {
    case allMega = "all mega"
    case allMicro = "all micro"
    case bookedNow = "booked now"
  }

  package let kind: Kind
  package let lineUp: [Plan.Entry]
  /// Of the objective; nil if nothing is booked, or none of it can be forecast.
  package let band: Band?
  package let cost: Money
  /// The share of simulated futures in which the other plan brings more; nil without a band.
  package internal(set) var beaten: Double?
}

extension PlanDraft {
  /// All mega, all micro (and nano), and the current bookings. The first two keep the budget, hours, locks and
  /// maximums, but no minimums of tiers or niches, which they couldn't meet.
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

  /// The best line-up from some tiers only; contracted and locked influencers stay.
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

  /// The share of simulated futures in which each candidate belongs to the best line-up, by influencer; nil if no
  /// future has a line-up.
  ///
  /// - Parameter progress: gets the share that is done; returning false stops with the futures so far.
  package func choiceFrequency(
    futures count: Int = 60, progress: (Double) -> Bool = { _ in true }
  ) -> [InfluencerID: Double]? {
    let count = max(8, min(count, 400_000 / max(1, candidates.count)))
    let futures = PlanFutures(seed: 0xF07, count: count, audience: audience)
    let fortunes = candidates.map { luck(of: $0, futures) }
    // A cautious plan's problem is that of the futures in which things go badly.
    let problem = request.isCautious ? makeProblem() : problem
    let scenarios = (0..<count).map { scenario(problem, $0, fortunes) }
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

  struct Luck {
    /// For each additive part: the packages' means, and each future's deviation from them.
    var additive: [(means: [Double], factors: [Double])] = []
    var reach: [Double] = []
  }

  private func scenario(
    _ problem: PlanProblem, _ future: Int, _ fortunes: [Luck]
  ) -> PlanScenario {
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

  /// How a candidate's parts of the objective vary between futures.
  func luck(of candidate: PlanCandidate, _ futures: PlanFutures) -> Luck {
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
