import Marketing
import Testing

@testable import Metrics

@Suite("Net revenue, and what ROAS is worked out from")
struct NetRevenueTests {
  private static let one = CampaignID(1)

  /// Two orders of 114.00 and 66.00, the first of them 90.00 net, and a fee of 100.00.
  private func session(secondNet: Int64?) throws -> Session {
    var session = Session(settings: Settings(name: "test"))
    try session.apply(.put(Campaign(id: Self.one, name: "Spring", goal: .conversions)))
    try session.apply(
      .put(Influencer(id: InfluencerID(1), handle: "anna.glow", platform: .instagram)))
    var booking = Booking(id: BookingID(1), campaign: Self.one, influencer: InfluencerID(1))
    booking.stage = .paid
    booking.fee = Money(minorUnits: 100_00)
    try session.apply(.put(booking))
    let day = try #require(Day(year: 2026, month: 3, day: 2))
    for (key, cents, net) in [("#1", Int64(114_00), Int64?(90_00)), ("#2", 66_00, secondNet)] {
      var row = Measurement(campaign: Self.one, key: key, kind: .increment, day: day)
      row.influencer = InfluencerID(1)
      row.counts.conversions = 1
      row.counts.revenue = Money(minorUnits: cents)
      row.counts.netRevenue = net.map { Money(minorUnits: $0) }
      try session.apply(.put(row))
    }
    return session
  }

  @Test("ROAS and ROI follow the session's choice, revenue and net revenue stand as they are")
  func choice() throws {
    var session = try session(secondNet: 55_00)
    var ledger = KPILedger(session, dimensions: [.total])
    let paid = KPITable.make(session, by: .total).total
    #expect(paid.revenue == Money(minorUnits: 180_00))
    #expect(paid.netRevenue == Money(minorUnits: 145_00))
    #expect(paid.value(.roas)?.double == 1.8 && paid.value(.roi)?.double == 0.8)
    #expect(paid.value(.netRevenue)?.numerator == 145_00)
    var settings = session.settings
    settings.returnFrom = .net
    ledger.follow(try session.apply(.settings(settings)), in: session)
    let net = KPITable.make(session, by: .total).total
    #expect(net.value(.roas)?.double == 1.45 && net.value(.roi)?.double == 0.45)
    #expect(net.revenue == paid.revenue && net.value(.aov)?.double == paid.value(.aov)?.double)
    #expect(ledger.table(by: .total)?.total == net)
    #expect(
      net.explanation(of: .roas, currency: .usDollar).hasPrefix(
        "net revenue $145.00 ÷ cost $100.00"))
    #expect(paid.explanation(of: .roas, currency: .usDollar).hasPrefix("revenue $180.00"))
  }

  @Test("Net revenue that isn't known of all orders is at least what is known")
  func atLeast() throws {
    var session = try session(secondNet: nil)
    #expect(KPITable.make(session, by: .total).total.bound(of: .roas) == nil)
    var settings = session.settings
    settings.returnFrom = .net
    try session.apply(.settings(settings))
    let net = KPITable.make(session, by: .total).total
    #expect(net.value(.roas)?.double == 0.9)
    #expect(net.bound(of: .roas) == .atLeast && net.bound(of: .netRevenue) == .atLeast)
    #expect(net.bound(of: .revenue) == nil && net.unnettedRevenues == 1)
  }
}
