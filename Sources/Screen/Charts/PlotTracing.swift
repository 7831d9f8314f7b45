import Screen

extension Plot {
  /// The axes, laid out for the room and for all the data.
  func frame(in rect: Rect) -> PlotFrame {
    var yValues = series.flatMap { $0.values.compactMap { $0 } }
    if let target { yValues.append(target.value) }
    if let band {
      yValues += band.low.compactMap { $0 }
      yValues += band.high.compactMap { $0 }
    }
    var xValues = (0..<count).compactMap { position($0) }
    if let moment { xValues.append(moment.position) }
    var xFixed: [PlotFrame.Fixed] = []
    if let cursor, let position = position(cursor), position.isPlottable {
      xFixed.append(PlotFrame.Fixed(value: position, text: x.label(position)))
    }
    if let moment { xFixed.append(PlotFrame.Fixed(value: moment.position, text: moment.name)) }
    let yFixed = target.map { y.fixed($0.value) } ?? []
    return PlotFrame(
      in: rect, x: x, y: y, xValues: xValues, yValues: yValues, roundsX: false,
      hasLegend: showsLegend && !(series.isEmpty && y.title.isEmpty), xFixed: xFixed,
      yFixed: yFixed)
  }

  /// The mark on a series' points.
  func mark(of index: Int) -> Unicode.Scalar {
    if ascii { return Plot.asciiMark(index) }
    let others: [PlotShape] = [.circle, .triangle, .square, .diamond, .plus, .cross]
    return (series[index].shape ?? others[index % others.count]).symbol
  }

  /// The legend: the series, the target, the band.
  var keys: [PlotKey] {
    var keys = series.enumerated().map { index, series in
      PlotKey(name: series.name, role: series.role, sample: sample(of: index))
    }
    if let target {
      keys.append(
        PlotKey(name: target.name, role: target.role, sample: ascii ? ["-", "-"] : ["╌", "╌"]))
    }
    if let band {
      keys.append(
        PlotKey(name: band.name, role: band.role, sample: ascii ? [".", "."] : ["⠡", "⠡"]))
    }
    return keys
  }

  private func sample(of index: Int) -> [Unicode.Scalar] {
    if ascii { return [Plot.asciiMark(index), Plot.asciiMark(index)] }
    let series = series[index]
    if series.line == .none { return [mark(of: index)] }
    var grid = DotGrid(columns: 5, rows: 1)
    var phase = 0
    grid.line(
      from: (0, 2), to: (9, 2), pattern: series.line.pattern, phase: &phase, owner: index)
    var sample = grid.dots.map { braille($0) }
    if series.shape != nil { sample[2] = mark(of: index) }
    return sample
  }
}

extension Plot.Series {
  /// - Parameter xs: each index's position along the x axis, 0 to 1.
  /// - Parameter isPlain: whether to ignore the line's pattern.
  /// - Returns: the cells where marks go.
  func draw(
    on grid: inout DotGrid, xs: [Double?], y: PlotScale, owner: Int, isPlain: Bool
  ) -> [Point] {
    let width = Double(grid.width - 1)
    let height = Double(grid.height - 1)
    var marks: [Point] = []
    var previous: (x: Double, y: Double)?
    var phase = 0
    var lastMarked = Int.min / 2
    for index in values.indices {
      guard let place = place(index, xs, y) else {
        previous = nil
        continue
      }
      let dot = (x: place.x * width, y: (1 - place.y) * height)
      if line != .none {
        if let previous {
          grid.line(
            from: previous, to: dot, pattern: isPlain ? [] : line.pattern, phase: &phase,
            owner: owner)
        } else {
          phase = 0
        }
      }
      let isInside = (0...1).contains(place.x) && (0...1).contains(place.y)
      let isAlone = previous == nil && self.place(index + 1, xs, y) == nil
      previous = dot
      guard isInside else { continue }
      let cell = Point(x: Int(dot.x.rounded()) / 2, y: Int(dot.y.rounded()) / 4)
      if line == .none {
        marks.append(cell)
      } else if isAlone || (shape != nil && abs(cell.x - lastMarked) >= 4) {
        marks.append(cell)
        lastMarked = cell.x
      }
    }
    return marks
  }

  private func place(_ index: Int, _ xs: [Double?], _ y: PlotScale) -> (x: Double, y: Double)? {
    guard let value = value(index), xs.indices.contains(index), let x = xs[index],
      let share = y.share(value)
    else { return nil }
    return (x, share)
  }
}

extension Plot.Band {
  /// Draws the band: every fourth dot inside, every second along the edges.
  func draw(on grid: inout DotGrid, xs: [Double?], y: PlotScale) {
    let width = Double(grid.width - 1)
    let height = Double(grid.height - 1)
    var previous: (x: Int, low: Double, high: Double)?
    for index in 0..<min(low.count, high.count, xs.count) {
      guard let x = xs[index], let low = low[index], let high = high[index],
        let bottom = y.share(min(low, high)), let top = y.share(max(low, high))
      else {
        previous = nil
        continue
      }
      let here = (
        x: Int((x * width).rounded()), low: (1 - bottom) * height, high: (1 - top) * height
      )
      let from = previous ?? here
      let step = here.x >= from.x ? 1 : -1
      let ends = step > 0 ? (from.x, here.x) : (here.x, from.x)
      let columns = max(0, ends.0)..<max(0, ends.0, min(grid.width, ends.1 + 1))
      for column in columns {
        let share =
          here.x == from.x ? 1 : Double(column - from.x) / Double(here.x - from.x)
        fill(
          column, from: from.high + (here.high - from.high) * share,
          to: from.low + (here.low - from.low) * share, on: &grid)
      }
      previous = here
    }
  }

  private func fill(_ x: Int, from top: Double, to bottom: Double, on grid: inout DotGrid) {
    let first = Int(top.rounded())
    let last = Int(bottom.rounded())
    if x & 1 == 0 {
      grid.set(x: x, y: first, owner: 0)
      grid.set(x: x, y: last, owner: 0)
    }
    let from = max(0, first)
    let to = min(grid.height - 1, last)
    guard from <= to else { return }
    for y in from...to where y & 3 == (x & 1 == 0 ? 0 : 2) { grid.set(x: x, y: y, owner: 0) }
  }
}
