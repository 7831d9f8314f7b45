import Screen

/// What keys and the mouse do in any table.
extension GridSource {
  static func moveRow(_ state: inout CockpitState, _ step: (Int) -> Int) {
    let rows = rows(state)
    state[Self.self].move(to: step(state[Self.self].position)) { key(rows[$0]) }
  }

  static func moveColumn(_ state: inout CockpitState, _ step: Int) {
    let columns = visibleColumns(state).map(\.id)
    guard !columns.isEmpty else { return }
    let at = columns.firstIndex(of: state[Self.self].column) ?? 0
    state[Self.self].column = columns[max(0, min(at + step, columns.count - 1))]
  }

  static func click(_ mouse: Mouse, _ state: inout CockpitState) {
    let columns = visibleColumns(state)
    let rows = rows(state)
    switch state.hits.tables[scope]?.target(at: mouse.position) {
    case .header(let column) where columns.indices.contains(column):
      state[Self.self].column = columns[column].id
      state.sortByColumn(Self.self, adding: false)
    case .cell(let row, let column) where columns.indices.contains(column):
      state[Self.self].column = columns[column].id
      state[Self.self].move(to: row) { key(rows[$0]) }
    case .gutter(let row):
      state[Self.self].move(to: row) { key(rows[$0]) }
      state.toggleMark(Self.self)
    case .scrollBar(let row):
      state[Self.self].move(to: row) { key(rows[$0]) }
    case .header, .cell, nil: break
    }
  }
}
