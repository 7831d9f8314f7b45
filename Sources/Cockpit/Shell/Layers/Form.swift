import Marketing
import Screen
import Widgets
import Wording

/// A dialog with a line for each field of a row. Nothing changes until it is submitted.
struct Form<Row: Equatable & Sendable>: Layer {
  private let heading: String
  private let fields: [Field<Row>]
  private var inputs: [TextField]
  private var errors: [String?]
  private let row: Row
  private var focus = 0
  private var choice = -1
  /// Makes the edits for the submitted row; a refusal keeps the form open.
  private let submit: @Sendable (Row, inout CockpitState) -> [Effect]

  init(
    _ title: String, row: Row, fields: [Field<Row>], focus: String? = nil, _ context: EntryContext,
    submit: @escaping @Sendable (Row, inout CockpitState) -> [Effect]
  ) {
    heading = title
    self.fields = fields
    self.row = row
    self.submit = submit
    inputs = fields.map { TextField($0.read(row, context)) }
    errors = fields.map { _ in nil }
    if let focus, let at = fields.firstIndex(where: { $0.id == focus }) { self.focus = at }
  }

  static var name: String { "form" }
  static var title: String { "Forms" }
  static var commands: [LayerCommand<Form>] {
    [
      step("next", "Go to the next field", ["tab", "down"], hint: "next") { _ in 1 },
      LayerCommand("enter", "Go to the next field; save on the last one", keys: ["enter"]) {
        form, state in
        if form.focus == form.fields.count - 1 { return form.commit(&state) }
        form.move(1, state)
        return .consumed()
      },
      step("previous", "Go to the previous field", ["shift-tab", "up"]) { _ in -1 },
      step("last", "Go to the last field", ["pagedown"]) { $0.fields.count - 1 - $0.focus },
      step("first", "Go to the first field", ["pageup"]) { -$0.focus },
      LayerCommand("save", "Save what was entered", keys: ["ctrl-s"], hint: "save") {
        $0.commit(&$1)
      },
      LayerCommand("choose", "Go to the next choice", keys: ["ctrl-n"], hint: "choose") {
        form, state in
        form.cycle(forward: true, state)
        return .consumed()
      },
      LayerCommand("choose-back", "Go to the previous choice", keys: ["ctrl-p"]) { form, state in
        form.cycle(forward: false, state)
        return .consumed()
      },
      .close("Close without saving", keys: ["escape"], hint: "cancel"),
    ]
  }

  private static func step(
    _ id: String, _ title: String, _ keys: [String], hint: String? = nil,
    _ step: @escaping @Sendable (Form) -> Int
  ) -> LayerCommand<Form> {
    LayerCommand(id, title, keys: keys, hint: hint) { form, state in
      form.move(step(form), state)
      return .consumed()
    }
  }

  var takesText: Bool { true }

  mutating func type(_ key: Key, _ state: inout CockpitState) -> LayerResult {
    if inputs[focus].handle(key) {
      choice = -1
      errors[focus] = nil
    }
    return .consumed()
  }

  mutating func paste(_ text: String, _ state: inout CockpitState) -> LayerResult {
    inputs[focus].insert(text)
    return .consumed()
  }

  mutating func click(_ mouse: Mouse, in area: Rect, _ state: inout CockpitState) -> LayerResult {
    let inner = frame(in: area).inset(columns: 1, rows: 1)
    let index = mouse.position.y - inner.y + top(height: inner.height - 2)
    if mouse.action == .press, inner.contains(mouse.position), fields.indices.contains(index) {
      move(index - focus, state)
    }
    return .consumed()
  }

  private mutating func move(_ step: Int, _ state: CockpitState) {
    check(focus, state)
    focus = (focus + step + fields.count) % fields.count
    choice = -1
  }

  private mutating func cycle(forward: Bool, _ state: CockpitState) {
    guard let session = state.document?.session else { return }
    let typed = Folding.fold(inputs[focus].text.trimmed)
    let all = fields[focus].choices(in: session)
    // Text that isn't a choice itself narrows them down.
    let choices =
      choice >= 0 || all.contains { Folding.fold($0) == typed }
      ? all : all.filter { Folding.fold($0).contains(typed) }
    guard !choices.isEmpty else { return }
    if choice < 0 {
      choice = choices.firstIndex { Folding.fold($0) == typed } ?? (forward ? -1 : choices.count)
    }
    choice = (choice + (forward ? 1 : -1) + choices.count) % choices.count
    inputs[focus] = TextField(choices[choice])
    errors[focus] = nil
  }

  private mutating func check(_ index: Int, _ state: CockpitState) {
    guard let context = state.entryContext else { return }
    var copy = row
    do {
      try fields[index].write(&copy, inputs[index].text, context)
      errors[index] = nil
    } catch {
      errors[index] = error.message
    }
  }

  private mutating func commit(_ state: inout CockpitState) -> LayerResult {
    guard let context = state.entryContext else { return .closed() }
    var result = row
    for (index, field) in fields.enumerated() {
      // Untouched fields aren't written back: text may not express the value exactly.
      guard inputs[index].text != field.read(row, context) else { continue }
      do {
        try field.write(&result, inputs[index].text, context)
        errors[index] = nil
      } catch {
        errors[index] = error.message
        focus = index
        return .consumed()
      }
    }
    state.message = nil
    let effects = submit(result, &state)
    if state.message?.kind == .error { return .consumed(effects) }
    return .closed(effects)
  }

  private func frame(in area: Rect) -> Rect {
    area.centered(Size(width: min(area.width, 76), height: min(area.height, fields.count + 4)))
  }

  private func top(height: Int) -> Int { max(0, focus - height + 1) }

  func draw(in area: Rect, _ state: CockpitState, on canvas: inout Canvas) {
    let dialog = state.style(.dialog)
    let box = frame(in: area)
    canvas.fill(box, style: dialog)
    let inner = canvas.box(
      box, border: state.border, title: heading, style: state.style(.borderFocused).over(dialog))
    let label = min(24, (fields.map { displayWidth($0.title) }.max() ?? 0) + 3)
    let height = inner.height - 2
    let top = top(height: height)
    for line in 0..<max(0, min(height, fields.count - top)) {
      let index = top + line
      let row = inner.row(line)
      let marker = index == focus ? "›" : errors[index] != nil ? "!" : " "
      let role: Role = errors[index] != nil ? .error : index == focus ? .accent : .muted
      canvas.write(
        "\(marker) \(fields[index].title)", in: row.inset(right: row.width - label),
        style: state.style(role).over(dialog))
      let box = row.inset(left: label, right: 1)
      if index == focus {
        canvas.cursor = canvas.draw(inputs[index], in: box, style: state.style(.input))
      } else {
        canvas.write(inputs[index].text, in: box, style: state.style(.text).over(dialog))
      }
    }
    let note = inner.row(inner.height - 1)
    if let error = errors[focus] ?? (state.message?.kind == .error ? state.message?.text : nil) {
      canvas.write(error, in: note, style: state.style(.error).over(dialog))
    } else {
      canvas.write(self.note(state), in: note, style: state.style(.muted).over(dialog))
    }
  }

  private func note(_ state: CockpitState) -> String {
    let choices = state.document.map { fields[focus].choices(in: $0.session) } ?? []
    return choices.isEmpty ? fields[focus].help : fields[focus].help + "  (ctrl-n next choice)"
  }
}
