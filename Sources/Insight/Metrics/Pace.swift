import LibC
import Marketing
import Statistics

/// Where a campaign's target stands, where it should stand by today, and where it will end up.
///
/// Counts and revenue grow: by today they should reach the target times the curve's share for the campaign's days so
/// far, including today. CPM, CPE, CPC, CPA, ROAS and ROI set a cost that is committed from the start against results
/// that come in over time, so by today they should stand at what the target would be with only that share in. Rates
/// (ER, CTR, CVR, AOV, frequency) don't grow: they should stand at the target itself, and their trend compares the last
/// days with the days before. Cost is a limit, whatever the day.
package struct Pace: Sendable, Hashable {
  package enum Verdict: String, Sendable, Hashable, CaseIterable {
    /// More than 10% better than it should be.
    case ahead
    /// Within 10% of where it should be.
    case onTrack = "on-track"
    /// More than 10% worse.
    case behind
    /// A figure that grows is at its target, or the campaign ended at the target or better.
    case reached
    /// The campaign ended short of the target.
    case missed
    /// Fewer than three days, or less than 5% of the time or of the curve (20% for prices), have passed.
    case tooEarly = "too-early"
    case noData = "no-data"
    case notBegun = "not-begun"
    /// The campaign has no end, so a figure that grows has nothing to reach by today.
    case undated
  }

  package let target: Target
  /// The target in the KPI's unit.
  package let goal: Double
  /// The value as in every table, which includes measurements dated after today, though the pace ignores them.
  package let current: KPIValue?
  /// Where the KPI should stand by the end of today; nil if the campaign isn't running. For a rate it is the target,
  /// even if the campaign has no end.
  package let expected: Double?
  /// Where it will end up, from the course of finished campaigns and that of this one. Quotients with costs assume that nothing more is committed. Today's figures
  /// count, but the pace is that of whole days.
  package let projected: Projection?
  /// The last whole days, up to 7, compared with as many before. Without values for quotients with costs.
  package let trend: Change
  package let trendDays: Int
  package let verdict: Verdict
  /// Finished campaigns behind the curve; 0 for a straight line.
  package let curveCampaigns: Int
  /// The day of the latest measurement, today at most: how fresh all this is.
  package let lastMeasured: Day?

  /// How far a figure may be from where it should stand and still count as on track, as a share.
  package static let tolerance = 0.1
  /// Less of the results due than this, and a price says nothing yet.
  static let leastDue = 0.2
}

extension Target {
  /// The value in the KPI's unit: a count, minor units of money, or a fraction.
  package var goal: Double {
    switch kpi.unit {
    case .count, .money: Double(value)
    case .ratio, .percent: Double(value) / 1_000_000
    }
  }
}

extension Pace {
  /// The pace of each of a campaign's targets.
  package static func make(
    _ session: Session, campaign: CampaignID, today: Day, curves: PaceCurves = .linear
  ) -> [Pace] {
    guard let row = session.campaigns[campaign], !row.targets.isEmpty else { return [] }
    let table = KPITable.make(session, by: .day, campaign: campaign)
    return make(row, table, today: today, curves: curves)
  }

  /// The same from a table of this campaign by day, such as a ledger's, without a pass over the measurements.
  package static func make(
    _ campaign: Campaign, _ table: KPITable, today: Day, curves: PaceCurves = .linear
  ) -> [Pace] {
    precondition(table.dimension == .day && table.days == nil && table.campaign == campaign.id)
    let days = table.rows.compactMap { row -> (day: Day, totals: Totals)? in
      guard case .day(let day) = row.key, row.totals.measurements > 0 else { return nil }
      return (day, row.totals)
    }
    let course = Course(campaign, total: table.total, days: days, today: today)
    // What was sold before orders were tracked isn't nothing, so the pace of sales begins there.
    let sales = campaign.trackedSince.map { first in
      var tracked = campaign
      tracked.start = campaign.start.map { max($0, first) } ?? first
      return Course(
        tracked, total: table.total, days: days.filter { $0.day >= first }, today: today)
    }
    return campaign.targets.map { target in
      (target.kpi.usesSales ? sales ?? course : course)
        .pace(of: target, curves.curve(target.kpi, without: campaign.id))
    }
  }
}

