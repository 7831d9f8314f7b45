import Marketing

extension CockpitState {
  var gridContext: GridContext? {
    document.map {
      GridContext(session: $0.session, figures: $0.figures, today: today, parts: parts)
    }
  }

  /// Works out which rows show, in which order, if anything that affects it has changed.
  mutating func arrange<Grid: GridSource>(_ grid: Grid.Type) {
    guard let context = gridContext else { return }
    let revision = Grid.revision(self)
    let now = self[Grid.self]
    let basis = GridBasis(
      revision: revision, filter: now.filter, sort: now.sort, campaign: campaignInView,
      marks: now.filter.contains("is:") ? now.marks.count : 0)
    guard gridCache.arranged[Grid.scope] != basis else { return }
    gridCache.arranged[Grid.scope] = basis

    let rows = Grid.rows(self)
    let columns = Grid.columns(self)
    let query = Query(now.filter)
    let includes = Grid.includes(query, self)
    var order =
      includes.map { test in rows.indices.filter { test(rows[$0]) } } ?? Array(rows.indices)
    if !query.isEmpty {
      let texts = query.hasWords ? searchTexts(grid, rows, revision, context.session) : []
      let match = QueryMatch(
        query, columns: columns, context: context,
        searchText: { texts[$0] },
        state: { name in
          if name == "marked" { return { row in now.marks.contains(Grid.key(row)) } }
          return Grid.states.first { $0.name == name }.map { state in
            { row in state.holds(row, context) }
          }
        })
      order = order.filter { match.matches(rows[$0], at: $0) }
    }
    sort(&order, rows: rows, columns: columns, by: now.sort, context)
    self[Grid.self].setOrder(order) { Grid.key(rows[$0]) }
    if now.column.isEmpty || !columns.contains(where: { $0.id == now.column }) {
      self[Grid.self].column = Grid.visibleColumns(self).first?.id ?? ""
    }
  }

  /// The folded texts of all rows, made once per change, since every key typed into the filter searches them.
  private mutating func searchTexts<Grid: GridSource>(
    _ grid: Grid.Type, _ rows: [Grid.Row], _ revision: Int, _ session: Session
  ) -> [SearchText] {
    let known = gridCache.searchTexts[Grid.scope]
    if let known, known.revision == revision, known.texts.count == rows.count { return known.texts }
    if var known, known.revision == revision - 1, known.texts.count == rows.count,
      let touched = Grid.touchedRows(self)
    {
      // Only one change since then: only its rows need reading again.
      gridCache.searchTexts[Grid.scope] = nil
      for at in touched { known.texts[at] = Grid.searchText(rows[at], session) }
      gridCache.searchTexts[Grid.scope] = (revision, known.texts)
      return known.texts
    }
    let texts = rows.map { Grid.searchText($0, session) }
    gridCache.searchTexts[Grid.scope] = (revision, texts)
    return texts
  }

  private func sort<Row>(
    _ order: inout [Int], rows: [Row], columns: [GridColumn<Row>], by sort: [SortOrder],
    _ context: GridContext
  ) {
    // Keys are computed once per row, not once per comparison.
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

extension CockpitState {
  fileprivate var gridCache: GridCache {
    _read { yield parts[GridCache.self] }
    _modify { yield &parts[GridCache.self] }
  }
}

/// Kept from one arranging of the tables to the next.
struct GridCache: StatePart {
  /// The texts that each table's filter searches, with the revision they were made from.
  var searchTexts: [Command.Scope: (revision: Int, texts: [SearchText])] = [:]
  /// What each table was last arranged from.
  var arranged: [Command.Scope: GridBasis] = [:]
}

/// Everything that determines a table's order: equal bases, equal orders.
struct GridBasis: Hashable, Sendable {
  let revision: Int
  let filter: String
  let sort: [SortOrder]
  let campaign: CampaignID?
  let marks: Int
}
