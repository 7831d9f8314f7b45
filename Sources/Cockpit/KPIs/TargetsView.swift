import Charts
import Marketing
import Metrics
import Screen
import Wording
import Workbench

extension Frame {
  /// Each target of the campaign: where it is, where it should be by today, where it will end up; then the same for
  /// budget and hours.
  mutating func drawTargets(in area: Rect, _ state: CockpitState) {
    let isFocused = state.kpis.focus == .targets
    guard let session = state.document?.session else { return }
    let campaign = state.campaignInView.flatMap { session.campaigns[$0] }
    let note = campaign.map { PhaseText.of($0, today: state.today) } ?? ""
    let inner = drawPaneFrame(
      title: "Targets", note: note, isFocused: isFocused, in: area, state
    ).inset(columns: 1)
    var lines: [TargetLine] = []
    if campaign == nil {
      let text =
        session.campaigns.isEmpty
        ? "No campaign yet." : "Targets belong to a campaign: ] and [ choose one."
      lines += wrap(text, to: max(1, inner.width)).map { .text($0, .muted) }
    } else if state.kpis.figures.paces.isEmpty {
      lines += wrap("No targets. e sets them.", to: max(1, inner.width)).map { .text($0, .muted) }
    }
    let currency = session.settings.currency
    for pace in state.kpis.figures.paces {
      lines += PaceText.lines(pace, currency, width: inner.width)
    }
    if campaign != nil {
      lines += PaceText.money(state.kpis.figures.budget, currency, width: inner.width)
      lines += PaceText.hours(state.kpis.figures.hours, width: inner.width)
      let curve = state.kpis.figures.paces.map(\.curveCampaigns).max() ?? 0
      let basis =
        curve > 0
        ? "Due by the curve of \(CountText.plural(curve, "finished campaign"))."
        : "Due at an even pace."
      if !state.kpis.figures.paces.isEmpty { lines.append(.text(basis, .muted)) }
    }
    for (index, line) in lines.prefix(inner.height).enumerated() {
      let row = inner.row(index)
      switch line {
      case .text(let text, let role):
        canvas.write(text, in: row, style: state.style(role))
      case .head(let name, let figures, let words, let role):
        // If the word doesn't fit, its sign still says it.
        let needed = displayWidth(name) + 2 + displayWidth(figures) + 1 + displayWidth(words)
        let verdict = needed > row.width ? String(words.prefix { $0 != " " }) : words
        canvas.write(
          [(name, state.style(.title)), ("  " + figures, state.style(.text))],
          at: Point(x: row.x, y: row.y), in: row.inset(right: displayWidth(verdict) + 1))
        canvas.write(verdict, in: row, alignment: .right, style: state.style(role))
      case .bar(let bar):
        canvas.draw(bar, in: row, theme: state.theme)
      }
    }
    if lines.count > inner.height, inner.height > 0 {
      canvas.write(
        "… z shows all", in: inner.row(inner.height - 1), alignment: .right,
        style: state.style(.muted))
    }
    if isFocused, state.layers.isEmpty { canvas.cursor = Point(x: inner.x, y: inner.y) }
  }
}

/// One line of the targets.
enum TargetLine {
  case head(name: String, figures: String, verdict: String, Role)
  case bar(SegmentBar)
  case text(String, Role)
}

/// How targets and budgets are doing over time, in words.
enum PaceText {
  static func lines(_ pace: Pace, _ currency: Currency, width: Int) -> [TargetLine] {
    let kpi = pace.target.kpi
    func text(_ value: Double) -> String { KPIText.compact(kpi, value, currency) }
    let now = pace.current.map { text($0.double) } ?? NumberText.absent
    let limit = kpi.higherIsBetter ? "of" : "limit"
    let verdict = word(pace.verdict)
    var lines: [TargetLine] = [
      .head(
        name: kpi.title, figures: "\(now) \(limit) \(text(pace.goal))", verdict: verdict.text,
        verdict.role)
    ]
    if let current = pace.current, pace.goal > 0, kpi.higherIsBetter {
      lines.append(
        .bar(
          SegmentBar(
            [.init(min(max(0, current.double), pace.goal), role: .barSpent)], limit: pace.goal,
            mark: pace.expected)))
    }
    var parts: [String] = []
    // Only a target that accumulates is less by today than in the end.
    if let expected = pace.expected, kpi.accumulating != nil {
      parts.append("due today \(text(expected))")
    }
    if let end = pace.projected {
      parts.append(
        end.low == end.high
          ? "ends at \(text(end.middle))"
          : "ends at ~\(text(end.middle)) (\(text(end.low))–\(text(end.high)))")
    }
    if pace.trendDays > 0, pace.trend.relative != nil {
      parts.append("last \(pace.trendDays) d \(ChangeText.short(pace.trend))")
    }
    lines += wrap(parts.joined(separator: " · "), to: max(1, width)).filter { !$0.isEmpty }.map {
      .text($0, .muted)
    }
    return lines
  }

