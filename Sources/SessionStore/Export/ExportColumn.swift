import Marketing

/// A column of an export: what stands under its header, and what becomes of that when the file comes back.
struct ExportColumn<Record> {
  typealias Writing = (Record) -> ExportTable.Value
  /// Sets what the cell says; a cell that says what was there leaves it.
  typealias Reading = (inout Record, OwnCell) throws(OwnRefusal) -> Void

  enum Use {
    case field(Reading)
    /// It says which record the row is, or what the record belongs to; read together with others.
    case key
    /// Clout works it out; what a file says of it isn't read.
    case derived
  }

  /// What has to be known of a whole file before its cells can be read.
  enum Shape {
    /// Amounts of the session's currency.
    case money
    case day
    case other
  }

  let name: String
  let value: Writing
  let use: Use
  let shape: Shape

  init(_ name: String, _ use: Use = .derived, _ shape: Shape = .other, _ value: @escaping Writing) {
    self.name = name
    self.value = value
    self.use = use
    self.shape = shape
  }

  static func table(_ columns: [ExportColumn], _ records: [Record]) -> ExportTable {
    var table = ExportTable(columns: columns.map(\.name))
    table.reserve(records.count)
    let append = appending(columns)
    for record in records {
      var cells: [ExportTable.Value] = []
      cells.reserveCapacity(columns.count)
      append(record, &cells)
      table.append(cells)
    }
    return table
  }

  /// Appends the cells of all columns. Each column calls the next one, because a loop over a list would retain and
  /// release a closure for every cell.
  @_semantics("optimize.sil.specialize.generic.never")
  private static func appending(
    _ columns: [ExportColumn]
  ) -> (Record, inout [ExportTable.Value]) -> Void {
    var all: (Record, inout [ExportTable.Value]) -> Void = { _, _ in }
    for column in columns.reversed() {
      let (value, rest) = (column.value, all)
      all = { record, cells in
        cells.append(value(record))
        rest(record, &cells)
      }
    }
    return all
  }
}

extension ExportColumn where Record: SchemaRecord {
  /// The column of a schema's field; nil if it doesn't fit into one.
  init?(_ field: RecordField<Record>, _ session: Session) {
    let currency = session.settings.currency
    guard let value = Self.writing(field.access, session) else { return nil }
    name = field.key.description
    self.value = value
    use = Self.use(field.access, currency)
    shape =
      switch field.access {
      case .amount, .money, .targets, .snapshots: .money
      case .day: .day
      case .text, .platform, .choice, .count, .share, .hours, .ages, .texts, .flag, .campaign,
        .influencer, .deliverables, .vetting, .custom:
        .other
      }
  }

  // Specialized for a record type, these closures would copy the whole record for every cell, so they stay generic.
  @_semantics("optimize.sil.specialize.generic.never")
  private static func writing(_ access: FieldAccess<Record>, _ session: Session) -> Writing? {
    let currency = session.settings.currency
    switch access {
    case .text(_, let get, _): return { .words(get($0)) }
    case .platform(let get, _): return { .words(get($0).rawValue) }
    case .choice(let choice): return { .text(choice.get($0)) }
    case .count(let get, _): return { .integer(get($0)) }
    case .amount(_, let get, _): return { .money(get($0), currency) }
    case .money(let get, _): return { .money(get($0), currency) }
    case .share(_, let get, _): return { .share(get($0)) }
    case .hours(let get, _): return { .hours(get($0)) }
    case .day(let get, _): return { .words(get($0)?.iso ?? "") }
    case .ages(let get, _): return { .words(get($0)?.text ?? "") }
    case .texts(let get, _): return { .words(OwnText.list(get($0))) }
    case .flag(let get, _): return { .flag(get($0)) }
    case .campaign(let get, _): return { .words(session.campaigns[get($0)]?.name ?? "") }
    case .influencer(let get, _): return { .words(session.roster[get($0)]?.handle ?? "") }
    case .deliverables(let get, _): return { .words(OwnText.deliverables(get($0))) }
    case .targets(let get, _): return { .words(OwnText.targets(get($0), currency)) }
    case .snapshots(let get, _): return { .jsonText(OwnText.history(get($0), currency)) }
    case .vetting, .custom: return nil
    }
  }

