/// What to compare, and how.
public struct ComparisonRequest: Hashable, Sendable {
  /// Two segments side by side.
  public struct Sides: Hashable, Sendable {
    public var left: Segment
    public var right: Segment

    public init(left: Segment, right: Segment) {
      self.left = left
      self.right = right
    }

    public var swapped: Sides { Sides(left: right, right: left) }
  }

  /// What the like-for-like comparison holds constant.
  public enum Mix: String, CaseIterable, Sendable { case platform, niche }

  /// Nil for the two ends of the session's tiers.
  public var sides: Sides?
  /// Nil for all campaigns.
  public var campaign: CampaignID?
  public var audience: Audience?
  /// Nil to compare both sides as they are.
  public var mix: Mix?
  public var whatIf = WhatIf()
  /// Known members whose values aren't understood. Nothing is compared until they are settled.
  public var unread: [UnknownField] = []
  public var unknown: [UnknownField] = []

  public init() {}

  public init(
    left: Segment, right: Segment, campaign: CampaignID? = nil, audience: Audience? = nil
  ) {
    sides = Sides(left: left, right: right)
    self.campaign = campaign
    self.audience = audience
  }

  public func sides(in tiers: TierScheme) -> Sides { sides ?? .opening(tiers) }

  /// The comparison for checking claims about mega and micro.
  public var ofClaims: ComparisonRequest {
    var request = self
    request.sides = nil
    return request
  }

  /// A part of the request that can't be understood or met.
  public enum Fault: Hashable, Sendable {
    case unread(UnknownField)
    /// A side that names what the session doesn't have.
    case side(Side, problem: String)
    /// Only a campaign that the session doesn't have any more.
    case campaign(CampaignID)
  }

  /// Clears members that weren't understood, once they have been entered again.
  public mutating func settle(_ names: String...) { unread.removeAll { names.contains($0.name) } }
}

extension ComparisonRequest.Sides {
  /// Mega and micro, or the two ends of the session's tiers if it has neither.
  public static func opening(_ tiers: TierScheme) -> Self {
    let known = tiers.tiers
    if known.contains(.mega), known.contains(.micro) {
      return Self(left: .tier(.mega), right: .tier(.micro))
    }
    return Self(left: .tier(known.last ?? .mega), right: .tier(known.first ?? .micro))
  }
}

/// The people who can be reached at all.
public struct Audience: Hashable, Sendable {
  /// At least 1.
  public let universe: Int
  /// People whom both sides reach, if measured; nil assumes that the sides are independent.
  public let overlap: Int?

  /// Nil unless the universe is positive and the overlap isn't negative.
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
