/// Strings. The scan validates everything, so decoding afterwards can't fail.
extension JSONReader {
  public mutating func readString() throws(JSONError) -> String {
    let (content, hasEscapes) = try scanString()
    if hasEscapes { return String(decoding: Self.decodeEscapes(content), as: UTF8.self) }
    return String(decoding: content, as: UTF8.self)
  }

  /// A text for comparison with literals; copied only if it has escapes.
  @inline(__always)
  mutating func readText() throws(JSONError) -> JSONText {
    let (content, hasEscapes) = try scanString()
    if hasEscapes { return keep(Self.decodeEscapes(content)) }
    return JSONText(start: content.baseAddress!, count: content.count)
  }

  mutating func skipString() throws(JSONError) {
    _ = try scanString()
  }

  /// Skips a string; the result is what is between the quotes.
  @inline(__always)
  private mutating func scanString() throws(JSONError) -> (
    content: UnsafeBufferPointer<UInt8>, hasEscapes: Bool
  ) {
    skipWhitespace()
    guard cursor < end, cursor.pointee == UInt8(ascii: "\"") else { throw unexpected("text") }
    let start = cursor + 1
    let closing = PlainASCII.skip(from: start, to: end)
    if closing < end, closing.pointee == UInt8(ascii: "\"") {
      cursor = closing + 1
      return (UnsafeBufferPointer(start: start, count: closing - start), false)
    }
    return try scanUnusualString(start: start, from: closing)
  }

  /// The rest of a string, from the first byte that isn't plain ASCII.
  @inline(never)
  private mutating func scanUnusualString(
    start: UnsafePointer<UInt8>, from: UnsafePointer<UInt8>
  ) throws(JSONError) -> (content: UnsafeBufferPointer<UInt8>, hasEscapes: Bool) {
    var position = from
    var hasEscapes = false
    while position < end {
      let byte = position.pointee
      switch byte {
      case UInt8(ascii: "\""):
        cursor = position + 1
        return (UnsafeBufferPointer(start: start, count: position - start), hasEscapes)
      case UInt8(ascii: "\\"):
        hasEscapes = true
        position = try skipEscape(at: position)
      case 0x80...:
        let length = UTF8Check.sequenceLength(at: position, end: end)
        guard length > 0 else { throw notUTF8(at: position) }
        position += length
      case ..<0x20:
        throw controlCharacter(at: position, in: start)
      default:
        position = PlainASCII.skip(from: position, to: end)
      }
    }
    throw error(at: start - 1, "the text\(ofCurrentKey()) has no closing quote")
  }

  /// Checks one escape, a surrogate pair as a whole, and returns the position after it.
  private func skipEscape(
    at backslash: UnsafePointer<UInt8>
  ) throws(JSONError) -> UnsafePointer<UInt8> {
    guard end - backslash >= 2 else { throw unexpectedEnd() }
    switch backslash[1] {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"),
      UInt8(ascii: "f"), UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
      return backslash + 2
    case UInt8(ascii: "u"):
      guard let unit = Self.hexUnit(at: backslash + 2, end: end) else {
        throw error(at: backslash, "\\u must be followed by four hexadecimal digits")
      }
      guard unit & 0xF800 == 0xD800 else { return backslash + 6 }
      guard unit < 0xDC00, end - backslash >= 12, backslash[6] == UInt8(ascii: "\\"),
        backslash[7] == UInt8(ascii: "u"),
        let low = Self.hexUnit(at: backslash + 8, end: end), low & 0xFC00 == 0xDC00
      else { throw error(at: backslash, "this \\u escape is half of a character") }
      return backslash + 12
    default:
      throw error(at: backslash, "a backslash can't come before this; write \\\\ for a backslash")
    }
  }

  private static func hexUnit(at start: UnsafePointer<UInt8>, end: UnsafePointer<UInt8>) -> UInt32?
  {
    guard end - start >= 4 else { return nil }
    var unit: UInt32 = 0
    for index in 0..<4 {
      let byte = start[index]
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): unit = unit << 4 | UInt32(byte - 0x30)
      case UInt8(ascii: "a")...UInt8(ascii: "f"): unit = unit << 4 | UInt32(byte - 0x57)
      case UInt8(ascii: "A")...UInt8(ascii: "F"): unit = unit << 4 | UInt32(byte - 0x37)
      default: return nil
      }
    }
    return unit
  }

  /// Decodes the escapes of a text that the scan has validated.
  private static func decodeEscapes(_ content: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    var decoded: [UInt8] = []
    decoded.reserveCapacity(content.count)
    var position = content.baseAddress!
    let end = position + content.count
    while position < end {
      guard position.pointee == UInt8(ascii: "\\") else {
        decoded.append(position.pointee)
        position += 1
        continue
      }
      let escaped = position[1]
      position += 2
      switch escaped {
      case UInt8(ascii: "b"): decoded.append(0x08)
      case UInt8(ascii: "f"): decoded.append(0x0C)
      case UInt8(ascii: "n"): decoded.append(0x0A)
      case UInt8(ascii: "r"): decoded.append(0x0D)
      case UInt8(ascii: "t"): decoded.append(0x09)
      case UInt8(ascii: "u"):
        var value = hexUnit(at: position, end: end)!
        position += 4
        if value & 0xFC00 == 0xD800 {
          let low = hexUnit(at: position + 2, end: end)!
          value = 0x10000 + (value & 0x3FF) << 10 + (low & 0x3FF)
          position += 6
        }
        decoded.append(contentsOf: UTF8.encode(Unicode.Scalar(value)!)!)
      default: decoded.append(escaped)
      }
    }
    return decoded
  }
}
