import Screen

/// Where things were drawn in a plot, for the mouse, the reading cursor and the hardware cursor.
package struct PlotHits: Hashable, Sendable {
  /// The value of a series at the reading cursor.
  package struct Reading: Hashable, Sendable {
    package var series: Int
    package var value: Double
    /// Nil if the point lies outside the axes.
    package var cell: Point?
  }

  /// Between the axes.
  package var area: Rect
  /// The screen column of each index; nil if it has no place.
  package var columns: [Int?]
  /// The legend's entries that fitted.
  package var legend: [Rect]
  /// The values under the reading cursor.
  package var readings: [Reading]
  /// Where the hardware cursor goes: the selected series' point at the reading cursor, or else another series'.
  package var cursor: Point?

  package func column(of index: Int) -> Int? {
    columns.indices.contains(index) ? columns[index] : nil
  }

  /// The index nearest to a screen column.
  package func index(atColumn column: Int) -> Int? {
    var nearest: (index: Int, distance: Int)?
    for (index, place) in columns.enumerated() {
      guard let place else { continue }
      let distance = abs(place - Rect.bounded(column))
      if distance < nearest?.distance ?? .max { nearest = (index, distance) }
    }
    return nearest?.index
  }

  /// The index at a point in the plot's area.
  package func index(at point: Point) -> Int? {
    area.contains(point) ? index(atColumn: point.x) : nil
  }

  /// The series whose legend entry is at a point.
  package func series(at point: Point) -> Int? { legend.firstIndex { $0.contains(point) } }
}
