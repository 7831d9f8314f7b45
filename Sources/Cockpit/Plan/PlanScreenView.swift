import Charts
import LineUps
import Marketing
import Screen
import Wording
import Workbench

extension Frame {
  mutating func drawPlanScreen(in body: Rect, _ state: CockpitState) {
    guard state.plannedCampaign != nil else {
      let inner = drawPaneFrame(title: "Plan", isFocused: true, in: body, state)
      let text =
        "A plan is for a campaign, and there is none yet: 1 goes to the dashboard, Tab to the budget, a adds one."
      for (index, line) in wrap(text, to: max(1, inner.width - 2)).prefix(inner.height).enumerated()
      {
        canvas.write(line, in: inner.row(index).inset(columns: 1), style: state.style(.muted))
      }
      return
    }
    if state.isZoomed || body.width < 70 || body.height < 18 {
      draw(state.plan.focus, in: body, state)
      return
    }
    let outcome = PlanOutcome.lines(state, width: max(10, body.width / 2 - 4)).count
    let bottom = min(max(10, outcome + 2), max(10, body.height / 2))
    let rows = body.split(rows: [.fill(), .fixed(bottom)])
    let columns = rows[1].split(columns: [.fixed(body.width / 2), .fill()])
    draw(.lineUp, in: rows[0], state)
    draw(.outcome, in: columns[0], state)
    draw(.curve, in: columns[1], state)
  }

  private mutating func draw(_ pane: PlanState.Pane, in area: Rect, _ state: CockpitState) {
    hits.panes.append((area, pane.rawValue))
    switch pane {
    case .lineUp: drawLineUp(in: area, state)
    case .outcome: drawOutcome(in: area, state)
    case .curve: drawCurve(in: area, state)
    }
  }

  private mutating func drawLineUp(in area: Rect, _ state: CockpitState) {
    guard let campaign = state.plannedCampaign, let request = state.planRequest,
      let currency = state.document?.session.settings.currency
    else { return }
    let isFocused = state.plan.focus == .lineUp
    let answer = PlanOutcome.answer(state)
    let asked = "Plan \(campaign.name): \(request.title(for: campaign, currency, isShort: true))"
    let inner = drawPaneFrame(
      title: asked,
      note: displayWidth(asked) + displayWidth(answer) + 8 <= area.width ? answer : "",
      isFocused: isFocused, in: area, state)
    var table = inner
    if displayWidth(asked) + displayWidth(answer) + 8 > area.width, inner.height > 3 {
      let rows = inner.split(rows: [.fixed(1), .fill()])
      canvas.write(answer, in: rows[0].inset(columns: 1), style: state.style(.accent))
      table = rows[1]
    }
    draw(PlanGrid.self, in: table, isFocused: isFocused, state)
    guard state.plan.grid.order.isEmpty else { return }
    let text: String
    if let problem = state.plan.problems.first {
      text = problem
    } else if state.plan.study == nil {
      text = "Planning …"
    } else if !state.plan.rows.isEmpty {
      text = "Nobody matches the filter. Esc clears it."
    } else {
      text = "Nobody is in the line-up. A shows everybody, o changes the limits."
    }
    for (index, line) in wrap(text, to: max(1, table.width - 2)).prefix(max(0, table.height - 1))
      .enumerated()
    {
      canvas.write(line, in: table.row(index + 1).inset(columns: 1), style: state.style(.muted))
    }
  }

  private mutating func drawOutcome(in area: Rect, _ state: CockpitState) {
    let isFocused = state.plan.focus == .outcome
    let lines = PlanOutcome.lines(state, width: max(10, area.width - 4))
    let height = max(0, area.height - 2)
    let top = max(0, min(state.plan.scroll, lines.count - height))
    let more = lines.count - top - height
    let inner = drawPaneFrame(
      title: "Outcome", note: more > 0 ? "\(more) more lines" : "", isFocused: isFocused,
      in: area, state)
    for (index, line) in lines.dropFirst(top).prefix(inner.height).enumerated() {
      canvas.write(line.text, in: inner.row(index).inset(columns: 1), style: state.style(line.role))
    }
  }

