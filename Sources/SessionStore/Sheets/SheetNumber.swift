import LibC

/// Numbers of a workbook as texts that mean the same to everyone.
package enum SheetNumber {
  /// The shortest decimal that is this number, without an exponent: `17900000000000000`, `0.000035`.
  static func plain(_ value: Double) -> String {
    var text = value.description
    if text.hasSuffix(".0") { text.removeLast(2) }
    return text.utf8.contains(0x65) ? shifted(text, by: 0) : text
  }

  /// A decimal, possibly with an exponent, times a power of ten, without an exponent.
  static func shifted(_ text: String, by power: Int) -> String {
    var mantissa = Substring(text)
    var exponent = power
    if let mark = text.lastIndex(where: { $0 == "e" || $0 == "E" }) {
      mantissa = text[..<mark]
      let digits = text[text.index(after: mark)...]
      exponent += Int(digits.hasPrefix("+") ? digits.dropFirst() : digits) ?? 0
    }
    let isNegative = mantissa.first == "-"
    if isNegative { mantissa.removeFirst() }
    let parts = mantissa.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    var digits = Array(parts[0].utf8) + (parts.count > 1 ? Array(parts[1].utf8) : [])
    var point = parts[0].utf8.count + exponent
    // No double is larger than 1e309.
    guard abs(point) < 400 else { return text }
    if point < 0 {
      digits = [UInt8](repeating: 0x30, count: -point) + digits
      point = 0
    }
    while digits.count < point { digits.append(0x30) }
    while digits.count > point, digits.last == 0x30 { digits.removeLast() }
    let zeros = digits[..<max(0, point - 1)].prefix { $0 == 0x30 }.count
    digits.removeFirst(min(zeros, max(0, point - 1)))
    point -= min(zeros, max(0, point - 1))
    let whole = point == 0 ? "0" : String(decoding: digits[..<point], as: UTF8.self)
    let fraction = String(decoding: digits[point...], as: UTF8.self)
    let result = fraction.isEmpty ? whole : "\(whole).\(fraction)"
    return isNegative && result != "0" ? "-" + result : result
  }

  /// Three decimals behind one to three digits look like thousands in half of the world. A fourth one doesn't.
  package static func unmistakable(_ text: String) -> String {
    let digits = text.utf8.first == 0x2D ? text.dropFirst() : Substring(text)
    let isDigit = { (byte: UInt8) in byte &- 48 <= 9 }
    guard let point = digits.utf8.firstIndex(of: 0x2E),
      digits.utf8.distance(from: digits.startIndex, to: point) <= 3, digits.utf8.first != 0x30
    else { return text }
    let decimals = digits.utf8[digits.utf8.index(after: point)...]
    guard decimals.count == 3, decimals.allSatisfy(isDigit)
    else { return text }
    return text + "0"
  }

  /// A day's number and the part of the day as ISO 8601; nil for what is no date. Excel counts a 29 February 1900 that
  /// never was; before it, its days are one off. Workbooks from old Macs count from 1904.
  static func moment(_ serial: Double, _ style: NumberStyle, from1904: Bool) -> String? {
    guard serial.isFinite, serial >= 0, serial < 2_958_466 else { return nil }
    var days = Int(serial.rounded(.down))
    var seconds = Int(((serial - Double(days)) * 86_400).rounded())
    if seconds == 86_400 {
      days += 1
      seconds = 0
    }
    let hour = seconds / 3600
    let rest = ":\(two((seconds - hour * 3600) / 60)):\(two(seconds - seconds / 60 * 60))"
    let time = two(hour) + rest
    switch style {
    case .time:
      return days == 0 ? time : "\(days * 24 + hour)\(rest)"
    case .date, .dateAndTime, .plain, .percent, .money:
      if from1904 {
        days += 1462
      } else if days < 1 {
        return style == .dateAndTime ? time : nil
      } else if days < 60 {
        days += 1
      }
      let day = iso(daysFrom1970: days - 25_569)
      return style == .date && seconds == 0 ? day : "\(day) \(time)"
    }
  }

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

  /// The civil calendar, by eras of 400 years.
  private static func iso(daysFrom1970 days: Int) -> String {
    let shifted = days + 719_468
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let ofEra = shifted - era * 146_097
    let yearOfEra = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / 146_096) / 365
    let ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * ofYear + 2) / 153
    let day = ofYear - (153 * shiftedMonth + 2) / 5 + 1
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    return "\(year)-\(two(month))-\(two(day))"
  }
}
