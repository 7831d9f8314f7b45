import Marketing
import Metrics

/// A segment made ready for one session: whether an increment belongs to it is a look into an array.
indirect enum Membership: Sendable {
  /// By the influencer's place; the last place is for nobody and false.
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

  /// Costs have no day: no range of days contains them, and none excludes them.
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
