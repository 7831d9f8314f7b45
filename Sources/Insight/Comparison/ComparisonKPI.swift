import Marketing

/// A figure by which two sides are compared.
package enum ComparisonKPI: String, CaseIterable, Sendable {
  case reachPerBooking = "reach-per-booking"
  case reach
  case uniqueReach = "unique-reach"
  case newAudience = "new-audience"
  case newAudiencePerBooking = "new-audience-per-booking"
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

  package enum Unit: String, Sendable {
    case count, money, percent, ratio, days, hours

    fileprivate init(_ unit: KPI.Unit) {
      self =
        switch unit {
        case .count: .count
        case .money: .money
        case .percent: .percent
        case .ratio: .ratio
        }
    }
  }

  /// The KPIs shown in the table; the others only decide about a goal.
  package static let table = allCases.filter { !$0.isOfGoal }

  /// Figures that count each person once.
  enum People { case all, alone, alonePerBooking, perCost }

  private struct Row {
    var title: String
    var unit: Unit
    var better: KPI.Better
    var formula: String
    var kpi: KPI?
    /// What a goal gets per unit of money, in words.
    var yield: String?
    var people: People?
    /// Why there may be no figure.
    var missing = "no data"

    init(_ title: String, _ unit: Unit, _ better: KPI.Better, _ formula: String) {
      self.title = title
      self.unit = unit
      self.better = better
      self.formula = formula
    }

    /// The same figure as in the tables.
    init(_ kpi: KPI, title: String? = nil, formula: String? = nil) {
      self.init(
        title ?? kpi.title, Unit(kpi.unit), kpi.row.better, formula ?? kpi.formula)
      self.kpi = kpi
    }

    static func perCost(_ title: String, _ formula: String, _ yield: String) -> Row {
      var row = Row(title, .count, .higher, formula)
      row.yield = yield
      return row
    }

    func counting(_ people: People) -> Row {
      var row = self
      row.people = people
      row.missing = "needs a universe: how many people could be reached at all"
      return row
    }

    func missing(_ text: String) -> Row {
      var row = self
      row.missing = text
      return row
    }
  }

  private var row: Row {
    switch self {
    case .reachPerBooking:
      Row(
        "Reach/booking", .count, .higher,
        "reach ÷ committed bookings, for influencers with known reach")
    case .reach:
      Row(
        .reach, title: "Reach in total", formula: "Σ reach: someone who saw two posts counts twice")
    case .uniqueReach:
      Row(
        "Unique reach", .count, .higher,
        "universe × (1 − Π(1 − rᵢ)), rᵢ = the influencer's furthest post ÷ universe (Sainsbury)"
      ).counting(.all)
    case .newAudience:
      Row(
        "New audience", .count, .higher, "people that this side reaches and the other doesn't"
      ).counting(.alone)
    case .newAudiencePerBooking:
      Row(
        "New aud./booking", .count, .higher,
        "people that this side reaches and the other doesn't ÷ committed bookings"
      ).counting(.alonePerBooking)
    case .reachPerDay:
      Row(
        "Reach/day", .count, .higher,
        "reach ÷ days from the campaign's launch to the influencer's last figures")
    case .reachTail:
      Row("Tail of reach", .ratio, .higher, "P90 ÷ median of the reach of a post")
    case .engagements: Row(.engagements)
    case .engagementRateByReach: Row(.engagementRateByReach)
    case .engagementRateByImpressions: Row(.engagementRateByImpressions)
    case .ctr: Row(.ctr)
    case .cvr: Row(.cvr)
    case .aov: Row(.aov)
    case .cpm: Row(.cpm)
    case .cpe: Row(.cpe)
    case .cpc: Row(.cpc)
    case .cpa: Row(.cpa)
    case .roas: Row(.roas)
    case .roi: Row(.roi)
    case .feePerBooking: Row("Fee/booking", .money, .lower, "fee ÷ committed bookings")
    case .bookingsForBudget:
      Row("Bookings/budget", .count, .higher, "budget ÷ mean cost of a committed booking")
        .missing("no campaign here has a budget")
    case .hoursPerBooking:
      Row("Hours/booking", .hours, .lower, "hours ÷ committed bookings whose hours are known")
    case .reachPerHour:
      Row("Reach/hour", .count, .higher, "reach ÷ hours, for influencers with both known")
    case .conversionsPerHour:
      Row("Conv./hour", .count, .higher, "conversions ÷ hours, for influencers with both known")
    case .sponsoredShare:
      Row("Sponsored share", .percent, .lower, "mean of the accounts' sponsored shares")
    case .audienceDiversity:
      Row(
        "Audience mix", .percent, .higher,
        "chance that two accounts are of different countries (Gini–Simpson, unbiased)")
    case .nicheDiversity:
      Row(
        "Niche mix", .percent, .higher,
        "chance that two accounts have different first niches (Gini–Simpson, unbiased)")
    case .realAudience:
      Row(
        "Real audience", .percent, .higher,
        "mean of the exported shares of real audience, or else of authentic engagements")
    case .vettingTime:
      Row(
        "Time in vetting", .days, .lower, "mean of the days from found to approved")
    case .vettingHours:
      Row(
        "Vetting hours", .hours, .lower,
        "mean of the hours that vetting took, for accounts with any")
    case .uniqueReachPerCost:
      .perCost("Unique reach/cost", "unique reach ÷ cost", "people reached").counting(.perCost)
    case .reachPerCost: .perCost("Reach/cost", "reach ÷ cost", "reach")
    case .engagementsPerCost: .perCost("Engagements/cost", "engagements ÷ cost", "engagements")
    case .conversionsPerCost: .perCost("Conversions/cost", "conversions ÷ cost", "conversions")
    }
  }

  package var title: String { row.title }
  /// The unit of a side's value: a count, minor units of money, a fraction, a quotient, days or hours.
  package var unit: Unit { row.unit }
  package var higherIsBetter: Bool { row.better == .higher }
  /// The formula as shown to a manager, in one line.
  package var formula: String { row.formula }
  package var isOfGoal: Bool { row.yield != nil }
  /// What a goal gets per unit of money, in words; nil for KPIs that belong to no goal.
  var yield: String? { row.yield }
  var people: People? { row.people }
  /// Why there is no figure.
  var missing: String { row.missing }
  /// The tables' KPI with the same figure, if there is one.
  var kpi: KPI? { row.kpi }
  /// Added to the quotient: −1 for ROI.
  package var offset: Double { Double(row.kpi?.row.offset ?? 0) }

  /// Whether it is made of conversions or what they brought.
  package var usesSales: Bool {
    row.kpi?.usesSales ?? (self == .conversionsPerHour || self == .conversionsPerCost)
  }

  package var countsPeople: Bool { row.people != nil }

  /// The figure per booking or per dollar that decides where this one is a side's total; nil for other figures.
  package var decider: String? {
    switch self {
    case .reach: "Reach/booking and CPM decide"
    case .uniqueReach: "unique reach per dollar decides"
    case .newAudience: "New aud./booking decides"
    case .engagements: "CPE decides"
    default: nil
    }
  }
}

extension Goal {
  /// The KPI that decides about the goal, per unit of money. Unique reach needs a universe; without one, reach stands
  /// in.
  package func kpi(hasUniverse: Bool) -> ComparisonKPI {
    switch self {
    case .awareness: hasUniverse ? .uniqueReachPerCost : .reachPerCost
    case .engagement: .engagementsPerCost
    case .conversions: .conversionsPerCost
    }
  }
}
