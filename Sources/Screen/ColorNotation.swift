/// The names of the first 16 colours, in the order of their indexes.
private let colorNames = [
  "black", "red", "green", "yellow", "blue", "magenta", "cyan", "white", "brightblack",
  "brightred", "brightgreen", "brightyellow", "brightblue", "brightmagenta", "brightcyan",
  "brightwhite",
]

extension Color {
  /// Reads `#rrggbb`, `terminal`, an index from 0 to 255, or a name such as `red` or `brightblue`.
  package init?(notation: String) {
    if notation == "terminal" {
      self = .terminal
    } else if let index = colorNames.firstIndex(of: notation) {
      self = .indexed(UInt8(index))
    } else if let index = UInt8(notation) {
      self = .indexed(index)
    } else if notation.utf8.count == 7, notation.hasPrefix("#"),
      notation.utf8.dropFirst().allSatisfy({ Unicode.Scalar($0).properties.isASCIIHexDigit }),
      let value = UInt32(notation.dropFirst(), radix: 16)
    {
      self = .rgb(UInt8(value >> 16), UInt8(value >> 8 & 0xFF), UInt8(value & 0xFF))
    } else {
      return nil
    }
  }

  /// The notation that `Color(notation:)` reads.
  package var notation: String {
    switch self {
    case .terminal: "terminal"
    case .indexed(let index): "\(index)"
    case .rgb(let red, let green, let blue):
      "#" + [red, green, blue].map { String(256 + Int($0), radix: 16).dropFirst() }.joined()
    }
  }
}
