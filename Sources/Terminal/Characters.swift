import Screen

enum Characters {
  /// The most code points in a character; any more become separate keys.
  private static let longest = 32

  /// Reads the first character of `bytes`. Invalid bytes are dropped one by one.
  static func read(_ bytes: ArraySlice<UInt8>, isFinal: Bool) -> InputUnit.Step {
    var text = ""
    var length = 0
    var count = 0
    var rest = bytes
    if let first = rest.first, first < 0x80 {
      let next = rest.dropFirst().first
      // The usual case: an ASCII character without a combining mark after it is complete.
      if next == nil || next! < 0x80 {
        return .found(.key(Key(.character(Character(Unicode.Scalar(first))))), length: 1)
      }
    }
    while count < longest, let first = rest.first, first >= 0x20, first != 0x7f {
      switch scalar(rest) {
      case .found(let scalar, let size):
        // C1 controls aren't text.
        if (0x80...0x9f).contains(scalar.value) {
          return length > 0
            ? .found(.key(Key(.character(Character(text)))), length: length)
            : .found(.nothing, length: size)
        }
        var longer = text
        longer.unicodeScalars.append(scalar)
        guard longer.count == 1 else {
          return .found(.key(Key(.character(Character(text)))), length: length)
        }
        text = longer
        length += size
        count += 1
        rest = rest.dropFirst(size)
      case .invalid(let size):
        guard length == 0 else {
          return .found(.key(Key(.character(Character(text)))), length: length)
        }
        return .found(.nothing, length: size)
      case .incomplete:
        guard isFinal else { return .incomplete }
        return length > 0
          ? .found(.key(Key(.character(Character(text)))), length: length)
          : .found(.nothing, length: rest.count)
      }
    }
    return .found(.key(Key(.character(Character(text)))), length: length)
  }

  private enum Scalar {
    case found(Unicode.Scalar, length: Int)
    case invalid(length: Int)
    case incomplete
  }

  private static func scalar(_ bytes: ArraySlice<UInt8>) -> Scalar {
    let first = bytes[bytes.startIndex]
    let length: Int
    switch first {
    case 0..<0x80: return .found(Unicode.Scalar(first), length: 1)
    case 0xc2...0xdf: length = 2
    case 0xe0...0xef: length = 3
    case 0xf0...0xf4: length = 4
    default: return .invalid(length: 1)
    }
    let sequence = bytes.prefix(length)
    let continuation = sequence.dropFirst().prefix { 0x80...0xbf ~= $0 }.count
    if continuation + 1 < sequence.count { return .invalid(length: continuation + 1) }
    guard sequence.count == length else { return .incomplete }
    var value = UInt32(first) & (0x7f >> UInt32(length))
    for byte in sequence.dropFirst() { value = value << 6 | UInt32(byte & 0x3f) }
    let smallest: UInt32 = length == 2 ? 0x80 : length == 3 ? 0x800 : 0x10000
    guard value >= smallest, let scalar = Unicode.Scalar(value) else {
      return .invalid(length: length)
    }
    return .found(scalar, length: length)
  }
}
