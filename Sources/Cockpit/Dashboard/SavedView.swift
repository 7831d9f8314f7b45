import Marketing
import Metrics

/// What a session keeps of the dashboard, as plain text: where the user left off, and how the tables were set up.
extension Dashboard {
  var view: SavedView {
    var view: SavedView = [
      "focus": focus.rawValue, "tab": tab.rawValue, "grouping": grouping.rawValue,
      "typical": showsTypical ? "yes" : "no",
    ]
    if let cursor = bookings.cursor { view["bookings.cursor"] = String(cursor.number) }
    bookings.write(to: &view, "bookings")
    measurements.write(to: &view, "measurements")
    kpis.write(to: &view, "kpis")
    return view
  }

  init(view: SavedView) {
    focus = view["focus"].flatMap(Pane.init(rawValue:)) ?? .table
    tab = view["tab"].flatMap(Tab.init(rawValue:)) ?? .roster
    grouping = view["grouping"].flatMap(Dimension.init(rawValue:)) ?? .tier
    showsTypical = view["typical"] == "yes"
    bookings = GridState(view, "bookings")
    measurements = GridState(view, "measurements")
    kpis = GridState(view, "kpis")
  }

  /// Restores the cursor once the table is arranged.
  mutating func restoreCursor(_ view: SavedView, _ session: Session) {
    if let number = view["bookings.cursor"].flatMap({ Int($0) }) {
      bookings.select(BookingID(number)) { session.bookings.rows[$0].id }
    }
  }
}
