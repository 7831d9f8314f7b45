/// What the limits of a problem are worth, from the relaxed problem.
struct PlanPrices {
  let model: PlanModel
  private let columns: DualColumns
  private let simplex: DualSimplex
  private let unit: Double
  /// No line-up's objective is larger.
  let bound: Double

  /// Nil when not even parts of items keep the limits.
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

  /// What one unit of the row brings, at most.
  func price(_ row: Int) -> Double { simplex.price[row] * columns.scale[row] * unit }

  /// By how much each item falls short of the best of its group, in the unit of the objective: a line-up with the item
  /// is at most bound − shortfall.
  var shortfalls: [Double] {
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
}
