import Marketing
import Metrics

/// Same numbers in every run (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64
  init(_ seed: UInt64) { state = seed }
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

extension Day {
  /// A day known to exist.
  static func on(_ iso: String) -> Day {
    guard let day = Day(iso: iso) else { preconditionFailure("no such day: \(iso)") }
    return day
  }
}

/// A session under construction; what breaks a rule throws.
struct Sketch {
  var session = Session(settings: Settings(name: "Sketch"))

  @discardableResult
  mutating func campaign(_ name: String = "Spring", budget: Int64 = 0, hours: Int? = nil) throws
    -> CampaignID
  {
    var campaign = Campaign(id: session.campaigns.nextID, name: name, goal: .engagement)
    campaign.budget = Money(minorUnits: budget)
    campaign.hours = hours.map { Hours(hundredths: 100 * $0) }
    try session.apply(.put(campaign))
    return campaign.id
  }

  @discardableResult
  mutating func influencer(
    _ handle: String, followers: Int? = nil, platform: Platform = .instagram,
    niches: [String] = []
  ) throws -> InfluencerID {
    var influencer = Influencer(
      id: session.roster.nextID, handle: handle, platform: platform)
    influencer.followers = followers
    influencer.niches = niches
    try session.apply(.put(influencer))
    return influencer.id
  }

  @discardableResult
  mutating func booking(
    _ influencer: InfluencerID, _ campaign: CampaignID, _ stage: Stage, fee: Int64? = 0,
    product: Int64 = 0, commission: Int64 = 0, hours: Int? = nil
  ) throws -> BookingID {
    var booking = Booking(
      id: session.bookings.nextID, campaign: campaign, influencer: influencer)
    booking.stage = stage
    booking.fee = fee.map { Money(minorUnits: $0) }
    booking.productCost = Money(minorUnits: product)
    booking.commission = Money(minorUnits: commission)
    booking.hours = hours.map { Hours(hundredths: 100 * $0) }
    try session.apply(.put(booking))
    return booking.id
  }

  @discardableResult
  mutating func measure(
    _ campaign: CampaignID, _ key: String, _ kind: Measurement.Kind = .increment,
    _ day: String = "2026-03-02", by influencer: InfluencerID? = nil,
    for booking: BookingID? = nil, _ counts: (inout Counts) -> Void
  ) throws -> Measurement {
    var row = Measurement(campaign: campaign, key: key, kind: kind, day: .on(day))
    row.influencer = influencer
    row.booking = booking
    counts(&row.counts)
    try session.apply(.put(row))
    return row
  }
}

/// The figures that add up over the groups of any breakdown.
let additive: [(name: String, value: @Sendable (Totals) -> Int?)] = [
  ("impressions", { $0.impressions }), ("reach", { $0.reach }), ("likes", { $0.likes }),
  ("comments", { $0.comments }), ("shares", { $0.shares }), ("saves", { $0.saves }),
  ("engagements", { $0.engagements }), ("clicks", { $0.clicks }),
  ("conversions", { $0.conversions }), ("revenue", { $0.revenue.map { Int($0.minorUnits) } }),
  ("measurements", { $0.measurements }), ("posts", { $0.posts }), ("falls", { $0.falls }),
]
