import Marketing

/// What is compared with what.
package struct ComparisonRequest: Hashable, Sendable {
  package var left: Segment
  package var right: Segment
  /// Only this campaign; nil takes all.
  package var campaign: CampaignID?
  package var audience: Audience?

  package init(
    left: Segment, right: Segment, campaign: CampaignID? = nil, audience: Audience? = nil
  ) {
    self.left = left
    self.right = right
    self.campaign = campaign
    self.audience = audience
  }

  /// The same with the sides exchanged.
  package var swapped: ComparisonRequest {
    ComparisonRequest(left: right, right: left, campaign: campaign, audience: audience)
  }
}

/// The people that could be reached at all.
package struct Audience: Hashable, Sendable {
  /// How many they are, at least 1.
  package let universe: Int
  /// How many both sides reach, where that was measured; nil takes the sides as independent of each other.
  package let overlap: Int?

  /// Nil unless the universe is above zero and the overlap is not below.
  package init?(universe: Int, overlap: Int? = nil) {
    guard universe > 0, overlap.map({ $0 >= 0 && $0 <= universe }) ?? true else { return nil }
    self.universe = universe
    self.overlap = overlap
  }
}

package enum Side: String, CaseIterable, Sendable {
  case left, right
  package var other: Side { self == .left ? .right : .left }
}
