import Marketing

/// A cell parsed as a date.
struct DateScan {
  enum Form: Equatable {
    case absent
    case none
    /// Year first.
    case iso(Day)
    /// The month is a word.
    case named(Day)
    /// Two numbers and a year.
    case numeric(Int, Int, year: Int)
    /// A number that may be an Excel serial.
    case serial(Day)
    /// Eight digits that are a date.
    case compact(Day)
  }

  var form = Form.none
  var hasTime = false

  /// Whether the cell is a date in any column.
  var isDate: Bool {
    switch form {
    case .iso, .named: return true
    case .numeric(let a, let b, let year):
      return Day(year: year, month: b, day: a) != nil
        || Day(year: year, month: a, day: b) != nil
    case .absent, .none, .serial, .compact: return false
    }
  }

  func cell(in format: DateFormat) -> DateCell {
    switch form {
    case .absent: return .absent
    case .none: return .invalid
    case .iso(let day), .named(let day): return .day(day)
    case .serial(let day), .compact(let day): return format.readsSerials ? .day(day) : .invalid
    case .numeric(let a, let b, let year):
      let day =
        format.order == .dayFirst
        ? Day(year: year, month: b, day: a)
        : Day(year: year, month: a, day: b)
      return day.map(DateCell.day) ?? .invalid
    }
  }

  init(_ cell: UnsafeBufferPointer<UInt8>) {
    let range = Trim.range(of: cell)
    let bytes = UnsafeBufferPointer(rebasing: cell[range])
    guard let first = bytes.first else {
      form = .absent
      return
    }
    let firstIsDigit = first >= 48 && first <= 57
    if bytes.count > 48 { return }
    if !firstIsDigit {
      if AbsentWords.containsTrimmed(bytes) {
        form = .absent
        return
      }
      guard first | 0x20 >= 97 && first | 0x20 <= 122 else { return }
    }
    var cursor = Cursor(bytes)
    if firstIsDigit { parseDigits(&cursor) } else { parseMonthFirst(&cursor) }
  }

  private mutating func parseDigits(_ cursor: inout Cursor) {
    guard let (first, width) = cursor.number(limit: 8) else { return }
    if cursor.atEnd {
      if width == 5, first >= 20_000, first <= 80_000 {
        form = .serial(Day(number: first - 25_569))
      } else if width == 8,
        let day = Day(
          year: first / 10_000, month: first / 100 % 100, day: first % 100),
        first >= 1900_00_00 && first < 2100_00_00
      {
        form = .compact(day)
      }
      return
    }
    if width == 5, first >= 20_000, first <= 80_000, cursor.take(46) {
      // A serial with a time of day.
      if cursor.number(limit: 18) != nil, cursor.atEnd {
        form = .serial(Day(number: first - 25_569))
      }
      return
    }
    guard width == 4 || width <= 2, let separator = cursor.separator() else { return }
    if let month = cursor.month() {
      guard width <= 2 else { return }
      _ = cursor.separator()
      guard let (year, yearWidth) = cursor.number(limit: 4), tail(&cursor),
        let full = Self.year(year, yearWidth),
        let day = Day(year: full, month: month, day: first)
      else { return }
      form = .named(day)
      return
    }
    guard separator != 44, let (second, secondWidth) = cursor.number(limit: 2) else { return }
    _ = secondWidth
    guard cursor.separator() == separator, let (third, thirdWidth) = cursor.number(limit: 4),
      tail(&cursor)
    else { return }
    if width == 4 {
      guard first >= 1000, thirdWidth <= 2,
        let day = Day(year: first, month: second, day: third)
      else { return }
      form = .iso(day)
    } else {
      guard let year = Self.year(third, thirdWidth) else { return }
      form = .numeric(first, second, year: year)
      if !isDate { form = .none }
    }
  }

  private mutating func parseMonthFirst(_ cursor: inout Cursor) {
    guard let month = cursor.month() else { return }
    _ = cursor.separator()
    guard let (day, dayWidth) = cursor.number(limit: 2), dayWidth <= 2 else { return }
    guard cursor.separator() != nil, let (year, yearWidth) = cursor.number(limit: 4),
      tail(&cursor), let full = Self.year(year, yearWidth),
      let number = Day(year: full, month: month, day: day)
    else { return }
    form = .named(number)
  }

  private static func year(_ value: Int, _ width: Int) -> Int? {
    switch width {
    case 4: return value >= 1000 ? value : nil
    case 2: return value < 70 ? 2000 + value : 1900 + value
    default: return nil
    }
  }

