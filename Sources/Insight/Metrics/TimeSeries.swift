import Marketing

/// Any KPI over days or weeks: in total, or by tier, influencer, platform or niche.
///
/// What a gap means:
/// - A period without measurements is absent, not zero, for every KPI: no export came in, which says nothing about what
///   people did.
/// - Counts and amounts may be read with zeroes (`Reading.zeroFilled`) between the first and the last period in which
///   any line has the figure: what a shop or platform didn't report between two reports added nothing. Outside those
///   periods nothing is known. Quotients have no zeroes: nothing divided by nothing is absent.
/// - Added up (`Reading.cumulative`), a gap keeps the figure of the period before it, from the line's first figure to
///   the last period with any measurement.
/// - Costs have no day, so KPIs that need one are absent everywhere.
///
/// For a running total each snapshot counts, on its own day, as the difference from the one before.
package struct TimeSeries: Sendable {
  package enum Step: Sendable, Hashable, CaseIterable { case day, week }

  /// One line in total, or one for each group of a dimension that depends on the influencer alone.
  package enum Split: String, Sendable, Hashable, CaseIterable {
    case whole, tier, influencer, platform, niche

    var dimension: Dimension {
      switch self {
      case .whole: .total
      case .tier: .tier
      case .influencer: .influencer
      case .platform: .platform
      case .niche: .niche
      }
    }
  }

  package struct Breakdown: Sendable, Hashable {
    package var step: Step
    package var split: Split

    package init(_ step: Step, by split: Split = .whole) {
      self.step = step
      self.split = split
    }
  }

  package struct Line: Sendable, Hashable {
    package let key: GroupKey
    package let label: String
    fileprivate let place: Int
  }

  package enum Reading: Sendable, Hashable {
    /// What each period added.
    case each
    /// The same, with zeroes in the gaps of counts and amounts.
    case zeroFilled
    /// The sum by the end of each period, from the first measurement on.
    case cumulative
  }

  package let breakdown: Breakdown
  package let campaign: CampaignID?
  /// The first day of each period, without gaps, over the given range or from the first to the last measurement. A
  /// range of weeks is extended to whole weeks.
  package let periods: [Day]
  /// The lines with measurements, in their groups' order.
  package let lines: [Line]
  private let aggregate: Aggregate
  /// The groups of each line, by time.
  private let groups: [[(period: Day, group: Int)]]

  package static func make(
    _ session: Session, _ breakdown: Breakdown, campaign: CampaignID? = nil,
    days: ClosedRange<Day>? = nil
  ) -> TimeSeries {
    let directory = Directory(session)
    var aggregate = Aggregate(breakdown, directory: directory)
    session.forEachIncrement(campaign: campaign, days: nil, directory: directory) {
      increment, who, campaign, day, _ in aggregate.collect(increment, who, campaign, day)
    }
    aggregate.fold()
    return TimeSeries(aggregate, breakdown, campaign: campaign, days: days)
  }

  init(
    _ aggregate: Aggregate, _ breakdown: Breakdown, campaign: CampaignID?,
    days: ClosedRange<Day>?
  ) {
    self.aggregate = aggregate
    self.breakdown = breakdown
    self.campaign = campaign
    var perPart: [[(period: Day, group: Int)]] = Array(
      repeating: [], count: aggregate.parts.count)
    var bounds: ClosedRange<Day>?
    for (place, group) in aggregate.groups.enumerated() where group.totals.measurements > 0 {
      guard let period = group.key.period else { continue }
      perPart[Int(group.part)].append((period, place))
      bounds = min(bounds?.lowerBound ?? period, period)...max(bounds?.upperBound ?? period, period)
    }
    if let days { bounds = breakdown.step.period(days.lowerBound)...days.upperBound }
    periods =
      bounds.map {
        stride(
          from: $0.lowerBound.number, through: $0.upperBound.number, by: breakdown.step.length
        ).map(Day.init(number:))
      } ?? []
    let order = perPart.indices.filter { !perPart[$0].isEmpty }
      .sorted { GroupKey.precedes(aggregate.parts[$0], aggregate.parts[$1]) }
    groups = order.map { perPart[$0].sorted { $0.period < $1.period } }
    lines = order.enumerated().map { place, part in
      let key = aggregate.parts[part]
      let dimension = breakdown.split.dimension
      return Line(
        key: key, label: aggregate.directory.label(of: key, in: dimension), place: place)
    }
  }

  package subscript(key: GroupKey) -> Line? { lines.first { $0.key == key } }

  /// The totals of each period; nil without measurements. Zero-filling doesn't change them, since a zero belongs to a
  /// single figure.
  package func totals(of line: Line, _ reading: Reading = .each) -> [Totals?] {
    var result: [Totals?] = Array(repeating: nil, count: periods.count)
    guard let first = periods.first, let end = periods.last else { return result }
    func place(_ period: Day) -> Int { (period - first) / breakdown.step.length }
    guard reading == .cumulative else {
      for (period, group) in groups[line.place] where first <= period && period <= end {
        result[place(period)] = aggregate.groups[group].totals
      }
      return result
    }
    let last = groups.compactMap(\.last?.period).max() ?? first
    var running = Totals(
      returnFrom: aggregate.directory.returnFrom, withoutCosts: true)
    var creators: [Int32: Sums] = [:]
    var next = 0
    for (at, period) in periods.enumerated() where period <= last {
      while next < groups[line.place].count, groups[line.place][next].period <= period {
        add(groups[line.place][next].group, to: &running, &creators)
        next += 1
      }
      if next > 0 { result[at] = running }
    }
    return result
  }

  private func add(_ group: Int, to running: inout Totals, _ creators: inout [Int32: Sums]) {
    var next = aggregate.groups[group].firstCell
    while next >= 0 {
      let cell = aggregate.cells[Int(next)]
      let before = creators[cell.influencer] ?? Sums()
      var after = before
      after += cell.sums
      creators[cell.influencer] = after
      Aggregate.change(
        &running, cell.influencer, from: before, to: after, in: aggregate.directory)
      next = cell.next
    }
  }

  /// A KPI in each period, in its unit: a count, minor units of money, or a fraction.
  package func values(_ kpi: KPI, of line: Line, _ reading: Reading = .each) -> [Double?] {
    var result = totals(of: line, reading).map { $0?.value(kpi)?.double }
    guard reading == .zeroFilled, !kpi.isQuotient else { return result }
    var known: ClosedRange<Day>?
    for (period, group) in groups.joined()
    where aggregate.groups[group].totals.value(kpi) != nil {
      known = min(known?.lowerBound ?? period, period)...max(known?.upperBound ?? period, period)
    }
    guard let known else { return result }
    for (place, period) in periods.enumerated() where known.contains(period) {
      result[place] = result[place] ?? 0
    }
    return result
  }
}

extension TimeSeries.Step {
  var length: Int { self == .day ? 1 : 7 }
  /// The first day of the period that contains a day.
  func period(_ day: Day) -> Day { self == .day ? day : day.monday }
}

extension GroupKey {
  fileprivate var period: Day? {
    switch self {
    case .day(let day), .week(let day): day
    case .total, .tier, .influencer, .platform, .niche, .campaign, .booking, .unknown,
      .unattributed:
      nil
    }
  }
}

extension Aggregate {
  init(_ breakdown: TimeSeries.Breakdown, directory: Directory) {
    self.init(
      breakdown.step == .day ? .day : .week, by: breakdown.split.dimension, directory: directory,
      costs: false)
  }
}
