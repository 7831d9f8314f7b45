import Screen
import SessionStore
import Wording
import Workbench

/// How the preview is laid out: what will happen on top, the list under it, and the selected line in full with what is
/// worth knowing: below the list, or beside it where the window is very wide.
struct ImportPreviewLayout {
  enum Kind { case narrow, below, beside }

  let kind: Kind
  let box: Rect
  let top: Rect
  let list: Rect
  let detail: Rect
  /// Empty if the notes are in the list or under the detail.
  let notes: Rect

  static func kind(_ size: Size) -> Kind {
    size.width < 112 || size.height < 24 ? .narrow : size.width < 170 ? .below : .beside
  }

  init(_ area: Rect, _ size: Size, answer: Int) {
    kind = Self.kind(size)
    box = area
    let inner = area.inset(columns: 2, rows: 1)
    let lines = min(answer, max(1, inner.height - 2))
    top = inner.inset(bottom: inner.height - lines)
    let rest = inner.inset(top: lines + 1)
    switch kind {
    case .narrow:
      // In a very low window the list alone has room.
      let height = rest.height >= 10 ? 3 : 0
      list = rest.inset(bottom: height == 0 ? 0 : height + 1)
      detail = rest.inset(top: rest.height - height)
      notes = rest.inset(top: rest.height)
    case .below:
      let height = min(14, rest.height / 3)
      list = rest.inset(bottom: height + 1)
      let below = rest.inset(top: rest.height - height)
      let half = (below.width - 3) / 2
      detail = below.inset(right: below.width - half)
      notes = below.inset(left: half + 3)
    case .beside:
      let side = min(76, rest.width * 2 / 5)
      list = rest.inset(right: side + 3)
      detail = rest.inset(left: rest.width - side)
      notes = rest.inset(top: rest.height)
    }
  }
}

extension ImportPreview {
  func draw(in area: Rect, _ state: CockpitState, on canvas: inout Canvas) {
    let dialog = state.style(.dialog)
    let border = state.style(.borderFocused).over(dialog)
    canvas.fill(area, style: dialog)
    let headline = headline
    let answer = wrap(headline.text, to: max(1, area.width - 4)).prefix(4)
    let layout = ImportPreviewLayout(area, state.size, answer: answer.count)
    let list = layout.list
    let lines = ImportPreviewLines(self, width: list.width, hasNotes: layout.kind == .narrow)
    let first = lines.top(selected, height: list.height)
    let position =
      lines.all.count > list.height
      ? "\(CountText.exact(min(lines.all.count, first + list.height))) of \(CountText.exact(lines.all.count)) lines"
      : ""
    canvas.box(area, border: state.border, title: heading, note: position, style: border)
    for (offset, line) in answer.enumerated() {
      canvas.write(line, in: layout.top.row(offset), style: state.style(headline.role).over(dialog))
    }
    rule(below: layout.top, layout, border, state, on: &canvas)
    for (offset, line) in lines.all.dropFirst(first).prefix(list.height).enumerated() {
      draw(line, in: list.row(offset), state, on: &canvas)
    }
    let detail = layout.detail
    guard !detail.isEmpty else { return }
    if layout.kind != .beside { rule(below: list, layout, border, state, on: &canvas) }
    let beside = layout.kind == .beside ? detail.x - 2 : layout.notes.x - 2
    if layout.kind != .narrow {
      for (offset, sign) in column(height: detail.height, state).enumerated() {
        canvas.write(sign, at: Point(x: beside, y: detail.y - 1 + offset), style: border)
      }
    }
    var left = details(width: detail.width, state)
    let notes = layout.kind == .narrow ? [] : notes(width: max(detail.width, layout.notes.width))
    if layout.kind == .beside, !notes.isEmpty { left += [("", .text)] + notes }
    write(left, in: detail, state, on: &canvas)
    write(notes, in: layout.notes, state, on: &canvas)
  }

  private func write(
    _ lines: [(text: String, role: Role)], in rect: Rect, _ state: CockpitState,
    on canvas: inout Canvas
  ) {
    for (offset, line) in lines.prefix(rect.height).enumerated() {
      let isCut = offset == rect.height - 1 && lines.count > rect.height && rect.height > 3
      canvas.write(
        isCut ? "… v reads all" : line.text, in: rect.row(offset),
        style: state.style(isCut ? .hintKey : line.role).over(state.style(.dialog)))
    }
  }

