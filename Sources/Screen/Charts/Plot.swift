import Screen

/// Series of values as lines of braille dots between two axes.
///
/// Lines and marks tell the series apart without colour, and the legend names them. `spoken()` says
/// the same in words.
package struct Plot {
  package struct Series: Hashable, Sendable {
    package var name: String
    /// One value for each index; nil is a gap.
    package var values: [Double?]
    package var role: Role
    package var line: PlotLine
    /// The mark on the points, as many as have room.
    package var shape: PlotShape?

    package init(
      _ name: String, values: [Double?], role: Role = .chart1, line: PlotLine = .solid,
      shape: PlotShape? = nil
    ) {
      self.name = name
      self.values = values
      self.role = role
      self.line = line
      self.shape = shape
    }
  }

  /// A range at each index, such as P10 to P90, drawn stippled between dotted edges.
  package struct Band: Hashable, Sendable {
    package var name: String
    package var low: [Double?]
    package var high: [Double?]
    package var role: Role

    package init(_ name: String, low: [Double?], high: [Double?], role: Role = .estimated) {
      self.name = name
      self.low = low
      self.high = high
      self.role = role
    }
  }

  /// A value to reach: a horizontal line, labelled on the y axis and named in the legend.
  package struct Target: Hashable, Sendable {
    package var name: String
    package var value: Double
    package var role: Role

    package init(_ name: String, value: Double, role: Role = .accent) {
      self.name = name
      self.value = value
      self.role = role
    }
  }

  /// A place on the x axis, such as today: a vertical line, labelled on the axis.
  package struct Moment: Hashable, Sendable {
    package var name: String
    package var position: Double
    package var role: Role

    package init(_ name: String, at position: Double, role: Role = .muted) {
      self.name = name
      self.position = position
      self.role = role
    }
  }

  package var series: [Series]
  /// The ascending x values; nil uses the index itself.
  package var positions: [Double]?
  package var x: PlotAxis
  package var y: PlotAxis
  package var band: Band?
  package var target: Target?
  package var moment: Moment?
  /// The index under the reading cursor.
  package var cursor: Int?
  /// The series that the hardware cursor follows.
  package var selectedSeries = 0
  package var showsLegend = true
  /// Draws ASCII only: each series has a character of its own.
  package var ascii = false

  package init(
    _ series: [Series], positions: [Double]? = nil, x: PlotAxis, y: PlotAxis, band: Band? = nil,
    target: Target? = nil, moment: Moment? = nil, cursor: Int? = nil
  ) {
    self.series = series
    self.positions = positions
    self.x = x
    self.y = y
    self.band = band
    self.target = target
    self.moment = moment
    self.cursor = cursor
  }

  static func asciiMark(_ series: Int) -> Unicode.Scalar {
    let marks: [Unicode.Scalar] = ["*", "o", "+", "x", "#", "@", "%", "&"]
    return marks[series % marks.count]
  }

  /// One more than the last index.
  var count: Int {
    max(
      series.reduce(0) { max($0, $1.values.count) },
      band.map { min($0.low.count, $0.high.count) } ?? 0)
  }

  /// The x value of an index; nil where there is none.
  func position(_ index: Int) -> Double? {
    guard let positions else { return index >= 0 ? Double(index) : nil }
    return positions.indices.contains(index) ? positions[index] : nil
  }
}

extension Plot.Series {
  /// The value at an index if it can be drawn.
  func value(_ index: Int) -> Double? {
    guard values.indices.contains(index), let value = values[index], value.isPlottable else {
      return nil
    }
    return value
  }
}