/// A campaign's days up to today.
private struct Course {
  let total: Totals
  let days: [(day: Day, totals: Totals)]
  let phase: Campaign.Phase
  let time: CampaignTime?
  let lastMeasured: Day?
  /// The last day that is over, but no later than the newest measurement.
  let lastWhole: Day?

  init(
    _ campaign: Campaign, total: Totals, days: [(day: Day, totals: Totals)], today: Day
  ) {
    self.total = total
    self.days = days.filter { $0.day <= today }
    phase = campaign.phase(on: today)
    time = CampaignTime(campaign, firstMeasured: days.first?.day, today: today)
    lastMeasured = self.days.last?.day
    lastWhole = lastMeasured.map { min($0, today + -1) }
  }

  func pace(of target: Target, _ curve: PaceCurve) -> Pace {
    let kpi = target.kpi
    let current = total.value(kpi)
    var share = time.map { curve.share(at: $0.elapsedShare) }
    if phase == .undated, kpi.accumulating == nil { share = 1 }
    let expected = share.flatMap { kpi.expected(of: target.goal, after: $0) }
    let (trend, trendDays) = trend(of: kpi)
    return Pace(
      target: target, goal: target.goal, current: current, expected: expected,
      projected: projection(of: kpi, current, curve), trend: trend, trendDays: trendDays,
      verdict: verdict(kpi, target.goal, current?.double, expected, share),
      curveCampaigns: curve.campaigns, lastMeasured: lastMeasured)
  }

  private func verdict(
    _ kpi: KPI, _ goal: Double, _ current: Double?, _ expected: Double?, _ share: Double?
  ) -> Pace.Verdict {
    if case .upcoming = phase { return .notBegun }
    guard let current else { return .noData }
    let isMet = kpi.higherIsBetter ? current >= goal : current <= goal
    if case .finished = phase { return isMet ? .reached : .missed }
    if kpi == .cost { return phase == .undated ? .undated : isMet ? .onTrack : .behind }
    if isMet, !kpi.isQuotient { return .reached }
    guard let share else { return .undated }
    if let time, time.isEarly { return .tooEarly }
    guard let expected, share >= CampaignTime.smallestShare else { return .tooEarly }
    // For a profit compare the revenue, since the profit may be negative.
    let shift = -Double(kpi.row.offset)
    let ratio = (current + shift) / (expected + shift)
    guard ratio.isFinite else { return .onTrack }
    let better = kpi.higherIsBetter ? ratio - 1 : 1 - ratio
    // The figures are fractions of integers: rounding mustn't push one that is exactly at the limit over it.
    let limit = Pace.tolerance + 1e-9
    return better > limit ? .ahead : better < -limit ? .behind : .onTrack
  }

