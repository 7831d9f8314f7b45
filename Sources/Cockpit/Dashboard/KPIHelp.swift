import Marketing
import Metrics
import Wording

/// What the figure under the cursor means: its formula, the numbers that went in, and where they came from.
enum KPIHelp {
  static func lines(_ state: CockpitState) -> [TextView.Line] {
    guard let session = state.document?.session, let (kpi, row) = figure(state) else { return [] }
    let currency = session.settings.currency
    var lines = [
      TextView.Line(text: kpi.title, role: .title), TextView.Line(text: kpi.formula, role: .accent),
      TextView.Line(text: kpi.meaning),
    ]
    if let row {
      let value =
        row.totals.value(kpi).map { KPIText.compact(kpi, $0.double, currency) } ?? NumberText.absent
      lines.append(TextView.Line(text: ""))
      lines.append(
        TextView.Line(
          text: "\(row.label): \(row.totals.explanation(of: kpi, currency: currency)) = \(value)"))
      if let typical = row.typical[kpi] {
        lines.append(
          TextView.Line(
            text:
              "The typical creator of the \(row.totals.influencers): \(KPIText.compact(kpi, typical, currency)), "
              + "the median of each one's own figure."))
      }
      if let sources = sources(of: row, kpi, state) { lines.append(TextView.Line(text: sources)) }
    }
    return lines + [TextView.Line(text: "")]
  }

  /// The KPI of the column under the cursor, and the row that it stands in.
  private static func figure(_ state: CockpitState) -> (KPI, KPIGrid.Row?)? {
    guard let grid = state.focusedGrid else { return nil }
    func column<Grid: GridSource>(_ grid: Grid.Type) -> KPI? {
      KPI(rawValue: state[keyPath: Grid.state].column)
    }
    switch grid.scope {
    case .kpis: return column(KPIGrid.self).map { ($0, KPIGrid.cursorRow(state)) }
    case .drillGroups:
      return column(DrillGroupGrid.self).map { ($0, DrillGroupGrid.cursorRow(state)) }
    case .drillCreators:
      return column(DrillCreatorGrid.self).map { ($0, DrillCreatorGrid.cursorRow(state)) }
    case .drillPosts:
      return column(PostGrid.self).map { kpi in
        let post = PostGrid.cursorRow(state)
        return (
          kpi,
          post.map { KPIGrid.Row(key: .total, label: $0.label, totals: $0.totals, typical: [:]) }
        )
      }
    default: return nil
    }
  }

  /// The files, feeds and hands that the row's measurements came from, the most frequent first.
  private static func sources(of row: KPIGrid.Row, _ kpi: KPI, _ state: CockpitState) -> String? {
    guard let session = state.document?.session else { return nil }
    let onKPIs = state.screen == .kpis
    let days = onKPIs ? state.kpis.range.days(today: state.today) : nil
    let campaign = state.dashboard.scope
    let posts: [PostList.Post] =
      switch state.focusedGrid?.scope {
      case .drillPosts: PostGrid.cursorRow(state).map { [$0] } ?? []
      case .drillCreators:
        PostList.make(
          session, of: state.kpis.path.group?.key ?? .total,
          in: state.kpis.path.group?.dimension ?? .total, influencer: row.influencer,
          campaign: campaign, days: days)
      default:
        PostList.make(
          session, of: row.key, in: onKPIs ? state.kpis.grouping : state.dashboard.grouping,
          campaign: campaign, days: days)
      }
    var counts: [String: Int] = [:]
    for identity in posts.lazy.flatMap(\.measurements) {
      let source = session.measurements[identity]?.source ?? ""
      counts[source.isEmpty ? "no named source" : source, default: 0] += 1
    }
    guard !counts.isEmpty else {
      return kpi.usesCost ? "The cost is that of the bookings." : nil
    }
    let ordered = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
    let named = ordered.prefix(6).map { "\($0.key) (\(CountText.exact($0.value)))" }
    let rest = ordered.count > 6 ? " and \(ordered.count - 6) more" : ""
    return
      "From \(CountText.plural(posts.reduce(0) { $0 + $1.measurements.count }, "measurement")): "
      + named.joined(separator: ", ") + rest + "."
      + (kpi.usesCost ? " The cost is that of the bookings." : "")
  }
}

extension KPIGrid.Row {
  /// The influencer that the row is about, where it is about one.
  fileprivate var influencer: InfluencerID? {
    if case .influencer(let id) = key { id } else { nil }
  }
}
