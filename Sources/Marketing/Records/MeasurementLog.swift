/// All measurements of a session, one per identity.
///
/// Invariants: `index[identity]` is the row's place in `rows`; `perInfluencer`, `perCampaign` and `perBooking` count the
/// rows that name each one, `withCreator`, `withSpend` and `withNet` those that have any of these, `sales` those with
/// conversions by who counted them, and `adverts` those of ad platforms by whom they show.
/// The order of the rows carries no meaning.
public struct MeasurementLog: Sendable {
  public private(set) var rows: [Measurement] = []
  private var index: [Measurement.Identity: Int] = [:]
  private var perInfluencer: [InfluencerID: Int] = [:]
  private var perCampaign: [CampaignID: Int] = [:]
  private var perBooking: [BookingID: Int] = [:]
  private var withCreator = 0
  private var withSpend = 0
  private var withNet = 0
  private var sales: [CampaignID: [SalesChannel: Int]] = [:]
  private var adverts: [AdSource: [Shown: Int]] = [:]

  private struct AdSource: Hashable {
    let campaign: CampaignID
    let channel: SalesChannel
  }

  /// Whom an ad shows, as far as its row says.
  enum Shown: Hashable {
    case account(InfluencerID)
    case creator(Creator)
    case nobody

    init(_ row: Measurement) {
      self = row.influencer.map { .account($0) } ?? row.creator.map { .creator($0) } ?? .nobody
    }
  }

  public init() {}

  public var count: Int { rows.count }
  public var isEmpty: Bool { rows.isEmpty }

  public subscript(identity: Measurement.Identity) -> Measurement? {
    index[identity].map { rows[$0] }
  }

  public func mentions(_ influencer: InfluencerID) -> Bool { perInfluencer[influencer] != nil }
  public func mentions(_ campaign: CampaignID) -> Bool { perCampaign[campaign] != nil }
  public func mentions(_ booking: BookingID) -> Bool { perBooking[booking] != nil }

  /// Whether any row names somebody who wasn't in the roster when it came.
  public var namesCreators: Bool { withCreator > 0 }
  public var hasSpend: Bool { withSpend > 0 }
  package var hasNetRevenue: Bool { withNet > 0 }

  /// Who counted conversions, by campaign.
  package var salesChannels: [CampaignID: SalesChannels] {
    sales.mapValues { SalesChannels($0.keys) }
  }

  /// Whom the ads show that a platform counted conversions of.
  func shown(in campaign: CampaignID, by channel: SalesChannel) -> Set<Shown> {
    Set(adverts[AdSource(campaign: campaign, channel: channel)]?.keys ?? [:].keys)
  }

  /// The highest influencer number in the rows; 0 if none.
  public var highestInfluencer: Int { perInfluencer.keys.map(\.number).max() ?? 0 }
  /// The highest campaign number in the rows; 0 if none.
  public var highestCampaign: Int { perCampaign.keys.map(\.number).max() ?? 0 }
  /// The highest booking number in the rows; 0 if none.
  public var highestBooking: Int { perBooking.keys.map(\.number).max() ?? 0 }

  public mutating func reserveCapacity(_ count: Int) {
    rows.reserveCapacity(count)
    index.reserveCapacity(count)
  }

  /// Inserts or replaces a measurement, or removes it if nil. Returns the previous one.
  @discardableResult
  public mutating func set(_ identity: Measurement.Identity, to measurement: Measurement?)
    -> Measurement?
  {
    if let at = index[identity] {
      let former = rows[at]
      forget(former)
      if let measurement {
        rows[at] = measurement
        remember(measurement)
      } else {
        index[identity] = nil
        let last = rows.removeLast()
        if at < rows.count {
          rows[at] = last
          index[last.identity] = at
        }
      }
      return former
    }
    if let measurement {
      index[identity] = rows.count
      rows.append(measurement)
      remember(measurement)
    }
    return nil
  }

  private mutating func remember(_ row: Measurement) {
    perCampaign[row.campaign, default: 0] += 1
    if let influencer = row.influencer { perInfluencer[influencer, default: 0] += 1 }
    if let booking = row.booking { perBooking[booking, default: 0] += 1 }
    if row.creator != nil { withCreator += 1 }
    if row.counts.spend != nil { withSpend += 1 }
    if row.counts.netRevenue != nil { withNet += 1 }
    if let channel = row.salesChannel {
      sales[row.campaign, default: [:]][channel, default: 0] += 1
      if channel.isOfAds {
        let source = AdSource(campaign: row.campaign, channel: channel)
        adverts[source, default: [:]][Shown(row), default: 0] += 1
      }
    }
  }

  private mutating func forget(_ row: Measurement) {
    func decrement<Key>(_ counts: inout [Key: Int], _ key: Key) {
      counts[key] = counts[key].flatMap { $0 > 1 ? $0 - 1 : nil }
    }
    decrement(&perCampaign, row.campaign)
    if let influencer = row.influencer { decrement(&perInfluencer, influencer) }
    if let booking = row.booking { decrement(&perBooking, booking) }
    if row.creator != nil { withCreator -= 1 }
    if row.counts.spend != nil { withSpend -= 1 }
    if row.counts.netRevenue != nil { withNet -= 1 }
    if let channel = row.salesChannel {
      decrement(&sales[row.campaign, default: [:]], channel)
      if sales[row.campaign]?.isEmpty == true { sales[row.campaign] = nil }
      if channel.isOfAds {
        let source = AdSource(campaign: row.campaign, channel: channel)
        decrement(&adverts[source, default: [:]], Shown(row))
        if adverts[source]?.isEmpty == true { adverts[source] = nil }
      }
    }
  }
}

extension MeasurementLog: Equatable {
  public static func == (left: Self, right: Self) -> Bool {
    left.count == right.count && left.rows.allSatisfy { right[$0.identity] == $0 }
  }
}
