import Screen

/// A question with a few answers, each on a key of its own.
struct Confirm: Layer {
  struct Answer: Sendable {
    let key: Character
    let title: String
    let act: @Sendable (inout CockpitState) -> [Effect]
  }

  let title: String
  let text: String
  let answers: [Answer]

  func handle(_ key: Key, _ state: inout CockpitState) -> LayerResult {
    if key.code == .escape { return .closed() }
    let answer: Answer? =
      if key.code == .enter {
        answers.first
      } else if case .character(let character) = key.code, key.modifiers.isEmpty {
        answers.first { $0.key == Character(character.lowercased()) }
      } else {
        nil
      }
    return answer.map { .closed($0.act(&state)) } ?? .consumed()
  }

  func draw(in area: Rect, _ state: CockpitState, on canvas: inout Canvas) {
    let dialog = state.style(.dialog)
    let width = min(area.width, 64)
    let lines = wrap(text, to: max(1, width - 4))
    let box = area.centered(Size(width: width, height: lines.count + answers.count + 4))
    canvas.fill(box, style: dialog)
    let inner = canvas.box(
      box, border: state.border, title: title, style: state.style(.borderFocused).over(dialog)
    )
    .inset(columns: 1)
    for (index, line) in lines.enumerated() {
      canvas.write(line, in: inner.row(index), style: state.style(.text).over(dialog))
    }
    for (index, answer) in answers.enumerated() {
      canvas.write(
        [
          (" \(answer.key) ", state.style(.hintKey).over(dialog)),
          (" " + answer.title, state.style(.text).over(dialog)),
        ], at: Point(x: inner.x, y: inner.y + lines.count + 1 + index), in: inner)
    }
  }

  var hints: [Hint] {
    answers.map { Hint(String($0.key), $0.title.lowercased()) } + [Hint("esc", "cancel")]
  }
}
