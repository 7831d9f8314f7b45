import Screen

/// Key sequences: those from the terminal's description, and those common to most terminals.
struct KeyTable {
  enum Match: Hashable {
    case found(Key, length: Int)
    case incomplete, none
  }

  private var keys: [[UInt8]: Key] = [:]
  /// Proper prefixes of sequences.
  private var beginnings: Set<[UInt8]> = []
  private var longest = 0

  init(_ sequences: [(bytes: [UInt8], key: Key)] = []) {
    // Escape sequences only: that a description has Ctrl-H for backspace tells nothing new.
    for (bytes, key) in sequences
    where bytes.count > 2 && bytes[0] == 0x1b && keys[bytes] == nil {
      keys[bytes] = key
      longest = max(longest, bytes.count)
      for length in 1..<bytes.count { beginnings.insert(Array(bytes.prefix(length))) }
    }
  }

  /// Looks for a sequence at the start of `bytes`.
  func match(_ bytes: ArraySlice<UInt8>) -> Match {
    var prefix: [UInt8] = []
    for byte in bytes.prefix(longest) {
      prefix.append(byte)
      if let key = keys[prefix] { return .found(key, length: prefix.count) }
      if !beginnings.contains(prefix) { return .none }
    }
    return beginnings.contains(prefix) ? .incomplete : .none
  }

  /// terminfo's key capabilities.
  static let capabilities: [(name: String, key: Key)] = {
    var all: [(String, Key)] = [
      ("kcuu1", Key(.up)), ("kcud1", Key(.down)), ("kcub1", Key(.left)), ("kcuf1", Key(.right)),
      ("khome", Key(.home)), ("kend", Key(.end)), ("kpp", Key(.pageUp)), ("knp", Key(.pageDown)),
      ("kich1", Key(.insert)), ("kdch1", Key(.delete)), ("kent", Key(.enter)),
      ("kcbt", Key(.tab, .shift)), ("kri", Key(.up, .shift)), ("kind", Key(.down, .shift)),
      ("kLFT", Key(.left, .shift)), ("kRIT", Key(.right, .shift)), ("kHOM", Key(.home, .shift)),
      ("kEND", Key(.end, .shift)), ("kPRV", Key(.pageUp, .shift)),
      ("kNXT", Key(.pageDown, .shift)), ("kIC", Key(.insert, .shift)),
      ("kDC", Key(.delete, .shift)),
    ]
    for number in 1...12 { all.append(("kf\(number)", Key(.function(number)))) }
    let extended: [(String, Key.Code)] = [
      ("kUP", .up), ("kDN", .down), ("kLFT", .left), ("kRIT", .right), ("kHOM", .home),
      ("kEND", .end), ("kPRV", .pageUp), ("kNXT", .pageDown), ("kIC", .insert), ("kDC", .delete),
    ]
    for (name, code) in extended {
      for number in 3...8 { all.append(("\(name)\(number)", Key(code, modifiers(number)))) }
    }
    return all
  }()

  /// The modifier parameter: 1 plus the sum of shift 1, alt 2, control 4, meta 8.
  static func modifiers(_ parameter: Int) -> Key.Modifiers {
    let bits = max(0, parameter - 1)
    var modifiers: Key.Modifiers = []
    if bits & 1 != 0 { modifiers.insert(.shift) }
    if bits & 0b1010 != 0 { modifiers.insert(.alt) }
    if bits & 4 != 0 { modifiers.insert(.control) }
    return modifiers
  }

  /// `ESC [ number ~`.
  static func numbered(_ number: Int) -> Key.Code? {
    switch number {
    case 1, 7: .home
    case 2: .insert
    case 3: .delete
    case 4, 8: .end
    case 5: .pageUp
    case 6: .pageDown
    case 11...15: .function(number - 10)
    case 17...21: .function(number - 11)
    case 23, 24: .function(number - 12)
    default: nil
    }
  }

  /// `ESC [ letter`; lower case is arrows with Shift.
  static func lettered(_ letter: UInt8) -> Key? {
    switch letter {
    case UInt8(ascii: "A"): Key(.up)
    case UInt8(ascii: "B"): Key(.down)
    case UInt8(ascii: "C"): Key(.right)
    case UInt8(ascii: "D"): Key(.left)
    case UInt8(ascii: "F"): Key(.end)
    case UInt8(ascii: "H"): Key(.home)
    case UInt8(ascii: "P")...UInt8(ascii: "S"): Key(.function(Int(letter) - 0x4f))
    case UInt8(ascii: "Z"): Key(.tab, .shift)
    case UInt8(ascii: "a")...UInt8(ascii: "d"):
      lettered(letter - 0x20).map { Key($0.code, .shift) }
    default: nil
    }
  }

  /// `ESC O letter`: lower case is the number pad, and arrows with Ctrl.
  static func application(_ letter: UInt8) -> Key? {
    switch letter {
    case UInt8(ascii: "M"): Key(.enter)
    case UInt8(ascii: "I"): Key(.tab)
    case UInt8(ascii: "a")...UInt8(ascii: "d"):
      lettered(letter - 0x20).map { Key($0.code, .control) }
    case UInt8(ascii: "j")...UInt8(ascii: "y"):
      Key(.character(Character(Unicode.Scalar(letter - 0x40))))
    case UInt8(ascii: "X"): Key(.character("="))
    default: lettered(letter)
    }
  }
}
