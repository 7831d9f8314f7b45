import Screen

/// Maps colours to the terminal's numbers. They are never redefined: the palette is the user's.
struct Palette: Hashable {
  /// A foreground and a background, and whether bold makes the foreground bright.
  struct Numbers: Hashable {
    var foreground: Int32
    var background: Int32
    var isBold = false
  }

  let colors: Capabilities.Colors
  let count: Int
  /// Whether it can go back to its own two colours; if not, they are assumed to be white on black.
  let hasDefaults: Bool

  /// Nil without colours or for the terminal's own two.
  func numbers(_ foreground: Color, on background: Color) -> Numbers? {
    guard colors != .none else { return nil }
    if foreground == .terminal, background == .terminal, hasDefaults { return nil }
    var numbers = Numbers(
      foreground: number(of: foreground) ?? (hasDefaults ? -1 : 7),
      background: number(of: background) ?? (hasDefaults ? -1 : 0))
    // With eight colours the bright ones become plain ones, with bold in the foreground.
    if colors == .sixteen, count < 16 {
      numbers.isBold = numbers.foreground >= 8
      let wasReadable = numbers.foreground != numbers.background
      if numbers.foreground >= 8 { numbers.foreground -= 8 }
      if numbers.background >= 8 { numbers.background -= 8 }
      if wasReadable, numbers.foreground == numbers.background {
        numbers.foreground = numbers.background == 0 ? 7 : 0
      }
    }
    return numbers
  }

  private func number(of color: Color) -> Int32? {
    let color = color.quantised(to: colors)
    if case .indexed(let index) = color, colors != .rgb || index < 8 { return Int32(index) }
    // Only direct-colour terminals, whose numbers are RGB, get here. Their first eight numbers
    // are the user's palette, so the darkest blues step aside.
    return color.components.map {
      max(8, Int32($0.red) << 16 | Int32($0.green) << 8 | Int32($0.blue))
    }
  }
}
