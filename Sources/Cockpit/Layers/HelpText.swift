import Insight
import Marketing
import Screen

/// The help: what the figure under the cursor means, then every key.
enum HelpText {
  static func view(_ state: CockpitState) -> TextView {
    var lines: [TextView.Line] = []
    if state.dashboard.focus == .kpis, state.document != nil { lines += kpi(state) }
    let current = state.paneScope
    let scopes: [Command.Scope] =
      [current] + (current == .campaigns ? [] : [.tables]) + [.everywhere]
      + Command.Scope.allCases.filter { $0 != current && $0 != .tables && $0 != .everywhere }
    for scope in scopes {
      let commands = Commands.all.filter { $0.scope == scope }
      guard !commands.isEmpty else { continue }
      lines.append(
        TextView.Line(text: scope.title + (scope == current ? " (here)" : ""), role: .title))
      for command in commands {
        let keys = state.keys(of: command).map(\.notation).joined(separator: " ")
        lines.append(
          TextView.Line(text: command.title, key: keys.isEmpty ? ":" + command.id : keys))
      }
      lines.append(TextView.Line(text: ""))
    }
    lines.append(TextView.Line(text: "Filter", role: .title))
    lines += filter
    return TextView("Help", lines)
  }

  private static let filter = [
    TextView.Line(text: "rows that contain the word, whatever the case and accents", key: "word"),
    TextView.Line(text: "a column that contains a text: tier:micro niche:food", key: "column:text"),
    TextView.Line(text: "numbers: followers>10k fee<=300 er>4", key: "column>number"),
    TextView.Line(text: "turns the condition round: -niche:food", key: "-"),
    TextView.Line(text: "marked, archived, booked, committed, unattributed", key: "is:"),
  ]

  /// The formula of the KPI under the cursor, with the numbers of the row that went in.
  private static func kpi(_ state: CockpitState) -> [TextView.Line] {
    guard let kpi = KPI(rawValue: state.dashboard.kpis.column),
      let session = state.document?.session
    else { return [] }
    var lines = [
      TextView.Line(text: kpi.title, role: .title), TextView.Line(text: kpi.formula, role: .accent),
      TextView.Line(text: kpi.meaning),
    ]
    if let row = KPIGrid.cursorRow(state) {
      let currency = session.settings.currency
      let value =
        row.totals.value(kpi).map { KPIText.compact(kpi, $0.double, currency) } ?? Format.absent
      lines.append(TextView.Line(text: ""))
      lines.append(
        TextView.Line(
          text: "\(row.label): \(row.totals.explanation(of: kpi, currency: currency)) = \(value)"))
      if let typical = row.typical[kpi] {
        lines.append(
          TextView.Line(
            text:
              "The typical creator of the \(row.totals.influencers): \(KPIText.compact(kpi, typical, currency)), "
              + "the median of each one's own figure."))
      }
    }
    lines.append(TextView.Line(text: ""))
    return lines
  }
}
