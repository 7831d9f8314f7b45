import Marketing
import Statistics

/// Influencers ranked by a rate that is shrunk towards their peers' where little was measured, so one lucky post
/// doesn't lead.
///
/// Peers have the same tier and platform; if those are fewer than five, or don't show how rates differ, the same tier;
/// failing that, everyone. CTR and CVR are shares, so beta-binomial (`BetaPrior`). Engagement rates by reach and by
/// impressions aren't, so the logarithm of the rate is normal (`LogNormalPrior`).
package struct Leaderboard: Sendable {
  /// The group an influencer's rate is shrunk towards.
  package enum Peers: Hashable, Sendable {
    case tierAndPlatform(Tier?, Platform)
    case tier(Tier?)
    case all
  }

  package struct Entry: Hashable, Sendable {
    package let influencer: InfluencerID
    package let handle: String
    package let tier: Tier?
    package let platform: Platform
    /// As measured: the ratio of sums.
    package let raw: KPIValue
    /// Nil if even all influencers together don't show how rates differ.
    package let shrunk: Double?
    /// The 95% interval from the measurements alone: Wilson for CTR and CVR, by the scatter of posts for an engagement
    /// rate. Nil if there is none, as when refunds or more conversions than clicks mean that it isn't a share.
    package let interval: ClosedRange<Double>?
    /// From 0, if only the peers count, to 1, if only the measurements do.
    package let weight: Double?
    /// The number of equal posts behind the rate; nil for CTR and CVR, which have `raw.denominator` instead.
    package let effectivePosts: Double?
    package let peers: Peers?
    /// The peers' rate, and how many they are.
    package let peersRate: Double?
    package let peersCount: Int?
  }

  package static let fewestPeers = 5
  package static let kpis: [KPI] = [
    .ctr, .cvr, .engagementRateByReach, .engagementRateByImpressions,
  ]

  package let kpi: KPI
  /// Highest shrunk rate first, then those without one by the lower end of their interval.
  package let entries: [Entry]

  /// Nil for a KPI that isn't in `kpis`.
  package static func make(
    _ session: Session, _ kpi: KPI, campaign: CampaignID? = nil, days: ClosedRange<Day>? = nil
  ) -> Leaderboard? {
    guard kpis.contains(kpi) else { return nil }
    let table = KPITable.make(session, by: .influencer, campaign: campaign, days: days)
    return make(session, kpi, table)
  }

  /// The same from a table by influencer, such as a ledger's. CTR and CVR then need no pass over the measurements.
  package static func make(_ session: Session, _ kpi: KPI, _ table: KPITable) -> Leaderboard? {
    precondition(table.dimension == .influencer)
    guard kpis.contains(kpi) else { return nil }
    let creators = table.rows.compactMap { row -> Creator? in
      guard case .influencer(let id) = row.key, let raw = row.value(kpi),
        let influencer = session.roster[id]
      else { return nil }
      return Creator(influencer: influencer, tier: session.tier(of: influencer), raw: raw)
    }
    let entries: [Entry]
    if let pair = kpi.pair, kpi != .ctr {
      let posts = session.postRates(pair, campaign: table.campaign, days: table.days)
      entries = rate(creators, posts)
    } else {
      entries = rate(creators)
    }
    return Leaderboard(kpi: kpi, entries: entries.sorted(by: precedes))
  }

  private static func precedes(_ left: Entry, _ right: Entry) -> Bool {
    func score(_ entry: Entry) -> (Double, Double, Int, Int) {
      (
        entry.shrunk ?? -2, entry.interval?.lowerBound ?? -1, entry.raw.denominator ?? 0,
        -entry.influencer.number
      )
    }
    return score(left) > score(right)
  }

  private struct Creator {
    let influencer: Influencer
    let tier: Tier?
    let raw: KPIValue

    /// From the closest peers to the widest group.
    var peers: [Peers] { [.tierAndPlatform(tier, influencer.platform), .tier(tier), .all] }

    /// The counts of a share; nil if it isn't one.
    var share: (part: Int, whole: Int)? {
      guard let whole = raw.denominator, (0...whole).contains(raw.numerator) else { return nil }
      return (raw.numerator, whole)
    }

    func entry(
      shrunk: Double?, interval: ClosedRange<Double>?, weight: Double?, posts: Double?,
      peers: Peers?, rate: Double?, count: Int?
    ) -> Entry {
      Entry(
        influencer: influencer.id, handle: influencer.handle, tier: tier,
        platform: influencer.platform, raw: raw, shrunk: shrunk, interval: interval,
        weight: weight, effectivePosts: posts, peers: peers, peersRate: rate, peersCount: count)
    }
  }

  private static func rate(_ creators: [Creator]) -> [Entry] {
    let priors = fit(creators.compactMap { creator in creator.share.map { (creator, $0) } }) {
      BetaPrior($0)
    }
    return creators.map { creator in
      guard let share = creator.share else {
        return creator.entry(
          shrunk: nil, interval: nil, weight: nil, posts: nil, peers: nil, rate: nil, count: nil)
      }
      let peers = creator.peers.first { priors[$0] != nil }
      let found = peers.flatMap { priors[$0] }
      return creator.entry(
        shrunk: found?.prior.shrunk(share.part, of: share.whole),
        interval: Wilson.interval(share.part, of: share.whole),
        weight: found?.prior.weight(of: share.whole), posts: nil, peers: peers,
        rate: found?.prior.mean, count: found?.count)
    }
  }

  private static func rate(
    _ creators: [Creator], _ rates: [InfluencerID: PostRates]
  ) -> [Entry] {
    func posts(of creator: Creator) -> PostRates? {
      rates[creator.influencer.id].flatMap { $0.posts.isEmpty ? nil : $0 }
    }
    let priors = fit(creators.compactMap { creator in posts(of: creator).map { (creator, $0) } }) {
      LogNormalPrior($0)
    }
    return creators.map { creator in
      let own = posts(of: creator)
      let peers = own == nil ? nil : creator.peers.first { priors[$0] != nil }
      let found = peers.flatMap { priors[$0] }
      return creator.entry(
        shrunk: found.flatMap { found in own.map { found.prior.shrunk($0) } },
        interval: found.flatMap { found in own.map { found.prior.interval(of: $0) } },
        weight: found.flatMap { found in own.map { found.prior.weight(of: $0) } },
        posts: own?.effectivePosts, peers: peers, rate: found?.prior.rate, count: found?.count)
    }
  }

  /// A prior for each group of peers that is large enough.
  private static func fit<Data, Prior>(
    _ data: [(Creator, Data)], _ prior: ([Data]) -> Prior?
  ) -> [Peers: (prior: Prior, count: Int)] {
    var groups: [Peers: [Data]] = [:]
    for (creator, data) in data {
      for peers in creator.peers { groups[peers, default: []].append(data) }
    }
    return groups.compactMapValues { group in
      guard group.count >= fewestPeers else { return nil }
      return prior(group).map { ($0, group.count) }
    }
  }
}

extension Session {
  /// Each influencer's posts with both figures of a rate. A running total is one post, in its latest state or with what
  /// the given days added; so is an increment.
  fileprivate func postRates(
    _ pair: Sums.Pair, campaign: CampaignID?, days: ClosedRange<Day>?
  ) -> [InfluencerID: PostRates] {
    let directory = Directory(self)
    let rows = measurements.rows
    var result = Array(repeating: PostRates(), count: directory.influencers.count + 1)
    var sums = Sums()
    var author = directory.nobody
    var last: Int?
    func finish() {
      if let (above, below) = sums.rated(pair) {
        result[Int(author)].add(part: Int(above), base: Int(below))
      }
      sums = Sums()
    }
    forEachIncrement(campaign: campaign, days: days, directory: directory) {
      increment, who, _, _, row in
      // The snapshots of a total come one after another, and so do the spans of a subject.
      let continues = last.map { rows[row].isOfSamePost(as: rows[$0]) }
      if continues != true { finish() }
      sums += increment
      author = who.influencer
      last = row
    }
    finish()
    return Dictionary(
      uniqueKeysWithValues: zip(directory.influencers, result).map { ($0.id, $1) })
  }
}
