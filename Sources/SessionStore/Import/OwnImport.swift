import JSON
import Marketing
import Tabular
import Wording

/// Reads Clout's own exports back. A cell says what its field is to be: an edited one is that edit, an emptied one takes
/// the value away, and one that is as it was changes nothing. Rows that aren't there, and columns, say nothing.
enum OwnImport {
  /// The plan for a file; nil if it isn't Clout's own export.
  static func plan(
    _ name: String, options: ImportOptions, session: Session, meter: ReadingMeter,
    open: @escaping () throws -> any TabularSource
  ) throws -> ImportPlan? {
    let table: OwnTable?
    do throws(JSONError) {
      table = try OwnTable.find(open)
    } catch {
      throw ImportError(.other, "\(name): \(error)")
    }
    return try table.map { table in
      try plan(table, name, options: options, session: session) { meter.goesOn() }
    }
  }

  /// The plan for a table, such as a sheet of a workbook.
  static func plan(
    _ table: OwnTable, _ name: String, options: ImportOptions, session: Session,
    goesOn: @escaping () -> Bool
  ) throws -> ImportPlan {
    func read<Records: OwnRecords>(_ records: (Session) -> Records) throws -> ImportPlan {
      var reading = try OwnReading(table, name, options, session, records)
      return try reading.plan(goesOn)
    }
    switch table.kind {
    case .roster: return try read { OwnInfluencers($0) }
    case .campaigns: return try read { OwnCampaigns($0) }
    case .bookings: return try read { OwnBookings($0) }
    case .measurements: return try read { OwnMeasurements($0, file: name) }
    case .kpis:
      throw ImportError(
        .other,
        "\(name) is a table of KPIs: results, which Clout works out from bookings and measurements. There is nothing "
          + "in it to import; what they come from is in the exports of bookings and measurements.")
    }
  }
}

/// One pass over an own export.
private struct OwnReading<Records: OwnRecords> {
  private let table: OwnTable
  private let name: String
  private let columns: OwnColumns<Records.Record>
  private let original: Session
  private var records: Records
  private var style: OwnStyle
  /// The currency that an empty session takes over.
  private var adopted: Currency?
  private var samples: [String]
  private var rows = OwnRows<Records>()
  private var notes: [String] = []

  init(
    _ table: OwnTable, _ name: String, _ options: ImportOptions, _ session: Session,
    _ records: (Session) -> Records
  ) throws {
    self.table = table
    self.name = name
    original = session
    var session = session
    adopted = try Self.currency(of: table, for: session)
    if let adopted {
      var settings = session.settings
      settings.currency = adopted
      try session.apply(.settings(settings))
    }
    style = OwnStyle(currency: session.settings.currency)
    style.hasDecimalCommas = table.hasDecimalCommas
    samples = Array(repeating: "", count: table.header.count)
    self.records = records(session)
    let hasCustom = table.header.contains { $0.hasPrefix(OwnHeader.custom) }
    columns = try OwnColumns(
      header: table.header, self.records.columns, synonyms: Records.synonyms,
      customNames: Records.hasCustom ? hasCustom ? self.records.customNames : [] : nil,
      overrides: options.mapping)
  }

  mutating func plan(_ goesOn: () -> Bool) throws -> ImportPlan {
    try survey(goesOn)
    let source = try table.rows()
    var keys = OwnKeys(places: columns.keys, row: OwnRow(), style: style)
    var count = 0
    while try source.next(into: &keys.row) {
      count += 1
      if count % 4096 == 0, !goesOn() { throw ImportError.cancelled }
      rows.take(keys, columns, &records, width: table.header.count)
    }
    guard count > 0 else {
      throw ImportError("\(name) has a header and no rows: there is nothing to import.")
    }
    if let note = source.note() { notes.append(note) }
    var edits = rows.edits(records)
    if let adopted, !edits.isEmpty {
      var settings = original.settings
      settings.currency = adopted
      edits.insert(.settings(settings), at: 0)
      notes.append("The session is empty, so it takes over the file's currency, \(adopted.code).")
    }
    let what =
      switch table.kind {
      case .roster: "the roster"
      case .campaigns: "the campaigns"
      case .bookings: "the bookings"
      case .measurements: "the measurements"
      case .kpis: "KPIs"
      }
    return ImportPlan(
      file: name, kind: ImportPlan.Kind(own: table.kind), isOwn: true,
      columns: zip(columns.plan, samples).map { column, sample in
        var column = column
        column.sample = sample
        return column
      },
      edit: .group("import of \(name)", edits), added: rows.added, changed: rows.changed,
      unchanged: rows.unchanged, refusals: rows.refusals,
      notes: [
        "Clout's own export of \(what): each cell is taken as it stands, an empty one takes the value away, and rows that aren't in the file stay."
      ] + columns.notes + notes)
  }

