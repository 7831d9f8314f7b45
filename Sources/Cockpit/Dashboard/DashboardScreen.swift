import Marketing
import Metrics
import Screen

extension ScreenID {
  static let dashboard = ScreenID("dashboard", DashboardScreen.self)
}

extension Command.Scope {
  static let dashboard = Command.Scope("dashboard", "Dashboard")
  static let roster = Command.Scope("roster", "Roster")
  static let bookings = Command.Scope("bookings", "Bookings")
  static let measurements = Command.Scope("measurements", "Measurements")
  static let campaigns = Command.Scope("campaigns", "Campaigns and budget")
  static let kpis = Command.Scope("kpis", "KPIs")
}

/// The first screen: roster, bookings or measurements; the budget bars; the KPI table.
enum DashboardScreen: ScreenKind {
  static let key = "1"
  static let title = "Dashboard: roster, budget and KPIs"
  static let scope = Command.Scope.dashboard
  static let commands =
    Commands.tabs + Commands.roster + Commands.bookings + Commands.campaigns + Commands.kpis
  static var tables: [any PaneTable.Type] {
    [
      RosterGrid.self, BookingGrid.self, MeasurementGrid.self, KPIGrid.self,
    ]
  }
  static let beginsWithOwnHints = false

  static func panes(_ state: CockpitState) -> [String] { Dashboard.Pane.allCases.map(\.rawValue) }
  static func focusedPane(_ state: CockpitState) -> String { state.dashboard.focus.rawValue }
  static func focus(_ pane: String, _ state: inout CockpitState) {
    if let pane = Dashboard.Pane(rawValue: pane) { state.dashboard.focus = pane }
  }

  static func paneScope(_ state: CockpitState) -> Command.Scope {
    grid(state)?.scope ?? .campaigns
  }

  static func grid(_ state: CockpitState) -> (any PaneTable.Type)? {
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
    if let tab = state.hits.dashboard.tabs.first(where: { $0.area.contains(mouse.position) })?.tab {
      state.dashboard.show(tab)
      return true
    }
    guard state.dashboard.focus == .campaigns else { return false }
    if let line = state.hits.dashboard.campaigns.first(where: { $0.row.contains(mouse.position) }) {
      state.campaignInView = line.campaign
    }
    return false
  }

  static func arrange(_ state: inout CockpitState) -> [Effect] {
    let dashboard = state.dashboard
    var effects = state.wantLedger(
      LedgerBasis(campaign: state.campaignInView, dimensions: [dashboard.grouping]))
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
    state.parts[RosterSelection.self].write(to: &view)
    view.places.merge(state.dashboard.view.places) { $1 }
  }

  static func restore(_ state: inout CockpitState, from view: SavedView) {
    guard let session = state.document?.session else { return }
    state.dashboard = Dashboard(view: view)
    state.parts[RosterSelection.self] = RosterSelection(view: view)
    state.arrange(KPIGrid.self)
    state.arrange(RosterGrid.self)
    state.arrange(BookingGrid.self)
    state.dashboard.restoreCursor(view, session)
    state.parts[RosterSelection.self].restoreCursor(view, session)
  }

  static func help(_ state: CockpitState) -> [TextLine] {
    guard state.dashboard.focus == .kpis, let kpi = KPI(rawValue: state.dashboard.kpis.column)
    else { return [] }
    return KPIHelp.lines(kpi, KPIGrid.cursorRow(state), state) { row, session in
      PostList.make(
        session, of: row.key, in: state.dashboard.grouping, campaign: state.campaignInView,
        days: nil)
    }
  }

  static func chosenInfluencers(_ state: CockpitState) -> [Influencer]? {
    RosterGrid.chosenRows(state)
  }

  static func markedInfluencers(_ state: CockpitState) -> Set<InfluencerID> {
    state.dashboard.focus == .kpis ? state.dashboard.kpis.markedInfluencers : []
  }
}
