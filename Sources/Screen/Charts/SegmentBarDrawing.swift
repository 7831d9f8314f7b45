import Screen

extension Canvas {
  /// Draws a bar in the first row of a rectangle.
  ///
  /// In colour, parts end at eighths of a cell; if the theme asks for textures each part has a fill
  /// of its own: `█▓▒`, `╳` beyond the limit and `░` for the remainder, in ASCII `#=-X.`.
  package mutating func draw(
    _ bar: SegmentBar, in rect: Rect, theme: Theme, on ground: Style = .plain
  ) {
    let line = rect.row(0)
    fill(line, style: ground)
    let (parts, mark) = bar.parts(width: line.width)
    for column in 0..<line.width {
      let cell =
        theme.usesTextures
        ? texturedCell(column, parts, theme, ground) : smoothCell(column, parts, theme, ground)
      write(
        String(cell.base), at: Point(x: line.x + column, y: line.y), style: cell.style, in: line)
    }
    guard let mark else { return }
    let place = Point(x: line.x + mark, y: line.y)
    let under = self[place.x, place.y]
    var style = theme[.text].over(ground)
    // The bar continues behind the tick.
    if !theme.usesTextures, under.base == "█" { style.background = under.style.foreground }
    write("┃", at: place, style: style, in: line)
  }

  private func texturedCell(
    _ column: Int, _ parts: [SegmentBar.Part], _ theme: Theme, _ ground: Style
  ) -> Cell {
    // The part in the middle of the cell.
    guard let part = parts.first(where: { $0.end > column * 8 + 3 }) else {
      return Cell(style: ground)
    }
    let fills: [Unicode.Scalar] = ["█", "▓", "▒"]
    let fill: Unicode.Scalar =
      part.role == .barOver
      ? "╳" : part.role == .barLeft ? "░" : fills[min(part.index, fills.count - 1)]
    return Cell(base: fill, style: theme[part.role].over(ground))
  }

  private func smoothCell(
    _ column: Int, _ parts: [SegmentBar.Part], _ theme: Theme, _ ground: Style
  ) -> Cell {
    let start = column * 8
    guard let first = parts.firstIndex(where: { $0.end > start }) else {
      return Cell(style: ground)
    }
    let part = parts[first]
    var style = theme[part.role].over(ground)
    if part.role == .barLeft { return Cell(base: "░", style: style) }
    let filled = part.end - start
    if filled >= 8 { return Cell(base: "█", style: style) }
    if let next = parts.dropFirst(first + 1).first(where: { $0.end > part.end }),
      next.role != .barLeft
    {
      style.background = theme[next.role].foreground
    }
    return Cell(base: leftEighth(filled), style: style)
  }
}

/// A block filling 0 to 8 eighths of a cell from the left.
func leftEighth(_ eighths: Int) -> Unicode.Scalar {
  guard eighths > 0 else { return " " }
  return Unicode.Scalar(0x2590 - UInt32(min(eighths, 8))) ?? "█"
}

/// A block filling 0 to 8 eighths of a cell from the bottom.
func lowerEighth(_ eighths: Int) -> Unicode.Scalar {
  guard eighths > 0 else { return " " }
  return Unicode.Scalar(0x2580 + UInt32(min(eighths, 8))) ?? "█"
}
