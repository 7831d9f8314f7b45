import Screen
import SessionStore
import Wording
import Workbench

/// The preview's list as lines of cells: questions, how the file was read, files, columns, notes.
struct ImportPreviewLines {
  struct Cell {
    var x: Int
    var width: Int
    var text: String
    var role: Role
  }

  struct Line {
    var cells: [Cell]
    /// The place of what it belongs to among the preview's items.
    var item: Int?
    var isFirst = true
  }

  private(set) var all: [Line] = []
  private let preview: ImportPreview
  private let width: Int
  private let hasNotes: Bool

  /// - Parameter hasNotes: there is no room for notes beside or below the list.
  init(_ preview: ImportPreview, width: Int, hasNotes: Bool) {
    self.preview = preview
    self.width = width
    self.hasNotes = hasNotes
    let items = preview.items(withNotes: hasNotes)
    for (place, item) in items.enumerated() {
      if case .question(let number) = item { addQuestion(number, place) }
    }
    if !preview.isSet { addFacts() }
    if preview.isSet {
      for (place, item) in items.enumerated() {
        if case .file(let number) = item { addFile(number, place) }
      }
      addFacts()
    }
    addColumns(items)
    for (place, item) in items.enumerated() {
      if case .note(let number) = item { addNote(number, place) }
    }
  }

  /// The first line to show so that the selected ones are seen. What stands above the first item is part of it.
  func top(_ selected: Int, height: Int) -> Int {
    guard let first = all.firstIndex(where: { $0.item == selected }),
      let last = all.lastIndex(where: { $0.item == selected }), selected > 0
    else { return 0 }
    let most = max(0, all.count - height)
    // Some lines before and after it stay in sight.
    return max(0, min(min(first, last + 3 - height), most))
  }

  private mutating func text(
    _ text: String, _ role: Role, item: Int? = nil, indent: Int = 2, isFirst: Bool = true
  ) {
    for (number, line) in wrap(text, to: max(1, width - indent)).enumerated() {
      all.append(
        Line(
          cells: [Cell(x: indent, width: width - indent, text: line, role: role)], item: item,
          isFirst: isFirst && number == 0))
    }
  }

  // MARK: Questions

  private mutating func addQuestion(_ number: Int, _ item: Int) {
    let open = preview.questions[number]
    let about =
      preview.isSet && open.files.count == 1 ? "\(preview.entries[open.files[0]].name): " : ""
    text("▲ " + about + open.question.text, .warning, item: item)
    let choices = open.question.choices
    var pieces = choices.prefix(choices.count > 9 ? 6 : 9).enumerated().map {
      "\($0.offset + 1) \($0.element.title)"
    }
    if choices.count > 9 { pieces.append("Enter shows all \(choices.count)") }
    flow(pieces.map { [($0, .accent)] }, item: item, indent: 4)
  }

  /// Pieces one after the other, broken between them.
  private mutating func flow(
    _ pieces: [[(text: String, role: Role)]], item: Int?, indent: Int
  ) {
    var line = Line(cells: [], item: item, isFirst: false)
    var x = indent
    for piece in pieces {
      let length = piece.reduce(0) { $0 + displayWidth($1.text) }
      if x > indent, x + length > width {
        all.append(line)
        line.cells = []
        x = indent
      }
      for run in piece {
        let length = displayWidth(run.text)
        line.cells.append(Cell(x: x, width: min(length, width - x), text: run.text, role: run.role))
        x += length
      }
      x += 3
    }
    if !line.cells.isEmpty { all.append(line) }
  }

  // MARK: How it was read

  private mutating func addFacts() {
    let facts = preview.plan?.facts ?? []
    let pieces = facts.map { fact -> [(text: String, role: Role)] in
      var why = fact.why
      if fact.subject == .campaign, why.isEmpty {
        why = fact.value == preview.inView.map { "“\($0)”" } ? "in view" : "as you said"
      }
      let key = ImportWords.key(fact.subject)
      return [
        (fact.name + " ", .muted), (fact.value, fact.isGuess ? .warning : .text),
        (
          (why.isEmpty ? "" : " (\(why))") + (fact.isGuess ? ", a guess" : ""),
          fact.isGuess ? .warning : .muted
        ),
        (key.map { " " + $0 } ?? "", .hintKey),
      ]
    }
    flow(pieces, item: nil, indent: 2)
  }

  // MARK: Files

