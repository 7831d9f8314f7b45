import Testing

@testable import Marketing

@Suite("What amounts were in another currency")
struct OriginalAmountTests {
  private let euro = Currency(code: "EUR")!

  @Test(
    "An original is written as it is read",
    arguments: ["100 EUR", "100.50 EUR", "-0.05 EUR", "20000 JPY", "1.005 KWD", "0 USD"])
  func text(_ text: String) throws {
    #expect(try #require(OriginalAmount(text)).text == text)
  }

  @Test(
    "What isn't an amount is none",
    arguments: [
      "", "EUR", "1,5 EUR", "1.234 EUR", "1 euro", "1. EUR", ".5 EUR", "1e5 EUR", "1 2 EUR",
    ])
  func others(_ text: String) { #expect(OriginalAmount(text) == nil) }

  private func session() throws -> Session {
    var session = try Fixtures.session()
    for (key, known) in [("open", nil), ("edited", Int64(1_00)), ("followed", 110_00)] {
      var row = Measurement(campaign: CampaignID(1), key: key, kind: .increment, day: Fixtures.day)
      row.counts.revenue = known.map { Money(minorUnits: $0) }
      row.counts.conversions = 1
      row.custom[OriginalAmount.column("revenue")] = "100 EUR"
      try session.apply(.put(row))
    }
    var ana = Fixtures.influencer(1)
    ana.custom[OriginalAmount.column("fee")] = "50 EUR"
    ana.fee = nil
    try session.apply(.put(ana))
    return session
  }

  private func revenue(_ session: Session) -> [String: Money?] {
    Dictionary(uniqueKeysWithValues: session.measurements.rows.map { ($0.key, $0.counts.revenue) })
  }

  @Test(
    "A rate converts what wasn't known and what the former rate gave, leaves alone what was edited, and is undone in one step"
  )
  func rates() throws {
    var session = try session()
    var settings = session.settings
    settings.rates = [ExchangeRate(euro, 110_000_000, day: Fixtures.day)]
    try session.apply(.settings(settings))
    let before = session
    let (edit, amounts) = session.stateRates([ExchangeRate(euro, 120_000_000, day: Fixtures.day)])
    let undo = try session.apply(edit)
    let now = revenue(session)
    #expect(
      now["open"] == Money(minorUnits: 120_00) && now["followed"] == Money(minorUnits: 120_00))
    #expect(now["edited"] == Money(minorUnits: 1_00))
    #expect(session.roster.rows[0].fee == Money(minorUnits: 60_00) && amounts == 3)
    try session.apply(undo)
    #expect(session == before)
  }

  @Test("Once the session is in their currency, they are known to the cent")
  func currency() throws {
    var session = try session()
    let rate = ExchangeRate(.usDollar, 90_000_000, day: Fixtures.day)
    try session.apply(try session.changeCurrency(to: euro, .convert(rate)))
    #expect(revenue(session)["open"] == Money(minorUnits: 100_00))
    #expect(session.roster.rows[0].fee == Money(minorUnits: 50_00))
  }
}
