import Screen

/// Distributions on a common axis, one to a row: a mark for each value, and below them the median and an interval.
package struct StripPlot {
  package struct Row: Hashable, Sendable {
    package var name: String
    package var values: [Double?]
    package var role: Role
    package var shape: PlotShape
    /// Nil takes it from the values.
    package var median: Double?
    /// The range of the bar, such as a confidence interval or P10 to P90.
    package var interval: ClosedRange<Double>?

    package init(
      _ name: String, values: [Double?], role: Role = .chart1, shape: PlotShape = .circle,
      median: Double? = nil, interval: ClosedRange<Double>? = nil
    ) {
      self.name = name
      self.values = values
      self.role = role
      self.shape = shape
      self.median = median
      self.interval = interval
    }
  }

  package struct Place: Hashable, Sendable {
    package var row: Int
    package var index: Int

    package init(row: Int, index: Int) {
      self.row = row
      self.index = index
    }
  }

  package var rows: [Row]
  package var axis: PlotAxis
  package var selected: Place?
  /// A vertical line, such as a benchmark.
  package var target: Plot.Target?
  /// Draws ASCII only.
  package var ascii = false

  package init(
    _ rows: [Row], axis: PlotAxis, selected: Place? = nil, target: Plot.Target? = nil
  ) {
    self.rows = rows
    self.axis = axis
    self.selected = selected
    self.target = target
  }
}

extension StripPlot.Row {
  /// The median that is drawn; nil without values.
  package var shownMedian: Double? {
    if let median, median.isPlottable { return median }
    let known = values.compactMap { $0 }.filter(\.isPlottable).sorted()
    guard !known.isEmpty else { return nil }
    let middle = known.count / 2
    return known.count % 2 == 1 ? known[middle] : known[middle - 1] / 2 + known[middle] / 2
  }
}

/// Where things were drawn in a strip plot.
package struct StripHits: Hashable, Sendable {
  package struct Mark: Hashable, Sendable {
    package var place: StripPlot.Place
    /// In a row that shows a density, many values share a cell.
    package var cell: Point
  }

  /// To the right of the names, above the axis.
  package var area: Rect
  /// The lines of each row that is shown.
  package var rows: [Rect]
  /// The visible values, row by row, ascending.
  package var marks: [Mark]
  /// The cell of the selected value.
  package var cursor: Point?

  package func cell(of place: StripPlot.Place) -> Point? {
    marks.first { $0.place == place }?.cell
  }

  /// The values at a cell, ascending; in a row that shows a density, those of the whole column.
  package func places(at cell: Point) -> [StripPlot.Place] {
    let exact = marks.filter { $0.cell == cell }.map(\.place)
    if !exact.isEmpty { return exact }
    guard let row = rows.firstIndex(where: { $0.contains(cell) }) else { return [] }
    return marks.filter { $0.place.row == row && $0.cell.x == cell.x }.map(\.place)
  }

  /// The value `steps` further along the row; stops at the ends.
  package func place(_ steps: Int, from place: StripPlot.Place?) -> StripPlot.Place? {
    guard let place else { return marks.first?.place }
    let row = marks.filter { $0.place.row == place.row }.map(\.place)
    guard !row.isEmpty else { return marks.first?.place }
    guard let here = row.firstIndex(of: place) else { return steps < 0 ? row.last : row.first }
    let bounded = min(max(-row.count, steps), row.count)
    return row[min(max(0, here + bounded), row.count - 1)]
  }

  /// The nearest value in another row, for moving up and down.
  package func place(inRow row: Int, nearest column: Int) -> StripPlot.Place? {
    let column = Rect.bounded(column)
    return marks.filter { $0.place.row == row }.min {
      abs($0.cell.x - column) < abs($1.cell.x - column)
    }?.place
  }
}
