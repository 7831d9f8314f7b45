import Marketing

/// The days that a report's title says it is about: `March 1, 2026 - March 31, 2026`, `# 20260301-20260331`,
/// `Start date: 20260301` above `End date: 20260331`.
package enum TitleSpan {
  package static func find(in titles: [String]) -> ClosedRange<Day>? {
    var start: Day?
    var months: [ClosedRange<Day>] = []
    for title in titles {
      // `1 de octubre de 2026`
      let line = String(title.drop { $0 == "#" || $0.isWhitespace })
        .split(separator: " ").filter { !["de", "del", "of"].contains($0.lowercased()) }
        .joined(separator: " ")
      if let span = span(line) { return span }
      if let month = month(line) { months.append(month) }
      guard let colon = line.firstIndex(of: ":"),
        let day = day(String(line[line.index(after: colon)...]).trimmedCell)
      else { continue }
      if let first = start {
        if first <= day { return first...day }
      } else {
        start = day
      }
    }
    return months.count == 1 ? months[0] : nil
  }

  /// `September 2026` in a title, without a day in front of it.
  private static func month(_ line: String) -> ClosedRange<Day>? {
    let words = line.split { $0 == " " || $0 == "," || $0 == "·" || $0 == ":" }.map(String.init)
    for (at, year) in words.enumerated().dropFirst()
    where year.count == 4 && year.allSatisfy(\.isNumber) {
      if at >= 2, words[at - 2].contains(where: \.isNumber) { continue }
      if let first = day("1 \(words[at - 1]) \(year)") { return first...lastDay(of: first) }
    }
    return nil
  }

  private static func lastDay(of first: Day) -> Day {
    (28...31).lazy.map { first + ($0 - 1) }.last { $0.civil.month == first.civil.month } ?? first
  }

  private static let marks = [
    " - ", " – ", " — ", " to ", " bis ", " au ", " al ", " até ", " a ", " t/m ", " ~ ", "–", "~",
    "-",
  ]

  private static func span(_ line: String) -> ClosedRange<Day>? {
    for mark in marks {
      // Before the days may stand what the report is called: `Codes - 01/10/2026 - 31/10/2026`.
      let parts = line.split(separator: mark, omittingEmptySubsequences: false).suffix(2).map { $0 }
      guard parts.count == 2 else { continue }
      let before = parts[0].split(separator: " ")
      let after = parts[1].split(separator: " ")
      // The longest that is a date: `March 1, 2026` rather than `2026`.
      let counts = (1...4).reversed()
      let first = counts.lazy.compactMap { day(before.suffix($0).joined(separator: " ")) }.first
      let last = counts.lazy.compactMap { day(after.prefix($0).joined(separator: " ")) }.first
      if let first, let last {
        if first <= last { return first...last }
        continue
      }
      if let span = oneMonth(before, after) { return span }
      if let from = before.last, let to = after.first, let span = numeric(from, to) { return span }
    }
    return nil
  }

  /// `1 al 31 octubre 2026`, `October 1 - 31, 2026`: the month stands at one of the two days, and the year at the last.
  private static func oneMonth(_ before: [Substring], _ after: [Substring]) -> ClosedRange<Day>? {
    func isDay(_ word: Substring) -> Bool {
      word.count <= 3 && Int(word.filter(\.isNumber)).map { (1...31).contains($0) } == true
    }
    func pair(_ first: String, _ last: String) -> ClosedRange<Day>? {
      guard let first = day(first), let last = day(last), first < last else { return nil }
      return first...last
    }
    guard let from = before.last, isDay(from), after.count >= 2, isDay(after[0]) else { return nil }
    let number = from.filter(\.isNumber)
    if after.count >= 3 {
      let rest = after[1...2].joined(separator: " ")
      if let span = pair("\(number) \(rest)", "\(after[0].filter(\.isNumber)) \(rest)") {
        return span
      }
    }
    guard before.count >= 2 else { return nil }
    let month = before[before.count - 2]
    return pair(
      "\(month) \(number) \(after[1])", "\(month) \(after[0].filter(\.isNumber)) \(after[1])")
  }

  /// Two dates that only together say which comes first, the day or the month: `01.09.2026 - 30.09.2026`.
  private static func numeric(_ from: Substring, _ to: Substring) -> ClosedRange<Day>? {
    let scans = [from, to].map { text in
      String(text).filter { !"()“”\"".contains($0) }.withBytes { DateScan($0) }
    }
    func isNumeric(_ scan: DateScan) -> Bool {
      if case .numeric = scan.form { true } else { false }
    }
    guard scans.allSatisfy(isNumeric) else { return nil }
    // Nobody writes the month first with dots.
    let orders: [DateFormat.Order] = from.contains(".") ? [.dayFirst] : [.dayFirst, .monthFirst]
    let spans = orders.compactMap { order -> ClosedRange<Day>? in
      guard let first = scans[0].day(order), let last = scans[1].day(order), first <= last else {
        return nil
      }
      return first...last
    }
    // `05/10/2026 - 11/10/2026` is a week rather than half a year.
    let short = spans.filter { $0.upperBound < $0.lowerBound + 31 }
    let isClear = spans.allSatisfy { $0 == short.first || $0.lowerBound + 60 < $0.upperBound }
    return spans.count == 1 ? spans[0] : short.count == 1 && isClear ? short[0] : nil
  }

  /// A date that can be read in one way only.
  private static func day(_ text: String) -> Day? {
    let text = text.filter { !"()“”\"".contains($0) }
    let scan = text.withBytes { DateScan($0) }
    switch scan.form {
    case .iso(let day), .named(let day), .compact(let day): return day
    case .numeric:
      let readings = Set([scan.day(.dayFirst), scan.day(.monthFirst)].compactMap(\.self))
      return readings.count == 1 ? readings.first : nil
    case .absent, .none, .yearless, .serial, .unix: return nil
    }
  }
}
