import Marketing
import Screen

extension CockpitState {
  mutating func click(_ mouse: Mouse) -> [Effect] {
    guard !isTooSmall else { return [] }
    if mouse.action == .press { message = nil }
    if !layers.isEmpty {
      let body = hits.body
      guard var layer = layers.popLast() else { return [] }
      let depth = layers.count
      switch layer.click(mouse, in: body, &self) {
      case .closed(let effects): return effects
      case .consumed(let effects):
        layers.insert(layer, at: min(depth, layers.count))
        return effects
      case .ignored:
        layers.insert(layer, at: min(depth, layers.count))
        return []
      }
    }
    guard document != nil,
      let pane = hits.panes.first(where: { $0.area.contains(mouse.position) })?.pane
    else { return [] }
    switch mouse.action {
    case .wheelUp, .wheelDown:
      let former = screen.kind.focusedPane(self)
      screen.kind.focus(pane, &self)
      moveRow { $0 + (mouse.action == .wheelUp ? -3 : 3) }
      screen.kind.focus(former, &self)
      return []
    case .press, .doubleClick: break
    case .release: return []
    }
    screen.kind.focus(pane, &self)
    if screen.kind.press(mouse, in: pane, &self) { return [] }
    if let grid = focusedGrid { click(grid, mouse) }
    guard mouse.action == .doubleClick, let command = command(for: Key(.enter)) else { return [] }
    return run(command)
  }

  private mutating func click<Grid: GridSource>(_ grid: Grid.Type, _ mouse: Mouse) {
    let columns = Grid.visibleColumns(self)
    let rows = Grid.rows(self)
    switch hits.tables[Grid.scope]?.target(at: mouse.position) {
    case .header(let column) where columns.indices.contains(column):
      self[keyPath: Grid.state].column = columns[column].id
      sortByColumn(adding: false)
    case .cell(let row, let column) where columns.indices.contains(column):
      self[keyPath: Grid.state].column = columns[column].id
      self[keyPath: Grid.state].move(to: row) { Grid.key(rows[$0]) }
    case .gutter(let row):
      self[keyPath: Grid.state].move(to: row) { Grid.key(rows[$0]) }
      toggleMark(grid)
    case .scrollBar(let row):
      self[keyPath: Grid.state].move(to: row) { Grid.key(rows[$0]) }
    default: break
    }
  }

  /// Rows of the focused table that fit on the screen.
  var pageHeight: Int {
    focusedGrid.flatMap { hits.tables[$0.scope]?.body.height } ?? 10
  }

  /// The theme as the display can show it.
  mutating func setTheme(_ theme: Theme) {
    self.theme = theme.adapted(to: capabilities)
  }
}
