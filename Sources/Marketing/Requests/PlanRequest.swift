/// What a plan is asked for: the goal, the budget and hours, and the limits it must keep. Doesn't include the day on
/// which it is made.
public struct PlanRequest: Sendable, Hashable {
  /// How much each goal counts, relative to what it could reach alone; at least one must be above zero.
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

  /// What a request shares with its campaign.
  public enum CampaignPart: String, CaseIterable, Sendable { case goal, budget, hours }

  /// The parts that aren't asked for separately: if the campaign's change, these change with them.
  public var followed: Set<CampaignPart> = []
  public var goal: Goal
  /// Several goals at once; nil for `goal` alone.
  public var blend: Blend?
  /// The part of the revenue left after the cost of goods. With it a plan for conversions maximises the contribution
  /// (revenue × margin − cost), without it the number of conversions.
  public var margin: Share?
  /// Nil for no limit.
  public var budget: Money?
  public var hours: Hours?
  public var limits = RequestLimits()
  public var must: Set<InfluencerID> = []
  public var banned: Set<InfluencerID> = []
  /// Fees per piece that override what the session knows.
  public var fees: [InfluencerID: Money] = [:]
  /// Maximises the mean of the worst fifth of futures, whose middle is P10, instead of that of all.
  public var isCautious = false
  /// Contracted bookings stay in the line-up unchanged.
  public var keepsCommitted = true
  /// How many days a booking takes.
  public var bookingDays = PlanRequest.usualBookingDays
  /// Known members whose values aren't understood. Nothing is planned until they are settled.
  public var unread: [UnknownField] = []
  public var unknown: [UnknownField] = []

  public static let usualBookingDays = 14

  public init(goal: Goal) { self.goal = goal }

  /// A campaign's goal, budget and hours. A budget of zero counts as not set.
  public init(_ campaign: Campaign) {
    goal = campaign.goal
    budget = campaign.budget == .zero ? nil : campaign.budget
    hours = campaign.hours
    followed = Set(CampaignPart.allCases)
  }

  /// With the followed parts as the campaign has them now.
  public func following(_ campaign: Campaign) -> PlanRequest {
    let own = PlanRequest(campaign)
    var request = self
    if followed.contains(.goal) { request.goal = own.goal }
    if followed.contains(.budget) { request.budget = own.budget }
    if followed.contains(.hours) { request.hours = own.hours }
    return request.compared(to: campaign)
  }

  /// From now on follows the campaign wherever both ask for the same.
  public func compared(to campaign: Campaign) -> PlanRequest {
    let own = PlanRequest(campaign)
    let unread = Set(unread.map(\.name))
    var request = self
    request.followed = Set(
      CampaignPart.allCases.filter { part in
        switch part {
        case .goal:
          blend == nil && goal == own.goal && unread.isDisjoint(with: ["goal", "blend"])
        case .budget: budget == own.budget && !unread.contains("budget")
        case .hours: hours == own.hours && !unread.contains("hours")
        }
      })
    return request
  }

  /// The goals' weights; without a blend, weight 1 for the goal.
  public var weights: Blend {
    if let blend { return blend }
    var alone = Blend()
    alone[goal] = 1
    return alone
  }

  /// Clears members that weren't understood, once they have been entered again.
  public mutating func settle(_ names: String...) { unread.removeAll { names.contains($0.name) } }
}
