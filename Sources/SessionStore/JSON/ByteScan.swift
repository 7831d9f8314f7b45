/// Bytes in a JSON string that need no special handling: ASCII except quotes, backslashes and control characters.
enum PlainASCII {
  private static let ones: UInt64 = 0x0101_0101_0101_0101
  private static let highs: UInt64 = 0x8080_8080_8080_8080

  /// The first byte at or after `start` that isn't plain, or `end`. Checks eight bytes at a time.
  ///
  /// DEL is plain for the reader, since JSON allows it, but not for the writer.
  @inline(__always)
  static func skip(
    from start: UnsafePointer<UInt8>, to end: UnsafePointer<UInt8>, stopAtDelete: Bool = false
  ) -> UnsafePointer<UInt8> {
    var position = start
    while end - position >= 8 {
      let word = UInt64(
        littleEndian: UnsafeRawPointer(position).loadUnaligned(as: UInt64.self))
      // Each term marks the bytes of one kind in their top bit. A borrow can only mark bytes above a true hit, so the
      // lowest mark is always right.
      var hits = marks(word, 0x22) | marks(word, 0x5C)
      hits |= (word &- ones &* 0x20) & ~word
      hits |= word
      if stopAtDelete { hits |= marks(word, 0x7F) }
      hits &= highs
      if hits != 0 { return position + hits.trailingZeroBitCount >> 3 }
      position += 8
    }
    while position < end, isPlain(position.pointee) {
      if stopAtDelete, position.pointee == 0x7F { break }
      position += 1
    }
    return position
  }

  @inline(__always)
  private static func marks(_ word: UInt64, _ byte: UInt64) -> UInt64 {
    let difference = word ^ (ones &* byte)
    return (difference &- ones) & ~difference
  }

  @inline(__always)
  private static func isPlain(_ byte: UInt8) -> Bool {
    byte >= 0x20 && byte < 0x80 && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\")
  }
}

enum UTF8Check {
  /// The length of the well-formed sequence at `start`, or 0 if there is none (Unicode, table 3-7).
  static func sequenceLength(
    at start: UnsafePointer<UInt8>, end: UnsafePointer<UInt8>
  ) -> Int {
    let available = end - start
    guard available > 0 else { return 0 }
    let first = start[0]
    if first < 0x80 { return 1 }
    guard available >= 2 else { return 0 }
    let second = start[1]
    switch first {
    case 0xC2...0xDF:
      return second & 0xC0 == 0x80 ? 2 : 0
    case 0xE0...0xEF:
      guard available >= 3, second & 0xC0 == 0x80, start[2] & 0xC0 == 0x80 else { return 0 }
      // Overlong forms and surrogates.
      if first == 0xE0 && second < 0xA0 || first == 0xED && second > 0x9F { return 0 }
      return 3
    case 0xF0...0xF4:
      guard available >= 4, second & 0xC0 == 0x80, start[2] & 0xC0 == 0x80,
        start[3] & 0xC0 == 0x80
      else { return 0 }
      // Overlong forms and code points above U+10FFFF.
      if first == 0xF0 && second < 0x90 || first == 0xF4 && second > 0x8F { return 0 }
      return 4
    default:
      return 0
    }
  }
}
