import JSON
import Marketing

/// Opening a session as the last program left it.
extension SessionFolder {
  /// Opens a session, completes or rolls back an interrupted save, and replays the journal.
  ///
  /// The path may lack `.clout`. A session that is damaged, or open in another program, opens read-only and is never written. Throws if there is no
  /// session or its format is newer.
  package static func open(
    at path: String, readOnly: Bool = false
  ) throws(StoreError) -> (SessionFolder, Contents) {
    try open(at: path, readOnly: readOnly, calls: .system)
  }

  static func open(
    at name: String, readOnly: Bool, calls: FileCalls
  ) throws(StoreError) -> (SessionFolder, Contents) {
    let path = try SessionPlace.ofExisting(name, calls: calls)
    let folder = DurableFolder(path, calls: calls)
    var lock: FolderLock?
    var reason: StoreError?
    if !readOnly {
      do throws(FileError) {
        switch try FolderLock.acquire(path, calls: calls) {
        case .acquired(let own): lock = own
        case .held(let holder):
          reason = StoreError(path, lockedBy: holder)
        }
      } catch {
        reason = StoreError(
          .file(error), error.description, atPrompt: StoreError(error).atPrompt)
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
      reason = reason ?? damage
    }
    if lock != nil, reason == nil, contents.readOnlyError == nil {
      do throws(FileError) {
        try opened.continueJournal(reading, pending)
      } catch {
        reason = StoreError(
          .file(error), error.description, atPrompt: StoreError(error).atPrompt)
      }
    }
    contents.readOnlyError = contents.readOnlyError ?? reason
    if contents.readOnlyError != nil {
      opened.lock = nil
      if !readOnly, let reason = contents.readOnlyReason {
        contents.notes.append("Opened read-only: \(reason)")
      }
    }
    return (opened, contents)
  }

  /// What stands in the journal; nothing when there is none.
  static func journal(in folder: DurableFolder) throws(FileError) -> Journal.Contents {
    do throws(FileError) {
      return Journal.read(
        try FileContents.read(folder.full(SessionDocuments.journal), calls: folder.calls))
    } catch {
      guard error.reason == .notFound else { throw error }
      return Journal.read([])
    }
  }

  /// Completes a save whose files were all ready, or removes what was staged for one that never was.
  static func finishSave(_ folder: DurableFolder) throws(StoreError) {
    do throws(FileError) {
      try folder.removeLeftovers()
      let contents = try journal(in: folder)
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

  /// Whether all files of the save match the journal, either staged or already in place.
  static func isReady(_ commit: SaveRecord, in folder: DurableFolder) throws(FileError)
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
  func replay(_ reading: SessionReading, into contents: inout Contents) -> [Journal.Record] {
    guard let edits = reading.journal.edits(since: reading.header.save) else {
      if reading.journal.records.contains(where: { $0.kind != .edit }) {
        contents.readOnlyError = StoreError(
          .damaged(file: SessionDocuments.journal),
          "its journal doesn't belong to save \(reading.header.save) of its files: one of them was replaced."
        )
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
        contents.readOnlyError = StoreError(
          (error as? JSONError).map { .notUnderstood(file: SessionDocuments.journal, $0) }
            ?? .damaged(file: SessionDocuments.journal),
          "change \(record.sequence) of its journal can't be applied: \(error). Keep a copy of journal.jsonl."
        )
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

  /// Continues the journal, or starts a new one if it ended in a save.
  func continueJournal(_ reading: SessionReading, _ pending: [Journal.Record])
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
}
