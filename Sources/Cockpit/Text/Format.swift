import Marketing

/// How figures are written on the screen: a point for decimals, a comma for thousands.
enum Format {
  /// What stands for an absent figure.
  static let absent = "–"

  /// `1,234,567`.
  static func count(_ value: Int) -> String {
    let digits = String(value.magnitude)
    var result = value < 0 ? "-" : ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { result.append(",") }
      result.append(digit)
    }
    return result
  }

  static func count(_ value: Int?) -> String { value.map { count($0) } ?? absent }

  /// At most five characters: `812`, `34.5k`, `1.2M`, `396M`.
  static func compact(_ value: Int) -> String {
    let magnitude = Double(value.magnitude)
    let sign = value < 0 ? "-" : ""
    for (factor, suffix) in [(1e12, "T"), (1e9, "B"), (1e6, "M"), (1e3, "k")] {
      // 999,950 would round to 1000.0k.
      guard magnitude >= factor * (factor > 1e3 ? 0.99995 : 1) else { continue }
      let scaled = magnitude / factor
      return sign + (scaled < 99.95 ? decimal(scaled, digits: 1) : decimal(scaled, digits: 0))
        + suffix
    }
    return sign + String(value.magnitude)
  }

  static func compact(_ value: Int?) -> String { value.map { compact($0) } ?? absent }

  /// A number with a fixed count of decimals, halves away from zero.
  static func decimal(_ value: Double, digits: Int) -> String {
    guard value.isFinite else { return absent }
    var scale = 1.0
    for _ in 0..<digits { scale *= 10 }
    let scaled = (value * scale).rounded()
    guard scaled.magnitude < 9e15 else { return absent }
    let units = Int(scaled.magnitude)
    let whole = count(units / Int(scale))
    let sign = scaled < 0 ? "-" : ""
    guard digits > 0 else { return sign + whole }
    let fraction = String(units % Int(scale))
    return sign + whole + "." + String(repeating: "0", count: digits - fraction.count) + fraction
  }

  /// `3.4%` of the fraction 0.034; two decimals below one per cent, none from a hundred.
  static func percent(_ fraction: Double) -> String {
    let value = fraction * 100
    let digits = value.magnitude < 1 ? 2 : value.magnitude < 100 ? 1 : 0
    return decimal(value, digits: digits) + "%"
  }

  /// `+4.2%`, `-3.0%`.
  static func signedPercent(_ fraction: Double) -> String {
    (fraction < 0 ? "" : "+") + percent(fraction)
  }

  static func percent(_ share: Share?) -> String { share.map { percent($0.fraction) } ?? absent }

  /// The exact amount: `$1,234.50`.
  static func money(_ amount: Money, _ currency: Currency) -> String {
    let scale = currency.scale
    let magnitude = Int64(amount.minorUnits.magnitude)
    let sign = amount < .zero ? "-" : ""
    let whole = sign + currency.symbol + count(Int(magnitude / scale))
    guard currency.digits > 0 else { return whole }
    let fraction = String(magnitude % scale)
    return whole + "." + String(repeating: "0", count: currency.digits - fraction.count) + fraction
  }

  static func money(_ amount: Money?, _ currency: Currency) -> String {
    amount.map { money($0, currency) } ?? absent
  }

  /// `$1,234`, `$12.3k`: for bars and narrow columns.
  static func compactMoney(_ amount: Money, _ currency: Currency) -> String {
    let magnitude = Int(amount.minorUnits.magnitude)
    let scale = Int(currency.scale)
    let sign = amount < .zero ? "-" : ""
    let whole = (magnitude + scale / 2) / scale
    return sign + currency.symbol + (whole < 10_000 ? count(whole) : compact(whole))
  }

  static func hours(_ hours: Hours?) -> String {
    guard let hours else { return absent }
    return decimal(Double(hours.hundredths) / 100, digits: hours.hundredths % 100 == 0 ? 0 : 1)
      + " h"
  }

  static func plural(_ count: Int, _ one: String, _ many: String? = nil) -> String {
    "\(Self.count(count)) \(count == 1 ? one : many ?? one + "s")"
  }
}
