extension Planner {
  /// Why the solution is what it is. Empty for one that isn't feasible.
  ///
  /// - Parameters:
  ///   - leftOut: how many candidates to explain, those closest to being chosen first. Candidates above the budget, or above one
  ///     candidate's share of it, are skipped.
  ///   - verifying: for how many of those to find the fee that would bring them in by planning again, provided that the
  ///     solution is proven and few enough could come in.
  ///   - prices: the limits' shadow prices, if already known.
  ///   - work: what planning again may cost in all, in candidates examined. What isn't found by then stays as the limits'
  ///     prices have it, which is certain but not tight.
  ///   - goOn: asked now and then; returning false skips the rest.
  package static func explain(
    _ problem: PlanProblem, _ solution: PlanSolution, leftOut: Int = 20, verifying: Int = 3,
    prices known: PlanPrices? = nil, work: Int = Planner.explainingWork,
    goOn: () -> Bool = { true }
  ) -> PlanExplanation {
    var explanation = PlanExplanation(chosen: [], leftOut: [])
    guard solution.status == .feasible, let model = PlanModel(problem) else { return explanation }
    var lineup = PlanLineup(model)
    let place = Dictionary(uniqueKeysWithValues: zip(model.choices, 0..<model.count))
    let items = solution.chosen.compactMap { place[$0] }
    for item in items { lineup.take(item) }
    explanation.objective = lineup.objective
    for item in items {
      guard goOn() else { return explanation }
      explanation.chosen.append(chosen(item, lineup))
    }
    guard goOn(), let prices = known ?? PlanPrices(model) else { return explanation }
    let near = Near(problem, solution, prices)
    explanation.leftOut = self.leftOut(solution, lineup, near, leftOut)
    guard solution.isProven else { return explanation }
    var work = work
    for place in explanation.leftOut.indices.prefix(max(0, verifying)) {
      guard work > 0, goOn() else { break }
      verify(&explanation.leftOut[place], near, &work, goOn)
    }
    return explanation
  }

  /// About a quarter of a second. Proofs that take long would hold back the answer's reasons for half a minute.
  package static let explainingWork = 20_000

  /// A solved problem with its shadow prices, from which smaller problems are made to answer questions about it.
  private struct Near {
    let problem: PlanProblem
    let solution: PlanSolution
    let prices: PlanPrices
    let shortfalls: [Double]

    init(_ problem: PlanProblem, _ solution: PlanSolution, _ prices: PlanPrices) {
      self.problem = problem
      self.solution = solution
      self.prices = prices
      shortfalls = prices.shortfalls
    }

    /// Without candidates who stay out even if the bound rises by the allowance.
    func problem(
      allowance: Double, keeps: Set<Int> = []
    ) -> (problem: PlanProblem, places: [Int]) {
      problem.narrowed(
        prices, shortfalls, objective: solution.objective, allowance: allowance, keeps: keeps)
    }
  }

  /// With more candidates than this nothing is planned again for an explanation; it gives what is certain without.
  private static let manyCandidates = 5_000

  private static func chosen(_ item: Int, _ lineup: PlanLineup) -> PlanExplanation.Chosen {
    let model = lineup.model
    var rest = lineup
    let group = Int(model.group[item])
    rest.drop(group)
    var best: (item: Int, gain: Double)?
    for other in 0..<model.count {
      guard rest.taken[Int(model.group[other])] < 0,
        model.choices[other].candidate != model.choices[item].candidate,
        !model.isForced[group] || Int(model.group[other]) == group
      else { continue }
      let gain = model.value[other] + (model.terms.isCurved ? rest.state.gain(other) : 0)
      guard gain > best?.gain ?? -.infinity, rest.canExchange(for: other) else { continue }
      best = (other, gain)
    }
    let objective = rest.objective
    var exchanged = rest
    if let best { exchanged.take(best.item) }
    return PlanExplanation.Chosen(
      choice: model.choices[item], marginalValue: lineup.objective - objective,
      cost: model.cost[item], substitute: best.map { model.choices[$0.item] },
      objectiveWithSubstitute: best.map { _ in exchanged.objective })
  }