  @_semantics("optimize.sil.specialize.generic.never")
  private static func use(_ access: FieldAccess<Record>, _ currency: Currency) -> Use {
    let reading: Reading
    switch access {
    case .text(let shape, let get, let set):
      reading = { record, cell in
        guard !cell.stands(for: get(record)) else { return }
        if case .handle = shape {
          set(&record, String(cell.text.drop { $0 == "@" }))
        } else {
          set(&record, cell.text)
        }
      }
    case .platform(_, let set): reading = { set(&$0, Platform(rawValue: $1.text)) }
    case .choice(let choice):
      reading = { record, cell throws(OwnRefusal) in
        if choice.get(record) != cell.text { try cell.choice(choice, &record) }
      }
    case .count(_, let set):
      reading = {
        record, cell throws(OwnRefusal) in set(&record, try cell.count())
      }
    case .amount(_, _, let set):
      reading = {
        record, cell throws(OwnRefusal) in set(&record, try cell.money() ?? .zero)
      }
    case .money(_, let set):
      reading = {
        record, cell throws(OwnRefusal) in set(&record, try cell.money())
      }
    case .share(_, _, let set):
      reading = {
        record, cell throws(OwnRefusal) in set(&record, try cell.share())
      }
    case .hours(_, let set):
      reading = {
        record, cell throws(OwnRefusal) in set(&record, try cell.hours())
      }
    case .day(_, let set):
      reading = {
        record, cell throws(OwnRefusal) in set(&record, try cell.day())
      }
    case .ages(_, let set):
      reading = {
        record, cell throws(OwnRefusal) in set(&record, try cell.ages())
      }
    case .texts(let get, let set):
      reading = { record, cell in
        let former = get(record)
        if former.isEmpty && cell.text.isEmpty { return }
        if !cell.stands(for: OwnText.list(former)) { set(&record, OwnText.items(cell.text)) }
      }
    case .flag(_, let set):
      reading = {
        record, cell throws(OwnRefusal) in set(&record, try cell.flag())
      }
    case .deliverables(let get, let set):
      reading = { record, cell throws(OwnRefusal) in
        guard !cell.stands(for: OwnText.deliverables(get(record))) else { return }
        set(&record, try OwnText.readDeliverables(cell.text))
      }
    case .targets(let get, let set):
      reading = { record, cell throws(OwnRefusal) in
        guard !cell.stands(for: OwnText.targets(get(record), currency)) else { return }
        set(&record, try OwnText.readTargets(cell))
      }
    case .snapshots(let get, let set):
      reading = { record, cell throws(OwnRefusal) in
        let former = get(record)
        if former.isEmpty && cell.text.isEmpty { return }
        guard !cell.stands(for: OwnText.history(former, currency)) else { return }
        set(&record, try OwnText.readHistory(cell.text, currency))
      }
    case .campaign, .influencer, .vetting, .custom: return .key
    }
    return .field(reading)
  }

  /// The number and the schema's columns in the given order, unnamed ones last. `own` columns are no field's, or replace
  /// the field of the same name.
  static func columns(
    _ order: [String], own: [ExportColumn], without left: Set<String> = [], _ session: Session
  ) -> [ExportColumn] {
    let fields = Record.schema.fields.compactMap { ExportColumn($0, session) }
    let known = [ExportColumn("id", .key) { .integer($0.id.number) }] + own + fields
    let named = order.compactMap { name in known.first { $0.name == name } }
    let others = fields.filter { field in
      !order.contains(field.name) && !left.contains(field.name)
        && !own.contains { $0.name == field.name }
    }
    return named + others
  }
}
