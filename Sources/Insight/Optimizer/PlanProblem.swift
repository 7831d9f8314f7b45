/// Whom to book: candidates, limits, and what is to be made as large as possible.
///
/// Plain numbers, so that every forecast can be planned with. Costs are minor units of the session's currency, hours
/// are hundredths. Tiers, niches, persons and segments are numbered by the caller, from 0.
package struct PlanProblem: Sendable, Hashable {
  /// How many of one audience segment somebody reaches.
  package struct Incidence: Sendable, Hashable {
    package var segment: Int
    /// The chance that a person of the segment is reached, 0...1. Outside of that it is moved to the nearer end.
    package var probability: Double

    package init(segment: Int, probability: Double) {
      self.segment = segment
      self.probability = probability
    }
  }

  /// How strongly a cause that others share moves an option's value.
  package struct Loading: Sendable, Hashable {
    package var factor: Int
    /// The standard deviation of the value that the cause brings about, in the unit of the value.
    package var deviation: Double

    package init(factor: Int, deviation: Double) {
      self.factor = factor
      self.deviation = deviation
    }
  }

  /// One way of booking a candidate; which deliverables it stands for, the caller knows by its place.
  ///
  /// An option without a known fee is left out by the caller. One with a negative cost, negative hours, either of them
  /// above `PlanProblem.amountLimit`, or a value that is no finite number, can't be booked.
  package struct Option: Sendable, Hashable {
    package var cost: Int64
    package var hours: Int64
    package var value: Double
    package var incidence: [Incidence]
    /// Standard deviation of the value that is this option's own, independent of all others.
    package var deviation: Double
    package var loadings: [Loading]

    package init(
      cost: Int64, hours: Int64 = 0, value: Double = 0, incidence: [Incidence] = [],
      deviation: Double = 0, loadings: [Loading] = []
    ) {
      self.cost = cost
      self.hours = hours
      self.value = value
      self.incidence = incidence
      self.deviation = deviation
      self.loadings = loadings
    }
  }

  package enum Lock: Sendable, Hashable {
    case free, must, banned
  }

  package struct Candidate: Sendable, Hashable {
    /// The caller's own name for it; the solver goes by places.
    package var id: Int
    /// At most one of them is booked.
    package var options: [Option]
    package var tier: Int
    package var niches: [Int]
    /// Candidates with the same person are accounts of one human; at most one of them is booked.
    package var person: Int?
    package var lock: Lock

    package init(
      _ id: Int, options: [Option], tier: Int = 0, niches: [Int] = [],
      person: Int? = nil, lock: Lock = .free
    ) {
      self.id = id
      self.options = options
      self.tier = tier
      self.niches = niches
      self.person = person
      self.lock = lock
    }
  }

  /// At least and at most so many bookings.
  package struct CountRange: Sendable, Hashable {
    package var minimum: Int
    package var maximum: Int?

    package init(atLeast minimum: Int = 0, atMost maximum: Int? = nil) {
      self.minimum = minimum
      self.maximum = maximum
    }
  }

  /// At least and at most so much money for some tiers together.
  package struct SpendingLimit: Sendable, Hashable {
    package var tiers: Set<Int>
    package var minimum: Int64
    package var maximum: Int64?

    package init(tiers: Set<Int>, atLeast minimum: Int64 = 0, atMost maximum: Int64? = nil) {
      self.tiers = tiers
      self.minimum = minimum
      self.maximum = maximum
    }
  }

  package struct Limits: Sendable, Hashable {
    /// Nil for no limit.
    package var budget: Int64?
    /// In hundredths; nil for no limit.
    package var hours: Int64?
    package var bookings = CountRange()
    package var tiers: [Int: CountRange] = [:]
    /// A candidate counts in each of its niches.
    package var niches: [Int: CountRange] = [:]
    /// Of the budget, at most so many millionths for one candidate. Without a budget it has no effect.
    package var candidateShare: Int64?
    package var spending: [SpendingLimit] = []

    package init(budget: Int64? = nil, hours: Int64? = nil) {
      self.budget = budget
      self.hours = hours
    }
  }

  package enum Objective: Sendable, Hashable {
    /// Σ value.
    case additive
    /// Σ_s weight_s (1 − Π (1 − p_is)) over those booked: Sainsbury's unique reach. A weight is the segment's size.
    case reach(weights: [Double])
    /// additive × Σ value + reach × unique reach.
    case blend(additive: Double, reach: Double, weights: [Double])
  }

  package var candidates: [Candidate]
  package var limits: Limits
  package var objective: Objective
  /// 0 for the mean. Else the objective is reduced by so many standard deviations of Σ value; 1.2816 makes it the
  /// value that a normally distributed sum exceeds in nine cases of ten (P10).
  ///
  /// The deviation is √(Σ deviation² + Σ_f (Σ loading_f)²) over those booked: own errors are independent, those of
  /// shared causes add up. It concerns the additive part; for a cautious reach hand in cautious probabilities.
  package var caution: Double

  /// Deviations below the mean that nine of ten normally distributed outcomes exceed.
  package static let tenthPercentile = 1.2815515655446004
  /// The largest cost or hours of an option: a million of them still add up within 64 bits.
  package static let amountLimit: Int64 = 1_000_000_000_000

  package init(
    candidates: [Candidate], limits: Limits = Limits(), objective: Objective = .additive,
    caution: Double = 0
  ) {
    self.candidates = candidates
    self.limits = limits
    self.objective = objective
    self.caution = caution
  }
}
