import Insight
import Marketing
import Screen

/// The second screen: two segments side by side, the verdict for each goal, what is said of mega and micro, and
/// pictures.
enum CompareScreen: ScreenKind {
  static let scope = Command.Scope.compareScreen

  static func panes(_ state: CockpitState) -> [String] {
    CompareState.Pane.allCases.map(\.rawValue)
  }
  static func focusedPane(_ state: CockpitState) -> String { state.compare.focus.rawValue }
  static func focus(_ pane: String, _ state: inout CockpitState) {
    if let pane = CompareState.Pane(rawValue: pane) { state.compare.focus = pane }
  }
  static func paneScope(_ state: CockpitState) -> Command.Scope { .compareScreen }
  static func grid(_ state: CockpitState) -> (any GridSource.Type)? { nil }

  static func moveRow(_ state: inout CockpitState, _ step: (Int) -> Int) {
    func moved(_ place: Int, _ count: Int) -> Int { max(0, min(step(place), count - 1)) }
    switch state.compare.focus {
    case .kpis:
      state.compare.row = moved(state.compare.row, ComparisonKPI.table.count)
      if let row = state.compare.figures?.comparison[state.compare.kpi] {
        state.say("\(row.kpi.title): \(row.kpi.formula). \(CompareText.spoken(row))")
      }
    case .claims:
      state.compare.claim = moved(
        state.compare.claim, state.compare.figures?.claims.count ?? 0)
      if let claim = state.compare.figures?.claims[state.compare.claim] { state.say(claim.figure) }
    case .picture:
      let forward = step(0) > 0
      if state.compare.picture == .scatter {
        state.walk(forward ? 1 : -1)
      } else if let hits = state.hits.strip {
        let row = forward ? 1 : 0
        let column = state.compare.place.flatMap { hits.cell(of: $0)?.x } ?? hits.area.x
        if let place = hits.place(inRow: row, nearest: column) {
          state.compare.place = place
          state.sayMark()
        }
      }
    }
  }

  static func moveColumn(_ state: inout CockpitState, _ step: Int) {
    if state.compare.focus == .picture { state.walk(step) }
  }

  static func press(_ mouse: Mouse, in pane: String, _ state: inout CockpitState) -> Bool {
    switch CompareState.Pane(rawValue: pane) {
    case .picture:
      if let index = state.hits.scatter?.item(nearest: mouse.position) {
        state.compare.point = index
      } else if let place = state.hits.strip?.places(at: mouse.position).first {
        state.compare.place = place
      } else {
        return false
      }
      state.sayMark()
      return true
    case .kpis, .claims:
      guard let hit = state.hits.lines.first(where: { $0.row.contains(mouse.position) }) else {
        return false
      }
      if pane == CompareState.Pane.kpis.rawValue {
        state.compare.row = hit.index
      } else {
        state.compare.claim = hit.index
      }
      return true
    case nil: return false
    }
  }

  static func arrange(_ state: inout CockpitState) -> [Effect] { state.arrangeComparison() }

  static func draw(_ frame: inout Frame, in body: Rect, _ state: CockpitState) {
    frame.drawCompareScreen(in: body, state)
  }

  static func write(_ state: CockpitState, to view: inout [String: String]) {
    let compare = state.compare
    view["compare.focus"] = compare.focus.rawValue
    view["compare.picture"] = compare.picture.rawValue
    view["compare.left"] = compare.left?.description
    view["compare.right"] = compare.right?.description
    view["compare.mix"] = compare.mix?.rawValue
    view["compare.kpi"] = compare.kpi.rawValue
    if !compare.remembered.isEmpty {
      view["compare.remembered"] = compare.remembered.map(\.description).joined(separator: "\n")
    }
    if let audience = compare.audience {
      view["compare.universe"] = "\(audience.universe)"
      view["compare.overlap"] = audience.overlap.map { "\($0)" }
    }
  }

  static func restore(_ state: inout CockpitState, from view: [String: String]) {
    func segment(_ text: some StringProtocol) -> Segment? { try? Segment(text: String(text)) }
    var compare = CompareState()
    compare.focus = view["compare.focus"].flatMap(CompareState.Pane.init(rawValue:)) ?? .kpis
    compare.picture =
      view["compare.picture"].flatMap(CompareState.Picture.init(rawValue:)) ?? .strip
    compare.left = view["compare.left"].flatMap { segment($0) }
    compare.right = view["compare.right"].flatMap { segment($0) }
    compare.mix = view["compare.mix"].flatMap(LikeForLike.Mix.init(rawValue:))
    let kpi = view["compare.kpi"].flatMap(ComparisonKPI.init(rawValue:))
    compare.row = kpi.flatMap { ComparisonKPI.table.firstIndex(of: $0) } ?? 0
    compare.remembered = (view["compare.remembered"] ?? "").split(separator: "\n").compactMap {
      segment($0)
    }
    compare.audience = view["compare.universe"].flatMap { Int($0) }.flatMap {
      Audience(universe: $0, overlap: view["compare.overlap"].flatMap { Int($0) })
    }
    state.compare = compare
  }
}

extension CockpitState {
  /// Goes from mark to mark in a picture, and says whose it is.
  fileprivate mutating func walk(_ step: Int) {
    switch compare.picture {
    case .scatter: compare.point = hits.scatter?.item(step, from: compare.point)
    case .strip: compare.place = hits.strip?.place(step, from: compare.place)
    }
    sayMark()
  }

  fileprivate mutating func sayMark() {
    guard let figures = compare.figures else { return }
    switch compare.picture {
    case .scatter:
      guard let point = compare.point, figures.points.indices.contains(point) else { return }
      let mark = figures.points[point]
      say(
        "@\(printable(mark.handle)) · \(Format.compact(Int(mark.followers))) followers · ER/reach \(Format.percent(mark.rate))"
      )
    case .strip:
      guard let place = compare.place, let strip = compare.strip,
        strip.sides.indices.contains(place.row),
        strip.sides[place.row].indices.contains(place.index)
      else { return }
      let mark = strip.sides[place.row][place.index]
      let value = CompareText.value(strip.kpi, mark.value, figures.comparison.currency)
      let side = place.row == 0 ? figures.names.left : figures.names.right
      say("@\(printable(mark.handle)) · \(side) · \(strip.kpi.title) \(value)")
    }
  }
}
