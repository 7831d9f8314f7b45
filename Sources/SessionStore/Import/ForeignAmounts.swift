import Marketing
import Tabular
import Wording

/// Amounts of an import in other currencies than the session's: converted where the session states a rate, and kept
/// beside as they were.
struct ForeignAmounts {
  /// Amounts that no rate was stated for, by currency.
  private(set) var unconverted: [String: Int] = [:]
  /// Amounts in the session's own currency, or without a word on theirs.
  private(set) var own = 0
  /// The originals of the row being read, by the name they are kept under.
  private var originals: [String: String] = [:]
  private var used: Set<ExchangeRate> = []

  mutating func noteOwn() { own += 1 }

  /// The amount in the session's currency; nil if no rate is stated, or it is too large.
  mutating func convert(
    _ value: ExactDecimal, of code: String, field: ImportField, on day: Day?, _ settings: Settings
  ) -> Money? {
    guard let currency = Currency(code: code), let rate = settings.rate(of: currency, on: day),
      let units = value.minorUnits(digits: currency.digits, rounding: .halfEven),
      units.magnitude <= Money.limit.minorUnits,
      let amount = rate.convert(Money(minorUnits: Int64(units)), to: settings.currency)
    else {
      unconverted[code, default: 0] += 1
      return nil
    }
    used.insert(rate)
    originals["\(field.rawValue) (original)"] = "\(value.description) \(code)"
    return amount
  }

  /// The originals since the last call.
  mutating func takeOriginals() -> [String: String] {
    guard !originals.isEmpty else { return [:] }
    defer { originals = [:] }
    return originals
  }

  /// The one currency that all amounts are in, if it isn't the session's.
  var only: Currency? {
    guard own == 0, used.isEmpty, unconverted.count == 1, let code = unconverted.first?.key else {
      return nil
    }
    return Currency(code: code)
  }

  /// What currencies without a rate are worth.
  func questions(_ options: ImportOptions, _ session: Session) -> [ImportQuestion] {
    let isFree = !session.hasAmounts && own == 0 && unconverted.count == 1
    return unconverted.sorted { $0.key < $1.key }.compactMap { code, amounts in
      guard let currency = Currency(code: code), !options.unconverted.contains(currency) else {
        return nil
      }
      return .currency(currency, amounts: amounts, session.settings.currency, isFree: isFree)
    }
  }

  func notes(_ settings: Settings) -> [String] {
    let session = settings.currency
    return used.sorted { ($0.currency.code, $0.day) < ($1.currency.code, $1.day) }.map {
      "Amounts in \($0.currency.code) are converted: \(RateText.sentence($0, in: session)). What they were is kept beside."
    }
  }
}
