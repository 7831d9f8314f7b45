/// Finds the best line-up for a problem, and how far it may be from the best possible.
package enum Planner {
  /// The best line-up found, with an upper bound on all line-ups.
  ///
  /// Small problems, and additive ones of any usual size, are solved to the end: `isProven`. If that takes too long,
  /// the search ends after a fixed amount of work, so that the same problem always has the same answer.
  ///
  /// - Parameter progress: gets each better line-up or bound, and is also called now and then in between; returning
  ///   false stops with the best so far.
  package static func solve(
    _ problem: PlanProblem, progress: (PlanSolution) -> Bool = { _ in true }
  ) -> PlanSolution {
    found(problem, progress) ?? .infeasible(problem)
  }

  /// The same, but only ends with a proof, however long that takes.
  package static func prove(
    _ problem: PlanProblem, progress: (PlanSolution) -> Bool
  ) -> PlanSolution {
    found(problem, effort: 1_000_000_000, progress) ?? .infeasible(problem)
  }

  /// The same for intermediate questions: nil if there is no line-up, for whatever reason.
  static func possible(_ problem: PlanProblem, _ goOn: () -> Bool) -> PlanSolution? {
    found(problem) { _ in goOn() }
  }

  /// Nil when there is no line-up.
  package static func found(
    _ problem: PlanProblem, effort: Int = 200_000, _ progress: (PlanSolution) -> Bool
  ) -> PlanSolution? {
    guard let model = PlanModel(problem) else { return nil }
    var search = PlanSearch(model, effort: effort)
    if model.terms.isCurved { search.runCurved(progress) } else { search.run(progress) }
    let isImpossible = search.bestObjective == -.infinity && search.bound == -.infinity
    return isImpossible ? nil : search.solution
  }
}

extension PlanSolution {
  static let undecided = PlanSolution(
    status: .undecided, chosen: [], objective: 0, bound: .infinity, cost: 0, hours: 0)

  package static let without = PlanSolution(
    status: .infeasible(PlanConflict(limits: [], remedies: [])), chosen: [], objective: 0, bound: 0,
    cost: 0, hours: 0)

  static func infeasible(_ problem: PlanProblem) -> PlanSolution {
    PlanSolution(
      status: .infeasible(PlanConflicts(problem).conflict), chosen: [], objective: 0, bound: 0,
      cost: 0, hours: 0)
  }
}
