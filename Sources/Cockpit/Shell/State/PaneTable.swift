import Screen

/// A pane with rows and columns: what keys and the mouse need to know about it.
protocol PaneTable: Sendable {
  /// The commands that work in it.
  static var scope: Command.Scope { get }
  /// Moves the cursor; `step` maps its place to the new one, which may be out of range.
  static func moveRow(_ state: inout CockpitState, _ step: (Int) -> Int)
  static func moveColumn(_ state: inout CockpitState, _ step: Int)
  static func click(_ mouse: Mouse, _ state: inout CockpitState)
  /// The words that `is:` takes in its filter, each with what it means.
  static var stateWords: [(name: String, title: String)] { get }
}
