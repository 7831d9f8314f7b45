import Screen

/// A command of a layer. Its keys, the bottom line, the help and the palette all come from one list of these.
struct LayerCommand<Target: Layer>: Sendable {
  /// `feeds.add`: the name by which the configuration can give it other keys.
  let id: String
  let title: String
  let keys: [Key]
  /// The short word on the bottom line; nil keeps it off that line.
  let hint: String?
  /// Shown in place of several keys: `↑↓`.
  let sign: String?
  private(set) var isEnabled: @Sendable (Target) -> Bool = { _ in true }
  /// The word in place of `hint`, where it depends on what is shown.
  private(set) var wording: (@Sendable (Target) -> String)?
  let run: @Sendable (inout Target, inout CockpitState) -> LayerResult

  init(
    _ id: String, _ title: String, keys: [String], hint: String? = nil, sign: String? = nil,
    run: @escaping @Sendable (inout Target, inout CockpitState) -> LayerResult
  ) {
    self.id = "\(Target.name).\(id)"
    self.title = title
    self.keys = keys.compactMap { Key(notation: $0) }
    assert(self.keys.count == keys.count, "\(id) has a key that can't be read")
    self.hint = hint
    self.sign = sign
    self.run = run
  }

  /// The same command, available only under a condition.
  func when(_ isEnabled: @escaping @Sendable (Target) -> Bool) -> LayerCommand {
    var command = self
    command.isEnabled = isEnabled
    return command
  }

  /// The same command, with a word on the bottom line that depends on what is shown.
  func hinted(_ wording: @escaping @Sendable (Target) -> String) -> LayerCommand {
    var command = self
    command.wording = wording
    return command
  }

  static func close(
    _ title: String = "Close it", keys: [String] = ["escape", "q"], hint: String = "close"
  ) -> LayerCommand {
    LayerCommand("close", title, keys: keys, hint: hint) { _, _ in .closed() }
  }

  /// Only puts help on the bottom line; the shell's own command shows it.
  static var help: LayerCommand {
    LayerCommand("help", "Explain this, and show its keys", keys: ["?"], hint: "help") {
      _, _ in .ignored
    }
  }
}

extension Layer {
  /// Runs the command with this key; if there is none the key is typed, or left to help and palette.
  mutating func handle(_ key: Key, _ state: inout CockpitState) -> LayerResult {
    guard follow(state) else { return .closed() }
    let command = (ownCommands + Self.commands).first {
      state.keys(of: $0).contains(key) && $0.isEnabled(self)
    }
    if let command { return command.run(&self, &state) }
    return state.isForTheShell(key, takesText: takesText) ? .ignored : type(key, &state)
  }

  /// For the bottom line.
  func hints(_ state: CockpitState) -> [Hint] {
    (ownCommands + Self.commands).compactMap { command in
      guard let title = command.hint, command.isEnabled(self),
        let key = state.keys(of: command).first
      else { return nil }
      let isMoved = state.config.keys?[command.id] != nil
      return Hint(
        command.sign.flatMap { isMoved ? nil : $0 } ?? short(key), command.wording?(self) ?? title)
    }
  }

  /// For the palette.
  var paletteCommands: [Command] {
    (ownCommands + Self.commands).filter { $0.isEnabled(self) }.map(Self.command)
  }

  /// For the help, which lists them whether or not the layer is open.
  static var listedCommands: [Command] { commands.map(command) }

  private static func command(_ command: LayerCommand<Self>) -> Command {
    Command(
      command.id, command.title, keys: command.keys.map(\.notation),
      scope: Command.Scope(name, title)
    ) { state, _ in
      guard var layer = state.layers.last as? Self else { return [] }
      let depth = state.layers.count - 1
      state.layers.removeLast()
      switch command.run(&layer, &state) {
      case .closed(let effects): return effects
      case .consumed(let effects):
        state.layers.insert(layer, at: min(depth, state.layers.count))
        return effects
      case .ignored:
        state.layers.insert(layer, at: min(depth, state.layers.count))
        return []
      }
    }
  }
}

private func short(_ key: Key) -> String { key.code == .escape ? "esc" : key.notation }

extension CockpitState {
  fileprivate func keys<Target>(of command: LayerCommand<Target>) -> [Key] {
    guard let moved = config.keys, !moved.isEmpty else { return command.keys }
    if let own = config.keys(of: command.id) { return own }
    // As for other commands, a key that the user has given to another one of the layer is that one's.
    return command.keys.filter { key in
      !moved.keys.contains { id in
        id.hasPrefix("\(Target.name).") && config.keys(of: id)?.contains(key) == true
      }
    }
  }

  /// Help and palette stay the shell's, whatever layer is open.
  fileprivate func isForTheShell(_ key: Key, takesText: Bool) -> Bool {
    if takesText, case .character = key.code, key.modifiers.isEmpty { return false }
    return ["help", "palette"].contains { id in
      registry.command(id).map { keys(of: $0).contains(key) } ?? false
    }
  }
}
