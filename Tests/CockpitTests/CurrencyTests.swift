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
      .sees("The session has amounts in USD", ":currency EUR at 1.25")
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
}
