import JSON
import LibC
import Marketing

// Format 1: documents without an identity, a file of measurements for each campaign, and a journal that each save cut.
extension SessionFolder {
  /// Completes an interrupted save of format 1, or removes what was staged for it.
  static func finishFormerSave(_ folder: DurableFolder) throws(FileError) {
    var staged: [String] = []
    for name in SessionDocuments.saved where try folder.hasStaged(name) { staged.append(name) }
    guard !staged.isEmpty else { return }
    let journal = Journal.read(
      try FileContents.read(folder.full(SessionDocuments.formerJournal), calls: folder.calls))
    let commit = journal.records.last { $0.kind == .commit }.flatMap {
      try? FormerSave($0.payload)
    }
    let isWhole =
      try commit.map { save throws(FileError) in try isReady(save, in: folder) } ?? false
    for name in staged {
      if isWhole, commit?.files[name] != nil {
        try folder.commitStaged(name)
      } else {
        try folder.discardStaged(name)
      }
    }
    try folder.sync()
  }

  /// Whether all files of the save match the journal, either staged or already in place.
  private static func isReady(
    _ save: FormerSave, in folder: DurableFolder
  ) throws(FileError) -> Bool {
    for (name, stamp) in save.files {
      var isThere = false
      for candidate in [name + DurableFolder.stagedSuffix, name] where !isThere {
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

  /// Replays the changes since the last save of format 1.
  func replayFormer(_ reading: SessionReading, into contents: inout Contents) {
    guard let edits = reading.formerJournal.edits(since: reading.header.formerSave) else {
      if reading.formerJournal.records.contains(where: { $0.kind != .edit }) {
        contents.readOnlyError = StoreError(
          .damaged(file: SessionDocuments.formerJournal),
          "its journal doesn't belong to save \(reading.header.formerSave) of its files: one of them was replaced."
        )
      }
      return
    }
    for record in edits {
      do {
        let edit = try JSONReader.read(record.payload, maximumDepth: Journal.maximumDepth) {
          reader throws(JSONError) in
          try reader.readEdit()
        }
        try contents.session.replay(edit)
        // Once upgraded, they are changes that the next save has to write.
        note(WaitingChange(edit: edit, undo: nil, title: ""), isInline: true)
        contents.recoveredEdits += 1
      } catch {
        contents.readOnlyError = StoreError(
          (error as? JSONError).map { .notUnderstood(file: SessionDocuments.formerJournal, $0) }
            ?? .damaged(file: SessionDocuments.formerJournal),
          "change \(record.sequence) of its journal can't be applied: \(error). "
            + "Keep a copy of \(SessionDocuments.formerJournal).")
        break
      }
    }
  }

  /// Writes a session of format 1 anew in format 2, as one commit, with its unsaved changes in the new journal. The
  /// former files are kept in `.state/format-1`.
  func upgrade() throws(FileError) {
    if let known = try JournalReading.latest(in: state), let save = known.base, save.isUpgrade,
      let session = known.session
    {
      // An attempt got as far as its journal, and only the folder couldn't be synced.
      try state.sync()
      header.identity = session
      journal = SessionJournal(state, session: session, after: known)
      return goOnUpgraded(save)
    }
    let reading: SessionReading
    do throws(StoreError) {
      reading = try SessionReading(folder)
    } catch {
      if case .file(let cause) = error.cause { throw cause }
      throw FileError(.read, folder.path, code: EINVAL, reason: .damaged)
    }
    if header.identity.isEmpty { header.identity = SessionIdentity.make() }
    for torn in reading.findings where torn.message.hasPrefix(Finding.tornEnd) {
      notes.append("\(torn). It is kept in \(SessionLayout.state)/\(Self.formerFolder).")
    }
    let documents = documents(of: reading.session)
    var record = SaveRecord(sequence: clock.next(), author: author)
    let staged = try StagedFiles(state, String(record.sequence))
    do throws(FileError) {
      for (name, bytes) in documents.sorted(by: { $0.key < $1.key }) {
        try staged.write(bytes, as: name, mode: try folder.modeToKeep(of: name))
      }
      record.metricsFiles = try MetricsFolder.stage(
        reading.measurements.rows.map { ($0.identity, $0) }, sequence: record.sequence,
        of: identity, in: staged)
      try staged.sync()
      record.files = documents.mapValues { FileStamp($0) }
      record.written = Set(documents.keys)
      record.former = reading.stamps
      record.take(MetricsTotal(record.metricsFiles))
      record.isUpgrade = true
      let pending = reading.formerJournal.edits(since: reading.header.formerSave) ?? []
      journal = try SessionJournal(
        state, session: identity, save: record,
        pending: pending.map { edit in
          var change = ChangeRecord(sequence: clock.next(), author: author, title: "")
          change.edit = edit.payload
          var writer = JSONWriter()
          writer.change(change)
          return (.change, writer.take())
        })
    } catch {
      // If the journal got its name all the same, the next opening completes what it says.
      if (try? JournalReading.numbers(in: state)) == [] { staged.discard() }
      throw error
    }
    goOnUpgraded(record)
  }

  /// Goes on in format 2: what the save names gets its place.
  private func goOnUpgraded(_ save: SaveRecord) {
    header.format = SessionDocuments.formatVersion
    tail = MetricsTail(folder, owner: identity)
    live = LiveMetricsFiles(folder, session: identity)
    (stamps, saved) = (save.files, save.files)
    metricsFiles = MetricsTotal()
    let staging = DurableFolder(state.full(SessionLayout.staging), calls: folder.calls)
    unplaced.append(
      Committed(
        sequence: save.sequence, metricsFiles: save.metricsFiles, save: save,
        staged: DurableFolder(staging.full(String(save.sequence)), calls: folder.calls)))
    try? state.write(header.view.placeBytes, to: SessionLayout.view)
    hasFormerFiles = true
    // It counts already; what fails now is tried again before the next change, or by the next opening.
    placeOrRemember()
  }

  /// Moves what format 1 alone has out of the way.
  func keepFormerFiles() throws(FileError) {
    var isChanged = false
    let metrics = DurableFolder(folder.full(SessionDocuments.metrics), calls: folder.calls)
    for name in (try? metrics.names()) ?? []
    where name.hasSuffix(".jsonl") && Int(name.dropLast(6)) != nil {
      try keptFormer().keep(metrics.full(name), as: "metrics-\(name)")
      isChanged = true
    }
    for name in [SessionDocuments.formerJournal, SessionDocuments.formerJournal + ".torn"]
    where try folder.status(of: name) != nil {
      try keptFormer().keep(folder.full(name), as: name)
      isChanged = true
    }
    if try folder.status(of: SessionDocuments.formerPositions) != nil {
      if try state.status(of: SessionLayout.positions) == nil {
        try state.keep(
          folder.full(SessionDocuments.formerPositions), as: SessionLayout.positions)
      } else {
        try folder.remove(SessionDocuments.formerPositions)
      }
      isChanged = true
    }
    try writeIgnored()
    if isChanged { try folder.sync() }
  }

  /// What git must not take along, and how it merges the rest once `clout merge` is set up.
  func writeIgnored() throws(FileError) {
    if try folder.status(of: SessionLayout.ignored) == nil {
      let lines =
        "\(SessionLayout.state)/\n\(FolderLock.formerName)\n*\(DurableFolder.temporarySuffix)\n"
      try folder.write(Array(lines.utf8), to: SessionLayout.ignored)
    }
    let merged = SessionDocuments.saved.map { "\($0) merge=clout\n" }.joined()
    let known = try folder.status(of: SessionLayout.attributes) == nil ? nil : try attributes()
    // Git that writes other line ends would make files look as if somebody had changed them. Sessions that were made
    // before this was known have only the first lines.
    if known == nil || known == Array(merged.utf8) {
      let whole = merged + "*.json -text\n*.jsonl -text\n"
      try folder.write(Array(whole.utf8), to: SessionLayout.attributes)
    }
  }

  private func attributes() throws(FileError) -> [UInt8] {
    try FileContents.read(folder.full(SessionLayout.attributes), calls: folder.calls)
  }
}

/// A save as the journal of format 1 notes it.
private struct FormerSave {
  var save: Int64 = 0
  var files: [String: FileStamp] = [:]

  init(_ payload: [UInt8]) throws(JSONError) {
    var (save, files): (Int64, [String: FileStamp]) = (0, [:])
    try JSONReader.read(payload) { reader throws(JSONError) in
      try reader.beginObject()
      while let key = try reader.nextKey() {
        switch key {
        case "save": save = try reader.readInt64()
        case "files":
          try reader.beginArray()
          while try reader.nextElement() {
            var (name, size, crc) = ("", 0, "")
            try reader.beginObject()
            while let member = try reader.nextKey() {
              switch member {
              case "name": name = try reader.readString()
              case "size": size = try reader.readCount()
              case "crc": crc = try reader.readString()
              default: try reader.skipValue()
              }
            }
            files[name] = FileStamp(size: size, crc: crc)
          }
        default: try reader.skipValue()
        }
      }
    }
    self.save = save
    self.files = files
  }
}

extension Journal.Contents {
  /// Format 1: the edits since a save; nil if that save isn't in the journal.
  ///
  /// A save that was noted but never completed is skipped: the edits before it are still only here.
  func edits(since save: Int64) -> [Journal.Record]? {
    let mark = records.lastIndex { record in
      record.kind != .edit && (try? FormerSave(record.payload))?.save == save
    }
    return mark.map { records[($0 + 1)...].filter { $0.kind == .edit } }
  }
}
