import Marketing
import Tabular
import Wording

/// The rows of one file while they become a plan.
struct ImportBatch {
  let file: String
  let mapping: ColumnMapping
  let session: Session
  let options: ImportOptions
  let inspection: TableInspection
  /// The columns of each field, in the file's order, those of impressions before those of views.
  let readers: FieldReaders
  /// Columns of posts and orders that are kept as they are.
  let keptReaders: [CellReader]
  private(set) var edits: [Edit] = []
  var added = 0
  var changed = 0
  var unchanged = 0
  private(set) var refusals: [ImportPlan.Refusal] = []
  /// Values left out of rows that are otherwise used, by reason.
  private var leftOut: [String: (count: Int, line: Int)] = [:]
  /// Cells that can't be read, by field.
  private var unreadable: [ImportField: UnreadableCells] = [:]
  /// Names that nobody in the roster has, in the order in which they came.
  private(set) var strangers: [String] = []
  private var strangerRows: [String: (count: Int, line: Int)] = [:]
  private(set) var setAside = 0
  private var asideReasons: [String: (count: Int, lines: [Int])] = [:]
  var foreign = ForeignAmounts()
  private var samples: [[String]]
  private var notes: [String] = []
  /// What changes the figures most, and is said before anything else.
  private var firstNotes: [String] = []
  var questions: [ImportQuestion] = []

  init(
    file: String, mapping: ColumnMapping, inspection: TableInspection, options: ImportOptions,
    session: Session
  ) {
    self.file = file
    self.mapping = mapping
    self.inspection = inspection
    self.options = options
    self.session = session
    var readers = Dictionary(
      grouping: mapping.columns.compactMap { column in
        column.field.map { ($0, CellReader(column)) }
      }, by: \.0
    ).mapValues { $0.map(\.1) }
    // Addresses of accounts and posts say where they lie.
    if case .column(let index) = mapping.platform, readers[.platform] == nil {
      readers[.platform] = [CellReader(mapping.columns[index], as: .platform)]
    }
    let shown = mapping.columns(of: .impressions).sorted { $1.confidence < $0.confidence }
    if shown.count > 1 { readers[.impressions] = shown.map { CellReader($0) } }
    let names = mapping.nameColumns
    if names.count > 1 { readers[.name] = names.map { CellReader($0) } }
    self.readers = FieldReaders(readers)
    keptReaders = mapping.columns.filter { $0.target == .custom || $0.field == .caption }.map {
      CellReader($0)
    }
    samples = Array(repeating: [], count: mapping.columns.count)
  }

