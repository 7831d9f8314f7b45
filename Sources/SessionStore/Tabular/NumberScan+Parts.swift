/// Parts of numbers: marks, digits, and what their groups amount to.
extension NumberScan {
  @inline(__always)
  static func isDigit(_ byte: UInt8) -> Bool { byte >= 48 && byte <= 57 }

  static func threeDigits(
    _ bytes: UnsafeBufferPointer<UInt8>, at i: Int, end: Int
  ) -> Bool {
    guard i + 3 <= end else { return false }
    return isDigit(bytes[i]) && isDigit(bytes[i + 1]) && isDigit(bytes[i + 2])
      && (i + 3 == end || !isDigit(bytes[i + 3]))
  }

  /// The length of a group mark other than `.` and `,`: a blank of any kind, `'`, `’` or `_`.
  static func groupMark(
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
  static func value(
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
  /// The length of a hyphen or dash.
  @inline(__always)
  static func dash(_ bytes: UnsafeBufferPointer<UInt8>, at i: Int, end: Int) -> Int {
    if bytes[i] == UInt8(ascii: "-") { return 1 }
    guard bytes[i] == 0xE2, i + 2 < end else { return 0 }
    let isDash =
      bytes[i + 1] == 0x80 && (0x90...0x95).contains(bytes[i + 2])
      || bytes[i + 1] == 0x88 && bytes[i + 2] == 0x92
    return isDash ? 3 : 0
  }

  /// The length of a mark that says that a number isn't exact: `~`, `≈`, `>`, `<`, `≥`, `≤`, `ca.`
  @inline(__always)
  static func aboutMark(_ bytes: UnsafeBufferPointer<UInt8>, at i: Int, end: Int) -> Int {
    switch bytes[i] {
    case UInt8(ascii: "~"), UInt8(ascii: "<"), UInt8(ascii: ">"): return 1
    case 0xE2:
      guard i + 2 < end, bytes[i + 1] == 0x89 else { return 0 }
      return [0x88, 0x83, 0xA4, 0xA5].contains(bytes[i + 2]) ? 3 : 0
    case UInt8(ascii: "c"), UInt8(ascii: "C"):
      guard i + 2 < end, bytes[i + 1] == UInt8(ascii: "a") else { return 0 }
      if bytes[i + 2] == UInt8(ascii: ".") { return 3 }
      return bytes[i + 2] == 0x20 ? 2 : 0
    default: return 0
    }
  }
}
