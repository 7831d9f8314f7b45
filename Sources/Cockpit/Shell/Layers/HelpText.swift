import Screen

/// The help: an explanation of what is under the cursor, then every key.
enum HelpText {
  static func view(_ state: CockpitState) -> TextView {
    if let layer = state.layers.last { return view(layer, state) }
    let isOpen = state.document != nil
    var lines = disk(state) + (isOpen ? state.screen.kind.help(state) : Welcome.help(state))
    let current = isOpen ? state.paneScope : .everywhere
    // Nearest first: the pane, the screen, tables, everywhere, then the other screens.
    let near =
      isOpen
      ? [current, state.screen.kind.scope] + (state.focusedTable == nil ? [] : [.tables])
        + [Command.Scope.everywhere]
      : [.everywhere]
    let all = state.registry.commands + state.registry.layerCommands
    let scopes = near + state.registry.scopes.filter { !near.contains($0) }
    for scope in scopes {
      let commands = all.filter {
        $0.scope == scope
      }
      guard !commands.isEmpty else { continue }
      lines.append(
        TextLine(text: scope.title + (isOpen && scope == current ? " (here)" : ""), role: .title))
      lines += commands.map { line($0, state) }
      lines.append(TextLine(text: ""))
    }
    lines.append(TextLine(text: "Filter", role: .title))
    lines += filter + states(state)
    return TextView("Help", lines)
  }

  /// Why the top line is red, and what to do, in full.
  private static func disk(_ state: CockpitState) -> [TextLine] {
    guard let disk = state.document?.disk else { return [] }
    guard let complaint = disk.complaint else { return damage(disk, state) }
    let isExplained = disk.failure != nil || disk.foreign != nil
    let reason = isExplained ? disk.explanation : complaint + "."
    let again =
      disk.foreign != nil
      ? "Nothing is written until it is put right. "
      : disk.failure == nil
        ? disk.disputed.isEmpty
          ? "Ctrl-S writes it again. " : "Ctrl-S asks which of the two counts. "
        : "Clout tries again by itself every few seconds; Ctrl-S tries at once. "
    let keeps =
      "Your changes are all here. " + again
      + ":save-as with another folder writes everything there. Don't leave before the line is no longer red."
    return [
      TextLine(text: "Not on disk", role: .error), TextLine(text: reason),
      TextLine(text: keeps), TextLine(text: ""),
    ]
  }

  /// What was found when the session was opened.
  private static func damage(_ disk: DiskState, _ state: CockpitState) -> [TextLine] {
    guard !disk.damage.isEmpty else { return [] }
    let path = state.document?.path ?? ""
    let more = disk.damage.count - 3
    return [TextLine(text: "Damaged", role: .error)]
      + (disk.damage.prefix(3) + (more > 0 ? ["\(more) more."] : [])).map { TextLine(text: $0) }
      + [
        TextLine(
          text:
            "The figures aren't what was written until this is mended: what you put back from a copy counts at once. Your changes are safe: leave with q, then run "
            + "clout check \(path), which names each file, and clout repair \(path)."),
        TextLine(text: ""),
      ]
  }

  /// The help of an open layer: what it is, and its keys.
  private static func view<Above: Layer>(_ layer: Above, _ state: CockpitState) -> TextView {
    TextView(
      Above.title, layer.help(state) + layer.paletteCommands.map { line($0, state) })
  }

  private static func line(_ command: Command, _ state: CockpitState) -> TextLine {
    let keys = state.keys(of: command).map(\.notation).joined(separator: " ")
    return TextLine(text: command.title, key: keys.isEmpty ? ":" + command.id : keys)
  }

  /// The words that `is:` takes, those of the current table first.
  private static func states(_ state: CockpitState) -> [TextLine] {
    let screens = [state.screen] + state.registry.screens
    let tables =
      (state.focusedTable.map { [$0] } ?? []) + screens.flatMap { $0.kind.tables }
    var lines: [TextLine] = []
    for (name, title) in tables.flatMap({ $0.stateWords }) {
      let line = TextLine(text: title, key: "is:\(name)")
      if !lines.contains(where: { $0.key == line.key }) { lines.append(line) }
    }
    return lines
  }

  private static let filter = [
    TextLine(text: "rows that contain the word; case and accents don't matter", key: "word"),
    TextLine(text: "rows whose column contains a text: tier:micro niche:food", key: "column:text"),
    TextLine(text: "numbers: followers>10k fee<=300 er>4", key: "column>number"),
    TextLine(text: "everything but: -niche:food", key: "-"),
  ]
}
