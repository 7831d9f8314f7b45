/// What an amount was in the currency that it came in. It is kept beside the amount among the imported columns, as
/// `100.50 EUR` under `revenue (original)`, so that a rate stated later can still convert it.
public struct OriginalAmount: Hashable, Sendable {
  public let currency: Currency
  /// In minor units of that currency.
  public let amount: Money

  public init(_ amount: Money, _ currency: Currency) {
    self.amount = amount
    self.currency = currency
  }

  /// Reads `100.50 EUR`: digits with a point and at most the currency's decimals. Nil for anything else.
  public init?(_ text: String) {
    let words = text.split(separator: " ")
    guard words.count == 2, let currency = Currency(code: String(words[1])) else { return nil }
    let isBelowZero = words[0].first == "-"
    let parts = (isBelowZero ? words[0].dropFirst() : words[0])
      .split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    let decimals = parts.count == 2 ? String(parts[1]) : ""
    guard decimals.utf8.count <= currency.digits, parts.count == 1 || !decimals.isEmpty,
      !parts[0].isEmpty, (parts[0] + decimals).allSatisfy({ $0.isASCII && $0.isNumber }),
      let units = Int64(
        parts[0] + decimals
          + String(repeating: "0", count: currency.digits - decimals.utf8.count)),
      units <= Money.limit.minorUnits
    else { return nil }
    self.init(Money(minorUnits: isBelowZero ? -units : units), currency)
  }

  /// As it is kept: `100.50 EUR`, `100 EUR`.
  public var text: String {
    let units = amount.minorUnits.magnitude
    let scale = UInt64(currency.scale)
    let sign = amount < .zero ? "-" : ""
    guard units % scale != 0 else { return "\(sign)\(units / scale) \(currency.code)" }
    let rest = String(units % scale)
    let zeros = String(repeating: "0", count: currency.digits - rest.utf8.count)
    return "\(sign)\(units / scale).\(zeros)\(rest) \(currency.code)"
  }

  /// The name that the original of an amount is kept under.
  public static func column(_ amount: String) -> String { "\(amount) (original)" }
}
