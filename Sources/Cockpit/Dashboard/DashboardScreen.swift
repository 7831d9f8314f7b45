import Marketing
import Screen

/// The first screen: roster, bookings or measurements; the budget bars; the KPI table.
enum DashboardScreen: ScreenKind {
  static let scope = Command.Scope.dashboard

  static func panes(_ state: CockpitState) -> [String] { Dashboard.Pane.allCases.map(\.rawValue) }
  static func focusedPane(_ state: CockpitState) -> String { state.dashboard.focus.rawValue }
  static func focus(_ pane: String, _ state: inout CockpitState) {
    if let pane = Dashboard.Pane(rawValue: pane) { state.dashboard.focus = pane }
  }

  static func paneScope(_ state: CockpitState) -> Command.Scope {
    grid(state)?.scope ?? .campaigns
  }

  static func grid(_ state: CockpitState) -> (any GridSource.Type)? {
    switch state.dashboard.focus {
    case .campaigns: nil
    case .kpis: KPIGrid.self
    case .table:
      switch state.dashboard.tab {
      case .roster: RosterGrid.self
      case .bookings: BookingGrid.self
      case .measurements: MeasurementGrid.self
      }
    }
  }

  static func moveRow(_ state: inout CockpitState, _ step: (Int) -> Int) {
    state.moveCampaign(step)
  }

  static func press(_ mouse: Mouse, in pane: String, _ state: inout CockpitState) -> Bool {
    if let tab = state.hits.tabs.first(where: { $0.area.contains(mouse.position) })?.tab {
      state.dashboard.show(tab)
      return true
    }
    guard state.dashboard.focus == .campaigns else { return false }
    if let line = state.hits.campaigns.first(where: { $0.row.contains(mouse.position) }) {
      state.dashboard.scope = line.campaign
    }
    return false
  }

  static func arrange(_ state: inout CockpitState) -> [Effect] {
    let dashboard = state.dashboard
    var effects = state.wantLedger(
      LedgerBasis(campaign: dashboard.scope, dimensions: [dashboard.grouping]))
    if RosterGrid.asksVetting(state) { effects += state.arrangeVetting(worth: false) }
    state.refreshKPIRows()
    state.arrange(KPIGrid.self)
    switch dashboard.tab {
    case .roster: state.arrange(RosterGrid.self)
    case .bookings: state.arrange(BookingGrid.self)
    case .measurements: state.arrange(MeasurementGrid.self)
    }
    return effects
  }

  static func draw(_ frame: inout Frame, in body: Rect, _ state: CockpitState) {
    frame.drawDashboard(in: body, state)
  }

  static func write(_ state: CockpitState, to view: inout SavedView) {
    view.places.merge(state.dashboard.view.places) { $1 }
  }

  static func restore(_ state: inout CockpitState, from view: SavedView) {
    guard let session = state.document?.session else { return }
    state.dashboard = Dashboard(view: view, session: session)
    state.arrange(KPIGrid.self)
    state.arrange(RosterGrid.self)
    state.arrange(BookingGrid.self)
    state.dashboard.restoreCursors(view, state)
  }
}
