import Screen

extension Canvas {
  /// Values in the same column are stacked; if the highest stack doesn't fit, the row's columns show how many
  /// values there are instead. A row's last line shows the interval as `├──┤` and the median as `┃`.
  @discardableResult
  package mutating func draw(_ plot: StripPlot, in rect: Rect, theme: Theme) -> StripHits {
    // Only the visible part is laid out.
    let rect = bounds.intersection(rect)
    fill(rect, style: theme[.text])
    let frame = StripFrame(plot, in: rect)
    let area = frame.area
    drawXAxis(
      labels: frame.labels, title: plot.axis.title, below: area, in: rect, theme: theme,
      isShown: frame.hasAxis)
    if area.x > rect.x {
      verticalLine(
        at: Point(x: area.x - 1, y: area.y), length: area.height, style: theme[.border], in: rect)
      if frame.hasAxis {
        write("└", at: Point(x: area.x - 1, y: area.maxY), style: theme[.border], in: rect)
      }
    }
    if let target = plot.target,
      let column = frame.scale.cell(target.value, of: area.width, dots: 2)
    {
      verticalLine(
        at: Point(x: area.x + column, y: area.y), length: area.height, style: theme[target.role],
        scalar: plot.ascii ? ":" : "┊", in: area)
    }
    var hits = StripHits(area: area, rows: frame.rows, marks: [])
    for row in frame.rows.indices {
      hits.marks += drawRow(row, of: plot, frame, in: rect, theme: theme)
    }
    if let selected = plot.selected, let cell = hits.cell(of: selected) {
      let row = plot.rows[selected.row]
      put(
        Cell(
          base: row.mark(ascii: plot.ascii),
          style: theme[.selectionCell].over(theme[row.role])), x: cell.x, y: cell.y, in: area)
      hits.cursor = cell
    }
    if plot.ascii { asciify(rect) }
    return hits
  }

  private mutating func drawRow(
    _ index: Int, of plot: StripPlot, _ frame: StripFrame, in rect: Rect, theme: Theme
  ) -> [StripHits.Mark] {
    let row = plot.rows[index]
    let room = frame.rows[index]
    let style = theme[row.role]
    // In a row of one line the median goes among the marks.
    let lines = room.inset(bottom: room.height > 1 ? 1 : 0)
    let names = Rect(x: rect.x, y: lines.maxY - 1, width: frame.nameWidth, height: 1)
    write(row.name, in: names, alignment: .right, style: style)
    var marks: [StripHits.Mark] = []
    var counts = Array(repeating: 0, count: room.width)
    for (column, value) in frame.placed(row) {
      marks.append(
        StripHits.Mark(
          place: StripPlot.Place(row: index, index: value),
          cell: Point(x: room.x + column, y: lines.maxY - 1 - counts[column])))
      counts[column] += 1
    }
    let most = counts.max() ?? 0
    if most <= lines.height {
      for mark in marks {
        let cell = Cell(base: row.mark(ascii: plot.ascii), style: style)
        put(cell, x: mark.cell.x, y: mark.cell.y, in: lines)
      }
    } else {
      for index in marks.indices { marks[index].cell.y = lines.maxY - 1 }
      drawDensity(counts, most: most, in: lines, style: style)
    }
    drawSummary(of: row, plot, frame, in: room, names: rect, theme: theme)
    return marks
  }

  private mutating func drawDensity(_ counts: [Int], most: Int, in lines: Rect, style: Style) {
    for (column, count) in counts.enumerated() where count > 0 {
      let eighths = max(1, count * lines.height * 8 / most)
      for line in 0..<lines.height where eighths > line * 8 {
        put(
          Cell(base: lowerEighth(eighths - line * 8), style: style), x: lines.x + column,
          y: lines.maxY - 1 - line, in: lines)
      }
    }
  }

