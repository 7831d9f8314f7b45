import Marketing

/// Typed dates. They are written as `Day.iso`: `2026-03-01`.
package enum DayText {
  /// Reads `2026-03-01`, `today`, `+14d`, `-2w`; nil for empty text.
  package static func read(_ text: some StringProtocol, today: Day) throws(EntryError) -> Day? {
    let word = text.trimmed.lowercased()
    if word.isEmpty { return nil }
    switch word {
    case "today": return today
    case "tomorrow": return today + 1
    case "yesterday": return today + -1
    default: break
    }
    if let sign = word.first, sign == "+" || sign == "-" {
      let unit = word.last == "w" ? 7 : 1
      let digits = word.dropFirst().drop { $0 == " " }.prefix { $0.isASCII && $0.isNumber }
      if let days = Int(digits), days < 100_000 {
        return today + (sign == "-" ? -days : days) * unit
      }
    }
    guard let day = Day(iso: word) else {
      throw EntryError("Write the date as YYYY-MM-DD (\(today.iso)), or today, +14d, -2w.")
    }
    return day
  }
}
