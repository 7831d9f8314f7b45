import Marketing

/// What other currencies are worth, as text: `EUR 1.0925 2026-03-01 ECB; GBP 1.27 2026-03-01`.
package enum RateText {
  package static func write(_ rates: [ExchangeRate]) -> String {
    rates.map(write).joined(separator: "; ")
  }

  package static func write(_ rate: ExchangeRate) -> String {
    [rate.currency.code, number(rate), rate.day.iso, rate.source].filter { !$0.isEmpty }.joined(
      separator: " ")
  }

  /// `1 EUR is 1.0925 USD (2026-03-01, ECB)`.
  package static func sentence(_ rate: ExchangeRate, in session: Currency) -> String {
    let from = [rate.day.iso, rate.source].filter { !$0.isEmpty }.joined(separator: ", ")
    return "1 \(rate.currency.code) is \(number(rate)) \(session.code) (\(from))"
  }

  /// How a rate is stated, where there is none. `RATE` can't be taken for one.
  package static func remedy(for currency: Currency, in session: Currency) -> String {
    "--rate \(currency.code)=RATE (what 1 \(currency.code) is worth in \(session.code); :rates in the cockpit)"
  }

  private static func number(_ rate: ExchangeRate) -> String {
    let whole = rate.hundredMillionths / ExchangeRate.one
    var digits = String(rate.hundredMillionths % ExchangeRate.one)
    digits = String(repeating: "0", count: 8 - digits.count) + digits
    while digits.last == "0" { digits.removeLast() }
    return digits.isEmpty ? String(whole) : "\(whole).\(digits)"
  }

  /// Several rates with semicolons between them; none for an empty text.
  package static func read(
    _ text: String, in session: Currency, today: Day
  ) throws(EntryError) -> [ExchangeRate] {
    var rates: [ExchangeRate] = []
    for entry in text.split(separator: ";") where !entry.trimmed.isEmpty {
      let rate = try readOne(String(entry), in: session, today: today)
      rates.removeAll { $0.currency == rate.currency && $0.day == rate.day }
      rates.append(rate)
    }
    return rates
  }

  /// `EUR 1.0925 2026-03-01 ECB` or `EUR=1.0925`; without a day, from today on.
  package static func readOne(
    _ text: String, in session: Currency, today: Day
  ) throws(EntryError) -> ExchangeRate {
    let words = text.split { $0.isWhitespace || $0 == "=" }.map(String.init)
    guard words.count >= 2 else {
      throw EntryError(
        "“\(text.trimmed)” isn't a rate: write EUR 1.0925, or EUR 1.0925 2026-03-01 ECB with its day and where it is from."
      )
    }
    let currency = try CurrencyText.read(words[0])
    guard currency != session else {
      throw EntryError("\(currency.code) is the session's own currency.")
    }
    let units = try number(words[1])
    let day = words.count > 2 ? Day(iso: words[2]) : nil
    return ExchangeRate(
      currency, units, day: day ?? today,
      source: words.dropFirst(day == nil ? 2 : 3).joined(separator: " "))
  }

  /// A rate in hundred-millionths.
  private static func number(_ text: String) throws(EntryError) -> Int64 {
    let wrong = EntryError(
      "“\(text)” isn't a rate: a number above zero with at most eight decimals, such as 1.0925.")
    guard let number = TypedNumber(text), let units = try? number.units(decimals: 8), units > 0,
      units <= ExchangeRate.limit
    else { throw wrong }
    return units
  }

  /// What a session's currency is to become: `EUR`, `EUR at 0.92` (what one of the old is worth), `EUR as they are`.
  /// The change is nil for a bare code.
  package static func readChange(
    _ text: String, from session: Currency, today: Day
  ) throws(EntryError) -> (currency: Currency, change: Session.CurrencyChange?) {
    let words = text.split(whereSeparator: \.isWhitespace).map { $0.lowercased() }
    let currency = try CurrencyText.read(words.first ?? "")
    switch words.dropFirst().first {
    case nil: return (currency, nil)
    case "at" where words.count == 3:
      return (currency, .convert(ExchangeRate(session, try number(words[2]), day: today)))
    case "as": return (currency, .rename)
    default:
      throw EntryError(
        "Write \(currency.code) at RATE, or \(currency.code) as they are. RATE is what 1 \(session.code) is worth in \(currency.code)."
      )
    }
  }
}
