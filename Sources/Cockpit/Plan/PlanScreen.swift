import LineUps
import Marketing
import Screen

/// The third screen: goal, budget, hours and limits on one side, the best line-up for them on the other, with what it
/// brings, how far from the best possible it may be, and the curve over the share of megas.
enum PlanScreen: ScreenKind {
  static let scope = Command.Scope.planScreen

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

  static func grid(_ state: CockpitState) -> (any GridSource.Type)? {
    state.plan.focus == .lineUp ? PlanGrid.self : nil
  }

  /// The outcome scrolls; the curve is read point by point.
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

  static func write(_ state: CockpitState, to view: inout [String: String]) {
    view["plan.focus"] = state.plan.focus.rawValue
    view["plan.all"] = state.plan.showsAll ? "yes" : "no"
    state.plan.grid.write(to: &view, "plan.grid")
    guard let session = state.document?.session else { return }
    for (id, options) in state.plan.options {
      guard let campaign = session.campaigns[id], options != state.planDefaults(campaign) else {
        continue
      }
      view["plan.asked.\(id.number)"] = PlanAsked(options, session).text
    }
  }

  static func restore(_ state: inout CockpitState, from view: [String: String]) {
    var plan = PlanState()
    plan.focus = view["plan.focus"].flatMap(PlanState.Pane.init(rawValue:)) ?? .lineUp
    plan.showsAll = view["plan.all"] == "yes"
    plan.grid = GridState(view, "plan.grid")
    state.plan = plan
    guard let session = state.document?.session else { return }
    for campaign in session.campaigns.rows {
      guard let text = view["plan.asked.\(campaign.id.number)"] else { continue }
      state.plan.options[campaign.id] = PlanAsked.read(
        text, session, campaign, state.planDefaults(campaign))
    }
  }
}

extension CockpitState {
  /// Says the point of the curve that is read.
  mutating func sayPoint() {
    guard let study = plan.study, let curve = study.curve, let document else { return }
    let best = curve.points.firstIndex { $0.share == curve.sweetSpot?.share } ?? 0
    let at = plan.point ?? best
    guard curve.points.indices.contains(at) else { return }
    let point = curve.points[at]
    let measure = study.plan.draft.options.measure
    let figures = PlanFigures(currency: document.session.settings.currency)
    say(
      "\(Format.decimal(point.share * 100, digits: 0))% for megas: \(figures.amount(point.value, measure)) "
        + "(\(figures.value(point.band.p10, measure)) – \(figures.value(point.band.p90, measure))) with "
        + "\(Format.plural(point.plan.lineUp.count, "booking"))")
  }
}

/// What was asked of a plan as a line of text, so that a session can keep it.
struct PlanAsked {
  let text: String

  init(_ options: PlanOptions, _ session: Session) {
    let currency = session.settings.currency
    func list(_ ids: Set<InfluencerID>) -> String {
      ids.sorted().map { String($0.number) }.joined(separator: " ")
    }
    let parts = [
      "goal=\(options.goal.rawValue)",
      "blend=\(options.blend?.text ?? "")",
      "budget=\(options.budget.map { Format.money($0, currency) } ?? "")",
      "hours=\(options.hours.map { Format.decimal(Double($0.hundredths) / 100, digits: 2) } ?? "")",
      "margin=\(options.margin.map { Format.decimal($0.fraction * 100, digits: 4) } ?? "")",
      "limits=\(options.limitsText)",
      "must=\(list(options.must))", "ban=\(list(options.banned))",
      "fees="
        + options.fees.sorted { $0.key < $1.key }
        .map { "\($0.key.number):\($0.value.minorUnits)" }.joined(separator: " "),
      "cautious=\(options.isCautious)", "afresh=\(!options.keepsCommitted)",
    ]
    text = parts.joined(separator: "; ")
  }

  /// What can't be read any more is left as it is at first.
  static func read(
    _ text: String, _ session: Session, _ campaign: Campaign, _ initial: PlanOptions
  ) -> PlanOptions {
    var request = PlanRequest(session, campaign)
    request.options = initial
    func ids(_ text: Substring) -> Set<InfluencerID> {
      Set(
        text.split(separator: " ").compactMap { Int($0) }.map { InfluencerID($0) }
          .filter { session.roster[$0] != nil })
    }
    for part in text.split(separator: ";") {
      let sides = part.trimmed.split(
        separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard sides.count == 2 else { continue }
      let value = String(sides[1])
      switch sides[0] {
      case "goal": try? request.setGoal(value)
      case "blend": if !value.isEmpty { try? request.setGoal(value) }
      case "budget": try? request.setBudget(value)
      case "hours": try? request.setHours(value)
      case "margin": try? request.setMargin(value)
      case "limits": try? request.setLimits(value)
      case "must": request.options.must = ids(sides[1])
      case "ban": request.options.banned = ids(sides[1])
      case "fees":
        for entry in sides[1].split(separator: " ") {
          let numbers = entry.split(separator: ":").compactMap { Int64($0) }
          guard numbers.count == 2, numbers[1] > 0 else { continue }
          request.options.fees[InfluencerID(Int(numbers[0]))] = Money(minorUnits: numbers[1])
        }
      case "cautious": request.options.isCautious = value == "true"
      case "afresh": request.options.keepsCommitted = value != "true"
      default: break
      }
    }
    return request.options
  }
}

extension PlanOptions.Blend {
  var text: String {
    [("awareness", awareness), ("engagement", engagement), ("conversions", conversions)]
      .filter { $0.1 > 0 }.map { "\($0.0)=\(Int($0.1))" }.joined(separator: ",")
  }
}
