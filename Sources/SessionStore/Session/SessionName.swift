/// A session's name, taken from its folder: `spring-launch.clout` is “spring-launch”.
package enum SessionName {
  package static func of(path: String) -> String {
    let last = path.split(separator: "/").last.map(String.init) ?? path
    let name = last.hasSuffix(".clout") ? String(last.dropLast(6)) : last
    return name.isEmpty ? "session" : name
  }

  /// A session that begins with an import is named after the file.
  package static func ofImport(_ path: String) -> String {
    let last = path.split(separator: "/").last.map(String.init) ?? path
    return last.split(separator: ".").first.map(String.init) ?? "import"
  }
}
