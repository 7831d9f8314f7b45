import Marketing

/// A session's folder on disk: opened, changed edit by edit, saved as a whole.
///
/// A change is one line of the journal, durable before `record` returns; the measurements of a large one are files that
/// the line names, and that get their place once it is on disk. So a change is there whole or not at all, whatever it
/// touches. A save is one line, too: its files are written beside, named in the line, and then exchanged for the old
/// ones. Whatever couldn't be written is kept and goes first the next time.
///
/// One program holds the lock and writes records; any other may bring measurements. Not thread-safe: use from one task
/// only.
package final class SessionFolder {
  package struct Contents: Sendable {
    package var session: Session
    package var view: SavedView
    /// Messages for the person.
    package var notes: [String] = []
    /// Changes made after the last save, recovered from the journal.
    package var recoveredEdits = 0
    /// Records that were changed both outside and by changes that weren't saved; the session has the latter.
    package var conflicts: [RecordConflict] = []
    /// What is missing of the measurements, or isn't as it was written; the session can be changed all the same.
    package var damage: [String] = []
    /// Why nothing may be written; nil if writing is possible.
    package var readOnlyError: StoreError?
    package var readOnlyReason: String? { readOnlyError?.description }
  }

  let folder: DurableFolder
  var lock: FolderLock?
  /// The lock of format 1, so that an older Clout keeps out.
  var formerLock: FolderLock?
  /// Nil in format 1 until something is written, and if the session is open read-only.
  var journal: SessionJournal?
  var header: SessionDocuments.Header
  /// The documents as they were last read or written.
  var stamps: [String: FileStamp]
  var signatures: [String: FileSignature]
  /// Documents that somebody took away while the session was open.
  var missing: Set<String> = []
  /// Members of the documents that this version doesn't know, by document.
  var unknown: [String: [UnknownField]]
  /// Changes that aren't on disk yet, oldest first.
  var waiting: [WaitingChange] = []
  /// Measurements that are only in the journal yet.
  var typed = MeasurementOrder()
  /// What was there at the last save of the records changed since.
  var touched: [RecordKey: Edit] = [:]
  /// Transactions that count but whose files haven't got their place yet.
  var unplaced: [Committed] = []
  /// Why they haven't; nil once they have. `writeUnwritten` tries again.
  package var placeFailure: StoreError?
  /// Files of format 1 may still lie where they were before the upgrade.
  var hasFormerFiles = false
  var clock = SequenceClock()
  /// The whole files of measurements as they lie there.
  var metricsFiles = MetricsTotal()
  /// The journal with changes that aren't saved was gone when somebody last looked.
  var wasJournalGone = false
  /// The session's folder was gone when somebody last looked.
  var wasFolderGone = false
  /// Another folder lay where the session was when somebody last looked, and another program has it.
  var wasFolderReplaced = false
  /// The documents as they were when nothing could be taken over from them.
  var refused: [String: FileSignature]?
  /// Documents that another program made unreadable while the session was open.
  var broken: Set<String> = []
  /// The documents of the last save.
  var saved: [String: FileStamp] = [:]
  var lost = LostMeasurements()
  /// What came so slowly that it was first read in part, for the next look at what others brought.
  var late: [Edit] = []
  /// The suspects that were looked into.
  var examined: [MetricsFile: FileSignature?] = [:]
  /// When to look once more, because what lies there may be too new to have been taken in.
  var undecided: ContinuousClock.Instant?
  /// What was wrong with the measurements when the session was opened, and still is.
  var damage: [String] = []
  /// Files that weren't as the log says when the session was opened, and how they were; nil for gone. Not all of them is
  /// known here, so a save neither takes them as they are nor writes them again.
  var damagedFiles: [MetricsFile: FileStamp?] = [:]
  /// Files that aren't this session's but lie among its measurements, as far as they were noticed.
  var strangers: Set<Stranger> = []
  /// How many files had come when somebody last looked what is still damaged.
  var assessed = 0
  /// What was missing or altered when the session was opened: a save doesn't make it forgotten.
  var missingMetrics = MetricsTotal()
  /// Files that the log doesn't know, as they were when the session was opened or when they came; the next save puts them
  /// on record.
  var unlogged: [MetricsFile: FileStamp] = [:]
  var live: LiveMetricsFiles
  /// What the log says of live files; nil until that was looked up.
  var liveRecord: LiveRecord?
  var tail: MetricsTail
  var follower: JournalFollower?
  var changes: FolderWatch?
  /// Said once.
  var notes: [String] = []
  /// Who makes the changes, for the log.
  package var author = SessionAuthor.current

  package var path: String { folder.path }
  var state: DurableFolder { SessionLayout.stateFolder(folder) }
  var identity: String { header.identity }

  init(
    _ folder: DurableFolder, lock: FolderLock?, header: SessionDocuments.Header,
    stamps: [String: FileStamp] = [:], signatures: [String: FileSignature] = [:],
    unknown: [String: [UnknownField]] = [:], tail: MetricsTail? = nil
  ) {
    self.folder = folder
    self.lock = lock
    self.header = header
    self.stamps = stamps
    self.signatures = signatures
    self.unknown = unknown
    self.tail = tail ?? MetricsTail(folder, owner: header.identity)
    live = LiveMetricsFiles(folder, session: header.identity)
    strangers = self.tail.strangers
  }

  package static func exists(at path: String) -> Bool {
    let folder = DurableFolder(path)
    return ((try? folder.status(of: SessionDocuments.session)) ?? nil) != nil
  }

  /// Messages that came up since the last call.
  package func takeNotes() -> [String] {
    defer { notes = [] }
    return notes + (journal?.takeNotes() ?? [])
  }

  /// Releases the lock. Afterwards nothing can be written through this object.
  package func close() {
    if lock != nil, !waiting.isEmpty || !unplaced.isEmpty { try? writeUnwritten() }
    if lock != nil { try? recordGrowth() }
    live.close()
    journal = nil
    lock = nil
    formerLock = nil
  }
}
