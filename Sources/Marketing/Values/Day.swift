/// A calendar day, without time or time zone.
public struct Day: Hashable, Comparable, Sendable {
  /// Days since 1970-01-01.
  public let number: Int

  public init(number: Int) { self.number = number }

  /// A date in the proleptic Gregorian calendar; nil if there is no such date.
  ///
  /// After Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms" (days_from_civil).
  public init?(year: Int, month: Int, day: Int) {
    guard (1...12).contains(month), (-9999...9999).contains(year) else { return nil }
    guard day >= 1, day <= Day.length(ofMonth: month, year: year) else { return nil }
    let y = month <= 2 ? year - 1 : year
    let era = (y >= 0 ? y : y - 399) / 400
    let yearOfEra = y - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    number = era * 146097 + dayOfEra - 719468
  }

  /// Reads `YYYY-MM-DD`; nil for anything else.
  @inlinable
  public init?(iso text: some StringProtocol) {
    var place = 0
    var (year, month, day) = (0, 0, 0)
    for byte in text.utf8 {
      let digit = Int(byte) - 0x30
      switch place {
      case 4, 7: guard byte == UInt8(ascii: "-") else { return nil }
      case 0..<10: guard (0...9).contains(digit) else { return nil }
      default: return nil
      }
      switch place {
      case 0..<4: year = year * 10 + digit
      case 5, 6: month = month * 10 + digit
      case 8, 9: day = day * 10 + digit
      default: break
      }
      place += 1
    }
    guard place == 10 else { return nil }
    self.init(year: year, month: month, day: day)
  }

  /// Year, month (1–12) and day (1–31).
  public var civil: (year: Int, month: Int, day: Int) {
    let z = number + 719468
    let era = (z >= 0 ? z : z - 146096) / 146097
    let dayOfEra = z - era * 146097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    let month = shifted < 10 ? shifted + 3 : shifted - 9
    return (
      yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shifted + 2) / 5 + 1
    )
  }

  /// `YYYY-MM-DD`, with a minus sign for years before 0.
  public var iso: String {
    let (year, month, day) = civil
    let size = abs(year)
    // Up to 15 bytes a string needs no memory of its own.
    return String(unsafeUninitializedCapacity: size < 1_000_000 ? 15 : 32) { bytes in
      var count = 0
      func append(_ byte: Int) {
        bytes.initializeElement(at: count, to: UInt8(truncatingIfNeeded: byte))
        count += 1
      }
      if year < 0 { append(0x2D) }
      var unit = 1000
      while size / unit >= 10 { unit *= 10 }
      while unit > 0 {
        append(0x30 + size / unit % 10)
        unit /= 10
      }
      append(0x2D)
      append(0x30 + month / 10)
      append(0x30 + month % 10)
      append(0x2D)
      append(0x30 + day / 10)
      append(0x30 + day % 10)
      return count
    }
  }

  /// 1 for Monday to 7 for Sunday, as ISO 8601 counts.
  public var weekday: Int { ((number + 3) % 7 + 7) % 7 + 1 }

  public static func < (left: Day, right: Day) -> Bool { left.number < right.number }
  public static func + (day: Day, days: Int) -> Day { Day(number: day.number + days) }
  public static func - (left: Day, right: Day) -> Int { left.number - right.number }

  private static func length(ofMonth month: Int, year: Int) -> Int {
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    return switch month {
    case 2: leap ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}