  /// Looks at what has to be known of the whole file before cells can be read.
  private mutating func survey(_ goesOn: () -> Bool) throws {
    let source = try table.rows()
    var row = OwnRow()
    var evidence = DateEvidence()
    var dates = 0
    var count = 0
    while try source.next(into: &row) {
      count += 1
      if count % 4096 == 0, !goesOn() { throw ImportError.cancelled }
      if count <= 50 {
        for index in samples.indices where samples[index].isEmpty {
          samples[index] = row.text(index) ?? ""
        }
      }
      for index in columns.days {
        guard let text = row.text(index), !text.isEmpty, Day(iso: text) == nil else { continue }
        evidence.add(text)
        dates += 1
      }
    }
    guard dates > 0 else { return }
    let decision = evidence.decide(namedDate: true)
    style.dates = decision.certainty == .ambiguous ? nil : decision.format
    if decision.certainty == .decided {
      notes.append(
        "Dates have been rewritten since the export: read as \(decision.format.order.rawValue), as days above 12 show."
      )
    }
  }

  /// What a session without anything in it takes over: it has no amounts that its own currency is of.
  private static func currency(of table: OwnTable, for session: Session) throws -> Currency? {
    guard session.roster.isEmpty, session.campaigns.isEmpty, session.bookings.isEmpty,
      session.measurements.isEmpty,
      let index = table.header.firstIndex(where: { ExportKind.folded($0) == "currency" })
    else { return nil }
    var row = OwnRow()
    guard try table.rows().next(into: &row),
      let currency = row.text(index).flatMap({ Currency(code: $0) }),
      currency != session.settings.currency
    else { return nil }
    return currency
  }
}

/// The rows of an own export while they become edits.
private struct OwnRows<Records: OwnRecords> {
  typealias Record = Records.Record

  private(set) var added = 0
  private(set) var changed = 0
  private(set) var unchanged = 0
  private(set) var refusals: [ImportPlan.Refusal] = []
  /// In the order of the file; `number` is the one that a new record wants.
  private var changes: [(record: Record, original: Record?, number: Int?)] = []
  private var claimed: [OwnClaim: Int] = [:]
  private var numbers = Set<Int>()

  mutating func take(
    _ keys: OwnKeys, _ columns: OwnColumns<Record>, _ records: inout Records, width: Int
  ) {
    do throws(OwnRefusal) {
      if keys.row.cells.count > width {
        throw OwnRefusal("it has \(keys.row.cells.count) cells, and the header \(width)")
      }
      try checkCurrency(keys, columns)
      let match = try records.match(keys)
      var record = match.record
      try Self.fill(&record, keys, columns, isNew: match.original == nil)
      try records.complete(&record, keys, original: match.original)
      try claim(match.claim, keys.row.line)
      if let original = match.original, record == original {
        unchanged += 1
        return
      }
      try put(record, match.original, keys, records)
    } catch {
      refusals.append(ImportPlan.Refusal(line: keys.row.line, reason: error.reason))
    }
  }

  private func checkCurrency(
    _ keys: OwnKeys, _ columns: OwnColumns<Record>
  ) throws(OwnRefusal) {
    let own = keys.style.currency.code
    guard let written = keys.text("currency"), written != own, !written.isEmpty else { return }
    for index in columns.money {
      guard let text = keys.row.text(index), text.contains(where: { ("1"..."9").contains($0) })
      else { continue }
      throw OwnRefusal(
        "its amounts are in \(written), and the session is in \(own): import it into a new session, which takes over the "
          + "file's currency, or convert the amounts and write \(own) into “currency”")
    }
  }

