/// The manager's whole work: settings, roster, campaigns, bookings and what was measured.
///
/// It changes through `apply(_:)` alone.
public struct Session: Equatable, Sendable {
  public internal(set) var settings: Settings
  public internal(set) var roster = Table<Influencer>()
  public internal(set) var campaigns = Table<Campaign>()
  public internal(set) var bookings = Table<Booking>()
  public internal(set) var measurements = MeasurementLog()
  public internal(set) var feeds = Table<Feed>()

  public init(settings: Settings) { self.settings = settings }

  /// A session as a store read it. Numbers that measurements or bookings still name are never given out again.
  public init(
    settings: Settings, roster: Table<Influencer>, campaigns: Table<Campaign>,
    bookings: Table<Booking>,
    measurements: MeasurementLog, feeds: Table<Feed> = Table()
  ) {
    self.settings = settings
    self.roster = roster
    self.campaigns = campaigns
    self.bookings = bookings
    self.measurements = measurements
    self.feeds = feeds
    let highestBooked = bookings.rows.lazy.map(\.influencer.number).max() ?? 0
    self.roster.reserve(through: max(highestBooked, measurements.highestInfluencer))
    self.campaigns.reserve(through: bookings.rows.lazy.map(\.campaign.number).max() ?? 0)
    self.campaigns.reserve(through: measurements.highestCampaign)
    self.bookings.reserve(through: measurements.highestBooking)
  }

  /// The session without what was measured: light enough to be handed to feeds.
  public var withoutMeasurements: Session {
    Session(
      settings: settings, roster: roster, campaigns: campaigns, bookings: bookings,
      measurements: MeasurementLog(), feeds: feeds)
  }

  /// The influencer's tier by the session's cut-offs; nil when the followers are unknown.
  public func tier(of influencer: Influencer) -> Tier? {
    tier(followers: influencer.followers)
  }

  /// The tier of somebody with so many followers; nil when they are unknown.
  package func tier(followers: Int?) -> Tier? {
    followers.map { settings.tiers.tier(followers: $0) }
  }
}

/// What decides whose a conversion is when it carries both a promo code and a tracking link. It counts once.
public enum AttributionRule: String, CaseIterable, Sendable {
  /// The code was typed by hand, so it is the stronger sign.
  case codeFirst = "code-first"
  case linkFirst = "link-first"
}

/// What holds for the whole session.
public struct Settings: Hashable, Sendable {
  public var name: String
  public var currency: Currency
  public var tiers: TierScheme
  /// Whose a conversion is that carries the promo code of one booking and the tracking link of another.
  public var attribution = AttributionRule.codeFirst
  /// What forecasts start from where nothing was measured; nil for the priors that come with the program.
  public var priors: [Prior]?
  public var brand = Brand()
  /// What is to be checked of whom; nil for the lists that come with the program.
  public var checklists: [Checklist]?
  public var searches: [SavedSearch] = []
  /// Measured, pair by pair.
  public var overlaps: [AudienceOverlap] = []
  public var unknown: [UnknownField] = []

  public init(name: String, currency: Currency = .usDollar, tiers: TierScheme = .article) {
    self.name = name
    self.currency = currency
    self.tiers = tiers
  }
}
