import Optimizer
import Testing

@Suite struct PlanQuestionTests {
  /// Three at 100 for 9, 8 and 7, and money for two.
  private var three: PlanProblem {
    PlanProblem(
      candidates: [(100, 9.0), (100, 8), (100, 7)].enumerated().map { place, entry in
        PlanProblem.Candidate(
          place + 1, options: [.init(cost: entry.0, hours: 100, value: entry.1)])
      }, limits: .init(budget: 200, hours: 1000))
  }

  @Test func whatEachAddsAndWhoWouldComeInstead() {
    let problem = three
    let explanation = Planner.explain(problem, Planner.solve(problem))
    #expect(explanation.chosen.map(\.marginalValue) == [9, 8])
    #expect(explanation.chosen.map(\.substitute?.candidate) == [2, 2])
    #expect(explanation.chosen.map(\.objectiveWithSubstitute) == [15, 16])
    var richer = problem
    richer.limits.budget = 300
    #expect(Planner.solve(richer).objective == 24)
    var longer = problem
    longer.limits.hours = 1100
    #expect(Planner.solve(longer).objective == 17)
    // 7 with 9 never beats 9 with 8; for free it comes on top of both.
    #expect(explanation.leftOut.map(\.choice.candidate) == [2])
    #expect(explanation.leftOut.map(\.bringingCost) == [0])
    #expect(explanation.leftOut.map(\.isVerified) == [true])
  }

  @Test func theFeeThatBringsInIsTheThreshold() throws {
    let problem = PlanProblem.generated(100, seed: 1)
    let solution = Planner.solve(problem)
    let explanation = Planner.explain(problem, solution, leftOut: 5, verifying: 2)
    #expect(explanation.leftOut.count == 5)
    for entry in explanation.leftOut.prefix(2) {
      #expect(entry.isVerified)
      guard let fee = entry.bringingCost else { continue }
      var cheaper = problem
      cheaper.candidates[entry.choice.candidate].options[entry.choice.option].cost = fee
      #expect(Planner.solve(cheaper).objective >= solution.objective)
      var dearer = problem
      dearer.candidates[entry.choice.candidate].options[entry.choice.option].cost =
        fee + entry.cost / 1000 + 1
      dearer.candidates[entry.choice.candidate].lock = .must
      #expect(fee == entry.cost || Planner.solve(dearer).objective < solution.objective)
    }
    for entry in explanation.leftOut.dropFirst(2) {
      // Above the bound of the threshold it stays out for certain.
      guard let fee = entry.bringingCost, fee < entry.cost else { continue }
      var held = problem
      held.candidates[entry.choice.candidate].options[entry.choice.option].cost = fee + 2
      held.candidates[entry.choice.candidate].lock = .must
      #expect(Planner.solve(held).objective <= solution.objective)
    }
  }

  /// At most so much for the second tier, and the rest of the budget for the first.
  private func split(_ problem: PlanProblem, _ part: Int64) -> PlanProblem {
    var split = problem
    split.limits.spending = [
      .init(tiers: [1], atMost: part),
      .init(tiers: [0], atMost: (problem.limits.budget ?? 0) - part),
    ]
    return split
  }

  @Test func theCurveHasItsBestBetweenTheEnds() throws {
    // Concave in both: the third of a tier brings less than the first.
    let candidates = (0..<8).map { place in
      PlanProblem.Candidate(
        place + 1,
        options: [.init(cost: 100, value: [10, 6, 3, 1][place % 4])], tier: place < 4 ? 0 : 1)
    }
    let problem = PlanProblem(candidates: candidates, limits: .init(budget: 400))
    let best = (0...4).map { Planner.solve(split(problem, 100 * $0)).objective }
    #expect(best == [20, 29, 32, 29, 20])
  }

  @Test func theCurveSaysWhereThereIsNoPlan() {
    var problem = three
    problem.limits.tiers[0] = .init(atLeast: 1)
    let budget = problem.limits.budget ?? 0
    let isFeasible = (0...2).map {
      Planner.solve(split(problem, budget * $0 / 2)).status == .feasible
    }
    #expect(isFeasible == [true, true, false])
  }

  @Test func theBestOfEachFuture() {
    let futures = [[9.0, 8, 7], [1, 8, 7], [9, 8, 100], [9, 8, 7]].map { values in
      PlanScenario(values: values.map { [$0] })
    }
    let chosen = futures.map { Planner.solve(three.turnedOut($0)).chosen.map(\.candidate) }
    #expect(chosen == [[0, 1], [1, 2], [0, 2], [0, 1]])
  }

  @Test func caution() {
    // 100 ± 50 alone, or two independent 50 ± 10: the mean can't tell them apart.
    let one = PlanProblem.Candidate(
      1, options: [.init(cost: 200, value: 101, deviation: 50)])
    let two = (2...3).map {
      PlanProblem.Candidate(
        $0, options: [.init(cost: 100, value: 50, deviation: 10)])
    }
    var problem = PlanProblem(candidates: [one] + two, limits: .init(budget: 200))
    #expect(Planner.solve(problem).chosen.map(\.candidate) == [0])
    problem.caution = PlanProblem.tenthPercentile
    let solution = Planner.solve(problem)
    #expect(solution.chosen.map(\.candidate) == [1, 2])
    #expect(abs(solution.objective - (100 - 1.2815515655446004 * 200.0.squareRoot())) < 1e-9)
  }
}
