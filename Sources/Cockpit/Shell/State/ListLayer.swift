/// A layer with a list, one line of which is selected.
protocol ListLayer: Layer {
  var selected: Int { get set }
  func count(_ state: CockpitState) -> Int
  /// Selects the line, or the nearest one that exists.
  mutating func select(_ place: Int, _ state: CockpitState)
}

extension ListLayer {
  /// The keys that move through any list.
  static var moving: [LayerCommand<Self>] {
    [
      move("down", "Go down", ["down", "j"]) { $0 + 1 },
      move("up", "Go up", ["up", "k"]) { $0 - 1 },
      move("page-down", "Go down a page", ["pagedown", "ctrl-d"]) { $0 + 10 },
      move("page-up", "Go up a page", ["pageup", "ctrl-u"]) { $0 - 10 },
      move("first", "Go to the first", ["home", "g"]) { _ in 0 },
      move("last", "Go to the last", ["end", "G"]) { _ in Int.max },
    ]
  }

  private static func move(
    _ id: String, _ title: String, _ keys: [String], _ step: @escaping @Sendable (Int) -> Int
  ) -> LayerCommand<Self> {
    LayerCommand(id, title, keys: keys) { layer, state in
      layer.select(step(layer.selected), state)
      return .consumed()
    }
  }

  /// Selects the line, or the nearest one that exists.
  mutating func select(_ place: Int, _ state: CockpitState) {
    selected = max(0, min(place, count(state) - 1))
  }
}
