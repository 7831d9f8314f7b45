import LineUps
import Marketing
import Screen
import Wording
import Workbench

extension ScreenID {
  static let plan = ScreenID("plan", PlanScreen.self)
}

extension Command.Scope {
  static let planScreen = Command.Scope("plan-screen", "Plan")
  static let lineUp = Command.Scope("line-up", "Plan: line-up")
  static let planOutcome = Command.Scope("outcome", "Plan: outcome")
  static let planCurve = Command.Scope("curve", "Plan: curve")
}

/// The third screen: the best line-up for a goal, a budget, hours and limits, what it should bring, how far it may be
/// from the best possible, and the outcome for every share of megas.
enum PlanScreen: ScreenKind {
  static let key = "3"
  static let title = "Plan: the best line-up for the goal, the budget and the hours"
  static let scope = Command.Scope.planScreen
  static let commands = Commands.plan
  static var tables: [any PaneTable.Type] { [PlanGrid.self] }

  static func panes(_ state: CockpitState) -> [String] { PlanState.Pane.allCases.map(\.rawValue) }
  static func focusedPane(_ state: CockpitState) -> String { state.plan.focus.rawValue }
  static func focus(_ pane: String, _ state: inout CockpitState) {
    if let pane = PlanState.Pane(rawValue: pane) { state.plan.focus = pane }
  }

  static func paneScope(_ state: CockpitState) -> Command.Scope {
    switch state.plan.focus {
    case .lineUp: .lineUp
    case .outcome: .planOutcome
    case .curve: .planCurve
    }
  }

  static func grid(_ state: CockpitState) -> (any PaneTable.Type)? {
    state.plan.focus == .lineUp ? PlanGrid.self : nil
  }

  /// The outcome scrolls; in the curve the cursor moves from point to point.
  static func moveRow(_ state: inout CockpitState, _ step: (Int) -> Int) {
    guard state.plan.focus == .outcome else { return }
    let count = PlanOutcome.lines(state, width: 60).count
    state.plan.scroll = max(0, min(step(state.plan.scroll), count - 1))
  }

  static func moveColumn(_ state: inout CockpitState, _ step: Int) {
    guard state.plan.focus == .curve, let curve = state.plan.study?.curve,
      !curve.points.isEmpty
    else { return }
    let best = curve.points.firstIndex { $0.share == curve.sweetSpot?.share } ?? 0
    let at = (state.plan.point ?? best) + step
    state.plan.point = max(0, min(at, curve.points.count - 1))
    state.sayPoint()
  }

  static func press(_ mouse: Mouse, in pane: String, _ state: inout CockpitState) -> Bool {
    guard pane == PlanState.Pane.curve.rawValue, let hits = state.hits.plot,
      let index = hits.index(at: mouse.position)
    else { return false }
    state.plan.point = index
    state.sayPoint()
    return true
  }

  static func arrange(_ state: inout CockpitState) -> [Effect] { state.arrangePlan() }

  static func draw(_ frame: inout Frame, in body: Rect, _ state: CockpitState) {
    frame.drawPlanScreen(in: body, state)
  }

  static func help(_ state: CockpitState) -> [TextLine] { PlanWhy.lines(state) }

  static func write(_ state: CockpitState, to view: inout SavedView) {
    view["plan.focus"] = state.plan.focus.rawValue
    view["plan.all"] = state.plan.showsAll ? "yes" : "no"
    state.plan.grid.write(to: &view, "plan.grid")
  }

  static func ask(_ state: CockpitState, _ requests: inout SavedRequests) {
    guard let session = state.document?.session else { return }
    for id in state.plan.requests.keys {
      guard let campaign = session.campaigns[id] else { continue }
      let request = state.planRequest(campaign)
      if request != PlanRequest(campaign) { requests.plans[id] = request }
    }
  }

  static func adopt(_ requests: SavedRequests, _ state: inout CockpitState) {
    state.plan.requests = requests.plans
  }

  static func restore(_ state: inout CockpitState, from view: SavedView) {
    var plan = PlanState()
    plan.focus = view["plan.focus"].flatMap(PlanState.Pane.init(rawValue:)) ?? .lineUp
    plan.showsAll = view["plan.all"] == "yes"
    plan.grid = GridState(view, "plan.grid")
    state.plan = plan
    guard let session = state.document?.session else { return }
    for campaign in session.campaigns.rows {
      state.plan.requests[campaign.id] = view.keptPlan(session, campaign)
    }
  }
}

extension CockpitState {
  /// Says the figures of the point under the curve's cursor.
  mutating func sayPoint() {
    guard let study = plan.study, let curve = study.curve, let document else { return }
    let best = curve.points.firstIndex { $0.share == curve.sweetSpot?.share } ?? 0
    let at = plan.point ?? best
    guard curve.points.indices.contains(at) else { return }
    let point = curve.points[at]
    let measure = study.plan.draft.request.measure
    let figures = PlanFigures(currency: document.session.settings.currency)
    say(
      "\(PercentText.whole(point.share)) for megas: \(figures.amount(point.value, measure)) "
        + "(\(figures.value(point.band.p10, measure)) – \(figures.value(point.band.p90, measure))) with "
        + "\(CountText.plural(point.plan.lineUp.count, "booking"))")
  }
}
