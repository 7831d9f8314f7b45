/// Numbers as text: a point for decimals, commas for thousands. The rest of this module is built on these.
package enum NumberText {
  /// Shown for a missing figure.
  package static let absent = "–"

  /// A whole number of any size: `1,234,567`.
  package static func whole(_ value: some BinaryInteger) -> String {
    (value < 0 ? "-" : "") + grouped(String(value.magnitude))
  }

  /// A fixed number of decimals, halves away from zero: `1,234.50`.
  package static func decimal(_ value: Double, digits: Int) -> String {
    guard value.isFinite else { return absent }
    var scale = 1.0
    for _ in 0..<digits { scale *= 10 }
    let scaled = (value * scale).rounded()
    guard scaled.magnitude < 9e15 else { return absent }
    let sign = scaled < 0 ? "-" : ""
    return sign + fixed(UInt64(scaled.magnitude), decimals: digits)
  }

  /// All digits of `value` × 10^−decimals, without trailing zeros: 1250 with 2 decimals is `12.5`.
  ///
  /// - Parameter least: the number of decimals that stay even if they are zero.
  package static func exact(
    _ units: Int64, decimals: Int, atLeast least: Int = 0, isGrouped: Bool = true
  ) -> String {
    var text = fixed(units.magnitude, decimals: decimals, isGrouped: isGrouped)
    var places = decimals
    while places > least, text.last == "0" {
      text.removeLast()
      places -= 1
    }
    if text.last == "." { text.removeLast() }
    return (units < 0 ? "-" : "") + text
  }

  /// Two or three significant digits, for a sentence: `1240`, `124`, `12.4`, `1.2`, `0.12`, `0.012`; no trailing zeros.
  package static func significant(_ value: Double) -> String {
    guard value.isFinite, value.magnitude < 1e15 else { return absent }
    let size = value.magnitude
    var decimals = size >= 100 ? 0 : size >= 1 ? 1 : 2
    var limit = 0.1
    while size < limit, size > 0, decimals < 6 {
      decimals += 1
      limit /= 10
    }
    var scale = 1.0
    for _ in 0..<decimals { scale *= 10 }
    return exact(Int64((value * scale).rounded()), decimals: decimals, isGrouped: false)
  }

  /// The ratio of two figures: `12`, `2.3`, `0.42`.
  package static func factor(_ value: Double) -> String {
    guard value.isFinite, value < 1e15 else { return "very many" }
    return decimal(value, digits: value >= 9.95 ? 0 : value >= 0.995 ? 1 : 2)
  }

  /// Reads a number with at most this many decimals, as a multiple of 10^−decimals; nil for empty text.
  ///
  /// - Parameter what: what was expected, for the message.
  package static func read(_ text: some StringProtocol, decimals: Int, what: String)
    throws(EntryError) -> Int64?
  {
    let bare = text.trimmed
    if bare.isEmpty || bare == absent { return nil }
    guard let number = TypedNumber(bare) else { throw EntryError("“\(text)” is not \(what).") }
    do throws(TypedNumber.Fault) {
      return try number.units(decimals: decimals)
    } catch {
      switch error {
      case .tooLarge: throw EntryError("That number is too large.")
      case .tooManyDecimals:
        throw EntryError(
          decimals == 0 ? "“\(text)” is not a whole number." : "“\(text)” has too many decimals.")
      }
    }
  }

  /// A figure in any unit, as in a filter: `10k`, `1,200`, `$35`, `4.5%`. Commas may be anywhere, since the number may
  /// still be incomplete.
  package static func figure(_ text: some StringProtocol) -> Double? {
    TypedNumber(String(text).filter { !",$€£¥₹%".contains($0) })?.double
  }

  static func fixed(_ units: UInt64, decimals: Int, isGrouped: Bool = true) -> String {
    let digits = String(units)
    let padding = String(repeating: "0", count: max(0, decimals + 1 - digits.utf8.count))
    let all = padding + digits
    let whole = String(all.dropLast(decimals))
    return (isGrouped ? grouped(whole) : whole) + (decimals > 0 ? "." + all.suffix(decimals) : "")
  }

  private static func grouped(_ digits: String) -> String {
    let count = digits.utf8.count
    guard count > 3 else { return digits }
    var result = ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (count - index) % 3 == 0 { result.append(",") }
      result.append(digit)
    }
    return result
  }
}
