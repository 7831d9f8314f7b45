/// A cell parsed as a number, in both readings of its marks.
struct NumberScan {
  var isAbsent = false
  /// The value with `.` as the decimal mark, without suffix and percent; nil if it isn't a number.
  var dot: ExactDecimal?
  /// The value with `,` as the decimal mark.
  var comma: ExactDecimal?
  var isPercent = false
  var currency: String?
  /// The suffix's power of ten; 0 without one.
  var power = 0
  var isMil = false
  /// Which of the two marks occur in the mantissa.
  var hasDot = false
  var hasComma = false

  var isNumber: Bool { dot != nil || comma != nil }
  var isAbbreviated: Bool { power != 0 || isMil }

  func value(_ mark: NumberFormat.DecimalMark, milPower: Int = 6) -> ExactDecimal? {
    guard let mantissa = mark == .dot ? dot : comma else { return nil }
    let shift = (isMil ? milPower : power) - (isPercent ? 2 : 0)
    return shift == 0 ? mantissa : mantissa.shifted(by: shift)
  }

  func cell(in format: NumberFormat) -> NumberCell {
    if isAbsent { return .absent }
    guard let value = value(format.decimalMark, milPower: format.milPower) else { return .invalid }
    return .number(
      ParsedNumber(
        value: value, isPercent: isPercent, currency: currency, isAbbreviated: isAbbreviated))
  }

  init(_ cell: UnsafeBufferPointer<UInt8>) {
    // Most cells are a few plain digits.
    if cell.count <= 18, !cell.isEmpty {
      var plain: Int64 = 0
      var all = true
      for byte in cell {
        let digit = byte &- 48
        if digit > 9 {
          all = false
          break
        }
        plain = plain &* 10 &+ Int64(digit)
      }
      if all {
        let value = ExactDecimal(significand: Int128(plain))
        dot = value
        comma = value
        return
      }
    }
    let range = Trim.range(of: cell)
    let bytes = UnsafeBufferPointer(rebasing: cell[range])
    if AbsentWords.containsTrimmed(bytes) {
      isAbsent = true
      return
    }
    if bytes.count > 64 { return }
    parse(bytes)
  }

  private mutating func parse(_ bytes: UnsafeBufferPointer<UInt8>) {
    var i = 0
    var end = bytes.count
    var negative = false
    var signed = false
    func skipBlanks() {
      while i < end {
        let length = Trim.blank(bytes, at: i, end: end)
        if length == 0 { return }
        i += length
      }
    }
    if bytes[0] == UInt8(ascii: "("), bytes[end - 1] == UInt8(ascii: ")") {
      negative = true
      signed = true
      i = 1
      end -= 1
      skipBlanks()
    }
    // Sign and currency, in either order, each at most once.
    while i < end {
      if bytes[i] == UInt8(ascii: "-") || bytes[i] == UInt8(ascii: "+") {
        if signed { return }
        negative = bytes[i] == UInt8(ascii: "-")
        signed = true
        i += 1
      } else if bytes[i] == 0xE2, i + 2 < end, bytes[i + 1] == 0x88, bytes[i + 2] == 0x92 {
        if signed { return }
        negative = true
        signed = true
        i += 3
      } else if currency == nil, let (name, length) = CurrencyWords.match(bytes, at: i, end: end) {
        currency = name
        i += length
      } else {
        break
      }
      skipBlanks()
    }
    guard i < end, Self.isDigit(bytes[i]) || bytes[i] == 46 || bytes[i] == 44 else { return }

    // The mantissa: digits and marks.
    let mantissa = i
    while i < end {
      let byte = bytes[i]
      if Self.isDigit(byte) {
        i += 1
      } else if byte == 46 {
        hasDot = true
        i += 1
      } else if byte == 44 {
        hasComma = true
        i += 1
      } else {
        let length = Self.groupMark(bytes, at: i, end: end)
        guard length > 0, i > mantissa, Self.threeDigits(bytes, at: i + length, end: end) else {
          break
        }
        i += length
      }
    }
    let mantissaEnd = i

    var exponent = 0
    if i + 1 < end, bytes[i] | 0x20 == UInt8(ascii: "e") {
      var k = i + 1
      var minus = false
      if bytes[k] == UInt8(ascii: "-") || bytes[k] == UInt8(ascii: "+") {
        minus = bytes[k] == UInt8(ascii: "-")
        k += 1
      }
      if k < end, Self.isDigit(bytes[k]) {
        while k < end, Self.isDigit(bytes[k]), exponent < 1000 {
          exponent = exponent * 10 + Int(bytes[k] - 48)
          k += 1
        }
        if exponent > 100 { return }
        if minus { exponent = -exponent }
        i = k
      }
    }

    skipBlanks()
    let suffix = i
    while i < end, bytes[i] | 0x20 >= 97 && bytes[i] | 0x20 <= 122 {
      if i == suffix, let (name, length) = CurrencyWords.match(bytes, at: i, end: end) {
        if currency != nil { return }
        currency = name
        i += length
        break
      }
      i += 1
    }
    if i > suffix && (currency == nil || !Self.endsInCurrency(bytes, suffix, i, currency)) {
      if !readSuffix(bytes, suffix..<i) { return }
      if i < end && bytes[i] == UInt8(ascii: ".") && i - suffix >= 3 { i += 1 }
    }
    skipBlanks()
    if i < end, bytes[i] == UInt8(ascii: "%") {
      isPercent = true
      i += 1
      skipBlanks()
    }
    if i < end, currency == nil, let (name, length) = CurrencyWords.match(bytes, at: i, end: end) {
      currency = name
      i += length
      skipBlanks()
    }
    guard i == end else {
      currency = nil
      isPercent = false
      power = 0
      isMil = false
      return
    }
    let scientific = exponent != 0
    let body = UnsafeBufferPointer(rebasing: bytes[mantissa..<mantissaEnd])
    dot = Self.value(body, decimal: 46, group: 44, negative: negative, scientific: scientific)
    comma =
      hasDot || hasComma
      ? Self.value(body, decimal: 44, group: 46, negative: negative, scientific: scientific) : dot
    if exponent != 0 {
      dot = dot?.shifted(by: exponent)
      comma = comma?.shifted(by: exponent)
    }
  }

