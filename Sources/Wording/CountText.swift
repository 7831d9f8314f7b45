import Marketing

/// Whole numbers of people, posts and so on.
package enum CountText {
  /// `1,234,567`.
  package static func exact(_ value: Int) -> String { NumberText.whole(value) }

  /// At most five characters: `812`, `34.5k`, `1.2M`, `396M`.
  package static func compact(_ value: Int) -> String {
    let magnitude = Double(value.magnitude)
    let sign = value < 0 ? "-" : ""
    for (factor, suffix) in [(1e12, "T"), (1e9, "B"), (1e6, "M"), (1e3, "k")] {
      // 999,500 would round to 1,000k.
      guard magnitude >= factor * (factor > 1e3 ? 0.9995 : 1) else { continue }
      let scaled = magnitude / factor
      return sign + NumberText.decimal(scaled, digits: scaled < 99.95 ? 1 : 0) + suffix
    }
    return sign + String(value.magnitude)
  }

  package static func compact(_ value: Int?) -> String {
    value.map { compact($0) } ?? NumberText.absent
  }

  /// The same without a final `.0`, for round numbers: `50k`, `1M`, `2.5M`.
  package static func brief(_ value: Int) -> String { compact(value).replacing(".0", with: "") }

  /// `1 booking`, `1,200 bookings`.
  package static func plural(_ count: Int, _ one: String, _ many: String? = nil) -> String {
    "\(exact(count)) \(count == 1 ? one : many ?? one + "s")"
  }

  package static func read(_ text: some StringProtocol) throws(EntryError) -> Int? {
    guard
      let value = try NumberText.read(
        text, decimals: 0, what: "a whole number such as 1200, 1,200 or 1.2k")
    else { return nil }
    guard value.magnitude <= Int64(Counts.limit) else {
      throw EntryError("That number is too large.")
    }
    return Int(value)
  }
}
