import Marketing
import Metrics
import Screen
import SessionStore
import Workbench
import Wording

/// The KPIs of a session as a table for a spreadsheet, a program or a reader.
package struct FiguresReport {
  private let job: FiguresJob
  private let kpis: KPITable

  package init(_ job: FiguresJob) {
    self.job = job
    kpis = job.run()
  }

  private var currency: Currency { job.session.settings.currency }

  /// One row a group and the total below them; money in major units, rates as fractions, absent figures empty.
  package var table: ExportTable {
    var table = ExportTable(
      columns: [job.dimension.rawValue, "influencers"] + KPI.allCases.map(\.rawValue))
    func append(_ label: String, _ totals: Totals) {
      table.append(
        [.text(label), .integer(totals.influencers)]
          + KPI.allCases.map { kpi in
            totals.value(kpi).map { FiguresReport.value(of: $0, currency) } ?? .absent
          }
      )
    }
    for row in kpis.rows { append(row.label, row.totals) }
    append("Total", kpis.total)
    return table
  }

  /// Columns in line, figures as the screen writes them.
  package var plainText: String {
    let goal = job.campaign.flatMap { job.session.campaigns[$0]?.goal }
    let columns = KPIGrid.order(for: goal)
    func cells(_ label: String, _ totals: Totals) -> [String] {
      [printable(label), CountText.exact(totals.influencers)]
        + columns.map { kpi in
          totals.value(kpi).map { KPIText.compact(kpi, $0.double, currency) } ?? NumberText.absent
        }
    }
    let lines =
      [[job.dimension.title, "n"] + columns.map(\.title)]
      + kpis.rows.map { cells($0.label, $0.totals) } + [cells("Total", kpis.total)]
    let widths = lines[0].indices.map { column in lines.map { displayWidth($0[column]) }.max() ?? 0
    }
    return lines.map { line in
      line.enumerated().map { column, text in
        let padding = String(repeating: " ", count: widths[column] - displayWidth(text))
        return column == 0 ? text + padding : padding + text
      }.joined(separator: "  ")
    }.joined(separator: "\n")
  }

  private static func value(of value: KPIValue, _ currency: Currency) -> ExportTable.Value {
    switch (value.kpi.unit, value.denominator) {
    case (.count, _): .integer(value.numerator)
    case (.money, nil): .money(Money(minorUnits: Int64(value.numerator)), currency)
    case (.money, _): .number(value.double / Double(currency.scale))
    default: .number(value.double)
    }
  }
}

extension FiguresReport {
  /// Days as they are typed: `all`, `7d`, `4w`, `2026-03-01..2026-03-14`; nil for all of them.
  package static func days(_ text: String, today: Day) throws(CockpitError)
    -> ClosedRange<Day>?
  {
    do throws(EntryError) {
      return try DateRange.read(text, today: today).days(today: today)
    } catch {
      throw CockpitError(error.message)
    }
  }
}

extension ExportKind {
  /// The session's records of this kind as a table.
  public func table(of session: Session) -> ExportTable {
    switch self {
    case .roster: Exporter.roster(session)
    case .bookings: Exporter.bookings(session)
    case .measurements: Exporter.measurements(session)
    case .kpis: FiguresReport(FiguresJob(session)).table
    }
  }
}
