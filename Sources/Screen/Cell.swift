/// One cell of the screen: a base scalar with up to three zero-width marks, and its style.
///
/// A plain value without references, so that a grid of them is copied and compared as memory.
public struct Cell: Hashable, Sendable {
  /// The base scalar; a space where nothing is drawn. Never a control character.
  public var base: Unicode.Scalar
  /// Up to three combining marks, 21 bits each, the first in the low bits; 0 where there is none.
  public var marks: UInt64
  /// Columns that the cell covers: 1 or 2; 0 for the right half of the wide cell to its left.
  public var width: UInt8
  public var style: Style

  public init(
    base: Unicode.Scalar = " ", marks: UInt64 = 0, width: UInt8 = 1, style: Style = .plain
  ) {
    self.base = base
    self.marks = marks
    self.width = width
    self.style = style
  }

  public static let blank = Cell()
}
