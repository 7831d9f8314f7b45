import LibC

/// A file at a path that the user chose, such as an export.
public struct OutputFile: Hashable, Sendable {
  public let path: String

  public init(_ path: String) { self.path = path }

  /// Writes the whole file, or throws and changes nothing.
  ///
  /// An existing file is only overwritten if `replacing` is set (otherwise `exists`), and a session's file never is
  /// (`ofSession`).
  public func write(_ bytes: [UInt8], replacing: Bool) throws(FileError) {
    let folder = DurableFolder(FilePath.folder(of: path))
    let name = FilePath.name(of: path)
    if Self.isOfSession(try folder.target(of: name)) {
      throw FileError(.write, path, code: EPERM, reason: .ofSession)
    }
    if !replacing, let status = try folder.status(of: name), status.st_mode & S_IFMT == S_IFREG {
      throw FileError(.write, path, code: EEXIST)
    }
    try folder.write(bytes, to: name)
  }

  private static func isOfSession(_ target: DurableFolder.Target) -> Bool {
    var folder = FilePath.real(target.folder.path)
    if SessionFolder.exists(at: folder) { return SessionDocuments.isReserved(target.name) }
    // Deeper in `metrics` or `.state` everything is the session's.
    for _ in 0..<3 {
      let name = FilePath.name(of: folder).lowercased()
      folder = FilePath.folder(of: folder)
      if [SessionDocuments.metrics, SessionLayout.state].contains(name),
        SessionFolder.exists(at: folder)
      {
        return true
      }
    }
    return false
  }
}
