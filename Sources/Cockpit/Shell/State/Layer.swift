import Screen

/// Something above the screen that has the keyboard until it closes: a dialog, a form, the palette.
protocol Layer: Sendable {
  /// Takes a key, or leaves it to the layers and commands below.
  mutating func handle(_ key: Key, _ state: inout CockpitState) -> LayerResult
  mutating func paste(_ text: String, _ state: inout CockpitState) -> LayerResult
  mutating func click(_ mouse: Mouse, in area: Rect, _ state: inout CockpitState) -> LayerResult
  func draw(in area: Rect, _ state: CockpitState, on canvas: inout Canvas)
  /// The keys that matter now, for the bottom line.
  var hints: [Hint] { get }
  /// It draws on the bottom line itself.
  var coversBottomLine: Bool { get }
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
  var coversBottomLine: Bool { false }
  mutating func paste(_ text: String, _ state: inout CockpitState) -> LayerResult { .consumed() }
  mutating func click(_ mouse: Mouse, in area: Rect, _ state: inout CockpitState) -> LayerResult {
    .consumed()
  }
}
