/// Part of a session's data, such as the mega influencers or one campaign: one side of a comparison.
///
/// Decides for each influencer, campaign and day whether a measurement belongs to it. Its text form (`init(text:)`,
/// `description`) is what commands take and sessions store.
public indirect enum Segment: Hashable, Sendable {
  case all
  case tier(Tier)
  case platform(Platform)
  /// One of an influencer's niches, ignoring case.
  case niche(String)
  /// A campaign's name, ignoring case.
  case campaign(String)
  /// Costs have no day, so a segment with days has no cost.
  case days(ClosedRange<Day>)
  case marked(Set<InfluencerID>)
  case not(Segment)
  case and([Segment])

  /// Whether it depends on the day.
  public var hasDays: Bool {
    switch self {
    case .days: true
    case .not(let segment): segment.hasDays
    case .and(let segments): segments.contains(where: \.hasDays)
    case .all, .tier, .platform, .niche, .campaign, .marked: false
    }
  }

  /// Whether it depends on the influencer alone.
  public var isOfInfluencers: Bool {
    switch self {
    case .days, .campaign: false
    case .not(let segment): segment.isOfInfluencers
    case .and(let segments): segments.allSatisfy(\.isOfInfluencers)
    case .all, .tier, .platform, .niche, .marked: true
    }
  }

  /// Everything else; for a negated segment, the segment itself.
  public var others: Segment {
    if case .not(let segment) = self { return segment }
    return .not(self)
  }
}
