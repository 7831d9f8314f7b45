import Screen

/// A question with a few answers, each with its own key.
struct Confirm: Layer {
  struct Answer: Sendable {
    let key: Character
    let title: String
    let act: @Sendable (inout CockpitState) -> [Effect]

    /// Closes the layer and acts.
    func command<Target: Layer>(isFirst: Bool = true) -> LayerCommand<Target> {
      let word = String(key)
      return LayerCommand(
        word, title, keys: [word, word.uppercased()] + (isFirst ? ["enter"] : []),
        hint: title.lowercased()
      ) { _, state in .closed(act(&state)) }
    }
  }

  let heading: String
  let text: String
  let answers: [Answer]

  init(title: String, text: String, answers: [Answer]) {
    heading = title
    self.text = text
    self.answers = answers
  }

  static let name = "question"
  static let title = "Questions"
  static let commands: [LayerCommand<Confirm>] = [
    .close("Cancel", keys: ["escape"], hint: "cancel")
  ]

  var ownCommands: [LayerCommand<Confirm>] {
    answers.enumerated().map { place, answer in answer.command(isFirst: place == 0) }
  }

  func draw(in area: Rect, _ state: CockpitState, on canvas: inout Canvas) {
    let dialog = state.style(.dialog)
    let width = min(area.width, 64)
    let lines = wrap(text, to: max(1, width - 4))
    let box = area.centered(Size(width: width, height: lines.count + answers.count + 4))
    canvas.fill(box, style: dialog)
    let inner = canvas.box(
      box, border: state.border, title: heading, style: state.style(.borderFocused).over(dialog)
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
}
