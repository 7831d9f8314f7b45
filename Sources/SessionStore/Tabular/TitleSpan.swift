import Marketing

/// The days that a report's title says it is about: `March 1, 2026 - March 31, 2026`, `# 20260301-20260331`,
/// `Start date: 20260301` above `End date: 20260331`.
enum TitleSpan {
  static func find(in titles: [String]) -> ClosedRange<Day>? {
    var start: Day?
    for title in titles {
      let line = String(title.drop { $0 == "#" || $0.isWhitespace })
      if let span = span(line) { return span }
      guard let colon = line.firstIndex(of: ":"),
        let day = day(String(line[line.index(after: colon)...]).trimmedCell)
      else { continue }
      if let first = start {
        if first <= day { return first...day }
      } else {
        start = day
      }
    }
    return nil
  }

  private static let marks = [
    " - ", " – ", " — ", " to ", " bis ", " au ", " al ", " até ", " a ", " t/m ", " ~ ", "–", "~",
    "-",
  ]

  private static func span(_ line: String) -> ClosedRange<Day>? {
    for mark in marks {
      let parts = line.split(separator: mark, omittingEmptySubsequences: false)
      guard parts.count == 2 else { continue }
      let before = parts[0].split(separator: " ")
      let after = parts[1].split(separator: " ")
      // The longest that is a date: `March 1, 2026` rather than `2026`.
      let counts = (1...4).reversed()
      let first = counts.lazy.compactMap { day(before.suffix($0).joined(separator: " ")) }.first
      let last = counts.lazy.compactMap { day(after.prefix($0).joined(separator: " ")) }.first
      guard let first, let last, first <= last else { continue }
      return first...last
    }
    return nil
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
    case .absent, .none, .serial, .unix: return nil
    }
  }
}
