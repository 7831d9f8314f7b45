import Marketing

/// What a plan is asked for: the goal, the money and the hours, and the limits that it must keep.
package struct PlanOptions: Sendable, Hashable {
  /// At least and at most so many bookings.
  package struct CountRange: Sendable, Hashable {
    package var minimum: Int
    package var maximum: Int?

    package init(atLeast minimum: Int = 0, atMost maximum: Int? = nil) {
      self.minimum = minimum
      self.maximum = maximum
    }
  }

  /// How much each goal counts, at least one of them above zero; each is measured by what it could reach alone.
  package struct Blend: Sendable, Hashable {
    package var awareness: Double
    package var engagement: Double
    package var conversions: Double

    package init(awareness: Double = 0, engagement: Double = 0, conversions: Double = 0) {
      self.awareness = awareness
      self.engagement = engagement
      self.conversions = conversions
    }
  }

  package var goal: Goal
  /// Several goals at once; nil for `goal` alone.
  package var blend: Blend?
  /// The part of the revenue that is left after the goods: with it a plan for conversions makes the contribution
  /// (revenue × margin − cost) as large as possible, without it the number of conversions.
  package var margin: Share?
  /// Nil for no limit.
  package var budget: Money?
  package var hours: Hours?
  package var bookings = CountRange()
  package var tiers: [Tier: CountRange] = [:]
  /// By niche in lower case. An influencer counts in each of its niches.
  package var niches: [String: CountRange] = [:]
  /// Of the budget, at most so much for one influencer.
  package var influencerShare: Share?
  /// Nobody below this alignment with the brand, 0 to 100.
  package var minimumAlignment: Int?
  /// Nobody who isn't at least there in vetting: `approved` books only whom somebody has cleared.
  package var vetting: Vetting.State?
  package var must: Set<InfluencerID> = []
  package var banned: Set<InfluencerID> = []
  /// Fees of one piece that replace what the session knows.
  package var fees: [InfluencerID: Money] = [:]
  /// The most pieces of one influencer.
  package var maximumPieces = 3
  /// Makes what nine of ten futures exceed as large as possible, instead of the mean.
  package var isCautious = false
  /// Contracted bookings stay in the line-up as they are.
  package var keepsCommitted = true
  /// Days that one booking takes.
  package var bookingDays = 14
  /// No booking begins before that day; nil for any day of the campaign.
  package var today: Day?
  /// People of an audience segment, where they are known better than the estimate from the roster.
  package var universes: [AudienceSegment: Int] = [:]

  package init(goal: Goal) { self.goal = goal }

  /// Goal, budget and hours of a campaign. A budget of zero is none that was set.
  package init(_ campaign: Campaign) {
    goal = campaign.goal
    budget = campaign.budget == .zero ? nil : campaign.budget
    hours = campaign.hours
  }

  /// The goals that count and how much; one of weight 1 without a blend.
  var weights: Blend {
    if let blend { return blend }
    switch goal {
    case .awareness: return Blend(awareness: 1)
    case .engagement: return Blend(engagement: 1)
    case .conversions: return Blend(conversions: 1)
    }
  }
}

/// What a plan makes as large as possible.
package enum PlanMeasure: String, Sendable, Hashable, CaseIterable {
  case reach, engagements, conversions
  /// Revenue × margin − cost, in minor units.
  case contribution
  /// Several goals, each by what it could reach alone.
  case blend

  package var title: String {
    switch self {
    case .reach: "unique reach"
    case .engagements: "engagements"
    case .conversions: "conversions"
    case .contribution: "contribution"
    case .blend: "score"
    }
  }
}

extension PlanOptions {
  package var measure: PlanMeasure {
    if blend != nil { return .blend }
    return switch goal {
    case .awareness: .reach
    case .engagement: .engagements
    case .conversions: margin == nil ? .conversions : .contribution
    }
  }
}
