import Marketing

/// What a table is broken down by. Each measurement falls into exactly one group per dimension, so the groups add up to
/// the total.
package enum Dimension: String, CaseIterable, Sendable {
  case total, tier, influencer, platform, niche, campaign, booking, day, week

  package var title: String { rawValue.prefix(1).uppercased() + rawValue.dropFirst() }
}

/// One group of a dimension.
package enum GroupKey: Hashable, Sendable {
  case total
  case tier(Tier)
  case influencer(InfluencerID)
  case platform(Platform)
  /// An influencer's first niche, in lower case. Further niches don't count, or the groups would add up to more than
  /// the total.
  case niche(String)
  case campaign(CampaignID)
  case booking(BookingID)
  case day(Day)
  /// An ISO 8601 week, by its Monday.
  case week(monday: Day)
  /// The influencer's followers or niches are unknown.
  case unknown
  /// Belongs to nobody; by booking, to no booking.
  case unattributed
}

extension GroupKey {
  /// A table's initial order; groups that don't belong to the dimension come last.
  static func precedes(_ left: GroupKey, _ right: GroupKey) -> Bool {
    switch (left, right) {
    case (.tier(let a), .tier(let b)): a < b
    case (.influencer(let a), .influencer(let b)): a < b
    case (.platform(let a), .platform(let b)): a < b
    case (.niche(let a), .niche(let b)): a < b
    case (.campaign(let a), .campaign(let b)): a < b
    case (.booking(let a), .booking(let b)): a < b
    case (.day(let a), .day(let b)): a < b
    case (.week(let a), .week(let b)): a < b
    case (.total, _), (.tier, _), (.influencer, _), (.platform, _), (.niche, _), (.campaign, _),
      (.booking, _), (.day, _), (.week, _), (.unknown, _), (.unattributed, _):
      left.rank < right.rank
    }
  }

  private var rank: Int {
    switch self {
    case .unknown: 1
    case .unattributed: 2
    case .total, .tier, .influencer, .platform, .niche, .campaign, .booking, .day, .week: 0
    }
  }
}

extension Day {
  /// The Monday on or before this day.
  var monday: Day { self + (1 - weekday) }

  /// `2025-W07`: the ISO week of a Monday, whose year is that of its Thursday.
  var isoWeek: String {
    let thursday = monday + 3
    let year = thursday.civil.year
    guard let first = Day(year: year, month: 1, day: 1) else { return monday.iso }
    let week = (thursday - first) / 7 + 1
    return "\(thursday.iso.prefix(4))-W\(week < 10 ? "0" : "")\(week)"
  }
}
