import Marketing
import Metrics
import Screen
import SessionStore
import Wording

/// The KPI table as rows and columns for a spreadsheet or a program.
public enum KPIExport {
  /// One row a group and the total below them; money in major units, rates as fractions, absent figures empty.
  package static func table(
    _ session: Session, by dimension: Dimension, campaign: CampaignID?,
    days: ClosedRange<Day>? = nil
  ) -> ExportTable {
    let kpis = KPITable.make(session, by: dimension, campaign: campaign, days: days)
    let currency = session.settings.currency
    var table = ExportTable(
      columns: [dimension.rawValue, "influencers"] + KPI.allCases.map(\.rawValue))
    func append(_ label: String, _ totals: Totals) {
      table.append(
        [.text(label), .integer(totals.influencers)]
          + KPI.allCases.map { kpi in totals.value(kpi).map { value(of: $0, currency) } ?? .absent }
      )
    }
    for row in kpis.rows { append(row.label, row.totals) }
    append("Total", kpis.total)
    return table
  }

  /// The table for reading: columns in line, figures as the screen writes them.
  package static func plainText(
    _ session: Session, by dimension: Dimension, campaign: CampaignID?,
    days: ClosedRange<Day>? = nil
  ) -> String {
    let kpis = KPITable.make(session, by: dimension, campaign: campaign, days: days)
    let goal = campaign.flatMap { session.campaigns[$0]?.goal }
    let columns = KPIGrid.order(for: goal)
    func cells(_ label: String, _ totals: Totals) -> [String] {
      [printable(label), CountText.exact(totals.influencers)]
        + columns.map { kpi in
          totals.value(kpi).map { KPIText.compact(kpi, $0.double, session.settings.currency) }
            ?? NumberText.absent
        }
    }
    let lines =
      [[dimension.title, "n"] + columns.map(\.title)] + kpis.rows.map { cells($0.label, $0.totals) }
      + [cells("Total", kpis.total)]
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

extension KPIExport {
  /// Days as they are typed: `all`, `7d`, `4w`, `2026-03-01..2026-03-14`; nil for all of them.
  public static func days(_ text: String, today: Day = .today) throws(CockpitError)
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
    case .kpis: KPIExport.table(session, by: .tier, campaign: nil)
    }
  }
}