  private mutating func addFile(_ number: Int, _ item: Int) {
    let entry = preview.entries[number]
    let name = min(max(16, width * 3 / 10), 40)
    let isOpen = entry.plan?.questions.isEmpty == false
    let role: Role = entry.plan == nil ? .negative : isOpen ? .warning : .text
    let mark = number == preview.current ? "●" : " "
    var cells = [
      Cell(x: 2, width: 1, text: mark, role: .accent),
      Cell(x: 4, width: name, text: entry.name, role: role),
    ]
    let x = 6 + name
    if let plan = entry.plan {
      cells.append(Cell(x: x, width: 12, text: ImportWords.kind(plan), role: .muted))
      let effect = isOpen ? "▲ a question is open" : ImportWords.effect([plan])
      cells.append(Cell(x: x + 14, width: width - x - 14, text: effect, role: role))
    } else {
      cells.append(
        Cell(x: x, width: width - x, text: "✗ left out: " + entry.problem, role: .negative))
    }
    all.append(Line(cells: cells, item: item))
  }

  // MARK: Columns

  private mutating func addColumns(_ items: [ImportPreview.Item]) {
    guard let plan = preview.plan, !plan.columns.isEmpty else { return }
    let lost = plan.columns.filter(\.isLoss)
    if let first = lost.first {
      let rest = lost.count == 1 ? "" : " and \(lost.count - 1) more"
      text(
        "▲ Numbers are left out: “\(first.header.trimmed)”\(rest). m on the column says what they are.",
        .warning)
    }
    // What the file was taken for stands above.
    if hasNotes, let first = plan.notes.first(where: { !$0.hasPrefix("read as ") }) {
      let rest = plan.notes.count == 1 ? "v" : "v: all \(plan.notes.count)"
      let note = "· " + first
      let room = width - displayWidth(rest) - 4
      all.append(
        Line(
          cells: [
            Cell(x: 2, width: room, text: note, role: .muted),
            Cell(
              x: width - displayWidth(rest), width: displayWidth(rest), text: rest, role: .hintKey),
          ], item: nil))
    }
    let widths = Widths(plan.columns, width)
    let known =
      plan.facts.first { $0.subject == .kind }.map { fact in
        fact.why + (fact.isGuess ? " (a guess): " : ": ")
      } ?? ""
    all.append(
      Line(
        cells: widths.cells(
          [columnsTitle(plan), "is", "", "values", "because"].map { ($0, .tableHeader) }), item: nil
      ))
    for (place, item) in items.enumerated() {
      guard case .column(let number) = item else { continue }
      let column = plan.columns[number]
      let role: Role =
        switch column.fate {
        case .used: column.certainty == .guess ? .warning : .positive
        case .kept: .text
        case .twin, .leftOut: column.isLoss ? .warning : .muted
        }
      let certainty = ImportWords.certainty(column)
      // That the export is known stands above, once.
      let reason = ImportWords.reason(column)
      let header = column.header.trimmed
      all.append(
        Line(
          cells: widths.cells([
            (header.isEmpty ? "(column \(number + 1))" : header, column.isLoss ? .warning : .text),
            ((column.isLoss ? "▲ " : "") + ImportWords.meaning(column), role),
            (certainty, certainty == "guess" ? .warning : .muted),
            (hasNotes ? column.sample : column.examples.joined(separator: " · "), .muted),
            (reason.hasPrefix(known) ? String(reason.dropFirst(known.count)) : reason, .muted),
          ]), item: place))
    }
  }

  private func columnsTitle(_ plan: ImportPlan) -> String {
    let name = preview.isSet ? (preview.entries[preview.current].name + ", ") : ""
    return "\(name)\(CountText.plural(plan.columns.count, "column"))"
  }

  /// Where the cells of a column's line are.
  private struct Widths {
    private let starts: [Int]
    private let widths: [Int]

    init(_ columns: [ImportPlan.Column], _ width: Int) {
      func longest(_ text: (ImportPlan.Column) -> String) -> Int {
        columns.map { displayWidth(text($0)) }.max() ?? 0
      }
      let header = min(max(10, longest { $0.header.trimmed }), max(14, width * 24 / 100))
      let meaning = min(max(10, longest { ImportWords.meaning($0) } + 2), max(16, width * 30 / 100))
      let rest = max(0, width - 2 - header - meaning - 5 - 4 * 2)
      let values = min(rest, max(12, rest * 4 / 10))
      widths = [header, meaning, 5, values, max(0, rest - values)]
      var starts: [Int] = []
      var x = 2
      for width in widths {
        starts.append(x)
        x += width + 2
      }
      self.starts = starts
    }

    func cells(_ texts: [(text: String, role: Role)]) -> [Cell] {
      texts.enumerated().map { place, text in
        Cell(x: starts[place], width: widths[place], text: text.text, role: text.role)
      }
    }
  }

  // MARK: Notes

  private mutating func addNote(_ number: Int, _ item: Int) {
    guard let note = preview.plan?.notes[safely: number] else { return }
    if number == 0 { text("Worth knowing", .tableHeader) }
    text("· " + note, .text, item: item)
  }
}
