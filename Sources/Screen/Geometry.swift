/// A width and a height in cells; never negative.
public struct Size: Hashable, Sendable {
  public let width: Int
  public let height: Int

  @inlinable public init(width: Int, height: Int) {
    self.width = max(0, width)
    self.height = max(0, height)
  }
}

/// A cell's position, counted from the top left corner, which is (0, 0).
public struct Point: Hashable, Sendable {
  public var x: Int
  public var y: Int

  @inlinable public init(x: Int, y: Int) {
    self.x = x
    self.y = y
  }
}

/// A rectangle of cells. Its size saturates at zero, so a layout of any size, 0 × 0 included, is valid.
public struct Rect: Hashable, Sendable {
  public let x: Int
  public let y: Int
  public let width: Int
  public let height: Int

  @inlinable public init(x: Int, y: Int, width: Int, height: Int) {
    self.x = Rect.bounded(x)
    self.y = Rect.bounded(y)
    self.width = max(0, Rect.bounded(width))
    self.height = max(0, Rect.bounded(height))
  }

  /// Clamps a coordinate to well beyond any screen but far from overflow.
  @inlinable public static func bounded(_ coordinate: Int) -> Int {
    min(max(coordinate, -(1 << 30)), 1 << 30)
  }

  @inlinable public init(_ size: Size) {
    self.init(x: 0, y: 0, width: size.width, height: size.height)
  }

  @inlinable public var maxX: Int { x + width }
  @inlinable public var maxY: Int { y + height }
  @inlinable public var isEmpty: Bool { width == 0 || height == 0 }

  @inlinable public func contains(_ point: Point) -> Bool {
    point.x >= x && point.x < maxX && point.y >= y && point.y < maxY
  }
}
