import LibC
import Marketing
import Optimizer
import Wording

/// The size of each segment, and the share of it that an influencer reaches.
///
/// Nobody counts how many people there are in a segment, so all are taken to be of the same size, whoever is in the
/// roster: an account that is added, and not booked, changes nothing for the others. Of an audience of A people,
/// A · U ÷ (A + U) are among a segment's U people: nearly all of a small one, and never more than the segment has. The
/// rest, as most of what a mega reaches, is nobody else's. Overlap within a segment is that of independent audiences
/// (Sainsbury). Measured overlaps replace it: see `MeasuredOverlaps` for how, and how closely.
///
/// An account's audience is at least what one of its posts has reached, however few follow it.
package struct AudienceModel: Sendable {
  package private(set) var segments: [AudienceSegment] = []
  /// People, in the order of `segments`, then those beyond all segments, then those of each cluster of accounts with
  /// measured overlaps.
  package private(set) var universes: [Double] = []
  private var places: [AudienceSegment: Int] = [:]
  /// Segments by the influencers' words, so that these are split once, not for each influencer.
  private var profiles: [Profile: Parts] = [:]
  /// The cluster of an account with a measured overlap, and the share of its audience that is in it.
  private var clusters: [InfluencerID: (segment: Int, share: Double)] = [:]
  /// Segments whose size is stated.
  private var stated: Set<Int> = []
  /// The most that a single post has reached.
  private let furthest: [InfluencerID: Double]
  /// The place of the people beyond all segments.
  private var apart = 0
  /// Pairs of accounts whose measured overlap is used.
  package private(set) var measuredPairs = 0
  /// The largest relative deviation of a pair's overlap from the measured one. About 0 unless several pairs are
  /// connected.
  package private(set) var measuredDeviation = 0.0

  /// An assumption: people of a platform and language who are interested in one niche.
  package static let usualPeople = 1_000_000.0
  /// People beyond the segments, so many that audiences there have next to nobody in common.
  static let everybodyElse = 1e11
  static let headroom = 1.25
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
    /// People who can be reached at all, as far as is known.
    var audience = 0.0
    /// The share moved to a cluster because of measured overlaps.
    var cluster: (segment: Int, share: Double)?
  }

  /// Archived influencers don't count.
  ///
  /// - Parameters:
  ///   - known: people in a segment, where that is stated.
  ///   - furthest: the most that a single post of an account has reached.
  package init(
    _ influencers: [Influencer], universes known: [AudienceSegment: Int] = [:],
    overlaps: [AudienceOverlap] = [], furthest: [InfluencerID: Double] = [:]
  ) {
    self.furthest = furthest
    for place in influencers.indices where !influencers[place].isArchived {
      let profile = Profile(influencers, place)
      guard profiles[profile] == nil else { continue }
      let own = AudienceSegment.of(influencers[place])
      profiles[profile] = Parts(
        places: own.map { segment in
          if let place = places[segment] { return place }
          places[segment] = segments.count
          segments.append(segment)
          return segments.count - 1
        }, count: own.count)
    }
    sort()
    universes = segments.map { known[$0].map { Double(max(1, $0)) } ?? AudienceModel.usualPeople }
    stated = Set(segments.indices.filter { known[segments[$0]] != nil })
    apart = universes.count
    universes.append(AudienceModel.everybodyElse)
    if !overlaps.isEmpty { take(overlaps, influencers) }
  }

  private mutating func take(_ overlaps: [AudienceOverlap], _ influencers: [Influencer]) {
    let meant = Set(overlaps.flatMap { [$0.one, $0.other] })
    var accounts: [InfluencerID: MeasuredOverlaps.Account] = [:]
    for place in influencers.indices where meant.contains(influencers[place].id) {
      let parts = parts(influencers, place)
      guard !influencers[place].isArchived, parts.audience > 0 else { continue }
      accounts[influencers[place].id] = MeasuredOverlaps.Account(
        audience: parts.audience,
        commons: Dictionary(
          uniqueKeysWithValues: parts.places.map {
            ($0, common(parts.audience / Double(parts.count), $0) / parts.audience)
          }))
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
  private mutating func sort() {
    let order = segments.indices.sorted { segments[$0] < segments[$1] }
    var now = Array(repeating: 0, count: order.count)
    for (place, former) in order.enumerated() { now[former] = place }
    segments = order.map { segments[$0] }
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
    parts.audience = max(
      Double(influencers[place].followers ?? 0),
      furthest.isEmpty ? 0 : furthest[influencers[place].id] ?? 0)
    return parts
  }

  /// How many of an audience's people are among those of a segment.
  private func common(_ audience: Double, _ segment: Int) -> Double {
    let people = universes[segment]
    return stated.contains(segment)
      ? min(audience, AudienceModel.highestShare * people)
      : audience * people / (audience + people)
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
    guard reach > 0 else { return [] }
    var result: [PlanProblem.Incidence] = []
    var beyond = 0.0
    func add(_ segment: Int, _ people: Double, most share: Double = AudienceModel.highestShare) {
      let most = min(people, share * universes[segment])
      beyond += people - most
      if most > 0 { result.append(.init(segment: segment, probability: most / universes[segment])) }
    }
    var rest = reach
    if let cluster = parts.cluster {
      rest = reach * (1 - cluster.share)
      // Audiences that are all the same are the whole cluster.
      add(cluster.segment, reach * cluster.share, most: 0.9999)
    }
    // Whoever is reached belongs to the audience.
    let audience = max(parts.audience, reach) / Double(parts.count)
    for segment in parts.places {
      let part = rest / Double(parts.count)
      let own = part * common(audience, segment) / audience
      add(segment, own)
      beyond += part - own
    }
    // Nearly nothing isn't worth a term of its own.
    if beyond > 1e-9 * reach { add(apart, beyond) }
    return result
  }

  /// People reached by all of them, each counted once.
  package func uniqueReach(_ incidences: [[PlanProblem.Incidence]]) -> Double {
    // As logarithms, since few of very many would get lost in rounding.
    var missed: [Int: Double] = [:]
    for incidence in incidences {
      for entry in incidence {
        missed[entry.segment, default: 0] += log1p(-min(max(entry.probability, 0), 1))
      }
    }
    return missed.keys.sorted().reduce(0) { $0 - universes[$1] * expm1(missed[$1] ?? 0) }
  }
}
