import Screen

/// The commands by room, each in the file of its room.
enum Commands {}

/// Something that a person can ask for. The one registry of these is the keymap, the palette, the help, the hints
/// on the bottom line and the manual page.
struct Command: Sendable {
  /// Where its keys work. From the palette every command can be called. Each is declared beside the pane or screen.
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
    /// Any of the tables.
    static let tables = Scope("tables", "In tables")
  }

  /// What is asked for when the command is called without it.
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

  /// What is typed in the palette: `save-as`.
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
