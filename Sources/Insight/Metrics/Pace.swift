import Marketing
import Statistics

/// Where a target of a campaign stands, where it should stand by today, and where it will end.
///
/// Counts and revenue grow: by today they should stand at the target times the share that the curve gives for the
/// campaign's days up to and including today. A price (CPM, CPE, CPC, CPA), ROAS and ROI set a cost that is promised
/// from the start against what comes in with time, so by today they should stand at what the target is with only
/// that share come in. Rates (ER, CTR, CVR, AOV, frequency) don't grow: they should stand at the target itself; what
/// the last days brought, beside the days before, is their trend. The cost is a limit, whatever the day.
package struct Pace: Sendable, Hashable {
  package enum Verdict: String, Sendable, Hashable, CaseIterable {
    /// More than a tenth better than it should stand.
    case ahead
    /// Within a tenth of where it should stand.
    case onTrack = "on-track"
    /// More than a tenth worse.
    case behind
    /// A figure that grows is at its target, or the campaign ended at it or better.
    case reached
    /// The campaign ended short of it.
    case missed
    /// Fewer than three days, or less than a twentieth of the time or of the curve, have passed.
    case tooEarly = "too-early"
    case noData = "no-data"
    case notBegun = "not-begun"
    /// The campaign has no end, so there is no "by today" for a figure that grows.
    case undated
  }

  package let target: Target
  /// The target in the KPI's own unit.
  package let goal: Double
  /// Where it stands, as in every table: measurements dated after today are in it, though the pace doesn't know them.
  package let current: KPIValue?
  /// Where the KPI should stand by the end of today; nil for a campaign that isn't running. For a rate it is the
  /// target, also when the campaign has no end.
  package let expected: Double?
  /// Where it will end at this pace. Of the quotients with costs, if no more is promised than now. Today's figures
  /// count, but the pace is that of whole days.
  package let projected: Projection?
  /// What the last days brought beside as many days before: up to 7, of whole days. Of a price there is none.
  package let trend: Change
  package let trendDays: Int
  package let verdict: Verdict
  /// The finished campaigns whose curve was used; 0 for a straight line.
  package let curveCampaigns: Int
  /// The last day with a measurement, today at most: how fresh all this is.
  package let lastMeasured: Day?

  /// By what share a figure may differ from where it should stand and still be on track.
  package static let tolerance = 0.1
}

extension Target {
  /// The value in the KPI's own unit: a count, minor units of money, or a fraction.
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

  /// The same from a table by day of the campaign alone, such as a ledger's: no measurement is looked at again.
  package static func make(
    _ campaign: Campaign, _ table: KPITable, today: Day, curves: PaceCurves = .linear
  ) -> [Pace] {
    precondition(table.dimension == .day && table.days == nil && table.campaign == campaign.id)
    let days = table.rows.compactMap { row -> (day: Day, totals: Totals)? in
      guard case .day(let day) = row.key, row.totals.measurements > 0 else { return nil }
      return (day, row.totals)
    }
    let course = Course(campaign, total: table.total, days: days, today: today)
    return campaign.targets.map { target in
      course.pace(of: target, curves.curve(target.kpi, without: campaign.id))
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
  /// The last day that is over and not younger than the newest measurement.
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
    // Of a profit the revenue is compared, since the profit itself may be below zero.
    let shift = -Double(kpi.row.offset)
    let ratio = (current + shift) / (expected + shift)
    guard ratio.isFinite else { return .onTrack }
    let better = kpi.higherIsBetter ? ratio - 1 : 1 - ratio
    // The figures are fractions of integers: what is exactly at the limit must not fall over it by rounding.
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
    // A curve that says little has come in by now must not blow the little there is up to anything.
    let elapsed = time.length - remaining
    let share = curve.share(at: Double(elapsed) / Double(time.length))
    guard share >= CampaignTime.smallestShare else { return nil }
    let factor = (1 - share) / share * Double(elapsed) / Double(remaining)
    let now = Flow(
      above: Double(current.numerator), below: Double(current.denominator ?? 0))
    let scale = Double(kpi.row.scale)
    var bootstrap = Bootstrap(flows)
    return bootstrap.project(remaining: remaining, factor: factor) { future in
      guard current.denominator != nil else { return now.above + future.above }
      let below = now.below + future.below
      return below > 0 ? (now.above + future.above) * scale / below : nil
    }
  }

  private func trend(of kpi: KPI) -> (Change, Int) {
    let nothing = Change(current: nil, before: nil)
    guard !kpi.usesCost, let lastWhole, let first = days.first?.day else { return (nothing, 0) }
    let length = min(7, (lastWhole - first + 1) / 2)
    guard length > 0 else { return (nothing, 0) }
    func value(_ range: ClosedRange<Day>) -> KPIValue? {
      var sum = Totals()
      for (day, totals) in days where range.contains(day) {
        sum.sums += totals.sums
        sum.followedEngagements &+= totals.followedEngagements
      }
      // The followers are those of the whole campaign, each counted once.
      sum.followerSum = total.followerSum
      sum.followed = sum.sums.knowsEngagements ? total.followed : 0
      return sum.value(kpi)
    }
    let recent = (lastWhole + (1 - length))...lastWhole
    return (Change(current: value(recent), before: value(recent.preceding)), length)
  }
}

extension KPI {
  /// Where the KPI should stand when a share of what it is measured by has come in; nil when there is no such figure.
  fileprivate func expected(of goal: Double, after share: Double) -> Double? {
    let row = row
    guard accumulating != nil else { return goal }
    if row.numerator == .cost { return share > 0 ? goal / share : nil }
    let offset = Double(row.offset)
    return (goal - offset) * share + offset
  }
}

extension Totals {
  /// What these measurements add to a KPI above the line and below it.
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
