/// What one post, or one influencer on one day, brought.
public struct Measurement: Hashable, Sendable {
  /// How figures of the same key relate.
  public enum Kind: String, Sendable {
    /// A running total: of all with the same key the newest day counts.
    case total
    /// A piece of its own: pieces add up.
    case increment
  }

  public var campaign: CampaignID
  /// Names what was measured: a post's address, an order's number. Unique within the campaign and kind.
  public var key: String
  public var kind: Kind
  public var day: Day
  /// Nil when it could not be told who brought it: unattributed.
  public var influencer: InfluencerID?
  public var booking: BookingID?
  /// The post's address, where there is one.
  public var post: String = ""
  public var promoCode: String = ""
  /// The tracking link that was followed, where a shop reports it.
  public var trackingLink: String = ""
  public var counts = Counts()
  /// Where the figures came from: a file's name, a feed, or `entered`.
  public var source: String = ""
  /// Columns of an import that have no field here, by their header.
  public var custom: [String: String] = [:]
  public var unknown: [UnknownField] = []

  public init(campaign: CampaignID, key: String, kind: Kind, day: Day) {
    self.campaign = campaign
    self.key = key
    self.kind = kind
    self.day = day
  }

  /// The same identity again replaces. Snapshots of a running total on other days stand beside each other, since
  /// their differences are what each day brought; an increment is the same whatever its day.
  public var identity: Identity {
    Identity(campaign: campaign, key: key, kind: kind, day: kind == .total ? day : nil)
  }

  public struct Identity: Hashable, Sendable {
    public let campaign: CampaignID
    public let key: String
    public let kind: Kind
    /// The snapshot's day for a total, nil for an increment.
    public let day: Day?

    public init(campaign: CampaignID, key: String, kind: Kind, day: Day?) {
      self.campaign = campaign
      self.key = key
      self.kind = kind
      self.day = day
    }
  }
}

/// The counted figures. Nil is unknown, which is not zero.
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

  /// The largest count that one field may hold: five million of them still add up within 64 bits.
  public static let limit = 1_000_000_000_000

  /// Likes, comments, shares and saves, as far as known; nil when none is.
  public var engagements: Int? {
    let known = [likes, comments, shares, saves].compactMap(\.self)
    return known.isEmpty ? nil : known.reduce(0, +)
  }
}
