import Marketing

/// A figure that two sides are compared by.
package enum ComparisonKPI: String, CaseIterable, Sendable {
  case reachPerBooking = "reach-per-booking"
  case reach
  case uniqueReach = "unique-reach"
  case newAudience = "new-audience"
  case reachPerDay = "reach-per-day"
  case reachTail = "reach-tail"
  case engagements
  case engagementRateByReach = "er-reach"
  case engagementRateByImpressions = "er-impressions"
  case ctr, cvr, aov, cpm, cpe, cpc, cpa, roas, roi
  case feePerBooking = "fee-per-booking"
  case bookingsForBudget = "bookings-for-budget"
  case hoursPerBooking = "hours-per-booking"
  case reachPerHour = "reach-per-hour"
  case conversionsPerHour = "conversions-per-hour"
  case sponsoredShare = "sponsored-share"
  case audienceDiversity = "audience-diversity"
  case nicheDiversity = "niche-diversity"
  case realAudience = "real-audience"
  case vettingTime = "vetting-time"
  case vettingHours = "vetting-hours"
  case uniqueReachPerCost = "unique-reach-per-cost"
  case reachPerCost = "reach-per-cost"
  case engagementsPerCost = "engagements-per-cost"
  case conversionsPerCost = "conversions-per-cost"

  package enum Unit: String, Sendable { case count, money, percent, ratio, days, hours }

  /// Those of the table; the others decide about a goal.
  package static let table = allCases.filter { !$0.isOfGoal }

  package var isOfGoal: Bool {
    switch self {
    case .uniqueReachPerCost, .reachPerCost, .engagementsPerCost, .conversionsPerCost: true
    default: false
    }
  }

  /// The KPI of the tables that the figure is the same as.
  var kpi: KPI? { KPI(rawValue: rawValue) }

  /// The unit of a side's value: a count, minor units of money, a fraction, a quotient, days or hours.
  package var unit: Unit {
    switch self {
    case .reachPerBooking, .reach, .uniqueReach, .newAudience, .reachPerDay, .engagements,
      .bookingsForBudget, .reachPerHour, .conversionsPerHour, .uniqueReachPerCost, .reachPerCost,
      .engagementsPerCost, .conversionsPerCost:
      .count
    case .engagementRateByReach, .engagementRateByImpressions, .ctr, .cvr, .roi, .sponsoredShare,
      .realAudience, .audienceDiversity, .nicheDiversity:
      .percent
    case .aov, .cpm, .cpe, .cpc, .cpa, .feePerBooking: .money
    case .reachTail, .roas: .ratio
    case .hoursPerBooking, .vettingHours: .hours
    case .vettingTime: .days
    }
  }

  /// False where the smaller figure is the better one.
  package var higherIsBetter: Bool {
    switch self {
    case .cpm, .cpe, .cpc, .cpa, .feePerBooking, .hoursPerBooking, .sponsoredShare, .vettingTime,
      .vettingHours:
      false
    default: true
    }
  }

  package var title: String {
    switch self {
    case .reachPerBooking: "Reach/booking"
    case .reach: "Reach in total"
    case .uniqueReach: "Unique reach"
    case .newAudience: "New audience"
    case .reachPerDay: "Reach/day"
    case .reachTail: "Tail of reach"
    case .feePerBooking: "Fee/booking"
    case .bookingsForBudget: "Bookings/budget"
    case .hoursPerBooking: "Hours/booking"
    case .reachPerHour: "Reach/hour"
    case .conversionsPerHour: "Conv./hour"
    case .sponsoredShare: "Sponsored share"
    case .audienceDiversity: "Audience mix"
    case .nicheDiversity: "Niche mix"
    case .realAudience: "Real audience"
    case .vettingTime: "Time in vetting"
    case .vettingHours: "Vetting hours"
    case .uniqueReachPerCost: "Unique reach/cost"
    case .reachPerCost: "Reach/cost"
    case .engagementsPerCost: "Engagements/cost"
    case .conversionsPerCost: "Conversions/cost"
    default: kpi?.title ?? rawValue
    }
  }

  /// Whether it counts people, each once.
  package var countsPeople: Bool {
    self == .uniqueReach || self == .newAudience || self == .uniqueReachPerCost
  }

  /// How the figure comes about, in one line.
  package var formula: String {
    switch self {
    case .reachPerBooking: "reach ÷ committed bookings, of influencers whose reach is known"
    case .reach: "Σ reach: someone who saw two posts counts twice"
    case .uniqueReach:
      "universe × (1 − Π(1 − rᵢ)), rᵢ = the influencer's furthest post ÷ universe (Sainsbury)"
    case .newAudience: "people that this side reaches and the other doesn't"
    case .reachPerDay: "reach ÷ days from the campaign's launch to the influencer's last figures"
    case .reachTail: "P90 ÷ median of the reach of a post"
    case .feePerBooking: "fee ÷ committed bookings"
    case .bookingsForBudget: "budget ÷ mean cost of a committed booking"
    case .hoursPerBooking: "hours ÷ committed bookings whose hours are known"
    case .reachPerHour: "reach ÷ hours, of influencers with both known"
    case .conversionsPerHour: "conversions ÷ hours, of influencers with both known"
    case .sponsoredShare: "mean of the accounts' sponsored shares"
    case .realAudience:
      "mean of the shares of real audience, else of authentic engagements, as exports bring them"
    case .vettingHours: "mean of the hours that vetting took, of accounts with any"
    case .audienceDiversity:
      "chance that two accounts are of different countries (Gini–Simpson, unbiased)"
    case .nicheDiversity:
      "chance that two accounts have different first niches (Gini–Simpson, unbiased)"
    case .vettingTime: "mean of the days from being found to being approved"
    case .uniqueReachPerCost: "unique reach ÷ cost"
    case .reachPerCost: "reach ÷ cost"
    case .engagementsPerCost: "engagements ÷ cost"
    case .conversionsPerCost: "conversions ÷ cost"
    default: kpi?.formula ?? rawValue
    }
  }
}

extension Goal {
  /// What the goal is about, per unit of money. Unique reach needs a universe; without one reach stands in.
  package func kpi(hasUniverse: Bool) -> ComparisonKPI {
    switch self {
    case .awareness: hasUniverse ? .uniqueReachPerCost : .reachPerCost
    case .engagement: .engagementsPerCost
    case .conversions: .conversionsPerCost
    }
  }
}
