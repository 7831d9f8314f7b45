import Testing

@testable import Optimizer

@Suite struct PlannerEdgeTests {
  private func candidate(
    _ number: Int, _ cost: Int64, _ value: Double, hours: Int64 = 0, tier: Int = 0,
    niches: [Int] = [], person: Int? = nil, lock: PlanProblem.Lock = .free
  ) -> PlanProblem.Candidate {
    PlanProblem.Candidate(
      number, options: [.init(cost: cost, hours: hours, value: value)], tier: tier,
      niches: niches, person: person, lock: lock)
  }

  @Test func nobodyToPlanWith() {
    let solution = Planner.solve(PlanProblem(candidates: []))
    #expect(solution.status == .feasible)
    #expect(solution.chosen.isEmpty)
    #expect(solution.isProven)
    #expect(solution.gap == 0)
  }

  @Test func withoutMoneyOnlyWhatIsFree() {
    let problem = PlanProblem(
      candidates: [candidate(1, 0, 5), candidate(2, 1, 500)], limits: .init(budget: 0))
    #expect(Planner.solve(problem).chosen == [PlanChoice(candidate: 0, option: 0)])
  }

  @Test func everythingLocked() {
    let problem = PlanProblem(
      candidates: [candidate(1, 10, -5, lock: .must), candidate(2, 10, 9, lock: .banned)],
      limits: .init(budget: 10))
    let solution = Planner.solve(problem)
    #expect(solution.chosen == [PlanChoice(candidate: 0, option: 0)])
    #expect(solution.objective == -5)
    #expect(solution.isProven)
  }

  @Test func withoutAFeeNobodyIsBookedAndALockSaysSo() {
    let unpriced = PlanProblem.Candidate(1, options: [])
    #expect(Planner.solve(PlanProblem(candidates: [unpriced])).chosen.isEmpty)
    var held = unpriced
    held.lock = .must
    let solution = Planner.solve(PlanProblem(candidates: [held]))
    #expect(
      solution.status
        == .infeasible(
          PlanConflict(
            limits: [.must(0)], remedies: [PlanRemedy(limit: .must(0), now: nil, needed: nil)])))
  }

  @Test func hugeAndBrokenNumbersAreNoTraps() {
    let options = [
      PlanProblem.Option(cost: .max, value: 1), PlanProblem.Option(cost: .min, value: 1),
      PlanProblem.Option(cost: 1, hours: .max, value: 1),
      PlanProblem.Option(cost: 1, value: .infinity), PlanProblem.Option(cost: 1, value: .nan),
      PlanProblem.Option(
        cost: 1, value: 7,
        incidence: [.init(segment: -1, probability: 2), .init(segment: 0, probability: .nan)]),
    ]
    var problem = PlanProblem(
      candidates: [PlanProblem.Candidate(1, options: options)],
      limits: .init(budget: .max, hours: .max))
    problem.limits.candidateShare = .max
    #expect(Planner.solve(problem).chosen == [PlanChoice(candidate: 0, option: 5)])
    problem.objective = .blend(additive: 1, reach: .infinity, weights: [.nan, -3])
    #expect(Planner.solve(problem).status == .feasible)
    problem.limits = .init(budget: .min, hours: .min)
    #expect(Planner.solve(problem).status != .undecided)
  }

  @Test func limitsThatContradictEachOtherAreNamedWithTheSmallestChange() throws {
    // Two micros cost 300 at least, and there are 250.
    var problem = PlanProblem(
      candidates: [
        candidate(1, 100, 1, tier: 1), candidate(2, 200, 1, tier: 1), candidate(3, 50, 9, tier: 2),
      ], limits: .init(budget: 250, hours: 1000))
    problem.limits.tiers[1] = .init(atLeast: 2)
    problem.limits.bookings = .init(atMost: 5)
    guard case .infeasible(let conflict) = Planner.solve(problem).status else {
      Issue.record("there is no line-up")
      return
    }
    #expect(conflict.limits == [.budget, .minimumTier(1)])
    #expect(
      conflict.remedies == [
        PlanRemedy(limit: .budget, now: 250, needed: 300),
        PlanRemedy(limit: .minimumTier(1), now: 2, needed: 1),
      ])
    problem.limits.budget = 300
    #expect(Planner.solve(problem).status == .feasible)
  }

  @Test func twoAccountsOfOnePersonCantBothBeHeld() {
    let problem = PlanProblem(candidates: [
      candidate(1, 1, 1, person: 4, lock: .must), candidate(2, 1, 1, person: 4, lock: .must),
      candidate(3, 1, 1, lock: .must),
    ])
    guard case .infeasible(let conflict) = Planner.solve(problem).status else {
      Issue.record("there is no line-up")
      return
    }
    #expect(conflict.limits == [.person(4), .must(0), .must(1)])
    #expect(conflict.remedies.count == 3)
  }

  /// Every conflict of the small problems: impossible as a whole, possible without any one of its limits.
  @Test func conflictsAreMinimalAndRemediesDo() {
    var conflicts = 0
    for seed in 1...UInt64(300) {
      let problem = PlanProblem.small(seed: seed, isReach: false)
      guard case .infeasible(let conflict) = Planner.solve(problem).status else { continue }
      conflicts += 1
      #expect(!conflict.limits.isEmpty, "seed \(seed)")
      for remedy in conflict.remedies {
        guard let needed = remedy.needed, let now = remedy.now else { continue }
        #expect(
          BruteForce(problem.with(remedy.limit, needed)).best != nil, "seed \(seed)")
        let nearly = needed + (now < needed ? -1 : 1)
        #expect(
          BruteForce(problem.with(remedy.limit, nearly)).best == nil, "seed \(seed)")
      }
    }
    #expect(conflicts > 30)
  }
}
