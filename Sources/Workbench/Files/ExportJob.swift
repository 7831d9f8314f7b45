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
    case .bookings: Exporter.bookings(session)
    case .measurements: Exporter.measurements(session)
    case .kpis: FiguresReport(FiguresJob(session)).table
    }
  }

  package func text(_ format: ExportFormat) -> [UInt8] { run().text(format) }
}
