import Marketing
import Screen
import Widgets
import Wording

/// Edits a property in place, for one row or for all marked ones. Input is checked as it is typed.
struct CellEditor<Grid: GridSource>: Layer {
  private let field: Field<Grid.Row>
  private let rows: [Grid.Row]
  private var input: TextField
  private var error: String?
  /// The choice that Tab last filled in.
  private var choice = -1
  private let choices: [String]

  init?(_ grid: Grid.Type, column: GridColumn<Grid.Row>, rows: [Grid.Row], _ state: CockpitState) {
    guard let field = column.field, let first = rows.first, let context = state.gridContext else {
      return nil
    }
    self.field = field
    self.rows = rows
    let common = field.read(first, context.entry)
    let same = rows.allSatisfy { field.read($0, context.entry) == common }
    input = TextField(same ? common : "")
    choices = field.choices(in: context.session)
  }

  static var name: String { "cell" }
  static var title: String { "Editing a cell" }
  static var commands: [LayerCommand<CellEditor>] {
    [
      LayerCommand("set", "Set what was typed", keys: ["enter"], hint: "set") { $0.commit(&$1) },
      .close("Leave the cell as it was", keys: ["escape"], hint: "cancel"),
      choose("choose", "Go to the next choice", "tab", hint: "next choice", step: 1),
      choose("choose-back", "Go to the previous choice", "shift-tab", step: -1),
    ]
  }

  private static func choose(
    _ id: String, _ title: String, _ key: String, hint: String? = nil, step: Int
  ) -> LayerCommand<CellEditor> {
    let command = LayerCommand<CellEditor>(id, title, keys: [key], hint: hint) { editor, state in
      let count = editor.choices.count
      // From “none chosen”, either direction starts at the ends of the list.
      let at = editor.choice < 0 && step < 0 ? 0 : editor.choice
      editor.choice = (at + step + count) % count
      editor.input = TextField(editor.choices[editor.choice])
      editor.validate(state)
      return .consumed()
    }
    return command.when { !$0.choices.isEmpty }
  }

  var takesText: Bool { true }

  mutating func type(_ key: Key, _ state: inout CockpitState) -> LayerResult {
    guard input.handle(key) else { return .ignored }
    choice = -1
    validate(state)
    return .consumed()
  }

  mutating func paste(_ text: String, _ state: inout CockpitState) -> LayerResult {
    input.insert(text)
    validate(state)
    return .consumed()
  }

  private mutating func validate(_ state: CockpitState) {
    guard let context = state.gridContext, var row = rows.first else { return }
    do {
      try field.write(&row, input.text, context.entry)
      error = nil
    } catch {
      self.error = error.message
    }
  }

  private mutating func commit(_ state: inout CockpitState) -> LayerResult {
    guard let context = state.gridContext else { return .closed() }
    var edits: [Edit] = []
    for var row in rows {
      let former = row
      do {
        try field.write(&row, input.text, context.entry)
      } catch {
        self.error = error.message
        return .consumed()
      }
      if row != former, let edit = Grid.edit(row) { edits.append(edit) }
    }
    guard let first = edits.first else { return .closed() }
    let what =
      rows.count == 1
      ? Grid.title(rows[0], context.session)
      : CountText.plural(rows.count, Grid.noun.one, Grid.noun.many)
    let title = "\(field.title.lowercased()) of \(what)"
    let effects = state.perform(edits.count == 1 ? first : .group(title, edits), title: title)
    return .closed(effects)
  }

  func draw(in area: Rect, _ state: CockpitState, on canvas: inout Canvas) {
    let title =
      rows.count == 1
      ? field.title
      : "\(field.title) of \(CountText.plural(rows.count, Grid.noun.one, Grid.noun.many))"
    let suggestions = choices.isEmpty ? field.help : choices.prefix(12).joined(separator: "  ")
    let width = max(36, min(area.width - 4, displayWidth(suggestions) + 4, 72))
    let box = area.centered(Size(width: width, height: 5))
    canvas.fill(box, style: state.style(.dialog))
    let inner = canvas.box(
      box, border: state.border, title: title,
      style: state.style(.borderFocused).over(state.style(.dialog)))
    canvas.cursor = canvas.draw(input, in: inner.row(0), style: state.style(.input))
    let note = error.map { ($0, state.style(.error)) } ?? (suggestions, state.style(.muted))
    for (index, line) in wrap(note.0, to: inner.width).prefix(2).enumerated() {
      canvas.write(line, in: inner.row(index + 1), style: note.1.over(state.style(.dialog)))
    }
  }
}
