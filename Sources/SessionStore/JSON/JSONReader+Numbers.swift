/// Numbers, without going through binary fractions unless asked to.
extension JSONReader {
  /// A whole number. Refuses `1.0` and `1e3`: a count is written as digits.
  public mutating func readInt64() throws(JSONError) -> Int64 {
    skipWhitespace()
    var position = cursor
    let isNegative = position < end && position.pointee == UInt8(ascii: "-")
    if isNegative { position += 1 }
    let digits = position
    var value: UInt64 = 0
    while position < end {
      let digit = position.pointee &- 0x30
      guard digit < 10 else { break }
      value = value &* 10 &+ UInt64(digit)
      position += 1
    }
    let count = position - digits
    let isPlain =
      count > 0 && count <= 18 && (digits.pointee != 0x30 || count == 1)
      && !(position < end && Self.continuesWord(position.pointee))
    guard isPlain else { return try readUnusualInt64() }
    cursor = position
    return isNegative ? -Int64(value) : Int64(value)
  }

  /// Whole numbers of 19 digits, and everything that is wrong.
  @inline(never)
  private mutating func readUnusualInt64() throws(JSONError) -> Int64 {
    let start = mark()
    let (text, isInteger) = try scanNumber(expected: "a whole number")
    guard isInteger else { throw error(at: start, "expected a whole number\(forCurrentKey())") }
    guard let value = Int64(String(decoding: text, as: UTF8.self)) else {
      throw error(at: start, "the number\(forCurrentKey()) is too large")
    }
    return value
  }

  /// A number exactly as written, including `-12.50e3`.
  public mutating func readNumberText() throws(JSONError) -> String {
    String(decoding: try scanNumber().text, as: UTF8.self)
  }

  /// A number as a binary fraction, for anything but money and counts.
  public mutating func readDouble() throws(JSONError) -> Double {
    let start = mark()
    let text = try readNumberText()
    guard let value = Double(text), value.isFinite else {
      throw error(at: start, "the number\(forCurrentKey()) is too large")
    }
    return value
  }

  /// Skips a number, checking it against the grammar.
  mutating func scanNumber(
    expected: StaticString = "a number"
  ) throws(JSONError) -> (text: UnsafeBufferPointer<UInt8>, isInteger: Bool) {
    skipWhitespace()
    let start = cursor
    var position = start
    if position < end, position.pointee == UInt8(ascii: "-") { position += 1 }
    let first = position
    guard skipDigits(&position) else {
      // A lone minus is a broken number; anything else isn't a number at all.
      if position == start { throw unexpected(expected) }
      throw malformedNumber(at: start)
    }
    if first.pointee == UInt8(ascii: "0"), position - first > 1 {
      throw error(at: start, "a number cannot start with a needless 0")
    }
    var isInteger = true
    if position < end, position.pointee == UInt8(ascii: ".") {
      isInteger = false
      position += 1
      guard skipDigits(&position) else { throw malformedNumber(at: start) }
    }
    if position < end, position.pointee | 0x20 == UInt8(ascii: "e") {
      isInteger = false
      position += 1
      if position < end,
        position.pointee == UInt8(ascii: "+") || position.pointee == UInt8(ascii: "-")
      {
        position += 1
      }
      guard skipDigits(&position) else { throw malformedNumber(at: start) }
    }
    if position < end, Self.continuesWord(position.pointee) { throw malformedNumber(at: start) }
    cursor = position
    return (UnsafeBufferPointer(start: start, count: position - start), isInteger)
  }

  /// Skips digits; false if there are none.
  @inline(__always)
  private func skipDigits(_ position: inout UnsafePointer<UInt8>) -> Bool {
    let start = position
    while position < end, position.pointee &- 0x30 < 10 { position += 1 }
    return position > start
  }
}
