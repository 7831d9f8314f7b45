/// How to open a terminal. The defaults suit a program started from a shell.
public struct TerminalOptions: Sendable {
  /// Descriptors of the terminal.
  public var input: Int32 = 0
  public var output: Int32 = 1
  /// The terminal's type; nil means TERM.
  public var term: String?
  /// Whether to use colours; nil follows NO_COLOR.
  public var usesColors: Bool?
  /// Whether to receive mouse events; selecting text then needs the Shift key.
  public var usesMouse = true
  /// How many milliseconds a lone escape byte may still begin a sequence.
  public var escapeDelay = 25
  /// The most bytes kept of a paste.
  public var pasteLimit = 8 << 20
  /// Stops the process, or its whole group, until it is continued. Tests replace this with something gentler.
  var stop: (@Sendable (_ group: Bool) -> Void)?

  public init() {}
}
