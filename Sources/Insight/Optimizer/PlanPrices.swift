/// The shadow prices of a problem's limits, from the relaxed problem.
package struct PlanPrices {
  let model: PlanModel
  private let columns: DualColumns
  private let simplex: DualSimplex
  private let unit: Double
  /// An upper bound on any line-up's objective.
  let bound: Double

  /// Nil if not even fractional items keep the limits.
  package init?(_ problem: PlanProblem) {
    guard let model = PlanModel(problem) else { return nil }
    self.init(model)
  }

  init?(_ model: PlanModel) {
    self.model = model
    guard model.terms.isCurved else {
      let core = PlanCore(model, value: model.value)
      var simplex = core.simplex
      guard simplex.solve() != .infeasible else { return nil }
      columns = core.columns
      unit = core.unit
      bound = core.objective(simplex.safeBound)
      self.simplex = simplex
      return
    }
    let core = CurvedCore(model)
    var search = PlanSearch(model, effort: 0)
    guard
      let relaxed = search.relax(
        core, nil, PlanPoint(model), core.range(nil), rounds: 40, { _ in true })
    else { return nil }
    columns = core.columns
    unit = relaxed.unit
    bound = relaxed.bound
    simplex = relaxed.simplex
  }

  /// The most that one unit of the row can bring.
  package func price(_ row: Int) -> Double { simplex.price[row] * columns.scale[row] * unit }

  /// How far each item falls short of the best of its group, in units of the objective: a line-up with the item is
  /// worth at most bound − shortfall.
  package var shortfalls: [Double] {
    var shortfalls = [Double](repeating: 0, count: model.count)
    for group in 0..<model.groupCount {
      let members = columns.members(group)
      let best = members.reduce(-Double.infinity) { max($0, simplex.worth[$1]) }
      for column in members where columns.item[column] >= 0 {
        shortfalls[Int(columns.item[column])] = (best - simplex.worth[column]) * unit
      }
    }
    return shortfalls
  }

  /// The price of one unit of a candidate's fee, over all rows that it counts towards.
  func moneyPrice(_ item: Int) -> Double {
    model.entries(item).reduce(0.0) { sum, place in
      let row = Int(model.entryRow[place])
      return model.rows[row].isMoney ? sum + price(row) : sum
    }
  }
}

extension PlanProblem {
  /// The same problem without candidates who can't be part of a line-up as good as the objective, and where each of the
  /// rest was before: for questions that change the problem slightly.
  ///
  /// - Parameters:
  ///   - allowance: how much the change may raise the bound.
  ///   - keeps: candidates that stay in any case, by place.
  package func narrowed(
    _ prices: PlanPrices, _ shortfalls: [Double], objective: Double, allowance: Double,
    keeps: Set<Int>
  ) -> (problem: PlanProblem, places: [Int]) {
    let most = max(0, prices.bound - objective) + max(0, allowance)
    let slack = most + 1e-6 * max(1, prices.bound.magnitude)
    let dearest = limits.dearest
    var isNear = [Bool](repeating: false, count: candidates.count)
    for (item, choice) in prices.model.choices.enumerated() where shortfalls[item] <= slack {
      isNear[choice.candidate] = true
    }
    let places = candidates.indices.filter { place in
      isNear[place] || candidates[place].lock == .must || keeps.contains(place)
        // Too expensive for the problem as it is.
        || candidates[place].options.contains { $0.cost > dearest }
    }
    var problem = self
    problem.candidates = places.map { candidates[$0] }
    return (problem, places)
  }
}
