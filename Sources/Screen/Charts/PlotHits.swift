import Screen

/// What stands where in a plot that was drawn: for the mouse, the reading cursor and the hardware cursor.
package struct PlotHits: Hashable, Sendable {
  /// The value of a series at the index that is being read.
  package struct Reading: Hashable, Sendable {
    package var series: Int
    package var value: Double
    /// Nil where the point lies outside the axes.
    package var cell: Point?
  }

  /// Between the axes.
  package var area: Rect
  /// The screen's column of each index; nil for what has no place.
  package var columns: [Int?]
  /// The names of the series in the legend that have room there.
  package var legend: [Rect]
  /// What is under the reading cursor.
  package var readings: [Reading]
  /// Where the hardware cursor goes: the point of the selected series at the reading cursor, or the next best.
  package var cursor: Point?

  package func column(of index: Int) -> Int? {
    columns.indices.contains(index) ? columns[index] : nil
  }

  /// The index that is nearest to a column of the screen.
  package func index(atColumn column: Int) -> Int? {
    var nearest: (index: Int, distance: Int)?
    for (index, place) in columns.enumerated() {
      guard let place else { continue }
      let distance = abs(place - Rect.bounded(column))
      if distance < nearest?.distance ?? .max { nearest = (index, distance) }
    }
    return nearest?.index
  }

  /// The index under a place of the plot's area.
  package func index(at point: Point) -> Int? {
    area.contains(point) ? index(atColumn: point.x) : nil
  }

  /// The series whose name is at a place of the legend.
  package func series(at point: Point) -> Int? { legend.firstIndex { $0.contains(point) } }
}
