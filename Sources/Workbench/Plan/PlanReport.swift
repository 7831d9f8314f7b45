import Forecast
import LineUps
import Marketing
import Screen
import Wording

/// A plan written out for the command line.
package enum PlanReport {
  /// The plan as plain text.
  package static func text(_ study: PlanStudy) -> String {
    let draft = study.plan.draft
    let figures = PlanFigures(currency: draft.session.settings.currency)
    var blocks = [head(study, figures)]
    let conflicts = draft.conflictLines(study.plan) { MoneyText.exact($0, figures.currency) }
    if !conflicts.isEmpty { blocks.append(conflicts.map(legible).joined(separator: "\n")) }
    if !study.plan.lineUp.isEmpty {
      blocks.append(lineUp(study, figures))
      blocks.append(totals(study, figures))
      blocks.append(beside(study, figures))
    }
    if let curve = study.curve { blocks.append(self.curve(curve, draft, figures)) }
    blocks.append(leftOut(study, figures))
    return blocks.filter { !$0.isEmpty }.joined(separator: "\n\n")
  }

  private static func head(_ study: PlanStudy, _ figures: PlanFigures) -> String {
    let plan = study.plan
    let campaign = plan.draft.campaign
    let asked = legible(plan.draft.request.title(for: campaign, figures.currency))
    let first = "Plan for \(legible(campaign.name)): \(asked)"
    guard plan.isFeasible else {
      return "\(first)\n\(plan.gapText.prefix(1).uppercased() + plan.gapText.dropFirst())."
    }
    guard !plan.lineUp.isEmpty else {
      let none = plan.draft.candidates.isEmpty
      return
        "\(first)\n\(none ? "There is nobody to plan with." : "Nobody fits: nothing is booked.")"
    }
    let mega =
      plan.megaShare.map { " · \(PercentText.whole($0)) of it for megas" } ?? ""
    let hours = plan.hours == .zero ? "" : " · \(HoursText.compact(plan.hours))"
    return """
      \(first)
      \(CountText.plural(plan.lineUp.count, "booking")) for \(MoneyText.exact(plan.cost, figures.currency))\
      \(mega)\(hours) · \(plan.gapText)\(plan.feesText.map { "\n" + $0 } ?? "")
      \(study.evidence.sentence)
      """
  }

  private static func lineUp(_ study: PlanStudy, _ figures: PlanFigures) -> String {
    let measure = study.plan.draft.request.measure
    let kpi = PlanFigures.shown(measure)
    let title = PlanFigures.title(kpi, study.plan.draft.session)
    var rows = [
      [
        "Influencer", "Tier", "Platform", "Pieces", "Cost", "", "\(title) P10", "P50", "P90",
        "",
      ]
    ]
    if study.frequency != nil { rows[0].append("chosen") }
    for entry in study.plan.lineUp {
      let fee = entry.forecast.fee
      let figure = entry.forecast.figure(kpi)
      func estimated(_ text: String, _ basis: Basis?) -> String {
        basis?.kind.isFirm == false ? PlanFigures.mark + text : text
      }
      var row = [
        legible("@\(entry.influencer.handle)"), entry.tier?.title ?? NumberText.absent,
        legible(entry.influencer.platform.title),
        entry.package.deliverables.map { "\($0.count) \(legible($0.type))" }.joined(
          separator: " + "),
        estimated(MoneyText.exact(entry.cost, figures.currency), fee?.basis),
        entry.candidate.isKept ? "contracted" : fee?.basis.label ?? "",
      ]
      if let figure {
        row += [figure.outcome.p10, figure.outcome.p50, figure.outcome.p90].map {
          estimated(figures.figure($0, kpi), figure.basis)
        }
        row.append(figure.basis.label)
      } else {
        row += [NumberText.absent, NumberText.absent, NumberText.absent, ""]
      }
      if let frequency = study.frequency {
        row.append(
          entry.candidate.isKept
            ? NumberText.absent
            : PercentText.whole(frequency[entry.influencer.id] ?? 0))
      }
      rows.append(row)
    }
    return aligned(rows, left: [0, 1, 2, 3, 5, 9])
      + "\n\(PlanFigures.mark) marks estimates: from the session's other influencers, from benchmarks, or from an export."
  }

  private static func totals(_ study: PlanStudy, _ figures: PlanFigures) -> String {
    var rows = [["Total", "P10", "P50", "P90", ""]]
    for kpi in PlanDraft.shownKPIs {
      guard let band = study.totals.bands[kpi] else { continue }
      let silent = study.totals.unknown[kpi].map {
        "without \(CountText.plural($0, "unknown one"))"
      }
      rows.append(
        [kpi == .reach ? "Unique reach" : PlanFigures.title(kpi, study.plan.draft.session)]
          + [band.p10, band.p50, band.p90].map { figures.figure($0, kpi) } + [silent ?? ""])
    }
    if let band = study.totals.contribution {
      rows.append(
        ["Contribution"] + [band.p10, band.p50, band.p90].map { figures.money($0) } + [""])
    }
    var text = aligned(rows, left: [0, 4])
    if study.totals.bands[.reach] != nil, let overlap = study.plan.draft.audience.overlapText {
      text += "\nUnique reach: \(legible(overlap))."
    }
    for margin in study.margins {
      let more: String
      switch margin.more {
      case .budget(let amount): more = "The next \(MoneyText.compact(amount, figures.currency))"
      case .hours(let hours): more = "The next \(HoursText.compact(hours))"
      }
      let gain = figures.amount(margin.gain, study.plan.draft.request.measure)
      text += "\n\(more) would add \(margin.gain > 0 ? gain : "nothing")."
    }
    return text
  }

  private static func beside(_ study: PlanStudy, _ figures: PlanFigures) -> String {
    let measure = study.plan.draft.request.measure
    var rows = [["Alternatives", "bookings", "cost", "P10", "P50", "P90", "the plan is ahead"]]
    for rival in study.obvious {
      var row = [
        rival.kind.rawValue, CountText.exact(rival.lineUp.count),
        MoneyText.exact(rival.cost, figures.currency),
      ]
      row += [rival.band?.p10, rival.band?.p50, rival.band?.p90].map { value in
        value.map { figures.value($0, measure) } ?? NumberText.absent
      }
      row.append(
        rival.beaten.map { "in \(NumberText.decimal($0 * 100, digits: 0)) of 100 futures" }
          ?? NumberText.absent)
      rows.append(row)
    }
    return aligned(rows, left: [0]) + "\n" + study.verdict
  }

  private static func curve(_ curve: MegaCurve, _ draft: PlanDraft, _ figures: PlanFigures)
    -> String
  {
    guard let best = curve.sweetSpot else { return "No share of megas is within the limits." }
    var rows = [["Mega share", "bookings", "P10", draft.request.measure.title, "P90", ""]]
    for point in curve.points {
      rows.append([
        PercentText.whole(point.share),
        CountText.exact(point.plan.lineUp.count),
        figures.value(point.band.p10, draft.request.measure),
        figures.value(point.value, draft.request.measure),
        figures.value(point.band.p90, draft.request.measure),
        point.share == best.share
          ? curve.isAtEdge ? "◀ highest, at the edge of the limits" : "◀ sweet spot" : "",
      ])
    }
    return aligned(rows, left: [5])
  }

  private static func leftOut(_ study: PlanStudy, _ figures: PlanFigures) -> String {
    let draft = study.plan.draft
    guard !draft.excluded.isEmpty else { return "" }
    var lines = ["Left out: \(CountText.exact(draft.excluded.count))"]
    for exclusion in draft.excluded.prefix(12) {
      let handle = draft.session.roster[exclusion.influencer]?.handle ?? ""
      lines.append(legible("  @\(handle): \(exclusion.text(draft.session))"))
    }
    if draft.excluded.count > 12 {
      lines.append(
        "  … and \(CountText.exact(draft.excluded.count - 12)) more (all of them with --json)")
    }
    return lines.joined(separator: "\n")
  }

  /// The back-test as plain text.
  package static func text(_ test: Backtest) -> String {
    var rows = [
      ["KPI", "forecasts", "80% interval held", "error", "tier mean", "last value", "compared"]
    ]
    func factor(_ error: Double?) -> String {
      error.map { NumberText.decimal($0, digits: 2) } ?? NumberText.absent
    }
    for row in test.rows {
      rows.append([
        row.kpi.title, CountText.exact(row.forecasts),
        PercentText.whole(row.coverage), factor(row.error),
        factor(row.tierMeanError), factor(row.lastValueError), CountText.exact(row.compared),
      ])
    }
    return """
      Forecasts from what was measured until \(test.cut.iso), compared with what came after.
      \(aligned(rows, left: [0]))
      The error is the median of |ln(forecast ÷ actual)|: 0.10 is about 10% off. With few forecasts this says little.
      """
  }

  package static func aligned(_ rows: [[String]], left: Set<Int>) -> String {
    guard let first = rows.first else { return "" }
    let widths = first.indices.map { column in
      rows.map { displayWidth($0[column]) }.max() ?? 0
    }
    return rows.map { row in
      let line = row.enumerated().map { column, text in
        let padding = String(repeating: " ", count: max(0, widths[column] - displayWidth(text)))
        return left.contains(column) ? text + padding : padding + text
      }.joined(separator: "  ")
      return String(line.reversed().drop { $0 == " " }.reversed())
    }.joined(separator: "\n")
  }
}
