import LineUps
import Marketing
import Screen
import Wording
import Workbench

/// The lines of the outcome pane: what the plan brings in all, the alternatives, and whether the mix wins.
enum PlanOutcome {
  struct Line: Equatable {
    var text: String
    var role: Role = .text
  }

  static func lines(_ state: CockpitState, width: Int) -> [Line] {
    if !state.plan.problems.isEmpty {
      let lines =
        state.plan.problems + [
          "There is no plan until this is settled: o changes it, D drops what can't be understood or kept."
        ]
      return lines.flatMap { wrap($0, to: width) }.map { Line(text: $0, role: .warning) }
    }
    guard let study = state.plan.study, let document = state.document else { return [] }
    let figures = PlanFigures(currency: document.session.settings.currency)
    let draft = study.plan.draft
    var lines: [Line] = []
    for text in draft.conflictLines(study.plan, money: { MoneyText.exact($0, figures.currency) }) {
      lines += wrap(text, to: width).map { Line(text: $0, role: .warning) }
    }
    guard study.plan.isFeasible, !study.plan.lineUp.isEmpty else {
      if lines.isEmpty {
        let text =
          draft.candidates.isEmpty
          ? "Nobody can be planned with: A shows why." : "Nobody fits the limits."
        lines = wrap(text, to: width).map { Line(text: $0, role: .muted) }
      }
      return lines
    }
    lines += wrap(study.verdict, to: width).map { Line(text: $0, role: .accent) }
    lines += wrap(study.evidence.sentence, to: width).map {
      Line(text: $0, role: study.evidence.grade > .thin ? .muted : .warning)
    }
    if let text = study.plan.feesText {
      lines += wrap(text, to: width).map { Line(text: $0, role: .warning) }
    }
    lines += totals(study, figures, width)
    if study.totals.bands[.reach] != nil, let overlap = draft.audience.overlapText {
      lines += wrap("unique reach: \(overlap)", to: width).map { Line(text: $0, role: .muted) }
    }
    lines += beside(study, figures)
    for margin in study.margins {
      let more: String
      switch margin.more {
      case .budget(let amount): more = "next \(MoneyText.compact(amount, figures.currency))"
      case .hours(let hours): more = "next \(HoursText.compact(hours))"
      }
      let gain =
        margin.gain > 0 ? "+" + figures.amount(margin.gain, draft.request.measure) : "nothing"
      lines.append(Line(text: "\(more): \(gain)", role: .muted))
    }
    return lines
  }

  /// These are forecasts, so all of them are marked and styled as estimates.
  private static func totals(_ study: PlanStudy, _ figures: PlanFigures, _ width: Int) -> [Line] {
    var rows = [["~ in all", "P10", "P50", "P90"]]
    for kpi in PlanDraft.shownKPIs {
      guard let band = study.totals.bands[kpi] else { continue }
      rows.append(
        [
          kpi == .reach
            ? "unique reach" : PlanFigures.title(kpi, study.plan.draft.session).lowercased()
        ]
          + [band.p10, band.p50, band.p90].map { figures.figure($0, kpi) })
    }
    if let band = study.totals.contribution {
      rows.append(
        ["contribution"] + [band.p10, band.p50, band.p90].map { figures.money($0) })
    }
    return table(rows, role: .estimated)
  }

  private static func beside(_ study: PlanStudy, _ figures: PlanFigures) -> [Line] {
    guard !study.obvious.isEmpty else { return [] }
    let measure = study.plan.draft.request.measure
    var rows = [["~ alternatives", "P10", "P50", "P90", "cost", "behind in"]]
    for rival in study.obvious {
      rows.append(
        [rival.kind.rawValue]
          + [rival.band?.p10, rival.band?.p50, rival.band?.p90].map {
            $0.map { figures.value($0, measure) } ?? NumberText.absent
          } + [
            MoneyText.compact(rival.cost, figures.currency),
            rival.beaten.map { "\(NumberText.decimal($0 * 100, digits: 0)) of 100" }
              ?? NumberText.absent,
          ])
    }
    return table(rows, role: .estimated)
  }

  private static func table(_ rows: [[String]], role: Role) -> [Line] {
    PlanReport.aligned(rows, left: [0]).split(separator: "\n").enumerated().map { place, text in
      Line(text: String(text), role: place == 0 ? .tableHeader : role)
    }
  }

  /// The answer in short: `24 bookings · $70.4k · within 0.01% of the best possible`.
  static func answer(_ state: CockpitState) -> String {
    if !state.plan.problems.isEmpty { return "not understood" }
    guard let study = state.plan.study, let document = state.document else { return "" }
    let plan = study.plan
    guard plan.isFeasible else { return plan.gapText }
    let cost = MoneyText.compact(plan.cost, document.session.settings.currency)
    let count = CountText.plural(plan.lineUp.count, "booking")
    let age = state.plan.isCurrent ? "" : "before: "
    return "\(age)\(count) · \(cost) · \(plan.gapText) · evidence \(study.evidence.grade.rawValue)"
  }
}
