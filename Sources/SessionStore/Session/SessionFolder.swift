import Marketing

/// A session's folder on disk: opened, changed edit by edit, saved as a whole.
///
/// Edits are in the journal, and measurements in their files, before `record` returns. What could not be written is
/// kept, and tried again before anything else is. A save is one commit over all files: they are staged beside the old
/// ones, noted in the journal, renamed, and then the journal is cut. Whatever moment a crash comes at, what opens
/// afterwards is the session before or after.
///
/// Used from one task only.
public final class SessionFolder {
  /// What opening has brought.
  public struct Contents: Sendable {
    public var session: Session
    public var view: SavedView
    /// What the person should know.
    public var notes: [String] = []
    /// Changes that were made after the last save and came from the journal.
    public var recoveredEdits = 0
    /// Why nothing may be written; nil when it may.
    public var readOnlyError: StoreError?
    public var readOnlyReason: String? { readOnlyError?.description }
  }

  let folder: DurableFolder
  var lock: FolderLock?
  /// Nil after a failure that a journal can't go on from; a new one takes its place before anything is written.
  var journal: JournalWriter?
  var unwritten = UnwrittenEdits()
  /// A save that is noted in the journal while not all of its files are in place.
  var unfinished: (header: SessionDocuments.Header, files: [String: FileStamp])?
  /// What session.json holds now.
  var header: SessionDocuments.Header
  var stamps: [String: FileStamp]
  var unknown: [UnknownField]
  var tail: MetricsTail

  public var path: String { folder.path }

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

  public static func exists(at path: String) -> Bool {
    let folder = DurableFolder(path)
    return ((try? folder.status(of: SessionDocuments.session)) ?? nil) != nil
  }

  /// Lets others write. Nothing can be written through this object afterwards.
  public func close() {
    if lock != nil { try? writeUnwritten() }
    journal = nil
    lock = nil
  }
}
