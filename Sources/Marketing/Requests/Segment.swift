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

  /// For a title: `Mega`, `TikTok · beauty`, `not Spring`.
  public func title(in session: Session) -> String {
    switch self {
    case .all: "Everybody"
    case .tier(let tier): tier.title
    case .platform(let platform): platform.title
    case .niche(let niche): niche
    case .campaign(let name): session.campaign(called: name)?.name ?? name
    case .days(let days): "\(days.lowerBound.iso) to \(days.upperBound.iso)"
    case .marked(let influencers): "Marked (\(influencers.count))"
    case .not(.and(let segments)): "not (\(Segment.and(segments).title(in: session)))"
    case .not(let segment): "not \(segment.title(in: session))"
    case .and(let segments): segments.map { $0.title(in: session) }.joined(separator: " · ")
    }
  }

  /// What it refers to that the session doesn't have; nil if it has everything.
  public func unknown(in session: Session) -> String? {
    switch self {
    case .campaign(let name):
      session.campaign(called: name) == nil ? "no campaign is called “\(name)”" : nil
    case .tier(let tier):
      session.settings.tiers.tiers.contains(tier)
        ? nil : "the session's cut-offs have no tier “\(tier.rawValue)”"
    case .niche(let niche):
      RequestLimit.Group.niche.has(niche.lowercased(), in: session)
        ? nil : "nobody has the niche “\(niche)”"
    case .marked(let influencers):
      influencers.isEmpty || influencers.contains { session.roster[$0] != nil }
        ? nil : "nobody who was marked is in the roster any more"
    case .not(let segment): segment.unknown(in: session)
    case .and(let segments): segments.lazy.compactMap { $0.unknown(in: session) }.first
    case .all, .platform, .days: nil
    }
  }
}

extension Session {
  /// The campaign with this name, ignoring case.
  public func campaign(called name: String) -> Campaign? {
    let wanted = name.lowercased()
    return campaigns.rows.first { $0.name.lowercased() == wanted }
  }
}
