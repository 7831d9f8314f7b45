extension Canvas {
  /// The rows with escape sequences for their styles, as a terminal of the capabilities shows them.
  ///
  /// Every line ends in the terminal's own style, and blanks in it at a line's end are left out.
  package func ansi(_ capabilities: Capabilities) -> String {
    let shown = fitted(to: capabilities)
    return (0..<size.height).map { shown.ansiRow($0) }.joined(separator: "\n")
  }

  /// The canvas as a display of the capabilities can show it: colours quantised, ASCII where it must be.
  package func fitted(to capabilities: Capabilities) -> Canvas {
    let canvas = capabilities.unicode ? self : asciified()
    guard capabilities.colors != .rgb else { return canvas }
    return canvas.mapCells { cell in
      var cell = cell
      cell.style.foreground = cell.style.foreground.quantised(to: capabilities.colors)
      cell.style.background = cell.style.background.quantised(to: capabilities.colors)
      return cell
    }
  }

  private func ansiRow(_ y: Int) -> String {
    let cells = row(y)
    let end = cells.lastIndex { $0.base != " " || $0.style != .plain }.map { $0 + 1 }
    var scalars = String.UnicodeScalarView()
    var style = Style.plain
    for cell in cells[..<(end ?? cells.startIndex)] where cell.width > 0 {
      if cell.style != style {
        scalars.append(contentsOf: cell.style.sgr.unicodeScalars)
        style = cell.style
      }
      cell.append(to: &scalars)
    }
    if style != .plain { scalars.append(contentsOf: Style.plain.sgr.unicodeScalars) }
    return String(scalars)
  }
}

extension Style {
  /// The sequence that sets the style, whatever was set before.
  package var sgr: String {
    var codes = ["0"]
    let attributeCodes: [(Attributes, String)] = [
      (.bold, "1"), (.dim, "2"), (.italic, "3"), (.underline, "4"), (.reverse, "7"),
    ]
    codes += attributeCodes.filter { attributes.contains($0.0) }.map(\.1)
    codes += foreground.sgrCodes(base: 30)
    codes += background.sgrCodes(base: 40)
    return "\u{1B}[\(codes.joined(separator: ";"))m"
  }
}

extension Color {
  fileprivate func sgrCodes(base: Int) -> [String] {
    switch self {
    case .terminal: []
    case .indexed(let index) where index < 8: ["\(base + Int(index))"]
    case .indexed(let index) where index < 16: ["\(base + 60 + Int(index) - 8)"]
    case .indexed(let index): ["\(base + 8)", "5", "\(index)"]
    case .rgb(let red, let green, let blue): ["\(base + 8)", "2", "\(red)", "\(green)", "\(blue)"]
    }
  }
}