  /// What may follow a date: nothing, or a time of day.
  private mutating func tail(_ cursor: inout Cursor) -> Bool {
    if cursor.atEnd { return true }
    _ = cursor.take(44)
    guard cursor.take(84) || cursor.take(116) || cursor.blanks() else { return false }
    guard let (hour, _) = cursor.number(limit: 2), cursor.take(58),
      let (minute, minuteWidth) = cursor.number(limit: 2), minuteWidth == 2, hour < 25, minute < 60
    else { return false }
    if cursor.take(58) {
      guard let (second, secondWidth) = cursor.number(limit: 2), secondWidth == 2, second < 61
      else { return false }
      if cursor.take(46) || cursor.take(44) {
        guard cursor.number(limit: 9) != nil else { return false }
      }
    }
    hasTime = true
    _ = cursor.blanks()
    if cursor.take(65) || cursor.take(97) || cursor.take(80) || cursor.take(112) {
      guard cursor.take(77) || cursor.take(109), hour <= 12 else { return false }
      _ = cursor.blanks()
    }
    if cursor.take(90) || cursor.take(122) { return cursor.atEnd }
    if cursor.word("utc") || cursor.word("gmt") { return cursor.atEnd }
    if cursor.take(43) || cursor.take(45) {
      guard cursor.number(limit: 4) != nil else { return false }
      if cursor.take(58) { guard cursor.number(limit: 2) != nil else { return false } }
    }
    return cursor.atEnd
  }

  private struct Cursor {
    let bytes: UnsafeBufferPointer<UInt8>
    var i = 0

    init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

    var atEnd: Bool { i == bytes.count }

    /// At most `limit` digits; nil for a longer run.
    mutating func number(limit: Int) -> (value: Int, width: Int)? {
      var value = 0
      var width = 0
      while i < bytes.count, bytes[i] >= 48, bytes[i] <= 57 {
        if width == limit { return nil }
        value = value * 10 + Int(bytes[i] - 48)
        width += 1
        i += 1
      }
      return width == 0 ? nil : (value, width)
    }

    mutating func take(_ byte: UInt8) -> Bool {
      guard i < bytes.count, bytes[i] == byte else { return false }
      i += 1
      return true
    }

    mutating func blanks() -> Bool {
      let start = i
      while i < bytes.count {
        let length = Trim.blank(bytes, at: i, end: bytes.count)
        if length == 0 { break }
        i += length
      }
      return i > start
    }

    /// One of `/`, `-`, `.`, `,` with optional blanks around it, or blanks alone, which return 32.
    mutating func separator() -> UInt8? {
      let blank = blanks()
      if i < bytes.count {
        let byte = bytes[i]
        if byte == 47 || byte == 45 || byte == 46 || byte == 44 {
          i += 1
          _ = blanks()
          return byte
        }
      }
      return blank ? 32 : nil
    }

    /// The English name of a month, or its first three letters (also `sept`).
    mutating func month() -> Int? {
      guard i + 3 <= bytes.count else { return nil }
      let three = (0..<3).reduce(UInt32(0)) { $0 << 8 | UInt32(bytes[i + $1] | 0x20) }
      guard let month = DateScan.monthsByLetters.firstIndex(of: three) else { return nil }
      var k = i
      while k < bytes.count, bytes[k] | 0x20 >= 97, bytes[k] | 0x20 <= 122 { k += 1 }
      let rest = DateScan.months[month]
      let length = k - i
      if length != 3 && !(month == 8 && length == 4 && bytes[i + 3] | 0x20 == UInt8(ascii: "t")) {
        guard length == rest.count else { return nil }
        for (offset, letter) in rest.enumerated() where bytes[i + offset] | 0x20 != letter {
          return nil
        }
      }
      i = k
      return month + 1
    }

    mutating func word(_ word: String) -> Bool {
      let letters = Array(word.utf8)
      guard i + letters.count <= bytes.count else { return false }
      for k in letters.indices where bytes[i + k] | 0x20 != letters[k] { return false }
      i += letters.count
      return true
    }
  }

  fileprivate static let months: [[UInt8]] = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
  ].map { Array($0.utf8) }

  fileprivate static let monthsByLetters: [UInt32] = months.map { name in
    name.prefix(3).reduce(0) { $0 << 8 | UInt32($1) }
  }
}
