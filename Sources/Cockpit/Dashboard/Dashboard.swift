import Marketing
import Metrics
import Screen

/// The first screen: a table of influencers, bookings or measurements, the budget bars and the KPI table.
struct Dashboard: StatePart {
  enum Pane: String, CaseIterable, Sendable {
    case table, campaigns, kpis
  }

  enum Tab: String, CaseIterable, Sendable {
    case roster, bookings, measurements

    var title: String { rawValue.prefix(1).uppercased() + rawValue.dropFirst() }
  }

  var focus = Pane.table
  var tab = Tab.roster
  var bookings = GridState<BookingID>()
  var measurements = GridState<Measurement.Identity>()
  var kpis = GridState<GroupKey>()
  /// What the KPI table is grouped by.
  var grouping = Dimension.tier
  /// Whether the KPI table shows typical creators (medians) instead of the groups as wholes (ratios of sums).
  var showsTypical = false
  /// The rows of the KPI table. Set by `arrange`.
  var kpiRows: [KPIGrid.Row] = []
  var kpiBasis: KPIBasis?
  /// Increases with every new set of KPI rows.
  var kpiRowsRevision = 0

  /// Everything but the total, which is always the last row.
  static let groupings = Dimension.allCases.filter { $0 != .total }
}

extension CockpitState {
  var dashboard: Dashboard {
    _read { yield parts[Dashboard.self] }
    _modify { yield &parts[Dashboard.self] }
  }
}

/// Where the dashboard's frame drew what, besides tables.
struct DashboardHits: StatePart {
  /// The campaign of each line of the bars; nil for all campaigns together.
  var campaigns: [(row: Rect, campaign: CampaignID?)] = []
  var tabs: [(area: Rect, tab: Dashboard.Tab)] = []
}

extension FrameHits {
  var dashboard: DashboardHits {
    _read { yield parts[DashboardHits.self] }
    _modify { yield &parts[DashboardHits.self] }
  }
}
