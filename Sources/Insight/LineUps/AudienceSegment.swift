import Marketing
import Optimizer
import Wording

/// People who could be reached: on one platform, in one language or country, interested in one niche.
///
/// Influencers of the same segment may reach the same people; those of different segments are assumed not to. So
/// someone on two networks counts twice, and so does a reader of two niches.
package struct AudienceSegment: Hashable, Comparable, Sendable {
  package let platform: Platform
  /// The language in lower case, or else the country; empty if both are unknown.
  package let region: String
  /// Lower case; empty if unknown.
  package let niche: String

  package init(platform: Platform, region: String, niche: String) {
    self.platform = platform
    self.region = region.lowercased()
    self.niche = niche.lowercased()
  }

  package var title: String {
    [platform.title, region, niche].filter { !$0.isEmpty }.joined(separator: " · ")
  }

  package static func < (left: AudienceSegment, right: AudienceSegment) -> Bool {
    (left.platform, left.region, left.niche) < (right.platform, right.region, right.niche)
  }

  /// An influencer's segments, at most three; the audience is split evenly among them.
  package static func of(_ influencer: Influencer) -> [AudienceSegment] {
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

/// The size of each segment, and the share of it that an influencer reaches.
///
/// A segment's size is estimated from the roster: the followers of its accounts, added up and divided by two (the
/// number of its accounts that a person is assumed to follow), and at least a quarter more than its largest account.
/// Overlap within a segment is then that of independent audiences (Sainsbury). Measured overlaps replace it: see
/// `MeasuredOverlaps` for how, and how closely.
package struct AudienceModel: Sendable {
  package private(set) var segments: [AudienceSegment] = []
  /// People, in the order of `segments`, then those of each cluster of accounts with measured overlaps.
  package private(set) var universes: [Double] = []
  private var places: [AudienceSegment: Int] = [:]
  /// Segments by the influencers' words, so that these are split once, not for each influencer.
  private var profiles: [Profile: Parts] = [:]
  /// The cluster of an account with a measured overlap, and the share of its audience that is in it.
  private var clusters: [InfluencerID: (segment: Int, share: Double)] = [:]
  /// Pairs of accounts whose measured overlap is used.
  package private(set) var measuredPairs = 0
  /// The largest relative deviation of a pair's overlap from the measured one. About 0 unless several pairs are
  /// connected.
  package private(set) var measuredDeviation = 0.0

  package static let followedAccounts = 2.0
  package static let headroom = 1.25
  /// The largest share of a segment that anyone can reach.
  package static let highestShare = 0.98

  private struct Profile: Hashable {
    let platform: Platform
    let language: String
    let country: String
    let niches: [String]

    init(_ people: [Influencer], _ place: Int) {
      platform = people[place].platform
      language = people[place].language
      country = language.isEmpty ? people[place].country : ""
      niches = people[place].niches
    }
  }

  /// Where an audience is: places of segments, and the number of parts it is split into.
  struct Parts: Sendable {
    let places: [Int]
    let count: Int
    /// The share moved to a cluster because of measured overlaps.
    var cluster: (segment: Int, share: Double)?
  }

  /// Archived influencers don't count.
  package init(
    _ influencers: [Influencer], universes known: [AudienceSegment: Int] = [:],
    overlaps: [AudienceOverlap] = []
  ) {
    var sums: [(all: Double, largest: Double)] = []
    for place in influencers.indices where !influencers[place].isArchived {
      let profile = Profile(influencers, place)
      let parts: Parts
      if let own = profiles[profile] {
        parts = own
      } else {
        let own = AudienceSegment.of(influencers[place])
        parts = Parts(
          places: own.map { segment in
            if let place = places[segment] { return place }
            places[segment] = segments.count
            segments.append(segment)
            sums.append((0, 0))
            return segments.count - 1
          }, count: own.count)
        profiles[profile] = parts
      }
      let followers = Double(influencers[place].followers ?? 0) / Double(parts.count)
      for segment in parts.places {
        sums[segment].all += followers
        sums[segment].largest = max(sums[segment].largest, followers)
      }
    }
    sort(&sums)
    universes = zip(segments, sums).map { segment, sum in
      if let people = known[segment] { return Double(max(1, people)) }
      return max(
        sum.all / AudienceModel.followedAccounts, AudienceModel.headroom * sum.largest, 1_000)
    }
    if !overlaps.isEmpty { take(overlaps, influencers) }
  }

  private mutating func take(_ overlaps: [AudienceOverlap], _ influencers: [Influencer]) {
    let meant = Set(overlaps.flatMap { [$0.one, $0.other] })
    var accounts: [InfluencerID: MeasuredOverlaps.Account] = [:]
    for place in influencers.indices where meant.contains(influencers[place].id) {
      guard !influencers[place].isArchived, let followers = influencers[place].followers,
        followers > 0
      else { continue }
      accounts[influencers[place].id] = MeasuredOverlaps.Account(
        audience: Double(followers), parts: parts(influencers, place))
    }
    let measured = MeasuredOverlaps(overlaps, universes: universes) { accounts[$0] }
    measuredPairs = measured.pairs
    measuredDeviation = measured.deviation
    for cluster in measured.clusters {
      for (id, share) in cluster.shares { clusters[id] = (universes.count, share) }
      universes.append(cluster.people)
    }
  }

  /// Puts segments into their own order instead of the roster's.
  private mutating func sort(_ sums: inout [(all: Double, largest: Double)]) {
    let order = segments.indices.sorted { segments[$0] < segments[$1] }
    var now = Array(repeating: 0, count: order.count)
    for (place, former) in order.enumerated() { now[former] = place }
    segments = order.map { segments[$0] }
    sums = order.map { sums[$0] }
    for (segment, place) in places { places[segment] = now[place] }
    for (profile, parts) in profiles {
      profiles[profile] = Parts(places: parts.places.map { now[$0] }, count: parts.count)
    }
  }

  func parts(_ influencers: [Influencer], _ place: Int) -> Parts {
    var parts: Parts
    if let known = profiles[Profile(influencers, place)] {
      parts = known
    } else {
      let own = AudienceSegment.of(influencers[place])
      parts = Parts(places: own.compactMap { places[$0] }, count: own.count)
    }
    if !clusters.isEmpty { parts.cluster = clusters[influencers[place].id] }
    return parts
  }

  /// Whether any overlap of the influencer was measured.
  package func isMeasured(_ influencer: InfluencerID) -> Bool { clusters[influencer] != nil }

  /// The source of the overlap, for people; nil if nothing was measured.
  package var overlapText: String? {
    guard measuredPairs > 0 else { return nil }
    let pairs = CountText.plural(measuredPairs, "pair")
    let percent = PercentText.whole((measuredDeviation * 100).rounded(.up) / 100)
    let error = measuredDeviation > 0.005 ? ", met within \(percent)" : ""
    return "overlap measured for \(pairs)\(error), the rest by chance (Sainsbury)"
  }

  /// The share of each segment that an influencer with this reach covers.
  package func incidence(of influencer: Influencer, reach: Double) -> [PlanProblem.Incidence] {
    incidence(parts([influencer], 0), reach: reach)
  }

  func incidence(_ parts: Parts, reach: Double) -> [PlanProblem.Incidence] {
    func entry(_ segment: Int, _ people: Double) -> PlanProblem.Incidence {
      .init(
        segment: segment,
        probability: min(AudienceModel.highestShare, people / universes[segment]))
    }
    guard let cluster = parts.cluster else {
      return parts.places.map { entry($0, reach / Double(parts.count)) }
    }
    let rest = reach * (1 - cluster.share)
    return (rest > 0 ? parts.places.map { entry($0, rest / Double(parts.count)) } : [])
      + [entry(cluster.segment, reach * cluster.share)]
  }

  /// People reached by all of them, each counted once.
  package func uniqueReach(_ incidences: [[PlanProblem.Incidence]]) -> Double {
    var missed: [Int: Double] = [:]
    for incidence in incidences {
      for entry in incidence {
        missed[entry.segment, default: 1] *= 1 - min(max(entry.probability, 0), 1)
      }
    }
    return missed.keys.sorted().reduce(0) { $0 + universes[$1] * (1 - (missed[$1] ?? 1)) }
  }
}
