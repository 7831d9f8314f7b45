import JSON
import LibC
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
    public var readOnlyReason: String?
  }

  let folder: DurableFolder
  private var lock: FolderLock?
  /// Nil after a failure that a journal can't go on from; a new one takes its place before anything is written.
  private var journal: JournalWriter?
  private var unwritten = UnwrittenEdits()
  /// A save that is noted in the journal while not all of its files are in place.
  private var unfinished: (header: SessionDocuments.Header, files: [String: FileStamp])?
  /// What session.json holds now.
  private var header: SessionDocuments.Header
  private var stamps: [String: FileStamp]
  private var unknown: [UnknownField]
  private var tail: MetricsTail

  public var path: String { folder.path }

  private init(
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

  // MARK: Making

  /// Makes a folder with the whole session in it. Refuses to write over anything that is there already.
  public static func create(
    at path: String, session: Session, view: SavedView
  ) throws(StoreError) -> SessionFolder {
    try create(at: path, session: session, view: view, calls: .system)
  }

  static func create(
    at path: String, session: Session, view: SavedView, calls: FileCalls
  ) throws(StoreError) -> SessionFolder {
    do throws(FileError) {
      let folder = DurableFolder(path, calls: calls)
      try createParents(of: path, calls: calls)
      try folder.create()
      guard case .acquired(let lock) = try FolderLock.acquire(path, calls: calls) else {
        throw FileError(.createFolder, path, code: EEXIST)
      }
      // Remains of a creation that was cut off may be written over; a session or anything else may not.
      let own = [
        SessionDocuments.roster, SessionDocuments.campaigns, SessionDocuments.feeds,
        SessionDocuments.metrics, SessionDocuments.journal,
      ]
      guard try folder.names().allSatisfy({ own.contains($0) }) else {
        throw FileError(.createFolder, path, code: EEXIST)
      }
      try folder.removeLeftovers()
      let header = SessionDocuments.Header(settings: session.settings, save: 1, view: view)
      let made = SessionFolder(folder, lock: lock, header: header)
      try made.writeMeasurements(of: session)
      try made.write(SessionDocuments.write(roster: session.roster), to: SessionDocuments.roster)
      try made.write(
        SessionDocuments.write(campaigns: session.campaigns, bookings: session.bookings),
        to: SessionDocuments.campaigns)
      if !session.feeds.isEmpty {
        try made.write(SessionDocuments.write(feeds: session.feeds), to: SessionDocuments.feeds)
      }
      try made.startJournal()
      // The last file: with it the folder is a session.
      try made.write(SessionDocuments.write(header), to: SessionDocuments.session)
      return made
    } catch {
      throw StoreError(error)
    }
  }

  private static func createParents(of path: String, calls: FileCalls) throws(FileError) {
    let parent = FilePath.folder(of: path)
    guard try DurableFolder(parent, calls: calls).status() == nil else { return }
    try createParents(of: parent, calls: calls)
    try DurableFolder(parent, calls: calls).create()
  }

  private func write(_ bytes: [UInt8], to name: String) throws(FileError) {
    try folder.write(bytes, to: name)
    stamps[name] = FileStamp(bytes)
  }

  private func writeMeasurements(of session: Session) throws(FileError) {
    let metrics = try folder.subfolder(SessionDocuments.metrics)
    var writers: [CampaignID: JSONWriter] = [:]
    for row in session.measurements.rows {
      writers[row.campaign, default: JSONWriter()].measurement(row)
      writers[row.campaign]?.breakLine()
    }
    for (campaign, writer) in writers {
      try metrics.write(writer.bytes, to: "\(campaign.number).jsonl")
    }
  }

  /// Puts an empty journal in the place of the former one.
  private func startJournal(keeping edits: [Journal.Record] = []) throws(FileError) {
    var sequence: Int64 = 1
    var bytes: [UInt8] = []
    func append(_ kind: Journal.Kind, _ payload: [UInt8]) {
      bytes += Journal.line(for: Journal.Record(sequence: sequence, kind: kind, payload: payload))
      sequence += 1
    }
    append(.begin, SaveRecord(save: header.save).payload)
    for edit in edits { append(.edit, edit.payload) }
    journal = nil
    try folder.write(bytes, to: SessionDocuments.journal)
    journal = try JournalWriter(
      folder.full(SessionDocuments.journal), after: Journal.read(bytes), calls: folder.calls)
  }

  // MARK: Opening

  /// Opens a session, finishing or taking back a save that was cut off, and replays the journal.
  ///
  /// What is broken, or open in another program, opens read-only and is never written. Throws when there is no session
  /// or one of a newer format.
  public static func open(
    at path: String, readOnly: Bool = false
  ) throws(StoreError) -> (SessionFolder, Contents) {
    try open(at: path, readOnly: readOnly, calls: .system)
  }

  static func open(
    at path: String, readOnly: Bool, calls: FileCalls
  ) throws(StoreError) -> (SessionFolder, Contents) {
    let folder = DurableFolder(path, calls: calls)
    guard exists(at: path) else {
      throw StoreError(
        "There is no session at \(path). Check the path; clout new \(path) would make one.")
    }
    var lock: FolderLock?
    var reason: String?
    if !readOnly {
      do throws(FileError) {
        switch try FolderLock.acquire(path, calls: calls) {
        case .acquired(let own): lock = own
        case .held(let holder):
          reason = "it is open in another program" + (holder.map { ": \($0)" } ?? "") + "."
        }
      } catch {
        reason = "\(error)"
      }
    }
    if lock != nil { try finishSave(folder) }
    let tail = MetricsTail(folder: path)
    let reading = try SessionReading(folder)
    var contents = Contents(session: reading.session, view: reading.header.view)
    contents.notes = reading.findings.prefix(5).map(\.description)
    if reading.findings.count > 5 {
      contents.notes.append("clout check lists \(reading.findings.count - 5) more.")
    }
    let opened = SessionFolder(
      folder, lock: lock, header: reading.header, stamps: reading.stamps, unknown: reading.unknown,
      tail: tail)
    let pending = opened.replay(reading, into: &contents)
    if let damage = reading.damage {
      reason = reason ?? "\(damage). Correct the file, or restore it from a copy."
    }
    if lock != nil, reason == nil, contents.readOnlyReason == nil {
      do throws(FileError) {
        try opened.continueJournal(reading, pending)
      } catch {
        reason = error.description
      }
    }
    contents.readOnlyReason = contents.readOnlyReason ?? reason
    if contents.readOnlyReason != nil {
      opened.lock = nil
      if !readOnly, let reason = contents.readOnlyReason {
        contents.notes.append("Opened read-only: \(reason)")
      }
    }
    return (opened, contents)
  }

  /// Brings a save to its end whose files were all ready, or removes what was staged for one that never was.
  private static func finishSave(_ folder: DurableFolder) throws(StoreError) {
    do throws(FileError) {
      try folder.removeLeftovers()
      var bytes: [UInt8] = []
      do throws(FileError) {
        bytes = try FileContents.read(folder.full(SessionDocuments.journal), calls: folder.calls)
      } catch {
        guard error.reason == .notFound else { throw error }
      }
      let contents = Journal.read(bytes)
      let commit = contents.records.last { $0.kind == .commit }.flatMap {
        try? SaveRecord($0.payload)
      }
      let isWhole =
        try commit.map { record throws(FileError) in try isReady(record, in: folder) } ?? false
      for name in SessionDocuments.saved {
        guard try folder.hasStaged(name) else { continue }
        if isWhole, commit?.files[name] != nil {
          try folder.commitStaged(name)
        } else {
          try folder.discardStaged(name)
        }
      }
      try folder.sync()
    } catch {
      throw StoreError(error)
    }
  }

  /// Whether every file of the save is there as the journal says, staged or in its place already.
  private static func isReady(_ commit: SaveRecord, in folder: DurableFolder) throws(FileError)
    -> Bool
  {
    for (name, stamp) in commit.files {
      let candidates = [name + DurableFolder.stagedSuffix, name]
      var isThere = false
      for candidate in candidates where !isThere {
        do throws(FileError) {
          isThere =
            FileStamp(try FileContents.read(folder.full(candidate), calls: folder.calls)) == stamp
        } catch {
          guard error.reason == .notFound else { throw error }
        }
      }
      if !isThere { return false }
    }
    return true
  }

  /// Applies the edits since the last save. Returns those that the journal must keep.
  private func replay(_ reading: SessionReading, into contents: inout Contents) -> [Journal.Record]
  {
    guard let edits = reading.journal.edits(since: reading.header.save) else {
      if reading.journal.records.contains(where: { $0.kind != .edit }) {
        contents.readOnlyReason =
          "its journal doesn't belong to save \(reading.header.save) of its files: one of them was replaced."
      }
      return []
    }
    for record in edits {
      do {
        let settings = contents.session.settings
        let edit = try JSONReader.read(record.payload, maximumDepth: Journal.maximumDepth) {
          reader throws(JSONError) in
          try reader.readEdit(settings)
        }
        try contents.session.replay(edit)
        contents.recoveredEdits += 1
      } catch {
        contents.readOnlyReason =
          "change \(record.sequence) of its journal can't be applied: \(error). Keep a copy of journal.jsonl."
        break
      }
    }
    if contents.recoveredEdits > 0 {
      let count = contents.recoveredEdits
      contents.notes.append(
        "Recovered \(count) \(count == 1 ? "change" : "changes") that had not been saved.")
    }
    return edits
  }

  /// Goes on with the journal as it is, or with a new one when the former ended in a save.
  private func continueJournal(_ reading: SessionReading, _ pending: [Journal.Record])
    throws(FileError)
  {
    let hasCommit = reading.journal.records.contains { $0.kind == .commit }
    if hasCommit || reading.journal.records.isEmpty {
      if case .torn = reading.journal.tail {
        // Opening it for writing sets the torn line aside.
        journal = try JournalWriter(
          folder.full(SessionDocuments.journal), after: reading.journal, calls: folder.calls)
      }
      try startJournal(keeping: pending)
    } else {
      journal = try JournalWriter(
        folder.full(SessionDocuments.journal), after: reading.journal, calls: folder.calls)
    }
  }

  // MARK: Changing

  /// Brings the edits to disk; they are there when this returns. An edit with its whole group is there or not at all.
  ///
  /// When it throws, the edits are kept and come first the next time that anything is written.
  public func record(_ edits: [Edit]) throws(StoreError) {
    guard lock != nil else { throw notWritable }
    unwritten.add(edits)
    try writeUnwritten()
  }

  /// Tries again to bring to disk what could not be written before.
  public func writeUnwritten() throws(StoreError) {
    guard lock != nil else { throw notWritable }
    do throws(FileError) {
      try finishSave()
      try append(&unwritten.records)
      try append(&unwritten.lines)
    } catch {
      throw StoreError(error)
    }
  }

  /// Appends records to the journal and takes out those that are there.
  private func append(
    _ records: inout [(kind: Journal.Kind, payload: [UInt8])]
  ) throws(FileError) {
    guard !records.isEmpty else { return }
    if journal == nil { try restartJournal() }
    do throws(FileError) {
      try journal!.append(records)
      try journal!.sync()
    } catch {
      // After a failed sync nobody knows what the file holds; only a new one can be relied on.
      if error.operation != .append || error.reason == .tornLine { journal = nil }
      throw error
    }
    records = []
  }

  /// Puts a new journal with the edits since the last save in the place of one that can't be gone on with.
  private func restartJournal() throws(FileError) {
    var bytes: [UInt8] = []
    do throws(FileError) {
      bytes = try FileContents.read(folder.full(SessionDocuments.journal), calls: folder.calls)
    } catch {
      guard error.reason == .notFound else { throw error }
    }
    let contents = Journal.read(bytes)
    if case .damaged = contents.tail {
      throw FileError(
        .append, folder.full(SessionDocuments.journal), code: EINVAL, reason: .damaged)
    }
    try startJournal(keeping: contents.edits(since: header.save) ?? [])
  }

  /// Appends lines to the campaigns' files and takes out those that are there.
  private func append(_ lines: inout [CampaignID: JSONWriter]) throws(FileError) {
    guard !lines.isEmpty else { return }
    let metrics = try folder.subfolder(SessionDocuments.metrics)
    for (campaign, writer) in lines.sorted(by: { $0.key < $1.key }) {
      var file = try AppendFile(metrics.full("\(campaign.number).jsonl"), calls: folder.calls)
      let start = try file.append(writer.bytes)
      try file.sync()
      tail.skip(campaign, from: start, count: writer.bytes.count)
      lines[campaign] = nil
    }
  }

  /// Brings measurements to disk that came from a feed; they are there when this returns. When it throws, they are to
  /// be handed in again.
  public func append(_ rows: [Measurement]) throws(StoreError) {
    // What is kept is older: it must not come to stand behind these.
    try writeUnwritten()
    var lines: [CampaignID: JSONWriter] = [:]
    for row in rows {
      lines[row.campaign, default: JSONWriter()].measurement(row)
      lines[row.campaign]?.breakLine()
    }
    do throws(FileError) {
      try append(&lines)
    } catch {
      throw StoreError(error)
    }
  }

  /// What another program has appended since the last time, a piece at most; `more` when there is more at once.
  public func readAppended() -> (edits: [Edit], more: Bool) { tail.read() }

  private var notWritable: StoreError {
    StoreError("\(path) is open read-only: nothing was written.")
  }

  /// Writes the whole session as one commit and cuts the journal.
  public func save(_ session: Session, view: SavedView) throws(StoreError) {
    guard lock != nil else { throw notWritable }
    do throws(FileError) {
      try finishSave()
      try append(&unwritten.lines)
    } catch {
      throw StoreError(error)
    }
    let new = SessionDocuments.Header(settings: session.settings, save: header.save + 1, view: view)
    var documents = [
      SessionDocuments.roster: SessionDocuments.write(roster: session.roster),
      SessionDocuments.campaigns: SessionDocuments.write(
        campaigns: session.campaigns, bookings: session.bookings, unknown: unknown),
      SessionDocuments.session: SessionDocuments.write(new),
    ]
    // A session that never had a feed has no file for them.
    if !session.feeds.isEmpty || stamps[SessionDocuments.feeds] != nil {
      documents[SessionDocuments.feeds] = SessionDocuments.write(feeds: session.feeds)
    }
    var files = documents.mapValues { FileStamp($0) }
    for (name, stamp) in files where stamps[name] == stamp { files[name] = nil }
    do throws(FileError) {
      do throws(FileError) {
        for name in files.keys.sorted() { try folder.stage(documents[name] ?? [], as: name) }
        var commit: [(kind: Journal.Kind, payload: [UInt8])] = [
          (.commit, SaveRecord(save: new.save, files: files).payload)
        ]
        try append(&commit)
      } catch {
        for name in files.keys { try? folder.discardStaged(name) }
        throw error
      }
      // From here on the save counts: opening would bring it to its end as well.
      unfinished = (new, files)
      unwritten.records = []
      try finishSave()
    } catch {
      throw StoreError(error)
    }
  }

  /// Puts the files of a save that is noted in the journal in their places.
  private func finishSave() throws(FileError) {
    guard let (new, files) = unfinished else { return }
    for name in files.keys.sorted() { try folder.commitStaged(name) }
    try folder.sync()
    stamps.merge(files) { $1 }
    header = new
    unfinished = nil
    try startJournal()
  }

  /// Keeps where the person stood, without saving anything else.
  public func saveView(_ view: SavedView) throws(StoreError) {
    guard lock != nil, view != header.view else { return }
    do throws(FileError) {
      try finishSave()
      var new = header
      new.view = view
      try write(SessionDocuments.write(new), to: SessionDocuments.session)
      header = new
    } catch {
      throw StoreError(error)
    }
  }

  /// Gives up the edits since the last save. Measurements stay: what was measured is no draft.
  public func discardChanges() throws(StoreError) {
    guard lock != nil else { return }
    do throws(FileError) {
      try finishSave()
      try startJournal()
      unwritten.records = []
    } catch {
      throw StoreError(error)
    }
  }

  /// Lets others write. Nothing can be written through this object afterwards.
  public func close() {
    if lock != nil { try? writeUnwritten() }
    journal = nil
    lock = nil
  }
}
