import Marketing
import Testing

@testable import Cockpit

@Suite("The session's currency")
struct CurrencyTests {
  @Test("A bare code is refused where amounts are, and following its advice works")
  func advice() throws {
    let t = Driver()
    let before = t.harness.session
    try t.roster.focus().presses(": 'currency' enter ctrl-u").types("EUR").presses("enter")
      .sees("Amounts are in USD.", "“EUR at RATE” converts them, “EUR as they are” keeps them.")
    #expect(t.harness.session == before)
    try t.presses(": 'currency' enter ctrl-u").types("EUR at 0.5").presses("enter").sees("€")
    // ana's fee of $24,000.00 is €12,000.00.
    #expect(t.harness.session.roster.rows[0].fee == Money(minorUnits: 1_200_000))
    try t.presses("u")
    #expect(t.harness.session == before)
    try t.presses(": 'currency' enter ctrl-u").types("EUR as they are").presses("enter")
    #expect(t.harness.session.roster.rows[0].fee == before.roster.rows[0].fee)
    #expect(t.harness.session.settings.currency.code == "EUR")
  }

  @Test("Rates are stated in one line, shown in words, and come back to be changed")
  func rates() throws {
    let t = Driver()
    try t.roster.focus().presses(": 'rates' enter").types("EUR 1.0925 2026-03-01 ECB")
      .presses("enter").sees("1 EUR is 1.0925 USD (2026-03-01, ECB)")
    try t.presses(": 'rates' enter").sees("EUR 1.0925 2026-03-01 ECB").types("; GBP 0").presses(
      "enter"
    )
    .sees("isn't a rate")
    #expect(t.harness.session.settings.rates.count == 1)
  }

  @Test("What ROAS is worked out from is chosen in the cockpit, and u takes it back")
  func roasFrom() throws {
    let t = Driver()
    try t.roster.focus().presses(": 'roas-from' enter ctrl-u").types("gross").presses("enter")
      .sees("It is paid or net.")
    try t.presses("escape : 'roas-from' enter ctrl-u").types("net").presses("enter")
    #expect(t.harness.session.settings.returnFrom == .net)
    try t.presses("u").sees("ROAS from net revenue")
    #expect(t.harness.session.settings.returnFrom == .paid)
  }

  @Test("A rate converts what was imported without one, says so, and u takes all of it back")
  func late() throws {
    let t = Driver()
    var session = t.harness.session
    var row = Measurement(
      campaign: session.campaigns.rows[0].id, key: "o1", kind: .increment,
      day: Day(year: 2026, month: 3, day: 2)!)
    row.counts.conversions = 1
    row.custom["revenue (original)"] = "100 EUR"
    try session.apply(.put(row))
    let driver = Driver(session)
    try driver.roster.focus().presses(": 'rates' enter").types("EUR 1.10 2026-03-01").presses(
      "enter"
    )
    .sees("1 amount that was imported follows", "1 EUR is 1.1 USD")
    #expect(driver.harness.session.measurements[row.identity]?.counts.revenue?.minorUnits == 110_00)
    try driver.presses("u")
    #expect(driver.harness.session == session)
  }
}
