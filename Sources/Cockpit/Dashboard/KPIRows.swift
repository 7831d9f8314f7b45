import Marketing
import Metrics

/// Everything that determines the rows of the KPI table.
struct KPIBasis: Hashable, Sendable {
  let revision: Int
  let ledger: LedgerBasis
  let dimension: Dimension
  let typical: Bool
}

extension KPIGrid {
  /// The groups, and the total below them.
  static func rows(of table: KPITable, typical showsTypical: Bool) -> [Row] {
    func typical(_ value: (KPI) -> Typical?) -> [KPI: Double] {
      guard showsTypical else { return [:] }
      return Dictionary(
        uniqueKeysWithValues: KPI.allCases.compactMap { kpi in value(kpi).map { (kpi, $0.median) } }
      )
    }
    let groups = table.rows.map { row in
      Row(
        key: row.key, label: row.label, totals: row.totals,
        typical: typical { table.typical($0, in: row) })
    }
    // Largest tier first, as everywhere.
    let ordered = table.dimension == .tier ? tiersDescending(groups) : groups
    return ordered + [
      Row(key: .total, label: "Total", totals: table.total, typical: typical { table.typical($0) })
    ]
  }

  private static func tiersDescending(_ rows: [Row]) -> [Row] {
    func isTier(_ row: Row) -> Bool { if case .tier = row.key { true } else { false } }
    return rows.filter(isTier).reversed() + rows.filter { !isTier($0) }
  }
}

extension CockpitState {
  /// Marks the cells that have changed, for a moment.
  mutating func flash(from former: [KPIGrid.Row], to rows: [KPIGrid.Row]) {
    let before = Dictionary(former.map { ($0.key, $0.totals) }) { first, _ in first }
    let end = live.now + Live.moment
    for row in rows {
      guard before[row.key] != row.totals else { continue }
      for kpi in KPI.allCases where before[row.key]?.value(kpi) != row.totals.value(kpi) {
        live.flashes[Live.Flash(group: row.key, kpi: kpi)] = end
      }
    }
  }

  /// Updates the rows of the dashboard's KPI table if the ledger has changed.
  mutating func refreshKPIRows() {
    guard let kpis = document?.figures.kpis, let ledger = kpis.basis,
      ledger.campaign == campaignInView, ledger.dimensions == [dashboard.grouping],
      let revision = document?.figures.kpiRevision
    else { return }
    let basis = KPIBasis(
      revision: revision, ledger: ledger, dimension: dashboard.grouping,
      typical: dashboard.showsTypical)
    guard dashboard.kpiBasis != basis, let table = kpis.ledger?.table(by: dashboard.grouping)
    else { return }
    let rows = KPIGrid.rows(of: table, typical: dashboard.showsTypical)
    if live.isStale, dashboard.kpiBasis?.ledger == ledger {
      flash(from: dashboard.kpiRows, to: rows)
    }
    dashboard.kpiBasis = basis
    dashboard.kpiRows = rows
    dashboard.kpiRowsRevision += 1
  }
}
