import Screen

enum KPIScreen: ScreenKind {
  static let scope = Command.Scope.kpiScreen
  static func panes(_ state: CockpitState) -> [String] { [] }
  static func focusedPane(_ state: CockpitState) -> String { "" }
  static func focus(_ pane: String, _ state: inout CockpitState) {}
  static func paneScope(_ state: CockpitState) -> Command.Scope { .drill }
  static func grid(_ state: CockpitState) -> (any GridSource.Type)? { nil }
  static func arrange(_ state: inout CockpitState) -> [Effect] { [] }
  static func draw(_ frame: inout Frame, in body: Rect, _ state: CockpitState) {}
  static func write(_ state: CockpitState, to view: inout [String: String]) {}
  static func restore(_ state: inout CockpitState, from view: [String: String]) {}
}
