extension Planner {
  /// The best plan for each share of the budget that the tiers get, 0 to 1 in equal steps.
  ///
  /// At a share s the tiers cost at most s × budget and all others together at most the rest. Empty without a budget.
  ///
  /// - Parameter steps: from one point to the next; 20 makes 21 points.
  /// - Parameter progress: hears of each point; false ends the curve with the points so far.
  public static func curve(
    _ problem: PlanProblem, tiers: Set<Int>, steps: Int = 20,
    progress: (PlanCurve.Point) -> Bool = { _ in true }
  ) -> PlanCurve {
    var curve = PlanCurve(points: [])
    guard let budget = problem.limits.budget, budget >= 0, steps > 0 else { return curve }
    let others = Set(problem.candidates.map(\.tier)).subtracting(tiers)
    for step in 0...steps {
      let part = budget.dividedByRatio(step, of: steps)
      var split = problem
      split.limits.spending.append(.init(tiers: tiers, atMost: part))
      split.limits.spending.append(.init(tiers: others, atMost: budget - part))
      let point = PlanCurve.Point(
        share: Double(step) / Double(steps), solution: solve(split))
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
