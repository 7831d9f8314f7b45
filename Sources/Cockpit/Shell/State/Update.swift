import Marketing
import Screen

extension CockpitState {
  /// The only way the state changes: applies an action and returns what must be done outside.
  mutating func update(_ action: Action) -> [Effect] {
    take(action) + settle()
  }

  /// The first half of an update, up to what has to be written: it costs the same however many rows there are, so
  /// that a change is on its way to the disk before a long table is put in order.
  mutating func take(_ action: Action) -> [Effect] {
    switch action {
    case .event(let event):
      isArranged = false
      return receive(event)
    case .clock(let day):
      isArranged = false
      today = day
      return []
    case .tick(let now):
      tick(now)
      return []
    case .effectEnded(.arrived(let edits)):
      receive(edits)
      return []
    case .effectEnded(let outcome):
      isArranged = false
      return receive(outcome)
    }
  }

  /// The second half: the screen catches up with the state.
  mutating func settle() -> [Effect] {
    guard !isArranged else { return [] }
    isArranged = true
    live.isStale = false
    return arrangeScreen() + recordRequests()
  }

  /// Works out what the current screen shows. The others catch up when they are shown.
  mutating func arrangeScreen() -> [Effect] {
    document == nil ? [] : screen.kind.arrange(&self)
  }

  private mutating func receive(_ event: Event) -> [Effect] {
    switch event {
    case .key(let key): return press(key)
    case .paste(let text): return paste(text)
    case .mouse(let mouse): return click(mouse)
    case .resize(let size):
      self.size = size
      return []
    case .resumed, .wake: return []
    case .terminate, .hangup:
      // Edits are in the journal, or on their way there; only the view still has to be saved.
      return [.leave(view: view)]
    }
  }

  /// On anything smaller, the screen only says so.
  static let smallest = Size(width: 40, height: 12)

  var isTooSmall: Bool { size.width < Self.smallest.width || size.height < Self.smallest.height }

  private mutating func press(_ key: Key) -> [Effect] {
    message = nil
    if isTooSmall {
      // Nobody should edit what they can't see, but leaving always works.
      guard key == Key(.character("q")) || key == Key(.character("c"), .control) else { return [] }
      layers = []
      return [.leave(view: view)]
    }
    if key == Key(.character("z"), .control) { return [.suspend] }
    if key.code == .escape, task?.isAutomatic == false, layers.isEmpty { return [.cancelTask] }
    if key == Key(.character("l"), .control) { return [.redraw] }
    if let effects = pressLayer(
      { $0.handle(key, &$1) }, quit: key == Key(.character("c"), .control))
    {
      return effects
    }
    guard document != nil else { return pressWelcome(key) }
    guard let command = command(for: key) else {
      if case .character = key.code { warn("\(key.notation) does nothing here. ? shows the keys.") }
      return []
    }
    return run(command)
  }

  /// Hands an input to the layers, topmost first; nil when none of them takes it.
  private mutating func pressLayer(
    _ body: (inout any Layer, inout CockpitState) -> LayerResult, quit: Bool = false
  ) -> [Effect]? {
    guard var layer = layers.popLast() else { return nil }
    if quit { return [] }
    let depth = layers.count
    switch body(&layer, &self) {
    case .consumed(let effects):
      layers.insert(layer, at: min(depth, layers.count))
      return effects
    case .closed(let effects): return effects
    case .ignored:
      layers.insert(layer, at: min(depth, layers.count))
      return nil
    }
  }

  private mutating func paste(_ text: String) -> [Effect] {
    guard !isTooSmall else { return [] }
    if let effects = pressLayer({ $0.paste(text, &$1) }) { return effects }
    warn("Text can only be pasted into a field: / filters, e edits a cell.")
    return []
  }
}
