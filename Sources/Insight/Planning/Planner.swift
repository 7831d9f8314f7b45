/// Finds the best line-up for a problem, and how far from the best possible it may be.
public enum Planner {
  /// - Parameter progress: hears of each better line-up or bound; false ends the search with the best so far.
  public static func solve(
    _ problem: PlanProblem, progress: (PlanSolution) -> Bool = { _ in true }
  ) -> PlanSolution {
    guard let model = PlanModel(problem) else { return .undecided }
    var search = PlanSearch(model, effort: 200_000)
    if model.terms.isCurved { search.runCurved(progress) } else { search.run(progress) }
    return search.solution
  }
}

extension PlanSolution {
  static let undecided = PlanSolution(
    status: .undecided, chosen: [], objective: 0, bound: .infinity, cost: 0, hours: 0)
}
