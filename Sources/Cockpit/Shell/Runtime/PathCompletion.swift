import LibC

/// Completes a path from the file system.
enum PathCompletion {
  /// The matching entries; where nothing begins with the whole text, those that begin with its last word, for several
  /// paths in a line.
  static func candidates(for text: String) -> [String] {
    let found = entries(for: text)
    guard found.isEmpty, let blank = text.lastIndex(of: " ") else { return found }
    let before = text[...blank]
    return entries(for: String(text[text.index(after: blank)...])).map { entry in
      before + entry.replacing(" ", with: "\\ ")
    }
  }

  /// The matching entries, folders with a trailing slash; hidden ones only after a typed dot.
  private static func entries(for text: String) -> [String] {
    let slash = text.lastIndex(of: "/")
    let typedFolder = slash.map { String(text[...$0]) } ?? ""
    let beginning = slash.map { String(text[text.index(after: $0)...]) } ?? text
    let folder = typedFolder.isEmpty ? "." : Places.expand(typedFolder)
    guard let handle = opendir(folder) else { return [] }
    defer { closedir(handle) }
    var names: [String] = []
    while let entry = readdir(handle), names.count < 10_000 {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      guard name != ".", name != "..", name.hasPrefix(beginning) else { continue }
      if name.hasPrefix("."), !beginning.hasPrefix(".") { continue }
      var status = stat()
      let isFolder = stat(folder + "/" + name, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
      names.append(typedFolder + name + (isFolder ? "/" : ""))
    }
    return names.sorted()
  }
}