  private func projection(
    of kpi: KPI, _ current: KPIValue?, _ curve: PaceCurve
  ) -> Projection? {
    guard let time, let lastWhole, let lastMeasured, let current, kpi != .cost else { return nil }
    let remaining = time.end - max(lastMeasured, time.start)
    guard remaining > 0 else {
      return Projection(low: current.double, middle: current.double, high: current.double)
    }
    let past = lastWhole - time.start + 1
    guard past >= CampaignTime.fewestDays else { return nil }
    var flows = Array(repeating: Flow(above: 0, below: 0), count: past)
    for (day, totals) in days where time.start <= day && day <= lastWhole {
      flows[day - time.start] = totals.flow(of: kpi)
    }
    // If the curve says little is due by now, the little there is mustn't be blown up.
    let elapsed = time.length - remaining
    let share = curve.share(at: Double(elapsed) / Double(time.length))
    guard share >= CampaignTime.smallestShare else { return nil }
    let rate = Double(elapsed) / Double(remaining)
    let even = (1 - share) / share * rate
    let now = Flow(
      above: Double(current.numerator), below: Double(current.denominator ?? 0))
    let scale = Double(kpi.row.scale)
    var bootstrap = Bootstrap(flows)
    var factor: (Double) -> Double = { _ in even }
    if kpi.accumulating != nil {
      let course = course(&bootstrap, curve, after: Double(elapsed) / Double(time.length))
      factor = { draw in
        let share = course(draw)
        return (1 - share) / share * rate
      }
    }
    return bootstrap.project(remaining: remaining, factor: factor) { future in
      guard current.denominator != nil else { return now.above + future.above }
      let below = now.below + future.below
      return below > 0 ? (now.above + future.above) * scale / below : nil
    }
  }

  /// The share of the end that is in after a share of the time, for draws from 0 to 1: from the course of finished
  /// campaigns and from that of this one, each counted by how certain it is.
  private func course(
    _ bootstrap: inout Bootstrap, _ curve: PaceCurve, after time: Double
  ) -> (Double) -> Double {
    var (mean, variance) = curve.course(at: time)
    if let own = bootstrap.course() {
      let doubt = own.deviation * own.deviation + Course.unlikePower
      mean = (mean * doubt + own.mean * variance) / (variance + doubt)
      variance = variance * doubt / (variance + doubt)
    }
    return { draw in
      let power = exp(mean + variance.squareRoot() * normalQuantile(draw))
      return min(max(pow(time, power), CampaignTime.smallestShare), 1)
    }
  }

  /// How far a course may be from a power of time, as a variance of the power's logarithm.
  private static let unlikePower = 0.0225

  private func trend(of kpi: KPI) -> (Change, Int) {
    let nothing = Change(current: nil, before: nil)
    guard !kpi.usesCost, let lastWhole, let first = days.first?.day else { return (nothing, 0) }
    let length = min(7, (lastWhole - first + 1) / 2)
    guard length > 0 else { return (nothing, 0) }
    func value(_ range: ClosedRange<Day>) -> KPIValue? {
      var sum = Totals(returnFrom: total.returnFrom)
      for (day, totals) in days where range.contains(day) {
        sum.sums += totals.sums
        sum.followedEngagements &+= totals.followedEngagements
      }
      // The followers of the whole campaign, each counted once.
      sum.followerSum = total.followerSum
      sum.followed = sum.sums.knowsEngagements ? total.followed : 0
      return sum.value(kpi)
    }
    let recent = (lastWhole + (1 - length))...lastWhole
    return (Change(current: value(recent), before: value(recent.preceding)), length)
  }
}

extension KPI {
  /// Where the KPI should stand once this share of its results is in; nil if there is no such figure.
  fileprivate func expected(of goal: Double, after share: Double) -> Double? {
    let row = row
    guard accumulating != nil else { return goal }
    // While little is due, a limit of several times the target would say nothing.
    if row.numerator == .cost { return share >= Pace.leastDue ? goal / share : nil }
    let offset = Double(row.offset)
    return (goal - offset) * share + offset
  }
}

extension Totals {
  /// What these measurements add to a KPI's dividend and divisor.
  fileprivate func flow(of kpi: KPI) -> Flow {
    if kpi.row.pairing == .influencer {
      return Flow(above: Double(followedEngagements), below: 0)
    }
    guard let figure = kpi.accumulating else {
      let parts = parts(of: kpi)
      return Flow(above: Double(parts?.above ?? 0), below: Double(parts?.below ?? 0))
    }
    let value = Double(count(of: figure) ?? 0)
    return kpi.row.numerator == .cost
      ? Flow(above: 0, below: value) : Flow(above: value, below: 0)
  }
}