  /// A sign and a word, since colour alone isn't enough.
  static func word(_ verdict: Pace.Verdict) -> (text: String, role: Role) {
    switch verdict {
    case .ahead: ("▲ ahead", .positive)
    case .onTrack: ("● on track", .positive)
    case .behind: ("▼ behind", .negative)
    case .reached: ("✓ reached", .positive)
    case .missed: ("✗ missed", .negative)
    case .tooEarly: ("too early to say", .muted)
    case .noData: ("no data", .muted)
    case .notBegun: ("not started", .muted)
    case .undated: ("no end date", .muted)
    }
  }

  static func word(_ verdict: BudgetVerdict) -> (text: String, role: Role) {
    switch verdict {
    case .over: ("▲ over budget", .negative)
    case .fast: ("▲ spending fast", .warning)
    case .onPlan: ("● on plan", .positive)
    case .slow: ("▼ spending slowly", .warning)
    case .feesUnknown: ("? fees unknown", .warning)
    case .noBudget: ("no budget", .muted)
    case .notBegun: ("not started", .muted)
    case .finished: ("finished", .muted)
    case .undated: ("no dates", .muted)
    }
  }

  static func money(_ pace: BudgetPace<Money>?, _ currency: Currency, width: Int)
    -> [TargetLine]
  {
    guard let pace else { return [] }
    func text(_ amount: Money, isShort: Bool = false) -> String {
      MoneyText.atLeast(amount, isShort: isShort, currency)
    }
    return lines("Budget", pace, text, width) {
      Double($0.minorUnits)
    }
  }

  static func hours(_ pace: BudgetPace<Hours>?, width: Int) -> [TargetLine] {
    guard let pace else { return [] }
    func text(_ hours: Hours, isShort: Bool = false) -> String { HoursText.compact(hours) }
    return lines("Hours", pace, text, width) {
      Double($0.hundredths)
    }
  }

  private static func lines<Amount: BudgetAmount>(
    _ name: String, _ pace: BudgetPace<Amount>, _ text: (Amount, _ isShort: Bool) -> String,
    _ width: Int,
    _ number: (Amount) -> Double
  ) -> [TargetLine] {
    let verdict = word(pace.verdict)
    let spent = text(pace.spent, pace.spentWithoutFee > 0)
    let committed = text(pace.committed, pace.committedWithoutFee > 0)
    let most = pace.committedWithoutFee > 0 ? "≤" : ""
    var lines: [TargetLine] = [
      .head(
        name: name, figures: "\(committed) of \(text(pace.budget, false))",
        verdict: verdict.text, verdict.role)
    ]
    if number(pace.budget) > 0 {
      lines.append(
        .bar(
          SegmentBar(
            [
              .init(number(pace.spent), role: .barSpent),
              .init(number(pace.open), role: .barCommitted),
            ], limit: number(pace.budget), mark: pace.dueByToday.map(number))))
    }
    var parts = ["spent \(spent)", "committed \(committed)"]
    if let perDay = pace.leftPerDay, number(perDay) >= 0 {
      parts.append("left \(most)\(text(perDay, false)) a day")
    } else {
      parts.append("left \(most)\(text(pace.left, false))")
    }
    return lines
      + wrap(parts.joined(separator: " · "), to: max(1, width)).map { .text($0, .muted) }
  }
}
