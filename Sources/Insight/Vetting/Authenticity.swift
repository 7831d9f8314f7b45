import LibC
import Marketing

/// What is unusual about a session's accounts.
///
/// Each figure is compared with those of accounts of the same tier and platform (`PeerGroup`), including archived ones.
/// No limit is absolute, since what is usual differs by platform and size, and from year to year. Unknown figures are
/// never flagged, nor is anyone with fewer than eight peers. A factor common to all figures of a group makes no
/// difference; so more engagements than views aren't flagged on a platform where everyone has that.
package struct Authenticity: Sendable {
  /// By account, in the order of the signals; only accounts with flags.
  package let all: [InfluencerID: [AuthenticityFlag]]

  package func flags(of influencer: InfluencerID) -> [AuthenticityFlag] { all[influencer] ?? [] }

  package init(_ session: Session) {
    var found: [InfluencerID: [AuthenticityFlag]] = [:]
    let figures = VettingFigures(session)
    Authenticity.forEachOutlier(figures, PeerGroups(session).groups) {
      place, figure, signal, value, peers, z in
      let influencer = session.roster.rows[place]
      var detail = AuthenticityFlag.Detail.none
      switch figure {
      case .rise, .fall:
        if let steepest = FollowerGrowth.steepest(
          influencer.history, asOf: influencer.day(of: "followers"), followers: influencer.followers
        ) {
          detail = .growth(figure == .rise ? steepest.rise : steepest.fall)
        }
      case .repeatedCaptions:
        if let own = figures.captions[place] { detail = .captions(own) }
      case .engagementRate, .likesPerComment, .engagementsPerView, .engagementsPerReach,
        .sponsored, .realAudience, .authenticEngagements:
        break
      }
      let flag = FlagDecision.Flag(signal.id, about: figure.about)
      found[influencer.id, default: []].append(
        AuthenticityFlag(
          influencer: influencer.id, signal: signal, flag: flag, value: value, peers: peers, z: z,
          decision: influencer.vetting.decision(on: flag), detail: detail))
    }
    for imitation in Imitations.find(session) {
      let influencer = session.roster.rows[imitation.imitator]
      let other = session.roster.rows[imitation.imitated]
      let flag = FlagDecision.Flag(Signal.handleImitates.id, about: other.identity.handle)
      found[influencer.id, default: []].append(
        AuthenticityFlag(
          influencer: influencer.id, signal: .handleImitates, flag: flag, value: nil, peers: nil,
          z: nil, decision: influencer.vetting.decision(on: flag),
          detail: .imitation(
            handle: String(influencer.handle.drop { $0 == "@" }), other: other.identity,
            followers: other.followers, imitation.alikeness)))
    }
    for id in found.keys {
      // Stable sort: flags of the same signal keep their order.
      if let flags = found[id], flags.count > 1 {
        found[id] = Signal.allCases.flatMap { signal in flags.filter { $0.signal == signal } }
      }
    }
    all = found
  }

  private static func forEachOutlier(
    _ figures: VettingFigures, _ groups: [PeerGroups.Group],
    _ body: (
      _ place: Int, VettingFigures.Figure, Signal, _ value: Double, AuthenticityFlag.Peers,
      _ z: Double
    ) -> Void
  ) {
    let largest = groups.lazy.map(\.members.count).max() ?? 0
    var known = [Double](repeating: 0, count: largest)
    for figure in VettingFigures.Figure.allCases {
      let column = figures[figure]
      let scale = figure.scale
      func natural(_ value: Double) -> Double { scale == .logarithm ? exp(value) : value }
      for group in groups {
        var count = 0
        for place in group.members where !column[Int(place)].isNaN {
          known[count] = column[Int(place)]
          count += 1
        }
        let peers = known.withUnsafeMutableBufferPointer {
          PeerGroup(UnsafeMutableBufferPointer(rebasing: $0[..<count]), scale)
        }
        guard let peers, peers.spread != nil else { continue }
        let range = AuthenticityFlag.Peers(
          tier: group.tier, platform: group.platform, count: peers.count,
          median: natural(peers.median), lowQuartile: natural(peers.lowQuartile),
          highQuartile: natural(peers.highQuartile))
        for place in group.members {
          let value = column[Int(place)]
          guard !value.isNaN, let z = peers.outlier(value, scale, factor: figure.factor),
            let signal = z > 0 ? figure.high : figure.low
          else { continue }
          body(Int(place), figure, signal, natural(value), range, z)
        }
      }
    }
  }
}
