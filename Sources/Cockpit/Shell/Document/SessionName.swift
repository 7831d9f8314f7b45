import SessionStore

/// A session's name from its folder: `spring-launch.clout` is “spring-launch”.
enum SessionName {
  static func of(path: String) -> String {
    let last = path.split(separator: "/").last.map(String.init) ?? path
    let name = last.hasSuffix(".clout") ? String(last.dropLast(6)) : last
    return name.isEmpty ? "session" : name
  }
}

extension SessionName {
  /// Session folders end in `.clout`, whether that was typed or not; one that has another name keeps it.
  static func folder(_ path: String) -> String {
    var path = path
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    return path.hasSuffix(".clout") || SessionFolder.exists(at: path) ? path : path + ".clout"
  }
}
