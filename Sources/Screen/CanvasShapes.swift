extension Canvas {
  /// Fills a rectangle with a scalar one column wide; any other becomes a space.
  public mutating func fill(_ rect: Rect, with scalar: Unicode.Scalar = " ", style: Style) {
    let room = bounds.intersection(rect)
    let cell = narrowCell(scalar, style: style)
    for y in room.y..<room.maxY {
      for x in room.x..<room.maxX { put(cell, x: x, y: y) }
    }
  }

  /// Changes the style of a rectangle's cells. A wide cell follows its left half.
  public mutating func restyle(_ rect: Rect, _ change: (inout Style) -> Void) {
    let room = bounds.intersection(rect)
    for y in room.y..<room.maxY {
      for x in room.x..<room.maxX { changeStyle(x: x, y: y, change) }
    }
  }

  public mutating func restyle(_ rect: Rect, style: Style) {
    restyle(rect) { $0 = style }
  }

  public mutating func horizontalLine(
    at point: Point, length: Int, style: Style, scalar: Unicode.Scalar = "─", in clip: Rect? = nil
  ) {
    let line = Rect(x: point.x, y: point.y, width: length, height: 1)
    fill(line.intersection(clip ?? bounds), with: scalar, style: style)
  }

  public mutating func verticalLine(
    at point: Point, length: Int, style: Style, scalar: Unicode.Scalar = "│", in clip: Rect? = nil
  ) {
    let line = Rect(x: point.x, y: point.y, width: 1, height: length)
    fill(line.intersection(clip ?? bounds), with: scalar, style: style)
  }

  private func narrowCell(_ scalar: Unicode.Scalar, style: Style) -> Cell {
    ScalarClass(scalar) == .narrow
      ? Cell(base: scalar, style: style) : Cell(base: " ", style: style)
  }
}

extension Style {
  /// This style on top of another: terminal colours let the other's through, and attributes add up.
  public func over(_ base: Style) -> Style {
    Style(
      foreground: foreground == .terminal ? base.foreground : foreground,
      background: background == .terminal ? base.background : background,
      attributes: attributes.union(base.attributes))
  }

  public func adding(_ attributes: Attributes) -> Style {
    Style(
      foreground: foreground, background: background,
      attributes: self.attributes.union(attributes))
  }

  public func on(_ background: Color) -> Style {
    Style(foreground: foreground, background: background, attributes: attributes)
  }
}
