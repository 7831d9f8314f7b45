/// Escapes in JSON strings: required ones, and characters that could do harm when a file is viewed.
///
/// Quotes, backslashes and control characters are escaped; also DEL and U+0080–U+009F, which some terminals obey, and
/// U+2028 and U+2029, which some editors treat as line breaks. All other characters are written as they are.
enum JSONEscape {
  /// Appends a text, escaped, without its quotes.
  static func append(_ text: String, to bytes: inout [UInt8]) {
    var text = text
    text.withUTF8 { buffer in
      guard var run = buffer.baseAddress else { return }
      let end = run + buffer.count
      var position = run
      while true {
        position = PlainASCII.skip(from: position, to: end, stopAtDelete: true)
        guard position < end else { break }
        let (length, escape) = inspect(position, end: end)
        if let escape {
          bytes.append(contentsOf: UnsafeBufferPointer(start: run, count: position - run))
          bytes.append(contentsOf: escape.utf8)
          run = position + length
        }
        position += length
      }
      bytes.append(contentsOf: UnsafeBufferPointer(start: run, count: end - run))
    }
  }

  /// The length of the character at `position`, and its escape if it needs one.
  private static func inspect(
    _ position: UnsafePointer<UInt8>, end: UnsafePointer<UInt8>
  ) -> (length: Int, escape: String?) {
    let byte = position.pointee
    switch byte {
    case UInt8(ascii: "\""): return (1, "\\\"")
    case UInt8(ascii: "\\"): return (1, "\\\\")
    case 0x08: return (1, "\\b")
    case 0x09: return (1, "\\t")
    case 0x0A: return (1, "\\n")
    case 0x0C: return (1, "\\f")
    case 0x0D: return (1, "\\r")
    case ..<0x20, 0x7F: return (1, "\\u00" + hexadecimal(byte))
    case 0xC2 where position[1] < 0xA0: return (2, "\\u00" + hexadecimal(position[1]))
    case 0xE2 where position[1] == 0x80 && position[2] & 0xFE == 0xA8:
      return (3, position[2] == 0xA8 ? "\\u2028" : "\\u2029")
    default: return (UTF8Check.sequenceLength(at: position, end: end), nil)
    }
  }

  private static func hexadecimal(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 16)
    return byte < 0x10 ? "0" + digits : digits
  }
}
