/// How a text is placed in the room it has.
public enum Alignment: Hashable, Sendable {
  case left, center, right
}

extension Canvas {
  /// Writes a text in one row, starting at a point and clipped to `clip` and the canvas.
  ///
  /// A wide cell cut by the edge becomes a space. The text may start to the left of the clip.
  ///
  /// - Returns: how many columns further the next text would start.
  @discardableResult
  public mutating func write(
    _ text: String, at point: Point, style: Style = .plain, in clip: Rect? = nil
  ) -> Int {
    let room = clip.map { bounds.intersection($0) } ?? bounds
    let start = Rect.bounded(point.x)
    guard point.y >= room.y, point.y < room.maxY, start < room.maxX, !room.isEmpty else { return 0 }
    if isPrintableASCII(text) {
      return writeASCII(text, x: start, y: point.y, style: style, from: room.x, to: room.maxX)
    }
    var x = start
    for cell in TextCells(text) {
      guard x < room.maxX else { break }
      let end = x + cell.width
      if x >= room.x && end <= room.maxX {
        let drawn = Cell(
          base: cell.base, marks: cell.marks, width: UInt8(cell.width), style: style)
        put(drawn, x: x, y: point.y)
      } else if end > room.x {
        // Half of a wide cell is inside.
        put(Cell(style: style), x: max(x, room.x), y: point.y)
      }
      x = min(end, room.maxX)
    }
    return x - start
  }

  private mutating func writeASCII(
    _ text: String, x start: Int, y: Int, style: Style, from left: Int, to right: Int
  ) -> Int {
    var x = start
    for byte in text.utf8 {
      guard x < right else { break }
      if x >= left { put(Cell(base: Unicode.Scalar(byte), style: style), x: x, y: y) }
      x += 1
    }
    return x - start
  }

  /// Writes a text into the first row of a rectangle, aligned, with an ellipsis if it is too long.
  @discardableResult
  public mutating func write(
    _ text: String, in rect: Rect, alignment: Alignment = .left, style: Style = .plain,
    ellipsis: String = "…"
  ) -> Int {
    guard !rect.isEmpty else { return 0 }
    let shown = truncate(text, to: rect.width, ellipsis: ellipsis)
    let free = alignment == .left ? 0 : max(0, rect.width - displayWidth(shown))
    let indent = alignment == .center ? free / 2 : free
    return write(shown, at: Point(x: rect.x + indent, y: rect.y), style: style, in: rect.row(0))
  }

  /// Writes several texts in a row, each in its own style.
  @discardableResult
  public mutating func write(
    _ runs: [(text: String, style: Style)], at point: Point, in clip: Rect? = nil
  ) -> Int {
    var used = 0
    for run in runs {
      let next = Point(x: Rect.bounded(point.x) + used, y: point.y)
      used += write(run.text, at: next, style: run.style, in: clip)
    }
    return used
  }
}
