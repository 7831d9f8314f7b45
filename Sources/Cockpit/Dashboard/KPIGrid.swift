import Insight
import Marketing
import Screen

/// The KPIs of the campaign in view, or of all, by the chosen grouping.
enum KPIGrid: GridSource {
  struct Row: Equatable, Sendable {
    let key: GroupKey
    let label: String
    let totals: Totals
    /// The median over the group's influencers, where the table shows typical creators.
    let typical: [KPI: Double]
  }

  static let state: WritableKeyPath<CockpitState, GridState<GroupKey>> & Sendable = \.dashboard.kpis
  static let noun = (one: "row", many: "rows")
  static let scope = Command.Scope.kpis

  static func rows(_ state: CockpitState) -> [Row] { state.dashboard.kpiRows }
  static func revision(_ state: CockpitState) -> Int { state.dashboard.kpiRowsRevision }
  static func key(_ row: Row) -> GroupKey { row.key }
  static func isFresh(_ row: Row, _ column: GridColumn<Row>, _ state: CockpitState) -> Bool {
    guard !state.live.flashes.isEmpty, let kpi = KPI(rawValue: column.id) else { return false }
    return state.live.flashes[Live.Flash(group: row.key, kpi: kpi)] != nil
  }
  static func title(_ row: Row, _ session: Session) -> String { row.label }
  static func searchText(_ row: Row, _ session: Session) -> SearchText { SearchText([row.label]) }

  /// The figures that matter for the goal come first.
  static func columns(_ state: CockpitState) -> [GridColumn<Row>] {
    let goal = state.dashboard.scope.flatMap { state.document?.session.campaigns[$0]?.goal }
    let columns = order(for: goal).map { kpi in column(kpi, typical: state.dashboard.showsTypical) }
    return [label(state.dashboard.grouping), influencers] + columns
  }

  static func order(for goal: Goal?) -> [KPI] {
    let first: [KPI] =
      switch goal {
      case .awareness: [.reach, .impressions, .cpm, .frequency, .cost]
      case .engagement: [.engagements, .engagementRateByReach, .cpe, .reach, .cost]
      case .conversions: [.conversions, .revenue, .cost, .cpa, .roas, .roi, .cvr]
      case nil: [.reach, .engagementRateByReach, .conversions, .cost, .cpm, .cpa, .roas]
      }
    let rest: [KPI] = [
      .reach, .impressions, .engagements, .engagementRateByReach, .clicks, .ctr, .conversions, .cvr,
      .revenue, .cost,
      .cpm, .cpe, .cpc, .cpa, .aov, .roas, .roi, .frequency, .engagementRateByImpressions,
      .engagementRateByFollowers,
      .likes, .comments, .shares, .saves,
    ]
    return first + rest.filter { !first.contains($0) }
  }

  private static func label(_ grouping: Dimension) -> GridColumn<Row> {
    GridColumn(
      id: "group", title: grouping.title,
      minimum: 12,
      maximum: [.influencer, .campaign, .booking].contains(grouping) ? 24 : 14,
      text: { row, _ in row.label },
      sortKey: { row, _ in
        switch row.key {
        case .total: .absent
        case .tier(let tier): .number(Tier.allCases.firstIndex(of: tier))
        default: .folded(row.label)
        }
      },
      role: { row, _ in
        switch row.key {
        case .tier(let tier): TierRole.role(tier)
        case .total: .title
        case .unknown, .unattributed: .muted
        default: nil
        }
      })
  }

  private static let influencers = GridColumn<Row>(
    id: "n", title: "n", minimum: 3, maximum: 6, isNumeric: true,
    text: { row, _ in Format.compact(row.totals.influencers) },
    sortKey: { row, _ in row.key == .total ? .absent : .number(row.totals.influencers) })

  private static let shortTitles: [KPI: String] = [
    .impressions: "Impr.", .engagements: "Engag.", .conversions: "Conv.", .comments: "Comm.",
    .frequency: "Freq.",
  ]

  private static func column(_ kpi: KPI, typical: Bool) -> GridColumn<Row> {
    @Sendable func value(_ row: Row) -> Double? {
      typical ? row.typical[kpi] : row.totals.value(kpi)?.double
    }
    let title = shortTitles[kpi] ?? kpi.title
    return GridColumn(
      id: kpi.rawValue, title: title, minimum: max(6, title.count), maximum: max(8, title.count),
      isNumeric: true,
      text: { row, context in
        value(row).map { KPIText.compact(kpi, $0, context.currency) } ?? Format.absent
      },
      sortKey: { row, context in
        guard row.key != .total, let value = value(row) else { return .absent }
        switch kpi.unit {
        case .money: return .number(value / Double(context.currency.scale))
        case .percent: return .number(value * 100)
        case .count, .ratio: return .number(value)
        }
      })
  }
}

/// KPI values as text, in their own unit.
enum KPIText {
  static func compact(_ kpi: KPI, _ value: Double, _ currency: Currency) -> String {
    guard value.isFinite, value.magnitude < 9e17 else { return Format.absent }
    switch kpi.unit {
    case .count: return Format.compact(Int(value.rounded()))
    case .percent: return Format.percent(value)
    case .ratio: return Format.decimal(value, digits: 2)
    case .money:
      // Costs per piece are small: the cents matter.
      let major = value.magnitude / Double(currency.scale)
      if major < 100 {
        let sign = value < 0 ? "-" : ""
        return sign + currency.symbol
          + Format.decimal(major, digits: major < 1 && currency.digits > 0 ? 3 : currency.digits)
      }
      return Format.compactMoney(Money(minorUnits: Int64(value.rounded())), currency)
    }
  }
}
