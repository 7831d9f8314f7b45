import Screen

/// A namespace: each screen adds its own commands beside its code.
enum Commands {}

/// Something the user can ask for. Keymap, palette, help and the hints on the bottom line all read the same list.
struct Command: Sendable {
  /// Where its keys work; the palette runs any command from anywhere. Declared beside the pane or screen.
  struct Scope: Hashable, Sendable {
    let id: String
    let title: String

    init(_ id: String, _ title: String) {
      self.id = id
      self.title = title
    }

    static func == (a: Scope, b: Scope) -> Bool { a.id == b.id }
    func hash(into hasher: inout Hasher) { hasher.combine(id) }

    static let everywhere = Scope("everywhere", "Everywhere")
    /// In any table.
    static let tables = Scope("tables", "In tables")
  }

  /// What to prompt for when the command is called without it.
  struct Argument: Sendable {
    let title: String
    let initial: @Sendable (CockpitState) -> String
    var completion: Completion = .none

    enum Completion: Sendable {
      case none
      case path
      case choices(@Sendable (CockpitState) -> [String])
    }
  }

  /// As typed in the palette: `save-as`.
  let id: String
  let title: String
  let keys: [Key]
  let scope: Scope
  /// The short word on the bottom line; nil keeps it off that line.
  var hint: String?
  var argument: Argument?
  var isEnabled: @Sendable (CockpitState) -> Bool = { _ in true }
  let run: @Sendable (inout CockpitState, String) -> [Effect]

  init(
    _ id: String, _ title: String, keys: [String] = [], scope: Scope = .everywhere,
    hint: String? = nil,
    argument: Argument? = nil,
    isEnabled: @escaping @Sendable (CockpitState) -> Bool = { _ in true },
    run: @escaping @Sendable (inout CockpitState, String) -> [Effect]
  ) {
    self.id = id
    self.title = title
    self.keys = keys.compactMap { Key(notation: $0) }
    assert(self.keys.count == keys.count, "\(id) has a key that can't be read")
    self.scope = scope
    self.hint = hint
    self.argument = argument
    self.isEnabled = isEnabled
    self.run = run
  }
}
