/// A size class of influencers. The session's `TierScheme` sets the cut-offs.
public enum Tier: String, CaseIterable, Comparable, Sendable {
  case nano, micro, mid, macro, mega

  public var title: String { rawValue.prefix(1).uppercased() + rawValue.dropFirst() }
  public static func < (left: Tier, right: Tier) -> Bool { left.rank < right.rank }
  private var rank: Int { Tier.allCases.firstIndex(of: self) ?? 0 }
}

/// Where each tier begins, from small to large.
public struct TierScheme: Hashable, Sendable {
  public struct Step: Hashable, Sendable {
    public let tier: Tier
    /// The fewest followers in the tier; 0 for the first.
    public let minimum: Int

    public init(_ tier: Tier, from minimum: Int) {
      self.tier = tier
      self.minimum = minimum
    }
  }

  public let name: String
  public let steps: [Step]

  /// Nil unless the steps begin at 0 and ascend in tier and followers.
  public init?(name: String, steps: [Step]) {
    guard steps.first?.minimum == 0 else { return nil }
    guard zip(steps, steps.dropFirst()).allSatisfy({ $0.minimum < $1.minimum && $0.tier < $1.tier })
    else { return nil }
    self.name = name
    self.steps = steps
  }

  private init(known name: String, _ steps: [Step]) {
    self.name = name
    self.steps = steps
  }

  /// Micro has 1,000 to 100,000 followers, mega a million or more.
  public static let article = TierScheme(
    known: "article",
    [
      Step(.nano, from: 0), Step(.micro, from: 1000), Step(.macro, from: 100_001),
      Step(.mega, from: 1_000_000),
    ])
  /// The cut-offs of most benchmark reports.
  public static let industry = TierScheme(
    known: "industry",
    [
      Step(.nano, from: 0), Step(.micro, from: 10_000), Step(.mid, from: 100_000),
      Step(.macro, from: 500_000),
      Step(.mega, from: 1_000_000),
    ])
  public static let presets = [article, industry]

  public var tiers: [Tier] { steps.map(\.tier) }

  public func tier(followers: Int) -> Tier {
    steps.last { $0.minimum <= followers }?.tier ?? steps[0].tier
  }
}
