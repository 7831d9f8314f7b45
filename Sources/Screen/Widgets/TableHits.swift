/// Where a table's scrolling stands; a screen keeps it between frames.
public struct TableScroll: Hashable, Sendable {
  /// The first row shown.
  public var top: Int
  /// The first column shown of those that scroll.
  public var left: Int

  public init(top: Int = 0, left: Int = 0) {
    self.top = top
    self.left = left
  }
}

/// What stands where in a table that was drawn: for the mouse, and for the next frame's scrolling.
public struct TableHits: Hashable, Sendable {
  public enum Target: Hashable, Sendable {
    case header(column: Int)
    case cell(row: Int, column: Int)
    /// Before the first column: where marks are.
    case gutter(row: Int)
    /// The row that is as far down in the table as the place is in the bar.
    case scrollBar(row: Int)
  }

  public var scroll: TableScroll
  public var header: Rect
  public var body: Rect
  public var columns: [PlacedColumn]
  public var rowCount: Int
  public var hasScrollBar: Bool
  /// The start of the selected row, where the hardware cursor helps a screen reader.
  public var cursor: Point?

  /// Rows on the screen.
  public var rows: Range<Int> {
    scroll.top..<max(scroll.top, min(rowCount, scroll.top + body.height))
  }

  public func target(at point: Point) -> Target? {
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
