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
  /// The currency of what the row being read says was sold, if it is another than the session's. Such amounts are
  /// converted when all is known of an order: lines are added up and refunds taken off in their own currency.
  private(set) var saleCurrency: Currency?
  private var used: Set<ExchangeRate> = []

  mutating func noteOwn() { own += 1 }

  /// Begins a new row.
  mutating func forgetRow() {
    if !originals.isEmpty { originals = [:] }
    saleCurrency = nil
  }

  /// The amount in the session's currency, and its original noted; nil if no rate is stated, or it is too large.
  mutating func convert(
    _ value: ExactDecimal, of currency: Currency, field: ImportField, on day: Day?,
    _ settings: Settings
  ) -> Money? {
    guard let original = Self.original(value, of: currency) else {
      unconverted[currency.code, default: 0] += 1
      return nil
    }
    originals[OriginalAmount.column(field.rawValue)] = original.text
    return convert(original, on: day, settings)
  }

  private mutating func convert(
    _ original: OriginalAmount, on day: Day?, _ settings: Settings
  ) -> Money? {
    if original.amount == .zero { return .zero }
    guard let rate = settings.rate(of: original.currency, on: day),
      let amount = rate.convert(original.amount, to: settings.currency)
    else {
      unconverted[original.currency.code, default: 0] += 1
      return nil
    }
    used.insert(rate)
    return amount
  }

  private static func original(_ value: ExactDecimal, of currency: Currency) -> OriginalAmount? {
    guard let units = value.minorUnits(digits: currency.digits, rounding: .halfEven),
      units.magnitude <= Money.limit.minorUnits
    else { return nil }
    return OriginalAmount(Money(minorUnits: Int64(units)), currency)
  }

  /// An amount of what was sold as it is; nil if it is too large, or in another currency than the row's others.
  mutating func sold(_ value: ExactDecimal, in currency: Currency) -> Money? {
    guard saleCurrency == nil || saleCurrency == currency,
      let original = Self.original(value, of: currency)
    else { return nil }
    saleCurrency = currency
    return original.amount
  }

  /// Converts the revenue of a measurement, and keeps the original with it. False if no rate is stated.
  mutating func convertRevenue(
    of measurement: inout Measurement, from currency: Currency, _ settings: Settings
  ) -> Bool {
    guard let revenue = measurement.counts.revenue else { return true }
    let original = OriginalAmount(revenue, currency)
    measurement.custom[OriginalAmount.column(ImportField.revenue.rawValue)] = original.text
    measurement.counts.revenue = convert(original, on: measurement.day, settings)
    if let net = measurement.counts.netRevenue {
      let original = OriginalAmount(net, currency)
      measurement.custom[OriginalAmount.column("net revenue")] = original.text
      measurement.counts.netRevenue =
        measurement.counts.revenue == nil
        ? nil : convert(original, on: measurement.day, settings)
    }
    return measurement.counts.revenue != nil
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

extension ImportField {
  /// Whether it is part of what was sold: amounts of one order are in one currency.
  var isOfSale: Bool { [.revenue, .netRevenue, .orderTotal, .refund].contains(self) }
}
