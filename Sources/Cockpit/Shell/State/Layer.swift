import Screen

/// A dialog, a form, the palette: on top of the screen, with the keyboard until it closes.
protocol Layer: Sendable {
  /// The prefix of its commands' identifiers.
  static var name: String { get }
  /// What the help calls it.
  static var title: String { get }
  /// What its keys do, in the order of the bottom line.
  static var commands: [LayerCommand<Self>] { get }
  /// Commands of this very instance, listed first: the answers to a question.
  var ownCommands: [LayerCommand<Self>] { get }
  /// Letters go into a text field, so only other keys reach the shell's commands.
  var takesText: Bool { get }
  /// It draws the bottom line itself.
  var coversBottomLine: Bool { get }
  /// Brings the layer up to date with the session before each key; false when there is nothing left to show.
  mutating func follow(_ state: CockpitState) -> Bool
  /// Handles a key that is no command of its own, or passes it to the layers and commands below.
  mutating func type(_ key: Key, _ state: inout CockpitState) -> LayerResult
  mutating func paste(_ text: String, _ state: inout CockpitState) -> LayerResult
  mutating func click(_ mouse: Mouse, in area: Rect, _ state: inout CockpitState) -> LayerResult
  func draw(in area: Rect, _ state: CockpitState, on canvas: inout Canvas)
  /// An explanation, shown above its keys in the help.
  func help(_ state: CockpitState) -> [TextLine]
}

/// Whether an input was used up. Effects may follow either way.
enum LayerResult {
  case consumed([Effect] = [])
  case closed([Effect] = [])
  case ignored
}

/// A key and what it does, as shown on the bottom line.
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
