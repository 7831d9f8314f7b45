import Forecast
import LineUps
import Marketing
import Screen
import Wording
import Workbench

/// The line-up, or everybody who could be booked, with what each costs and should bring.
enum PlanGrid: GridSource {
  struct Row: Equatable, Sendable {
    enum Standing: String, Sendable {
      case contracted, locked, chosen, banned
      case left = "left out"
      case impossible
    }

    let influencer: Influencer
    let tier: Tier?
    let standing: Standing
    /// The package in the line-up, or the smallest one for an influencer who isn't in it.
    let package: PlanCandidate.Package?
    let hours: Hours?
    let adds: Double?
    let frequency: Double?
    let measure: PlanMeasure
    /// Why the influencer can't be planned with.
    let reason: String

    var fee: ForecastFigure? { package?.forecast.fee }
    var figure: ForecastFigure? {
      package?.forecast.figure(PlanFigures.shown(measure))
    }
  }

  typealias Part = PlanState
  static let state: WritableKeyPath<PlanState, GridState<InfluencerID>> & Sendable = \.grid
  static let noun = (one: "influencer", many: "influencers")
  static let scope = Command.Scope.lineUp

  static func rows(_ state: CockpitState) -> [Row] { state.plan.rows }
  static func revision(_ state: CockpitState) -> Int { state.plan.revision }
  static func key(_ row: Row) -> InfluencerID { row.influencer.id }
  static func title(_ row: Row, _ session: Session) -> String { "@" + row.influencer.handle }
  static func searchText(_ row: Row, _ session: Session) -> SearchText {
    SearchText(
      [row.influencer.handle, row.influencer.name, row.standing.rawValue] + row.influencer.niches)
  }

  static func rows(_ study: PlanStudy, all: Bool) -> [Row] {
    let plan = study.plan
    let draft = plan.draft
    let request = draft.request
    func row(
      _ candidate: PlanCandidate, _ package: PlanCandidate.Package?, _ standing: Row.Standing
    ) -> Row {
      let id = candidate.influencer.id
      return Row(
        influencer: candidate.influencer, tier: candidate.tier, standing: standing,
        package: package, hours: candidate.hours, adds: study.reasons.added(by: id),
        frequency: candidate.isKept ? nil : study.frequency?[id], measure: request.measure,
        reason: "")
    }
    var rows = plan.lineUp.map { entry in
      row(
        entry.candidate, entry.package,
        entry.candidate.isKept
          ? .contracted : request.must.contains(entry.influencer.id) ? .locked : .chosen)
    }
    let chosen = Set(rows.map(\.influencer.id))
    for candidate in draft.candidates where !chosen.contains(candidate.influencer.id) {
      let id = candidate.influencer.id
      let isBanned = request.banned.contains(id)
      // Influencers that the user has banned, locked or given a fee stay visible.
      guard all || isBanned || request.must.contains(id) || request.fees[id] != nil else {
        continue
      }
      rows.append(
        row(
          candidate, candidate.packages.first,
          isBanned ? .banned : request.must.contains(id) ? .locked : .left))
    }
    for exclusion in draft.excluded where all || request.must.contains(exclusion.influencer) {
      guard let influencer = draft.session.roster[exclusion.influencer] else { continue }
      rows.append(
        Row(
          influencer: influencer, tier: draft.session.tier(of: influencer),
          standing: .impossible, package: nil, hours: nil, adds: nil, frequency: nil,
          measure: request.measure, reason: exclusion.text(draft.session)))
    }
    return rows
  }

