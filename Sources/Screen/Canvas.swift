/// The grid of cells that screens draw on. Everything a display shows comes from one.
///
/// Invariant: a cell of width 0 stands to the right of each cell of width 2, and nowhere else.
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

  public var bounds: Rect { Rect(size) }

  /// Blank outside the canvas.
  public subscript(x: Int, y: Int) -> Cell {
    guard x >= 0, x < size.width, y >= 0, y < size.height else { return .blank }
    return cells[y * size.width + x]
  }

  public func row(_ y: Int) -> ArraySlice<Cell> {
    cells[y * size.width..<(y + 1) * size.width]
  }

  /// Sets a cell, with its right half if it is wide, without checking that it lies inside.
  /// A wide cell that is half overwritten turns blank.
  package mutating func put(_ cell: Cell, x: Int, y: Int) {
    let index = y * size.width + x
    if cells[index].width == 0 && x > 0 { blank(index - 1) }
    let last = index + Int(cell.width) - 1
    if cells[last].width == 2 && x + Int(cell.width) < size.width { blank(last + 1) }
    cells[index] = cell
    if cell.width == 2 { cells[index + 1] = Cell(width: 0, style: cell.style) }
  }

  private mutating func blank(_ index: Int) { cells[index] = Cell(style: cells[index].style) }

  /// Restyles a cell without checking that it lies inside; the right half of a wide cell follows its left.
  mutating func changeStyle(x: Int, y: Int, _ change: (inout Style) -> Void) {
    let index = y * size.width + x
    guard cells[index].width > 0 else { return }
    change(&cells[index].style)
    if cells[index].width == 2 { cells[index + 1].style = cells[index].style }
  }

  /// Every cell changed in place; the change must keep each cell's width.
  public func mapCells(_ change: (Cell) -> Cell) -> Canvas {
    var result = self
    for index in result.cells.indices { result.cells[index] = change(result.cells[index]) }
    return result
  }
}
