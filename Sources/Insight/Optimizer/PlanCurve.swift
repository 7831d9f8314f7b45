extension Planner {
  /// The best plan for each share of the budget that some tiers get, from 0 to 1 in equal steps.
  ///
  /// At share s the tiers cost at most s × budget and all others together at most the rest. Empty without a budget.
  ///
  /// A point without a line-up is infeasible and names no conflict. Each point starts from the line-ups of those before
  /// it.
  ///
  /// - Parameters:
  ///   - steps: the number of steps; 20 makes 21 points.
  ///   - goOn: asked now and then; returning false ends the curve with the points so far.
  ///   - progress: gets each point; returning false ends the curve with the points so far.
  package static func curve(
    _ problem: PlanProblem, tiers: Set<Int>, steps: Int = 20,
    goOn: () -> Bool = { true }, progress: (PlanCurve.Point) -> Bool = { _ in true }
  ) -> PlanCurve {
    var curve = PlanCurve(points: [])
    guard let budget = problem.limits.budget, budget >= 0, steps > 0 else { return curve }
    let others = Set(problem.candidates.map(\.tier)).subtracting(tiers)
    var known: [[PlanChoice]] = []
    for step in 0...steps {
      var isStopped = false
      let part = budget.dividedByRatio(step, of: steps)
      var split = problem
      split.limits.spending.append(.init(tiers: tiers, atMost: part))
      split.limits.spending.append(.init(tiers: others, atMost: budget - part))
      let solution = found(split, from: known, effort: 20_000) { _ in
        isStopped = !goOn()
        return !isStopped
      }
      if isStopped { break }
      let point = PlanCurve.Point(
        share: Double(step) / Double(steps), solution: solution ?? .without)
      if let solution, solution.status == .feasible { known.append(solution.chosen) }
      curve.points.append(point)
      guard progress(point) else { break }
    }
    return curve
  }
}

extension Int64 {
  /// self × part ÷ whole, rounded down, for 0 ≤ part ≤ whole.
  fileprivate func dividedByRatio(_ part: Int, of whole: Int) -> Int64 {
    Int64(whole).dividingFullWidth(multipliedFullWidth(by: Int64(part))).quotient
  }
}
