import Screen

/// Shows and hides columns of a table.
struct ColumnChooser<Grid: GridSource>: ListLayer {
  var selected = 0

  init(_ grid: Grid.Type) {}

  static var name: String { "columns" }
  static var title: String { "Choosing columns" }
  static var commands: [LayerCommand<ColumnChooser>] {
    moving + [
      LayerCommand("toggle", "Show or hide the column", keys: ["space"], hint: "show or hide") {
        chooser, state in
        let columns = Grid.columns(state)
        if columns.indices.contains(chooser.selected) { toggle(columns[chooser.selected], &state) }
        return .consumed()
      },
      .close(keys: ["escape", "enter", "q"]),
    ]
  }

  func count(_ state: CockpitState) -> Int { Grid.columns(state).count }

  static func toggle(_ column: GridColumn<Grid.Row>, _ state: inout CockpitState) {
    let visible = Grid.visibleColumns(state)
    if visible.count == 1, visible[0].id == column.id {
      state.warn("At least one column has to stay.")
      return
    }
    func flip(_ set: inout Set<String>) {
      if set.remove(column.id) == nil { set.insert(column.id) }
    }
    if column.isVisibleAtFirst {
      flip(&state[Grid.self].hidden)
    } else {
      flip(&state[Grid.self].shown)
    }
    let now = Grid.visibleColumns(state)
    if !now.contains(where: { $0.id == state[Grid.self].column }) {
      state[Grid.self].column = now.first?.id ?? ""
    }
  }

  func draw(in area: Rect, _ state: CockpitState, on canvas: inout Canvas) {
    let dialog = state.style(.dialog)
    let columns = Grid.columns(state)
    let visible = Set(Grid.visibleColumns(state).map(\.id))
    let box = area.centered(Size(width: 40, height: min(area.height, columns.count + 2)))
    canvas.fill(box, style: dialog)
    let inner = canvas.box(
      box, border: state.border, title: "Columns", style: state.style(.borderFocused).over(dialog))
    let top = max(0, min(selected - inner.height / 2, columns.count - inner.height))
    for (line, column) in columns.dropFirst(top).prefix(inner.height).enumerated() {
      let row = inner.row(line)
      let style = top + line == selected ? state.style(.selection) : state.style(.text).over(dialog)
      if top + line == selected { canvas.fill(row, style: style) }
      canvas.write(
        " [\(visible.contains(column.id) ? "x" : " ")] \(column.title)", in: row, style: style)
    }
  }
}
