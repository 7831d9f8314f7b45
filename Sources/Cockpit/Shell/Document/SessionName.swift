import SessionStore

/// A session's name, taken from its folder: `spring-launch.clout` is “spring-launch”.
enum SessionName {
  static func of(path: String) -> String {
    let last = path.split(separator: "/").last.map(String.init) ?? path
    let name = last.hasSuffix(".clout") ? String(last.dropLast(6)) : last
    return name.isEmpty ? "session" : name
  }
}

extension SessionName {
  /// Adds `.clout` where it is missing, unless there is a session under the name as typed.
  static func folder(_ path: String) -> String {
    var path = path
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    return path.hasSuffix(".clout") || SessionFolder.exists(at: path) ? path : path + ".clout"
  }
}
