/// One account on one platform.
public struct Influencer: Keyed {
  public private(set) var id: Identifier<Influencer>
  /// The account's name on the platform, without `@`. With the platform it says who this is.
  public var handle: String
  public var platform: Platform
  /// The name a person reads; often the handle again.
  public var name: String = ""
  /// Nil when unknown; the tier is then unknown, too.
  public var followers: Int?
  public var niches: [String] = []
  /// As the export had it: a name or an ISO 3166 code.
  public var country: String = ""
  public var language: String = ""
  public var email: String = ""
  /// Links the accounts of one human.
  public var person: String = ""
  /// The account's identifier in the export that it came from.
  public var reference: String = ""
  /// What one post costs, before any negotiation.
  public var fee: Money?
  /// Engagement rate by followers as an export reported it.
  public var engagementRate: Share?
  /// Averages per post as an export reported them.
  public var averageViews: Int?
  public var averageLikes: Int?
  public var averageComments: Int?
  public var averageShares: Int?
  /// Engagements of all kinds per post, where an export reports them as one figure.
  public var averageEngagements: Int?
  /// Share of the account's posts that are sponsored.
  public var sponsoredShare: Share?
  /// Working hours that one booking of this influencer takes, in hundredths.
  public var hoursPerBooking: Hours?
  /// The day on which somebody came upon the account, and the day on which it was cleared for bookings.
  public var found: Day?
  public var approved: Day?
  /// Ages of most of the audience.
  public var audienceAges: AgeRange?
  /// Share of the audience that is real people, where an export brings it.
  public var realAudience: Share?
  /// Engagements per post that an export holds to be authentic.
  public var averageAuthenticEngagements: Int?
  /// Of nearly everybody blank, and then no more than a pointer.
  public var vetting: Vetting {
    get { vettingBox?.value ?? Vetting() }
    set { vettingBox = newValue == Vetting() ? nil : .value(newValue) }
  }
  private var vettingBox: Boxed<Vetting>?
  /// The day of the export that the figures are from; nil when they were entered or nobody knows.
  public var asOf: Day?
  /// What the figures were before, oldest first.
  public var history: [Snapshot] = []
  public var tags: [String] = []
  public var notes: String = ""
  /// Archived influencers take no new bookings; the records of the past keep them.
  public var isArchived = false
  /// Columns of an import that have no field here, by their header.
  public var custom: [String: String] = [:]
  public var unknown: [UnknownField] = []

  public init(id: Identifier<Influencer>, handle: String, platform: Platform) {
    self.id = id
    self.handle = handle
    self.platform = platform
  }

  /// The same under another number: for readers of files, who learn the number last.
  public func numbered(_ id: Identifier<Influencer>) -> Influencer {
    var copy = self
    copy.id = id
    return copy
  }

  /// What makes two accounts the same: the platform, and the handle without `@` in any case.
  public var identity: Identity { Identity(platform: platform, handle: handle) }

  public struct Identity: Hashable, Sendable {
    public let platform: Platform
    public let handle: String

    public init(platform: Platform, handle: String) {
      self.platform = platform
      self.handle = String(handle.drop { $0 == "@" }).lowercased()
    }
  }

  /// Engagement rate by followers: as reported, else the reported engagements per post by followers. A fraction.
  public var followerEngagementRate: Double? {
    if let engagementRate { return engagementRate.fraction }
    guard let followers, followers > 0 else { return nil }
    let parts = [averageLikes, averageComments, averageShares].compactMap(\.self)
    guard let engagements = averageEngagements ?? (parts.isEmpty ? nil : parts.reduce(0, +)) else {
      return nil
    }
    return Double(engagements) / Double(followers)
  }

  /// The share of real people in the audience as reported, else of the engagements that an export holds to be authentic.
  public var authenticShare: Double? {
    if let realAudience { return realAudience.fraction }
    guard let authentic = averageAuthenticEngagements, let all = averageEngagements, all > 0 else {
      return nil
    }
    return min(1, Double(authentic) / Double(all))
  }

  /// Days from being found to being approved; nil unless both are known.
  public var daysInVetting: Int? {
    guard let found, let approved else { return nil }
    return approved - found
  }

  /// The name if there is one, else the handle.
  public var displayName: String { name.isEmpty ? handle : name }
}

/// A JSON member that this version doesn't know. Kept as it was and written back.
public struct UnknownField: Hashable, Sendable {
  public let name: String
  /// The member's value as JSON text.
  public let json: String

  public init(name: String, json: String) {
    self.name = name
    self.json = json
  }
}

/// A length of work in hundredths of an hour.
public struct Hours: Hashable, Comparable, Sendable {
  public var hundredths: Int
  public init(hundredths: Int) { self.hundredths = hundredths }
  public static let zero = Hours(hundredths: 0)
  public static func + (left: Hours, right: Hours) -> Hours {
    Hours(hundredths: left.hundredths + right.hundredths)
  }
  public static func - (left: Hours, right: Hours) -> Hours {
    Hours(hundredths: left.hundredths - right.hundredths)
  }
  public static func < (left: Hours, right: Hours) -> Bool { left.hundredths < right.hundredths }
}
