import CNcurses
import Screen

/// A cell's text for ncurses, which counts columns as libc does: a character that libc
/// measures differently would shift the rest of the row.
struct Glyph: Hashable {
  var base: UInt32
  var marks: UInt64 = 0
  var columns = 1

  /// - Parameter hasRoom: whether the cell to the right is this cell's right half.
  init(of cell: Cell, hasRoom: Bool, usesUnicode: Bool) {
    base = cell.base.value
    if 0x20..<0x7f ~= base {
      if cell.marks != 0, usesUnicode { marks = cell.marks }
      if cell.width == 0 { base = 0x20 }
      return
    }
    guard usesUnicode else {
      base = UInt32(UInt8(ascii: "?"))
      return
    }
    switch clout_width(base) {
    case 1 where cell.width == 1: marks = cell.marks
    case 2 where cell.width == 2 && hasRoom:
      marks = cell.marks
      columns = 2
    // Half a wide character can't be shown.
    case _ where cell.width != 1: base = 0x20
    default: base = 0xfffd
    }
  }
}
