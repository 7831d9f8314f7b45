/// How to open a terminal. The defaults suit a program started from a shell.
package struct TerminalOptions: Sendable {
  /// Descriptors of the terminal.
  package var input: Int32 = 0
  package var output: Int32 = 1
  /// The terminal's type; nil means TERM.
  package var term: String?
  /// Whether to use colours; nil follows NO_COLOR.
  package var usesColors: Bool?
  /// Whether to receive mouse events; selecting text then needs the Shift key.
  package var usesMouse = true
  /// How many milliseconds a lone escape byte may still begin a sequence.
  package var escapeDelay = 25
  /// The most bytes kept of a paste.
  package var pasteLimit = 8 << 20
  /// Stops the process, or its whole group, until it is continued. Tests replace this with something gentler.
  var stop: (@Sendable (_ group: Bool) -> Void)?

  package init() {}
}
