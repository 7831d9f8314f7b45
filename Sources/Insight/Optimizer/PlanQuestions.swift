/// Why a line-up is what it is: what each candidate adds, and what it would take for the others to come in.
package struct PlanExplanation: Sendable, Hashable {
  package struct Chosen: Sendable, Hashable {
    package let choice: PlanChoice
    /// What the objective would lose without it, the rest unchanged.
    package let marginalValue: Double
    /// In minor units.
    package let cost: Int64
    /// The best replacement, the rest unchanged, and the objective with it; nil if nobody fits.
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
    /// The highest cost, in minor units, at which the best line-up would include it; nil if not even for free.
    package let bringingCost: Int64?
    /// Whether the threshold was found by planning again. If not, it comes from the limits' prices, and is only certain
    /// in that the candidate stays out above it.
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

  /// What the line-up is worth in the problem that is explained.
  package var objective = 0.0
  package var chosen: [Chosen]
  /// Those that came closest to being chosen, the closest first.
  package var leftOut: [LeftOut]

  package init(chosen: [Chosen], leftOut: [LeftOut]) {
    self.chosen = chosen
    self.leftOut = leftOut
  }
}
