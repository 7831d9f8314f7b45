/// What is believed of a figure before anything was measured: a range that a source reports.
///
/// Benchmarks contradict each other, so a prior keeps where it is from and how far it can be trusted, and weighs as
/// little as a few influencers would. Each keeps the cut-offs of its own source, which are not the session's.
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

  /// How far the source can be trusted.
  public enum Grade: String, CaseIterable, Comparable, Sendable {
    /// Many accounts, method and year stated.
    case a = "A"
    /// A large sample of which something isn't said.
    case b = "B"
    /// A professional's stated range.
    case c = "C"
    /// Second-hand, or the base or the sample isn't stated.
    case d = "D"

    public static func < (left: Grade, right: Grade) -> Bool { left.rawValue < right.rawValue }
  }

  public var figure: Figure
  /// Nil for all platforms.
  public var platform: Platform?
  /// The source's own name for the size class; nil for all sizes.
  public var tier: Tier?
  /// The fewest followers that the source means.
  public var from: Int
  /// Up to below so many followers; nil for no end.
  public var below: Int?
  /// The kind of deliverable, where it is only meant for one; empty for a post in the feed.
  public var deliverable: String
  public var base: Base
  /// Millionths of a rate, or minor units of `currency`. Both ends are the same where the source gives one value.
  public var low: Int64
  public var high: Int64
  /// Set for amounts of money alone.
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

  /// Whether it is meant for an account of that platform and size.
  public func covers(_ platform: Platform, followers: Int) -> Bool {
    if let own = self.platform, own != platform { return false }
    return followers >= from && followers < below ?? .max
  }

  /// Why it can't be used; nil when it can.
  public var fault: String? {
    if source.isEmpty { return "A prior needs its source." }
    if low <= 0 || high < low {
      return "A prior goes from a value above zero to one that isn't lower."
    }
    if high > Money.limit.minorUnits { return "A prior's value is too large to be true." }
    if from < 0 || below.map({ $0 <= from }) == true {
      return "A prior's followers must go from a smaller to a larger number."
    }
    if figure.isMoney != (currency != nil) {
      return figure.isMoney
        ? "A prior of money needs a currency." : "A prior of a rate has no currency."
    }
    return nil
  }
}

extension Session {
  /// The priors that hold: the session's own, else the ones that come with the program.
  public var priors: [Prior] { settings.priors ?? Prior.shipped }
}
