import Marketing
import Metrics

/// What of the dashboard a session keeps, as plain text: where the manager stood, and how the tables were set up.
extension Dashboard {
  var view: SavedView {
    var view: SavedView = [
      "focus": focus.rawValue, "tab": tab.rawValue, "grouping": grouping.rawValue,
      "typical": showsTypical ? "yes" : "no",
    ]
    if let scope { view["campaign"] = String(scope.number) }
    if let cursor = roster.cursor { view["roster.cursor"] = String(cursor.number) }
    if let cursor = bookings.cursor { view["bookings.cursor"] = String(cursor.number) }
    roster.write(to: &view, "roster")
    bookings.write(to: &view, "bookings")
    measurements.write(to: &view, "measurements")
    kpis.write(to: &view, "kpis")
    return view
  }

  init(view: SavedView, session: Session) {
    focus = view["focus"].flatMap(Pane.init(rawValue:)) ?? .table
    tab = view["tab"].flatMap(Tab.init(rawValue:)) ?? .roster
    grouping = view["grouping"].flatMap(Dimension.init(rawValue:)) ?? .tier
    showsTypical = view["typical"] == "yes"
    let wanted = view["campaign"].flatMap { Int($0) }.map { CampaignID($0) }
    scope = wanted.flatMap { session.campaigns[$0]?.id }
    roster = GridState(view, "roster")
    bookings = GridState(view, "bookings")
    measurements = GridState(view, "measurements")
    kpis = GridState(view, "kpis")
  }

  /// Puts the cursors back once the tables are arranged.
  mutating func restoreCursors(_ view: SavedView, _ state: CockpitState) {
    guard let session = state.document?.session else { return }
    if let number = view["roster.cursor"].flatMap({ Int($0) }) {
      roster.select(InfluencerID(number)) { session.roster.rows[$0].id }
    }
    if let number = view["bookings.cursor"].flatMap({ Int($0) }) {
      bookings.select(BookingID(number)) { session.bookings.rows[$0].id }
    }
  }
}

extension GridState {
  func write(to view: inout SavedView, _ name: String) {
    if !sort.isEmpty {
      view["\(name).sort"] = sort.map { ($0.ascending ? "+" : "-") + $0.column }.joined(
        separator: "\n")
    }
    if !filter.isEmpty { view["\(name).filter"] = filter }
    if !column.isEmpty { view["\(name).column"] = column }
    if !hidden.isEmpty { view["\(name).hidden"] = hidden.sorted().joined(separator: "\n") }
    if !shown.isEmpty { view["\(name).shown"] = shown.sorted().joined(separator: "\n") }
  }

  init(_ view: SavedView, _ name: String) {
    func lines(_ key: String) -> [String] {
      view["\(name).\(key)"]?.split(separator: "\n").map(String.init) ?? []
    }
    sort = lines("sort").map {
      SortOrder(column: String($0.dropFirst()), ascending: $0.first == "+")
    }
    filter = view["\(name).filter"] ?? ""
    column = view["\(name).column"] ?? ""
    hidden = Set(lines("hidden"))
    shown = Set(lines("shown"))
  }
}
