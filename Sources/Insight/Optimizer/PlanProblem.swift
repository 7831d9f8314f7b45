/// Whom to book: candidates, limits and an objective.
///
/// All plain numbers, so that any forecast can be planned with. Costs are minor units of the session's currency, hours
/// are hundredths. Tiers, niches, persons and segments are numbered by the caller, from 0.
package struct PlanProblem: Sendable, Hashable {
  /// What share of an audience segment somebody reaches.
  package struct Incidence: Sendable, Hashable {
    package var segment: Int
    /// The chance that a person of the segment is reached; clamped to 0...1.
    package var probability: Double

    package init(segment: Int, probability: Double) {
      self.segment = segment
      self.probability = probability
    }
  }

  /// How strongly a shared cause moves an option's value.
  package struct Loading: Sendable, Hashable {
    package var factor: Int
    /// The standard deviation of the value due to the cause, in the value's unit.
    package var deviation: Double

    package init(factor: Int, deviation: Double) {
      self.factor = factor
      self.deviation = deviation
    }
  }

  /// One way of booking a candidate; the caller knows its deliverables by its place.
  ///
  /// The caller leaves out options without a known fee. An option with a negative cost, negative hours, either of them
  /// above `PlanProblem.amountLimit`, or a value that isn't finite can't be booked.
  package struct Option: Sendable, Hashable {
    package var cost: Int64
    package var hours: Int64
    package var value: Double
    package var incidence: [Incidence]
    /// The option's own standard deviation, independent of all others.
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
    /// The caller's identifier; the solver itself uses places.
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

  /// Minimum and maximum number of bookings.
  package struct CountRange: Sendable, Hashable {
    package var minimum: Int
    package var maximum: Int?

    package init(atLeast minimum: Int = 0, atMost maximum: Int? = nil) {
      self.minimum = minimum
      self.maximum = maximum
    }
  }

  /// Minimum and maximum spending on some tiers together.
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
    /// The largest share of the budget for one candidate, in millionths. Has no effect without a budget.
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
    /// Σ_s weight_s (1 − Π (1 − p_is)) over the booked options: Sainsbury's unique reach. A weight is the segment's
    /// size.
    case reach(weights: [Double])
    /// additive × Σ value + reach × unique reach.
    case blend(additive: Double, reach: Double, weights: [Double])
  }

  package var candidates: [Candidate]
  package var limits: Limits
  package var objective: Objective
  /// 0 for the mean. Otherwise this many standard deviations of Σ value are subtracted from the objective; with 1.2816
  /// it is the value that a normally distributed sum exceeds nine times out of ten (P10).
  ///
  /// The deviation is √(Σ deviation² + Σ_f (Σ loading_f)²) over the booked options: own errors are independent, those
  /// of shared causes add up. It applies to the additive part; for a cautious reach pass cautious probabilities.
  package var caution: Double

  /// How many deviations below the mean nine of ten normally distributed outcomes stay above.
  package static let tenthPercentile = 1.2815515655446004
  /// The highest cost or hours of an option: a million of them still add up within 64 bits.
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
