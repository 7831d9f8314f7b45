/// A grid of cells that screens draw on. Everything that reaches a display goes through it.
public struct Canvas: Hashable, Sendable {
  public let size: Size
  /// Row by row, `size.width * size.height` cells.
  public private(set) var cells: [Cell]
  /// Where the hardware cursor stands; nil hides it.
  public var cursor: Point?

  public init(_ size: Size, style: Style = .plain) {
    self.size = size
    cells = Array(repeating: Cell(style: style), count: size.width * size.height)
  }

  public subscript(x: Int, y: Int) -> Cell {
    cells[y * size.width + x]
  }
}
