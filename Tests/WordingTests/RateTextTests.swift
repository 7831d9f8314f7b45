import Marketing
import Testing

@testable import Wording

@Suite("Rates of currencies, typed and written")
struct RateTextTests {
  private let today = Day(year: 2026, month: 3, day: 14)!

  private func read(_ text: String) throws -> [ExchangeRate] {
    try RateText.read(text, in: .usDollar, today: today)
  }

  @Test func typed() throws {
    let rates = try read("eur 1.0925 2026-03-01 ECB fixing; GBP=1.27 ;")
    #expect(rates.map(\.currency.code) == ["EUR", "GBP"])
    #expect(rates.map(\.hundredMillionths) == [109_250_000, 127_000_000])
    #expect(rates.map(\.day.iso) == ["2026-03-01", "2026-03-14"])
    #expect(rates.map(\.source) == ["ECB fixing", ""])
    #expect(RateText.write(rates) == "EUR 1.0925 2026-03-01 ECB fixing; GBP 1.27 2026-03-14")
    #expect(try read(RateText.write(rates)) == rates)
    #expect(
      RateText.sentence(rates[0], in: .usDollar) == "1 EUR is 1.0925 USD (2026-03-01, ECB fixing)")
    #expect(try read("").isEmpty)
  }

  @Test(
    "What isn't a rate is refused with an example",
    arguments: [
      "EUR", "euro 1.1", "EUR one", "EUR 0", "EUR -1", "EUR 1.123456789", "USD 1",
      "EUR 99999999999",
    ])
  func refused(text: String) {
    #expect(throws: EntryError.self) { try read(text) }
  }

  @Test func changes() throws {
    func change(_ text: String) throws -> (currency: Currency, change: Session.CurrencyChange?) {
      try RateText.readChange(text, from: .usDollar, today: today)
    }
    #expect(try change("eur").change == nil)
    #expect(try change("EUR as they are").change == .rename)
    #expect(
      try change("EUR at 0.92").change
        == .convert(ExchangeRate(.usDollar, 92_000_000, day: today)))
    #expect(throws: EntryError.self) { try change("euro") }
    #expect(throws: EntryError.self) { try change("EUR at") }
    #expect(throws: EntryError.self) { try change("EUR 0.92") }
  }

  @Test(
    "A locale proposes the currency of its country",
    arguments: [
      (["LANG": "de_DE.UTF-8"], "EUR"), (["LANG": "en_US.UTF-8", "LC_MONETARY": "ja_JP"], "JPY"),
      (["LC_ALL": "en_GB", "LC_MONETARY": "ja_JP"], "GBP"), (["LANG": "C.UTF-8"], nil), ([:], nil),
    ] as [([String: String], String?)])
  func locale(variables: [String: String], code: String?) {
    #expect(LocaleCurrency.proposed { variables[$0] }?.code == code)
  }
}
