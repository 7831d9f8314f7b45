import Screen
import Widgets
import Wording

/// Every command by name. Typing narrows the list; a command's name followed by text runs it with that text.
struct CommandPalette: Layer {
  private var input = TextField("")
  private var selected = 0
  /// The commands of the layer below; nil for those of the shell and its screens.
  private let layerCommands: [Command]?

  init(_ state: CockpitState) { layerCommands = state.layers.last?.paletteCommands }

  private func commands(_ state: CockpitState) -> [Command] {
    (layerCommands ?? state.registry.commands).filter { $0.isEnabled(state) }
  }

  private struct Match {
    let command: Command
    let score: Int
  }

  private func matches(_ state: CockpitState) -> [Command] {
    let typed = Folding.fold(input.text.trimmed)
    let enabled = commands(state)
    if typed.isEmpty { return enabled }
    if let (command, _) = invocation(state) { return [command] }
    return enabled.compactMap { command in
      Fuzzy.score(typed, in: command.id + " " + Folding.fold(command.title)).map {
        Match(command: command, score: $0)
      }
    }.sorted { $0.score > $1.score }.map(\.command)
  }

  /// The command named exactly by the text, and the text that follows.
  private func invocation(_ state: CockpitState) -> (Command, String)? {
    let words = input.text.trimmed
    // `save as` is the same as `save-as`; the longest name wins.
    return commands(state).sorted {
      $0.id.count > $1.id.count
    }.lazy
      .compactMap { command -> (Command, String)? in
        let name = command.id
        let spaced = String(words.prefix(name.count).map { $0 == " " ? "-" : $0 }).lowercased()
        guard spaced == name else { return nil }
        let rest = words.dropFirst(name.count)
        guard rest.isEmpty || rest.first == " " else { return nil }
        if command.argument == nil, !rest.trimmed.isEmpty { return nil }
        return (command, rest.trimmed)
      }.first
  }

  static let name = "palette"
  static let title = "Palette"
  static let commands: [LayerCommand<CommandPalette>] = [
    LayerCommand("run", "Run the command", keys: ["enter"], hint: "run") { $0.enter(&$1) },
    choose("down", "Go down", ["down", "ctrl-n"], hint: "choose", sign: "↑↓") { $0 + 1 },
    choose("up", "Go up", ["up", "ctrl-p"]) { $0 - 1 },
    choose("page-down", "Go down a page", ["pagedown"]) { $0 + 10 },
    choose("page-up", "Go up a page", ["pageup"]) { $0 - 10 },
    LayerCommand("complete", "Complete the command's name", keys: ["tab"], hint: "complete") {
      layer, state in
      let matches = layer.matches(state)
      if !matches.isEmpty {
        layer.input = TextField(matches[min(layer.selected, matches.count - 1)].id + " ")
      }
      layer.select(layer.selected, state)
      return .consumed()
    },
    .close(keys: ["escape"]),
  ]

  private static func choose(
    _ id: String, _ title: String, _ keys: [String], hint: String? = nil, sign: String? = nil,
    _ step: @escaping @Sendable (Int) -> Int
  ) -> LayerCommand<CommandPalette> {
    LayerCommand(id, title, keys: keys, hint: hint, sign: sign) { layer, state in
      layer.select(step(layer.selected), state)
      return .consumed()
    }
  }

  let takesText = true

  private mutating func select(_ place: Int, _ state: CockpitState) {
    selected = max(0, min(place, matches(state).count - 1))
  }

  private func enter(_ state: inout CockpitState) -> LayerResult {
    let matches = matches(state)
    if let (command, text) = invocation(state) { return run(command, text, &state) }
    guard !matches.isEmpty else {
      state.fail("There is no command “\(input.text.trimmed)”. ? lists them all.")
      return .closed()
    }
    return run(matches[min(selected, matches.count - 1)], "", &state)
  }

  mutating func type(_ key: Key, _ state: inout CockpitState) -> LayerResult {
    if key.code == .backspace, input.text.isEmpty { return .closed() }
    guard input.handle(key) else { return .consumed() }
    select(0, state)
    return .consumed()
  }

  mutating func paste(_ text: String, _ state: inout CockpitState) -> LayerResult {
    input.insert(text)
    return .consumed()
  }

  private func run(_ command: Command, _ text: String, _ state: inout CockpitState) -> LayerResult {
    .closed(state.run(command, text))
  }

  mutating func click(_ mouse: Mouse, in area: Rect, _ state: inout CockpitState) -> LayerResult {
    let matches = matches(state)
    let list = inner(in: area).inset(top: 1)
    let index = mouse.position.y - list.y + top(list.height, matches.count)
    guard mouse.action == .press, list.contains(mouse.position), matches.indices.contains(index)
    else {
      return .consumed()
    }
    return run(matches[index], "", &state)
  }

  private func box(in area: Rect) -> Rect {
    area.centered(Size(width: 72, height: min(area.height, 18)))
  }
  private func inner(in area: Rect) -> Rect { box(in: area).inset(columns: 1, rows: 1) }
  private func top(_ height: Int, _ count: Int) -> Int {
    max(0, min(selected - height / 2, count - height))
  }

  func draw(in area: Rect, _ state: CockpitState, on canvas: inout Canvas) {
    let dialog = state.style(.dialog)
    let box = box(in: area)
    canvas.fill(box, style: dialog)
    canvas.box(
      box, border: state.border, title: "Commands", style: state.style(.borderFocused).over(dialog))
    let inner = inner(in: area)
    let prompt = inner.row(0)
    canvas.write(":", in: prompt, style: state.style(.accent).over(dialog))
    let matches = matches(state)
    let list = inner.inset(top: 1)
    let top = top(list.height, matches.count)
    for line in 0..<max(0, min(list.height, matches.count - top)) {
      let command = matches[top + line]
      let row = list.row(line)
      let isSelected = top + line == selected
      let style = isSelected ? state.style(.selection) : state.style(.text).over(dialog)
      if isSelected { canvas.fill(row, style: style) }
      let keys = state.keys(of: command).map(\.notation).joined(separator: " ")
      let note = keys.isEmpty ? ":" + command.id : keys
      let title = (isSelected ? "›" : " ") + command.title
      canvas.write(title, in: row.inset(right: displayWidth(note) + 2), style: style)
      let muted = isSelected ? style : state.style(.hintKey).over(dialog)
      canvas.write(note + " ", in: row, alignment: .right, style: muted)
    }
    if matches.isEmpty {
      canvas.write(
        " no such command", in: list.row(0), style: state.style(.muted).over(dialog))
    }
    canvas.cursor = canvas.draw(input, in: prompt.inset(left: 1), style: state.style(.input))
  }
}

/// Matches as fzf does: letters in order, scored higher when adjacent and at the start of words.
enum Fuzzy {
  /// Higher for a better match; nil when a letter is missing.
  static func score(_ pattern: String, in text: String) -> Int? {
    var score = 0
    var index = text.startIndex
    var previousMatched = false
    var previous: Character = " "
    for wanted in pattern {
      if wanted == " " {
        previousMatched = false
        continue
      }
      var found = false
      while index < text.endIndex {
        let character = text[index]
        let atWordStart = !previous.isLetter
        previous = character
        index = text.index(after: index)
        if character == wanted {
          score += previousMatched ? 8 : atWordStart ? 6 : 1
          previousMatched = true
          found = true
          break
        }
        previousMatched = false
        score -= 1
      }
      if !found { return nil }
    }
    // Letters scattered over a sentence don't count: Enter must not run what nobody meant.
    return score > 0 ? score : nil
  }
}
