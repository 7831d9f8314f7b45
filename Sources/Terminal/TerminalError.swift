/// Why a terminal can't be used, and what to do about it.
package enum TerminalError: Error, Hashable, Sendable, CustomStringConvertible {
  package enum Stream: String, Hashable, Sendable {
    case input, output
  }

  /// Standard input or output is a file, a pipe or closed.
  case notATerminal(Stream)
  /// TERM names a terminal without cursor addressing, such as `dumb`.
  case tooSimple(term: String)
  /// Neither TERM nor any common terminal is in the terminfo database.
  case unknown(term: String)
  /// ncurses supports one screen per process.
  case alreadyOpen
  /// A system call failed.
  case system(call: String, errno: Int32)

  package var description: String {
    switch self {
    case .notATerminal(let stream):
      """
      standard \(stream.rawValue) is not a terminal; run clout in a terminal, without redirecting or \
      piping its \(stream.rawValue)
      """
    case .tooSimple(let term):
      """
      the terminal type '\(cleaned(term))' can't place its cursor; run clout in a full terminal and set \
      TERM to its type, for example TERM=xterm-256color
      """
    case .unknown(let term):
      """
      the terminal type '\(cleaned(term))' is unknown and no common one is described on this system; set \
      TERM to your terminal's type, or install the terminfo database (package ncurses-base)
      """
    case .alreadyOpen:
      "the terminal is already in use by this process; close the first display before opening another"
    case .system(let call, let errno):
      "\(call) failed on the terminal (error \(errno)); open a new terminal and try again"
    }
  }

  /// The environment may hold anything, and messages go to a terminal.
  private func cleaned(_ name: String) -> String {
    String(
      String.UnicodeScalarView(
        name.unicodeScalars.prefix(40).map { 0x20..<0x7f ~= $0.value ? $0 : "?" }))
  }
}
