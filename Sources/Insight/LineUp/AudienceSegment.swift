import Marketing

/// People who could be reached: on one platform, of one language or country, interested in one niche.
///
/// Two influencers of the same segment may reach the same people; those of different segments are taken to reach
/// different ones. That is an assumption: someone on two networks counts twice, and so does a reader of two niches.
public struct AudienceSegment: Hashable, Comparable, Sendable {
  public let platform: Platform
  /// The language in lower case, else the country; empty when both are unknown.
  public let region: String
  /// In lower case; empty when unknown.
  public let niche: String

  public init(platform: Platform, region: String, niche: String) {
    self.platform = platform
    self.region = region.lowercased()
    self.niche = niche.lowercased()
  }

  public var title: String {
    [platform.title, region, niche].filter { !$0.isEmpty }.joined(separator: " · ")
  }

  public static func < (left: AudienceSegment, right: AudienceSegment) -> Bool {
    (left.platform, left.region, left.niche) < (right.platform, right.region, right.niche)
  }

  /// The segments of an influencer, at most three; its audience is split evenly over them.
  public static func of(_ influencer: Influencer) -> [AudienceSegment] {
    let region = influencer.language.isEmpty ? influencer.country : influencer.language
    var niches: [String] = []
    for niche in influencer.niches.map({ $0.lowercased() }) where !niche.isEmpty {
      if !niches.contains(niche), niches.count < 3 { niches.append(niche) }
    }
    return (niches.isEmpty ? [""] : niches).map {
      AudienceSegment(platform: influencer.platform, region: region, niche: $0)
    }
  }
}

/// How many people each segment has, and what share of them an influencer reaches.
///
/// The people of a segment are estimated from the roster: the followers of its accounts, added up and divided by the
/// accounts that a person of the segment follows (two, it is assumed), at least a quarter more than the largest of them
/// has. Overlap within a segment is then that of independent audiences (Sainsbury).
public struct AudienceModel: Sendable {
  public private(set) var segments: [AudienceSegment] = []
  /// People, in the order of `segments`.
  public private(set) var universes: [Double] = []
  private var places: [AudienceSegment: Int] = [:]

  public static let followedAccounts = 2.0
  public static let headroom = 1.25
  /// Nobody reaches more of a segment than this.
  public static let highestShare = 0.98

  public init(_ influencers: [Influencer], universes known: [AudienceSegment: Int] = [:]) {
    var sums: [AudienceSegment: (all: Double, largest: Double)] = [:]
    for influencer in influencers {
      let own = AudienceSegment.of(influencer)
      let followers = Double(influencer.followers ?? 0) / Double(own.count)
      for segment in own {
        let former = sums[segment] ?? (0, 0)
        sums[segment] = (former.all + followers, max(former.largest, followers))
      }
    }
    segments = sums.keys.sorted()
    for (place, segment) in segments.enumerated() { places[segment] = place }
    universes = segments.map { segment in
      if let people = known[segment] { return Double(max(1, people)) }
      let sum = sums[segment] ?? (0, 0)
      return max(
        sum.all / AudienceModel.followedAccounts, AudienceModel.headroom * sum.largest, 1_000)
    }
  }

  /// What share of each segment is reached by somebody who reaches so many people.
  public func incidence(of influencer: Influencer, reach: Double) -> [PlanProblem.Incidence] {
    let own = AudienceSegment.of(influencer)
    return own.compactMap { segment in
      places[segment].map {
        .init(
          segment: $0,
          probability: min(
            AudienceModel.highestShare, reach / Double(own.count) / universes[$0]))
      }
    }
  }

  /// People reached by several, each counted once.
  public func uniqueReach(_ incidences: [[PlanProblem.Incidence]]) -> Double {
    var missed: [Int: Double] = [:]
    for incidence in incidences {
      for entry in incidence {
        missed[entry.segment, default: 1] *= 1 - min(max(entry.probability, 0), 1)
      }
    }
    return missed.keys.sorted().reduce(0) { $0 + universes[$1] * (1 - (missed[$1] ?? 1)) }
  }
}
