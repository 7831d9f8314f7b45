import LibC
import Marketing

extension SessionFolder {
  /// Removes a session and its folder. Refuses while another program has it open, and leaves files that don't belong to
  /// the session.
  package static func remove(at path: String) throws(StoreError) {
    guard try SessionPlace.content(of: path, calls: .system) != .nothing else { return }
    let folder = DurableFolder(path)
    let locks = try Locks(folder)
    do throws(FileError) {
      try folder.remove(SessionDocuments.session)
      for name in [
        SessionDocuments.roster, SessionDocuments.campaigns, SessionDocuments.feeds,
        SessionDocuments.formerJournal, SessionDocuments.formerJournal + ".torn",
        SessionDocuments.formerPositions, SessionLayout.ignored,
        SessionLayout.attributes, FolderLock.formerName,
      ] { try folder.remove(name) }
      removeAll(DurableFolder(folder.full(SessionDocuments.metrics)))
      removeAll(SessionLayout.stateFolder(folder))
      rmdir(path)
      _ = locks
    } catch {
      throw StoreError(error)
    }
  }

  /// Removes a folder of the session's own with everything in it.
  private static func removeAll(_ folder: DurableFolder) {
    for name in (try? folder.names(includingHidden: true)) ?? [] {
      if unlink(folder.full(name)) != 0 { removeAll(DurableFolder(folder.full(name))) }
    }
    rmdir(folder.path)
  }
}

/// Replaces a single file, such as the configuration, atomically and durably.
package enum DurableFile {
  package static func read(_ path: String) throws(FileError) -> [UInt8] {
    try FileContents.read(path)
  }

  package static func replace(_ path: String, with bytes: [UInt8]) throws(FileError) {
    try DurableFolder(FilePath.folder(of: path)).write(bytes, to: FilePath.name(of: path))
  }
}
