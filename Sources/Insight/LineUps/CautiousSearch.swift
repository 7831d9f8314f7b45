import Marketing
import Optimizer

/// Looks for the line-up that does best when things go badly: with the highest mean over the worst fifth of simulated
/// futures. The middle of that fifth is P10, what nine of ten futures exceed; the mean of a tail is concave where a
/// quantile isn't (Rockafellar and Uryasev 2000, doi 10.21314/JOR.2000.038), so a bound can be proven for it.
///
/// All candidates meet the same futures, each with its own luck in them. For any weights of the futures, at most five
/// times the even ones, the best weighted mean is a bound on the worst fifth of every line-up, and that problem is an
/// ordinary one. The weights move towards the futures that are worst for what was found (fictitious play: Brown 1951)
/// until the bound meets the best line-up. All of it is about these futures: what a line-up is said to bring is
/// simulated anew.
struct CautiousSearch {
  private let draft: PlanDraft
  private let futures: PlanFutures
  private let fortunes: [PlanDraft.Luck]
  /// The amounts that don't depend on luck, such as the cost in a contribution, by candidate and option.
  private let fixed: [[Double]]
  private let even: PlanProblem

  /// The part of the futures that counts.
  static let tail = 0.2
  /// At the most; fewer for very many candidates.
  static let mostFutures = 400
  private static let rounds = 24
  private static let curvedRounds = 6
  /// Audience segments times futures times ways of booking that a bound on the reach may take.
  private static let mostEntries = 300_000

  init(_ draft: PlanDraft) {
    self.draft = draft
    let count = max(60, min(CautiousSearch.mostFutures, 4_000_000 / max(1, draft.candidates.count)))
    futures = PlanFutures(seed: 0xCA5E, count: count, audience: draft.audience)
    even = draft.problem
    let fortunes = draft.candidates.map { [futures] in draft.luck(of: $0, futures) }
    fixed = zip(even.candidates, fortunes).map { candidate, luck in
      candidate.options.indices.map { option in
        luck.additive.reduce(candidate.options[option].value) { $0 - $1.means[option] }
      }
    }
    self.fortunes = fortunes
  }

  /// - Parameter progress: gets each better line-up or bound; returning false stops with the best so far.
  func solve(within gap: Double, progress: (Plan) -> Bool) -> Plan {
    let count = futures.count
    var weights = Array(repeating: 1 / Double(count), count: count)
    var tilted = draft
    var best: PlanSolution?
    var bound = Double.infinity
    let isCurved = draft.request.weights.awareness > 0
    for round in 0..<(isCurved ? CautiousSearch.curvedRounds : CautiousSearch.rounds) {
      tilted = self.tilted(weights)
      let solution = tilted.problem.solution(within: max(gap / 4, 1e-6))
      guard solution.status == .feasible else {
        if best == nil { return Plan(tilted, Planner.solve(tilted.problem)) }
        break
      }
      // The mean reach of several futures isn't the reach of any one: a bound for it is sought at the end.
      if !isCurved { bound = min(bound, solution.bound) }
      let worst = judge(tilted, solution, &best)
      if let objective = best?.objective { best?.bound = max(bound, objective) }
      guard let found = best, progress(Plan(tilted, found)), !found.isWithin(gap) else {
        return Plan(tilted, best ?? .without)
      }
      let step = round == 0 ? 1 : 2 / Double(round + 2)
      for future in weights.indices {
        weights[future] += step * (worst[future] - weights[future])
      }
    }
    bound = min(bound, reachBound(weights))
    if let objective = best?.objective { best?.bound = max(bound, objective) }
    for place in promising {
      var forced = tilted
      forced.problem.candidates[place].lock = .must
      let solution = forced.problem.solution(within: PlanDraft.curveGap)
      if solution.status == .feasible { _ = judge(tilted, solution, &best) }
      if let objective = best?.objective { best?.bound = max(bound, objective) }
      guard let found = best, progress(Plan(tilted, found)), !found.isWithin(gap) else { break }
    }
    return Plan(tilted, best ?? .without)
  }

