import Marketing
import Metrics
import Workbench

/// The latest figures for the KPI screen.
struct KPIFigures: Sendable {
  /// Everything that determines the figures: an equal basis needs no new work.
  struct Basis: Hashable, Sendable {
    var revision: Int
    var ledger: LedgerBasis
    var path: DrillPath
    var typical: Bool
    var before: Bool
    var list: KPIState.List
    var kpi: KPI
    var reading: TimeSeries.Reading
    var marks: Set<GroupKey>
    var today: Day
  }

  var basis: Basis?
  /// Increases with every new set of rows.
  var revision = 0
  var groups: [KPIGrid.Row] = []
  var creators: [KPIGrid.Row] = []
  var posts: [PostList.Post] = []
  var measurements: [Measurement] = []
  var leaders: [LeaderGrid.Row] = []
  var course = Course()
  var paces: [Pace] = []
  var budget: BudgetPace<Money>?
  var hours: BudgetPace<Hours>?
  /// The curves of the finished campaigns, with the session's revision and the day they were made for.
  var curves: (revision: Int, today: Day, curves: PaceCurves)?

  /// The lines of the chart.
  struct Course: Sendable {
    var kpi = KPI.reach
    var periods: [Day] = []
    var lines: [Line] = []
    /// Number of lines that didn't fit.
    var omitted = 0

    struct Line: Sendable, Equatable {
      var key: GroupKey
      var label: String
      var values: [Double?]
    }
  }
}

extension CockpitState {
  /// The KPI in the chart: the one under the cursor, else the first one for the campaign's goal.
  var chartedKPI: KPI {
    let column =
      switch kpis.path.level {
      case .groups: kpis.groups.column
      case .creators: kpis.creators.column
      case .posts: kpis.posts.column
      case .measurements: kpis.measurements.column
      }
    if kpis.list == .figures, let kpi = KPI(rawValue: column) { return kpi }
    if kpis.list == .leaders { return leaderKPI }
    return KPI.order(for: goalInView)[0]
  }

  /// What the leaderboard ranks by: the KPI under the cursor where that is a rate per person, else ER by reach.
  var leaderKPI: KPI {
    let column = KPI(rawValue: kpis.groups.column)
    return column.flatMap { Leaderboard.kpis.contains($0) ? $0 : nil } ?? .engagementRateByReach
  }

  /// The chart is broken down like the list, where the groups are made of influencers.
  private var chartSplit: TimeSeries.Split {
    if kpis.path.group != nil { return .influencer }
    return switch kpis.grouping {
    case .tier: .tier
    case .influencer: .influencer
    case .platform: .platform
    case .niche: .niche
    case .total, .campaign, .booking, .day, .week: .whole
    }
  }

  mutating func arrangeKPIs() -> [Effect] {
    guard document != nil else { return [] }
    let days = kpis.range.days(today: today)
    var dimensions = [kpis.grouping]
    if kpis.list == .leaders, kpis.grouping != .influencer { dimensions.append(.influencer) }
    if days == nil, campaignInView != nil, kpis.grouping != .day { dimensions.append(.day) }
    let wanted = LedgerBasis(
      campaign: campaignInView, days: days, dimensions: dimensions,
      series: [TimeSeries.Breakdown(kpis.step, by: chartSplit)])
    let effects = wantLedger(wanted)
    refreshKPIs(wanted)
    arrange(DrillGroupGrid.self)
    arrange(DrillCreatorGrid.self)
    arrange(PostGrid.self)
    arrange(DrillMeasurementGrid.self)
    arrange(LeaderGrid.self)
    arrange(CourseGrid.self)
    // The column under the cursor may only be known by now.
    refreshKPIs(wanted)
    return effects
  }

  private mutating func refreshKPIs(_ wanted: LedgerBasis) {
    guard let figures = document?.figures, figures.kpis.basis == wanted,
      let ledger = figures.kpis.ledger, let session = document?.session
    else { return }
    let basis = KPIFigures.Basis(
      revision: figures.kpiRevision, ledger: wanted, path: kpis.path, typical: kpis.showsTypical,
      before: kpis.showsBefore, list: kpis.list, kpi: chartedKPI, reading: kpis.reading,
      marks: kpis.path.level == .groups ? kpis.groups.marks : kpis.creators.marks, today: today)
    guard kpis.figures.basis != basis else { return }
    let former = kpis.figures.basis
    kpis.figures.basis = basis
    var listed = basis
    listed.kpi = former?.kpi ?? basis.kpi
    listed.reading = former?.reading ?? basis.reading
    listed.marks = former?.marks ?? basis.marks
    // Often only the chart has moved.
    if listed != former || kpis.list == .leaders {
      refreshLists(ledger, session, former)
      refreshTargets(ledger, session)
    }
    kpis.figures.course = course(ledger, session)
    kpis.figures.revision += 1
  }

