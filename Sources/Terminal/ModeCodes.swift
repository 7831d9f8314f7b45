import CNcurses

/// Codes for modes that ncurses leaves alone: bracketed paste and the mouse.
struct ModeCodes {
  let on: [UInt8]
  let off: [UInt8]

  /// Empty for a terminal of another family, which would print them.
  init(usesMouse: Bool) {
    guard Self.capability("cup").starts(with: [0x1b, 0x5b]) else {
      on = []
      off = []
      return
    }
    on = Array("\u{1b}[?2004h".utf8) + Array((usesMouse ? "\u{1b}[?1000h\u{1b}[?1006h" : "").utf8)
    off = Array((usesMouse ? "\u{1b}[?1006l\u{1b}[?1000l" : "").utf8) + Array("\u{1b}[?2004l".utf8)
  }

  /// What ncurses would send at the end, for when it can no longer be called.
  static var leaving: [UInt8] {
    ["sgr0", "op", "rmacs", "rmkx", "cnorm", "rmcup"].flatMap(capability)
  }

  static func capability(_ name: String) -> [UInt8] {
    var buffer = [CChar](repeating: 0, count: 256)
    let length = clout_term_string(name, &buffer, buffer.count)
    return buffer.prefix(length).map { UInt8(bitPattern: $0) }
  }
}

extension KeyTable {
  static func ofOpenTerminal() -> KeyTable {
    KeyTable(capabilities.map { (ModeCodes.capability($0.name), $0.key) })
  }
}
