/// What a forecast assumes about a figure before anything is measured: a range reported by a source.
///
/// Benchmarks contradict each other, so a prior keeps its source and a grade of trust, and weighs no more
/// than a few influencers. It keeps its source's own tier cut-offs, which may differ from the session's.
public struct Prior: Hashable, Sendable {
  public enum Figure: String, CaseIterable, Sendable {
    /// People reached by one post, by followers.
    case reach
    /// Engagements of one post, by `base`.
    case engagement
    /// Clicks by impressions.
    case ctr
    /// Conversions by clicks.
    case cvr
    /// What one post costs.
    case fee
    /// What a thousand impressions cost.
    case cpm

    public var isMoney: Bool { self == .fee || self == .cpm }
  }

  /// What a rate is divided by.
  public enum Base: String, CaseIterable, Sendable {
    case followers, impressions, views, clicks, post
  }

  /// How much the source can be trusted.
  public enum Grade: String, CaseIterable, Comparable, Sendable {
    /// Many accounts, method and year stated.
    case a = "A"
    /// A large sample with something left unsaid.
    case b = "B"
    /// A professional's stated range.
    case c = "C"
    /// Second-hand, or base or sample not stated.
    case d = "D"

    public static func < (left: Grade, right: Grade) -> Bool { left.rawValue < right.rawValue }
  }

  public var figure: Figure
  /// Nil for all platforms.
  public var platform: Platform?
  /// The source's own name for the size class; nil for all sizes.
  public var tier: Tier?
  /// The fewest followers it applies to.
  public var from: Int
  /// Applies below this many followers; nil for no limit.
  public var below: Int?
  /// The kind of deliverable it applies to; empty for a feed post.
  public var deliverable: String
  public var base: Base
  /// Millionths of a rate, or minor units of `currency`. Both ends are equal if the source gives one value.
  public var low: Int64
  public var high: Int64
  /// Set for amounts of money only.
  public var currency: Currency?
  public var source: String
  public var year: Int?
  public var grade: Grade
  public var note: String

  public init(
    _ figure: Figure, _ platform: Platform?, _ tier: Tier? = nil, from: Int = 0, below: Int? = nil,
    deliverable: String = "", base: Base, low: Int64, high: Int64, currency: Currency? = nil,
    source: String, year: Int? = nil, grade: Grade, note: String = ""
  ) {
    self.figure = figure
    self.platform = platform
    self.tier = tier
    self.from = from
    self.below = below
    self.deliverable = deliverable
    self.base = base
    self.low = low
    self.high = high
    self.currency = currency
    self.source = source
    self.year = year
    self.grade = grade
    self.note = note
  }

  /// Whether it applies to an account of that platform and size.
  public func covers(_ platform: Platform, followers: Int) -> Bool {
    if let own = self.platform, own != platform { return false }
    return followers >= from && followers < below ?? .max
  }

  /// Why it can't be used; nil if it can.
  public var fault: String? {
    if source.isEmpty { return "A benchmark needs a source." }
    if low <= 0 || high < low {
      return "A benchmark's range goes from a value above zero to one that isn't lower."
    }
    if high > Money.limit.minorUnits { return "The benchmark's value is too large to be true." }
    if from < 0 || below.map({ $0 <= from }) == true {
      return "A benchmark's followers must go from a smaller to a larger number."
    }
    if figure.isMoney != (currency != nil) {
      return figure.isMoney
        ? "An amount of money needs a currency." : "A rate has no currency."
    }
    return nil
  }
}
