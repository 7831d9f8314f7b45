import Marketing
import Screen
import Wording

extension Frame {
  /// All three panes where there is room, else the focused one.
  mutating func drawDashboard(in body: Rect, _ state: CockpitState) {
    hits.dashboard = DashboardHits()
    let isSingle = state.isZoomed || body.width < 76 || body.height < 18
    if isSingle {
      drawPane(state.dashboard.focus, in: body, state)
      return
    }
    if body.width >= 110 {
      let kpiHeight = min(max(8, state.dashboard.kpiRows.count + 3), body.height / 3)
      let rows = body.split(rows: [.fill(), .fixed(kpiHeight)])
      let top = rows[0].split(columns: [.fill(), .fixed(min(56, body.width * 36 / 100))])
      drawPane(.table, in: top[0], state)
      drawPane(.campaigns, in: top[1], state)
      drawPane(.kpis, in: rows[1], state)
    } else {
      let rows = body.split(rows: [.fill(), .fixed(body.height / 2)])
      let bottom = rows[1].split(columns: [.fixed(body.width * 42 / 100), .fill()])
      drawPane(.table, in: rows[0], state)
      drawPane(.campaigns, in: bottom[0], state)
      drawPane(.kpis, in: bottom[1], state)
    }
  }

  private mutating func drawPane(_ pane: Dashboard.Pane, in area: Rect, _ state: CockpitState) {
    hits.panes.append((area, pane.rawValue))
    switch pane {
    case .campaigns: drawCampaigns(in: area, state)
    case .kpis: drawKPIs(in: area, state)
    case .table:
      switch state.dashboard.tab {
      case .roster: drawTable(RosterGrid.self, in: area, state)
      case .bookings: drawTable(BookingGrid.self, in: area, state)
      case .measurements: drawTable(MeasurementGrid.self, in: area, state)
      }
    }
  }

  /// Draws a pane's border and title; returns the area inside.
  mutating func drawFrame(
    of pane: Dashboard.Pane, title: String, note: String = "", in area: Rect, _ state: CockpitState
  ) -> Rect {
    let isFocused = state.dashboard.focus == pane
    return canvas.box(
      area, border: state.border, title: title, note: note,
      style: state.style(isFocused ? .borderFocused : .border),
      titleStyle: state.style(isFocused ? .title : .muted))
  }

  private mutating func drawTable<Grid: GridSource>(
    _ grid: Grid.Type, in area: Rect, _ state: CockpitState
  ) {
    let inner = drawFrame(of: .table, title: "", note: note(grid, state), in: area, state)
    drawTabs(in: area.row(0).inset(columns: 2), state)
    draw(grid, in: inner, isFocused: state.dashboard.focus == .table, state)
    if state[Grid.self].order.isEmpty {
      drawNothing(grid, in: inner.inset(top: 1), state)
    }
  }

  /// Says why the table is empty and what to do about it.
  private mutating func drawNothing<Grid: GridSource>(
    _ grid: Grid.Type, in area: Rect, _ state: CockpitState
  ) {
    let text =
      if !state[Grid.self].filter.isEmpty {
        "No \(Grid.noun.one) matches “\(state[Grid.self].filter)”. Esc clears the filter."
      } else {
        switch state.dashboard.tab {
        case .roster: "The roster is empty. a adds an influencer, i imports a file."
        case .bookings where !When.hasCampaigns(state):
          "No bookings here yet, and no campaign to book for: Tab to the budget, a adds one."
        case .measurements where !When.hasCampaigns(state):
          "No measurements here yet, and no campaign to measure: Tab to the budget, a adds one. i imports a file."
        case .bookings:
          "No bookings here yet. Mark influencers in the roster (r, space) and press B."
        case .measurements:
          "No measurements here yet. i imports a file, a enters a measurement."
        }
      }
    for (index, line) in wrap(text, to: max(1, area.width - 2)).prefix(area.height).enumerated() {
      canvas.write(line, in: area.row(index).inset(columns: 1), style: state.style(.muted))
    }
  }

  private mutating func drawTabs(in row: Rect, _ state: CockpitState) {
    guard let session = state.document?.session else { return }
    let scope = state.campaignInView
    var x = row.x
    for tab in Dashboard.Tab.allCases {
      let count =
        switch tab {
        case .roster: session.roster.count
        case .bookings:
          scope == nil
            ? session.bookings.count : session.bookings.rows.count { $0.campaign == scope }
        case .measurements: session.measurements.count
        }
      let isCurrent = tab == state.dashboard.tab
      let full = " \(tab.title) \(CountText.compact(count)) "
      // In a narrow window the other tabs show their key only.
      let text = row.width >= 64 || isCurrent ? full : " \(tab.title) "
      let width = displayWidth(text)
      guard x + width <= row.maxX else { return }
      let area = Rect(x: x, y: row.y, width: width, height: 1)
      let role: Role = isCurrent ? (state.dashboard.focus == .table ? .title : .text) : .muted
      canvas.write(text, in: area, style: state.style(role))
      hits.dashboard.tabs.append((area, tab))
      x += width + 1
    }
  }

  private func note<Grid: GridSource>(_ grid: Grid.Type, _ state: CockpitState) -> String {
    let now = state[Grid.self]
    var parts: [String] = []
    if !now.marks.isEmpty { parts.append("\(CountText.exact(now.marks.count)) marked") }
    if !now.filter.isEmpty { parts.append("filter: \(now.filter)") }
    parts.append(
      now.order.isEmpty
        ? "0" : "\(CountText.exact(now.position + 1))/\(CountText.exact(now.order.count))"
    )
    return parts.joined(separator: " · ")
  }

  private mutating func drawKPIs(in area: Rect, _ state: CockpitState) {
    let kind = state.dashboard.showsTypical ? "typical creator (median)" : "ratio of sums"
    let inner = drawFrame(
      of: .kpis, title: "KPIs by \(state.dashboard.grouping.rawValue)", note: kind, in: area, state)
    draw(KPIGrid.self, in: inner, isFocused: state.dashboard.focus == .kpis, state)
  }
}
