import Marketing

/// Amounts of money, with the currency's symbol in front.
package enum MoneyText {
  /// To the last minor unit: `$1,234.50`.
  package static func exact(_ amount: Money, _ currency: Currency) -> String {
    (amount < .zero ? "-" : "") + currency.symbol
      + NumberText.fixed(amount.minorUnits.magnitude, decimals: currency.digits)
  }

  /// For a sentence: `$1,200`, but `$9.50` if it has cents.
  package static func sentence(_ amount: Money, _ currency: Currency) -> String {
    guard amount.minorUnits % currency.scale == 0 else { return exact(amount, currency) }
    return (amount < .zero ? "-" : "") + currency.symbol
      + NumberText.whole((amount.minorUnits / currency.scale).magnitude)
  }

  /// `$1,234`, `$12.3k`: for bars and narrow columns.
  package static func compact(_ amount: Money, _ currency: Currency) -> String {
    let magnitude = Int(clamping: amount.minorUnits.magnitude)
    let scale = Int(currency.scale)
    let sign = amount < .zero ? "-" : ""
    let whole = magnitude / scale + (magnitude % scale * 2 >= scale ? 1 : 0)
    return sign + currency.symbol
      + (whole < 10_000 ? CountText.exact(whole) : CountText.compact(whole))
  }

  /// A compact sum of which a part may be missing: `≥$1,234`, `unknown` where nothing of it is known.
  package static func atLeast(_ amount: Money, isShort: Bool, _ currency: Currency) -> String {
    guard isShort else { return compact(amount, currency) }
    return amount == .zero ? "unknown" : "≥" + compact(amount, currency)
  }

  /// A round amount, as short as possible: `$50k`, `$150`; exact if it has cents.
  package static func brief(_ amount: Money, _ currency: Currency) -> String {
    guard amount.minorUnits % currency.scale == 0 else { return exact(amount, currency) }
    return (amount < .zero ? "-" : "") + currency.symbol
      + CountText.brief(Int((amount.minorUnits / currency.scale).magnitude))
  }

  /// A cost per unit, in minor units: cents are shown below a hundred, tenths of a cent below one.
  package static func unitCost(_ minorUnits: Double, _ currency: Currency) -> String {
    guard minorUnits.isFinite, minorUnits.magnitude < 9e17 else { return NumberText.absent }
    let major = minorUnits.magnitude / Double(currency.scale)
    guard major < 100 else {
      return compact(Money(minorUnits: Int64(minorUnits.rounded())), currency)
    }
    let digits = major < 1 && currency.digits > 0 ? 3 : currency.digits
    return (minorUnits < 0 ? "-" : "") + currency.symbol + NumberText.decimal(major, digits: digits)
  }

  /// Reads `$1,234.50`, `1234.5`, `USD 1.2k`; nil for empty text.
  package static func read(_ text: some StringProtocol, _ currency: Currency) throws(EntryError)
    -> Money?
  {
    var amount = text.trimmed
    var isNegative = false
    // The minus may come before the currency's symbol.
    if let sign = amount.first, "-−".contains(sign) {
      let rest = amount.dropFirst().trimmed
      if [currency.symbol.trimmed, currency.code].contains(where: { rest.hasPrefix($0) }) {
        isNegative = true
        amount = rest
      }
    }
    for sign in [currency.symbol.trimmed, currency.code] where amount.hasPrefix(sign) {
      amount = amount.dropFirst(sign.count).trimmed
    }
    let example = "an amount such as 1200 or 1,200" + (currency.digits > 0 ? ".50" : "")
    guard let units = try NumberText.read(amount, decimals: currency.digits, what: example) else {
      if isNegative { throw EntryError("“\(text)” is not \(example).") }
      return nil
    }
    guard isNegative else { return Money(minorUnits: units) }
    guard units >= 0 else { throw EntryError("“\(text)” is not \(example).") }
    return Money(minorUnits: -units)
  }
}
