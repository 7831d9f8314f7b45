/// Finds the best line-up for a problem, and how far from the best possible it may be.
public enum Planner {
  /// - Parameter progress: hears of each better line-up or bound; false ends the search with the best so far.
  public static func solve(
    _ problem: PlanProblem, progress: (PlanSolution) -> Bool = { _ in true }
  ) -> PlanSolution {
    guard let model = PlanModel(problem) else { return .undecided }
    let lineup = PlanGreedy(model).lineup()
    guard lineup.isFeasible else { return .undecided }
    let bound = (0..<model.groupCount).reduce(PlanState(model.terms).sum) { sum, group in
      let state = PlanState(model.terms)
      return sum + model.members(group).reduce(0) { max($0, model.value[$1] + state.gain($1)) }
    }
    let solution = model.solution(lineup.items, bound: bound)
    _ = progress(solution)
    return solution
  }
}

extension PlanSolution {
  static let undecided = PlanSolution(
    status: .undecided, chosen: [], objective: 0, bound: .infinity, cost: 0, hours: 0)
}
