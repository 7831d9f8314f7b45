import Marketing
import Screen
import Wording

extension CockpitState {
  var focusedGrid: (any GridSource.Type)? { focusedTable as? any GridSource.Type }

  mutating func withGrid(_ body: (any GridSource.Type, inout CockpitState) -> Void) {
    guard let grid = focusedGrid else { return }
    body(grid, &self)
  }

  mutating func sortByColumn(adding: Bool) {
    guard let grid = focusedGrid else { return }
    sortByColumn(grid, adding: adding)
  }

  mutating func sortByColumn<Grid: GridSource>(_ grid: Grid.Type, adding: Bool) {
    let id = self[Grid.self].column
    guard let column = Grid.columns(self).first(where: { $0.id == id }) else { return }
    // People want the largest numbers first, but text from A.
    self[Grid.self].toggleSort(id, adding: adding, descendingFirst: column.isNumeric)
    // After sorting, show the top.
    arrange(grid)
    Grid.moveRow(&self) { _ in 0 }
    let titles = self[Grid.self].sort.map { order in
      let title = Grid.columns(self).first { $0.id == order.column }?.title ?? order.column
      return "\(title) \(order.ascending ? "ascending" : "descending")"
    }
    say(
      titles.isEmpty
        ? "In the order of entry." : "Sorted by \(titles.joined(separator: ", then ")).")
  }

  mutating func toggleMark<Grid: GridSource>(_ grid: Grid.Type) {
    guard let row = Grid.cursorRow(self) else { return }
    let key = Grid.key(row)
    if self[Grid.self].marks.remove(key) == nil {
      self[Grid.self].marks.insert(key)
    }
  }

  mutating func markAll<Grid: GridSource>(_ grid: Grid.Type) {
    let rows = Grid.rows(self)
    let keys = self[Grid.self].order.map { Grid.key(rows[$0]) }
    self[Grid.self].marks.formUnion(keys)
    say(
      "\(CountText.plural(self[Grid.self].marks.count, Grid.noun.one, Grid.noun.many)) marked. Esc clears the marks."
    )
  }

  /// Clears the marks first, the filter on the second press.
  mutating func clear<Grid: GridSource>(_ grid: Grid.Type) {
    if !self[Grid.self].marks.isEmpty {
      self[Grid.self].marks = []
    } else {
      self[Grid.self].filter = ""
    }
  }

  mutating func editCell<Grid: GridSource>(_ grid: Grid.Type) {
    if let reason = document?.readOnlyReason {
      return fail("This session can't be changed: \(reason)")
    }
    let id = self[Grid.self].column
    guard let column = Grid.columns(self).first(where: { $0.id == id }) else { return }
    let rows = Grid.chosenRows(self)
    guard !rows.isEmpty else { return warn("There is no \(Grid.noun.one) to edit.") }
    guard let editor = CellEditor(grid, column: column, rows: rows, self) else {
      return warn("\(column.title) is calculated, not entered. ← and → go to another column.")
    }
    layers.append(editor)
  }

  mutating func chooseColumns<Grid: GridSource>(_ grid: Grid.Type) {
    layers.append(ColumnChooser(grid))
  }

  mutating func hideColumn<Grid: GridSource>(_ grid: Grid.Type) {
    let id = self[Grid.self].column
    guard let column = Grid.columns(self).first(where: { $0.id == id }) else { return }
    ColumnChooser<Grid>.toggle(column, &self)
    if message == nil { say("\(column.title) is hidden. C shows it again.") }
  }

  mutating func peek<Grid: GridSource>(_ grid: Grid.Type) {
    guard let row = Grid.cursorRow(self), let context = gridContext else { return }
    let lines = Grid.columns(self).compactMap { column -> TextLine? in
      let text = column.field?.read(row, context.entry) ?? column.text(row, context)
      return text.isEmpty ? nil : TextLine(text: text, key: column.title)
    }
    layers.append(TextView(Grid.title(row, context.session), lines))
  }
}
