/// All of a manager's work: settings, roster, campaigns, bookings and measurements.
///
/// It only changes through `apply(_:)`.
public struct Session: Equatable, Sendable {
  public internal(set) var settings: Settings
  public internal(set) var roster = Table<Influencer>()
  public internal(set) var campaigns = Table<Campaign>()
  public internal(set) var bookings = Table<Booking>()
  public internal(set) var measurements = MeasurementLog()
  public internal(set) var feeds = Table<Feed>()
  /// What is asked of plans and of the comparison.
  public internal(set) var requests = SavedRequests()

  public init(settings: Settings) { self.settings = settings }

  /// A session as read from disk. Numbers that measurements or bookings refer to are never reused.
  public init(
    settings: Settings, roster: Table<Influencer>, campaigns: Table<Campaign>,
    bookings: Table<Booking>,
    measurements: MeasurementLog, feeds: Table<Feed> = Table(),
    requests: SavedRequests = SavedRequests()
  ) {
    self.requests = requests
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

  /// The session without measurements: light enough to hand to feeds.
  public var withoutMeasurements: Session {
    Session(
      settings: settings, roster: roster, campaigns: campaigns, bookings: bookings,
      measurements: MeasurementLog(), feeds: feeds, requests: requests)
  }

  /// The influencer's tier by the session's cut-offs; nil when the followers are unknown.
  public func tier(of influencer: Influencer) -> Tier? {
    tier(followers: influencer.followers)
  }

  /// The tier for a number of followers; nil if unknown.
  package func tier(followers: Int?) -> Tier? {
    followers.map { settings.tiers.tier(followers: $0) }
  }

  /// The priors in effect: the session's own, or those that ship with Clout.
  public var priors: [Prior] { settings.priors ?? Prior.shipped }
}

/// Session-wide settings.
public struct Settings: Hashable, Sendable {
  public var name: String
  public var currency: Currency
  public var tiers: TierScheme
  /// Who gets a conversion with one booking's promo code and another's tracking link.
  public var attribution = AttributionRule.codeFirst
  /// Whose orders count where several sources report them; nil for the best.
  public var ordersFrom: SalesChannel?
  /// What ROAS, ROI and plans for contribution are worked out from.
  public var returnFrom = RevenueBasis.paid
  /// What forecasts start from before anything is measured; nil for the priors that ship with Clout.
  public var priors: [Prior]?
  public var brand = Brand()
  /// The vetting checklists; nil for those that ship with Clout.
  public var checklists: [Checklist]?
  public var searches: [SavedSearch] = []
  /// Measured audience overlaps, by pair.
  public var overlaps: [AudienceOverlap] = []
  /// What other currencies are worth in the session's, for amounts that exports bring.
  public var rates: [ExchangeRate] = []
  /// How files count their sales and days, where that is known; each file once.
  public var sources: [SourceTerms] = []
  public var unknown: [UnknownField] = []

  public init(name: String, currency: Currency = .usDollar, tiers: TierScheme = .article) {
    self.name = name
    self.currency = currency
    self.tiers = tiers
  }
}

extension Session {
  /// Who in the roster is called what; nil if no measurement names anybody who wasn't in it when the figures came.
  package var namedCreators: CreatorIndex? {
    measurements.namesCreators ? CreatorIndex(roster) : nil
  }

  /// The campaigns of which not all sources of conversions count, and those that do.
  ///
  /// - Parameter creators: an index of the roster, if measurements name anybody who wasn't in it when they came.
  package func countedSales(_ creators: CreatorIndex?) -> [CampaignID: SalesChannels] {
    var result: [CampaignID: SalesChannels] = [:]
    for (campaign, channels) in measurements.salesChannels {
      var counted = channels.counted(preferring: settings.ordersFrom)
      if counted.all.contains(where: \.isOfAds), channels.all.count(where: \.isOfAds) > 1 {
        addAds(of: campaign, channels, creators, to: &counted)
      }
      if !channels.isWithin(counted) { result[campaign] = counted }
    }
    return result
  }

  /// Two ad platforms claim the same sales, unless each shows creators of its own.
  private func addAds(
    of campaign: CampaignID, _ channels: SalesChannels, _ creators: CreatorIndex?,
    to counted: inout SalesChannels
  ) {
    // Ads that show nobody in the roster may be about the same.
    func shown(by channel: SalesChannel) -> Set<InfluencerID?> {
      Set(
        measurements.shown(in: campaign, by: channel).map { shown in
          switch shown {
          case .account(let id): id
          case .creator(let creator):
            creators?.find(inAdvert: creator.name, platform: creator.platform)
          case .nobody: nil
          }
        })
    }
    for channel in channels.all where channel.isOfAds && !counted.contains(channel) {
      let mine = shown(by: channel)
      let others = counted.all.filter(\.isOfAds)
      if others.allSatisfy({ mine.isDisjoint(with: shown(by: $0)) }) { counted.insert(channel) }
    }
  }
}

extension Settings {
  /// Whether sources are known to count sales within unlike windows.
  package var hasUnlikeWindows: Bool { Set(sources.lazy.flatMap(\.windows)).count > 1 }

  /// The settings with what is known now of a source.
  package func stating(_ terms: SourceTerms) -> Settings {
    var settings = self
    if let at = settings.sources.firstIndex(where: { $0.source == terms.source }) {
      settings.sources[at] = terms
    } else {
      settings.sources.append(terms)
    }
    return settings
  }
}
