import Marketing

/// A currency as it is typed: its code, in any case.
package enum CurrencyText {
  /// Throws `EntryError` for anything that ISO 4217 doesn't list, with the code that may have been meant.
  package static func read(_ text: some StringProtocol) throws(EntryError) -> Currency {
    if let currency = Currency(listed: String(text)) { return currency }
    let hint = meant(by: text.lowercased()).map { "did you mean \($0)?" }
    throw EntryError(
      "“\(text)” isn't a currency: \(hint ?? "write its code, such as USD, EUR or GBP.")")
  }

  /// Names and signs that stand for one currency first of all, and the slips that are made with codes.
  private static func meant(by text: String) -> String? {
    let words = text.split { $0 == " " || $0 == "." || $0 == "-" }
    return words.lazy.compactMap { names[String($0)] }.last
  }

  private static let names: [String: String] = [
    "yen": "JPY", "円": "JPY", "¥": "JPY", "jpn": "JPY", "yuan": "CNY", "renminbi": "CNY",
    "rmb": "CNY", "dollar": "USD", "dollars": "USD", "$": "USD", "us$": "USD", "usa": "USD",
    "euro": "EUR", "euros": "EUR", "€": "EUR", "pound": "GBP", "pounds": "GBP", "sterling": "GBP",
    "£": "GBP", "uk": "GBP", "ukp": "GBP", "gpb": "GBP", "franc": "CHF", "francs": "CHF",
    "franken": "CHF", "sfr": "CHF", "rupee": "INR", "rupees": "INR", "₹": "INR", "rs": "INR",
    "zloty": "PLN", "złoty": "PLN", "zł": "PLN", "real": "BRL", "reais": "BRL", "r$": "BRL",
    "peso": "MXN", "pesos": "MXN", "krona": "SEK", "kronor": "SEK", "krone": "NOK", "kroner": "NOK",
    "won": "KRW", "₩": "KRW", "lira": "TRY", "₺": "TRY", "ruble": "RUB", "rouble": "RUB",
    "baht": "THB", "rand": "ZAR", "forint": "HUF", "ft": "HUF", "koruna": "CZK", "kč": "CZK",
    "leu": "RON", "lei": "RON", "dirham": "AED", "dirhams": "AED", "riyal": "SAR", "shekel": "ILS",
    "₪": "ILS", "naira": "NGN", "ringgit": "MYR", "rupiah": "IDR", "rp": "IDR", "dong": "VND",
    "₫": "VND", "hryvnia": "UAH", "₴": "UAH",
  ]
}
