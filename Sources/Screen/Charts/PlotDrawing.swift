import Screen

extension Canvas {
  /// Draws a plot and says what stands where.
  ///
  /// From back to front: the band, the target, the moment and the reading cursor, the series from the last to
  /// the first, their marks, and the points at the reading cursor.
  @discardableResult
  package mutating func draw(_ plot: Plot, in rect: Rect, theme: Theme) -> PlotHits {
    // Only the visible part is laid out.
    let rect = bounds.intersection(rect)
    fill(rect, style: theme[.text])
    let frame = plot.frame(in: rect)
    draw(frame, in: rect, theme: theme)
    let keys = plot.keys
    var hits = PlotHits(area: frame.area, columns: [], legend: [], readings: [])
    if plot.showsLegend {
      hits.legend = Array(
        drawLegend(keys, title: plot.y.title, in: frame.legend, theme: theme)
          .prefix(plot.series.count))
    }
    let area = frame.area
    let xs = (0..<plot.count).map { plot.position($0).flatMap { frame.x.share($0) } }
    hits.columns = xs.map { share in
      guard let share, (0...1).contains(share), !area.isEmpty else { return nil }
      return area.x + Int((share * Double(area.width * 2 - 1)).rounded()) / 2
    }
    if !area.isEmpty {
      drawBand(of: plot, xs, frame, theme)
      drawLines(of: plot, hits, frame, theme)
      drawSeries(of: plot, xs, frame, theme)
      readAtCursor(plot, frame, theme, into: &hits)
    }
    if plot.ascii { asciify(rect) }
    return hits
  }

  private mutating func drawBand(
    of plot: Plot, _ xs: [Double?], _ frame: PlotFrame, _ theme: Theme
  ) {
    guard let band = plot.band else { return }
    let area = frame.area
    var grid = DotGrid(columns: area.width, rows: area.height)
    band.draw(on: &grid, xs: xs, y: frame.y)
    for y in 0..<area.height {
      for x in 0..<area.width {
        let dots = grid.dots[y * area.width + x]
        guard dots != 0 else { continue }
        let scalar = plot.ascii ? "." : braille(dots)
        put(
          Cell(base: scalar, style: theme[band.role]), x: area.x + x, y: area.y + y, in: area)
      }
    }
  }

  /// The target, the moment and the reading cursor.
  private mutating func drawLines(
    of plot: Plot, _ hits: PlotHits, _ frame: PlotFrame, _ theme: Theme
  ) {
    let area = frame.area
    if let target = plot.target,
      let row = PlotFrame.rowFromTop(frame.y, target.value, area.height)
    {
      horizontalLine(
        at: Point(x: area.x, y: area.y + row), length: area.width, style: theme[target.role],
        scalar: "╌", in: area)
    }
    if let moment = plot.moment,
      let column = frame.x.cell(moment.position, of: area.width, dots: 2)
    {
      verticalLine(
        at: Point(x: area.x + column, y: area.y), length: area.height, style: theme[moment.role],
        scalar: plot.ascii ? ":" : "┊", in: area)
    }
    if let cursor = plot.cursor, let column = hits.column(of: cursor) {
      verticalLine(
        at: Point(x: column, y: area.y), length: area.height, style: theme[.accent], in: area)
    }
  }

  private mutating func drawSeries(
    of plot: Plot, _ xs: [Double?], _ frame: PlotFrame, _ theme: Theme
  ) {
    let area = frame.area
    var grid = DotGrid(columns: area.width, rows: area.height)
    var marks: [(cell: Point, series: Int)] = []
    for index in plot.series.indices.reversed() {
      let cells = plot.series[index].draw(
        on: &grid, xs: xs, y: frame.y, owner: index, isPlain: plot.ascii)
      marks += cells.map { ($0, index) }
    }
    for y in 0..<area.height {
      for x in 0..<area.width {
        let cell = y * area.width + x
        guard grid.dots[cell] != 0 else { continue }
        let owner = Int(grid.owners[cell])
        guard plot.series.indices.contains(owner) else { continue }
        let scalar = plot.ascii ? Plot.asciiMark(owner) : braille(grid.dots[cell])
        put(
          Cell(base: scalar, style: theme[plot.series[owner].role]), x: area.x + x, y: area.y + y,
          in: area)
      }
    }
    for mark in marks {
      put(
        Cell(base: plot.mark(of: mark.series), style: theme[plot.series[mark.series].role]),
        x: area.x + mark.cell.x, y: area.y + mark.cell.y, in: area)
    }
  }

  private mutating func readAtCursor(
    _ plot: Plot, _ frame: PlotFrame, _ theme: Theme, into hits: inout PlotHits
  ) {
    guard let cursor = plot.cursor, let column = hits.column(of: cursor) else { return }
    let area = frame.area
    for (index, series) in plot.series.enumerated() {
      guard let value = series.value(cursor) else { continue }
      let row = PlotFrame.rowFromTop(frame.y, value, area.height)
      let cell = row.map { Point(x: column, y: area.y + $0) }
      hits.readings.append(PlotHits.Reading(series: index, value: value, cell: cell))
    }
    let shown = hits.readings.filter { $0.cell != nil }
    let selected = shown.first { $0.series == plot.selectedSeries } ?? shown.first
    // The selected one comes last, so that it wins where two meet.
    for reading in shown.reversed() + (selected.map { [$0] } ?? []) {
      guard let cell = reading.cell else { continue }
      let role: Role = reading == selected ? .selectionCell : .selection
      put(
        Cell(
          base: plot.mark(of: reading.series),
          style: theme[role].over(theme[plot.series[reading.series].role])),
        x: cell.x, y: cell.y, in: area)
    }
    hits.cursor = selected?.cell ?? Point(x: column, y: area.maxY - 1)
  }
}
