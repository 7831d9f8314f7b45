import Marketing

/// A session's records as tables, which can be edited elsewhere and imported again. Everything of a record is in its
/// row; amounts are exact, in major units of the session's currency.
public enum Exporter {
  public static func roster(_ session: Session) -> ExportTable {
    let rows = session.roster.rows
    let columns =
      influencerColumns(session) + custom(rows) { $0.custom } + members(rows) { $0.unknown }
    return ExportColumn.table(columns, rows)
  }

  public static func campaigns(_ session: Session) -> ExportTable {
    let rows = session.campaigns.rows
    return ExportColumn.table(campaignColumns(session) + members(rows) { $0.unknown }, rows)
  }

  public static func bookings(_ session: Session) -> ExportTable {
    let rows = session.bookings.rows
    return ExportColumn.table(bookingColumns(session) + members(rows) { $0.unknown }, rows)
  }

  public static func measurements(_ session: Session) -> ExportTable {
    let rows = session.measurements.rows
    let columns =
      measurementColumns(session) + custom(rows) { $0.custom } + members(rows) { $0.unknown }
    return ExportColumn.table(columns, rows)
  }

  // MARK: Columns that not all records have

  /// The columns that other imports brought. Their prefix keeps them apart from fields.
  private static func custom<Record>(
    _ rows: [Record], _ values: @escaping (Record) -> [String: String]
  ) -> [ExportColumn<Record>] {
    let headers = rows.reduce(into: Set<String>()) { all, row in
      let values = values(row)
      if !values.isEmpty { all.formUnion(values.keys) }
    }
    return headers.sorted().map { header in
      ExportColumn(OwnHeader.custom + header) { row in
        values(row)[header].map { .text(OwnText.present($0)) } ?? .absent
      }
    }
  }

  /// Members that only a later version knows, as JSON.
  private static func members<Record>(
    _ rows: [Record], _ members: @escaping (Record) -> [UnknownField]
  ) -> [ExportColumn<Record>] {
    var names: [String] = []
    for row in rows {
      for member in members(row) where !names.contains(member.name) { names.append(member.name) }
    }
    return names.map { name in
      ExportColumn(OwnHeader.member + name) { row in
        .jsonText(members(row).first { $0.name == name }?.json ?? "")
      }
    }
  }
}

/// What the headers of columns begin with that not all records have.
enum OwnHeader {
  static let custom = "custom:"
  static let member = "member:"
}

extension ExportTable.Value {
  /// An amount in major units, with all decimals.
  public static func money(_ amount: Money?, _ currency: Currency) -> Self {
    amount.map { .decimal(fixed(Int($0.minorUnits), decimals: currency.digits)) } ?? .absent
  }

  /// A fraction: 4.5% is `0.045000`.
  static func share(_ share: Share?) -> Self {
    share.map { .decimal(fixed(Int($0.millionths), decimals: 6)) } ?? .absent
  }

  static func hours(_ hours: Hours?) -> Self {
    hours.map { .decimal(fixed($0.hundredths, decimals: 2)) } ?? .absent
  }

  static func fixed(_ units: Int, decimals: Int) -> String {
    let sign = units < 0 ? "-" : ""
    var digits = String(units.magnitude)
    guard decimals > 0 else { return sign + digits }
    digits = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
    return sign + digits.dropLast(decimals) + "." + digits.suffix(decimals)
  }
}
