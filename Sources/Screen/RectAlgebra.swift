extension Rect {
  /// What both rectangles cover; empty, at the nearest corner, where they don't meet.
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

  /// One row, counted from the top; empty where the rectangle has no such row.
  @inlinable public func row(_ index: Int) -> Rect {
    Rect(
      x: x, y: y + min(max(0, index), height), width: width,
      height: index >= 0 && index < height ? 1 : 0)
  }

  /// A rectangle of a size in the middle of this one, cut to it: where a dialog goes.
  public func centered(_ size: Size) -> Rect {
    let width = min(size.width, self.width)
    let height = min(size.height, self.height)
    return Rect(
      x: x + (self.width - width) / 2, y: y + (self.height - height) / 2, width: width,
      height: height)
  }
}
