import Marketing
import Metrics
import Screen
import Wording
import Workbench

extension ScreenID {
  static let kpis = ScreenID("kpis", KPIScreen.self)
}

extension Command.Scope {
  static let kpiScreen = Command.Scope("kpi-screen", "KPI screen")
  static let chart = Command.Scope("chart", "Trend over time")
  static let numbers = Command.Scope("numbers", "Trend in numbers")
  static let targets = Command.Scope("targets", "Targets")
  static let drillGroups = Command.Scope("groups", "KPI screen: groups")
  static let drillCreators = Command.Scope("creators", "KPI screen: influencers")
  static let drillPosts = Command.Scope("posts", "KPI screen: posts")
  static let drillMeasurements = Command.Scope("drilled", "KPI screen: measurements")
  static let leaders = Command.Scope("leaders", "Leaderboard")
}

/// The fourth screen: the trend over time, the targets, and the figures, level by level down to the measurements.
enum KPIScreen: ScreenKind {
  static let key = "4"
  static let title = "KPIs: trend over time, targets, and the figures in detail"
  static let scope = Command.Scope.kpiScreen
  static let commands = Commands.kpiScreen
  static var tables: [any PaneTable.Type] {
    [
      CourseGrid.self, DrillGroupGrid.self, DrillCreatorGrid.self, PostGrid.self,
      DrillMeasurementGrid.self, LeaderGrid.self,
    ]
  }

  static func panes(_ state: CockpitState) -> [String] { KPIState.Pane.allCases.map(\.rawValue) }
  static func focusedPane(_ state: CockpitState) -> String { state.kpis.focus.rawValue }
  static func focus(_ pane: String, _ state: inout CockpitState) {
    if let pane = KPIState.Pane(rawValue: pane) { state.kpis.focus = pane }
  }

  static func paneScope(_ state: CockpitState) -> Command.Scope {
    if let grid = grid(state) { return grid.scope }
    return state.kpis.focus == .chart ? .chart : .targets
  }

  static func grid(_ state: CockpitState) -> (any PaneTable.Type)? {
    switch state.kpis.focus {
    case .targets: nil
    case .chart: state.kpis.showsNumbers ? CourseGrid.self : nil
    case .list: list(state)
    }
  }

  /// The table in the list pane.
  static func list(_ state: CockpitState) -> any GridSource.Type {
    if state.kpis.list == .leaders { return LeaderGrid.self }
    return switch state.kpis.path.level {
    case .groups: DrillGroupGrid.self
    case .creators: DrillCreatorGrid.self
    case .posts: PostGrid.self
    case .measurements: DrillMeasurementGrid.self
    }
  }

  /// In the chart, up and down move from line to line; in the targets, from campaign to campaign.
  static func moveRow(_ state: inout CockpitState, _ step: (Int) -> Int) {
    guard state.kpis.focus == .chart else { return state.moveCampaign(step) }
    let lines = state.kpis.figures.course.lines.count
    state.kpis.line = max(0, min(step(state.kpis.line), lines - 1))
    state.sayReading()
  }

  /// In the chart, left and right move from period to period.
  static func moveColumn(_ state: inout CockpitState, _ step: Int) {
    guard state.kpis.focus == .chart else { return }
    let count = state.kpis.figures.course.periods.count
    guard count > 0 else { return }
    state.kpis.period = max(0, min((state.kpis.period ?? count - 1) + step, count - 1))
    state.sayReading()
  }

  static func press(_ mouse: Mouse, in pane: String, _ state: inout CockpitState) -> Bool {
    guard pane == KPIState.Pane.chart.rawValue, !state.kpis.showsNumbers,
      let hits = state.hits.plot
    else { return false }
    if let series = hits.series(at: mouse.position) { state.kpis.line = series }
    if let index = hits.index(at: mouse.position) { state.kpis.period = index }
    state.sayReading()
    return true
  }

  static func arrange(_ state: inout CockpitState) -> [Effect] { state.arrangeKPIs() }

  static func draw(_ frame: inout Frame, in body: Rect, _ state: CockpitState) {
    frame.drawKPIScreen(in: body, state)
  }

  static func write(_ state: CockpitState, to view: inout SavedView) {
    let kpis = state.kpis
    view["kpis.focus"] = kpis.focus.rawValue
    view["kpis.grouping"] = kpis.grouping.rawValue
    view["kpis.list"] = kpis.list.rawValue
    view["kpis.range"] = kpis.range.text
    view["kpis.typical"] = kpis.showsTypical ? "yes" : "no"
    view["kpis.before"] = kpis.showsBefore ? "yes" : "no"
    view["kpis.weeks"] = kpis.step == .week ? "yes" : "no"
    view["kpis.reading"] = kpis.reading == .cumulative ? "cumulative" : "each"
    view["kpis.numbers"] = kpis.showsNumbers ? "yes" : "no"
    kpis.groups.write(to: &view, "kpis.groups")
    kpis.creators.write(to: &view, "kpis.creators")
    kpis.posts.write(to: &view, "kpis.posts")
    kpis.leaders.write(to: &view, "kpis.leaders")
  }

  static func restore(_ state: inout CockpitState, from view: SavedView) {
    var kpis = KPIState()
    kpis.focus = view["kpis.focus"].flatMap(KPIState.Pane.init(rawValue:)) ?? .list
    let grouping = view["kpis.grouping"].flatMap(Dimension.init(rawValue:))
    kpis.grouping = grouping.flatMap { $0 == .total ? nil : $0 } ?? .tier
    kpis.list = view["kpis.list"].flatMap(KPIState.List.init(rawValue:)) ?? .figures
    kpis.range = (try? DateRange.read(view["kpis.range"] ?? "", today: state.today)) ?? .all
    kpis.showsTypical = view["kpis.typical"] == "yes"
    kpis.showsBefore = view["kpis.before"] == "yes"
    kpis.step = view["kpis.weeks"] == "yes" ? .week : .day
    kpis.reading = view["kpis.reading"] == "cumulative" ? .cumulative : .each
    kpis.showsNumbers = view["kpis.numbers"] == "yes"
    kpis.groups = GridState(view, "kpis.groups")
    kpis.creators = GridState(view, "kpis.creators")
    kpis.posts = GridState(view, "kpis.posts")
    kpis.leaders = GridState(view, "kpis.leaders")
    state.kpis = kpis
  }

  static func help(_ state: CockpitState) -> [TextLine] { DrillHelp.lines(state) }

  static func markedInfluencers(_ state: CockpitState) -> Set<InfluencerID> {
    state.kpis.groups.markedInfluencers.union(state.kpis.creators.markedInfluencers)
      .union(state.kpis.leaders.marks)
  }
}

extension CockpitState {
  /// Says the value under the cursor of the chart.
  mutating func sayReading() {
    let course = kpis.figures.course
    guard let currency = document?.session.settings.currency, !course.lines.isEmpty else { return }
    let line = course.lines[min(kpis.line, course.lines.count - 1)]
    let index = min(kpis.period ?? course.periods.count - 1, course.periods.count - 1)
    guard index >= 0, index < line.values.count else { return }
    let value =
      line.values[index].map { KPIText.compact(course.kpi, $0, currency) } ?? "nothing measured"
    say(
      "\(CourseText.period(course.periods[index], kpis.step)) · \(line.label): \(course.kpi.title) \(value)"
    )
  }
}
