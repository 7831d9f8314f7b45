import Marketing

/// Builds what the shop reports: orders per promo code and day, refunds, and orders that nobody can claim.
struct DemoShop {
  private var random: SeededGenerator
  private let today: Day
  private(set) var measurements: [Measurement] = []
  /// Each booking's revenue after refunds, on which its commission is based.
  private(set) var revenue: [BookingID: Money] = [:]

  init(
    seed: UInt64, today: Day, bookings: [Booking], tier: (InfluencerID) -> Tier,
    clicks: [BookingID: [Day: Int]]
  ) {
    random = SeededGenerator(seed: seed)
    self.today = today
    for booking in bookings {
      guard let days = clicks[booking.id] else { continue }
      let rate = DemoRates.conversionRate(tier(booking.influencer)) * random.logNormal(0.25)
      for (day, count) in days.sorted(by: { $0.key < $1.key }) {
        addOrders(of: booking, on: day, random.poisson(Double(count) * rate))
      }
    }
    addUnattributed()
  }

  private mutating func addOrders(of booking: Booking, on day: Day, _ orders: Int) {
    guard orders > 0 else { return }
    let baskets = (0..<orders).map { _ in basket() }
    var row = row(booking.campaign, "shop/\(day.iso)/\(booking.promoCode)", day)
    attribute(&row, to: booking)
    row.counts.conversions = orders
    row.counts.revenue = baskets.reduce(.zero, +)
    measurements.append(row)
    revenue[booking.id, default: .zero] += row.counts.revenue ?? .zero

    let returned = baskets.filter { _ in random.chance(0.045) }
    let when = day + random.whole(4...12)
    guard !returned.isEmpty, when <= today else { return }
    var refund = self.row(
      booking.campaign, "refund/\(when.iso)/\(booking.promoCode)/\(day.iso)", when)
    attribute(&refund, to: booking)
    refund.counts.conversions = -returned.count
    refund.counts.revenue = Money.zero - returned.reduce(.zero, +)
    measurements.append(refund)
    revenue[booking.id, default: .zero] += refund.counts.revenue ?? .zero
  }

  /// People who saw a post and typed in the shop's name: no code, no link.
  private mutating func addUnattributed() {
    for (campaign, days) in [
      (DemoCampaigns.winter, -88 ... -57), (DemoCampaigns.spring, -38...0),
    ] {
      for offset in days where random.chance(0.6) {
        let orders = 1 + random.poisson(2)
        var row = row(
          campaign, "shop/\((today + offset).iso)/no-code", today + offset)
        row.counts.conversions = orders
        row.counts.revenue = (0..<orders).reduce(.zero) { sum, _ in sum + basket() }
        measurements.append(row)
      }
    }
  }

  /// The value of an order: one to four products at shop prices.
  private mutating func basket() -> Money {
    let prices: [Int64] = [24_00, 29_00, 34_00, 38_00, 46_00]
    let count = 1 + min(random.poisson(0.7), 3)
    return (0..<count).reduce(.zero) { sum, _ in sum + Money(minorUnits: random.pick(prices)) }
  }

  private func row(_ campaign: CampaignID, _ key: String, _ day: Day) -> Measurement {
    var row = Measurement(campaign: campaign, key: key, kind: .increment, day: day)
    row.source = "shop-orders.csv"
    return row
  }

  private func attribute(_ row: inout Measurement, to booking: Booking) {
    row.influencer = booking.influencer
    row.booking = booking.id
    row.promoCode = booking.promoCode
  }
}
