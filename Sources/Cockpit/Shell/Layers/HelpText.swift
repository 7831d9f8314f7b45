import Marketing
import Screen

/// The help: what the figure under the cursor means, then every key.
enum HelpText {
  static func view(_ state: CockpitState) -> TextView {
    var lines: [TextView.Line] = []
    lines += KPIHelp.lines(state)
    lines += CompareHelp.lines(state) + VetHelp.lines(state)
    lines += PlanWhy.lines(state)
    let current = state.paneScope
    // From the nearest to the farthest: the pane, the screen, tables, everywhere, then the other screens.
    let near =
      [current, state.screen.kind.scope] + (state.focusedGrid == nil ? [] : [.tables])
      + [Command.Scope.everywhere]
    let scopes = near + Command.Scope.allCases.filter { !near.contains($0) }
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
}
