import Testing

@testable import Marketing

@Suite("Another currency")
struct CurrencyChangeTests {
  private let euro = Currency(code: "EUR")!
  private let yen = Currency(code: "JPY")!

  private func session() throws -> Session {
    var session = try Fixtures.session()
    var row = Fixtures.influencer(1)
    row.fee = Money(minorUnits: 123_45)
    row.history = [
      Snapshot(day: Fixtures.day, followers: 9, engagementRate: nil, fee: Money(minorUnits: 100_00))
    ]
    var campaign = Fixtures.campaign(1)
    campaign.budget = Money(minorUnits: 50_000_00)
    campaign.targets = [Target(kpi: .cpm, value: 12_50), Target(kpi: .reach, value: 1_000)]
    var booking = Fixtures.booking(1)
    booking.fee = Money(minorUnits: 1_000_00)
    booking.commission = Money(minorUnits: 1)
    var measurement = Measurement(
      campaign: CampaignID(1), key: "order", kind: .increment, day: Fixtures.day)
    measurement.counts.revenue = Money(minorUnits: -19_99)
    measurement.counts.clicks = 7
    for edit in [Edit.put(row), .put(campaign), .put(booking), .put(measurement)] {
      try session.apply(edit)
    }
    return session
  }

  @Test("Every amount is converted in one step, and back as it was by undo")
  func converts() throws {
    var session = try session()
    let before = session
    // 1 USD is 0.92 EUR: 123.45 × 0.92 = 113.574, 1999 × 0.92 = 1839.08, 1 × 0.92 rounds to 1.
    let rate = ExchangeRate(.usDollar, 92_000_000, day: Fixtures.day)
    let undo = try session.apply(try session.changeCurrency(to: euro, .convert(rate)))
    #expect(session.settings.currency == euro)
    #expect(session.roster.rows[0].fee == Money(minorUnits: 113_57))
    #expect(session.roster.rows[0].history[0].fee == Money(minorUnits: 92_00))
    #expect(session.campaigns.rows[0].budget == Money(minorUnits: 46_000_00))
    #expect(session.campaigns.rows[0].targets.map(\.value) == [11_50, 1_000])
    #expect(session.bookings.rows[0].fee == Money(minorUnits: 920_00))
    #expect(session.bookings.rows[0].commission == Money(minorUnits: 1))
    let order = try #require(session.measurements.rows.first { $0.key == "order" })
    #expect(order.counts.revenue == Money(minorUnits: -18_39) && order.counts.clicks == 7)
    try session.apply(undo)
    #expect(session == before)
  }

  @Test("A wrong name: the figures stay, in whole yen where they were in cents")
  func renames() throws {
    var session = try session()
    try session.apply(try session.changeCurrency(to: yen, .rename))
    // $123.45 was ¥123.45 all along, which is ¥123.
    #expect(session.roster.rows[0].fee == Money(minorUnits: 123))
    #expect(session.campaigns.rows[0].budget == Money(minorUnits: 50_000))
    #expect(session.bookings.rows[0].fee == Money(minorUnits: 1_000))
  }

  @Test("The currency alone can't change while there are amounts; the message says how")
  func alone() throws {
    var session = try session()
    var settings = session.settings
    settings.currency = euro
    #expect {
      try session.apply(.settings(settings))
    } throws: { error in
      let text = "\(error)"
      return text.contains("“EUR at RATE”") && text.contains("“EUR as they are”")
    }
  }

  @Test func tooLarge() throws {
    var session = try session()
    var campaign = session.campaigns.rows[0]
    campaign.budget = .limit
    try session.apply(.put(campaign))
    let rate = ExchangeRate(.usDollar, 2 * ExchangeRate.one, day: Fixtures.day)
    #expect(throws: EditError.self) { try session.changeCurrency(to: euro, .convert(rate)) }
  }

  @Test(
    "Rounding is half to even, and decimals of both currencies count",
    arguments: [
      // 0.05 USD × 0.5 = 0.025 → 0.02; 0.15 × 0.5 = 0.075 → 0.08.
      (5, 50_000_000, "EUR", 2), (15, 50_000_000, "EUR", 8), (-15, 50_000_000, "EUR", -8),
      // $10.00 at 151.37 yen is ¥1,514 (1513.7); 1 USD at 0.30731 dinars is 0.307 KWD.
      (10_00, 15_137_000_000, "JPY", 1514), (1_00, 30_731_000, "KWD", 307),
    ])
  func rounds(cents: Int64, rate: Int64, code: String, expected: Int64) throws {
    let currency = try #require(Currency(code: code))
    let rate = ExchangeRate(.usDollar, rate, day: Fixtures.day)
    #expect(
      rate.convert(Money(minorUnits: cents), to: currency) == Money(minorUnits: expected))
  }

  @Test("The rate of a day is the newest one up to it, else the first one after")
  func rateOfADay() {
    var settings = Settings(name: "s")
    let day = Fixtures.day
    settings.rates = [10, 0].map {
      ExchangeRate(euro, Int64($0 + 1), day: Day(number: day.number + $0))
    }
    func rate(_ offset: Int) -> Int64? {
      settings.rate(of: euro, on: Day(number: day.number + offset))?.hundredMillionths
    }
    #expect(rate(-1) == 1 && rate(0) == 1 && rate(9) == 1 && rate(10) == 11 && rate(99) == 11)
    #expect(settings.rate(of: euro, on: nil)?.hundredMillionths == 11)
    #expect(settings.rate(of: yen, on: day) == nil)
  }
}