  /// A line across the frame, which it joins.
  private func rule(
    below rect: Rect, _ layout: ImportPreviewLayout, _ style: Style, _ state: CockpitState,
    on canvas: inout Canvas
  ) {
    let box = layout.box
    let line: String =
      switch state.border {
      case .rounded, .plain: "├" + String(repeating: "─", count: box.width - 2) + "┤"
      case .heavy: "┣" + String(repeating: "━", count: box.width - 2) + "┫"
      case .ascii: "+" + String(repeating: "-", count: box.width - 2) + "+"
      case .none: ""
      }
    canvas.write(line, at: Point(x: box.x, y: rect.maxY), style: style)
  }

  /// The line between the list and what is beside it, from one edge to the other.
  private func column(height: Int, _ state: CockpitState) -> [String] {
    let (top, middle, bottom) =
      switch state.border {
      case .rounded, .plain: ("┬", "│", "┴")
      case .heavy: ("┳", "┃", "┻")
      case .ascii: ("+", "|", "+")
      case .none: (" ", " ", " ")
      }
    return [top] + Array(repeating: middle, count: height) + [bottom]
  }

  private func draw(
    _ line: ImportPreviewLines.Line, in row: Rect, _ state: CockpitState, on canvas: inout Canvas
  ) {
    let dialog = state.style(.dialog)
    let isSelected = line.item == selected
    if isSelected {
      canvas.fill(row, style: state.style(.selection))
      if line.isFirst {
        canvas.write("▸", in: row, style: state.style(.selection))
        canvas.cursor = Point(x: row.x, y: row.y)
      }
    }
    for cell in line.cells {
      let style =
        isSelected
        ? state.theme[cell.role, on: .selection] : state.style(cell.role).over(dialog)
      let place = row.inset(left: cell.x)
      canvas.write(
        cell.text, in: place.inset(right: max(0, place.width - cell.width)), style: style)
    }
  }

  private var heading: String {
    isSet ? "Import \(entries.count) files" : "Import \(entries.first?.name ?? "")"
  }

  /// What Enter does.
  private var headline: (text: String, role: Role) {
    if isReading { return ("Reading it again …", .muted) }
    let effect = ImportWords.effect(plans)
    if !questions.isEmpty {
      let things = questions.count == 1 ? "One question" : "\(questions.count) questions"
      return ("▲ \(things) first. As read so far, Enter \(effect).", .warning)
    }
    guard plans.contains(where: { $0.added + $0.changed + $0.unchanged > 0 }) else {
      return ("✗ No row can be used: r shows why, m says what a column is.", .negative)
    }
    return ("Enter \(effect).", .title)
  }

  /// The selected line in full.
  private func details(width: Int, _ state: CockpitState) -> [(text: String, role: Role)] {
    let isNarrow = ImportPreviewLayout.kind(state.size) == .narrow
    var lines: [(text: String, role: Role)] = []
    func add(_ text: String, _ role: Role = .text) {
      lines += wrap(text, to: max(1, width)).map { ($0, role) }
    }
    switch items(state)[safely: selected] {
    case .question(let place):
      let open = questions[place]
      if isSet { add(open.files.map { entries[$0].name }.joined(separator: ", "), .muted) }
      for (number, choice) in open.question.choices.prefix(9).enumerated() {
        let note = choice.note.isEmpty ? "" : ": \(choice.note)"
        add("\(number + 1) \(choice.title)\(note)")
      }
    case .file(let place):
      let entry = entries[place]
      add(entry.name, .title)
      if !isNarrow { add(entry.file.path, .muted) }
      add(entry.plan.map { ImportWords.effect([$0]) } ?? entry.problem)
    case .column(let place):
      if let column = plan?.columns[safely: place] {
        let words = ImportFields.words(of: column.field)
        add("“\(column.header.trimmed)” → \(ImportWords.meaning(column))", .title)
        if !isNarrow, column.fate == .used || column.fate == .kept { add(words.description) }
        if column.isLoss { add("▲ Its numbers would be lost: m says what they are.", .warning) }
        add(
          column.examples.isEmpty ? "no value" : column.examples.joined(separator: " · "), .muted)
        add(ImportWords.reason(column))
      }
    case .note(let place):
      add(plan?.notes[safely: place] ?? "")
    case nil: break
    }
    return lines
  }

  private func notes(width: Int) -> [(text: String, role: Role)] {
    guard let notes = plan?.notes, !notes.isEmpty else { return [] }
    return [("Worth knowing", .title)]
      + notes.flatMap { note in wrap("· " + note, to: max(1, width)).map { ($0, .text) } }
  }
}