  /// The outcome by share of megas, with the obvious plans at their places.
  private mutating func drawCurve(in area: Rect, _ state: CockpitState) {
    let isFocused = state.plan.focus == .curve
    let measure = state.planRequest?.measure.title ?? ""
    let title = "\(measure.prefix(1).uppercased())\(measure.dropFirst()) by share of megas"
    hits.plot = nil
    guard let study = state.plan.study, let curve = study.curve, curve.points.count > 1 else {
      let inner = drawPaneFrame(title: title, isFocused: isFocused, in: area, state)
      for (index, line) in wrap(curveNote(state), to: max(1, inner.width - 2))
        .prefix(inner.height).enumerated()
      {
        canvas.write(line, in: inner.row(index).inset(columns: 1), style: state.style(.muted))
      }
      return
    }
    let best =
      curve.sweetSpot.map {
        "\(curve.isAtEdge ? "highest at the edge," : "best at") \(PercentText.whole($0.share))"
      } ?? ""
    let inner = drawPaneFrame(
      title: title, note: best, isFocused: isFocused, in: area, state)
    let plot = MegaPlot.make(study, curve, state, isFocused: isFocused)
    let plotHits = canvas.draw(plot, in: inner, theme: state.theme)
    hits.plot = plotHits
    if isFocused, state.layers.isEmpty { canvas.cursor = plotHits.cursor }
  }

  private func curveNote(_ state: CockpitState) -> String {
    guard let study = state.plan.study else { return "" }
    guard let curve = study.curve else {
      if state.task == nil, !study.plan.isFeasible {
        return "No share of megas is within the limits."
      }
      return state.planRequest?.budget == nil
        ? "A share of the budget needs a budget: o sets one." : "Working out the curve …"
    }
    if state.planRequest?.budget == nil {
      return "A share of the budget needs a budget: o sets one."
    }
    guard let point = curve.points.first else { return "No share of megas is within the limits." }
    return
      "Only a share of \(PercentText.whole(point.share)) for megas is within the limits; what is contracted "
      + "leaves no room for another. P plans from scratch."
  }
}

enum MegaPlot {
  static func make(
    _ study: PlanStudy, _ curve: MegaCurve, _ state: CockpitState, isFocused: Bool
  ) -> Plot {
    let measure = study.plan.draft.request.measure
    let currency = state.document?.session.settings.currency ?? .usDollar
    let figures = PlanFigures(currency: currency)
    let points = curve.points
    var series = [
      Plot.Series(
        "~ best mix", values: points.map(\.value), role: .estimated,
        shape: nil)
    ]
    let roles: [Role] = [.tierMega, .tierMicro, .chart3]
    let shapes = PlotShape.allCases
    for (place, rival) in study.obvious.enumerated() {
      guard let band = rival.band else { continue }
      let share = share(of: rival)
      let at = points.indices.min {
        abs(points[$0].share - share) < abs(points[$1].share - share)
      }
      series.append(
        Plot.Series(
          rival.kind.rawValue, values: points.indices.map { $0 == at ? band.mean : nil },
          role: roles[place % roles.count], shape: shapes[(place + 1) % shapes.count]))
    }
    var plot = Plot(
      series,
      x: .indices { index in
        points.indices.contains(index)
          ? PercentText.whole(points[index].share) : ""
      },
      y: PlotAxis(includesZero: true, minimumStep: 0) { figures.value($0, measure) })
    plot.band = Plot.Band(
      "P10–P90", low: points.map(\.band.p10), high: points.map(\.band.p90))
    let best = points.firstIndex { $0.share == curve.sweetSpot?.share } ?? 0
    // Where the outcome still rises at the edge of what is within the limits, nobody knows where it would turn.
    plot.moment = Plot.Moment(curve.isAtEdge ? "highest" : "sweet spot", at: Double(best))
    if isFocused { plot.cursor = min(state.plan.point ?? best, points.count - 1) }
    plot.ascii = !state.capabilities.unicode
    return plot
  }

  /// The megas' share of a plan's cost.
  private static func share(of rival: ObviousPlan) -> Double {
    switch rival.kind {
    case .allMega: return 1
    case .allMicro: return 0
    case .bookedNow:
      guard rival.cost > .zero else { return 0 }
      let mega = rival.lineUp.filter { $0.tier == .mega }.reduce(Money.zero) { $0 + $1.cost }
      return Double(mega.minorUnits) / Double(rival.cost.minorUnits)
    }
  }
}
