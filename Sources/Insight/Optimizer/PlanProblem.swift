import Marketing

/// Whom to book: candidates, limits, and what is to be made as large as possible.
///
/// Plain numbers, so that every forecast can be planned with. Costs are minor units of the session's currency, hours
/// are hundredths. Tiers, niches, persons and segments are numbered by the caller, from 0.
public struct PlanProblem: Sendable, Hashable {
  /// How many of one audience segment somebody reaches.
  public struct Incidence: Sendable, Hashable {
    public var segment: Int
    /// The chance that a person of the segment is reached, 0...1. Outside of that it is moved to the nearer end.
    public var probability: Double

    public init(segment: Int, probability: Double) {
      self.segment = segment
      self.probability = probability
    }
  }

  /// How strongly a cause that others share moves an option's value.
  public struct Loading: Sendable, Hashable {
    public var factor: Int
    /// The standard deviation of the value that the cause brings about, in the unit of the value.
    public var deviation: Double

    public init(factor: Int, deviation: Double) {
      self.factor = factor
      self.deviation = deviation
    }
  }

  /// One way of booking a candidate; which deliverables it stands for, the caller knows by its place.
  ///
  /// An option without a known fee is left out by the caller. One with a negative cost, negative hours, either of them
  /// above `PlanProblem.amountLimit`, or a value that is no finite number, can't be booked.
  public struct Option: Sendable, Hashable {
    public var cost: Int64
    public var hours: Int64
    public var value: Double
    public var incidence: [Incidence]
    /// Standard deviation of the value that is this option's own, independent of all others.
    public var deviation: Double
    public var loadings: [Loading]

    public init(
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

  public enum Lock: Sendable, Hashable {
    case free, must, banned
  }

  public struct Candidate: Sendable, Hashable {
    public var influencer: InfluencerID
    /// At most one of them is booked.
    public var options: [Option]
    public var tier: Int
    public var niches: [Int]
    /// Candidates with the same person are accounts of one human; at most one of them is booked.
    public var person: Int?
    public var lock: Lock

    public init(
      _ influencer: InfluencerID, options: [Option], tier: Int = 0, niches: [Int] = [],
      person: Int? = nil, lock: Lock = .free
    ) {
      self.influencer = influencer
      self.options = options
      self.tier = tier
      self.niches = niches
      self.person = person
      self.lock = lock
    }
  }

  /// At least and at most so many bookings.
  public struct CountRange: Sendable, Hashable {
    public var minimum: Int
    public var maximum: Int?

    public init(atLeast minimum: Int = 0, atMost maximum: Int? = nil) {
      self.minimum = minimum
      self.maximum = maximum
    }
  }

  /// At least and at most so much money for some tiers together.
  public struct SpendingLimit: Sendable, Hashable {
    public var tiers: Set<Int>
    public var minimum: Int64
    public var maximum: Int64?

    public init(tiers: Set<Int>, atLeast minimum: Int64 = 0, atMost maximum: Int64? = nil) {
      self.tiers = tiers
      self.minimum = minimum
      self.maximum = maximum
    }
  }

  public struct Limits: Sendable, Hashable {
    /// Nil for no limit.
    public var budget: Int64?
    /// In hundredths; nil for no limit.
    public var hours: Int64?
    public var bookings = CountRange()
    public var tiers: [Int: CountRange] = [:]
    /// A candidate counts in each of its niches.
    public var niches: [Int: CountRange] = [:]
    /// Of the budget, at most so much for one influencer. Without a budget it has no effect.
    public var influencerShare: Share?
    public var spending: [SpendingLimit] = []

    public init(budget: Int64? = nil, hours: Int64? = nil) {
      self.budget = budget
      self.hours = hours
    }
  }

  public enum Objective: Sendable, Hashable {
    /// Σ value.
    case additive
    /// Σ_s weight_s (1 − Π (1 − p_is)) over those booked: Sainsbury's unique reach. A weight is the segment's size.
    case reach(weights: [Double])
    /// additive × Σ value + reach × unique reach.
    case blend(additive: Double, reach: Double, weights: [Double])
  }

  public var candidates: [Candidate]
  public var limits: Limits
  public var objective: Objective
  /// 0 for the mean. Else the objective is reduced by so many standard deviations of Σ value; 1.2816 makes it the
  /// value that a normally distributed sum exceeds in nine cases of ten (P10).
  ///
  /// The deviation is √(Σ deviation² + Σ_f (Σ loading_f)²) over those booked: own errors are independent, those of
  /// shared causes add up. It concerns the additive part; for a cautious reach hand in cautious probabilities.
  public var caution: Double

  /// Deviations below the mean that nine of ten normally distributed outcomes exceed.
  public static let tenthPercentile = 1.2815515655446004
  /// The largest cost or hours of an option: a million of them still add up within 64 bits.
  public static let amountLimit: Int64 = 1_000_000_000_000

  public init(
    candidates: [Candidate], limits: Limits = Limits(), objective: Objective = .additive,
    caution: Double = 0
  ) {
    self.candidates = candidates
    self.limits = limits
    self.objective = objective
    self.caution = caution
  }
}
