import Marketing

extension CockpitState {
  var gridContext: GridContext? {
    document.map { GridContext(session: $0.session, figures: $0.figures, today: today) }
  }

  /// Works out which rows of the table show and in which order, if anything that decides it has changed.
  mutating func arrange<Grid: GridSource>(_ grid: Grid.Type) {
    guard let context = gridContext, let document else { return }
    let now = dashboard[keyPath: Grid.state]
    let basis = GridBasis(
      revision: document.revision, filter: now.filter, sort: now.sort, scope: dashboard.scope,
      marks: now.filter.contains("is:") ? now.marks.count : 0)
    guard dashboard.arranged[Grid.scope] != basis else { return }
    dashboard.arranged[Grid.scope] = basis

    let rows = Grid.rows(self)
    let columns = Grid.columns(self)
    let query = Query(now.filter)
    var order = rows.indices.filter { Grid.includes(rows[$0], query, self) }
    if !query.isEmpty {
      let match = QueryMatch(
        query, columns: columns, context: context,
        searchText: { Grid.searchText(rows[$0], context.session) },
        state: { row, name in
          name == "marked" ? now.marks.contains(Grid.key(row)) : Grid.has(row, state: name, context)
        })
      order = order.filter { match.matches(rows[$0], at: $0) }
    }
    sort(&order, rows: rows, columns: columns, by: now.sort, context)
    dashboard[keyPath: Grid.state].setOrder(order) { Grid.key(rows[$0]) }
    if now.column.isEmpty || !columns.contains(where: { $0.id == now.column }) {
      dashboard[keyPath: Grid.state].column = Grid.visibleColumns(self).first?.id ?? ""
    }
  }

  private func sort<Row>(
    _ order: inout [Int], rows: [Row], columns: [GridColumn<Row>], by sort: [SortOrder],
    _ context: GridContext
  ) {
    // The keys are worked out once a row, not once a comparison.
    let keys: [(keys: [SortKey], ascending: Bool)] = sort.compactMap { sort in
      guard let column = columns.first(where: { $0.id == sort.column }) else { return nil }
      var keys = [SortKey](repeating: .absent, count: rows.count)
      for index in order { keys[index] = column.sortKey(rows[index], context) }
      return (keys, sort.ascending)
    }
    guard !keys.isEmpty else { return }
    order.sort { left, right in
      for (keys, ascending) in keys {
        if let precedes = SortKey.precedes(keys[left], keys[right], ascending: ascending) {
          return precedes
        }
      }
      return left < right
    }
  }
}

/// What decides the order of a table; equal bases have equal orders.
struct GridBasis: Hashable, Sendable {
  let revision: Int
  let filter: String
  let sort: [SortOrder]
  let scope: CampaignID?
  let marks: Int
}
