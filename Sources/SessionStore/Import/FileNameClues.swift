import Marketing
import Tabular

/// What the name of a file says: `instagram_2026-03.csv` is about Instagram and March 2026.
package struct FileNameClues: Hashable, Sendable {
  /// As one word; nil if the name has none, or several.
  package var platform: Platform?
  /// A day, or the last one of a month.
  package var day: Day?
  /// From the first to the last day, if the name has both.
  package private(set) var span: ClosedRange<Day>?
  /// Whether the name has a month alone.
  package private(set) var isMonth = false

  package init(_ file: String) {
    let name = file.split(separator: "/").last.map(String.init) ?? file
    platform = PlatformWords.platform(inName: name).map { Platform(rawValue: $0) }
    let days = FileDays(name)
    (day, span) = (days.last, days.span)
    if day == nil, let last = Self.lastOfMonth(name) { (day, isMonth) = (last, true) }
  }

  package mutating func forgetDay() { (day, span) = (nil, nil) }

  /// `Instagram, March 2026`; nil if it says nothing.
  package var words: String? {
    var parts = platform.map { [$0.title] } ?? []
    if let span {
      parts.append("\(span.lowerBound.words) to \(span.upperBound.words)")
    } else if let day {
      // A month is its day's words without the day.
      let words = day.words
      parts.append(
        isMonth ? String(words[words.index(after: words.firstIndex(of: " ")!)...]) : words)
    }
    return parts.isEmpty ? nil : parts.joined(separator: ", ")
  }

  private static func lastOfMonth(_ name: String) -> Day? {
    let tokens = name.lowercased().split { !$0.isLetter && !$0.isNumber }.flatMap(parts)
    for (place, token) in tokens.enumerated() {
      guard let year = year(token) else { continue }
      let neighbours = [place - 1, place + 1].filter(tokens.indices.contains)
      for other in neighbours {
        if let month = month(tokens[other]) { return last(of: month, year) }
      }
    }
    return nil
  }

  /// `mar2026` is two words.
  private static func parts(_ token: Substring) -> [String] {
    guard let digit = token.firstIndex(where: \.isNumber), digit != token.startIndex else {
      return [String(token)]
    }
    return [String(token[..<digit]), String(token[digit...])]
  }

  private static func year(_ token: String) -> Int? {
    guard token.utf8.count == 4, let year = Int(token), (2000...2100).contains(year) else {
      return nil
    }
    return year
  }

  private static func month(_ token: String) -> Int? {
    if token.utf8.count == 2, let number = Int(token) {
      return (1...12).contains(number) ? number : nil
    }
    return MonthName.number(token)
  }

  private static func last(of month: Int, _ year: Int) -> Day? {
    let next =
      month == 12
      ? Day(year: year + 1, month: 1, day: 1) : Day(year: year, month: month + 1, day: 1)
    return next.map { $0 + -1 }
  }
}