  /// The interval and the median, and the median's value among the names.
  private mutating func drawSummary(
    of row: StripPlot.Row, _ plot: StripPlot, _ frame: StripFrame, in room: Rect, names: Rect,
    theme: Theme
  ) {
    let y = room.maxY - 1
    let style = theme[row.role]
    if room.height > 1, let interval = row.interval,
      let low = frame.scale.share(interval.lowerBound),
      let high = frame.scale.share(interval.upperBound), low <= 1, high >= 0
    {
      let first = room.x + frame.column(min(max(0, low), 1))
      let last = room.x + frame.column(min(max(0, high), 1))
      horizontalLine(at: Point(x: first, y: y), length: last - first + 1, style: style, in: room)
      // An end outside the axis gets no cap.
      if low >= 0 { write("├", at: Point(x: first, y: y), style: style, in: room) }
      if high <= 1 { write("┤", at: Point(x: last, y: y), style: style, in: room) }
    }
    guard let median = row.shownMedian else { return }
    if room.height > 1 {
      let place = Rect(x: names.x, y: y, width: frame.nameWidth, height: 1)
      write("┃ " + plot.axis.label(median), in: place, alignment: .right, style: theme[.muted])
    }
    guard let share = frame.scale.share(median), (0...1).contains(share) else { return }
    write(
      "┃", at: Point(x: room.x + frame.column(share), y: y),
      style: theme[.text].adding(.bold), in: room)
  }
}

extension StripPlot.Row {
  /// A lone dot is easily missed.
  func mark(ascii: Bool) -> Unicode.Scalar {
    shape == .dot && !ascii ? "•" : shape.scalar(ascii: ascii)
  }
}

/// Where the rows and the axis of a strip plot are.
struct StripFrame {
  var area: Rect
  var rows: [Rect]
  var scale: PlotScale
  var labels: [AxisLabel] = []
  var nameWidth = 0
  var hasAxis: Bool

  init(_ plot: StripPlot, in rect: Rect) {
    hasAxis = rect.height >= 4
    let height = max(0, rect.height - (hasAxis ? 2 : 0))
    if rect.width >= 16 {
      let widest = plot.rows.reduce(0) { widest, row in
        let median = row.shownMedian.map { displayWidth(plot.axis.label($0)) + 2 } ?? 0
        return max(widest, displayWidth(row.name), median)
      }
      nameWidth = min(widest, rect.width / 3)
    }
    let left = nameWidth > 0 ? nameWidth + 1 : 0
    area = Rect(x: rect.x + left, y: rect.y, width: rect.width - left, height: height)
    var values = plot.rows.flatMap { $0.values.compactMap { $0 } }
    for row in plot.rows {
      if let interval = row.interval { values += [interval.lowerBound, interval.upperBound] }
      if let median = row.median { values.append(median) }
    }
    if let target = plot.target { values.append(target.value) }
    scale = plot.axis.scale(for: values, roundedFor: max(2, min(12, area.width / 12)))
    let shown = min(plot.rows.count, area.isEmpty ? 0 : height)
    let each = shown > 0 ? height / shown : 0
    let place = area
    rows = (0..<shown).map {
      Rect(x: place.x, y: place.y + $0 * each, width: place.width, height: each)
    }
    guard hasAxis, !area.isEmpty else { return }
    let fixed = plot.target.map { [PlotFrame.Fixed(value: $0.value, text: $0.name)] } ?? []
    labels = PlotFrame.labels(
      of: plot.axis, scale: scale, fixed: fixed, area: area,
      row: Rect(x: rect.x, y: area.maxY + 1, width: rect.width, height: 1))
  }

  /// The column of a position from 0 to 1, counted from the area's left.
  func column(_ share: Double) -> Int {
    Int((share * Double(max(0, area.width * 2 - 1))).rounded()) / 2
  }

  /// The column and index of each visible value, ascending.
  func placed(_ row: StripPlot.Row) -> [(column: Int, index: Int)] {
    row.values.indices.filter { row.values[$0].map { scale.contains($0) } ?? false }
      .sorted { (row.values[$0] ?? 0, $0) < (row.values[$1] ?? 0, $1) }
      .map { (column(scale.share(row.values[$0] ?? 0) ?? 0), $0) }
  }
}

extension PlotScale {
  func contains(_ value: Double) -> Bool { share(value).map { (0...1).contains($0) } ?? false }
}
