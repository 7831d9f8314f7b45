/// One account on one platform.
public struct Influencer: Keyed {
  public private(set) var id: Identifier<Influencer>
  /// The account's name on the platform, without `@`. Handle and platform identify the account.
  public var handle: String
  public var platform: Platform
  /// The display name; often the same as the handle.
  public var name: String = ""
  /// Nil if unknown, and then so is the tier.
  public var followers: Int?
  public var niches: [String] = []
  /// A name or an ISO 3166 code, as exported.
  public var country: String = ""
  public var language: String = ""
  public var email: String = ""
  /// Links the accounts of one human.
  public var person: String = ""
  /// The account's identifier in its export.
  public var reference: String = ""
  /// The code that is theirs in every campaign, several separated by commas: orders with it are credited to them,
  /// unless a booking has it.
  public var promoCode: String = ""
  /// The price of one post, before negotiation.
  public var fee: Money?
  /// Engagement rate by followers, as exported.
  public var engagementRate: Share?
  /// Averages per post, as exported.
  public var averageViews: Int?
  public var averageLikes: Int?
  public var averageComments: Int?
  public var averageShares: Int?
  /// All engagements per post, if exported as one figure.
  public var averageEngagements: Int?
  /// Share of the account's posts that are sponsored.
  public var sponsoredShare: Share?
  /// Working hours for one booking of this influencer.
  public var hoursPerBooking: Hours?
  /// The day the account was found, and the day it was approved for bookings.
  public var found: Day?
  public var approved: Day?
  /// Ages of most of the audience.
  public var audienceAges: AgeRange?
  /// Share of real people in the audience, as exported.
  public var realAudience: Share?
  /// Authentic engagements per post, as judged by an export.
  public var averageAuthenticEngagements: Int?
  /// Blank for nearly everybody, so it is boxed: a pointer each.
  public var vetting: Vetting {
    get { vettingBox?.value ?? Vetting() }
    set { vettingBox = newValue == Vetting() ? nil : .value(newValue) }
  }
  private var vettingBox: Boxed<Vetting>?
  /// The day of the export behind the figures; nil if they were typed in or it is unknown.
  public var asOf: Day?
  /// The days of figures that are older than `asOf`, by the figure's name in the session's files: a later export
  /// didn't have them. `YYYY-MM-DD`.
  public var figureDays: [String: String] = [:]
  /// Earlier figures, oldest first.
  public var history: [Snapshot] = []
  public var tags: [String] = []
  public var notes: String = ""
  /// Archived influencers can't be booked; existing records keep them.
  public var isArchived = false
  /// Imported columns without a field here, by header.
  public var custom: [String: String] = [:]
  public var unknown: [UnknownField] = []

  public init(id: Identifier<Influencer>, handle: String, platform: Platform) {
    self.id = id
    self.handle = handle
    self.platform = platform
  }

  /// A copy with another number, for file readers, which learn the number last.
  public func numbered(_ id: Identifier<Influencer>) -> Influencer {
    var copy = self
    copy.id = id
    return copy
  }

  /// Two accounts are the same if platform and handle are, ignoring case and `@`.
  public var identity: Identity { Identity(platform: platform, handle: handle) }

  public struct Identity: Hashable, Sendable {
    public let platform: Platform
    public let handle: String

    public init(platform: Platform, handle: String) {
      self.platform = platform
      self.handle = String(handle.drop { $0 == "@" }).lowercased()
    }
  }

  /// Engagement rate by followers, a fraction: as reported, else engagements per post divided by followers.
  public var followerEngagementRate: Double? {
    if let engagementRate { return engagementRate.fraction }
    guard let followers, followers > 0 else { return nil }
    let parts = [averageLikes, averageComments, averageShares].compactMap(\.self)
    guard let engagements = averageEngagements ?? (parts.isEmpty ? nil : parts.reduce(0, +)) else {
      return nil
    }
    return Double(engagements) / Double(followers)
  }

  /// The reported share of real people in the audience, else the share of authentic engagements.
  public var authenticShare: Double? {
    if let realAudience { return realAudience.fraction }
    guard let authentic = averageAuthenticEngagements, let all = averageEngagements, all > 0 else {
      return nil
    }
    return min(1, Double(authentic) / Double(all))
  }

  /// Days from found to approved; nil unless both are known.
  public var daysInVetting: Int? {
    guard let found, let approved else { return nil }
    return approved - found
  }
}

public typealias InfluencerID = Identifier<Influencer>
