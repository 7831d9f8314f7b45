/// What one unit of another currency is worth in the session's: stated by the user, with its day and where it is from.
public struct ExchangeRate: Hashable, Sendable {
  public var currency: Currency
  /// Hundred-millionths of the session's currency for one unit (1 EUR = 1.0925 USD is 109,250,000); above zero.
  public var hundredMillionths: Int64
  /// From this day on, until a later rate of the same currency.
  public var day: Day
  /// Where it is from, such as `ECB`; may be empty.
  public var source: String

  public static let one: Int64 = 100_000_000
  /// The highest rate: ten million units of the session's currency for one.
  public static let limit: Int64 = 10_000_000 * one

  public init(_ currency: Currency, _ hundredMillionths: Int64, day: Day, source: String = "") {
    self.currency = currency
    self.hundredMillionths = hundredMillionths
    self.day = day
    self.source = source
  }

  /// An amount of the other currency in the session's, rounded half to even; nil beyond `Money.limit`.
  public func convert(_ amount: Money, to session: Currency) -> Money? {
    let numerator =
      Int128(amount.minorUnits) * Int128(hundredMillionths) * Int128(session.scale)
    let denominator = Int128(Self.one) * Int128(currency.scale)
    var (quotient, rest) = numerator.quotientAndRemainder(dividingBy: denominator)
    let twice = rest.magnitude * 2
    if twice > denominator.magnitude || (twice == denominator.magnitude && quotient % 2 != 0) {
      quotient += numerator < 0 ? -1 : 1
    }
    guard quotient.magnitude <= Int128(Money.limit.minorUnits).magnitude else { return nil }
    return Money(minorUnits: Int64(quotient))
  }

  var fault: String? {
    guard hundredMillionths > 0, hundredMillionths <= Self.limit else {
      return "The rate of \(currency.code) must be above zero and at most 10,000,000."
    }
    return nil
  }
}
