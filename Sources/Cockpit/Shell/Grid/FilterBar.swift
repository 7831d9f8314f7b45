import Screen
import Widgets

/// The filter line: the table follows as you type. Enter keeps the filter, Esc restores the old one.
struct FilterBar: Layer {
  private var input: TextField
  private let former: String

  init(_ state: CockpitState) {
    former = state.filterText
    input = TextField(former)
  }

  static let name = "filter"
  static let title = "Filtering"
  static let commands: [LayerCommand<FilterBar>] = [
    LayerCommand("keep", "Keep the filter", keys: ["enter"], hint: "keep") { _, _ in .closed() },
    LayerCommand("back", "Go back to the previous filter", keys: ["escape"], hint: "back") {
      bar, state in
      state.filterText = bar.former
      return .closed()
    },
  ]

  let takesText = true

  mutating func type(_ key: Key, _ state: inout CockpitState) -> LayerResult {
    switch key.code {
    case .down, .up, .pageDown, .pageUp: return .ignored
    case .left, .right, .home, .end, .backspace, .delete, .insert,
      .character, .enter, .tab, .escape, .function:
      guard input.handle(key) else { return .consumed() }
      state.filterText = input.text
      return .consumed()
    }
  }

  mutating func paste(_ text: String, _ state: inout CockpitState) -> LayerResult {
    input.insert(text)
    state.filterText = input.text
    return .consumed()
  }

  func draw(in area: Rect, _ state: CockpitState, on canvas: inout Canvas) {
    // The bottom line is just below the area.
    let row = Rect(x: area.x, y: area.maxY, width: area.width, height: 1)
    canvas.fill(row, style: state.style(.input))
    let label = "Filter: "
    canvas.write(label, in: row, style: state.style(.accent).over(state.style(.input)))
    canvas.cursor = canvas.draw(
      input, in: row.inset(left: displayWidth(label)), style: state.style(.input),
      placeholder: "tier:micro followers>10k er>4 -niche:food is:booked",
      placeholderStyle: state.style(.muted).over(state.style(.input)))
  }

  let coversBottomLine = true
}

extension CockpitState {
  /// The filter of the focused table.
  var filterText: String {
    get { focusedGrid.map { filter(of: $0) } ?? "" }
    set { if let grid = focusedGrid { setFilter(newValue, of: grid) } }
  }

  private func filter<Grid: GridSource>(of grid: Grid.Type) -> String {
    self[Grid.self].filter
  }

  private mutating func setFilter<Grid: GridSource>(_ text: String, of grid: Grid.Type) {
    self[Grid.self].filter = text
  }
}
