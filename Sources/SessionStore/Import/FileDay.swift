import Marketing
import Tabular

/// The days that are written into a file's name: `insights_2026-03-31.csv`, `insights-20260331.csv`,
/// `Oct-01-2026_Oct-31-2026.csv`, `Bericht 31.10.2026.csv`.
struct FileDays {
  private let found: [(day: Day, range: Range<String.Index>)]
  private let name: String

  init(_ name: String) {
    let digits = Self.digits(in: name)
    found = digits.isEmpty ? Self.words(in: name) : digits
    self.name = name
  }

  /// The last of them.
  var last: Day? { found.last?.day }

  /// From the first to the second, if there are two and nothing but a word such as “to” is between them.
  var span: ClosedRange<Day>? {
    guard found.count == 2, found[0].day < found[1].day else { return nil }
    let between = name[found[0].range.upperBound..<found[1].range.lowerBound].lowercased()
      .split { !$0.isLetter && !$0.isNumber }
    // `T00-00-00` and `23h59` are times.
    let joins = between.allSatisfy { word in
      Self.joining.contains(String(word)) || word.count <= 3 && word.contains(where: \.isNumber)
    }
    return joins ? found[0].day...found[1].day : nil
  }

  private static let joining: Set<String> = [
    "to", "until", "till", "through", "thru", "before", "bis", "au", "al", "a", "à", "até", "ate",
    "tm", "t", "m", "tot", "do", "til", "und", "and",
  ]

  /// With the month as a word, or with the day first, as nobody doubts behind dots or above twelve.
  private static func words(in name: String) -> [(Day, Range<String.Index>)] {
    let parts = name.split { !$0.isLetter && !$0.isNumber }
    var found: [(Day, Range<String.Index>)] = []
    for at in parts.indices.dropFirst(2) {
      guard parts[at].count == 4, let year = Int(parts[at]), (2000...2100).contains(year) else {
        continue
      }
      let (one, two) = (parts[at - 2], parts[at - 1])
      func number(_ part: Substring) -> Int? { part.count <= 2 ? Int(part) : nil }
      func month(_ part: Substring) -> Int? { MonthName.number(part.lowercased()) }
      let isDotted = name.contains("\(one).\(two).\(parts[at])")
      let day: Day? =
        if let month = month(one), let day = number(two) {
          Day(year: year, month: month, day: day)
        } else if let month = month(two), let day = number(one) {
          Day(year: year, month: month, day: day)
        } else if let first = number(one), let second = number(two), isDotted || first > 12 {
          Day(year: year, month: second, day: first)
        } else if let first = number(one), let second = number(two), second > 12 {
          Day(year: year, month: first, day: second)
        } else {
          nil
        }
      if let day { found.append((day, one.startIndex..<parts[at].endIndex)) }
    }
    return found
  }

  private static func digits(in name: String) -> [(Day, Range<String.Index>)] {
    let digits = Array(name.utf8)
    func number(_ start: Int, _ count: Int) -> Int? {
      guard start + count <= digits.count else { return nil }
      return digits[start..<start + count].reduce(0 as Int?) { value, byte in
        guard let value, (0x30...0x39).contains(byte) else { return nil }
        return value * 10 + Int(byte - 0x30)
      }
    }
    func isDigit(_ at: Int) -> Bool {
      digits.indices.contains(at) && (0x30...0x39).contains(digits[at])
    }
    var found: [(Day, Range<String.Index>)] = []
    for start in digits.indices where !isDigit(start - 1) {
      guard let year = number(start, 4), (2000...2100).contains(year) else { continue }
      let gap = isDigit(start + 4) ? 0 : 1
      let end = start + 8 + 2 * gap
      guard let month = number(start + 4 + gap, 2), let day = number(start + 6 + 2 * gap, 2),
        !isDigit(end), gap == 0 || digits[start + 4] == digits[start + 7],
        let day = Day(year: year, month: month, day: day)
      else { continue }
      let from = name.utf8.index(name.startIndex, offsetBy: start)
      found.append((day, from..<name.utf8.index(name.startIndex, offsetBy: end)))
    }
    return found
  }
}

extension Day {
  /// The last day that is written into a file's name.
  init?(inFileName name: String) {
    guard let day = FileDays(name).last else { return nil }
    self = day
  }
}