  private static func fill(
    _ record: inout Record, _ keys: OwnKeys, _ columns: OwnColumns<Record>, isNew: Bool
  ) throws(OwnRefusal) {
    let row = keys.row
    for field in columns.fields {
      guard let text = row.text(field.index), !(isNew && text.isEmpty) else { continue }
      do throws(OwnRefusal) {
        try field.read(&record, OwnCell(text: text, keys.style))
      } catch {
        throw OwnRefusal("\(field.name): \(error.reason)")
      }
    }
    for column in columns.custom {
      guard let text = row.text(column.index) else { continue }
      let former = Records.custom(record)[column.name]
      if former == nil && text.isEmpty { continue }
      let cell = OwnCell(text: text, keys.style)
      if let former, cell.stands(for: OwnText.present(former)) { continue }
      Records.setCustom(
        &record, column.name, text.isEmpty ? nil : OwnText.readPresent(text))
    }
    for column in columns.members {
      guard let text = row.text(column.index) else { continue }
      try setMember(&record, column.name, OwnCell(text: text, keys.style))
    }
  }

  private static func setMember(
    _ record: inout Record, _ name: String, _ cell: OwnCell
  ) throws(OwnRefusal) {
    var members = Records.unknown(record)
    let at = members.firstIndex { $0.name == name }
    if let at, cell.stands(for: members[at].json) { return }
    if at == nil && cell.text.isEmpty { return }
    guard cell.text.isEmpty || OwnText.isJSON(cell.text) else {
      throw OwnRefusal("\(OwnHeader.member)\(name): it isn't JSON, as the export wrote it")
    }
    let member = cell.text.isEmpty ? nil : UnknownField(name: name, json: cell.text)
    if let at, let member {
      members[at] = member
    } else if let at {
      members.remove(at: at)
    } else if let member {
      members.append(member)
    }
    Records.setUnknown(&record, members)
  }

  private mutating func claim(_ claim: OwnClaim?, _ line: Int) throws(OwnRefusal) {
    guard let claim else { return }
    if let other = claimed[claim] {
      throw OwnRefusal(
        "it is about the same as line \(other): for a new one, empty the cells “id” and “clout_…” and change the name"
      )
    }
    claimed[claim] = line
    // A row without a number could be any of those that have one.
    if case .new(let mark, .some) = claim, claimed[.new(mark, number: nil)] == nil {
      claimed[.new(mark, number: nil)] = line
    }
  }

  private mutating func put(
    _ record: Record, _ original: Record?, _ keys: OwnKeys, _ records: Records
  ) throws(OwnRefusal) {
    var number: Int?
    var checked = record
    if original == nil, let next = records.nextNumber {
      // A number that has never been given stays the record's own.
      if let wanted = keys.number("id"), wanted >= next, wanted <= 1_000_000_000_000,
        !numbers.contains(wanted)
      {
        number = wanted
      }
      checked = Records.numbered(record, number ?? next)
    }
    for edit in records.edits(checked, original: original) {
      if let objection = records.session.objection(to: edit) {
        throw OwnRefusal(objection.description)
      }
    }
    if let number { numbers.insert(number) }
    changes.append((record, original, number))
    if original == nil { added += 1 } else { changed += 1 }
  }

  /// All changes. New records whose number is taken get the next ones.
  func edits(_ records: Records) -> [Edit] {
    var next = records.nextNumber.map { max($0, (numbers.max() ?? 0) + 1) }
    return changes.flatMap { put -> [Edit] in
      var record = put.record
      if put.original == nil, let free = next {
        record = Records.numbered(record, put.number ?? free)
        if put.number == nil { next = free + 1 }
      }
      return records.edits(record, original: put.original)
    }
  }
}

extension ImportPlan.Kind {
  fileprivate init(own kind: ExportKind) {
    self =
      switch kind {
      case .roster, .kpis: .roster
      case .campaigns: .campaigns
      case .bookings: .bookings
      case .measurements: .measurements
      }
  }
}
