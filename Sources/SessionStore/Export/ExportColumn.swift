import Marketing

/// What an export writes under one header.
struct ExportColumn<Record: SchemaRecord> {
  let name: String
  /// Nil if the field is exported through other columns.
  let value: ((Record) -> ExportTable.Value)?

  init(_ name: String, _ value: ((Record) -> ExportTable.Value)?) {
    self.name = name
    self.value = value
  }

  /// The column of a schema's field; nil if it doesn't fit into a cell.
  // Specialized for a record type, it would copy the whole record for every cell, so it stays generic.
  @_semantics("optimize.sil.specialize.generic.never")
  init?(_ field: RecordField<Record>, _ session: Session) {
    let currency = session.settings.currency
    name = field.key.description
    switch field.access {
    case .text(_, let get, _): value = { .words(get($0)) }
    case .platform(let get, _): value = { .words(get($0).rawValue) }
    case .choice(let choice): value = { .text(choice.get($0)) }
    case .count(let get, _): value = { .integer(get($0)) }
    case .amount(_, let get, _): value = { .money(get($0), currency) }
    case .money(let get, _): value = { .money(get($0), currency) }
    case .share(_, let get, _): value = { .share(get($0)) }
    case .hours(let get, _): value = { .hours(get($0)) }
    case .day(let get, _): value = { .words(get($0)?.iso ?? "") }
    case .ages(let get, _): value = { .words(get($0)?.text ?? "") }
    case .texts(let get, _): value = { .words(get($0).joined(separator: ", ")) }
    case .flag(let get, _): value = { .flag(get($0)) }
    case .campaign(let get, _): value = { .words(session.campaigns[get($0)]?.name ?? "") }
    case .influencer(let get, _): value = { .words(session.roster[get($0)]?.handle ?? "") }
    case .deliverables(let get, _):
      value = { record in
        .words(get(record).map { "\($0.count) \($0.type)" }.joined(separator: ", "))
      }
    case .targets(let get, _):
      value = { record in
        .words(get(record).map { "\($0.kpi.rawValue) \($0.value)" }.joined(separator: ", "))
      }
    case .vetting, .snapshots, .custom: return nil
    }
  }

  /// The number and the schema's columns in the given order, unnamed ones last. `own` columns are computed, or replace
  /// the field of the same name.
  static func columns(_ order: [String], own: [ExportColumn], _ session: Session) -> [ExportColumn]
  {
    let fields = Record.schema.fields.compactMap { ExportColumn($0, session) }
    let known = [ExportColumn("id") { .integer($0.id.number) }] + own + fields
    let named = order.compactMap { name in known.first { $0.name == name } }
    let others = fields.filter { field in
      !order.contains(field.name) && !own.contains { $0.name == field.name }
    }
    return (named + others).filter { $0.value != nil }
  }

  static func table(_ columns: [ExportColumn], _ records: [Record]) -> ExportTable {
    var table = ExportTable(columns: columns.map(\.name))
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
      guard let value = column.value else { continue }
      let rest = all
      all = { record, cells in
        cells.append(value(record))
        rest(record, &cells)
      }
    }
    return all
  }
}
