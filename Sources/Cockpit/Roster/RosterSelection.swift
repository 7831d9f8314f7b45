import Marketing

/// Which influencers the roster shows, and which of them are marked: other screens ask for those that the manager has
/// picked there.
struct RosterSelection: StatePart {
  var table = GridState<InfluencerID>()
}

extension RosterSelection {
  init(view: SavedView) { table = GridState(view, "roster") }

  func write(to view: inout SavedView) {
    table.write(to: &view, "roster")
    if let cursor = table.cursor { view["roster.cursor"] = String(cursor.number) }
  }

  /// Puts the cursor back once the table is arranged.
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

  /// The influencers that are marked where the manager stands, else in the roster.
  var markedInfluencers: Set<InfluencerID> {
    let marked = screen.kind.markedInfluencers(self)
    return marked.isEmpty ? roster.marks : marked
  }
}
