import Marketing
import Wording

/// Something about an account that is unusual among its peers, or a look-alike of another account: a question for a
/// person, with its evidence.
package struct AuthenticityFlag: Hashable, Sendable {
  /// The distribution of the peers' figures.
  package struct Peers: Hashable, Sendable {
    package let tier: Tier
    package let platform: Platform
    /// Accounts with the figure, including the one in question.
    package let count: Int
    /// Half of them lie between the quartiles. Ratios and shares, like `value`.
    package let median: Double
    package let lowQuartile: Double
    package let highQuartile: Double
  }

  package let influencer: InfluencerID
  package let signal: Signal
  /// Identifies the flag in an answer.
  package let flag: FlagDecision.Flag
  /// A ratio or a share; growth of followers as a ratio per 30 days. Nil for a look-alike.
  package let value: Double?
  /// Nil for a look-alike.
  package let peers: Peers?
  /// Robust standard deviations from the peers' median. Nil for a look-alike.
  package let z: Double?
  /// The latest answer.
  package let decision: FlagDecision?
  let detail: Detail

  /// Further details for the sentence.
  enum Detail: Hashable, Sendable {
    case none
    case growth(FollowerGrowth)
    case captions(CaptionRepetition)
    /// Handles, and the other account's followers.
    case imitation(handle: String, other: Influencer.Identity, followers: Int?, LookAlike)
  }

  package var isOpen: Bool { decision == nil }

  /// The evidence with its numbers, in a sentence.
  package var evidence: String {
    if case .imitation(let handle, let other, let followers, let alikeness) = detail {
      return AuthenticityFlag.imitation(handle, other, followers, alikeness)
    }
    guard let value, let peers, let z else { return "" }
    let unit = figure.unit
    let range =
      "half of \(CountText.exact(peers.count)) \(peers.tier.rawValue) accounts on \(peers.platform.title) "
      + unit.between(peers.lowQuartile, peers.highQuartile)
    return "\(said(value)); \(range) (z \(NumberText.significant((z * 10).rounded() / 10)))."
  }

  private var figure: VettingFigures.Figure {
    switch signal {
    case .engagementHigh, .engagementLow, .handleImitates: .engagementRate
    case .likesToComments: .likesPerComment
    case .engagementAboveReach: flag.about == "reach" ? .engagementsPerReach : .engagementsPerView
    case .followersJump: .rise
    case .followersFall: .fall
    case .sponsoredShare: .sponsored
    case .realAudience: flag.about == "audience" ? .realAudience : .authenticEngagements
    case .captionsRepeat: .repeatedCaptions
    }
  }

  private func said(_ value: Double) -> String {
    switch figure {
    case .engagementRate: return "ER \(PercentText.sentence(value))"
    case .likesPerComment:
      let ratio = NumberText.significant(value < 1 ? 1 / value : value)
      let ending = ratio == "1" ? "" : "s"
      return value < 1
        ? "\(ratio) comment\(ending) for each like" : "\(ratio) like\(ending) for each comment"
    case .engagementsPerView:
      return "\(NumberText.significant(value)) engagements for each view"
        + (value > 1 ? ", more than one" : "")
    case .engagementsPerReach:
      return "\(NumberText.significant(value)) engagements for each account reached"
        + (value > 1 ? ", more than one" : "")
    case .rise, .fall:
      guard case .growth(let growth) = detail else { return "" }
      let change = Double(growth.after) / Double(growth.before) - 1
      let days = growth.to - growth.from
      // The peers' figures are per 30 days.
      let rate =
        days > FollowerGrowth.period ? ", \(PercentText.sentence(value - 1)) per 30 days" : ""
      return "Followers \(change < 0 ? "fell" : "grew") by \(PercentText.sentence(abs(change))) in "
        + "\(CountText.plural(days, "day"))\(rate), from \(CountText.brief(growth.before)) on "
        + "\(growth.from.iso) to \(CountText.brief(growth.after)) on \(growth.to.iso)"
    case .sponsored: return "\(PercentText.sentence(value)) of the posts are sponsored"
    case .realAudience: return "\(PercentText.sentence(value)) of the audience are real people"
    case .authenticEngagements:
      return "\(PercentText.sentence(value)) of the engagements are rated authentic"
    case .repeatedCaptions:
      guard case .captions(let captions) = detail else { return "" }
      return
        "\(CountText.exact(captions.repeated)) of \(CountText.exact(captions.posts)) posts have the caption of another one"
    }
  }

  private static func imitation(
    _ handle: String, _ other: Influencer.Identity, _ followers: Int?, _ alikeness: LookAlike
  ) -> String {
    let how =
      alikeness == .drawnAlike
      ? "looks like @\(other.handle)"
      : "differs from @\(other.handle) only in dots, marks, i for l or vv for w"
    let size = followers.map { ", which has \(CountText.brief($0)) followers" } ?? ""
    return "@\(handle) \(how)\(size) on \(other.platform.title)."
  }
}

extension VettingFigures.Figure {
  fileprivate enum Unit {
    case percent, number, growth

    func between(_ low: Double, _ high: Double) -> String {
      switch self {
      case .percent, .growth:
        let offset = self == .growth ? 1.0 : 0
        let (low, high) = (PercentText.sentence(low - offset), PercentText.sentence(high - offset))
        let verb = self == .growth ? "grew by" : "have"
        if low == high { return "\(verb) \(low)" }
        let ends = "\(low.dropLast()) and \(high)"
        return self == .growth ? "grew by between \(ends) in 30 days" : "lie between \(ends)"
      case .number:
        let (low, high) = (NumberText.significant(low), NumberText.significant(high))
        return low == high ? "have \(low)" : "lie between \(low) and \(high)"
      }
    }
  }

  fileprivate var unit: Unit {
    switch self {
    case .likesPerComment, .engagementsPerView, .engagementsPerReach: .number
    case .rise, .fall: .growth
    case .engagementRate, .sponsored, .realAudience, .authenticEngagements, .repeatedCaptions:
      .percent
    }
  }
}
