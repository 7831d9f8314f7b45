import Optimizer
import Testing

@Suite struct PlannerTests {
  @Test(arguments: [false, true]) func smallProblemsAreSolvedLikeByTryingEverything(isReach: Bool) {
    var feasible = 0
    for seed in 1...UInt64(1000) {
      let problem = PlanProblem.small(seed: seed, isReach: isReach)
      let best = BruteForce(problem).best
      let solution = Planner.solve(problem)
      guard let best else {
        #expect(solution.status != .feasible, "seed \(seed)")
        continue
      }
      feasible += 1
      #expect(solution.status == .feasible, "seed \(seed)")
      #expect(abs(solution.objective - best) <= 1e-7 * max(1, abs(best)), "seed \(seed)")
      #expect(solution.isProven, "seed \(seed)")
      #expect(solution.bound >= best - 1e-7 * max(1, abs(best)), "seed \(seed)")
      #expect(problem.keeps(solution), "seed \(seed)")
    }
    #expect(feasible > 500)
  }

  /// Optima of HiGHS and OR-tools CP-SAT, which agree: `Tests/Benchmarks/planner.py`.
  @Test(arguments: [
    (100, 1, 336_016.0), (100, 2, 456_843), (100, 3, 377_883), (1000, 3, 934_502),
    (1000, 4, 998_703),
  ]) func optimaOfTheReferees(count: Int, seed: UInt64, optimum: Double) {
    let problem = PlanProblem.generated(count, seed: seed)
    let solution = Planner.solve(problem)
    #expect(solution.objective == optimum)
    #expect(solution.isProven)
    #expect(problem.keeps(solution))
  }

  /// The same of two of the ten thousand that are quick; all of them are in `PlannerSpeedTests`.
  @Test(arguments: [(2, 5_192_096.0), (6, 4_092_939)])
  func optimaOfTheRefereesAmongTenThousand(seed: UInt64, optimum: Double) throws {
    let problem = PlanProblem.generated(10_000, seed: seed)
    let solution = Planner.solve(problem)
    #expect(solution.objective == optimum)
    #expect(solution.isProven)
    let options = solution.chosen.map { problem.candidates[$0.candidate].options[$0.option] }
    #expect(options.reduce(0) { $0 + $1.value } == optimum)
    #expect(options.reduce(0) { $0 + $1.cost } <= problem.limits.budget ?? 0)
    #expect(options.reduce(0) { $0 + $1.hours } <= problem.limits.hours ?? 0)
    #expect(try options.count <= #require(problem.limits.bookings.maximum))
  }

  @Test func theSameProblemHasTheSameAnswer() {
    let problem = PlanProblem.generatedReach(40, seed: 5)
    #expect(Planner.solve(problem) == Planner.solve(problem))
  }

  @Test func stoppedAtOnceThereIsAlreadyALineup() {
    let problem = PlanProblem.generated(1000, seed: 1)
    let solution = Planner.solve(problem) { _ in false }
    #expect(solution.status == .feasible)
    #expect(problem.keeps(solution))
    #expect(!solution.isProven)
  }

  @Test func betterAndBetterAndTheBoundOnlyFalls() {
    var steps: [PlanSolution] = []
    let solution = Planner.solve(.generated(300, seed: 2)) {
      steps.append($0)
      return true
    }
    for (one, next) in zip(steps, steps.dropFirst()) {
      #expect(next.objective >= one.objective)
      #expect(next.bound <= one.bound)
    }
    #expect(steps.allSatisfy { $0.bound >= solution.objective })
  }

  @Test func reachIsCertifiedWithinHalfAPercentAndBeatsLazyGreedy() throws {
    var first: Double?
    let problem = PlanProblem.generatedReach(300, seed: 1)
    let solution = Planner.solve(problem) {
      if first == nil { first = $0.objective }
      return $0.gap ?? 1 > 0.005
    }
    #expect(try #require(solution.gap) <= 0.005)
    #expect(try solution.objective >= #require(first))
    #expect(problem.keeps(solution))
  }
}

extension PlanProblem {
  /// Whether a solution is a line-up of this problem that keeps all limits and adds up.
  func keeps(_ solution: PlanSolution) -> Bool {
    var only = self
    for place in only.candidates.indices { only.candidates[place].lock = .banned }
    for choice in solution.chosen {
      if candidates[choice.candidate].lock == .banned { return false }
      only.candidates[choice.candidate] = candidates[choice.candidate]
      only.candidates[choice.candidate].options = [
        candidates[choice.candidate].options[choice.option]
      ]
      only.candidates[choice.candidate].lock = .must
    }
    let isHeld = candidates.indices.allSatisfy { place in
      candidates[place].lock != .must || solution.chosen.contains { $0.candidate == place }
    }
    let booked = solution.chosen.map { candidates[$0.candidate].options[$0.option] }
    guard isHeld, booked.reduce(0, { $0 + $1.cost }) == solution.cost,
      booked.reduce(0, { $0 + $1.hours }) == solution.hours,
      let objective = BruteForce(only).best
    else { return false }
    return abs(objective - solution.objective) <= 1e-9 * max(1, abs(objective))
  }
}