  private static func leftOut(
    _ solution: PlanSolution, _ lineup: PlanLineup, _ near: Near, _ count: Int
  ) -> [PlanExplanation.LeftOut] {
    let model = lineup.model
    let prices = near.prices
    let shortfalls = near.shortfalls
    var nearest = [Int](repeating: -1, count: near.problem.candidates.count)
    for item in 0..<model.count {
      let candidate = model.choices[item].candidate
      let known = nearest[candidate]
      if known < 0 || shortfalls[item] < shortfalls[known] { nearest[candidate] = item }
    }
    for choice in solution.chosen { nearest[choice.candidate] = -1 }
    let items = nearest.filter { $0 >= 0 }.sorted {
      (shortfalls[$0], $0) < (shortfalls[$1], $1)
    }
    let slack = max(0, prices.bound - solution.objective)
    return items.prefix(max(0, count)).map { item in
      let price = prices.moneyPrice(item)
      let missing = max(0, shortfalls[item] - slack)
      var fee: Int64? = missing == 0 ? model.cost[item] : nil
      if fee == nil, price > 0, missing / price <= Double(model.cost[item]) {
        fee = model.cost[item] - Int64(missing / price)
      }
      return PlanExplanation.LeftOut(
        choice: model.choices[item], cost: model.cost[item], bringingCost: fee, isVerified: false)
    }
  }

  /// Bisects the fee, to a thousandth, between one that brings the candidate in and one that doesn't.
  private static func verify(
    _ entry: inout PlanExplanation.LeftOut, _ near: Near, _ work: inout Int, _ goOn: () -> Bool
  ) {
    let choice = entry.choice
    let solution = near.solution
    let item = near.prices.model.choices.firstIndex(of: choice)
    // For free, the candidate would be better by the whole price of the fee.
    let worth = item.map {
      near.prices.moneyPrice($0) * Double(entry.cost) - near.shortfalls[$0]
    }
    guard let worth else { return }
    let (problem, places) = near.problem(allowance: worth, keeps: [choice.candidate])
    guard problem.candidates.count <= manyCandidates,
      let place = places.firstIndex(of: choice.candidate)
    else { return }
    func isIn(_ fee: Int64) -> Bool? {
      var changed = problem
      var option = problem.candidates[place].options[choice.option]
      option.cost = fee
      changed.candidates[place].options = [option]
      changed.candidates[place].lock = .must
      let size = max(1, changed.candidates.count)
      var left = work
      let plan = possible(changed) {
        left -= size
        return left > 0 && goOn()
      }
      work = left
      // A search that was cut short tells nothing.
      guard left > 0 else { return nil }
      guard let plan else { return false }
      guard plan.isProven else { return nil }
      return plan.objective >= solution.objective - 1e-9 * solution.objective.magnitude
    }
    var low: Int64 = 0
    var high = entry.cost
    guard let free = isIn(0), let full = isIn(high) else { return }
    guard free, !full else {
      entry = PlanExplanation.LeftOut(
        choice: choice, cost: entry.cost, bringingCost: free ? entry.cost : nil, isVerified: true)
      return
    }
    while high - low > max(1, entry.cost / 1000) {
      let middle = low + (high - low) / 2
      guard goOn(), let isIn = isIn(middle) else { return }
      if isIn { low = middle } else { high = middle }
    }
    entry = PlanExplanation.LeftOut(
      choice: choice, cost: entry.cost, bringingCost: low, isVerified: true)
  }
}

extension PlanLineup {
  /// Whether all limits are kept with the item.
  func canExchange(for item: Int) -> Bool {
    guard fits(item) else { return false }
    return (0..<model.rowCount).allSatisfy { missing($0) <= model.amount(item, $0) }
  }
}
