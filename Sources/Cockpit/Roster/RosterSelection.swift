import Marketing

/// The roster's table with its filter and marks: other screens use what the user has picked there.
struct RosterSelection: StatePart {
  var table = GridState<InfluencerID>()
}

extension RosterSelection {
  init(view: SavedView) { table = GridState(view, "roster") }

  func write(to view: inout SavedView) {
    table.write(to: &view, "roster")
    if let cursor = table.cursor { view["roster.cursor"] = String(cursor.number) }
  }

  /// Restores the cursor once the table is arranged.
  mutating func restoreCursor(_ view: SavedView, _ session: Session) {
    guard let number = view["roster.cursor"].flatMap({ Int($0) }) else { return }
    table.select(InfluencerID(number)) { session.roster.rows[$0].id }
  }
}

extension CockpitState {
  var roster: GridState<InfluencerID> {
    _read { yield parts[RosterSelection.self].table }
    _modify { yield &parts[RosterSelection.self].table }
  }

  /// The influencers marked on the current screen, else in the roster.
  var markedInfluencers: Set<InfluencerID> {
    let marked = screen.kind.markedInfluencers(self)
    return marked.isEmpty ? roster.marks : marked
  }
}
