import CNcurses
import Screen

/// Paints a canvas through ncurses, which sends only what differs from the screen.
struct Painter {
  private let palette: Palette
  private let usesUnicode: Bool
  private var pairs: PairTable
  /// The last canvas painted; nil if the screen's contents are unknown.
  private var shown: Canvas?
  private var isCursorVisible: Bool?
  private var row: [cchar_t] = []
  /// Whether colour pairs ran out while painting this canvas.
  private var ranOut = false

  init(palette: Palette, pairs: Int, usesUnicode: Bool) {
    self.palette = palette
    self.usesUnicode = usesUnicode
    self.pairs = PairTable(capacity: pairs)
  }

  /// Makes the next canvas clear the screen and paint everything.
  mutating func forget() {
    shown = nil
    isCursorVisible = nil
  }

  /// Paints as much of the canvas as fits; the rest of the screen is blank.
  mutating func paint(_ canvas: Canvas) {
    let screen = Size(width: Int(clout_columns()), height: Int(clout_rows()))
    fill(canvas, on: screen)
    if ranOut {
      // Start over with an empty table. If this canvas alone has more pairs than the terminal, the last
      // ones are drawn plain.
      reset_color_pairs()
      pairs.removeAll()
      shown = nil
      fill(canvas, on: screen)
    }
    place(canvas.cursor, on: screen)
    shown = canvas
    wnoutrefresh(clout_screen())
    doupdate()
  }

  private mutating func fill(_ canvas: Canvas, on screen: Size) {
    ranOut = false
    var former: Canvas?
    if let shown, shown.size == canvas.size {
      former = shown
    } else {
      werase(clout_screen())
      if shown == nil { clearok(clout_physical_screen(), true) }
    }
    let width = min(canvas.size.width, screen.width)
    guard width > 0 else { return }
    for y in 0..<min(canvas.size.height, screen.height) {
      let range = y * canvas.size.width..<y * canvas.size.width + width
      let cells = canvas.cells[range]
      if let former {
        guard let changed = Self.difference(cells, former.cells[range]) else { continue }
        put(cells, changed, y: y)
      } else {
        put(cells, range, y: y)
      }
    }
  }

  /// From the first to the last cell that differs, in whole characters.
  static func difference(_ new: ArraySlice<Cell>, _ old: ArraySlice<Cell>) -> Range<Int>? {
    var first = new.startIndex
    while first < new.endIndex, new[first] == old[first] { first += 1 }
    guard first < new.endIndex else { return nil }
    var last = new.endIndex - 1
    while new[last] == old[last] { last -= 1 }
    if first > new.startIndex, new[first].width == 0 || old[first].width == 0 { first -= 1 }
    if last + 1 < new.endIndex, new[last + 1].width == 0 || old[last + 1].width == 0 { last += 1 }
    return first..<last + 1
  }

  private mutating func put(_ cells: ArraySlice<Cell>, _ range: Range<Int>, y: Int) {
    row.removeAll(keepingCapacity: true)
    var style: Style?
    var look = Look()
    var index = range.lowerBound
    while index < range.upperBound {
      let cell = cells[index]
      if style != cell.style {
        style = cell.style
        look = self.look(of: cell.style)
      }
      let isWhole = index + 1 < cells.endIndex && cells[index + 1].width == 0
      let glyph = Glyph(of: cell, hasRoom: isWhole, usesUnicode: usesUnicode)
      var complex = cchar_t()
      clout_set_cell(&complex, glyph.base, glyph.marks, look.attributes, look.pair)
      row.append(complex)
      index += glyph.columns
    }
    let x = Int32(range.lowerBound - cells.startIndex)
    _ = row.withUnsafeBufferPointer { buffer in
      guard wmove(clout_screen(), Int32(y), x) == OK else { return ERR }
      return wadd_wchnstr(clout_screen(), buffer.baseAddress, Int32(buffer.count))
    }
  }

  private struct Look {
    var attributes: attr_t = 0
    var pair: Int32 = 0
  }

  private mutating func look(of style: Style) -> Look {
    var look = Look()
    if style.attributes.contains(.bold) { look.attributes |= clout_bold() }
    if style.attributes.contains(.dim) { look.attributes |= clout_dim() }
    if style.attributes.contains(.italic) { look.attributes |= clout_italic() }
    if style.attributes.contains(.underline) { look.attributes |= clout_underline() }
    if style.attributes.contains(.reverse) { look.attributes |= clout_reverse() }
    guard let numbers = palette.numbers(style.foreground, on: style.background) else { return look }
    if numbers.isBold { look.attributes |= clout_bold() }
    let answer = pairs.number(foreground: numbers.foreground, background: numbers.background)
    switch answer {
    case .known(let pair): look.pair = pair
    case .new(let pair):
      init_extended_pair(pair, numbers.foreground, numbers.background)
      look.pair = pair
    case .exhausted: ranOut = true
    }
    return look
  }

  private mutating func place(_ cursor: Point?, on screen: Size) {
    var visible = false
    if let cursor, Rect(screen).contains(cursor) {
      visible = true
      wmove(clout_screen(), Int32(cursor.y), Int32(cursor.x))
    }
    if isCursorVisible != visible {
      curs_set(visible ? 1 : 0)
      // A hidden cursor can stay wherever the last change left it.
      leaveok(clout_screen(), !visible)
      isCursorVisible = visible
    }
  }
}
