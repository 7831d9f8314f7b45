/// Why a line-up is as it is: what each candidate adds, and what it would take for the others.
package struct PlanExplanation: Sendable, Hashable {
  package struct Chosen: Sendable, Hashable {
    package let choice: PlanChoice
    /// What the objective would lose without it, the rest left as it is.
    package let marginalValue: Double
    /// In minor units.
    package let cost: Int64
    /// Who would come in its place, the rest left as it is, and the objective then; nil when nobody fits.
    package let substitute: PlanChoice?
    package let objectiveWithSubstitute: Double?

    package init(
      choice: PlanChoice, marginalValue: Double, cost: Int64, substitute: PlanChoice? = nil,
      objectiveWithSubstitute: Double? = nil
    ) {
      self.choice = choice
      self.marginalValue = marginalValue
      self.cost = cost
      self.substitute = substitute
      self.objectiveWithSubstitute = objectiveWithSubstitute
    }
  }

  package struct LeftOut: Sendable, Hashable {
    package let choice: PlanChoice
    package let cost: Int64
    /// The largest cost, in minor units, at which the best line-up would hold it; nil when it wouldn't for nothing.
    package let bringingCost: Int64?
    /// The threshold was found by planning again. Else it was read from the prices of the limits, and the candidate
    /// is certain to stay out above it only.
    package let isVerified: Bool

    package init(
      choice: PlanChoice, cost: Int64, bringingCost: Int64? = nil, isVerified: Bool
    ) {
      self.choice = choice
      self.cost = cost
      self.bringingCost = bringingCost
      self.isVerified = isVerified
    }
  }

  package var chosen: [Chosen]
  /// Those nearest to coming in first.
  package var leftOut: [LeftOut]

  package init(chosen: [Chosen], leftOut: [LeftOut]) {
    self.chosen = chosen
    self.leftOut = leftOut
  }
}

/// The best objective for each share of the budget that some tiers get.
package struct PlanCurve: Sendable, Hashable {
  package struct Point: Sendable, Hashable {
    /// Of the budget, at most so much goes to the tiers and at most the rest to the others.
    package let share: Double
    package let solution: PlanSolution

    package init(
      share: Double, solution: PlanSolution
    ) {
      self.share = share
      self.solution = solution
    }
  }

  package var points: [Point]

  package init(
    points: [Point]
  ) {
    self.points = points
  }
  /// The point with the largest objective; the smallest share among equals.
  package var best: Point? {
    var best: Point?
    for point in points where point.solution.status == .feasible {
      if point.solution.objective > best?.solution.objective ?? -.infinity { best = point }
    }
    return best
  }
}
