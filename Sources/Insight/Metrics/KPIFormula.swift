import Marketing

extension KPI {
  /// A short column title. A rate names its base.
  package var title: String {
    switch self {
    case .impressions: "Impressions"
    case .reach: "Reach"
    case .likes: "Likes"
    case .comments: "Comments"
    case .shares: "Shares"
    case .saves: "Saves"
    case .engagements: "Engagements"
    case .clicks: "Clicks"
    case .conversions: "Conversions"
    case .revenue: "Revenue"
    case .cost: "Cost"
    case .engagementRateByReach: "ER/reach"
    case .engagementRateByImpressions: "ER/impr"
    case .engagementRateByFollowers: "ER/foll"
    case .frequency: "Frequency"
    case .ctr: "CTR"
    case .cvr: "CVR"
    case .cpm: "CPM"
    case .cpe: "CPE"
    case .cpc: "CPC"
    case .cpa: "CPA"
    case .aov: "AOV"
    case .roas: "ROAS"
    case .roi: "ROI"
    }
  }

  /// How the figure comes about, in one line.
  package var formula: String {
    switch self {
    case .engagements: "likes + comments + shares + saves"
    case .cost: "fee + product cost + commission"
    case .roi: "(revenue − cost) ÷ cost"
    case .cpm: "cost × 1,000 ÷ impressions"
    default:
      if let operands { "\(operands.above) ÷ \(operands.below)" } else { "Σ \(rawValue)" }
    }
  }

  /// What the figure says and which measurements go into it, in plain words.
  package var meaning: String {
    switch self {
    case .impressions: "How often the posts were shown."
    case .reach:
      "How many accounts saw each post, added up over the posts: someone who saw two posts counts twice."
    case .likes, .comments, .shares, .saves, .clicks:
      "As the platform reported them; of a running total the newest state counts."
    case .engagements:
      "What people did with the posts. A kind of engagement that was not reported is left out."
    case .conversions: "Orders, sign-ups or whatever the campaign counts; refunds are taken off."
    case .revenue: "What the conversions brought; refunds are taken off."
    case .cost:
      "Of bookings that are contracted, live, done or paid. It has no day, so a day or a week has no cost."
    case .engagementRateByReach:
      "Of the accounts reached, how many engaged. Only measurements that know both figures count."
    case .engagementRateByImpressions:
      "Of the times shown, how many led to an engagement. Only measurements that know both figures count."
    case .engagementRateByFollowers:
      "All engagements for each follower. Each influencer's followers count once, however many posts there are; "
        + "influencers without followers or without engagements are left out on both sides."
    case .frequency:
      "How often each account reached saw a post. Only measurements that know both figures count."
    case .ctr:
      "Of the times shown, how many led to a click. Only measurements that know both figures count."
    case .cvr:
      "Of the clicks, how many became a conversion. Both are the group's sums, since they come from different sources."
    case .cpm: "What it cost to be shown a thousand times."
    case .cpe: "What one engagement cost."
    case .cpc: "What one click cost."
    case .cpa: "What one conversion cost."
    case .aov: "What one conversion brought."
    case .roas: "What came back for each unit of money spent."
    case .roi:
      "What was left after the cost, for each unit of money spent; below zero it is a loss."
    }
  }

  /// The names of what is divided by what; nil for a KPI that is no quotient.
  package var operands: (above: String, below: String)? {
    switch self {
    case .engagementRateByReach: ("engagements", "reach")
    case .engagementRateByImpressions: ("engagements", "impressions")
    case .engagementRateByFollowers: ("engagements", "followers")
    case .frequency: ("impressions", "reach")
    case .ctr: ("clicks", "impressions")
    case .cvr: ("conversions", "clicks")
    case .cpm: ("cost", "impressions")
    case .cpe: ("cost", "engagements")
    case .cpc: ("cost", "clicks")
    case .cpa: ("cost", "conversions")
    case .aov: ("revenue", "conversions")
    case .roas: ("revenue", "cost")
    case .roi: ("revenue − cost", "cost")
    default: nil
    }
  }

