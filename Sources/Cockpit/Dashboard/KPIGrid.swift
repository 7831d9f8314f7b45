import Marketing
import Metrics
import Screen

/// The KPIs of the campaign in view, or of all, by the chosen grouping.
enum KPIGrid: GridSource {
  struct Row: Equatable, Sendable {
    let key: GroupKey
    let label: String
    let totals: Totals
    /// Medians over the group's influencers, where the table shows typical creators.
    let typical: [KPI: Double]
    /// The days before the range, where they are shown for comparison.
    var before: Totals?
  }

  typealias Part = Dashboard
  static let state: WritableKeyPath<Dashboard, GridState<GroupKey>> & Sendable = \.kpis
  static let noun = (one: "row", many: "rows")
  static let scope = Command.Scope.kpis

  static func rows(_ state: CockpitState) -> [Row] { state.dashboard.kpiRows }
  static func revision(_ state: CockpitState) -> Int { state.dashboard.kpiRowsRevision }
  static func key(_ row: Row) -> GroupKey { row.key }
  static func isFresh(_ row: Row, _ column: GridColumn<Row>, _ state: CockpitState) -> Bool {
    state.live.isFresh(row.key, column.id)
  }
  static func title(_ row: Row, _ session: Session) -> String { row.label }
  static func searchText(_ row: Row, _ session: Session) -> SearchText { SearchText([row.label]) }

  static func columns(_ state: CockpitState) -> [GridColumn<Row>] {
    return KPIColumns.make(
      by: state.dashboard.grouping, state, typical: state.dashboard.showsTypical)
  }
}
