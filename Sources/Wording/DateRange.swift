import Marketing

/// A range of days to add up figures for.
package enum DateRange: Hashable, Sendable {
  case all
  /// The last n days, including today.
  case last(Int)
  case days(ClosedRange<Day>)

  package func days(today: Day) -> ClosedRange<Day>? {
    switch self {
    case .all: nil
    case .last(let count): (today + (1 - count))...today
    case .days(let days): days
    }
  }

  /// The typed form: `all`, `7d`, `2026-03-01..2026-03-14`.
  package var text: String {
    switch self {
    case .all: "all"
    case .last(let count): "\(count)d"
    case .days(let days):
      days.lowerBound == days.upperBound
        ? days.lowerBound.iso : "\(days.lowerBound.iso)..\(days.upperBound.iso)"
    }
  }

  /// In words, such as “last 7 days”.
  package var title: String {
    switch self {
    case .all: "all days"
    case .last(1): "today"
    case .last(let count): "last \(count) days"
    case .days: text.replacing("..", with: " to ")
    }
  }

  package static func read(_ text: some StringProtocol, today: Day) throws(EntryError) -> DateRange
  {
    let word = text.trimmed.lowercased()
    switch word {
    case "all", "": return .all
    case "today": return .last(1)
    case "week": return .last(7)
    case "month": return .last(30)
    default: break
    }
    let bare = word.hasPrefix("last ") ? String(word.dropFirst(5)) : word
    if let unit = bare.last, "dw".contains(unit), let count = Int(bare.dropLast().trimmed),
      (1...36_500).contains(count)
    {
      return .last(unit == "w" ? count * 7 : count)
    }
    let ends = word.split(separator: "..", omittingEmptySubsequences: false)
    func day(_ text: Substring) -> Day? { try? DayText.read(text, today: today) }
    guard ends.count <= 2, let from = day(ends[0]),
      let to = ends.count == 1 ? from : day(ends[1]), from <= to
    else {
      throw EntryError(
        "Write all, 7d, 4w, today, a day, or two days such as \((today + -13).iso)..\(today.iso).")
    }
    return .days(from...to)
  }
}
