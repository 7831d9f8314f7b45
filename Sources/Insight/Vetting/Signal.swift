/// A reason to take a closer look at an account. A flag is a question, never a verdict.
package enum Signal: String, CaseIterable, Comparable, Sendable {
  case engagementHigh = "er-high"
  case engagementLow = "er-low"
  case likesToComments = "likes-to-comments"
  case engagementAboveReach = "engagement-above-reach"
  case followersJump = "followers-jump"
  case followersFall = "followers-fall"
  case sponsoredShare = "sponsored-share"
  case realAudience = "real-audience"
  case captionsRepeat = "captions-repeat"
  case handleImitates = "handle-imitates"

  package var id: String { rawValue }

  package var title: String {
    switch self {
    case .engagementHigh: "Unusually high engagement"
    case .engagementLow: "Unusually low engagement"
    case .likesToComments: "Likes out of proportion to comments"
    case .engagementAboveReach: "Engagement out of proportion to reach"
    case .followersJump: "Followers jumped"
    case .followersFall: "Followers fell"
    case .sponsoredShare: "Unusually many sponsored posts"
    case .realAudience: "Little real audience"
    case .captionsRepeat: "Captions repeat"
    case .handleImitates: "Handle looks like another one"
    }
  }

  /// What is divided by what, and when it is flagged.
  package var explanation: String {
    switch self {
    case .engagementHigh:
      "ER by followers: as reported, else engagements per post ÷ followers. Bought likes raise it. "
        + Signal.high
    case .engagementLow:
      "ER by followers: as reported, else engagements per post ÷ followers. Bought followers lower it. "
        + Signal.low
    case .likesToComments:
      "Average likes ÷ average comments. Bought likes raise it, bought comments lower it. "
        + Signal.either
    case .engagementAboveReach:
      "Average engagements ÷ average views, and measured engagements ÷ measured reach over the posts that know both. "
        + "Bought engagement raises it. Platforms count views in their own ways, so more than 1 by itself means "
        + "nothing. " + Signal.high
    case .followersJump:
      "The steepest growth of followers per 30 days between two days on which their number is known; a shorter time "
        + "counts as 30 days. " + Signal.high
    case .followersFall:
      "The steepest fall of followers per 30 days between two days on which their number is known; a shorter time "
        + "counts as 30 days. Platforms remove bought followers. " + Signal.low
    case .sponsoredShare: "Sponsored posts ÷ posts. " + Signal.share
    case .realAudience:
      "The share of real people in the audience as reported, or else engagements rated authentic ÷ engagements. "
        + Signal.low
    case .captionsRepeat:
      "Posts whose caption has the same words as that of another of the account's posts ÷ posts with a caption, if "
        + "there are at least \(CaptionRepetition.fewestPosts) of these. " + Signal.share
    case .handleImitates:
      "By Unicode's table of confusable characters (UTS #39), the handle looks like that of another account on the "
        + "platform, and the other account is of a larger tier, better known here, or larger. Handles that differ only in "
        + "dots, marks, i for l or vv for w count if the other account is far larger or already cleared."
    }
  }

  private static let peers =
    "the median of at least \(PeerGroup.fewestPeers) peers of its tier and platform, in units of 1.4826 × their "
    + "median distance from it, and by a clear factor."
  private static let high =
    "Flagged when its logarithm lies \(PeerGroup.threshold) or more above \(peers)"
  private static let low =
    "Flagged when its logarithm lies \(PeerGroup.threshold) or more below \(peers)"
  private static let either =
    "Flagged when its logarithm lies \(PeerGroup.threshold) or more away from \(peers)"
  private static let share = "Flagged when it lies \(PeerGroup.threshold) or more above \(peers)"

  package static func < (left: Signal, right: Signal) -> Bool {
    (allCases.firstIndex(of: left) ?? 0) < (allCases.firstIndex(of: right) ?? 0)
  }
}
