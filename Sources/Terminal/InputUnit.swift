import Screen

/// One unit of input: a character, a control byte or an escape sequence.
enum InputUnit {
  enum Meaning: Hashable {
    /// A sequence without meaning here, to be dropped.
    case nothing
    case key(Key)
    case mouse(MouseReport)
    case pasteStart, pasteEnd
  }

  enum Step: Hashable {
    case found(Meaning, length: Int)
    /// More bytes are needed.
    case incomplete
  }

  /// Reads the unit at the start of `bytes`, which must not be empty. With `isFinal` nothing more will come in
  /// time, and the result is never `incomplete`.
  static func read(_ bytes: ArraySlice<UInt8>, keys: KeyTable, isFinal: Bool) -> Step {
    let first = bytes[bytes.startIndex]
    if first != 0x1b {
      return first < 0x20 || first == 0x7f
        ? .found(.key(control(first)), length: 1) : Characters.read(bytes, isFinal: isFinal)
    }
    guard bytes.count > 1 else {
      return isFinal ? .found(.key(Key(.escape)), length: 1) : .incomplete
    }
    // The terminal's own description goes before common practice.
    switch keys.match(bytes) {
    case .found(let key, let length): return .found(.key(key), length: length)
    case .incomplete where !isFinal: return .incomplete
    case .incomplete, .none: break
    }
    switch bytes[bytes.startIndex + 1] {
    case UInt8(ascii: "["): return ControlSequence.read(bytes, isFinal: isFinal)
    case UInt8(ascii: "O"): return singleShift(bytes, isFinal: isFinal)
    case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "_"), UInt8(ascii: "^"):
      return answer(bytes, isFinal: isFinal) ?? alt(bytes, keys: keys, isFinal: isFinal)
    default: return alt(bytes, keys: keys, isFinal: isFinal)
    }
  }

  static func control(_ byte: UInt8) -> Key {
    switch byte {
    case 0x00: Key(.character(" "), .control)
    case 0x08, 0x7f: Key(.backspace)
    case 0x09: Key(.tab)
    case 0x0d: Key(.enter)
    case 0x1b: Key(.escape)
    case 0x01...0x1a: Key(.character(Character(Unicode.Scalar(byte + 0x60))), .control)
    default: Key(.character(Character(Unicode.Scalar(byte + 0x40))), .control)
    }
  }

  /// Escape and a key: that key with Alt.
  private static func alt(_ bytes: ArraySlice<UInt8>, keys: KeyTable, isFinal: Bool) -> Step {
    let rest = bytes.dropFirst()
    if rest.first == 0x1b {
      // Two escapes are two key presses, unless the second begins a sequence, as for Alt-Up on some terminals.
      let begins =
        rest.count > 1
        && [UInt8(ascii: "["), UInt8(ascii: "O")].contains(rest[rest.startIndex + 1])
      guard begins else {
        return rest.count > 1 || isFinal ? .found(.key(Key(.escape)), length: 1) : .incomplete
      }
    }
    switch read(rest, keys: keys, isFinal: isFinal) {
    case .incomplete: return .incomplete
    case .found(.key(var key), let length):
      key.modifiers.insert(.alt)
      return .found(.key(key), length: length + 1)
    case .found(let meaning, let length): return .found(meaning, length: length + 1)
    }
  }

  /// `ESC O x`: arrows and function keys in application mode.
  private static func singleShift(_ bytes: ArraySlice<UInt8>, isFinal: Bool) -> Step {
    guard bytes.count > 2 else {
      return isFinal ? .found(.key(Key(.character("O"), .alt)), length: 2) : .incomplete
    }
    let final = bytes[bytes.startIndex + 2]
    guard (0x40...0x7e).contains(final) else {
      return .found(.key(Key(.character("O"), .alt)), length: 2)
    }
    return .found(KeyTable.application(final).map(Meaning.key) ?? .nothing, length: 3)
  }

  /// A late reply to another program's query: dropped up to its end.
  private static func answer(_ bytes: ArraySlice<UInt8>, isFinal: Bool) -> Step? {
    guard bytes.count > 2 else { return isFinal ? nil : .incomplete }
    let opening = bytes[bytes.startIndex + 2]
    guard (0x30...0x3f).contains(opening) || opening == UInt8(ascii: "!") else { return nil }
    for index in bytes.indices.dropFirst(2).prefix(4096) {
      if bytes[index] == 0x07 { return .found(.nothing, length: index - bytes.startIndex + 1) }
      if bytes[index] == 0x1b {
        guard index + 1 < bytes.endIndex else { break }
        let isTerminator = bytes[index + 1] == UInt8(ascii: "\\")
        return .found(.nothing, length: index - bytes.startIndex + (isTerminator ? 2 : 0))
      }
    }
    return isFinal || bytes.count > 4096 ? .found(.nothing, length: bytes.count) : .incomplete
  }
}
