import LibC

/// The apostrophe that keeps a spreadsheet from running a text as a formula.
///
/// A spreadsheet runs a cell that begins with `=`, `+`, `-`, `@` or their full-width forms. One that splits at `;`, tabs
/// or line breaks, whatever the file was meant to be, begins a new cell there. So the rule looks at every place of a
/// text where a cell could begin: at its start, and behind each `;`, tab and line break. If such a sign stands there,
/// behind any number of apostrophes and then of blanks, quotation marks and characters that can't be seen, one
/// apostrophe is put at the place. A tab or line break at the very start counts as such a sign, too.
///
/// Reading takes one apostrophe away from each place where writing would have put one, and nothing else: `'tis` stays
/// `'tis`, and since adding an apostrophe changes no place, reading what was written returns every text.
package enum FormulaGuard {
  /// The text for a cell, with apostrophes where they are needed.
  package static func guarded(_ text: String) -> String {
    var text = text
    let bytes: [UInt8]? = text.withUTF8 { bytes in
      let places = places(in: bytes)
      guard !places.isEmpty else { return nil }
      var result: [UInt8] = []
      result.reserveCapacity(bytes.count + places.count)
      var done = 0
      for place in places {
        result += bytes[done..<place]
        result.append(apostrophe)
        done = place
      }
      return result + bytes[done...]
    }
    return bytes.map { String(decoding: $0, as: UTF8.self) } ?? text
  }

  /// A cell that was read.
  struct Plain {
    let bytes: [UInt8]
    /// Whether an apostrophe stood at the start. What follows it is meant to the letter.
    let isLiteral: Bool
  }

  /// The cell without the apostrophes that `guarded` puts; nil if it has none.
  static func plain(_ cell: UnsafeBufferPointer<UInt8>) -> Plain? {
    guard let start = cell.baseAddress, memchr(start, Int32(apostrophe), cell.count) != nil else {
      return nil
    }
    let places = places(in: cell).filter { cell[$0] == apostrophe }
    guard let first = places.first else { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(cell.count)
    var done = 0
    for place in places {
      bytes += cell[done..<place]
      done = place + 1
    }
    return Plain(bytes: bytes + cell[done...], isLiteral: first == 0)
  }

  private static let apostrophe = UInt8(ascii: "'")

  /// Where a cell that a spreadsheet would run could begin, before its apostrophes.
  private static func places(in bytes: UnsafeBufferPointer<UInt8>) -> [Int] {
    var result: [Int] = []
    /// The latest place, as long as nothing has followed that makes it harmless.
    var place: Int? = 0
    var mayHaveApostrophes = true
    var position = 0
    while position < bytes.count {
      let byte = bytes[position]
      switch byte {
      case 0x09, 0x0A, 0x0D:
        if place == 0 { result.append(0) }
        place = position + 1
        mayHaveApostrophes = true
        position += 1
      case UInt8(ascii: ";"):
        place = position + 1
        mayHaveApostrophes = true
        position += 1
      default:
        guard let start = place else {
          position += 1
          continue
        }
        if byte == apostrophe, mayHaveApostrophes {
          position += 1
          continue
        }
        mayHaveApostrophes = false
        let (length, isSign) = sign(bytes, at: position)
        if isSign { result.append(start) }
        if isSign || length == 0 { place = nil }
        position += max(1, length)
      }
    }
    return result
  }

  /// The length of a sign that starts a formula, or of something that a spreadsheet may skip before it; 0 for others.
  private static func sign(
    _ bytes: UnsafeBufferPointer<UInt8>, at position: Int
  ) -> (length: Int, isSign: Bool) {
    let byte = bytes[position]
    switch byte {
    case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"):
      return (1, true)
    case ...0x20, UInt8(ascii: "\""), 0x7F: return (1, false)
    case ..<0x80: return (0, false)
    default: break
    }
    guard position + 1 < bytes.count else { return (0, false) }
    let second = bytes[position + 1]
    // C1 controls, the no-break space and the soft hyphen.
    if byte == 0xC2 { return (second <= 0xA0 || second == 0xAD ? 2 : 0, false) }
    guard position + 2 < bytes.count else { return (0, false) }
    let third = bytes[position + 2]
    switch (byte, second) {
    case (0xEF, 0xBC):
      // ＝ ＋ － ＠
      return [0x9D, 0x8B, 0x8D, 0xA0].contains(third) ? (3, true) : (0, false)
    case (0xE1, 0x9A): return (third == 0x80 ? 3 : 0, false)
    case (0xE1, 0xA0): return (0x8B...0x8F ~= third ? 3 : 0, false)
    // Spaces, joiners, direction marks, line separators and invisible operators.
    case (0xE2, 0x80): return (third <= 0x8F || 0xA8...0xAF ~= third ? 3 : 0, false)
    case (0xE2, 0x81): return (0x9F...0xAF ~= third ? 3 : 0, false)
    case (0xE3, 0x80): return (third == 0x80 ? 3 : 0, false)
    case (0xEF, 0xB8): return (third <= 0x8F ? 3 : 0, false)
    case (0xEF, 0xBB): return (third == 0xBF ? 3 : 0, false)
    // Tags and variation selectors.
    case (0xF3, 0xA0): return (position + 3 < bytes.count ? 4 : 0, false)
    default: return (0, false)
    }
  }
}
