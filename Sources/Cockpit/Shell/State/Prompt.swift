import Screen
import Widgets
import Wording

/// Asks for one line of text, with completion on Tab.
struct Prompt: Layer {
  let question: String
  let completion: Command.Argument.Completion
  private var input: TextField
  /// What Tab offers; for a path, taken from the file system.
  private(set) var candidates: [String] = []
  private var chosen = -1
  private let submit: @Sendable (String, inout CockpitState) -> [Effect]

  init(
    _ title: String, initial: String = "", completion: Command.Argument.Completion = .none,
    submit: @escaping @Sendable (String, inout CockpitState) -> [Effect]
  ) {
    question = title
    self.completion = completion
    self.submit = submit
    input = TextField(initial)
  }

  static let name = "prompt"
  static let title = "Prompts"
  static let commands: [LayerCommand<Prompt>] = [
    LayerCommand("go", "Accept what was typed", keys: ["enter"], hint: "go") { prompt, state in
      let text = prompt.input.text.trimmed
      return text.isEmpty ? .consumed() : .closed(prompt.submit(text, &state))
    },
    .close("Cancel", keys: ["escape"], hint: "cancel"),
    LayerCommand(
      "complete", "Complete what was typed; again goes to the next match", keys: ["tab"],
      hint: "complete"
    ) { $0.complete($1) }.when {
      if case .none = $0.completion { false } else { true }
    },
  ]

  let takesText = true

  mutating func type(_ key: Key, _ state: inout CockpitState) -> LayerResult {
    guard input.handle(key) else { return .consumed() }
    candidates = []
    chosen = -1
    return .consumed()
  }

  mutating func paste(_ text: String, _ state: inout CockpitState) -> LayerResult {
    input.insert(text)
    return .consumed()
  }

  private mutating func complete(_ state: CockpitState) -> LayerResult {
    if !candidates.isEmpty {
      chosen = (chosen + 1) % candidates.count
      input = TextField(candidates[chosen])
      return .consumed()
    }
    switch completion {
    case .none: return .consumed()
    case .path: return .consumed([.completePath(input.text)])
    case .choices(let choices):
      let typed = Folding.fold(input.text)
      offer(choices(state).filter { Folding.fold($0).hasPrefix(typed) })
      return .consumed()
    }
  }

  /// Completes the text to what the candidates have in common, then goes through them one by one.
  mutating func offer(_ candidates: [String]) {
    guard let first = candidates.first else { return }
    let common = candidates.dropFirst().reduce(first) { $0.commonPrefix(with: $1) }
    if common.count > input.text.count { input = TextField(common) }
    self.candidates = candidates.count == 1 ? [] : candidates
    chosen = -1
  }

  func draw(in area: Rect, _ state: CockpitState, on canvas: inout Canvas) {
    let dialog = state.style(.dialog)
    let shown = min(candidates.count, max(0, area.height - 6), 8)
    let box = area.centered(Size(width: min(area.width, 76), height: 3 + shown))
    canvas.fill(box, style: dialog)
    let inner = canvas.box(
      box, border: state.border, title: question, style: state.style(.borderFocused).over(dialog))
    let first = max(0, min(chosen - shown / 2, candidates.count - shown))
    for line in 0..<shown {
      let role: Role = first + line == chosen ? .selection : .muted
      canvas.write(
        candidates[first + line], in: inner.row(line + 1), style: state.style(role).over(dialog))
    }
    canvas.cursor = canvas.draw(input, in: inner.row(0), style: state.style(.input))
  }
}

extension String {
  func commonPrefix(with other: String) -> String {
    String(zip(self, other).prefix { $0 == $1 }.map(\.0))
  }
}
