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
    run().text(format, raw: raw)
  }
}
