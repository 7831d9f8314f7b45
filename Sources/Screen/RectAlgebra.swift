extension Rect {
  /// The overlap; if there is none, an empty rectangle at the nearest corner.
  @inlinable public func intersection(_ other: Rect) -> Rect {
    let left = max(x, other.x)
    let top = max(y, other.y)
    return Rect(
      x: left, y: top, width: min(maxX, other.maxX) - left, height: min(maxY, other.maxY) - top)
  }

  /// The rectangle without `columns` at both sides and `rows` at top and bottom.
  @inlinable public func inset(columns: Int = 0, rows: Int = 0) -> Rect {
    inset(left: columns, top: rows, right: columns, bottom: rows)
  }

  @inlinable public func inset(left: Int = 0, top: Int = 0, right: Int = 0, bottom: Int = 0) -> Rect
  {
    let left = min(Rect.bounded(left), width)
    let top = min(Rect.bounded(top), height)
    return Rect(
      x: x + left, y: y + top, width: width - left - Rect.bounded(right),
      height: height - top - Rect.bounded(bottom))
  }

  /// A row, counted from the top; empty if there is no such row.
  @inlinable public func row(_ index: Int) -> Rect {
    Rect(
      x: x, y: y + min(max(0, index), height), width: width,
      height: index >= 0 && index < height ? 1 : 0)
  }

  /// A rectangle of this size in the middle, clipped: where a dialog goes.
  public func centered(_ size: Size) -> Rect {
    let width = min(size.width, self.width)
    let height = min(size.height, self.height)
    return Rect(
      x: x + (self.width - width) / 2, y: y + (self.height - height) / 2, width: width,
      height: height)
  }
}
