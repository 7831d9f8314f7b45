import Marketing

/// Hours of work.
package enum HoursText {
  /// All digits, without the unit: `3`, `2.5`, `0.25`.
  package static func exact(_ hours: Hours) -> String {
    NumberText.exact(Int64(hours.hundredths), decimals: 2)
  }

  /// `3 h`, `2.5 h`; at most one decimal.
  package static func compact(_ hours: Hours?) -> String {
    guard let hours else { return NumberText.absent }
    return NumberText.decimal(
      Double(hours.hundredths) / 100, digits: hours.hundredths % 100 == 0 ? 0 : 1) + " h"
  }

  /// Reads `3`, `2.5` or `2.5 h`; nil for empty text.
  package static func read(_ text: some StringProtocol) throws(EntryError) -> Hours? {
    let bare = text.trimmed
    let number = bare.hasSuffix("h") ? bare.dropLast() : Substring(bare)
    return try NumberText.read(number, decimals: 2, what: "hours such as 3 or 2.5").map {
      Hours(hundredths: Int($0))
    }
  }
}
