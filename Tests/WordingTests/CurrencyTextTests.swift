import Testing

@testable import Wording

@Suite("Currencies as they are typed")
struct CurrencyTextTests {
  @Test("A code in any case is taken, anything else refused with what may have been meant")
  func read() throws {
    #expect(try CurrencyText.read("eur").code == "EUR")
    for (text, hint) in [
      ("yen", "JPY"), ("US Dollar", "USD"), ("€", "EUR"), ("GPB", "GBP"), ("Swiss francs", "CHF"),
    ] {
      #expect(throws: EntryError("“\(text)” isn't a currency: did you mean \(hint)?")) {
        try CurrencyText.read(text)
      }
    }
    #expect(throws: EntryError.self) { try CurrencyText.read("XYZ") }
    #expect(throws: EntryError.self) { try CurrencyText.read("") }
  }
}
