import Marketing
import Metrics
import Screen
import Wording
import Workbench

/// The first level: the groups of the chosen dimension, and the total.
enum DrillGroupGrid: GridSource {
  typealias Row = KPIGrid.Row
  typealias Part = KPIState
  static let state: WritableKeyPath<KPIState, GridState<GroupKey>> & Sendable = \.groups
  static let noun = (one: "row", many: "rows")
  static let scope = Command.Scope.drillGroups

  static func rows(_ state: CockpitState) -> [Row] { state.kpis.figures.groups }
  static func revision(_ state: CockpitState) -> Int { state.kpis.figures.revision }
  static func key(_ row: Row) -> GroupKey { row.key }
  static func title(_ row: Row, _ session: Session) -> String { row.label }
  static func searchText(_ row: Row, _ session: Session) -> SearchText { SearchText([row.label]) }
  static func isFresh(_ row: Row, _ column: GridColumn<Row>, _ state: CockpitState) -> Bool {
    state.live.isFresh(row.key, column.id)
  }
  static func columns(_ state: CockpitState) -> [GridColumn<Row>] {
    KPIColumns.make(
      by: state.kpis.grouping, state, typical: state.kpis.showsTypical,
      before: state.kpis.showsBefore && state.kpis.range != .all)
  }
}

/// The influencers of a group, and the group's total.
enum DrillCreatorGrid: GridSource {
  typealias Row = KPIGrid.Row
  typealias Part = KPIState
  static let state: WritableKeyPath<KPIState, GridState<GroupKey>> & Sendable = \.creators
  static let noun = (one: "influencer", many: "influencers")
  static let scope = Command.Scope.drillCreators

  static func rows(_ state: CockpitState) -> [Row] { state.kpis.figures.creators }
  static func revision(_ state: CockpitState) -> Int { state.kpis.figures.revision }
  static func key(_ row: Row) -> GroupKey { row.key }
  static func title(_ row: Row, _ session: Session) -> String { row.label }
  static func searchText(_ row: Row, _ session: Session) -> SearchText {
    guard case .influencer(let id) = row.key, let influencer = session.roster[id] else {
      return SearchText([row.label])
    }
    return SearchText([influencer.handle, influencer.name, influencer.platform.title])
  }
  static func isFresh(_ row: Row, _ column: GridColumn<Row>, _ state: CockpitState) -> Bool {
    state.live.isFresh(row.key, column.id)
  }
  static func columns(_ state: CockpitState) -> [GridColumn<Row>] {
    KPIColumns.make(by: .influencer, state, typical: false)
  }
}

/// The posts of an influencer, and the sales that came through a code or a link.
enum PostGrid: GridSource {
  typealias Row = PostList.Post
  typealias Part = KPIState
  static let state: WritableKeyPath<KPIState, GridState<PostList.Post.ID>> & Sendable =
    \.posts
  static let noun = (one: "post", many: "posts")
  static let scope = Command.Scope.drillPosts

  static func rows(_ state: CockpitState) -> [Row] { state.kpis.figures.posts }
  static func revision(_ state: CockpitState) -> Int { state.kpis.figures.revision }
  static func key(_ row: Row) -> PostList.Post.ID { row.id }
  static func title(_ row: Row, _ session: Session) -> String { row.label }
  static func searchText(_ row: Row, _ session: Session) -> SearchText {
    SearchText([row.label, row.id.key, row.source])
  }
  static func columns(_ state: CockpitState) -> [GridColumn<Row>] { all }

  private static let all: [GridColumn<Row>] =
    [
      .text("post", "Post or source", 16...44) { row, _ in row.label },
      .text("kind", "Kind", 9...9) { row, _ in row.id.kind.rawValue },
      .text("day", "Newest", 10...10) { row, _ in row.days.upperBound.iso },
      .count("measured", "Meas.", 5...6) { row, _ in row.measurements.count },
    ]
    + [
      KPI.impressions, .reach, .engagements, .engagementRateByReach, .clicks, .ctr, .conversions,
      .revenue, .likes, .comments, .shares, .saves,
    ].map(figure) + [.text("source", "Newest from", 10...28) { row, _ in row.source }]

  private static func figure(_ kpi: KPI) -> GridColumn<Row> {
    GridColumn(
      id: kpi.rawValue, title: KPIColumns.shortTitle(kpi), minimum: 7,
      maximum: kpi == .reach ? 11 : 9, isNumeric: true,
      text: { row, context in
        KPIText.cell(kpi, row.totals, context.currency) ?? NumberText.absent
      },
      sortKey: { row, context in
        row.totals.value(kpi).map { .number(KPIText.sortable(kpi, $0.double, context.currency)) }
          ?? .absent
      })
  }
}

/// The measurements behind a post, each with its source.
enum DrillMeasurementGrid: GridSource {
  typealias Row = Measurement
  typealias Part = KPIState
  static let state: WritableKeyPath<KPIState, GridState<Measurement.Identity>> & Sendable =
    \.measurements
  static let noun = MeasurementGrid.noun
  static let scope = Command.Scope.drillMeasurements

  static func rows(_ state: CockpitState) -> [Row] { state.kpis.figures.measurements }
  static func revision(_ state: CockpitState) -> Int { state.kpis.figures.revision }
  static func key(_ row: Row) -> Measurement.Identity { row.identity }
  static func edit(_ row: Row) -> Edit? { .put(row) }
  static func title(_ row: Row, _ session: Session) -> String {
    MeasurementGrid.title(row, session)
  }
  static func searchText(_ row: Row, _ session: Session) -> SearchText {
    MeasurementGrid.searchText(row, session)
  }
  static func columns(_ state: CockpitState) -> [GridColumn<Row>] {
    // The title already says who and what; the question here is where a figure came from.
    let columns = MeasurementGrid.columns(state).filter { $0.id != "influencer" }
    let first = ["day", "source", "kind"].compactMap { id in columns.first { $0.id == id } }
    return first + columns.filter { !["day", "source", "kind"].contains($0.id) }
  }
}
