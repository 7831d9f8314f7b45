import Screen

/// Something above the screen that has the keyboard until it closes: a dialog, a form, the palette.
protocol Layer: Sendable {
  /// What its commands' identifiers begin with.
  static var name: String { get }
  /// What the help calls it.
  static var title: String { get }
  /// What its keys do, in the order of the bottom line.
  static var commands: [LayerCommand<Self>] { get }
  /// What only this one can do, before the rest: the answers to a question.
  var ownCommands: [LayerCommand<Self>] { get }
  /// Letters go into a field, so that only other keys are commands of the shell.
  var takesText: Bool { get }
  /// It draws on the bottom line itself.
  var coversBottomLine: Bool { get }
  /// Keeps in step with the session, before a key is taken in; false where there is nothing left to show.
  mutating func follow(_ state: CockpitState) -> Bool
  /// Takes a key that is no command, or leaves it to the layers and commands below.
  mutating func type(_ key: Key, _ state: inout CockpitState) -> LayerResult
  mutating func paste(_ text: String, _ state: inout CockpitState) -> LayerResult
  mutating func click(_ mouse: Mouse, in area: Rect, _ state: inout CockpitState) -> LayerResult
  func draw(in area: Rect, _ state: CockpitState, on canvas: inout Canvas)
  /// What it is for, above its keys in the help.
  func help(_ state: CockpitState) -> [TextLine]
}

/// What became of an input. Effects follow either way.
enum LayerResult {
  case consumed([Effect] = [])
  case closed([Effect] = [])
  case ignored
}

/// A key and what it does, as the bottom line shows it.
struct Hint: Hashable, Sendable {
  let keys: String
  let title: String

  init(_ keys: String, _ title: String) {
    self.keys = keys
    self.title = title
  }
}

extension Layer {
  var ownCommands: [LayerCommand<Self>] { [] }
  var takesText: Bool { false }
  var coversBottomLine: Bool { false }
  func follow(_ state: CockpitState) -> Bool { true }
  func type(_ key: Key, _ state: inout CockpitState) -> LayerResult { .consumed() }
  func paste(_ text: String, _ state: inout CockpitState) -> LayerResult { .consumed() }
  func click(_ mouse: Mouse, in area: Rect, _ state: inout CockpitState) -> LayerResult {
    .consumed()
  }
  func help(_ state: CockpitState) -> [TextLine] { [] }
}
