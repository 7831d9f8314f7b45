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
    /// Seconds or milliseconds since 1970.
    case unix(Day)
    /// A month's name and a day.
    case yearless(month: Int, day: Int)
  }

  private(set) var form = Form.none
  private(set) var hasTime = false
  /// Whether the year has two digits, so that it may stand first as well.
  private(set) var hasShortYear = false
  /// Whether dots separate the numbers, which goes with the day first.
  private(set) var hasDots = false

  /// Whether the cell is a date in any column.
  var isDate: Bool {
    switch form {
    case .iso, .named: return true
    case .numeric(let a, let b, let year):
      return Day(year: year, month: b, day: a) != nil
        || Day(year: year, month: a, day: b) != nil || day(.yearFirst) != nil
    case .absent, .none, .serial, .compact, .unix, .yearless: return false
    }
  }

  /// The day that the numbers are in an order; nil if there is none, or if they aren't such numbers.
  func day(_ order: DateFormat.Order) -> Day? {
    guard case .numeric(let a, let b, let year) = form else { return nil }
    switch order {
    case .dayFirst: return Day(year: year, month: b, day: a)
    case .monthFirst: return Day(year: year, month: a, day: b)
    case .yearFirst:
      guard hasShortYear, let full = Self.year(a, 2) else { return nil }
      return Day(year: full, month: b, day: year % 100)
    }
  }

  func cell(in format: DateFormat) -> DateCell {
    switch form {
    case .absent: return .absent
    case .none: return .invalid
    case .iso(let day), .named(let day): return .day(day)
    case .serial(let day), .compact(let day), .unix(let day):
      return format.readsSerials ? .day(day) : .invalid
    case .numeric:
      // A year of four digits at the end leaves the usual order.
      let order = format.order == .yearFirst && !hasShortYear ? .dayFirst : format.order
      return day(order).map(DateCell.day) ?? .invalid
    case .yearless(let month, let day):
      return format.latest.flatMap { Self.last(month, day, upTo: $0) }.map(DateCell.day) ?? .invalid
    }
  }

  /// The last such day that isn't later than another one; the 29th of February is in a leap year.
  private static func last(_ month: Int, _ day: Int, upTo latest: Day) -> Day? {
    let year = latest.civil.year
    return (0...8).lazy.compactMap { Day(year: year - $0, month: month, day: day) }
      .first { $0 <= latest }
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
    var cursor = DateCursor(bytes)
    if firstIsDigit {
      if bytes.count == 10 || bytes.count == 13, let day = Self.unixDay(bytes) {
        form = .unix(day)
      } else {
        parseDigits(&cursor)
      }
    } else {
      parseLetters(&cursor)
    }
  }

  /// 2001 to 2100: ten digits of seconds, thirteen of milliseconds.
  private static func unixDay(_ bytes: UnsafeBufferPointer<UInt8>) -> Day? {
    guard bytes[0] >= 49, bytes[0] <= 52 else { return nil }
    var value = 0
    for byte in bytes {
      guard byte >= 48, byte <= 57 else { return nil }
      value = value * 10 + Int(byte - 48)
    }
    if bytes.count == 13 { value /= 1000 }
    return value < 4_102_444_800 ? Day(number: value / 86_400) : nil
  }

  private mutating func parseDigits(_ cursor: inout DateCursor) {
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
    if width == 4, cursor.weekSign() {
      // `2026-W38`, `2026W38-1`: a week is known by its Monday.
      guard let (week, weekWidth) = cursor.number(limit: 2), weekWidth == 2,
        let monday = Day.monday(ofWeek: week, in: first)
      else { return }
      guard !cursor.atEnd else {
        form = .iso(monday)
        return
      }
      guard cursor.take(45), let (weekday, _) = cursor.number(limit: 1), (1...7).contains(weekday),
        cursor.atEnd
      else { return }
      form = .iso(monday + (weekday - 1))
      return
    }
    if width == 4, cursor.yearSign() {
      _ = cursor.blanks()
      guard let (month, _) = cursor.number(limit: 2), cursor.monthSign() else { return }
      _ = cursor.blanks()
      guard let (date, _) = cursor.number(limit: 2), cursor.daySign(), tail(&cursor),
        let day = Day(year: first, month: month, day: date)
      else { return }
      form = .iso(day)
      return
    }
    if width <= 2, cursor.monthSign() {
      // `10月1日`
      _ = cursor.blanks()
      guard let (day, _) = cursor.number(limit: 2), cursor.daySign(), cursor.atEnd else { return }
      setYearless(first, day)
      return
    }
    let isOrdinal = width <= 2 && cursor.ordinal()
    guard width == 4 || width <= 2, let separator = cursor.separator() else { return }
    if width <= 2, separator == 32 { cursor.particle() }
    if let month = cursor.month() {
      guard width <= 2 else { return }
      _ = cursor.take(46)
      if cursor.atEnd { return setYearless(month, first) }
      if cursor.separator() != nil { cursor.particle() }
      guard let (year, yearWidth) = cursor.number(limit: 4), tail(&cursor),
        let full = Self.year(year, yearWidth),
        let day = Day(year: full, month: month, day: first)
      else { return }
      form = .named(day)
      return
    }
    guard separator != 44, !isOrdinal, let (second, _) = cursor.number(limit: 2) else { return }
    guard cursor.separator() == separator, let (third, thirdWidth) = cursor.number(limit: 4)
    else { return }
    // `2026. 3. 14.`
    if width == 4, separator == 46 { _ = cursor.take(46) }
    guard tail(&cursor) else { return }
    if width == 4 {
      guard first >= 1000, thirdWidth <= 2,
        let day = Day(year: first, month: second, day: third)
      else { return }
      form = .iso(day)
    } else {
      guard let year = Self.year(third, thirdWidth) else { return }
      hasShortYear = thirdWidth == 2
      hasDots = separator == 46
      form = .numeric(first, second, year: year)
      if !isDate { form = .none }
    }
  }

  /// A month's name, or a day of the week and then any date with a month's name; or a week and its year.
  private mutating func parseLetters(_ cursor: inout DateCursor) {
    if cursor.week() {
      guard let (week, _) = cursor.number(limit: 2), cursor.separator() != nil,
        let (year, width) = cursor.number(limit: 4), width == 4, cursor.atEnd,
        let monday = Day.monday(ofWeek: week, in: year)
      else { return }
      form = .iso(monday)
      return
    }
    if parseMonthFirst(&cursor) || !cursor.weekday() { return }
    _ = cursor.take(46)
    guard cursor.separator() != nil else { return }
    if cursor.isAtDigit { parseDigits(&cursor) } else { _ = parseMonthFirst(&cursor) }
  }

  /// Whether it begins with a month.
  private mutating func parseMonthFirst(_ cursor: inout DateCursor) -> Bool {
    guard let month = cursor.month() else { return false }
    _ = cursor.separator()
    guard let (day, dayWidth) = cursor.number(limit: 2), dayWidth <= 2 else { return true }
    _ = cursor.ordinal()
    if cursor.atEnd {
      setYearless(month, day)
      return true
    }
    guard cursor.separator() != nil, let (year, yearWidth) = cursor.number(limit: 4),
      tail(&cursor), let full = Self.year(year, yearWidth),
      let number = Day(year: full, month: month, day: day)
    else { return true }
    form = .named(number)
    return true
  }

  private mutating func setYearless(_ month: Int, _ day: Int) {
    // Of a leap year, so that every day exists.
    if Day(year: 2024, month: month, day: day) != nil { form = .yearless(month: month, day: day) }
  }

  private static func year(_ value: Int, _ width: Int) -> Int? {
    switch width {
    case 4: return value >= 1000 ? value : nil
    case 2: return value < 70 ? 2000 + value : 1900 + value
    default: return nil
    }
  }

  /// What may follow a date: nothing, or a time of day.
  private mutating func tail(_ cursor: inout DateCursor) -> Bool {
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
      // `9:15 p. m.`
      if cursor.take(46) { _ = cursor.blanks() }
      guard cursor.take(77) || cursor.take(109), hour <= 12 else { return false }
      _ = cursor.take(46)
      _ = cursor.blanks()
    }
    if cursor.take(90) || cursor.take(122) { return cursor.atEnd }
    if cursor.word("utc") || cursor.word("gmt"), cursor.atEnd { return true }
    if cursor.take(43) || cursor.take(45) {
      guard cursor.number(limit: 4) != nil else { return false }
      if cursor.take(58) { guard cursor.number(limit: 2) != nil else { return false } }
    }
    return cursor.atEnd
  }
}

extension Day {
  /// The Monday of a week by ISO 8601: the first week of a year has its fourth of January.
  fileprivate static func monday(ofWeek week: Int, in year: Int) -> Day? {
    guard (1...53).contains(week), (1000...9999).contains(year),
      let fourth = Day(year: year, month: 1, day: 4)
    else { return nil }
    let monday = fourth + (7 * (week - 1) - (fourth.weekday - 1))
    // A 53rd week that the year doesn't have is the next year's first.
    return (monday + 3).civil.year == year ? monday : nil
  }
}
