import LibC
import Marketing

/// How much of a campaign's results are in after a share of its time.
package struct PaceCurve: Sendable, Hashable {
  /// Finished campaigns that the curve averages; 0 for a straight line.
  package let campaigns: Int
  /// The share of the final figure after 0%, 1%, … 100% of the time; empty for a straight line.
  private let shares: [Double]
  /// The same of each campaign.
  private let each: [[Double]]

  package static let linear = PaceCurve(each: [])
  private static let steps = 100

  private init(each: [[Double]]) {
    self.each = each
    campaigns = each.count
    shares =
      each.isEmpty
      ? []
      : (0...PaceCurve.steps).map { step in
        each.reduce(0) { $0 + $1[step] } / Double(each.count)
      }
  }

  // How much campaigns differ, on the logarithm of the power of time that results grow with: those of one brand, and
  // brands. Half of a brand's campaigns are then within a fifth of its usual power.
  private static let assumedAmongCampaigns = 0.0625
  private static let assumedAmongBrands = 0.06

  /// What finished campaigns say of the course of another one after a share of the time: the mean and variance of the
  /// logarithm of the power of time that results grow with. Without any it is even, give or take.
  func course(at time: Double) -> (mean: Double, variance: Double) {
    let time = min(max(time, 0.01), 0.99)
    let powers = each.map { shares in
      let share = PaceCurve.share(shares, at: time)
      return log(log(min(max(share, 0.005), 0.995)) / log(time))
    }
    let count = Double(powers.count)
    let brands = PaceCurve.assumedAmongBrands
    guard count > 0 else { return (0, brands + PaceCurve.assumedAmongCampaigns) }
    let mean = powers.reduce(0, +) / count
    let squares = powers.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let among = (squares + 2 * PaceCurve.assumedAmongCampaigns) / (count + 1)
    let share = brands / (brands + among / count)
    return (share * mean, share * among / count + among)
  }

  /// The share of the final figure after a share of the time, both 0 to 1.
  package func share(at time: Double) -> Double {
    shares.isEmpty ? min(max(time, 0), 1) : PaceCurve.share(shares, at: time)
  }

  private static func share(_ shares: [Double], at time: Double) -> Double {
    let time = min(max(time, 0), 1)
    let place = time * Double(PaceCurve.steps)
    let below = min(Int(place), PaceCurve.steps - 1)
    return shares[below] + (shares[below + 1] - shares[below]) * (place - Double(below))
  }

  /// The mean of the campaigns' daily figures; a straight line without any. Each campaign has the same weight, since
  /// its size says nothing about the shape. Within a day a figure grows evenly.
  ///
  /// - Parameter daily: for each campaign a figure per day; whatever came before its first day is included in that.
  init(_ daily: [[Double]]) {
    self.init(
      each: daily.compactMap { days in
        let final = days.reduce(0, +)
        guard days.count > 1, final > 0 else { return nil }
        var before = 0.0
        var day = 0
        return (0...PaceCurve.steps).map { step in
          let place = Double(step) / Double(PaceCurve.steps) * Double(days.count)
          while day < days.count - 1, Double(day + 1) <= place {
            before += days[day]
            day += 1
          }
          let part = before + days[day] * min(place - Double(day), 1)
          // A total that later fell may have exceeded its final value; the share stays within 0 to 1.
          return min(max(part / final, 0), 1)
        }
      })
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
