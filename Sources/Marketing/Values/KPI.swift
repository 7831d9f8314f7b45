/// The figures that Clout counts and derives; a target or a column names one of these.
///
/// Everything about a KPI is in its row, and all else is derived from that: a new KPI is a case and a row.
public enum KPI: String, CaseIterable, Sendable {
  // Counted
  case impressions, reach, likes, comments, shares, saves, engagements, clicks, conversions,
    revenue, spend, cost
  // Derived
  case engagementRateByReach = "er-reach"
  case engagementRateByImpressions = "er-impressions"
  case engagementRateByFollowers = "er-followers"
  case frequency
  case ctr, cvr
  case cpm, cpe, cpc, cpa
  case aov, roas, roi
  // Counted; the last, since the seeds of forecasts depend on a KPI's place.
  case netRevenue = "net-revenue"

  package var row: Row {
    switch self {
    case .impressions: .sum("Impressions", .impressions, "How often the posts were shown.")
    case .reach:
      .sum(
        "Reach", .reach,
        "How many accounts saw each post, added up over the posts: someone who saw two posts counts twice. What the days of an ad reached isn't added: then it is a range."
      )
    case .likes: .sum("Likes", .likes, KPI.reported)
    case .comments: .sum("Comments", .comments, KPI.reported)
    case .shares: .sum("Shares", .shares, KPI.reported)
    case .saves: .sum("Saves", .saves, KPI.reported)
    case .engagements:
      .sum(
        "Engagements", .engagements,
        "What people did with the posts. A kind of engagement that was not reported is left out.")
    case .clicks: .sum("Clicks", .clicks, KPI.reported)
    case .conversions:
      .sum(
        "Conversions", .conversions,
        "Orders, sign-ups or whatever the campaign counts; refunds are taken off.")
    case .revenue:
      .sum(
        "Revenue", .revenue,
        "What the conversions brought: what was paid, tax and shipping in; refunds are taken off.")
    case .netRevenue:
      .sum(
        "Net revenue", .netRevenue,
        "The part of the revenue that is neither tax nor shipping, as far as sources say so.")
    case .spend:
      .sum(
        "Ad spend", .spend, better: .lower,
        "What was paid to ad platforms for showing the posts to more people, as they reported it. It is part of the cost."
      )
    case .cost:
      .sum(
        "Cost", .cost, better: .lower,
        """
        Of bookings that are contracted, live, done or paid, and the ad spend. Bookings have no day, so a day or a week \
        has no cost.
        """)
    case .engagementRateByReach:
      .paired(
        "ER/reach", .engagements, per: .reach, .percent, .higher,
        "Of the accounts reached, how many engaged. Only measurements that know both figures count."
      )
    case .engagementRateByImpressions:
      .paired(
        "ER/impr", .engagements, per: .impressions, .percent, .higher,
        "Of the times shown, how many led to an engagement. Only measurements that know both figures count."
      )
    case .engagementRateByFollowers:
      Row(
        title: "ER/foll", unit: .percent, better: .higher, numerator: .engagements,
        denominator: .followers, pairing: .influencer,
        meaning: """
          All engagements for each follower. Each influencer's followers count once, however many posts there are; \
          influencers without followers or without engagements are left out on both sides.
          """)
    case .frequency:
      .paired(
        "Frequency", .impressions, per: .reach, .ratio, .higher,
        "How often each account reached saw a post. Only measurements that know both figures count."
      )
    case .ctr:
      .paired(
        "CTR", .clicks, per: .impressions, .percent, .higher,
        "Of the times shown, how many led to a click. Only measurements that know both figures count."
      )
    case .cvr:
      .quotient(
        "CVR", .conversions, per: .clicks, .percent, .higher,
        "Of the clicks, how many became a conversion. Both are the group's sums, since they come from different sources."
      )
    case .cpm:
      .cost("CPM", per: .impressions, scale: 1000, "What it cost to be shown a thousand times.")
    case .cpe: .cost("CPE", per: .engagements, "What one engagement cost.")
    case .cpc: .cost("CPC", per: .clicks, "What one click cost.")
    case .cpa: .cost("CPA", per: .conversions, "What one conversion cost.")
    case .aov:
      .quotient(
        "AOV", .revenue, per: .conversions, .money, .higher, "What one conversion brought.")
    case .roas:
      .quotient(
        "ROAS", .returns, per: .cost, .ratio, .higher,
        "What came back for each unit of money spent: revenue, or net revenue if the session says so."
      )
    case .roi:
      .quotient(
        "ROI", .returns, per: .cost, offset: -1, .percent, .higher,
        "What was left after the cost, for each unit of money spent; below zero it is a loss.")
    }
  }

  private static let reported =
    "As the platform reported them; of a running total the newest state counts."
}
