import Screen

/// A scrolling text on top of the screen: the keys, a formula, a report, or what something would change.
struct TextView: Layer {
  let heading: String
  let lines: [TextLine]
  /// What `Enter` does instead of closing it.
  private let answer: Confirm.Answer?
  private var top = 0

  init(_ title: String, _ lines: [TextLine], answer: Confirm.Answer? = nil) {
    heading = title
    self.lines = lines
    self.answer = answer
  }

  var ownCommands: [LayerCommand<TextView>] { answer.map { [$0.command()] } ?? [] }

  static let name = "text"
  static let title = "Texts"
  static let commands: [LayerCommand<TextView>] = [
    scroll("down", "Go down", ["down", "j"], hint: "scroll", sign: "↑↓") { top, _ in top + 1 },
    scroll("up", "Go up", ["up", "k"]) { top, _ in top - 1 },
    scroll("page-down", "Go down a page", ["pagedown", "space", "ctrl-d"]) { $0 + $1 },
    scroll("page-up", "Go up a page", ["pageup", "ctrl-u"]) { $0 - $1 },
    scroll("first", "Go to the beginning", ["home", "g"]) { _, _ in 0 },
    scroll("last", "Go to the end", ["end", "G"]) { _, _ in Int.max },
    .close(keys: ["escape", "enter", "q", "?"]),
  ]

  /// `step` gets the first visible line and the number of lines on a page.
  private static func scroll(
    _ id: String, _ title: String, _ keys: [String], hint: String? = nil, sign: String? = nil,
    _ step: @escaping @Sendable (Int, Int) -> Int
  ) -> LayerCommand<TextView> {
    LayerCommand(id, title, keys: keys, hint: hint, sign: sign) { layer, state in
      let page = max(1, state.size.height - 6)
      layer.top = max(0, min(step(layer.top, page), layer.last(state.size)))
      return .consumed()
    }
  }

  mutating func click(_ mouse: Mouse, in area: Rect, _ state: inout CockpitState) -> LayerResult {
    switch mouse.action {
    case .wheelDown: top = min(top + 3, last(state.size))
    case .wheelUp: top = max(0, top - 3)
    case .press, .release, .doubleClick: break
    }
    return .consumed()
  }

  private var keyWidth: Int { lines.compactMap(\.key).map { displayWidth($0) + 3 }.max() ?? 0 }

  /// The lines as they are broken on a screen of this width.
  private func broken(_ width: Int) -> [(key: String?, text: String, role: Role)] {
    let keyWidth = keyWidth
    var drawn: [(key: String?, text: String, role: Role)] = []
    for line in lines {
      let indent = line.key == nil ? 0 : keyWidth
      for (index, text) in wrap(line.text, to: max(1, width - 4 - indent)).enumerated() {
        drawn.append((line.key.map { index == 0 ? $0 : "" }, text, line.role))
      }
    }
    return drawn
  }

  /// The first line of the last page: between the screen's first and last line, and the frame's.
  private func last(_ size: Size) -> Int {
    max(0, broken(min(size.width, 78)).count - max(1, size.height - 4))
  }

  func draw(in area: Rect, _ state: CockpitState, on canvas: inout Canvas) {
    let dialog = state.style(.dialog)
    let width = min(area.width, 78)
    let keyWidth = keyWidth
    let drawn = broken(width)
    let box = area.centered(Size(width: width, height: min(area.height, drawn.count + 2)))
    canvas.fill(box, style: dialog)
    let height = max(0, box.height - 2)
    let first = max(0, min(top, drawn.count - height))
    let position = drawn.count > height ? "\(min(drawn.count, first + height))/\(drawn.count)" : ""
    let inner = canvas.box(
      box, border: state.border, title: heading, note: position,
      style: state.style(.borderFocused).over(dialog)
    ).inset(columns: 1)
    for (offset, line) in drawn.dropFirst(first).prefix(height).enumerated() {
      let row = inner.row(offset)
      if let key = line.key {
        canvas.write(key, in: row, style: state.style(.hintKey).over(dialog))
        canvas.write(
          line.text, in: row.inset(left: keyWidth), style: state.style(line.role).over(dialog))
      } else {
        canvas.write(line.text, in: row, style: state.style(line.role).over(dialog))
      }
    }
  }
}
