import Marketing

/// Ranges of figures and of ages.
package enum RangeText {
  /// `1.6–3.4`, `2.0–3.5%`: one per cent sign is enough, and equal ends become a single value.
  package static func compact(_ low: String, _ high: String) -> String {
    guard low != high else { return low }
    let isPercent = low.hasSuffix("%") && high.hasSuffix("%")
    return "\(isPercent ? String(low.dropLast()) : low)–\(high)"
  }

  /// Reads ages such as `18-34`, `55+` or `21`; nil for empty text.
  package static func readAges(_ text: some StringProtocol) throws(EntryError) -> AgeRange? {
    guard !text.trimmed.isEmpty else { return nil }
    guard let ages = AgeRange(text: String(text)) else {
      throw EntryError("Expected ages such as 18-34.")
    }
    return ages
  }
}
