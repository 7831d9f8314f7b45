import Marketing
import Screen
import SessionStore
import Widgets
import Wording

/// How a file was understood, before anything changes. Columns can be reassigned here.
struct ImportPreview: ListLayer {
  private let plan: ImportPlan
  private let path: String
  private let options: ImportOptions
  var selected = 0

  init(_ plan: ImportPlan, path: String, options: ImportOptions) {
    self.plan = plan
    self.path = path
    self.options = options
  }

  static let name = "import"
  static let title = "Preview of an import"
  static let commands: [LayerCommand<ImportPreview>] =
    moving + [
      LayerCommand("take", "Import the rows", keys: ["enter", "y"], hint: "import") {
        $0.take(&$1)
      },
      LayerCommand(
        "remap", "Say what the column means", keys: ["m"], hint: "column is…"
      ) { $0.remap(&$1) },
      LayerCommand(
        "campaign", "Choose the campaign of the rows", keys: ["c"], hint: "campaign"
      ) { preview, state in
        let names = state.document?.session.campaigns.rows.map(\.name) ?? []
        return preview.ask("Campaign for these rows", names, &state) { $0.campaign = $1 }
      },
      LayerCommand(
        "platform", "Choose the platform of the accounts", keys: ["p"], hint: "platform"
      ) { preview, state in
        preview.ask("Platform of these accounts", Platform.known.map(\.rawValue), &state) {
          $0.platform = Platform(rawValue: $1)
        }
      },
      LayerCommand(
        "grain", "Say what span the figures of a row cover", keys: ["t"], hint: "figures of"
      ) { preview, state in
        preview.ask("The figures are", ImportOptions.grains, &state) { $0.setGrain($1) }
      }.when { $0.plan.kind == .posts || $0.plan.kind == .orders },
      LayerCommand(
        "refused", "Show the rows that can't be used", keys: ["r"], hint: "refused rows"
      ) { preview, state in
        state.layers.append(TextView("Rows that can't be used", preview.refusals))
        return .consumed()
      },
      LayerCommand(
        "day", "Set the day that the figures are from", keys: ["d"], hint: "figures' day"
      ) { preview, state in
        let today = state.today
        return preview.ask("The figures are from (YYYY-MM-DD)", [], &state) { options, text in
          options.asOf = try? DayText.read(text, today: today)
        }
      }.when { $0.plan.kind == .roster && !$0.plan.isOwn },
      LayerCommand(
        "sheet", "Read another sheet of the workbook", keys: ["s"], hint: "sheet"
      ) { preview, state in
        preview.ask("Sheet to import", preview.plan.otherTables, &state) { $0.sheet = $1 }
      }.when { !$0.plan.otherTables.isEmpty },
      LayerCommand(
        "dates", "Read the dates in the other order", keys: ["o"], hint: "order of dates"
      ) { $0.turnDates(&$1) }.when { $0.hasOrders },
      .help, .close("Import nothing", hint: "cancel"),
    ]

  func count(_ state: CockpitState) -> Int { plan.columns.count }

  private func take(_ state: inout CockpitState) -> LayerResult {
    let file = path.split(separator: "/").last.map(String.init) ?? path
    var effects = state.perform(plan.edit, title: "the import of \(file)")
    if options.memory != nil, !options.mapping.isEmpty {
      effects.append(.work(ImportWork.remember(plan, options, today: state.today)))
    }
    if state.message?.kind != .error { state.say("\(summary). u undoes the import.") }
    return .closed(effects)
  }

  private func remap(_ state: inout CockpitState) -> LayerResult {
    guard plan.columns.indices.contains(selected) else { return .consumed() }
    let column = plan.columns[selected]
    let same = plan.columns[..<selected].count { $0.header == column.header }
    let header = same == 0 ? column.header : "\(column.header)#\(same + 1)"
    return ask("“\(column.header.trimmed)” is", ImportFields.names, &state) { options, field in
      options.mapping.removeAll { $0.header == header }
      options.mapping.append(.init(header: header, field: field))
    }
  }

  /// Whether the dates can be read in another order, or were.
  private var hasOrders: Bool { !plan.ambiguousDates.isEmpty || options.dates != nil }

  /// Reads the file again with the next order of dates.
  private func turnDates(_ state: inout CockpitState) -> LayerResult {
    guard let session = state.document?.session else { return .consumed() }
    let orders = plan.ambiguousDates.first?.readings.map(\.order) ?? [.dmy, .mdy]
    var options = options
    // The first reading is the one that is shown while nobody has chosen.
    options.dates = orders.first { $0 != (options.dates ?? shownOrder) } ?? orders.first
    state.layers.removeAll { $0 is ImportPreview }
    return .consumed([.work(ImportWork.read(path, options, session, today: state.today))])
  }

  private var shownOrder: ImportOptions.DateOrder? {
    plan.ambiguousDates.first?.readings.first?.order
  }

  /// Asks for one option and reads the file again with it; a new preview replaces this one.
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
      + (plan.setAside > 0 ? ", \(CountText.exact(plan.setAside)) set aside" : "")
  }

  private var refusals: [TextLine] {
    if plan.refusals.isEmpty { return [TextLine(text: "Every row can be used.")] }
    let shown = plan.refusals.prefix(1000).map {
      TextLine(text: $0.reason, key: $0.place)
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
    let questions = plan.ambiguousDates.map { "\($0.question): o changes how it is read." }
    let notes = (questions + plan.notes).flatMap { wrap("· " + $0, to: max(1, inner.width)) }
      .prefix(
        max(0, inner.height / 3))
    let parts = inner.split(rows: [.fixed(1), .fixed(notes.count), .fixed(1), .fill()])
    let day =
      plan.kind == .roster && !plan.isOwn ? options.asOf.map { " Figures of \($0.iso)." } ?? "" : ""
    canvas.write(summary + "." + day, in: parts[0], style: state.style(.title).over(dialog))
    for (index, note) in notes.enumerated() {
      canvas.write(note, in: parts[1].row(index), style: state.style(.warning).over(dialog))
    }
    var table = TableView(
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
}
