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
    focusedTable?.click(mouse, &self)
    guard mouse.action == .doubleClick, let command = command(for: Key(.enter)) else { return [] }
    return run(command)
  }

  /// Moves the cursor of the focused pane; `step` maps its place to the new one, which may be out of range.
  mutating func moveRow(_ step: (Int) -> Int) {
    if let table = focusedTable {
      table.moveRow(&self, step)
    } else {
      screen.kind.moveRow(&self, step)
    }
  }

  mutating func moveColumn(_ step: Int) {
    if let table = focusedTable {
      table.moveColumn(&self, step)
    } else {
      screen.kind.moveColumn(&self, step)
    }
  }

  /// Rows of the focused table that fit on the screen.
  var pageHeight: Int {
    focusedTable.flatMap { hits.tables[$0.scope]?.body.height } ?? 10
  }

  /// Adapts the theme to what the display can show.
  mutating func setTheme(_ theme: Theme) {
    self.theme = theme.adapted(to: capabilities)
  }
}
