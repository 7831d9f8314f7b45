import Screen
import Widgets
import Wording

/// One of several things, chosen from a list that typing narrows; the highlighted one is explained below.
struct Picker: Layer {
  struct Item: Hashable, Sendable {
    /// What the choice means to whoever asked.
    var word: String
    var title: String
    /// At the right of its line.
    var note = ""
    /// Below the list while it is highlighted.
    var description = ""
    /// Other words to find it by.
    var synonyms = ""
  }

  let question: String
  private let items: [Item]
  /// What a text that is none of them would be, such as `new campaign`; nil if it must be one of them.
  private let other: String?
  private var input = TextField("")
  private var selected = 0
  private let submit: @Sendable (String, inout CockpitState) -> [Effect]

  init(
    _ question: String, _ items: [Item], other: String? = nil, selected: String? = nil,
    submit: @escaping @Sendable (String, inout CockpitState) -> [Effect]
  ) {
    self.question = question
    self.items = items
    self.other = other
    self.submit = submit
    self.selected = selected.flatMap { word in items.firstIndex { $0.word == word } } ?? 0
  }

  static let name = "picker"
  static let title = "Lists to choose from"
  static let commands: [LayerCommand<Picker>] = [
    LayerCommand("choose", "Take the highlighted one", keys: ["enter"], hint: "choose") {
      $0.choose(&$1)
    },
    move("down", "Go down", ["down", "ctrl-n", "tab"], hint: "next", sign: "↑↓") { $0 + 1 },
    move("up", "Go up", ["up", "ctrl-p", "shift-tab"]) { $0 - 1 },
    move("page-down", "Go down a page", ["pagedown"]) { $0 + 8 },
    move("page-up", "Go up a page", ["pageup"]) { $0 - 8 },
    .close("Choose nothing", keys: ["escape"], hint: "cancel"),
  ]

  private static func move(
    _ id: String, _ title: String, _ keys: [String], hint: String? = nil, sign: String? = nil,
    _ step: @escaping @Sendable (Int) -> Int
  ) -> LayerCommand<Picker> {
    LayerCommand(id, title, keys: keys, hint: hint, sign: sign) { picker, _ in
      picker.selected = max(0, min(step(picker.selected), picker.matches.count - 1))
      return .consumed()
    }
  }

  var takesText: Bool { true }

  func help(_ state: CockpitState) -> [TextLine] {
    let free = other.map { " A text that is none of them becomes a \($0)." } ?? ""
    return [
      TextLine(text: "Type a word of what you look for; the list shows what fits." + free),
      TextLine(text: ""),
    ]
  }

  /// What fits the typed text, best first; last what a new text would be.
  private var matches: [Item] {
    let typed = Folding.fold(input.text.trimmed)
    guard !typed.isEmpty else { return items }
    var found = items.enumerated().compactMap { place, item in
      Self.score(typed, item).map { (score: $0, place: place, item: item) }
    }
    found.sort { ($1.score, $0.place) < ($0.score, $1.place) }
    let isOne = items.contains { Folding.fold($0.title) == typed }
    let new = other.map {
      Item(word: input.text.trimmed, title: "“\(input.text.trimmed)”", note: $0)
    }
    return found.map(\.item) + (isOne ? [] : [new].compactMap(\.self))
  }

  /// Titles come before synonyms, beginnings before the rest.
  private static func score(_ typed: String, _ item: Item) -> Int? {
    let title = Folding.fold(item.title)
    if title.hasPrefix(typed) { return 5000 - title.count }
    if title.contains(" " + typed) { return 4000 - title.count }
    let words = Folding.fold(item.word + " " + item.synonyms)
    if words.contains(typed) { return 3000 }
    if Folding.fold(item.description).contains(typed) { return 2000 }
    return Fuzzy.score(typed, in: title)
  }

  private mutating func choose(_ state: inout CockpitState) -> LayerResult {
    let matches = matches
    guard matches.indices.contains(selected) else { return .consumed() }
    return .closed(submit(matches[selected].word, &state))
  }

  mutating func type(_ key: Key, _ state: inout CockpitState) -> LayerResult {
    if input.handle(key) { selected = 0 }
    return .consumed()
  }

  mutating func paste(_ text: String, _ state: inout CockpitState) -> LayerResult {
    input.insert(text)
    selected = 0
    return .consumed()
  }

  mutating func click(_ mouse: Mouse, in area: Rect, _ state: inout CockpitState) -> LayerResult {
    let list = parts(area).list
    let index = mouse.position.y - list.y + top(list.height)
    guard mouse.action == .press, list.contains(mouse.position), matches.indices.contains(index)
    else { return .consumed() }
    selected = index
    return choose(&state)
  }

  private func parts(_ area: Rect) -> (box: Rect, inner: Rect, list: Rect) {
    let hasText = items.contains { !$0.description.isEmpty }
    let height = min(area.height, items.count + (other == nil ? 0 : 1) + 3 + (hasText ? 3 : 0))
    let box = area.centered(Size(width: min(area.width, 76), height: max(height, 6)))
    let inner = box.inset(columns: 1, rows: 1)
    return (box, inner, inner.inset(top: 1, bottom: hasText ? 3 : 0))
  }

  private func top(_ height: Int) -> Int {
    max(0, min(selected - height / 2, matches.count - height))
  }

  func draw(in area: Rect, _ state: CockpitState, on canvas: inout Canvas) {
    let dialog = state.style(.dialog)
    let (box, inner, list) = parts(area)
    let border = state.style(.borderFocused).over(dialog)
    let matches = matches
    canvas.fill(box, style: dialog)
    canvas.box(
      box, border: state.border, title: question,
      note: matches.count > list.height ? "\(selected + 1)/\(matches.count)" : "", style: border)
    let top = top(list.height)
    let muted = state.style(.muted).over(dialog)
    for (offset, item) in matches.dropFirst(top).prefix(list.height).enumerated() {
      let isSelected = top + offset == selected
      let row = list.row(offset)
      let style = isSelected ? state.style(.selection) : state.style(.text).over(dialog)
      if isSelected { canvas.fill(row, style: style) }
      let room = row.inset(columns: 1)
      let used = canvas.write((isSelected ? "▸ " : "  ") + item.title, in: room, style: style)
      canvas.write(
        item.note, in: room.inset(left: used + 2), alignment: .right,
        style: isSelected ? style : muted)
    }
    if matches.isEmpty {
      canvas.write("  nothing fits: Backspace takes a letter away", in: list.row(0), style: muted)
    }
    if list.maxY < inner.maxY {
      canvas.horizontalLine(
        at: Point(x: inner.x, y: list.maxY), length: inner.width, style: border)
      let text = matches.indices.contains(selected) ? matches[selected].description : ""
      let lines = wrap(text, to: max(1, inner.width - 2)).prefix(2)
      for (offset, line) in lines.enumerated() {
        let row = inner.row(inner.height - 2 + offset).inset(columns: 1)
        canvas.write(line, in: row, style: state.style(.text).over(dialog))
      }
    }
    let field = inner.row(0)
    canvas.write("/", in: field, style: state.style(.accent).over(dialog))
    canvas.cursor = canvas.draw(input, in: field.inset(left: 1), style: state.style(.input))
    if input.text.isEmpty {
      canvas.write(
        "type to search", in: field.inset(left: 3),
        style: state.style(.muted).over(state.style(.input)))
    }
  }
}
