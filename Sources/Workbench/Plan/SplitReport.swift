import JSON
import LineUps
import Marketing
import Screen
import SessionStore
import Wording

/// A budget split between two campaigns, as text and as JSON.
extension PlanReport {
  package static func text(_ split: BudgetSplit, _ budget: Money, _ session: Session) -> String {
    guard let best = split.best else { return "No share lets both campaigns keep their limits." }
    let currency = session.settings.currency
    let figures = PlanFigures(currency: currency)
    func outcome(_ plan: Plan) -> String {
      figures.value(plan.solution.objective, plan.draft.request.measure)
    }
    let drafts = [best.first.draft, best.second.draft]
    var rows = [["Share", "", "", "", ""]]
    rows[0] =
      ["Share"]
      + drafts.flatMap { [legible($0.campaign.name), $0.request.measure.title] } + ["both", ""]
    for point in split.points {
      rows.append([
        PercentText.whole(point.share),
        CountText.plural(point.first.lineUp.count, "booking"), outcome(point.first),
        CountText.plural(point.second.lineUp.count, "booking"), outcome(point.second),
        NumberText.decimal(point.value, digits: 3), point.share == best.share ? "◀ best" : "",
      ])
    }
    let gap = split.gap.map { "within \(PercentText.atMost($0))" }
    let parts = zip([best.first, best.second], drafts).map { plan, draft in
      "\(legible(draft.campaign.name)): \(MoneyText.exact(plan.cost, currency)) for "
        + plan.lineUp.map { legible("@\(session.accountName($0.influencer))") }.joined(
          separator: ", ")
    }
    let people = best.shared.compactMap { session.roster[$0].map { session.accountName($0) } }
      .map { legible("@\($0)") }.joined(separator: ", ")
    return """
      \(MoneyText.exact(budget, currency)) between two campaigns; the share is the first one's.
      \(aligned(rows, left: [6]))
      “both” adds up the campaigns, each relative to what the whole budget would bring it.\
      \(gap.map { " The best split here is \($0) of the best possible one in such steps." } ?? "")

      \(parts.joined(separator: "\n"))\(people.isEmpty ? "" : "\nWanted by both on the same days: \(people).")
      """
  }

  package static func json(_ split: BudgetSplit, _ budget: Money) -> [UInt8] {
    func side(_ plan: Plan) -> JSONDocument {
      .object([
        ("campaign", .string(plan.draft.campaign.name)),
        ("goal", .string(plan.draft.request.measure.rawValue)),
        ("objective", .number(plan.solution.objective)),
        ("cost", .integer(Int(plan.cost.minorUnits))),
        (
          "line_up",
          .array(plan.lineUp.map { .string(plan.draft.session.accountName($0.influencer)) })
        ),
      ])
    }
    return JSONDocument.object([
      ("budget", .integer(Int(budget.minorUnits))),
      ("best_share", split.best.map { .number($0.share) }),
      ("gap", split.gap.map { .number($0) }),
      (
        "points",
        .array(
          split.points.map { point in
            .object([
              ("share", .number(point.share)), ("value", .number(point.value)),
              ("bound", .number(point.bound)), ("first", side(point.first)),
              ("second", side(point.second)),
            ])
          })
      ),
    ]).bytes
  }
}