  private mutating func refreshLists(
    _ ledger: KPILedger, _ session: Session, _ former: KPIFigures.Basis?
  ) {
    guard let table = ledger.table(by: kpis.grouping) else { return }
    var groups = KPIGrid.rows(of: table, typical: kpis.showsTypical)
    let days = kpis.range.days(today: today)
    if kpis.showsBefore, let days {
      let comparison = PeriodComparison.make(
        session, by: kpis.grouping, campaign: campaignInView, days: days)
      let before = Dictionary(
        (comparison.rows + [comparison.total]).map { ($0.key, $0.before) }
      ) { first, _ in first }
      for at in groups.indices { groups[at].before = before[groups[at].key] ?? nil }
    }
    let isSame =
      former?.ledger == kpis.figures.basis?.ledger && former?.path == kpis.figures.basis?.path
    if live.isStale, isSame { flash(from: kpis.figures.groups, to: groups) }
    kpis.figures.groups = groups
    kpis.figures.creators = []
    if let group = kpis.path.group, let row = table.rows.first(where: { $0.key == group.key }) {
      let creators = table.creators(in: row).map { creator in
        KPIGrid.Row(
          key: .influencer(creator.influencer),
          label: session.roster[creator.influencer]?.handle
            ?? "influencer \(creator.influencer.number)",
          totals: creator.totals, typical: [:])
      }
      let total = KPIGrid.Row(
        key: .total, label: group.label, totals: row.totals, typical: [:])
      let rows = creators.sorted { $0.totals.measurements > $1.totals.measurements } + [total]
      if live.isStale, isSame { flash(from: kpis.figures.creators, to: rows) }
      kpis.figures.creators = rows
    }
    kpis.figures.posts = []
    kpis.figures.measurements = []
    if let group = kpis.path.group, let creator = kpis.path.creator {
      kpis.figures.posts = PostList.make(
        session, of: group.key, in: group.dimension, influencer: creator.id,
        campaign: campaignInView, days: days)
      if let post = kpis.path.post?.id,
        let found = kpis.figures.posts.first(where: { $0.id == post })
      {
        kpis.figures.measurements = found.measurements.compactMap { session.measurements[$0] }
      }
    }
    if kpis.list == .leaders, let table = ledger.table(by: .influencer) {
      kpis.figures.leaders = LeaderGrid.rows(session, leaderKPI, table)
    }
  }

  private mutating func refreshTargets(_ ledger: KPILedger, _ session: Session) {
    kpis.figures.paces = []
    kpis.figures.budget = nil
    kpis.figures.hours = nil
    guard let id = campaignInView, let campaign = session.campaigns[id] else { return }
    let revision = document?.revision ?? 0
    if kpis.figures.curves?.revision != revision || kpis.figures.curves?.today != today {
      kpis.figures.curves = (revision, today, PaceCurves(session, today: today))
    }
    let curves = kpis.figures.curves?.curves ?? .linear
    if kpis.range == .all, let table = ledger.table(by: .day) {
      kpis.figures.paces = Pace.make(campaign, table, today: today, curves: curves)
    } else {
      kpis.figures.paces = Pace.make(session, campaign: id, today: today, curves: curves)
    }
    let budgets = document?.figures.budgets.campaigns ?? []
    if let budget = budgets.first(where: { $0.campaign == id }) {
      kpis.figures.budget = budget.pace(of: campaign, today: today)
      kpis.figures.hours = budget.hoursPace(of: campaign, today: today)
    }
  }

  /// The lines of the chart: the marked rows, else the largest ones and the row under the cursor.
  private func course(_ ledger: KPILedger, _ session: Session) -> KPIFigures.Course {
    let breakdown = TimeSeries.Breakdown(kpis.step, by: chartSplit)
    let days = kpis.range.days(today: today)
    guard let series = ledger.series(breakdown, days: days) else { return KPIFigures.Course() }
    let kpi = chartedKPI
    var lines = series.lines.map { line in
      KPIFigures.Course.Line(
        key: line.key, label: line.label, values: series.values(kpi, of: line, kpis.reading))
    }
    if let group = kpis.path.group {
      let members = Set(kpis.figures.creators.map(\.key)).subtracting([.total])
      let chosen = kpis.path.creator?.id.map { GroupKey.influencer($0) }
      lines = lines.filter { line in
        chosen.map { $0 == line.key } ?? (members.contains(line.key) || line.key == group.key)
      }
    }
    let marks = kpis.path.level == .groups ? kpis.groups.marks : kpis.creators.marks
    if lines.contains(where: { marks.contains($0.key) }) {
      lines = lines.filter { marks.contains($0.key) }
    }
    let most = 4
    if lines.count > most {
      func size(_ line: KPIFigures.Course.Line) -> Double {
        line.values.reduce(0) { $0 + ($1 ?? 0).magnitude }
      }
      let cut = lines.map(size).sorted(by: >)[most - 1]
      let shown = lines.filter { size($0) >= cut }.prefix(most)
      let omitted = lines.count - shown.count
      return KPIFigures.Course(
        kpi: kpi, periods: series.periods, lines: Array(shown), omitted: omitted)
    }
    return KPIFigures.Course(kpi: kpi, periods: series.periods, lines: lines)
  }
}
