import Marketing
import Metrics

/// What was measured of one KPI, as far as forecasts rest on it.
package struct MeasuredFigures: Sendable {
  package struct Account: Sendable {
    package let tier: Tier?
    package let cell: Cell
    package let followers: Int?
    /// Posts; for sales the clicks, or people reached, that they are set against.
    package let weight: Double
  }

  package fileprivate(set) var accounts: [Account] = []
  /// The KPI's sum over all of them: conversions, engagements, people reached.
  package fileprivate(set) var events = 0.0

  /// Measured accounts by tier and platform.
  package var cells: [Cell: Int] {
    accounts.reduce(into: [:]) { $0[$1.cell, default: 0] += 1 }
  }
}

extension Forecaster {
  /// - Parameter kpi: reach, engagements or conversions.
  package func measured(_ kpi: KPI) -> MeasuredFigures {
    var result = MeasuredFigures()
    let usesClicks = evidence.creators.values.contains { $0.tracked.clicks > 0 }
    for influencer in session.roster.rows {
      guard let own = evidence.creators[influencer.id] else { continue }
      var weight = 0.0
      if kpi == .conversions {
        weight = usesClicks ? own.tracked.clicks : own.tracked.reach
        result.events += max(0, own.tracked.conversions)
      } else if let path = PostFigures.path(kpi) {
        let known = own.posts.compactMap { $0[keyPath: path] }
        weight = Double(known.count)
        result.events += known.reduce(0, +)
      }
      guard weight > 0 else { continue }
      let tier = session.tier(of: influencer)
      result.accounts.append(
        .init(
          tier: tier, cell: Cell(tier: tier, platform: influencer.platform),
          followers: influencer.followers, weight: weight))
    }
    return result
  }
}
