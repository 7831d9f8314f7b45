import LibC
import Workbench

/// What is typed for an import, where no shell reads it: a path, which may have blanks in it, or several paths and
/// patterns with blanks between them, in quotes where they have blanks themselves.
enum ImportPaths {
  static func files(_ text: String) throws(Refusal) -> [String] {
    let whole = Places.expand(text)
    if access(whole, F_OK) == 0 { return try ImportedFiles.all([whole]) }
    var paths: [String] = []
    var missing: [String] = []
    for word in (try? CommandLineText.parse(text)) ?? [whole] {
      let path = Places.expand(word)
      let isThere = access(path, F_OK) == 0
      let found = isThere ? [path] : matches(path)
      paths += found
      if found.isEmpty { missing.append(path) }
    }
    if let first = missing.first {
      // A path with blanks in it is named whole.
      let name = paths.isEmpty ? whole : first
      throw Refusal(
        first.contains("*") ? "No file fits \(first)." : "There is no file or folder \(name).")
    }
    var seen: Set<String> = []
    return try ImportedFiles.all(paths).filter { seen.insert($0).inserted }
  }

  /// The files that fit a pattern such as `exports/*.csv`.
  private static func matches(_ pattern: String) -> [String] {
    guard pattern.contains(where: { "*?[".contains($0) }) else { return [] }
    var found = glob_t()
    defer { globfree(&found) }
    guard glob(pattern, 0, nil, &found) == 0 else { return [] }
    return (0..<Int(found.gl_pathc)).compactMap { place in
      found.gl_pathv[place].map { String(cString: $0) }
    }
  }
}
