import Screen

/// `ESC [ parameters intermediates final`: most keys, the mouse, pastes.
enum ControlSequence {
  private static let longest = 64

  static func read(_ bytes: ArraySlice<UInt8>, isFinal: Bool) -> InputUnit.Step {
    let start = bytes.startIndex
    var index = start + 2
    if index < bytes.endIndex {
      switch bytes[index] {
      case UInt8(ascii: "M"): return oldMouse(bytes, isFinal: isFinal)
      case UInt8(ascii: "["): return console(bytes, isFinal: isFinal)
      default: break
      }
    }
    while index < bytes.endIndex, 0x20...0x3f ~= bytes[index] { index += 1 }
    let length = index - start
    guard index < bytes.endIndex else {
      if length > longest { return .found(.nothing, length: length) }
      guard isFinal else { return .incomplete }
      return length == 2
        ? .found(.key(Key(.character("["), .alt)), length: 2) : .found(.nothing, length: length)
    }
    let final = bytes[index]
    // A control byte or a character inside means the sequence was cut off; the byte is the next event.
    guard 0x40...0x7e ~= final else { return .found(.nothing, length: length) }
    let body = bytes[(start + 2)..<index]
    return .found(meaning(of: body, final: final), length: length + 1)
  }

  private static func meaning(of body: ArraySlice<UInt8>, final: UInt8) -> InputUnit.Meaning {
    if body.first == UInt8(ascii: "<") { return mouse(numbers(body.dropFirst()), final: final) }
    guard body.allSatisfy({ 0x30...0x3b ~= $0 }) else { return .nothing }
    let values = numbers(body)
    let modifiers = KeyTable.modifiers(values.count > 1 ? values[1] : 1)
    switch final {
    case UInt8(ascii: "~"):
      switch values.first {
      case 200: return .pasteStart
      case 201: return .pasteEnd
      case 27 where values.count > 2: return character(values[2], modifiers)
      case let number?: return key(KeyTable.numbered(number), modifiers)
      case nil: return .nothing
      }
    case UInt8(ascii: "u"): return values.first.map { character($0, modifiers) } ?? .nothing
    case UInt8(ascii: "^"): return key(values.first.flatMap(KeyTable.numbered), .control)
    case UInt8(ascii: "@"): return key(values.first.flatMap(KeyTable.numbered), [.control, .shift])
    default:
      // With a first number other than 1 it is a reply, such as the cursor's position, and not a key.
      guard values.first ?? 1 == 1, let found = KeyTable.lettered(final) else { return .nothing }
      return .key(Key(found.code, found.modifiers.union(modifiers)))
    }
  }

  private static func key(_ code: Key.Code?, _ modifiers: Key.Modifiers) -> InputUnit.Meaning {
    code.map { .key(Key($0, modifiers)) } ?? .nothing
  }

  /// A key sent as its code point, as some terminals do for combinations without a byte of their own.
  private static func character(_ value: Int, _ modifiers: Key.Modifiers) -> InputUnit.Meaning {
    guard let scalar = UInt32(exactly: value).flatMap(Unicode.Scalar.init) else { return .nothing }
    if value < 0x20 || value == 0x7f {
      let plain = InputUnit.control(UInt8(value))
      return .key(Key(plain.code, plain.modifiers.union(modifiers)))
    }
    guard !(0x80...0x9f).contains(value), !(0xe000...0xf8ff).contains(value) else {
      return .nothing
    }
    return .key(Key(.character(Character(scalar)), modifiers.subtracting(.shift)))
  }

  /// The numbers between semicolons; a missing one is 1, and sub-parameters after a colon are dropped.
  private static func numbers(_ body: ArraySlice<UInt8>) -> [Int] {
    guard !body.isEmpty else { return [] }
    return body.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false).map {
      let digits = $0.prefix { 0x30...0x39 ~= $0 }.prefix(9)
      return digits.isEmpty ? 1 : digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }
  }

  private static func mouse(_ values: [Int], final: UInt8) -> InputUnit.Meaning {
    guard values.count == 3, final == UInt8(ascii: "M") || final == UInt8(ascii: "m") else {
      return .nothing
    }
    let position = Point(x: max(0, values[1] - 1), y: max(0, values[2] - 1))
    return .mouse(
      MouseReport(button: values[0], position: position, isRelease: final == UInt8(ascii: "m")))
  }

  /// `ESC [ M` and three bytes: mouse reports from terminals without the decimal form.
  private static func oldMouse(_ bytes: ArraySlice<UInt8>, isFinal: Bool) -> InputUnit.Step {
    guard bytes.count >= 6 else {
      return isFinal ? .found(.nothing, length: bytes.count) : .incomplete
    }
    let values = bytes.dropFirst(3).prefix(3).map { Int($0) - 32 }
    guard values.allSatisfy({ $0 >= 0 }) else { return .found(.nothing, length: 3) }
    let position = Point(x: max(0, values[1] - 1), y: max(0, values[2] - 1))
    return .found(
      .mouse(MouseReport(button: values[0], position: position, isRelease: false)), length: 6)
  }

  /// `ESC [ [ A` to `E`: the first five function keys of the Linux console.
  private static func console(_ bytes: ArraySlice<UInt8>, isFinal: Bool) -> InputUnit.Step {
    guard bytes.count > 3 else {
      return isFinal ? .found(.nothing, length: bytes.count) : .incomplete
    }
    let letter = bytes[bytes.startIndex + 3]
    guard (UInt8(ascii: "A")...UInt8(ascii: "E")).contains(letter) else {
      return .found(.nothing, length: 3)
    }
    return .found(.key(Key(.function(Int(letter - 0x40)))), length: 4)
  }
}
