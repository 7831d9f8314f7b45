import Marketing
import Optimizer

/// One budget for two campaigns that run side by side: how much each gets, and whom each books.
///
/// Nobody is booked by both on the same days. Each campaign is measured against what it could do with the whole budget,
/// so that reach and conversions can be compared.
package struct BudgetSplit: Sendable {
  package struct Point: Sendable {
    /// The first campaign's share of the budget; the second gets the rest.
    package let share: Double
    package let first: Plan
    package let second: Plan
    /// What the two achieve, each as a share of what it could with the whole budget: 0 to 2 together.
    package let value: Double
    /// An upper bound for any line-ups at this share.
    package let bound: Double
    /// Influencers whom both wanted on the same days; each went to one of the two.
    package let shared: [InfluencerID]
  }

  /// Only shares where both campaigns can keep their limits.
  package private(set) var points: [Point] = []

  /// On a tie the smallest share.
  package var best: Point? {
    points.max { $0.value < $1.value || $0.value == $1.value && $0.share > $1.share }
  }

  /// How far the best point may be from the best possible one among these shares; nil without a point.
  package var gap: Double? {
    guard let best, let bound = points.map(\.bound).max(), bound > 0, bound.isFinite else {
      return nil
    }
    return max(0, bound - best.value) / bound
  }

  /// - Parameter steps: the number of steps from 0 to 1; 20 makes steps of 5%.
  /// - Parameter progress: gets the share that is done; returning false stops with the points so far.
  package init(
    _ first: PlanDraft, _ second: PlanDraft, budget: Money, steps: Int = 20,
    progress: (Double) -> Bool = { _ in true }
  ) {
    // Cautious campaigns are split by what they bring when things go badly with the whole budget.
    let (first, second) = (first.settled(budget), second.settled(budget))
    let whole = [first, second].map { draft in
      Plan(draft, draft.funded(budget).solution(within: PlanDraft.curveGap))
    }
    let scales = whole.map { max($0.solution.objective, 1e-9) }
    guard steps > 0, whole.allSatisfy({ $0.isFeasible && $0.solution.objective > 0 }) else {
      return
    }
    for step in 0...steps {
      let share = Double(step) / Double(steps)
      let part = Money(minorUnits: Int64((Double(budget.minorUnits) * share).rounded()))
      if let point = BudgetSplit.point(first, second, share, part, budget - part, scales) {
        points.append(point)
      }
      guard progress(Double(step + 1) / Double(steps + 1)) else { break }
    }
  }

  /// Solves each campaign by itself; as long as both want the same people on the same days, each of them goes to the
  /// campaign that would lose more without.
  private static func point(
    _ first: PlanDraft, _ second: PlanDraft, _ share: Double, _ part: Money, _ rest: Money,
    _ scales: [Double]
  ) -> Point? {
    var problems = [first.funded(part), second.funded(rest)]
    let drafts = [first, second]
    var bound: Double?
    var shared: [InfluencerID] = []
    // Every round takes at least one influencer from a campaign, so this ends.
    for _ in 0...(first.candidates.count + 1) {
      let plans = zip(drafts, problems).map { draft, problem in
        Plan(draft, problem.solution(within: PlanDraft.curveGap))
      }
      guard plans.allSatisfy(\.isFeasible) else { return nil }
      // The first round, with nobody taken away, bounds all line-ups.
      bound =
        bound ?? zip(plans, scales).reduce(0) { $0 + $1.0.solution.bound / $1.1 }
      let conflicts = BudgetSplit.conflicts(plans[0], plans[1])
      if conflicts.isEmpty {
        let value = zip(plans, scales).reduce(0) { $0 + $1.0.solution.objective / $1.1 }
        return Point(
          share: share, first: plans[0], second: plans[1], value: value,
          bound: bound ?? value, shared: shared)
      }
      let losses = zip(zip(plans, problems), scales).map { pair, scale in
        let explanation = Planner.explain(pair.1, pair.0.solution, leftOut: 0, verifying: 0)
        return Dictionary(
          explanation.chosen.map { chosen in
            (
              InfluencerID(pair.1.candidates[chosen.choice.candidate].id),
              chosen.marginalValue / scale
            )
          }, uniquingKeysWith: { left, _ in left })
      }
      for id in conflicts {
        let loser = (losses[0][id] ?? 0) >= (losses[1][id] ?? 0) ? 1 : 0
        problems[loser].ban(id)
        shared.append(id)
      }
    }
    return nil
  }

  private static func conflicts(_ first: Plan, _ second: Plan) -> [InfluencerID] {
    let others = Dictionary(
      second.lineUp.map { ($0.influencer.id, $0.candidate) }, uniquingKeysWith: { left, _ in left })
    return first.lineUp.compactMap { entry in
      guard let other = others[entry.influencer.id],
        !(entry.candidate.isKept && other.isKept)
      else { return nil }
      if let days = entry.candidate.days, let otherDays = other.days,
        !days.overlaps(otherDays)
      {
        return nil
      }
      return entry.influencer.id
    }
  }
}

extension PlanDraft {
  fileprivate func settled(_ budget: Money) -> PlanDraft {
    guard request.isCautious else { return self }
    var asked = request
    asked.budget = budget
    return with(asked).solve(within: PlanDraft.curveGap).draft
  }

  fileprivate func funded(_ budget: Money) -> PlanProblem {
    var problem = problem
    problem.limits.budget = lineUpBudget(budget).minorUnits
    return problem
  }
}

extension PlanProblem {
  /// Takes somebody away unless they are locked.
  fileprivate mutating func ban(_ id: InfluencerID) {
    for place in candidates.indices
    where candidates[place].id == id.number && candidates[place].lock == .free {
      candidates[place].lock = .banned
    }
  }
}
