import Screen

extension CockpitState {
  /// The command's keys: those of the configuration if it names any, else the built-in ones, except for any that the
  /// configuration gives to another command here.
  func keys(of command: Command) -> [Key] {
    guard let moved = config.keys, !moved.isEmpty else { return command.keys }
    if let own = config.keys(of: command.id) { return own }
    return command.keys.filter { key in
      !moved.keys.contains { id in
        config.keys(of: id)?.contains(key) == true && isHeard(id, where: command)
      }
    }
  }

  /// Whether the command's keys work wherever those of the other one do.
  private func isHeard(_ id: String, where other: Command) -> Bool {
    // A layer's commands only meet each other.
    guard registry.command(other.id) != nil else { return id.hasPrefix("\(other.scope.id).") }
    guard let command = registry.command(id) else { return false }
    if command.scope == .everywhere || command.scope == other.scope { return true }
    if command.scope == .tables { return other.scope != .everywhere }
    return registry.screens.contains { screen in
      screen.kind.scope == command.scope && screen.kind.commands.contains { $0.id == other.id }
    }
  }

  /// The command a key runs here: the pane's own first, then the tables', then the rest.
  func command(for key: Key) -> Command? {
    let scope = paneScope
    let here = registry.commands.filter { command in
      keys(of: command).contains(key) && applies(command.scope, in: scope)
        && command.isEnabled(self)
    }
    return here.first { $0.scope == scope } ?? here.first { $0.scope == screen.kind.scope }
      ?? here.first { $0.scope == .tables } ?? here.first
  }

  func applies(_ scope: Command.Scope, in current: Command.Scope) -> Bool {
    if scope == .everywhere { return true }
    guard document != nil else { return false }
    if scope == .tables { return focusedTable != nil }
    return scope == current || scope == screen.kind.scope
  }

  /// Runs the command, prompting for its argument first if that is missing.
  mutating func run(_ command: Command, _ text: String = "") -> [Effect] {
    guard command.isEnabled(self) else { return [] }
    if let argument = command.argument, text.isEmpty {
      layers.append(
        Prompt(argument.title, initial: argument.initial(self), completion: argument.completion) {
          text, state in
          command.run(&state, text)
        })
      return []
    }
    return command.run(&self, text)
  }

  /// The hints on the bottom line when no dialog is open, the most useful first.
  var hints: [Hint] {
    let scope = paneScope
    func isOwn(_ command: Command) -> Bool {
      screen.kind.beginsWithOwnHints && command.scope != .everywhere && command.scope != .tables
    }
    let commands = registry.commands
    let nearFirst = commands.filter(isOwn) + commands.filter { !isOwn($0) }
    return nearFirst.compactMap { command in
      guard let title = command.hint, applies(command.scope, in: scope), command.isEnabled(self),
        let key = keys(of: command).first,
        // A pane's own key shadows the screen's.
        self.command(for: key)?.id == command.id
      else { return nil }
      return Hint(key.notation, title)
    }
  }
}