  mutating func read(_ table: TableReader, goesOn: () -> Bool) throws {
    switch mapping.kind {
    case .roster:
      askForColumns()
      var rows = RosterRows(session: session, platform: try platform(), mapping: mapping)
      try readRows(table, goesOn) { row, batch in rows.take(row, &batch) }
      rows.finish(&self)
    case .posts, .orders:
      askForColumns()
      var rows = try MeasurementRows(&self)
      try readRows(
        table, goesOn, { row, batch in rows.take(row, &batch) },
        aside: { row, batch in rows.look(atLine: row, &batch) })
      try rows.finish(&self)
    case .payouts:
      var rows = try PayoutRows(&self)
      try readRows(table, goesOn) { row, batch in rows.take(row, &batch) }
      rows.finish(&self)
    case .unknown where inspection.rows == 0:
      throw ImportError("\(file) has a header and no rows: there is nothing to import.")
    case .unknown:
      try ask(
        .kind,
        or: ImportError(
          .question, "\(file): \(mapping.question ?? "can't tell what its rows are")."))
      // Only what the columns hold.
      try readRows(table, goesOn) { _, _ in }
    }
  }

  private mutating func readRows(
    _ table: TableReader, _ goesOn: () -> Bool, _ take: (TableRow, inout ImportBatch) -> Void,
    aside: (TableRow, inout ImportBatch) -> Void = { _, _ in }
  ) throws {
    var row = TableRow()
    var count = 0
    while try table.next(into: &row) {
      if row.isBlank { continue }
      count += 1
      if count % 4096 == 0, !goesOn() { throw ImportError.cancelled }
      if count <= 50 { keepSamples(row) }
      if let why = mapping.known?.skip(row) {
        setAside(row.line, why)
        aside(row, &self)
        continue
      }
      take(row, &self)
    }
    if let line = table.readingNotes.unterminatedQuotes.first {
      notes.append(
        "A quote that opens on line \(line) is never closed: look at the rows from there on.")
    }
    if let note = table.readingNotes.controlNote() { notes.append(note) }
  }

  private mutating func keepSamples(_ row: TableRow) {
    for column in mapping.columns where samples[column.index].count < 3 && column.index < row.count
    {
      let text = row.plainText(column.index)
      if !text.isEmpty, !samples[column.index].contains(text) { samples[column.index].append(text) }
    }
  }

  /// Leaves it to a person, if the plan is a draft; otherwise it is an error.
  mutating func ask(_ question: ImportQuestion, or error: ImportError) throws(ImportError) {
    guard options.isDraft else { throw error }
    questions.append(question)
  }

  /// Without such a column no row can be used.
  private mutating func askForColumns() {
    guard options.isDraft else { return }
    switch mapping.kind {
    case .roster:
      guard !has(.handle), !has(.name), !has(.reference), !has(.url) else { return }
      questions.append(.column(.handle, "Which column names the account?", mapping))
    case .posts, .orders, .payouts, .unknown: return
    }
  }

  /// The platform of rows that don't name one, as far as it is known.
  var knownPlatform: Platform? {
    if let platform = options.platform { return platform }
    if case .constant(let name, _) = mapping.platform { return Platform(rawValue: name) }
    return nil
  }

  /// The days that the lines above the table say it is about.
  var titleSpan: ClosedRange<Day>? { inspection.titleSpan }

  func has(_ field: ImportField) -> Bool { readers[field] != nil }

  /// Whether the cell has any value, readable or not.
  func isPresent(_ field: ImportField, _ row: TableRow) -> Bool {
    value(of: field, row) != .absent
  }

  /// The platform of rows that don't name one: the given one, or the file's. Nil if a column names it.
  private mutating func platform() throws(ImportError) -> Platform? {
    if let platform = options.platform { return platform }
    switch mapping.platform {
    case .constant(let name, _): return Platform(rawValue: name)
    case .column: return nil
    case .missing where mapping.platformsInHeaders.count > 1:
      let names = mapping.platformsInHeaders
      let error = ImportError(
        .question,
        "\(file) has columns for \(names.joined(separator: " and for ")): \(names.map { "--platform \($0)" }.joined(separator: " or ")) takes "
          + "one of them; import it once for each.")
      try ask(.platform(of: names), or: error)
      return Platform(rawValue: names[0])
    case .missing:
      try ask(
        .platform,
        or: ImportError(
          .question,
          "\(file) doesn't say which platform its accounts are on. Say it: --platform instagram (in the cockpit: p)."
        ))
      return .instagram
    }
  }

  mutating func append(_ edit: Edit) { edits.append(edit) }
  mutating func note(_ text: String) { notes.append(text) }
  mutating func noteFirst(_ text: String) { firstNotes.append(text) }

  mutating func refuse(_ row: TableRow, _ reason: String, in field: ImportField? = nil) {
    refuse(line: row.line, reason, in: field)
  }

  mutating func refuse(line: Int, _ reason: String, in field: ImportField? = nil) {
    refusals.append(
      ImportPlan.Refusal(line: line, reason: reason, column: field.flatMap(header) ?? ""))
  }

  /// The influencers' field that a message is about, if the file has a column for it.
  func field(blamedBy message: String) -> ImportField? {
    let text = message.lowercased()
    let blamed = Influencer.schema.fields.filter { text.contains($0.words.lowercased()) }
    let found = blamed.compactMap { field -> (words: Int, field: ImportField)? in
      guard let name = field.importing?.name, let column = ImportField(rawValue: name), has(column)
      else { return nil }
      return (field.words.count, column)
    }
    return found.max { $0.words < $1.words }?.field
  }

  /// The header of the field's first column.
  func header(of field: ImportField) -> String? { mapping.column(of: field)?.label }

  /// Counts a row that is nobody's figures, and says so together with others of its kind.
  mutating func setAside(_ line: Int, _ reason: String, rows: Int = 1) {
    setAside += rows
    var known = asideReasons[reason] ?? (0, [])
    known.count += rows
    if known.lines.count < 5 { known.lines.append(line) }
    asideReasons[reason] = known
  }

  /// Notes a name that nobody in the roster has.
  mutating func meetStranger(_ name: String, _ row: TableRow) {
    if let known = strangerRows[name] {
      strangerRows[name] = (known.count + 1, known.line)
    } else {
      strangerRows[name] = (1, row.line)
      strangers.append(name)
    }
  }

  /// One note about all of them, with the first three.
  private func strangerNote(offset: Int) -> String? {
    guard let first = strangers.first, let line = strangerRows[first]?.line else { return nil }
    let rows = strangerRows.values.reduce(0) { $0 + $1.count }
    let names = strangers.prefix(3).map { "“\($0)”" }.joined(separator: ", ")
    let rest = strangers.count - min(3, strangers.count)
    let who =
      strangers.count == 1
      ? "\(names) isn't in the roster"
      : "\(CountText.exact(strangers.count)) names aren't in the roster: \(names)"
        + (rest > 0
          ? " and \(CountText.exact(rest)) more (--list-unknown FILE writes all of them)" : "")
    return
      "\(who). The names are kept: the figures count as unattributed until somebody of that name is in the roster "
      + "(\(CountText.plural(rows, "row")), first on line \(line + offset))."
  }

  private func asideNotes(offset: Int) -> [String] {
    asideReasons.sorted { ($0.value.lines[0], $0.key) < ($1.value.lines[0], $1.key) }
      .map { reason, seen in
        let lines = seen.lines.map { "\($0 + offset)" }.joined(separator: ", ")
        return "\(CountText.plural(seen.count, "row")) set aside: \(reason) "
          + "(\(seen.lines.count == 1 ? "line" : "lines") \(lines)\(seen.count > seen.lines.count ? ", …" : ""))."
      }
  }

  /// Notes that a value was left out although its row is used.
  mutating func leaveOut(_ row: TableRow, _ reason: String) {
    leaveOut(line: row.line, reason)
  }

  mutating func leaveOut(line: Int, _ reason: String) {
    let known = leftOut[reason]
    leftOut[reason] = ((known?.count ?? 0) + 1, known?.line ?? line)
  }

  /// Values left out of rows that count, with the first line of each kind.
  func leftOutNotes(offset: Int = 0) -> [String] {
    unreadable.sorted { $0.value.firstLine < $1.value.firstLine }.map { field, cells in
      cells.note(field, offset: offset)
    }
      + leftOut.sorted { ($0.value.line, $0.key) < ($1.value.line, $1.key) }.map { reason, seen in
        "\(reason) (\(CountText.plural(seen.count, "row")), first on line \(seen.line + offset))."
      } + (strangerNote(offset: offset).map { [$0] } ?? []) + asideNotes(offset: offset)
  }

  /// Notes that a cell can't be read although its row is used.
  mutating func cantRead(
    _ text: String, _ why: String, _ field: ImportField, _ row: TableRow
  ) {
    unreadable[field, default: UnreadableCells()].add(text, why, line: row.line)
  }

  var plan: ImportPlan {
    var plan = ImportPlan(
      file: file, kind: ImportPlan.Kind(mapping.kind), columns: columns,
      edit: .group("import of \(file)", edits), added: added, changed: changed,
      unchanged: unchanged,
      refusals: refusals,
      notes: firstNotes + mapping.notes + notes + foreign.notes(session.settings)
        + leftOutNotes())
    plan.ambiguousDates = ImportPlan.AmbiguousDates.all(mapping)
    plan.setAside = setAside
    plan.unknown = strangers.map { name in
      let rows = strangerRows[name] ?? (1, 0)
      return ImportPlan.UnknownName(name: name, rows: rows.count, line: rows.line)
    }
    plan.onlyCurrency = foreign.only
    plan.facts = facts
    if options.isDraft {
      plan.questions = questions + plan.ambiguousDates.prefix(1).map(ImportQuestion.dates)
      if !questions.contains(where: { $0.subject == .kind }) {
        plan.questions += foreign.questions(options, session)
      }
    }
    return plan
  }

  /// The first measurement that is put, which shows what the rows became.
  var firstMeasurement: Measurement? {
    for case .measurement(_, let row?) in edits { return row }
    return nil
  }

  /// Whether the roster has no field for it.
  private func isKept(_ field: ImportField) -> Bool {
    mapping.kind == .roster && field.isBesideInfluencer && field != .url
  }

  private func reason(_ column: ColumnMapping.Column) -> String {
    guard let field = column.field, isKept(field) else { return column.reason }
    return "kept as a column; "
      + (field == .trackingLink
        ? "orders are credited by the links of bookings"
        : "the roster has no \(field.words)")
  }

  private var columns: [ImportPlan.Column] {
    let said = Set(options.mapping.map(\.header))
    return mapping.columns.map { column in
      let name: String
      let fate: ImportPlan.Column.Fate
      switch column.target {
      // What the roster has no field for isn't shown as if it had.
      case .field(let field) where isKept(field): (name, fate) = ("custom", .kept)
      case .field(let field): (name, fate) = (field.rawValue, .used)
      case .custom: (name, fate) = ("custom", mapping.kind == .payouts ? .leftOut : .kept)
      case .ignored: (name, fate) = ("ignore", .leftOut)
      case .twin(let other): (name, fate) = ("same as column \(other + 1)", .twin)
      }
      var entry = ImportPlan.Column(
        header: column.header, field: name, reason: reason(column),
        sample: samples[column.index].first ?? "")
      entry.values = samples[column.index]
      entry.fate = fate
      entry.certainty =
        said.contains(column.header) || said.contains(column.label)
        ? .said : column.confidence < 0.6 || mapping.known?.isGuess == true ? .guess : .sure
      // A known export's columns are left out for a reason, and buyers' data on purpose.
      entry.isLoss =
        fate == .leftOut && entry.certainty != .said && mapping.known == nil
        && inspection.columns[column.index].numberShare > 0.5
        && !column.reason.hasPrefix("not stored")
      return entry
    }
  }
}

extension ImportPlan.Kind {
  fileprivate init(_ kind: FileKind) {
    self =
      switch kind {
      case .posts: .posts
      case .orders: .orders
      case .payouts: .payouts
      case .roster, .unknown: .roster
      }
  }
}