  /// The most that any line-up reaches on the weighted average of the futures: with each segment as many times as there
  /// are futures that count. Infinite for other goals, and where that would be too much to work out.
  private func reachBound(_ weights: [Double]) -> Double {
    guard draft.request.measure == .reach, case .reach(let people) = even.objective else {
      return .infinity
    }
    let counting = weights.indices.filter { weights[$0] > 0 }
    let entries = even.candidates.reduce(0) { sum, candidate in
      sum + candidate.options.reduce(0) { $0 + $1.incidence.count }
    }
    guard entries * counting.count < CautiousSearch.mostEntries else { return .infinity }
    var problem = even
    problem.objective = .reach(
      weights: counting.flatMap { future in people.map { $0 * weights[future] } })
    for (place, candidate) in draft.candidates.enumerated() {
      let parts = candidate.parts(draft.audience)
      for (option, package) in candidate.packages.enumerated() {
        guard let figure = package.expected(.reach) else { continue }
        let luck = futures.factors(candidate, figure, .reach)
        problem.candidates[place].options[option].incidence = counting.indices.flatMap { number in
          draft.audience.incidence(
            parts, reach: figure.outcome.mean * luck[counting[number]]
          ).map { .init(segment: $0.segment + number * people.count, probability: $0.probability) }
        }
      }
    }
    return problem.solution(within: PlanDraft.futureGap, steps: 3).bound
  }

  /// Keeps the line-up if it does better when things go badly. Returns the weights of its worst futures.
  private func judge(
    _ tilted: PlanDraft, _ solution: PlanSolution, _ best: inout PlanSolution?
  ) -> [Double] {
    let outcomes = outcomes(Plan(tilted, solution), solution)
    let worst = CautiousSearch.worst(outcomes)
    let value = zip(worst, outcomes).reduce(0) { $0 + $1.0 * $1.1 }
    if best.map({ value > $0.objective }) ?? true {
      best = solution
      best?.objective = value
    }
    return worst
  }

  /// Those who bring most for their money when things go badly for them, to be tried one by one: with few bookings the
  /// best line-up needn't be the best for any weights.
  private var promising: [Int] {
    var worth: [(place: Int, value: Double)] = []
    let budget = even.limits.budget ?? .max
    for (place, candidate) in even.candidates.enumerated() where candidate.lock == .free {
      guard let option = candidate.options.first, option.cost <= budget,
        let luck = fortunes[place].additive.first
      else {
        continue
      }
      let worst = luck.factors.sorted().prefix(max(1, futures.count / 5))
      let bad = worst.reduce(0, +) / Double(worst.count)
      let value = fixed[place][0] + luck.means[0] * bad
      if value > 0 { worth.append((place, value / Double(max(1, option.cost)))) }
    }
    return worth.sorted { ($0.value, $1.place) > ($1.value, $0.place) }
      .prefix(CautiousSearch.rounds).map(\.place)
  }

  /// What a line-up brings in each of the futures.
  private func outcomes(_ plan: Plan, _ solution: PlanSolution) -> [Double] {
    if draft.request.weights.awareness > 0 {
      return draft.outcomes(plan.lineUp, futures: futures)
        ?? Array(repeating: 0, count: futures.count)
    }
    var sums = Array(repeating: 0.0, count: futures.count)
    for choice in solution.chosen {
      let fixed = fixed[choice.candidate][choice.option]
      for future in sums.indices { sums[future] += fixed }
      for part in fortunes[choice.candidate].additive {
        let mean = part.means[choice.option]
        for future in sums.indices { sums[future] += mean * part.factors[future] }
      }
    }
    return sums
  }

  /// Weights that add up to 1 for the futures in which the outcome is worst, and none for the others.
  static func worst(_ outcomes: [Double]) -> [Double] {
    let most = 1 / (tail * Double(outcomes.count))
    var left = 1.0
    var weights = Array(repeating: 0.0, count: outcomes.count)
    for future in outcomes.indices.sorted(by: { (outcomes[$0], $0) < (outcomes[$1], $1) }) {
      weights[future] = min(left, most)
      left -= weights[future]
      guard left > 0 else { break }
    }
    return weights
  }

  /// The draft with what everybody brings on the weighted average of the futures.
  private func tilted(_ weights: [Double]) -> PlanDraft {
    func mean(_ factors: [Double]) -> Double {
      var sum = 0.0
      for future in weights.indices { sum += weights[future] * factors[future] }
      return sum
    }
    var result = draft
    for (place, luck) in fortunes.enumerated() {
      let means = luck.additive.map { mean($0.factors) }
      let reach = luck.reach.isEmpty ? 1 : mean(luck.reach)
      for option in even.candidates[place].options.indices {
        var value = fixed[place][option]
        for (part, mean) in zip(luck.additive, means) { value += part.means[option] * mean }
        result.problem.candidates[place].options[option].value = value
        for entry in even.candidates[place].options[option].incidence.indices {
          result.problem.candidates[place].options[option].incidence[entry].probability *= reach
        }
      }
    }
    return result
  }
}
