import Screen

/// A table's scroll position; a screen keeps it between frames.
package struct TableScroll: Hashable, Sendable {
  /// The first row shown.
  package var top: Int
  /// The first visible column of those that scroll.
  package var left: Int

  package init(top: Int = 0, left: Int = 0) {
    self.top = top
    self.left = left
  }
}

/// Where things were drawn in a table, for the mouse and for the next frame's scrolling.
package struct TableHits: Hashable, Sendable {
  package enum Target: Hashable, Sendable {
    case header(column: Int)
    case cell(row: Int, column: Int)
    /// Left of the first column, where marks are.
    case gutter(row: Int)
    /// The row as far down the table as the point is down the bar.
    case scrollBar(row: Int)
  }

  package var scroll: TableScroll
  package var header: Rect
  package var body: Rect
  package var columns: [PlacedColumn]
  package var rowCount: Int
  package var hasScrollBar: Bool
  /// The start of the selected row; the hardware cursor there helps screen readers.
  package var cursor: Point?

  /// Visible rows.
  package var rows: Range<Int> {
    scroll.top..<max(scroll.top, min(rowCount, scroll.top + body.height))
  }

  package func target(at point: Point) -> Target? {
    if header.contains(point) { return column(at: point.x).map { .header(column: $0) } }
    guard body.contains(point) else { return nil }
    if hasScrollBar && point.x == body.maxX - 1 {
      let share = (point.y - body.y) * max(0, rowCount - 1) / max(1, body.height - 1)
      return .scrollBar(row: share)
    }
    let row = scroll.top + point.y - body.y
    guard row < rowCount else { return nil }
    guard let first = columns.first, point.x >= first.x, let column = column(at: point.x) else {
      return .gutter(row: row)
    }
    return .cell(row: row, column: column)
  }

  /// The space after a column belongs to it.
  private func column(at x: Int) -> Int? { columns.last { $0.x <= x }?.index }
}
