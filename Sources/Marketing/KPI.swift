/// The figures that Clout counts and derives. The formulas are in Insight; a target or a column names one of these.
public enum KPI: String, CaseIterable, Sendable {
  // Counted
  case impressions, reach, likes, comments, shares, saves, engagements, clicks, conversions,
    revenue, cost
  // Derived
  case engagementRateByReach = "er-reach"
  case engagementRateByImpressions = "er-impressions"
  case engagementRateByFollowers = "er-followers"
  case frequency
  case ctr, cvr
  case cpm, cpe, cpc, cpa
  case aov, roas, roi

  public enum Unit: Sendable { case count, money, ratio, percent }

  public var unit: Unit {
    switch self {
    case .impressions, .reach, .likes, .comments, .shares, .saves, .engagements, .clicks,
      .conversions:
      .count
    case .revenue, .cost, .cpm, .cpe, .cpc, .cpa, .aov: .money
    case .engagementRateByReach, .engagementRateByImpressions, .engagementRateByFollowers, .ctr,
      .cvr, .roi:
      .percent
    case .frequency, .roas: .ratio
    }
  }

  /// False where a smaller figure is the better one.
  public var higherIsBetter: Bool {
    switch self {
    case .cost, .cpm, .cpe, .cpc, .cpa: false
    default: true
    }
  }
}
