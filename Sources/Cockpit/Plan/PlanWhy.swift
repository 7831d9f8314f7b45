import Forecast
import LineUps
import Marketing
import Screen
import Wording
import Workbench

/// Why an influencer is in the line-up or isn't, and what the figures rest on.
enum PlanWhy {
  static func lines(_ state: CockpitState) -> [TextLine] {
    guard state.plan.focus == .lineUp, let row = PlanGrid.cursorRow(state),
      let study = state.plan.study,
      let currency = state.document?.session.settings.currency
    else { return [] }
    let figures = PlanFigures(currency: currency)
    var lines = [
      TextLine(
        text: "@\(row.influencer.handle) · \(row.standing.rawValue)", role: .title)
    ]
    let reasons = study.reasons.lines(
      row.influencer.id, money: { MoneyText.exact($0, currency) },
      amount: { figures.amount($0, row.measure) })
    lines += reasons.map { TextLine(text: $0) }
    guard let package = row.package else { return lines + [TextLine(text: "")] }
    lines.append(TextLine(text: ""))
    let forecast = package.forecast
    lines.append(
      TextLine(
        text: package.deliverables.map { "\($0.count) \($0.type)" }.joined(separator: " + "),
        role: .tableHeader))
    if let fee = forecast.fee {
      let range =
        fee.outcome.deviation > 0
        ? " (\(figures.money(fee.outcome.p10)) – \(figures.money(fee.outcome.p90)))" : ""
      lines.append(line("fee", figures.money(fee.outcome.mean) + range, fee.basis))
    }
    for kpi in PlanDraft.shownKPIs {
      guard let figure = forecast.figure(kpi) else { continue }
      let outcome = figure.outcome
      lines.append(
        line(
          PlanFigures.title(kpi, study.plan.draft.session).lowercased(),
          "\(figures.figure(outcome.p50, kpi)) (\(figures.figure(outcome.p10, kpi)) – "
            + "\(figures.figure(outcome.p90, kpi)))", figure.basis))
    }
    if let overlap = study.plan.draft.audience.overlapText,
      study.plan.draft.audience.isMeasured(row.influencer.id)
    {
      lines.append(
        TextLine(
          text: "Its overlap with somebody was measured (\(overlap)).", role: .muted))
    }
    lines.append(
      TextLine(
        text:
          "P10 and P90 in brackets. Audiences are assumed to overlap within \(segments(row.influencer)).",
        role: .muted))
    return lines + [TextLine(text: "")]
  }

  private static func line(_ name: String, _ value: String, _ basis: Basis) -> TextLine {
    TextLine(
      text: "\(PlanGrid.marked(value, basis)) · \(basis.text)",
      role: basis.kind.isFirm ? .text : .estimated, key: name)
  }

  private static func segments(_ influencer: Influencer) -> String {
    AudienceSegment.of(influencer).map(\.title).joined(separator: ", ")
  }
}
