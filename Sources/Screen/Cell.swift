/// One cell of the screen: a base scalar with up to three zero-width marks, and its style.
///
/// A plain value without references, so that grids are copied and compared as raw memory.
public struct Cell: Hashable, Sendable {
  /// A space where nothing is drawn; never a control character.
  public var base: Unicode.Scalar
  /// Up to three combining marks, 21 bits each, the first in the low bits; 0 where there is none.
  public var marks: UInt64
  /// Width in columns: 1 or 2; 0 for the right half of a wide cell.
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
