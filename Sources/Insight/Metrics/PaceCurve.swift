import Marketing

/// How much of a campaign's results are in after a share of its time.
package struct PaceCurve: Sendable, Hashable {
  /// Finished campaigns that the curve averages; 0 for a straight line.
  package let campaigns: Int
  /// The share of the final figure after 0%, 1%, … 100% of the time; empty for a straight line.
  private let shares: [Double]

  package static let linear = PaceCurve(campaigns: 0, shares: [])
  private static let steps = 100

  private init(campaigns: Int, shares: [Double]) {
    self.campaigns = campaigns
    self.shares = shares
  }

  /// The share of the final figure after a share of the time, both 0 to 1.
  package func share(at time: Double) -> Double {
    let time = min(max(time, 0), 1)
    guard !shares.isEmpty else { return time }
    let place = time * Double(PaceCurve.steps)
    let below = min(Int(place), PaceCurve.steps - 1)
    return shares[below] + (shares[below + 1] - shares[below]) * (place - Double(below))
  }

  /// The mean of the campaigns' daily figures; a straight line without any. Each campaign has the same weight, since
  /// its size says nothing about the shape. Within a day a figure grows evenly.
  ///
  /// - Parameter daily: for each campaign a figure per day; whatever came before its first day is included in that.
  init(_ daily: [[Double]]) {
    var sum = Array(repeating: 0.0, count: PaceCurve.steps + 1)
    var campaigns = 0
    for days in daily where days.count > 1 {
      let final = days.reduce(0, +)
      guard final > 0 else { continue }
      campaigns += 1
      var before = 0.0
      var day = 0
      for step in sum.indices {
        let place = Double(step) / Double(PaceCurve.steps) * Double(days.count)
        while day < days.count - 1, Double(day + 1) <= place {
          before += days[day]
          day += 1
        }
        let part = before + days[day] * min(place - Double(day), 1)
        // A total that later fell may have exceeded its final value; the share stays within 0 to 1.
        sum[step] += min(max(part / final, 0), 1)
      }
    }
    self.init(
      campaigns: campaigns, shares: campaigns > 0 ? sum.map { $0 / Double(campaigns) } : [])
  }
}

/// The curves of a session's finished campaigns, one for each figure that adds up.
package struct PaceCurves: Sendable {
  private struct Finished {
    let id: CampaignID
    let start: Day
    var sums: [Sums]
  }

  private let finished: [Finished]
  private let returnFrom: RevenueBasis

  /// A straight line for every KPI.
  package static let linear = PaceCurves(finished: [], returnFrom: .paid)

  private init(finished: [Finished], returnFrom: RevenueBasis) {
    self.finished = finished
    self.returnFrom = returnFrom
  }

  /// Uses campaigns with both dates that took more than a day and are over.
  package init(_ session: Session, today: Day) {
    var finished: [Finished] = []
    var places: [CampaignID: Int] = [:]
    for campaign in session.campaigns.rows {
      guard let start = campaign.start, let end = campaign.end, end > start, end < today else {
        continue
      }
      places[campaign.id] = finished.count
      finished.append(
        Finished(
          id: campaign.id, start: start, sums: Array(repeating: Sums(), count: end - start + 1)))
    }
    if !finished.isEmpty {
      let directory = Directory(session)
      session.forEachIncrement(campaign: nil, days: nil, directory: directory) {
        increment, _, campaign, day, _ in
        guard let place = places[campaign] else { return }
        let at = max(day - finished[place].start, 0)
        if at < finished[place].sums.count { finished[place].sums[at] += increment }
      }
    }
    self.init(finished: finished, returnFrom: session.settings.returnFrom)
  }

  /// The curve for a KPI; for a quotient with costs, that of its results. The campaign itself is left out.
  package func curve(_ kpi: KPI, without campaign: CampaignID) -> PaceCurve {
    guard let figure = kpi.accumulating else { return .linear }
    return PaceCurve(
      finished.filter { $0.id != campaign }.map { campaign in
        campaign.sums.map { sums in
          Double(Totals(sums, returnFrom: returnFrom).count(of: figure) ?? 0)
        }
      })
  }
}
