import Marketing

/// A candidate and the way of booking it, by their places in the problem.
public struct PlanChoice: Sendable, Hashable, Comparable {
  public let candidate: Int
  public let option: Int

  public init(candidate: Int, option: Int) {
    self.candidate = candidate
    self.option = option
  }

  public static func < (left: Self, right: Self) -> Bool {
    (left.candidate, left.option) < (right.candidate, right.option)
  }
}

/// One limit of a problem, as it is named when limits contradict each other.
public enum PlanLimit: Sendable, Hashable {
  case budget, hours, influencerShare
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
  /// One account of this person.
  case person(Int)
}

/// The smallest change of one limit that makes a line-up possible.
public struct PlanRemedy: Sendable, Hashable {
  public let limit: PlanLimit
  /// What the limit is and what it would have to be: minor units, hundredths of hours, a number of bookings, or
  /// millionths for `influencerShare`. Nil for the limits that are only kept or dropped: must, banned, person.
  public let now: Int64?
  public let needed: Int64?

  public init(
    limit: PlanLimit, now: Int64? = nil, needed: Int64? = nil
  ) {
    self.limit = limit
    self.now = now
    self.needed = needed
  }
}

public struct PlanConflict: Sendable, Hashable {
  /// Limits that contradict each other; without any one of them the rest are possible.
  public let limits: [PlanLimit]
  /// At most one for each of `limits`, each of which would do for the whole problem.
  public let remedies: [PlanRemedy]

  public init(
    limits: [PlanLimit], remedies: [PlanRemedy]
  ) {
    self.limits = limits
    self.remedies = remedies
  }
}

/// A line-up and how good it is compared with the best possible one.
public struct PlanSolution: Sendable, Hashable {
  public enum Status: Sendable, Hashable {
    /// A line-up that keeps all limits.
    case feasible
    /// There is no line-up that keeps all limits.
    case infeasible(PlanConflict)
    /// Neither a line-up nor a proof that there is none was found before the end.
    case undecided
  }

  public var status: Status
  /// In the order of the candidates.
  public var chosen: [PlanChoice]
  public var objective: Double
  /// No line-up that keeps the limits has a larger objective. Infinite until there is a bound.
  public var bound: Double
  /// In minor units.
  public var cost: Int64
  /// In hundredths.
  public var hours: Int64

  public init(
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

  /// How far the objective is from the best possible, at most, as a share of the best possible; nil when there is no
  /// line-up or no bound yet, or when the bound is 0 and the objective isn't.
  public var gap: Double? {
    guard status == .feasible, bound.isFinite else { return nil }
    if bound <= objective { return 0 }
    return bound == 0 ? nil : (bound - objective) / bound.magnitude
  }

  /// Nothing better exists, to nine digits.
  public var isProven: Bool {
    status == .feasible && bound.isFinite
      && bound - objective <= 1e-9 * max(bound.magnitude, objective.magnitude)
  }
}