  static func columns(_ state: CockpitState) -> [GridColumn<Row>] {
    let measure = state.planRequest?.measure ?? .reach
    let kpi = PlanFigures.shown(measure)
    return [
      .text("influencer", "Influencer", 12...24) { row, _ in "@" + row.influencer.handle },
      standing,
      .text("tier", "Tier", 5...7) { row, _ in row.tier?.title ?? NumberText.absent },
      .text("pieces", "Pieces", 7...18) { row, _ in
        row.package?.deliverables.map { "\($0.count) \($0.type)" }.joined(separator: " + ")
          ?? NumberText.absent
      },
      GridColumn(
        id: "cost", title: "Cost", minimum: 7, maximum: 9, isNumeric: true,
        text: { row, context in
          row.package.map {
            marked(MoneyText.compact($0.cost, context.currency), row.fee?.basis)
          } ?? NumberText.absent
        },
        sortKey: { row, context in
          row.package.map {
            .number(Double($0.cost.minorUnits) / Double(context.currency.scale))
          } ?? .absent
        }, role: { row, _ in role(row.fee?.basis) }),
      figure("p10", "P10", 6...8, kpi) { $0.p10 },
      figure("p50", "P50", 6...8, kpi) { $0.p50 },
      figure("p90", "P90", 6...8, kpi) { $0.p90 },
      GridColumn(
        id: "basis", title: "Rests on", minimum: 8, maximum: 10,
        text: { row, _ in row.figure?.basis.label ?? NumberText.absent },
        sortKey: { row, _ in .folded(row.figure?.basis.label ?? "") },
        role: { row, _ in role(row.figure?.basis) }),
      GridColumn(
        id: "adds", title: "Adds", minimum: 6, maximum: 8, isNumeric: true,
        text: { row, context in
          row.adds.map { PlanFigures(currency: context.currency).value($0, row.measure) }
            ?? NumberText.absent
        },
        sortKey: { row, _ in row.adds.map { .number($0) } ?? .absent }),
      .percent("chosen", "Futures", 7...8) { row, _ in row.frequency },
      .text("fee-basis", "Fee is", 9...10) { row, _ in row.fee?.basis.label ?? NumberText.absent },
      .text("platform", "Platform", 8...10) { row, _ in row.influencer.platform.title },
      .text("niche", "Niche", 6...14) { row, _ in
        row.influencer.niches.first ?? NumberText.absent
      },
      GridColumn(
        id: "hours", title: "Hours", minimum: 5, maximum: 7, isNumeric: true,
        text: { row, _ in HoursText.compact(row.hours) },
        sortKey: { row, _ in row.hours.map { .number(Double($0.hundredths) / 100) } ?? .absent }),
    ]
  }

  private static let standing = GridColumn<Row>(
    id: "standing", title: "Standing", minimum: 10, maximum: 12,
    text: { row, _ in row.standing.rawValue },
    sortKey: { row, _ in .folded(row.standing.rawValue) },
    role: { row, _ in
      switch row.standing {
      case .locked: .accent
      case .contracted: .positive
      case .chosen: .text
      case .banned, .impossible: .negative
      case .left: .muted
      }
    })

  /// Estimates never look like measured figures: they have a mark, a style, and a word in `Rests on`.
  static func marked(_ text: String, _ basis: Basis?) -> String {
    basis?.kind.isFirm == false ? PlanFigures.mark + text : text
  }

  static func role(_ basis: Basis?) -> Role? { basis?.kind.isFirm == false ? .estimated : nil }

  private static func figure(
    _ id: String, _ title: String, _ widths: ClosedRange<Int>, _ kpi: KPI,
    _ value: @escaping @Sendable (Distribution) -> Double
  ) -> GridColumn<Row> {
    GridColumn(
      id: id, title: title, minimum: widths.lowerBound, maximum: widths.upperBound,
      isNumeric: true,
      text: { row, context in
        row.figure.map {
          marked(
            PlanFigures(currency: context.currency).figure(value($0.outcome), kpi), $0.basis)
        } ?? NumberText.absent
      },
      sortKey: { row, _ in row.figure.map { .number(value($0.outcome)) } ?? .absent },
      role: { row, _ in role(row.figure?.basis) })
  }
}
