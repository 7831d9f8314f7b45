import Marketing
import Screen
import Wording

extension CockpitState {
  mutating func withGrid(_ body: (any GridSource.Type, inout CockpitState) -> Void) {
    guard let grid = focusedGrid else { return }
    body(grid, &self)
  }

  /// Moves the cursor of the focused pane; `step` gets the place and returns the new one, however far off.
  mutating func moveRow(_ step: (Int) -> Int) {
    guard let grid = focusedGrid else { return screen.kind.moveRow(&self, step) }
    moveRow(grid, step)
  }

  private mutating func moveRow<Grid: GridSource>(_ grid: Grid.Type, _ step: (Int) -> Int) {
    let rows = Grid.rows(self)
    self[keyPath: Grid.state].move(to: step(self[keyPath: Grid.state].position)) {
      Grid.key(rows[$0])
    }
  }

  mutating func moveColumn(_ step: Int) {
    guard let grid = focusedGrid else { return screen.kind.moveColumn(&self, step) }
    moveColumn(grid, step)
  }

  private mutating func moveColumn<Grid: GridSource>(_ grid: Grid.Type, _ step: Int) {
    let columns = Grid.visibleColumns(self).map(\.id)
    guard !columns.isEmpty else { return }
    let at = columns.firstIndex(of: self[keyPath: Grid.state].column) ?? 0
    self[keyPath: Grid.state].column = columns[max(0, min(at + step, columns.count - 1))]
  }

  mutating func sortByColumn(adding: Bool) {
    guard let grid = focusedGrid else { return }
    sortByColumn(grid, adding: adding)
  }

  private mutating func sortByColumn<Grid: GridSource>(_ grid: Grid.Type, adding: Bool) {
    let id = self[keyPath: Grid.state].column
    guard let column = Grid.columns(self).first(where: { $0.id == id }) else { return }
    // The largest number is what is looked for first; text begins at A.
    self[keyPath: Grid.state].toggleSort(id, adding: adding, descendingFirst: column.isNumeric)
    // Whoever sorts wants to see what comes first.
    arrange(grid)
    moveRow(grid) { _ in 0 }
    let titles = self[keyPath: Grid.state].sort.map { order in
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
    if self[keyPath: Grid.state].marks.remove(key) == nil {
      self[keyPath: Grid.state].marks.insert(key)
    }
  }

  mutating func markAll<Grid: GridSource>(_ grid: Grid.Type) {
    let rows = Grid.rows(self)
    let keys = self[keyPath: Grid.state].order.map { Grid.key(rows[$0]) }
    self[keyPath: Grid.state].marks.formUnion(keys)
    say(
      "\(CountText.plural(self[keyPath: Grid.state].marks.count, Grid.noun.one, Grid.noun.many)) marked. Esc takes the marks away."
    )
  }

  /// Marks go first, the filter with the second press.
  mutating func clear<Grid: GridSource>(_ grid: Grid.Type) {
    if !self[keyPath: Grid.state].marks.isEmpty {
      self[keyPath: Grid.state].marks = []
    } else {
      self[keyPath: Grid.state].filter = ""
    }
  }

  mutating func editCell<Grid: GridSource>(_ grid: Grid.Type) {
    if let reason = document?.readOnlyReason {
      return fail("This session can't be changed: \(reason)")
    }
    let id = self[keyPath: Grid.state].column
    guard let column = Grid.columns(self).first(where: { $0.id == id }) else { return }
    let rows = Grid.chosenRows(self)
    guard !rows.isEmpty else { return warn("There is no \(Grid.noun.one) to edit.") }
    guard let editor = CellEditor(grid, column: column, rows: rows, self) else {
      return warn("\(column.title) is worked out, not entered. ← and → go to another column.")
    }
    layers.append(editor)
  }

  mutating func chooseColumns<Grid: GridSource>(_ grid: Grid.Type) {
    layers.append(ColumnChooser(grid))
  }

  mutating func hideColumn<Grid: GridSource>(_ grid: Grid.Type) {
    let id = self[keyPath: Grid.state].column
    guard let column = Grid.columns(self).first(where: { $0.id == id }) else { return }
    ColumnChooser<Grid>.toggle(column, &self)
    if message == nil { say("\(column.title) is hidden. C shows it again.") }
  }

  mutating func peek<Grid: GridSource>(_ grid: Grid.Type) {
    guard let row = Grid.cursorRow(self), let context = gridContext else { return }
    let lines = Grid.columns(self).compactMap { column -> TextView.Line? in
      let text = column.field?.read(row, context.entry) ?? column.text(row, context)
      return text.isEmpty ? nil : TextView.Line(text: text, key: column.title)
    }
    layers.append(TextView(Grid.title(row, context.session), lines))
  }
}
