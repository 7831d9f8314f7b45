/// The results of one post, or of one influencer on one day.
public struct Measurement: Hashable, Sendable {
  /// How measurements with the same key combine.
  public enum Kind: String, Sendable {
    /// A running total: the newest one per key counts.
    case total
    /// Increments add up.
    case increment
  }

  public var campaign: CampaignID
  /// What was measured: a post's address, an order number. Unique within campaign and kind.
  public var key: String
  public var kind: Kind
  /// The day of the figures; of a span, its last day.
  public var day: Day
  /// The first day of the span that an increment's figures belong to; nil unless they are those of a span. Spans of one
  /// subject never overlap, so that nothing counts twice.
  public var from: Day?
  /// Nil if unattributed.
  public var influencer: InfluencerID?
  /// Whom the source named, if nobody in the roster was called that when the figures came: they belong to whoever is.
  public var creator: Creator? {
    get { creatorBox?.value }
    set { creatorBox = newValue.map { .value($0) } }
  }
  /// Absent for nearly all, so it is boxed: a pointer each.
  private var creatorBox: Boxed<Creator>?
  public var booking: BookingID?
  /// The post's address, if any.
  public var post: String = ""
  public var promoCode: String = ""
  /// The tracking link followed, if a shop reports it.
  public var trackingLink: String = ""
  public var counts = Counts()
  /// Who counted the conversions; nil if that isn't known, or there are none.
  public var channel: SalesChannel?
  /// Whether it is an order that renews a subscription: its conversions and revenue aren't the campaign's.
  public var isRepeat = false
  /// The source: a file name, a feed, or `entered`.
  public var source: String = ""
  /// Imported columns without a field here, by header.
  public var custom: [String: String] = [:]
  public var unknown: [UnknownField] = []

  public init(campaign: CampaignID, key: String, kind: Kind, day: Day) {
    self.campaign = campaign
    self.key = key
    self.kind = kind
    self.day = day
  }

  /// A measurement replaces one with the same identity. Snapshots of a running total are kept for each day, since
  /// their differences are the daily results; an increment has the same identity whatever its day.
  public var identity: Identity {
    Identity(campaign: campaign, key: key, kind: kind, day: kind == .total ? day : nil)
  }

  public struct Identity: Hashable, Sendable {
    public let campaign: CampaignID
    public let key: String
    public let kind: Kind
    /// The day of a total; nil for an increment.
    public let day: Day?

    public init(campaign: CampaignID, key: String, kind: Kind, day: Day?) {
      self.campaign = campaign
      self.key = key
      self.kind = kind
      self.day = day
    }
  }
}

/// Somebody as a source names them.
public struct Creator: Hashable, Sendable {
  /// A handle, a name or the account's number in the source.
  public var name: String
  /// Nil if the source doesn't say.
  public var platform: Platform?

  public init(_ name: String, on platform: Platform? = nil) {
    self.name = name
    self.platform = platform
  }
}

// Figures of a day or a period.
extension Measurement {
  /// The days that the figures belong to, both inclusive; nil for a running total and for a single event.
  public var span: ClosedRange<Day>? { from.map { min($0, day)...day } }

  /// The key of a subject's figures for a span, so that each span of it is a measurement of its own.
  public static func key(of subject: String, _ span: ClosedRange<Day>) -> String {
    "\(subject) \(suffix(span))"
  }

  private static func suffix(_ span: ClosedRange<Day>) -> String {
    span.lowerBound == span.upperBound
      ? span.upperBound.iso : "\(span.lowerBound.iso)/\(span.upperBound.iso)"
  }

  /// Whether both are of the same post: snapshots of one running total, or spans of one subject.
  public func isOfSamePost(as other: Measurement) -> Bool {
    guard kind == other.kind, campaign == other.campaign else { return false }
    switch kind {
    case .total: return key == other.key
    case .increment: return from != nil && other.from != nil && subject == other.subject
    }
  }

  /// What was measured: of a span the key without its days.
  public var subject: String {
    guard let span else { return key }
    let end = " " + Measurement.suffix(span)
    return key.hasSuffix(end) && key.count > end.count ? String(key.dropLast(end.count)) : key
  }
}

/// The counted figures. Nil means unknown, not zero.
public struct Counts: Hashable, Sendable {
  public var impressions: Int?
  public var reach: Int?
  public var likes: Int?
  public var comments: Int?
  public var shares: Int?
  public var saves: Int?
  public var clicks: Int?
  public var conversions: Int?
  /// What was paid for conversions, less what was refunded; tax and shipping included.
  public var revenue: Money?
  /// The part of the revenue that is neither tax nor shipping.
  public var netRevenue: Money?
  /// What was paid to an ad platform for showing the content to more people.
  public var spend: Money?

  public init() {}

  /// Those of the figures that are amounts of money, as far as they are known.
  var amounts: [Money] { [revenue, netRevenue, spend].compactMap(\.self) }

  /// The largest count allowed: five million of them still add up within 64 bits.
  public static let limit = 1_000_000_000_000

  /// Likes, comments, shares and saves, as far as known; nil if none are.
  public var engagements: Int? {
    let known = [likes, comments, shares, saves].compactMap(\.self)
    return known.isEmpty ? nil : known.reduce(0, +)
  }

  /// Without conversions and what they brought.
  package var withoutSales: Counts {
    var result = self
    result.conversions = nil
    result.revenue = nil
    result.netRevenue = nil
    return result
  }
}

extension Measurement {
  /// Who counted its conversions; nil if it has none. What doesn't say is taken for a shop's.
  package var salesChannel: SalesChannel? {
    counts.conversions == nil && counts.revenue == nil ? nil : channel ?? .shop
  }
}
