import Marketing

/// What is compared with what.
public struct ComparisonRequest: Hashable, Sendable {
  public var left: Segment
  public var right: Segment
  /// Only this campaign; nil takes all.
  public var campaign: CampaignID?
  public var audience: Audience?

  public init(
    left: Segment, right: Segment, campaign: CampaignID? = nil, audience: Audience? = nil
  ) {
    self.left = left
    self.right = right
    self.campaign = campaign
    self.audience = audience
  }

  /// The same with the sides exchanged.
  public var swapped: ComparisonRequest {
    ComparisonRequest(left: right, right: left, campaign: campaign, audience: audience)
  }
}

/// The people that could be reached at all.
public struct Audience: Hashable, Sendable {
  /// How many they are, at least 1.
  public let universe: Int
  /// How many both sides reach, where that was measured; nil takes the sides as independent of each other.
  public let overlap: Int?

  /// Nil unless the universe is above zero and the overlap is not below.
  public init?(universe: Int, overlap: Int? = nil) {
    guard universe > 0, overlap.map({ $0 >= 0 && $0 <= universe }) ?? true else { return nil }
    self.universe = universe
    self.overlap = overlap
  }
}

public enum Side: String, CaseIterable, Sendable {
  case left, right
  public var other: Side { self == .left ? .right : .left }
}
