import Marketing
import Metrics

/// Explains the figure under the cursor of the KPI screen.
enum DrillHelp {
  static func lines(_ state: CockpitState) -> [TextLine] {
    guard state.kpis.focus == .list, state.kpis.list == .figures else { return [] }
    let kpis = state.kpis
    let days = kpis.range.days(today: state.today)
    let campaign = state.campaignInView
    switch kpis.path.level {
    case .groups:
      guard let kpi = KPI(rawValue: kpis.groups.column) else { return [] }
      return KPIHelp.lines(kpi, DrillGroupGrid.cursorRow(state), state) { row, session in
        PostList.make(session, of: row.key, in: kpis.grouping, campaign: campaign, days: days)
      }
    case .creators:
      guard let kpi = KPI(rawValue: kpis.creators.column) else { return [] }
      return KPIHelp.lines(kpi, DrillCreatorGrid.cursorRow(state), state) { row, session in
        var influencer: InfluencerID?
        if case .influencer(let id) = row.key { influencer = id }
        return PostList.make(
          session, of: kpis.path.group?.key ?? .total, in: kpis.path.group?.dimension ?? .total,
          influencer: influencer, campaign: campaign, days: days)
      }
    case .posts:
      guard let kpi = KPI(rawValue: kpis.posts.column) else { return [] }
      let post = PostGrid.cursorRow(state)
      let row = post.map {
        KPIGrid.Row(key: .total, label: $0.label, totals: $0.totals, typical: [:])
      }
      return KPIHelp.lines(kpi, row, state) { _, _ in post.map { [$0] } ?? [] }
    case .measurements: return []
    }
  }
}
