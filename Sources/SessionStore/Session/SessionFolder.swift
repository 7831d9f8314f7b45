import Marketing

/// A session's folder on disk: opened, changed edit by edit, saved as a whole.
///
/// Edits are in the journal, and measurements in their files, before `record` returns. Whatever couldn't be written is
/// kept and retried before anything else is written. A save is one commit over all files: they are staged beside the
/// old ones, noted in the journal and renamed, and then the journal is truncated. Whenever a crash happens, the session
/// that opens afterwards is the one before or after the save.
///
/// Not thread-safe: use from one task only.
package final class SessionFolder {
  package struct Contents: Sendable {
    package var session: Session
    package var view: SavedView
    /// Messages for the person.
    package var notes: [String] = []
    /// Changes made after the last save, recovered from the journal.
    package var recoveredEdits = 0
    /// Why nothing may be written; nil if writing is possible.
    package var readOnlyError: StoreError?
    package var readOnlyReason: String? { readOnlyError?.description }
  }

  let folder: DurableFolder
  var lock: FolderLock?
  /// Nil after a failure that a journal can't continue from; a new one is made before anything is written.
  var journal: JournalWriter?
  var unwritten = UnwrittenEdits()
  /// A save that the journal mentions but whose files aren't all in place.
  var unfinished: (header: SessionDocuments.Header, files: [String: FileStamp])?
  /// The current contents of session.json.
  var header: SessionDocuments.Header
  var stamps: [String: FileStamp]
  var unknown: [UnknownField]
  var tail: MetricsTail

  package var path: String { folder.path }

  init(
    _ folder: DurableFolder, lock: FolderLock?, header: SessionDocuments.Header,
    stamps: [String: FileStamp] = [:],
    unknown: [UnknownField] = [], tail: MetricsTail? = nil
  ) {
    self.folder = folder
    self.lock = lock
    self.header = header
    self.stamps = stamps
    self.unknown = unknown
    self.tail = tail ?? MetricsTail(folder: folder.path)
  }

  package static func exists(at path: String) -> Bool {
    let folder = DurableFolder(path)
    return ((try? folder.status(of: SessionDocuments.session)) ?? nil) != nil
  }

  /// Releases the lock. Afterwards nothing can be written through this object.
  package func close() {
    if lock != nil { try? writeUnwritten() }
    journal = nil
    lock = nil
  }
}
