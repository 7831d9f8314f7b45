import Charts
import Marketing
import Screen
import Workbench

extension Frame {
  mutating func drawKPIScreen(in body: Rect, _ state: CockpitState) {
    if state.isZoomed || body.width < 70 || body.height < 18 {
      draw(state.kpis.focus, in: body, state)
      return
    }
    // The chart gets the room that the list leaves.
    let wanted = max(6, listLength(KPIScreen.list(state), state) + 3)
    let chart = max(max(9, body.height * 45 / 100), min(body.height - wanted, body.height * 2 / 3))
    let rows = body.split(rows: [.fixed(chart), .fill()])
    let targets = min(max(34, body.width * 36 / 100), 58)
    let top = rows[0].split(columns: [.fill(), .fixed(targets)])
    draw(.chart, in: top[0], state)
    draw(.targets, in: top[1], state)
    draw(.list, in: rows[1], state)
  }

  private mutating func draw(_ pane: KPIState.Pane, in area: Rect, _ state: CockpitState) {
    hits.panes.append((area, pane.rawValue))
    switch pane {
    case .chart: drawCourse(in: area, state)
    case .targets: drawTargets(in: area, state)
    case .list: drawList(in: area, state)
    }
  }

  private mutating func drawList(in area: Rect, _ state: CockpitState) {
    let kpis = state.kpis
    var notes = [kpis.range.title]
    let title: String
    switch (kpis.list, kpis.path.level) {
    case (.leaders, _):
      title = "Leaderboard by \(state.leaderKPI.title), adjusted towards peers"
    case (.figures, .groups):
      title = "KPIs by \(kpis.grouping.rawValue)"
      notes.insert(kpis.showsTypical ? "typical creator (median)" : "ratio of sums", at: 0)
      if kpis.showsBefore, let days = kpis.range.days(today: state.today) {
        let before = days.preceding
        notes.append(
          "against \(CourseText.short(before.lowerBound))–\(CourseText.short(before.upperBound))")
      }
    case (.figures, .creators): title = kpis.path.title + " › influencers"
    case (.figures, .posts): title = kpis.path.title + " › posts"
    case (.figures, .measurements): title = kpis.path.title + " › measurements"
    }
    if state.document?.figures.kpis.ledger?.countsSomeSources(of: state.campaignInView) == true {
      notes.append("one source's orders count: U")
    }
    let isFocused = kpis.focus == .list
    let inner = drawPaneFrame(
      title: title, note: notes.joined(separator: " · "), isFocused: isFocused, in: area, state)
    draw(KPIScreen.list(state), in: inner, isFocused: isFocused, state)
    if listLength(KPIScreen.list(state), state) == 0 {
      let text =
        state.document?.figures.kpis.awaited != nil
        ? "Adding up the figures …"
        : !When.hasCampaigns(state)
          ? "Nothing was measured here: there is no campaign yet. 1 goes to the dashboard, Tab to the budget, a adds one."
          : "Nothing was measured here. :feeds brings figures in, i imports a file, M enters a measurement."
      for (index, line) in wrap(text, to: max(1, inner.width - 2)).prefix(inner.height).enumerated()
      {
        canvas.write(
          line, in: inner.row(index + 1).inset(columns: 1), style: state.style(.muted))
      }
    }
  }

  private func listLength<Grid: GridSource>(_ grid: Grid.Type, _ state: CockpitState) -> Int {
    state[Grid.self].order.count
  }

  /// The KPI's trend over time, as a chart or as numbers.
  private mutating func drawCourse(in area: Rect, _ state: CockpitState) {
    let course = state.kpis.figures.course
    let isFocused = state.kpis.focus == .chart
    var note = state.kpis.range.title
    if course.omitted > 0 { note = "\(course.omitted) more: mark rows to choose · " + note }
    let reading = CourseText.reading(state.kpis.reading, state.kpis.step)
    let inner = drawPaneFrame(
      title: "\(course.kpi.title), \(reading)", note: note, isFocused: isFocused, in: area, state)
    hits.plot = nil
    if state.kpis.showsNumbers {
      draw(CourseGrid.self, in: inner, isFocused: isFocused, state)
      return
    }
    guard course.lines.contains(where: { $0.values.contains { $0 != nil } }) else {
      let text =
        course.kpi.usesCost
        ? "Costs have no date, so \(course.kpi.title) has no trend over time. ← and → in the table choose another KPI."
        : "Nothing to draw yet: \(course.kpi.title) was not measured\(state.kpis.range == .all ? "" : " in these days")."
      for (index, line) in wrap(text, to: max(1, inner.width - 2)).prefix(inner.height).enumerated()
      {
        canvas.write(line, in: inner.row(index).inset(columns: 1), style: state.style(.muted))
      }
      return
    }
    let plotHits = canvas.draw(
      CoursePlot.make(state, isFocused: isFocused), in: inner, theme: state.theme)
    hits.plot = plotHits
    if isFocused, state.layers.isEmpty { canvas.cursor = plotHits.cursor }
  }
}

/// The chart of the KPI screen.
enum CoursePlot {
  static func make(_ state: CockpitState, isFocused: Bool) -> Plot {
    let course = state.kpis.figures.course
    let currency = state.document?.session.settings.currency ?? .usDollar
    let roles: [Role] = [.chart1, .chart2, .chart3, .chart4]
    let shapes = PlotShape.allCases
    let series = course.lines.enumerated().map { place, line in
      var role = roles[place % roles.count]
      if case .tier(let tier) = line.key { role = TierRole.role(tier) }
      return Plot.Series(
        line.label, values: line.values, role: role,
        shape: course.lines.count > 1 ? shapes[place % shapes.count] : nil)
    }
    let step = state.kpis.step == .day ? 1 : 7
    var plot = Plot(
      series,
      x: .indices { index in
        course.periods.first.map { CourseText.short($0 + index * step) } ?? ""
      },
      y: PlotAxis(
        includesZero: true,
        minimumStep: course.kpi.unit == .count ? 1 : 0
      ) { KPIText.compact(course.kpi, $0, currency) })
    if isFocused { plot.cursor = state.kpis.period ?? max(0, course.periods.count - 1) }
    plot.selectedSeries = min(state.kpis.line, max(0, series.count - 1))
    if let first = course.periods.first, let last = course.periods.last, first <= state.today,
      state.today <= last + (step - 1)
    {
      plot.moment = Plot.Moment("today", at: Double(state.today - first) / Double(step))
    }
    plot.target = target(state, course)
    plot.ascii = !state.capabilities.unicode
    return plot
  }

  /// The campaign's target, where the lines can be compared with it: the running total, or a rate.
  private static func target(_ state: CockpitState, _ course: KPIFigures.Course) -> Plot.Target? {
    guard let scope = state.campaignInView,
      let campaign = state.document?.session.campaigns[scope],
      let target = campaign.targets.first(where: { $0.kpi == course.kpi })
    else { return nil }
    let addsUp = course.kpi.unit == .count || [.revenue, .netRevenue].contains(course.kpi)
    guard !addsUp || (state.kpis.reading == .cumulative && course.lines.count == 1) else {
      return nil
    }
    return Plot.Target("target", value: target.goal)
  }
}
