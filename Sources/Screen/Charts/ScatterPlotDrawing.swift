import Screen

extension Canvas {
  /// Of several points in a cell the rarest shape is drawn, so that small groups aren't buried under large ones;
  /// the cell is then bold. The selected point is always on top.
  @discardableResult
  package mutating func draw(_ plot: ScatterPlot, in rect: Rect, theme: Theme) -> ScatterHits {
    // Only the visible part is laid out.
    let rect = bounds.intersection(rect)
    fill(rect, style: theme[.text])
    let frame = plot.frame(in: rect)
    draw(frame, in: rect, theme: theme)
    _ = drawLegend(plot.legend, title: plot.y.title, in: frame.legend, theme: theme)
    let area = frame.area
    if let target = plot.target,
      let row = PlotFrame.rowFromTop(frame.y, target.value, area.height)
    {
      horizontalLine(
        at: Point(x: area.x, y: area.y + row), length: area.width, style: theme[target.role],
        scalar: "╌", in: area)
    }
    let dots = plot.dots(in: frame)
    let cells = dots.map { $0.map { Point(x: area.x + $0.x / 2, y: area.y + $0.y / 4) } }
    drawItems(of: plot, dots, area, theme)
    var hits = ScatterHits(area: area, cells: cells, order: plot.order(of: cells))
    if let selected = plot.selected, let cell = hits.cell(of: selected) {
      let item = plot.items[selected]
      // A single dot is easily missed.
      let shape = item.shape == .dot ? .circle : item.shape
      put(
        Cell(
          base: shape.scalar(ascii: plot.ascii),
          style: theme[.selectionCell].over(theme[item.role])),
        x: cell.x, y: cell.y, in: area)
      hits.cursor = cell
    }
    if plot.ascii { asciify(rect) }
    return hits
  }

  private mutating func drawItems(
    of plot: ScatterPlot, _ dots: [(x: Int, y: Int)?], _ area: Rect, _ theme: Theme
  ) {
    var counts: [PlotShape: Int] = [:]
    for item in plot.items { counts[item.shape, default: 0] += 1 }
    var grid = DotGrid(columns: area.width, rows: area.height)
    var shown = Array(repeating: -1, count: area.width * area.height)
    var crowded = Array(repeating: false, count: shown.count)
    for (index, dot) in dots.enumerated() {
      guard let dot else { continue }
      let item = plot.items[index]
      let cell = dot.y / 4 * area.width + dot.x / 2
      if item.shape == .dot { grid.set(x: dot.x, y: dot.y, owner: 0) }
      guard shown[cell] >= 0 else {
        shown[cell] = index
        continue
      }
      crowded[cell] = true
      let other = plot.items[shown[cell]].shape
      let isRarer = counts[item.shape] ?? 0 < counts[other] ?? 0
      if item.shape != other && (other == .dot || (item.shape != .dot && isRarer)) {
        shown[cell] = index
      }
    }
    for cell in shown.indices where shown[cell] >= 0 {
      let item = plot.items[shown[cell]]
      let isDot = item.shape == .dot && !plot.ascii
      let scalar = isDot ? braille(grid.dots[cell]) : item.shape.scalar(ascii: plot.ascii)
      let style = theme[item.role]
      put(
        Cell(base: scalar, style: crowded[cell] && !isDot ? style.adding(.bold) : style),
        x: area.x + cell % area.width, y: area.y + cell / area.width, in: area)
    }
  }
}

extension ScatterPlot {
  func frame(in rect: Rect) -> PlotFrame {
    var yValues = items.map(\.y)
    if let target { yValues.append(target.value) }
    let yFixed = target.map { y.fixed($0.value) } ?? []
    var xFixed: [PlotFrame.Fixed] = []
    if let selected, items.indices.contains(selected) {
      xFixed = x.fixed(items[selected].x)
    }
    return PlotFrame(
      in: rect, x: x, y: y, xValues: items.map(\.x), yValues: yValues, roundsX: true,
      hasLegend: !legend.isEmpty || !y.title.isEmpty, xFixed: xFixed, yFixed: yFixed)
  }

  var legend: [PlotKey] {
    var legend = keys.map {
      PlotKey(name: $0.name, role: $0.role, sample: [$0.shape.scalar(ascii: ascii)])
    }
    if let target {
      legend.append(
        PlotKey(name: target.name, role: target.role, sample: ascii ? ["-", "-"] : ["╌", "╌"]))
    }
    return legend
  }

  /// Each point's dot, counted from the area's top left.
  func dots(in frame: PlotFrame) -> [(x: Int, y: Int)?] {
    let area = frame.area
    guard !area.isEmpty else { return items.map { _ in nil } }
    return items.map { item in
      guard let x = frame.x.share(item.x), let y = frame.y.share(item.y), (0...1).contains(x),
        (0...1).contains(y)
      else { return nil }
      return (
        Int((x * Double(area.width * 2 - 1)).rounded()),
        Int(((1 - y) * Double(area.height * 4 - 1)).rounded())
      )
    }
  }

  func order(of cells: [Point?]) -> [Int] {
    items.indices.filter { cells[$0] != nil }.sorted {
      (items[$0].x, items[$0].y, $0) < (items[$1].x, items[$1].y, $1)
    }
  }
}
