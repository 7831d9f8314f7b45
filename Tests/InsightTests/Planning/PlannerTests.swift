import Insight
import Marketing
import Testing

@Suite struct PlannerTests {
  @Test func nothingToPlan() {
    let solution = Planner.solve(PlanProblem(candidates: []))
    #expect(solution.status == .feasible)
    #expect(solution.chosen.isEmpty)
    #expect(solution.isProven)
  }
}
