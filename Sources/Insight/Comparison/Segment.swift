import Marketing
import Metrics

/// A part of what a session holds, such as the mega influencers or one campaign: one side of a comparison.
///
/// A segment says for each influencer, campaign and day whether what was measured then belongs to it. Its text form
/// (`init(text:)`, `description`) is what commands take and what a session remembers.
package indirect enum Segment: Hashable, Sendable {
  case all
  case tier(Tier)
  case platform(Platform)
  /// One of an influencer's niches, in any case.
  case niche(String)
  /// A campaign's name, in any case.
  case campaign(String)
  /// A cost has no day, so a segment with days has no cost.
  case days(ClosedRange<Day>)
  /// Chosen one by one.
  case marked(Set<InfluencerID>)
  case not(Segment)
  case and([Segment])

  /// Whether a day decides what belongs to it.
  package var hasDays: Bool {
    switch self {
    case .days: true
    case .not(let segment): segment.hasDays
    case .and(let segments): segments.contains(where: \.hasDays)
    case .all, .tier, .platform, .niche, .campaign, .marked: false
    }
  }

  /// Whether an influencer alone decides.
  package var isOfInfluencers: Bool {
    switch self {
    case .days, .campaign: false
    case .not(let segment): segment.isOfInfluencers
    case .and(let segments): segments.allSatisfy(\.isOfInfluencers)
    case .all, .tier, .platform, .niche, .marked: true
    }
  }

  /// Everything else; of everything else, the segment itself.
  package var others: Segment {
    if case .not(let segment) = self { return segment }
    return .not(self)
  }

  /// Mega and micro, or the two ends of a session whose cut-offs know neither.
  package static func opening(_ tiers: TierScheme) -> (left: Segment, right: Segment) {
    let known = tiers.tiers
    if known.contains(.mega), known.contains(.micro) { return (.tier(.mega), .tier(.micro)) }
    return (.tier(known.last ?? .mega), .tier(known.first ?? .micro))
  }

  /// What a title shows: `Mega`, `TikTok · beauty`, `not Spring`.
  package func title(in session: Session) -> String {
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

  /// What the segment names that the session doesn't have; nil when all is known.
  package func unknown(in session: Session) -> String? {
    switch self {
    case .campaign(let name):
      session.campaign(called: name) == nil ? "no campaign is called “\(name)”" : nil
    case .tier(let tier):
      session.settings.tiers.tiers.contains(tier)
        ? nil : "the session's cut-offs have no tier “\(tier.rawValue)”"
    case .not(let segment): segment.unknown(in: session)
    case .and(let segments): segments.lazy.compactMap { $0.unknown(in: session) }.first
    case .all, .platform, .niche, .days, .marked: nil
    }
  }
}

extension Session {
  func campaign(called name: String) -> Campaign? {
    let wanted = name.lowercased()
    return campaigns.rows.first { $0.name.lowercased() == wanted }
  }
}

/// A segment made ready for one session: whether a share belongs to it is a look into an array.
indirect enum Membership: Sendable {
  /// By the influencer's place; nobody's place is the last and false.
  case influencers([Bool])
  case campaigns(Set<CampaignID>)
  case days(ClosedRange<Day>)
  case not(Membership)
  case and([Membership])

  init(_ segment: Segment, _ directory: Directory) {
    func mask(_ isMember: (Influencer) -> Bool) -> Membership {
      .influencers(directory.influencers.map(isMember) + [false])
    }
    switch segment {
    case .all: self = mask { _ in true }
    case .tier(let tier):
      self = mask { $0.followers.map { directory.tiers.tier(followers: $0) == tier } ?? false }
    case .platform(let platform): self = mask { $0.platform == platform }
    case .niche(let niche):
      let wanted = niche.lowercased()
      self = mask { $0.niches.contains { $0.lowercased() == wanted } }
    case .campaign(let name):
      let wanted = name.lowercased()
      self = .campaigns(
        Set(directory.campaigns.rows.filter { $0.name.lowercased() == wanted }.map(\.id)))
    case .days(let days): self = .days(days)
    case .marked(let influencers): self = mask { influencers.contains($0.id) }
    case .not(let segment):
      if case .influencers(let members) = Membership(segment, directory) {
        self = .influencers(members.dropLast().map { !$0 } + [false])
      } else {
        self = .not(Membership(segment, directory))
      }
    case .and(let segments):
      let parts = segments.map { Membership($0, directory) }
      var all = directory.influencers.map { _ in true } + [false]
      var others: [Membership] = []
      for part in parts {
        if case .influencers(let members) = part {
          for place in all.indices { all[place] = all[place] && members[place] }
        } else {
          others.append(part)
        }
      }
      self = others.isEmpty ? .influencers(all) : .and([.influencers(all)] + others)
    }
  }

  /// Without a day the question is about a cost, which no range of days contains and none leaves out.
  func contains(_ influencer: Int32, _ campaign: CampaignID, _ day: Day?) -> Bool {
    switch self {
    case .influencers(let members): members[Int(influencer)]
    case .campaigns(let campaigns): campaigns.contains(campaign)
    case .days(let days): day.map(days.contains) ?? true
    case .not(let part): !part.contains(influencer, campaign, day)
    case .and(let parts): parts.allSatisfy { $0.contains(influencer, campaign, day) }
    }
  }
}
