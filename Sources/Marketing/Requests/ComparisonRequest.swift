/// What is compared with what, and how.
public struct ComparisonRequest: Hashable, Sendable {
  /// Two segments next to each other.
  public struct Sides: Hashable, Sendable {
    public var left: Segment
    public var right: Segment

    public init(left: Segment, right: Segment) {
      self.left = left
      self.right = right
    }

    public var swapped: Sides { Sides(left: right, right: left) }
  }

  /// What both sides are brought to when they are compared like for like.
  public enum Mix: String, CaseIterable, Sendable { case platform, niche }

  /// Nil for the two ends of the session's tiers.
  public var sides: Sides?
  /// Only this campaign; nil takes all.
  public var campaign: CampaignID?
  public var audience: Audience?
  /// Nil compares both sides as they are.
  public var mix: Mix?
  public var whatIf = WhatIf()
  /// Members that are known but whose values aren't understood: nothing is compared as if they weren't there.
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

  /// The comparison that claims about mega and micro are held against.
  public var ofClaims: ComparisonRequest {
    var request = self
    request.sides = nil
    return request
  }

  /// Why the session can't be compared so, in words; nil when it can.
  public func problem(in session: Session) -> String? {
    if let field = unread.first {
      return "the comparison's “\(field.name)” isn't understood: \(field.json)"
    }
    return unknownSide(in: session)?.problem
  }

  /// The side that names what the session doesn't have, and what that is.
  public func unknownSide(in session: Session) -> (side: Segment, problem: String)? {
    let sides = sides(in: session.settings.tiers)
    for side in [sides.left, sides.right] {
      if let problem = side.unknown(in: session) { return (side, problem) }
    }
    return nil
  }

  /// Takes back that members weren't understood, since they have been entered anew.
  public mutating func settle(_ names: String...) { unread.removeAll { names.contains($0.name) } }
}

extension ComparisonRequest.Sides {
  /// Mega and micro, or the two ends of a session whose cut-offs know neither.
  public static func opening(_ tiers: TierScheme) -> Self {
    let known = tiers.tiers
    if known.contains(.mega), known.contains(.micro) {
      return Self(left: .tier(.mega), right: .tier(.micro))
    }
    return Self(left: .tier(known.last ?? .mega), right: .tier(known.first ?? .micro))
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
