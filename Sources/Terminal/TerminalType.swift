import CNcurses
import LibC

/// Finds a terminfo entry for TERM.
enum TerminalType {
  static func find(_ term: String?, output: Int32) throws(TerminalError) -> String {
    let name = term ?? Environment.value("TERM") ?? ""
    if name == "dumb" || name == "unknown" { throw .tooSimple(term: name) }
    for candidate in [name] + substitutes(for: name) where isPlain(candidate) {
      switch clout_term_probe(candidate, output) {
      case CLOUT_TERM_USABLE: return candidate
      case CLOUT_TERM_TOO_SIMPLE: throw .tooSimple(term: candidate)
      default: continue
      }
    }
    throw .unknown(term: name)
  }

  /// Terminals without an entry mostly understand one of these.
  static func substitutes(for name: String) -> [String] {
    let modern = ["256", "direct", "kitty", "ghostty", "alacritty", "foot", "wezterm", "iterm"]
    let plain = ["xterm", "vt100", "ansi"]
    return modern.contains { name.contains($0) } ? ["xterm-256color"] + plain : plain
  }

  /// The name becomes part of a path in the database.
  private static func isPlain(_ name: String) -> Bool {
    !name.isEmpty && name.utf8.count <= 128 && name.utf8.allSatisfy { $0 > 0x20 && $0 != 0x2f }
  }
}
