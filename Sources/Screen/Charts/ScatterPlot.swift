import Screen

/// Points between two axes, told apart by the shape of their marks as well as by colour.
package struct ScatterPlot {
  package struct Item: Hashable, Sendable {
    package var x: Double
    package var y: Double
    package var role: Role
    package var shape: PlotShape

    package init(x: Double, y: Double, role: Role = .chart1, shape: PlotShape = .circle) {
      self.x = x
      self.y = y
      self.role = role
      self.shape = shape
    }
  }

  /// The meaning of a mark, for the legend.
  package struct Key: Hashable, Sendable {
    package var name: String
    package var role: Role
    package var shape: PlotShape

    package init(_ name: String, role: Role = .chart1, shape: PlotShape = .circle) {
      self.name = name
      self.role = role
      self.shape = shape
    }
  }

  package var items: [Item]
  package var keys: [Key]
  package var x: PlotAxis
  package var y: PlotAxis
  /// A horizontal line, such as a benchmark.
  package var target: Plot.Target?
  package var selected: Int?
  /// Draws ASCII only.
  package var ascii = false

  package init(
    _ items: [Item], keys: [Key] = [], x: PlotAxis, y: PlotAxis, target: Plot.Target? = nil,
    selected: Int? = nil
  ) {
    self.items = items
    self.keys = keys
    self.x = x
    self.y = y
    self.target = target
    self.selected = selected
  }
}

/// Where things were drawn in a scatter plot.
package struct ScatterHits: Hashable, Sendable {
  /// Between the axes.
  package var area: Rect
  /// The screen cell of each point; nil if it has no place.
  package var cells: [Point?]
  /// The visible points from left to right; those with the same x from low to high.
  package var order: [Int]
  /// The cell of the selected point.
  package var cursor: Point?

  package func cell(of index: Int) -> Point? { cells.indices.contains(index) ? cells[index] : nil }

  /// The points at a screen cell, from left to right.
  package func items(at cell: Point) -> [Int] { order.filter { cells[$0] == cell } }

  /// The point nearest to a cell of the plot's area; a row counts as two columns.
  package func item(nearest cell: Point) -> Int? {
    guard area.contains(cell) else { return nil }
    func distance(_ index: Int) -> Int {
      guard let place = cells[index] else { return .max }
      let dx = place.x - cell.x
      let dy = (place.y - cell.y) * 2
      return dx * dx + dy * dy
    }
    return order.min { distance($0) < distance($1) }
  }

  /// The point `steps` to the right, or to the left if negative; stops at the ends.
  package func item(_ steps: Int, from index: Int?) -> Int? {
    guard !order.isEmpty else { return nil }
    guard let index, let place = order.firstIndex(of: index) else {
      return steps < 0 ? order.last : order.first
    }
    let bounded = min(max(-order.count, steps), order.count)
    return order[min(max(0, place + bounded), order.count - 1)]
  }
}
