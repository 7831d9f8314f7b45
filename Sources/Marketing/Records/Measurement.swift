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
  public var day: Day
  /// Nil if unattributed.
  public var influencer: InfluencerID?
  public var booking: BookingID?
  /// The post's address, if any.
  public var post: String = ""
  public var promoCode: String = ""
  /// The tracking link followed, if a shop reports it.
  public var trackingLink: String = ""
  public var counts = Counts()
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
  public var revenue: Money?

  public init() {}

  /// The figures that are amounts of money.
  static let amountPaths: [WritableKeyPath<Counts, Money?> & Sendable] = [\.revenue]

  var amounts: [Money] { Self.amountPaths.compactMap { self[keyPath: $0] } }

  /// The largest count allowed: five million of them still add up within 64 bits.
  public static let limit = 1_000_000_000_000

  /// Likes, comments, shares and saves, as far as known; nil if none are.
  public var engagements: Int? {
    let known = [likes, comments, shares, saves].compactMap(\.self)
    return known.isEmpty ? nil : known.reduce(0, +)
  }
}
