import LibC

/// A file beside the sessions that belongs to the program or its user: the configuration, a theme.
package enum OwnFile {
  /// Its content; nil if there is no such file. Pipes and devices are refused rather than waited for.
  package static func read(_ path: String) throws(FileError) -> [UInt8]? {
    do throws(FileError) {
      return try FileContents.read(path, limit: 16 << 20)
    } catch {
      guard error.reason == .notFound else { throw error }
      return nil
    }
  }

  /// Replaces it as a whole, and creates its folder if there is none.
  package static func write(_ bytes: [UInt8], to path: String) throws(FileError) {
    try DurableFolder(FilePath.folder(of: path)).createWithParents()
    try DurableFile.replace(path, with: bytes)
  }

  package static func isFolder(_ path: String) -> Bool {
    var status = stat()
    return FileCalls.system.statusOfPath(path, &status) >= 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// The names in a folder that end like this, sorted; none if there is no such folder.
  package static func names(in folder: String, ending: String) throws(FileError) -> [String] {
    do throws(FileError) {
      return try DurableFolder(folder).names().filter { $0.hasSuffix(ending) }
    } catch {
      guard error.reason == .notFound else { throw error }
      return []
    }
  }
}
