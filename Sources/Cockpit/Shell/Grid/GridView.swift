import Marketing
import Screen
import Widgets

extension Frame {
  mutating func draw<Grid: GridSource>(
    _ grid: Grid.Type, in area: Rect, isFocused: Bool, _ state: CockpitState
  ) {
    guard let context = state.gridContext else { return }
    let now = state[Grid.self]
    let rows = Grid.rows(state)
    let columns = Grid.visibleColumns(state)
    var table = TableView(
      columns: columns.enumerated().map { index, column in
        let order = now.sort.firstIndex { $0.column == column.id }
        let mark = order.map {
          SortMark(isAscending: now.sort[$0].ascending, order: now.sort.count > 1 ? $0 + 1 : nil)
        }
        return TableColumn(
          column.title,
          // The first column says who the row is about, so it gets its width before the others do.
          width: ColumnWidth(
            min: index == 0
              ? min(column.maximum, column.minimum + area.width / 20) : column.minimum,
            ideal: column.minimum, max: column.maximum, flex: column.isNumeric ? 0 : 1),
          alignment: column.isNumeric ? .right : .left, isFrozen: index == 0, sort: mark)
      }, rowCount: now.order.count, selectedRow: now.order.isEmpty ? nil : now.position,
      selectedColumn: columns.firstIndex { $0.id == now.column }
    ) { row, column in
      let index = now.order[row]
      guard index < rows.count else { return TableCell("") }
      return TableCell(
        columns[column].text(rows[index], context),
        role: Grid.isFresh(rows[index], columns[column], state)
          ? .changed : columns[column].role(rows[index], context) ?? .text)
    }
    table.isFocused = isFocused
    table.lightsWholeRow = false
    table.isMarked = { row in
      !now.marks.isEmpty && rows.indices.contains(now.order[row])
        && now.marks.contains(Grid.key(rows[now.order[row]]))
    }
    table.scroll = state.hits.tables[Grid.scope]?.scroll ?? TableScroll()
    let tableHits = canvas.draw(table, in: area, theme: state.theme)
    hits.tables[Grid.scope] = tableHits
    // Screen readers follow the hardware cursor.
    if isFocused, state.layers.isEmpty { canvas.cursor = tableHits.cursor }
  }
}