  /// Whether the bytes from `from` to `to` are the currency rather than a suffix.
  private static func endsInCurrency(
    _ bytes: UnsafeBufferPointer<UInt8>, _ from: Int, _ to: Int, _ currency: String?
  ) -> Bool {
    guard let currency, to - from == currency.utf8.count else { return false }
    return zip(bytes[from..<to], currency.utf8).allSatisfy { $0 & 0xDF == $1 & 0xDF }
  }

  private mutating func readSuffix(
    _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>
  ) -> Bool {
    func lower(_ k: Int) -> UInt8 { bytes[range.lowerBound + k] | 0x20 }
    switch range.count {
    case 1:
      switch lower(0) {
      case UInt8(ascii: "k"): power = 3
      case UInt8(ascii: "m"): power = 6
      case UInt8(ascii: "b"): power = 9
      case UInt8(ascii: "t"): power = 12
      default: return false
      }
      return true
    case 2...8:
      var word = ""
      for k in 0..<range.count { word.unicodeScalars.append(Unicode.Scalar(lower(k))) }
      switch word {
      case "mn", "mm", "mi", "mio", "mln", "million", "millions", "mill": power = 6
      case "bn", "mrd", "bln", "mld", "billion", "billions": power = 9
      case "tn", "trn", "trillion": power = 12
      case "thousand", "tsd", "th": power = 3
      case "lakh", "lac", "lakhs": power = 5
      case "cr", "crore", "crores": power = 7
      case "mil": isMil = true
      default: return false
      }
      return true
    default:
      return false
    }
  }

  @inline(__always)
  private static func isDigit(_ byte: UInt8) -> Bool { byte >= 48 && byte <= 57 }

  private static func threeDigits(
    _ bytes: UnsafeBufferPointer<UInt8>, at i: Int, end: Int
  ) -> Bool {
    guard i + 3 <= end else { return false }
    return isDigit(bytes[i]) && isDigit(bytes[i + 1]) && isDigit(bytes[i + 2])
      && (i + 3 == end || !isDigit(bytes[i + 3]))
  }

  /// The length of a group mark other than `.` and `,`: a blank of any kind, `'`, `’` or `_`.
  private static func groupMark(
    _ bytes: UnsafeBufferPointer<UInt8>, at i: Int, end: Int
  ) -> Int {
    switch bytes[i] {
    case 0x27, 0x5F, 0x20: return 1
    case 0xC2: return Trim.blank(bytes, at: i, end: end)
    case 0xE2:
      if i + 2 < end, bytes[i + 1] == 0x80, bytes[i + 2] == 0x99 { return 3 }
      return Trim.blank(bytes, at: i, end: end)
    default: return 0
    }
  }

  /// The value of digits and marks with `decimal` as the decimal mark; nil if the groups aren't valid.
  private static func value(
    _ bytes: UnsafeBufferPointer<UInt8>, decimal: UInt8, group: UInt8, negative: Bool,
    scientific: Bool
  ) -> ExactDecimal? {
    var significand: Int128 = 0
    var small: Int64 = 0
    var digits = 0
    var significant = 0
    var places = 0
    var afterDecimal = false
    var sawDigit = false
    // Groups of the integer part: the digits of the current one, and what came before.
    var current = 0
    var groups = 0
    var firstGroup = 0
    var twos = 0
    var threes = 0
    var separator: UInt8 = 0
    var i = 0
    while i < bytes.count {
      let byte = bytes[i]
      if isDigit(byte) {
        sawDigit = true
        if significant > 0 || byte != 48 { significant += 1 }
        if significant > 36 { return nil }
        if significant <= 18 {
          small = small * 10 + Int64(byte - 48)
        } else {
          if significant == 19 && significand == 0 { significand = Int128(small) }
          significand = significand * 10 + Int128(byte - 48)
        }
        digits += 1
        if afterDecimal { places += 1 } else { current += 1 }
        i += 1
      } else if byte == decimal {
        if afterDecimal { return nil }
        afterDecimal = true
        i += 1
      } else {
        // Group marks are all the same, and never after the decimal mark.
        let length = byte == group ? 1 : groupMark(bytes, at: i, end: bytes.count)
        if length == 0 || afterDecimal || scientific { return nil }
        if groups == 0 {
          if current == 0 || current > 3 { return nil }
          firstGroup = current
          separator = byte
        } else {
          if byte != separator { return nil }
          if current == 2 { twos += 1 } else if current == 3 { threes += 1 } else { return nil }
        }
        groups += 1
        current = 0
        i += length
      }
    }
    guard sawDigit else { return nil }
    if groups > 0 {
      if current != 3 { return nil }
      // Indian groups: all twos but the last, with a first group of one or two digits.
      if twos > 0 && (threes > 0 || firstGroup > 2 || separator == 46) { return nil }
      if bytes[0] == 48 { return nil }  // `0,125` groups nothing
    }
    // `5.` and `.` aren't numbers.
    if afterDecimal && places == 0 { return nil }
    let total = significant > 18 ? significand : Int128(small)
    return ExactDecimal(significand: negative ? 0 - total : total, exponent: -places)
  }
}
