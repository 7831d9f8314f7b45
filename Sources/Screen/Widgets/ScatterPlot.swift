/// Points between two axes, told apart by the shape of their marks as well as by colour.
public struct ScatterPlot {
  public struct Item: Hashable, Sendable {
    public var x: Double
    public var y: Double
    public var role: Role
    public var shape: PlotShape

    public init(x: Double, y: Double, role: Role = .chart1, shape: PlotShape = .circle) {
      self.x = x
      self.y = y
      self.role = role
      self.shape = shape
    }
  }

  /// What a mark means.
  public struct Key: Hashable, Sendable {
    public var name: String
    public var role: Role
    public var shape: PlotShape

    public init(_ name: String, role: Role = .chart1, shape: PlotShape = .circle) {
      self.name = name
      self.role = role
      self.shape = shape
    }
  }

  public var items: [Item]
  public var keys: [Key]
  public var x: PlotAxis
  public var y: PlotAxis
  /// A line across, such as a benchmark of the y axis.
  public var target: Plot.Target?
  public var selected: Int?
  /// Draws ASCII only.
  public var ascii = false

  public init(
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

/// What stands where in a scatter plot that was drawn.
public struct ScatterHits: Hashable, Sendable {
  /// Between the axes.
  public var area: Rect
  /// The screen's cell of each point; nil for what has no place.
  public var cells: [Point?]
  /// The points that have a place, from left to right, and those of one x from low to high.
  public var order: [Int]
  /// The cell of the selected point.
  public var cursor: Point?

  public func cell(of index: Int) -> Point? { cells.indices.contains(index) ? cells[index] : nil }

  /// The points at a cell of the screen, in walking order.
  public func items(at cell: Point) -> [Int] { order.filter { cells[$0] == cell } }

  /// The point that is nearest to a cell of the plot's area, a row counting as two columns.
  public func item(nearest cell: Point) -> Int? {
    guard area.contains(cell) else { return nil }
    func distance(_ index: Int) -> Int {
      guard let place = cells[index] else { return .max }
      let dx = place.x - cell.x
      let dy = (place.y - cell.y) * 2
      return dx * dx + dy * dy
    }
    return order.min { distance($0) < distance($1) }
  }

  /// The point so many steps to the right of another, to the left for negative ones; stays at the ends.
  public func item(_ steps: Int, from index: Int?) -> Int? {
    guard !order.isEmpty else { return nil }
    guard let index, let place = order.firstIndex(of: index) else {
      return steps < 0 ? order.last : order.first
    }
    let bounded = min(max(-order.count, steps), order.count)
    return order[min(max(0, place + bounded), order.count - 1)]
  }
}
