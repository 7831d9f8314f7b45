extension Commands {
  /// To the tables of the dashboard, from everywhere.
  static let tabs: [Command] = [
    Command("show-roster", "Show the roster", keys: ["r"], isEnabled: When.isOpen) {
      state, _ in
      state.show(.roster)
      return []
    },
    Command("show-bookings", "Show the bookings", keys: ["b"], isEnabled: When.isOpen) {
      state, _ in
      state.show(.bookings)
      return []
    },
    Command(
      "show-measurements", "Show the measurements", keys: ["m"], isEnabled: When.isOpen
    ) { state, _ in
      state.show(.measurements)
      return []
    },
  ]
}

extension CockpitState {
  mutating func show(_ tab: Dashboard.Tab) {
    screen = .dashboard
    dashboard.show(tab)
  }
}

extension Dashboard {
  mutating func show(_ tab: Tab) {
    self.tab = tab
    focus = .table
  }
}
