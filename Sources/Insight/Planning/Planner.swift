/// Finds the best line-up for a problem, and how far from the best possible it may be.
public enum Planner {
  /// The best line-up that is found, with a bound that no line-up exceeds.
  ///
  /// Small problems, and additive ones of any usual size, are solved to the end: `isProven`. Where that takes too long
  /// the search ends after a fixed amount of work, so that the same problem always has the same answer.
  ///
  /// - Parameter progress: hears of each better line-up or bound and now and then in between; false ends the search with
  ///   the best so far.
  public static func solve(
    _ problem: PlanProblem, progress: (PlanSolution) -> Bool = { _ in true }
  ) -> PlanSolution {
    guard let model = PlanModel(problem) else { return .infeasible(problem) }
    var search = PlanSearch(model, effort: 200_000)
    if model.terms.isCurved { search.runCurved(progress) } else { search.run(progress) }
    if search.bestObjective == -.infinity, search.bound == -.infinity {
      return .infeasible(problem)
    }
    return search.solution
  }
}

extension PlanSolution {
  static let undecided = PlanSolution(
    status: .undecided, chosen: [], objective: 0, bound: .infinity, cost: 0, hours: 0)

  static func infeasible(_ problem: PlanProblem) -> PlanSolution {
    PlanSolution(
      status: .infeasible(PlanConflicts(problem).conflict), chosen: [], objective: 0, bound: 0,
      cost: 0, hours: 0)
  }
}
