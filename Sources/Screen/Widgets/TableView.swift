import Screen

/// A table of any number of rows; only visible ones are asked for.
///
/// The selected row differs only in its gutter and style, so moving
/// the cursor costs few bytes.
package struct TableView {
  package var columns: [TableColumn]
  package var rowCount: Int
  package var selectedRow: Int?
  package var selectedColumn: Int?
  package var scroll = TableScroll()
  /// Screen columns between two table columns.
  package var spacing = 2
  /// Without focus the selected row shows just its marker.
  package var isFocused = true
  package var showsHeader = true
  /// Whether the whole selected row is highlighted, or only its gutter, frozen columns and selected cell: moving
  /// then takes a third of the bytes on a slow line.
  package var lightsWholeRow = true
  package var isMarked: (_ row: Int) -> Bool = { _ in false }
  package var cell: (_ row: Int, _ column: Int) -> TableCell

  package init(
    columns: [TableColumn], rowCount: Int, selectedRow: Int? = nil, selectedColumn: Int? = nil,
    cell: @escaping (_ row: Int, _ column: Int) -> TableCell
  ) {
    self.columns = columns
    self.rowCount = max(0, rowCount)
    self.selectedRow = selectedRow
    self.selectedColumn = selectedColumn
    self.cell = cell
  }

  /// The cursor's marker, the mark, and a space.
  static let gutter = 2
}

extension Canvas {
  /// Draws a table. Keep `hits.scroll` for the next frame.
  @discardableResult
  package mutating func draw(_ table: TableView, in rect: Rect, theme: Theme) -> TableHits {
    let header =
      table.showsHeader ? rect.row(0) : Rect(x: rect.x, y: rect.y, width: rect.width, height: 0)
    let body = rect.inset(top: header.height)
    let hasScrollBar =
      table.rowCount > body.height && body.height > 1 && body.width > TableView.gutter + 2
    let room = body.inset(left: TableView.gutter, right: hasScrollBar ? 2 : 0)
    let spacing = min(max(0, table.spacing), 8)
    let layout = TableLayout(
      table.columns, in: room, left: table.scroll.left, toShow: table.selectedColumn,
      spacing: spacing)
    let top = scrolled(
      top: table.scroll.top, toShow: table.selectedRow, of: table.rowCount, visible: body.height)
    var hits = TableHits(
      scroll: TableScroll(top: top, left: layout.left), header: header, body: body,
      columns: layout.columns, rowCount: table.rowCount, hasScrollBar: hasScrollBar)
    drawHeader(of: table, layout, in: header, theme: theme)
    for row in hits.rows {
      let line = body.row(row - top)
      if row == table.selectedRow { hits.cursor = Point(x: line.x, y: line.y) }
      drawRow(row, of: table, layout, in: line, room: room, theme: theme)
    }
    if hasScrollBar {
      scrollBar(
        in: body, top: top, of: table.rowCount, thumbStyle: theme[.muted],
        trackStyle: theme[.border])
    }
    return hits
  }

  private mutating func drawHeader(
    of table: TableView, _ layout: TableLayout, in line: Rect, theme: Theme
  ) {
    guard !line.isEmpty else { return }
    let style = theme[.tableHeader]
    for placed in layout.columns {
      let column = table.columns[placed.index]
      let isSelected = table.isFocused && placed.index == table.selectedColumn
      let titleStyle = isSelected ? style.adding(.underline) : style
      var cell = Rect(x: placed.x, y: line.y, width: placed.width, height: 1).intersection(line)
      if let mark = column.sort?.text {
        // The sort mark goes at the outer end, so that titles and numbers stay aligned.
        let width = min(displayWidth(mark), cell.width)
        let title = truncate(column.title, to: max(0, cell.width - width))
        let used = displayWidth(title)
        let x = column.alignment == .left ? cell.x + used : cell.maxX - width
        write(mark, at: Point(x: x, y: line.y), style: theme[.sortMark], in: cell)
        cell = column.alignment == .left ? cell : cell.inset(right: width)
        cell = column.alignment == .left ? Rect(x: cell.x, y: cell.y, width: used, height: 1) : cell
      }
      write(column.title, in: cell, alignment: column.alignment, style: titleStyle)
    }
    if layout.hidesLeft {
      write("‹", at: Point(x: line.x, y: line.y), style: theme[.sortMark], in: line)
    }
    if layout.hidesRight {
      write("›", at: Point(x: line.maxX - 1, y: line.y), style: theme[.sortMark], in: line)
    }
  }

  private mutating func drawRow(
    _ row: Int, of table: TableView, _ layout: TableLayout, in line: Rect, room: Rect, theme: Theme
  ) {
    let isSelected = row == table.selectedRow
    let isLit = isSelected && table.isFocused
    let ground = theme[.text]
    let rowStyle = isLit ? theme[.selection].over(ground) : ground
    let lit = Rect(x: line.x, y: line.y, width: room.maxX - line.x, height: 1)
    if table.lightsWholeRow {
      fill(lit, style: rowStyle)
    } else {
      fill(lit, style: ground)
      fill(
        Rect(x: line.x, y: line.y, width: TableView.gutter, height: 1).intersection(lit),
        style: rowStyle)
    }
    if isSelected { write("▸", at: Point(x: line.x, y: line.y), style: rowStyle, in: lit) }
    if table.isMarked(row) {
      let style = isLit ? theme[.selection].over(theme[.marked]) : theme[.marked]
      write("●", at: Point(x: line.x + 1, y: line.y), style: style, in: lit)
    }
    for placed in layout.columns {
      let cell = table.cell(row, placed.index)
      let place = Rect(x: placed.x, y: line.y, width: placed.width, height: 1).intersection(lit)
      var style = theme[cell.role]
      if isLit && placed.index == table.selectedColumn {
        style = theme[.selectionCell].over(style)
        fill(place, style: style)
      } else if isLit, table.lightsWholeRow || table.columns[placed.index].isFrozen {
        style = theme[.selection].over(style)
        fill(place, style: style)
      }
      write(
        cell.text, in: place, alignment: table.columns[placed.index].alignment, style: style,
        highlights: cell.highlights, highlightStyle: theme[.match])
    }
  }
}
