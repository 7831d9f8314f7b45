import Marketing
import Metrics
import Wording

extension Commands {
  static let kpiScreen: [Command] = [
    kpi("kpi-group", "Change the grouping", "t", hint: "group by") { state in
      let all = Dashboard.groupings
      let at = all.firstIndex(of: state.kpis.grouping) ?? 0
      state.group(by: all[(at + 1) % all.count])
    },
    kpi("kpi-typical", "Switch between the whole group and its typical creator (median)", "T") {
      state in
      state.kpis.showsTypical.toggle()
    },
    Command(
      "range", "Choose the days: all, today, 7d, 4w, or from..to", keys: ["d"],
      scope: .kpiScreen, hint: "days",
      argument: Command.Argument(
        title: "Days (all, 7d, 4w, today, 2026-03-01..2026-03-14)",
        initial: { $0.kpis.range.text },
        completion: .choices { _ in ["all", "today", "7d", "14d", "30d"] }),
      isEnabled: When.isOpen
    ) { state, text in
      do throws(EntryError) {
        state.kpis.range = try DateRange.read(text, today: state.today)
        state.screen = .kpis
        state.kpis.path = DrillPath()
        state.kpis.period = nil
      } catch {
        state.fail(error.message)
      }
      return []
    },
    kpi("before", "Compare with as many days before", "P") { state in
      if state.kpis.range == .all { state.kpis.range = .last(7) }
      state.kpis.showsBefore.toggle()
      state.say(
        state.kpis.showsBefore
          ? "\(state.kpis.range.title) against as many days before: d changes the days."
          : "No longer compared with the days before.")
    },
    kpi("weeks", "Switch the chart between days and weeks", "w", hint: "day/week") { state in
      state.kpis.step = state.kpis.step == .day ? .week : .day
      state.kpis.period = nil
    },
    kpi("cumulative", "Switch between each day's figure and the running total", "c", hint: "add up")
    {
      state in
      state.kpis.reading = state.kpis.reading == .cumulative ? .each : .cumulative
    },
    kpi("numbers", "Switch between chart and numbers", "n", hint: "numbers") { state in
      state.kpis.showsNumbers.toggle()
    },
    kpi("leaderboard", "Switch between leaderboard and figures", "L", hint: "leaders") { state in
      state.kpis.list = state.kpis.list == .leaders ? .figures : .leaders
      state.kpis.focus = .list
    },
    Command(
      "doubts", "Show doubtful figures: unattributed, totals that fell, conflicting codes",
      keys: ["U"],
      scope: .kpiScreen, hint: "doubts", isEnabled: When.isOpen
    ) { state, _ in
      state.layers.append(DoubtsText.view(state))
      return []
    },
    Command(
      "chart-words", "Describe the chart in words", keys: ["v"], scope: .chart,
      isEnabled: When.isOpen
    ) { state, _ in
      let lines = CoursePlot.make(state, isFocused: false).spoken().map { TextLine(text: $0) }
      state.layers.append(TextView("The chart in words", lines))
      return []
    },
    Command(
      "edit-targets", "Edit the campaign and its targets", keys: ["e", "enter"], scope: .targets,
      hint: "edit", isEnabled: When.canEditCampaign
    ) { state, _ in
      state.editCampaignInView()
      return []
    },
    drill(.drillGroups, "drill-group", "Show the influencers behind the row") { state in
      state.drillIntoGroup()
    },
    drill(.drillCreators, "drill-creator", "Show the influencer's posts") { state in
      state.drillIntoCreator()
    },
    drill(.drillPosts, "drill-post", "Show the measurements behind the post") { state in
      guard let post = PostGrid.cursorRow(state) else { return }
      state.kpis.path.post = DrillPath.Post(id: post.id, label: post.label)
      state.kpis.measurements = GridState()
    },
    drill(.leaders, "drill-leader", "Show the influencer's posts") { state in
      guard let row = LeaderGrid.cursorRow(state) else { return }
      state.kpis.list = .figures
      state.kpis.grouping = .influencer
      let id = row.entry.influencer
      state.kpis.path = DrillPath(
        group: DrillPath.Group(
          key: .influencer(id), dimension: .influencer, label: "@" + row.entry.handle),
        creator: DrillPath.Creator(id: id, label: row.entry.handle))
    },
    Command(
      "up-level", "Go back up a level", keys: ["backspace"], scope: .kpiScreen, hint: "up",
      isEnabled: When.canGoUp
    ) { state, _ in
      if state.kpis.list == .leaders {
        state.kpis.list = .figures
      } else {
        _ = state.kpis.path.goUp()
      }
      state.kpis.focus = .list
      return []
    },
  ]

  private static func kpi(
    _ id: String, _ title: String, _ key: String, hint: String? = nil,
    _ run: @escaping @Sendable (inout CockpitState) -> Void
  ) -> Command {
    Command(
      id, title, keys: [key], scope: .kpiScreen, hint: hint, isEnabled: When.isOpen
    ) { state, _ in
      state.screen = .kpis
      run(&state)
      return []
    }
  }

  private static func drill(
    _ scope: Command.Scope, _ id: String, _ title: String,
    _ run: @escaping @Sendable (inout CockpitState) -> Void
  ) -> Command {
    Command(
      id, title, keys: ["enter"], scope: scope, hint: "open",
      isEnabled: When.isOnKPIs
    ) { state, _ in
      run(&state)
      return []
    }
  }
}

extension When {
  static let isOnKPIs: @Sendable (CockpitState) -> Bool = {
    $0.document != nil && $0.screen == .kpis
  }
  static let canGoUp: @Sendable (CockpitState) -> Bool = {
    isOnKPIs($0) && ($0.kpis.path.level != .groups || $0.kpis.list == .leaders)
  }
}

extension CockpitState {
  mutating func group(by dimension: Dimension) {
    kpis.grouping = dimension
    kpis.path = DrillPath()
    kpis.list = .figures
    kpis.line = 0
  }

  mutating func drillIntoGroup() {
    guard let row = DrillGroupGrid.cursorRow(self) else { return }
    var group = DrillPath.Group(key: row.key, dimension: kpis.grouping, label: row.label)
    if row.key == .total { group.label = "All" }
    kpis.path = DrillPath(group: group)
    kpis.creators = GridState(keepingSetupOf: kpis.creators)
    kpis.posts = GridState(keepingSetupOf: kpis.posts)
    guard group.isSingle else { return }
    var who: InfluencerID?
    if case .influencer(let id) = row.key { who = id }
    kpis.path.creator = DrillPath.Creator(id: who, label: row.label)
  }

  mutating func drillIntoCreator() {
    guard let row = DrillCreatorGrid.cursorRow(self) else { return }
    var who: InfluencerID?
    if case .influencer(let id) = row.key { who = id }
    kpis.path.creator = DrillPath.Creator(id: who, label: who == nil ? "everybody" : row.label)
    kpis.posts = GridState(keepingSetupOf: kpis.posts)
  }
}

extension GridState {
  /// Keeps sorting and columns, but not cursor, marks and filter: the rows are different ones now.
  init(keepingSetupOf former: GridState) {
    self.init()
    sort = former.sort
    hidden = former.hidden
    shown = former.shown
    column = former.column
  }
}
