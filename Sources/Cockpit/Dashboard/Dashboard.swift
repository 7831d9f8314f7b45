import Marketing
import Metrics

/// The first screen: a table of influencers, bookings or measurements, the budget bars and the KPI table.
struct Dashboard: Sendable {
  enum Pane: String, CaseIterable, Sendable {
    case table, campaigns, kpis
  }

  enum Tab: String, CaseIterable, Sendable {
    case roster, bookings, measurements

    var title: String { rawValue.prefix(1).uppercased() + rawValue.dropFirst() }
  }

  var focus = Pane.table
  var tab = Tab.roster
  /// The campaign that the bars open, and that bookings, measurements and KPIs are limited to; nil for all.
  var scope: CampaignID?
  var roster = GridState<InfluencerID>()
  var bookings = GridState<BookingID>()
  var measurements = GridState<Measurement.Identity>()
  var kpis = GridState<GroupKey>()
  /// What the KPI table has a row for.
  var grouping = Dimension.tier
  /// Whether the KPI table shows typical creators (medians) instead of the groups as wholes (ratios of sums).
  var showsTypical = false
  /// The rows of the KPI table. Kept by `arrange`.
  var kpiRows: [KPIGrid.Row] = []
  var kpiBasis: KPIBasis?
  /// Grows with every new set of KPI rows.
  var kpiRowsRevision = 0

  /// What the KPIs can be grouped by; everything but the total, which always stands below.
  static let groupings = Dimension.allCases.filter { $0 != .total }
}
