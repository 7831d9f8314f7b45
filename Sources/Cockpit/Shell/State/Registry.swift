/// The screens, and the commands of the shell and of every screen. Keymap, palette, help and hints read them from here;
/// whoever starts the shell puts them together.
final class Registry: Sendable {
  /// In the order of their keys; a session opens on the first.
  let screens: [ScreenID]
  /// In the order in which the help lists them.
  let commands: [Command]
  /// The commands of layers, for the help.
  var layerCommands: [Command] { layers.flatMap { $0.listedCommands } }
  /// Where commands work, in the order of the commands.
  var scopes: [Command.Scope] {
    var scopes: [Command.Scope] = []
    for command in commands + layerCommands where !scopes.contains(command.scope) {
      scopes.append(command.scope)
    }
    return scopes
  }
  /// Their commands are put together when the help asks for them: starting the program has no time for it.
  private let layers: [any Layer.Type]
  private let byID: [String: Command]

  init(screens: [ScreenID], commands: [Command], layers: [any Layer.Type]) {
    self.screens = screens
    self.commands = commands
    self.layers = layers
    byID = Dictionary(uniqueKeysWithValues: commands.map { ($0.id, $0) })
  }

  func command(_ id: String) -> Command? { byID[id] }

  func screen(named name: String) -> ScreenID? { screens.first { $0.name == name } }

  /// One command for each screen, under its key.
  static func commands(showing screens: [ScreenID]) -> [Command] {
    screens.map { screen in
      Command(screen.name, screen.kind.title, keys: [screen.kind.key], isEnabled: When.isOpen) {
        state, _ in
        state.show(screen)
        return []
      }
    }
  }
}
