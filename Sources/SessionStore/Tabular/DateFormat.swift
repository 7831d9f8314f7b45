import Marketing

/// How the dates of one column are written; decided from the whole column (`DateEvidence`).
public struct DateFormat: Hashable, Sendable {
  public enum Order: String, Sendable, Hashable {
    case dayFirst = "d/m/y"
    case monthFirst = "m/d/y"
  }

  /// The order of dates that are all numbers with the year last.
  public var order: Order
  /// Whether a bare number such as 44577 is a day of Excel's calendar.
  public var readsSerials: Bool

  public init(order: Order = .dayFirst, readsSerials: Bool = false) {
    self.order = order
    self.readsSerials = readsSerials
  }

  /// Reads a whole cell.
  ///
  /// A date is: `2024-05-09`, `2024/5/9`, `2024.05.09`, `20240509` (where serials may be); `9/5/2024`
  /// with `/`, `-`, `.` or a blank, in the column's order; `16.May.2023`, `01-Jan-22`, `2 January
  /// 2022`, `Jan 2, 2022` (English month names). A time of day may follow (`T10:00:00Z`, ` 10:00 PM`,
  /// `+02:00`); it is checked and dropped, and the date stays the one that is written. A year of two
  /// digits is 2000–2069 for 00–69 and 1970–1999 for 70–99, as in POSIX.
  public func read(_ cell: UnsafeBufferPointer<UInt8>) -> DateCell {
    DateScan(cell).cell(in: self)
  }

  public func read(_ cell: String) -> DateCell { cell.withBytes(read) }
}

/// A cell read as a date.
public enum DateCell: Hashable, Sendable {
  case absent
  case day(Day)
  case invalid
}

/// A cell taken apart as a date.
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
    /// A number that may be a day of Excel's calendar.
    case serial(Day)
    /// Eight digits that are a date.
    case compact(Day)
  }

  var form = Form.none
  var hasTime = false

  /// Whether the cell is a date whatever the column says.
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

    /// Digits, at most `limit`; a longer run is no number here.
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

    /// One of `/`, `-`, `.`, `,` with blanks around it, or blanks alone; blanks count as 32.
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

    /// The English name of a month, or its first three letters (`sept` too).
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

/// What a column says about how its dates are written. Memory stays constant.
public struct DateEvidence: Sendable, Hashable {
  public private(set) var cells = 0
  public private(set) var absent = 0
  public private(set) var iso = 0
  public private(set) var named = 0
  /// Numeric dates that exist with the day first only (`16/05/2023`).
  public private(set) var dayFirstOnly = 0
  public private(set) var monthFirstOnly = 0
  /// Numeric dates that are two different days under the two orders.
  public private(set) var either = 0
  /// Numeric dates that are one day under both (`05/05/2023`).
  public private(set) var same = 0
  public private(set) var serials = 0
  public private(set) var compact = 0
  public private(set) var withTime = 0

  public init() {}

  public mutating func add(_ cell: String) { cell.withBytes { add(DateScan($0)) } }

  mutating func add(_ scan: DateScan) {
    cells += 1
    if scan.hasTime { withTime += 1 }
    switch scan.form {
    case .absent: absent += 1
    case .none: break
    case .iso: iso += 1
    case .named: named += 1
    case .serial: serials += 1
    case .compact: compact += 1
    case .numeric(let a, let b, let year):
      let dayFirst = Day(year: year, month: b, day: a)
      let monthFirst = Day(year: year, month: a, day: b)
      if dayFirst == monthFirst {
        same += 1
      } else if monthFirst == nil {
        dayFirstOnly += 1
      } else if dayFirst == nil {
        monthFirstOnly += 1
      } else {
        either += 1
      }
    }
  }

  /// Adds cells that are known to hold nothing, without looking at them.
  mutating func addAbsent() {
    cells += 1
    absent += 1
  }

  mutating func addOther() { cells += 1 }

  var numeric: Int { dayFirstOnly + monthFirstOnly + either + same }
  /// Cells that are dates whatever else the column holds.
  public var dates: Int { iso + named + numeric }

  /// Settles how the column is to be read.
  ///
  /// - Parameters:
  ///   - namedDate: whether the header says that the column holds dates; then, or when most cells
  ///     are dates anyway, bare numbers are read as Excel serials and `20240509` as a date.
  ///   - hint: the order that another column of the file showed.
  public func decide(namedDate: Bool = false, hint: DateFormat.Order? = nil) -> DateDecision {
    var format = DateFormat()
    format.readsSerials = namedDate || dates * 2 > cells - absent
    var certainty = NumberDecision.Certainty.plain
    var conflicts = 0
    var assumption: String?
    if dayFirstOnly > 0 || monthFirstOnly > 0 {
      format.order = monthFirstOnly > dayFirstOnly ? .monthFirst : .dayFirst
      conflicts = min(dayFirstOnly, monthFirstOnly)
      certainty = conflicts > 0 ? .conflicting : .decided
    } else if either > 0 {
      certainty = .ambiguous
      format.order = hint ?? .dayFirst
      assumption =
        hint == nil
        ? "no day is above 12: read as day/month/year"
        : "no day is above 12: read as \(format.order.rawValue), as elsewhere in the file"
    }
    var kinds: [String] = []
    func kind(_ count: Int, _ name: String) { if count > 0 { kinds.append("\(count) \(name)") } }
    kind(iso, "year-month-day")
    kind(numeric, format.order.rawValue)
    kind(named, "with the month's name")
    if format.readsSerials {
      kind(serials, "Excel day numbers")
      kind(compact, "yyyymmdd")
    }
    let readable = dates + (format.readsSerials ? serials + compact : 0) - conflicts
    return DateDecision(
      format: format, certainty: certainty, conflicts: conflicts,
      unreadable: cells - absent - readable, kinds: kinds, assumption: assumption)
  }
}

/// How a column's dates are read, and how sure that is.
public struct DateDecision: Sendable, Hashable {
  public var format: DateFormat
  public var certainty: NumberDecision.Certainty
  /// Dates that exist in the other order only.
  public var conflicts: Int
  /// Cells that are no date this way, conflicts included.
  public var unreadable: Int
  /// The ways of writing that occur, with their counts; more than one is a mixed column.
  public var kinds: [String]
  public var assumption: String?

  public var isMixed: Bool { kinds.count > 1 }
}