  /// Whether the figure above the line is money, and the one below it.
  var moneyOperands: (above: Bool, below: Bool) {
    switch self {
    case .cpm, .cpe, .cpc, .cpa, .aov: (true, false)
    case .roas, .roi: (true, true)
    default: (false, false)
    }
  }

  /// By what a quotient is multiplied: CPM is per thousand.
  var scale: Double { self == .cpm ? 1000 : 1 }
}

extension Totals {
  /// The figures that went into a KPI: `engagements 1,234 ÷ reach 40,000`. Says what is missing when it is absent,
  /// and what was left out because the other side of the quotient is unknown.
  package func explanation(of kpi: KPI, currency: Currency) -> String {
    func text(_ value: Int?, money: Bool) -> String {
      guard let value else { return "unknown" }
      return money ? currency.text(value) : grouped(value)
    }
    guard let names = kpi.operands, let parts = parts(of: kpi) else {
      let isMoney = kpi.unit == .money
      guard kpi == .engagements, engagements != nil else {
        return "\(kpi.title.lowercased()) \(text(count(of: kpi), money: isMoney))"
      }
      return [("likes", likes), ("comments", comments), ("shares", shares), ("saves", saves)]
        .map { "\($0.0) \(text($0.1, money: false))" }.joined(separator: " + ")
    }
    let isMoney = kpi.moneyOperands
    let factor = kpi == .cpm ? " × 1,000" : ""
    if let pair = kpi.pair, sums[pair] == nil {
      return "no measurement knows both \(names.above) and \(names.below)"
    }
    var result =
      "\(names.above) \(text(parts.above, money: isMoney.above))\(factor) ÷ \(names.below) \(text(parts.below, money: isMoney.below))"
    let leftOut = leftOut(of: kpi)
    if let above = leftOut.above {
      result += "; \(grouped(above)) \(names.above) without \(names.below) left out"
    }
    if let below = leftOut.below {
      result += "; \(grouped(below)) \(names.below) without \(names.above) left out"
    }
    return result
  }

  /// What the group's sums have beyond the paired figures.
  private func leftOut(of kpi: KPI) -> (above: Int?, below: Int?) {
    func rest(_ all: Int?, _ used: Int?) -> Int? {
      guard let all, let used, all != used else { return nil }
      return all &- used
    }
    guard let parts = parts(of: kpi) else { return (nil, nil) }
    return switch kpi {
    case .engagementRateByReach: (rest(engagements, parts.above), rest(reach, parts.below))
    case .engagementRateByImpressions:
      (rest(engagements, parts.above), rest(impressions, parts.below))
    case .engagementRateByFollowers: (rest(engagements, parts.above), nil)
    case .frequency: (rest(impressions, parts.above), rest(reach, parts.below))
    case .ctr: (rest(clicks, parts.above), rest(impressions, parts.below))
    default: (nil, nil)
    }
  }
}

extension KPI {
  /// The pair of figures of one measurement that the KPI divides.
  var pair: Sums.Pair? {
    switch self {
    case .engagementRateByReach: .engagementsToReach
    case .engagementRateByImpressions: .engagementsToImpressions
    case .ctr: .clicksToImpressions
    case .frequency: .impressionsToReach
    default: nil
    }
  }
}

/// `1234567` as `1,234,567`.
package func grouped(_ number: some BinaryInteger) -> String {
  var digits = String(number.magnitude)
  var groups: [Substring] = []
  while digits.count > 3 {
    groups.insert(Substring(digits.suffix(3)), at: 0)
    digits.removeLast(3)
  }
  groups.insert(Substring(digits), at: 0)
  return (number < 0 ? "−" : "") + groups.joined(separator: ",")
}

extension Currency {
  /// An exact amount: `$1,234.50`.
  func text(_ minorUnits: Int) -> String {
    let (whole, rest) = minorUnits.magnitude.quotientAndRemainder(dividingBy: UInt(scale))
    let fraction = String(rest)
    return (minorUnits < 0 ? "−" : "") + symbol + grouped(whole)
      + (digits == 0
        ? "" : "." + String(repeating: "0", count: digits - fraction.count) + fraction)
  }
}
