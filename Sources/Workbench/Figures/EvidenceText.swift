import Marketing
import Metrics

/// What a table's figures rest on.
package enum EvidenceText {
  /// Of a goal's figure over the influencers of a table by influencer.
  package static func evidence(_ goal: Goal, _ table: KPITable) -> Evidence {
    let kpi: KPI =
      switch goal {
      case .awareness: .reach
      case .engagement: .engagements
      case .conversions: .conversions
      }
    let own = table.rows.filter {
      if case .influencer = $0.key { true } else { false }
    }
    let base = kpi == .conversions && table.total.clicks ?? 0 > 0 ? KPI.Figure.clicks : .reach
    let weights = own.map { row in
      kpi == .conversions
        ? Double(row.totals.count(of: base) ?? row.totals.conversions ?? 0)
        : Double(row.totals.value(kpi) == nil ? 0 : max(1, row.totals.posts))
    }
    let name = kpi == .reach ? "reach" : kpi.title.lowercased()
    let events =
      kpi == .reach
      ? table.total.reach ?? table.total.reachBand?.lowerBound : table.total.value(kpi)?.numerator
    return Evidence(
      .init(influencers: [("", Evidence.effective(weights))], events: (name, Double(events ?? 0))))
  }
}
