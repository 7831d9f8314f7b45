import Screen

/// A pane with rows and columns, as far as keys and the mouse need to know it.
protocol PaneTable: Sendable {
  /// The commands that work in it.
  static var scope: Command.Scope { get }
  /// Moves the cursor; `step` gets the place and returns the new one, however far off.
  static func moveRow(_ state: inout CockpitState, _ step: (Int) -> Int)
  static func moveColumn(_ state: inout CockpitState, _ step: Int)
  static func click(_ mouse: Mouse, _ state: inout CockpitState)
  /// What `is:` of the filter knows of its rows: the words, each with what it says of a row.
  static var stateWords: [(name: String, title: String)] { get }
}
