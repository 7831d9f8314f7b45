/// A candidate and an option, by their places in the problem.
package struct PlanChoice: Sendable, Hashable, Comparable {
  package let candidate: Int
  package let option: Int

  package init(candidate: Int, option: Int) {
    self.candidate = candidate
    self.option = option
  }

  package static func < (left: Self, right: Self) -> Bool {
    (left.candidate, left.option) < (right.candidate, right.option)
  }
}

/// One limit of a problem, for naming limits that contradict each other.
package enum PlanLimit: Sendable, Hashable {
  case budget, hours, candidateShare
  case minimumBookings, maximumBookings
  case minimumTier(Int)
  case maximumTier(Int)
  case minimumNiche(Int)
  case maximumNiche(Int)
  /// By place in `Limits.spending`.
  case minimumSpending(Int)
  case maximumSpending(Int)
  /// A candidate, by place, that must be booked.
  case must(Int)
  /// A candidate, by place, that must not be booked.
  case banned(Int)
  /// Only one account of this person.
  case person(Int)
}

/// The smallest change of one limit that makes a line-up possible.
package struct PlanRemedy: Sendable, Hashable {
  package let limit: PlanLimit
  /// The limit's value and the one it would need: minor units, hundredths of hours, a number of bookings, or millionths
  /// for `candidateShare`. Nil for limits that can only be kept or dropped: must, banned, person.
  package let now: Int64?
  package let needed: Int64?

  package init(
    limit: PlanLimit, now: Int64? = nil, needed: Int64? = nil
  ) {
    self.limit = limit
    self.now = now
    self.needed = needed
  }
}

package struct PlanConflict: Sendable, Hashable {
  /// Limits that contradict each other; without any one of them the rest can be kept.
  package let limits: [PlanLimit]
  /// At most one for each of `limits`; any of them would be enough for the whole problem.
  package let remedies: [PlanRemedy]

  package init(
    limits: [PlanLimit], remedies: [PlanRemedy]
  ) {
    self.limits = limits
    self.remedies = remedies
  }
}

/// A line-up, and how it compares with the best possible one.
package struct PlanSolution: Sendable, Hashable {
  package enum Status: Sendable, Hashable {
    /// A line-up that keeps all limits.
    case feasible
    /// No line-up keeps all limits.
    case infeasible(PlanConflict)
    /// The search ended with neither a line-up nor a proof that there is none.
    case undecided
  }

  package var status: Status
  /// By candidate.
  package var chosen: [PlanChoice]
  package var objective: Double
  /// An upper bound on any line-up's objective. Infinite until one is known.
  package var bound: Double
  /// In minor units.
  package var cost: Int64
  /// In hundredths.
  package var hours: Int64

  package init(
    status: Status, chosen: [PlanChoice], objective: Double, bound: Double, cost: Int64,
    hours: Int64
  ) {
    self.status = status
    self.chosen = chosen
    self.objective = objective
    self.bound = bound
    self.cost = cost
    self.hours = hours
  }

  /// The most by which the objective may fall short of the best possible, as a share of that; nil without a line-up or
  /// a bound, or if the bound is 0 and the objective isn't.
  package var gap: Double? {
    guard status == .feasible, bound.isFinite else { return nil }
    if bound <= objective { return 0 }
    return bound == 0 ? nil : (bound - objective) / bound.magnitude
  }

  /// No line-up is better, to nine digits.
  package var isProven: Bool {
    status == .feasible && bound.isFinite
      && bound - objective <= 1e-9 * max(bound.magnitude, objective.magnitude)
  }
}
