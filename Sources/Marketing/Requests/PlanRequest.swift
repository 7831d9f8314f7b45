/// What a plan is asked for: the goal, the money and the hours, and the limits that it must keep. The day on which it is
/// made isn't part of it.
public struct PlanRequest: Sendable, Hashable {
  /// How much each goal counts, at least one of them above zero; each is measured by what it could reach alone.
  public struct Blend: Sendable, Hashable {
    public var awareness: Double
    public var engagement: Double
    public var conversions: Double

    public init(awareness: Double = 0, engagement: Double = 0, conversions: Double = 0) {
      self.awareness = awareness
      self.engagement = engagement
      self.conversions = conversions
    }

    public subscript(goal: Goal) -> Double {
      get {
        switch goal {
        case .awareness: awareness
        case .engagement: engagement
        case .conversions: conversions
        }
      }
      set {
        switch goal {
        case .awareness: awareness = newValue
        case .engagement: engagement = newValue
        case .conversions: conversions = newValue
        }
      }
    }
  }

  public var goal: Goal
  /// Several goals at once; nil for `goal` alone.
  public var blend: Blend?
  /// The part of the revenue that is left after the goods: with it a plan for conversions makes the contribution
  /// (revenue × margin − cost) as large as possible, without it the number of conversions.
  public var margin: Share?
  /// Nil for no limit.
  public var budget: Money?
  public var hours: Hours?
  public var limits = RequestLimits()
  public var must: Set<InfluencerID> = []
  public var banned: Set<InfluencerID> = []
  /// Fees of one piece that replace what the session knows.
  public var fees: [InfluencerID: Money] = [:]
  /// Makes what nine of ten futures exceed as large as possible, instead of the mean.
  public var isCautious = false
  /// Contracted bookings stay in the line-up as they are.
  public var keepsCommitted = true
  /// Days that one booking takes.
  public var bookingDays = PlanRequest.usualBookingDays
  /// Members that are known but whose values aren't understood: nothing is planned as if they weren't there.
  public var unread: [UnknownField] = []
  public var unknown: [UnknownField] = []

  public static let usualBookingDays = 14

  public init(goal: Goal) { self.goal = goal }

  /// Goal, budget and hours of a campaign. A budget of zero is none that was set.
  public init(_ campaign: Campaign) {
    goal = campaign.goal
    budget = campaign.budget == .zero ? nil : campaign.budget
    hours = campaign.hours
  }

  /// The goals that count and how much; one of weight 1 without a blend.
  public var weights: Blend {
    if let blend { return blend }
    var alone = Blend()
    alone[goal] = 1
    return alone
  }

  /// Takes back that members weren't understood, since they have been entered anew.
  public mutating func settle(_ names: String...) { unread.removeAll { names.contains($0.name) } }
}

extension PlanRequest {
  /// What of the request the session can't make sense of, in words. With any of it there is no plan: one made as if it
  /// weren't there would be a plan for something else.
  public func problems(in session: Session) -> [String] {
    var problems = limits.problems(in: session)
    for field in unread {
      problems.append("The plan's “\(field.name)” isn't understood: \(field.json).")
    }
    return problems
  }
}
