import SessionStore

/// The files that an import is given.
enum ImportedFiles {
  private static let endings = [
    ".csv", ".tsv", ".txt", ".xlsx", ".json", ".jsonl", ".ndjson", ".gz", ".zip",
  ]

  /// A folder stands for the tables in it.
  static func all(_ paths: [String]) throws -> [String] {
    try paths.flatMap { path -> [String] in
      guard OwnFile.isFolder(path) else { return [path] }
      let names = try endings.flatMap { try OwnFile.names(in: path, ending: $0) }.sorted()
      guard !names.isEmpty else {
        throw Failure("There is no table in \(path): \(endings.joined(separator: ", ")).")
      }
      return names.map { path.hasSuffix("/") ? path + $0 : "\(path)/\($0)" }
    }
  }
}
