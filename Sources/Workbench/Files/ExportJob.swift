import Marketing
import SessionStore

/// Exports one kind of record.
package struct ExportJob: Sendable {
  package let session: Session
  package let kind: ExportKind

  package init(_ session: Session, _ kind: ExportKind) {
    self.session = session
    self.kind = kind
  }

  package func run() -> ExportTable {
    switch kind {
    case .roster: Exporter.roster(session)
    case .campaigns: Exporter.campaigns(session)
    case .bookings: Exporter.bookings(session)
    case .measurements: Exporter.measurements(session)
    case .kpis: FiguresReport(FiguresJob(session)).table
    }
  }

  /// - Parameter raw: whether texts in CSV stay as they are, even if a spreadsheet would run them.
  package func text(_ format: ExportFormat, raw: Bool = false) -> [UInt8] {
    file(format, raw: raw).bytes
  }

  /// The same, with what the format couldn't hold.
  package func file(_ format: ExportFormat, raw: Bool = false) -> ExportFile {
    switch format {
    case .csv, .json:
      let table = run()
      return ExportFile(
        bytes: table.text(format, raw: raw), remarks: [table.warning].compactMap(\.self))
    case .xlsx: return Self.workbook(session, [kind])
    }
  }

  /// Several kinds of record, each on a sheet of its own.
  package static func workbook(_ session: Session, _ kinds: [ExportKind]) -> ExportFile {
    .workbook(kinds.map { (name: $0.rawValue, table: ExportJob(session, $0).run()) })
  }
}
