import Marketing
import Screen
import SessionStore
import Widgets
import Wording

/// How a file is understood, before anything is changed. Columns can be given another meaning here.
struct ImportPreview: Layer {
  private let plan: ImportPlan
  private let path: String
  private let options: ImportOptions
  private var selected = 0

  init(_ plan: ImportPlan, path: String, options: ImportOptions) {
    self.plan = plan
    self.path = path
    self.options = options
  }

  mutating func handle(_ key: Key, _ state: inout CockpitState) -> LayerResult {
    let today = state.today
    switch (key.code, key.modifiers) {
    case (.escape, _), (.character("q"), []): return .closed()
    case (.down, _), (.character("j"), []): selected = min(selected + 1, plan.columns.count - 1)
    case (.up, _), (.character("k"), []): selected = max(0, selected - 1)
    case (.character("m"), []): return remap(&state)
    case (.character("p"), []):
      return ask("Platform of these accounts", state.platforms, &state) {
        $0.platform = Platform(rawValue: $1)
      }
    case (.character("c"), []):
      let names = state.document?.session.campaigns.rows.map(\.name) ?? []
      return ask("Campaign for these rows", names, &state) { $0.campaign = $1 }
    case (.character("d"), []) where plan.kind == .roster:
      return ask("The figures are from (YYYY-MM-DD)", [], &state) { options, text in
        options.asOf = try? DayText.read(text, today: today)
      }
    case (.character("r"), []):
      state.layers.append(TextView("Rows that can't be used", refusals))
    case (.enter, _), (.character("y"), []):
      let file = path.split(separator: "/").last.map(String.init) ?? path
      let effects = state.perform(plan.edit, title: "the import of \(file)")
      if state.message?.kind != .error { state.say("\(summary). u undoes the import.") }
      return .closed(effects)
    default: break
    }
    return .consumed()
  }

  private mutating func remap(_ state: inout CockpitState) -> LayerResult {
    guard plan.columns.indices.contains(selected) else { return .consumed() }
    let column = plan.columns[selected]
    let same = plan.columns[..<selected].count { $0.header == column.header }
    let header = same == 0 ? column.header : "\(column.header)#\(same + 1)"
    return ask("“\(column.header.trimmed)” is", ImportFields.names, &state) { options, field in
      options.mapping.removeAll { $0.header == header }
      options.mapping.append(.init(header: header, field: field))
    }
  }

  /// Asks for one thing and reads the file anew with it. The preview gives way to the new one.
  private func ask(
    _ title: String, _ choices: [String], _ state: inout CockpitState,
    _ change: @escaping @Sendable (inout ImportOptions, String) -> Void
  ) -> LayerResult {
    let (path, former) = (path, options)
    state.layers.append(
      Prompt(title, completion: .choices { _ in choices }) { text, state in
        guard let session = state.document?.session else { return [] }
        var options = former
        change(&options, text)
        state.layers.removeAll { $0 is ImportPreview }
        return [.work(ImportWork.read(path, options, session, today: state.today))]
      })
    return .consumed()
  }

  private var summary: String {
    "\(CountText.exact(plan.added)) added, \(CountText.exact(plan.changed)) changed, \(CountText.exact(plan.unchanged)) unchanged, "
      + "\(CountText.plural(plan.refusals.count, "row")) refused"
  }

  private var refusals: [TextLine] {
    if plan.refusals.isEmpty { return [TextLine(text: "Every row can be used.")] }
    let shown = plan.refusals.prefix(1000).map {
      TextLine(text: $0.reason, key: "line \($0.line)")
    }
    let rest = plan.refusals.count - shown.count
    return shown + (rest > 0 ? [TextLine(text: "and \(CountText.exact(rest)) more")] : [])
  }

  func draw(in area: Rect, _ state: CockpitState, on canvas: inout Canvas) {
    let dialog = state.style(.dialog)
    canvas.fill(area, style: dialog)
    let file = path.split(separator: "/").last.map(String.init) ?? path
    let inner = canvas.box(
      area, border: state.border, title: "Import \(file) as \(plan.kind.rawValue)",
      style: state.style(.borderFocused).over(dialog)
    ).inset(columns: 1)
    let notes = plan.notes.flatMap { wrap("· " + $0, to: max(1, inner.width)) }.prefix(
      max(0, inner.height / 3))
    let parts = inner.split(rows: [.fixed(1), .fixed(notes.count), .fixed(1), .fill()])
    let day = plan.kind == .roster ? options.asOf.map { " Figures of \($0.iso)." } ?? "" : ""
    canvas.write(summary + "." + day, in: parts[0], style: state.style(.title).over(dialog))
    for (index, note) in notes.enumerated() {
      canvas.write(note, in: parts[1].row(index), style: state.style(.warning).over(dialog))
    }
    var table = Table(
      columns: [
        TableColumn("Column", width: ColumnWidth(min: 12, ideal: 20, max: 30), isFrozen: true),
        TableColumn("is", width: ColumnWidth(min: 10, ideal: 16, max: 22)),
        TableColumn("Value", width: ColumnWidth(min: 8, ideal: 14, max: 24)),
        TableColumn("because", width: ColumnWidth(min: 20, ideal: 40, flex: 1)),
      ], rowCount: plan.columns.count, selectedRow: plan.columns.isEmpty ? nil : selected
    ) { row, column in
      let entry = plan.columns[row]
      let isDropped = entry.field == "custom" || entry.field == "ignore"
      return switch column {
      case 0: TableCell(entry.header.trimmed)
      case 1: TableCell(entry.field, role: isDropped ? .muted : .positive)
      case 2: TableCell(entry.sample, role: .muted)
      default: TableCell(entry.reason, role: .muted)
      }
    }
    table.scroll.top = max(0, selected - max(1, parts[3].height - 2))
    canvas.draw(table, in: parts[3], theme: state.theme)
  }

  var hints: [Hint] {
    [
      Hint("enter", "import"), Hint("m", "column is…"), Hint("c", "campaign"),
      Hint("p", "platform"),
      Hint("r", "refused rows"), Hint("d", "figures' day"), Hint("esc", "cancel"),
    ]
  }
}

extension CockpitState {
  var platforms: [String] { Platform.known.map(\.rawValue) }
}
