/// How a terminal is opened. The defaults are what a program wants that was started from a shell.
public struct TerminalOptions: Sendable {
  /// Descriptors of the terminal.
  public var input: Int32 = 0
  public var output: Int32 = 1
  /// The terminal's type; nil takes it from TERM.
  public var term: String?
  /// Whether colours are used; nil follows NO_COLOR.
  public var usesColors: Bool?
  /// Whether the terminal reports the mouse; selecting text then needs the shift key.
  public var usesMouse = true
  /// Milliseconds that a lone escape byte may be the start of a longer sequence.
  public var escapeDelay = 25
  /// Bytes of one paste that are kept.
  public var pasteLimit = 8 << 20
  /// Stops the process, its whole group if asked so, until it is continued. Tests put something gentler here.
  var stop: (@Sendable (_ group: Bool) -> Void)?

  public init() {}
}
