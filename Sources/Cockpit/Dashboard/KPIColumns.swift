import Marketing
import Metrics
import Screen
import Wording
import Workbench

/// The columns of a KPI table: the group, the number of influencers in it, and the figures.
enum KPIColumns {
  static func make(
    by dimension: Dimension, _ state: CockpitState, typical: Bool, before: Bool = false
  ) -> [GridColumn<KPIGrid.Row>] {
    let order = KPI.order(for: state.goalInView).filter {
      $0 != .netRevenue || state.knowsNetRevenue
    }
    return [label(dimension), influencers]
      + order.map { column($0, typical: typical, before: before) }
  }

  private static func label(_ grouping: Dimension) -> GridColumn<KPIGrid.Row> {
    GridColumn(
      id: "group", title: grouping.title,
      minimum: 12,
      maximum: [.influencer, .campaign, .booking].contains(grouping) ? 24 : 14,
      text: { row, _ in row.label },
      sortKey: { row, _ in
        switch row.key {
        case .total: .absent
        case .tier(let tier): .number(Tier.allCases.firstIndex(of: tier))
        case .influencer, .platform, .niche, .campaign, .booking, .day, .week, .unknown,
          .unattributed:
          .folded(row.label)
        }
      },
      role: { row, _ in
        switch row.key {
        case .tier(let tier): TierRole.role(tier)
        case .total: .title
        case .unknown, .unattributed: .muted
        case .influencer, .platform, .niche, .campaign, .booking, .day, .week: nil
        }
      })
  }

  private static let influencers = GridColumn<KPIGrid.Row>(
    id: "n", title: "n", minimum: 3, maximum: 6, isNumeric: true,
    text: { row, _ in CountText.compact(row.totals.influencers) },
    sortKey: { row, _ in row.key == .total ? .absent : .number(row.totals.influencers) })

  private static let shortTitles: [KPI: String] = [
    .impressions: "Impr.", .engagements: "Engag.", .conversions: "Conv.", .comments: "Comm.",
    .frequency: "Freq.", .netRevenue: "Net rev.",
  ]

  static func shortTitle(_ kpi: KPI) -> String { shortTitles[kpi] ?? kpi.title }

  private static func column(_ kpi: KPI, typical: Bool, before: Bool) -> GridColumn<KPIGrid.Row> {
    @Sendable func value(_ row: KPIGrid.Row) -> Double? {
      typical ? row.typical[kpi] : row.totals.value(kpi)?.double
    }
    let title = shortTitle(kpi)
    return GridColumn(
      id: kpi.rawValue, title: title, minimum: max(before ? 13 : 6, title.count),
      maximum: max(before ? 15 : kpi == .reach ? 11 : 8, title.count), isNumeric: true,
      text: { row, context in
        let now =
          typical
          ? value(row).map { KPIText.compact(kpi, $0, context.currency) } ?? NumberText.absent
          : KPIText.cell(kpi, row.totals, context.currency) ?? NumberText.absent
        guard before else { return now }
        let change = Change(current: row.totals.value(kpi), before: row.before?.value(kpi))
        let text = ChangeText.short(change)
        return now + String(repeating: " ", count: max(1, 7 - displayWidth(text))) + text
      },
      sortKey: { row, context in
        guard row.key != .total, let value = value(row) else { return .absent }
        return .number(KPIText.sortable(kpi, value, context.currency))
      })
  }
}

/// How a figure has changed from the days before, in short: `▲4.2%`, `▼18%`, `=`.
enum ChangeText {
  static func short(_ change: Change) -> String {
    guard let relative = change.relative else {
      return change.current != nil && change.before == nil ? "new" : NumberText.absent
    }
    if relative.magnitude < 0.0005 { return "=" }
    let size = min(relative.magnitude, 9.99)
    return (relative > 0 ? "▲" : "▼") + PercentText.compact(size)
      + (relative.magnitude > 9.99 ? "+" : "")
  }
}

extension CockpitState {
  /// Whether any source says how much of the revenue is tax and shipping.
  var knowsNetRevenue: Bool { document?.session.measurements.hasNetRevenue ?? false }
}
