import Comparison
import Marketing
import Screen
import Workbench

extension ScreenID {
  static let compare = ScreenID("compare", CompareScreen.self)
}

extension Command.Scope {
  static let compareScreen = Command.Scope("compare-screen", "Compare")
  static let comparedKPIs = Command.Scope("compared-kpis", "Compare: KPIs")
  static let claims = Command.Scope("claims", "Compare: claims")
  static let comparePicture = Command.Scope("picture", "Compare: chart")
}

/// The second screen: two segments side by side, KPI by KPI, and an answer for the goal.
enum CompareScreen: ScreenKind {
  static let key = "2"
  static let title = "Compare: mega and micro, or any two segments, side by side"
  static let scope = Command.Scope.compareScreen
  static let commands = Commands.compare
  static var tables: [any PaneTable.Type] { [CompareGrid.self, ClaimGrid.self] }

  static func panes(_ state: CockpitState) -> [String] {
    CompareState.Pane.allCases.map(\.rawValue)
  }
  static func focusedPane(_ state: CockpitState) -> String { state.compare.focus.rawValue }
  static func focus(_ pane: String, _ state: inout CockpitState) {
    if let pane = CompareState.Pane(rawValue: pane) { state.compare.focus = pane }
  }

  static func paneScope(_ state: CockpitState) -> Command.Scope {
    grid(state)?.scope ?? .comparePicture
  }

  static func grid(_ state: CockpitState) -> (any PaneTable.Type)? {
    switch state.compare.focus {
    case .kpis: CompareGrid.self
    case .claims: ClaimGrid.self
    case .picture: nil
    }
  }

  /// Up and down switch between the two sides' marks, or move from mark to mark.
  static func moveRow(_ state: inout CockpitState, _ step: (Int) -> Int) {
    if state.compare.picture == .distribution, let hits = state.hits.strip,
      let place = state.compare.place, let cell = hits.cell(of: place)
    {
      state.compare.place =
        hits.place(inRow: max(0, min(1, step(place.row))), nearest: cell.x) ?? place
      state.walkMarks(0)
    } else {
      state.walkMarks(step(0) < 0 ? -1 : 1)
    }
  }

  static func moveColumn(_ state: inout CockpitState, _ step: Int) { state.walkMarks(step) }

  static func press(_ mouse: Mouse, in pane: String, _ state: inout CockpitState) -> Bool {
    guard pane == CompareState.Pane.picture.rawValue else { return false }
    if let place = state.hits.strip?.places(at: mouse.position).first {
      state.compare.place = place
    }
    if let item = state.hits.scatter?.item(nearest: mouse.position) { state.compare.item = item }
    state.walkMarks(0)
    return true
  }

  static func arrange(_ state: inout CockpitState) -> [Effect] { state.arrangeCompare() }

  static func draw(_ frame: inout Frame, in body: Rect, _ state: CockpitState) {
    frame.drawCompareScreen(in: body, state)
  }

  static func help(_ state: CockpitState) -> [TextLine] { CompareHelp.lines(state) }

  static func write(_ state: CockpitState, to view: inout SavedView) {
    let compare = state.compare
    view["compare.focus"] = compare.focus.rawValue
    view["compare.picture"] = compare.picture.rawValue
    compare.table.write(to: &view, "compare.table")
    compare.claims.write(to: &view, "compare.claims")
  }

  static func ask(_ state: CockpitState, _ requests: inout SavedRequests) {
    var request = state.compare.request
    // A what-if isn't saved.
    request.whatIf = WhatIf()
    requests.comparison = request == ComparisonRequest() ? nil : request
    requests.pairs = state.compare.remembered
  }

  static func adopt(_ requests: SavedRequests, _ state: inout CockpitState) {
    let whatIf = state.compare.whatIf
    state.compare.take(requests.comparison ?? ComparisonRequest(), whatIf: whatIf)
    state.compare.remembered = requests.pairs
  }

  static func restore(_ state: inout CockpitState, from view: SavedView) {
    var compare = CompareState(view.keptComparison)
    compare.focus = view["compare.focus"].flatMap(CompareState.Pane.init(rawValue:)) ?? .kpis
    compare.picture =
      view["compare.picture"].flatMap(CompareState.Picture.init(rawValue:)) ?? .distribution
    compare.remembered = view.requests.pairs
    if compare.remembered.isEmpty { compare.remembered = ComparedLines.pairs(view) }
    compare.table = GridState(view, "compare.table")
    compare.claims = GridState(view, "compare.claims")
    state.compare = compare
  }
}
