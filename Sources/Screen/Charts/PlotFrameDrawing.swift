import Screen

extension Canvas {
  /// Draws the axes' lines and labels around a plot's area, and the y axis' title into the legend's row.
  mutating func draw(_ frame: PlotFrame, in rect: Rect, theme: Theme) {
    let line = theme[.border]
    let text = theme[.muted]
    let area = frame.area
    if frame.hasYAxis {
      verticalLine(
        at: Point(x: area.x - 1, y: area.y), length: area.height, style: line, in: rect)
      let gutter = max(0, area.x - 1 - rect.x)
      for label in frame.yLabels {
        write("┤", at: Point(x: area.x - 1, y: label.start), style: line, in: rect)
        let room = Rect(x: rect.x, y: label.start, width: gutter, height: 1).intersection(rect)
        write(label.text, in: room, alignment: .right, style: text)
      }
    }
    drawXAxis(
      labels: frame.xLabels, title: frame.xTitle, below: area, in: rect, theme: theme,
      isShown: frame.hasXAxis)
    if frame.hasYAxis && frame.hasXAxis {
      write("└", at: Point(x: area.x - 1, y: area.maxY), style: line, in: rect)
    }
  }

  /// Draws a horizontal axis with the title on the line and the labels below.
  mutating func drawXAxis(
    labels: [AxisLabel], title: String, below area: Rect, in rect: Rect, theme: Theme, isShown: Bool
  ) {
    guard isShown else { return }
    let axis = Rect(x: area.x, y: area.maxY, width: area.width, height: 1).intersection(rect)
    fill(axis, with: "─", style: theme[.border])
    for label in labels {
      write("┬", at: Point(x: area.x + label.place, y: area.maxY), style: theme[.border], in: axis)
      write(
        label.text, at: Point(x: label.start, y: area.maxY + 1), style: theme[.muted], in: rect)
    }
    let width = displayWidth(title) + 2
    guard width > 2, width <= axis.width / 2 else { return }
    write(
      " \(title) ", at: Point(x: axis.maxX - width - 1, y: axis.y), style: theme[.muted], in: axis)
  }

  /// Draws the legend's names with samples, from the left, as many as fit.
  ///
  /// - Returns: where each was drawn; those that don't fit are missing.
  mutating func drawLegend(
    _ entries: [PlotKey], title: String, in row: Rect, theme: Theme
  ) -> [Rect] {
    guard !row.isEmpty else { return [] }
    var x = row.x
    if !title.isEmpty {
      let title = truncate(title, to: row.width)
      x += write(title, at: Point(x: x, y: row.y), style: theme[.muted], in: row) + 2
    }
    var places: [Rect] = []
    for entry in entries {
      let sample = entry.sample.count
      let rest = row.maxX - x
      // With less than three columns a name says nothing.
      guard rest >= sample + 1 + min(3, displayWidth(entry.name)) else { break }
      for (offset, scalar) in entry.sample.enumerated() {
        put(Cell(base: scalar, style: theme[entry.role]), x: x + offset, y: row.y, in: row)
      }
      let room = Rect(x: x + sample + 1, y: row.y, width: rest - sample - 1, height: 1)
      let used = write(entry.name, in: room, style: theme[.text])
      places.append(Rect(x: x, y: row.y, width: sample + 1 + used, height: 1))
      x += sample + 1 + used + 2
    }
    return places
  }

  /// Sets a narrow cell if it lies inside the rectangle and the canvas.
  mutating func put(_ cell: Cell, x: Int, y: Int, in rect: Rect) {
    guard rect.contains(Point(x: x, y: y)), bounds.contains(Point(x: x, y: y)) else { return }
    put(cell, x: x, y: y)
  }

  /// Replaces a rectangle's cells by ASCII.
  mutating func asciify(_ rect: Rect) {
    let room = bounds.intersection(rect)
    for y in room.y..<room.maxY {
      for x in room.x..<room.maxX { put(self[x, y].asciified, x: x, y: y) }
    }
  }
}

/// A legend entry: a name and how it looks in the plot.
struct PlotKey {
  var name: String
  var role: Role
  var sample: [Unicode.Scalar]
}

/// The braille scalar for a cell's dots; a space if there are none.
func braille(_ dots: UInt8) -> Unicode.Scalar {
  dots == 0 ? " " : Unicode.Scalar(0x2800 + UInt32(dots)) ?? " "
}
