import JSON
import LibC
import Marketing

/// Writing changes to disk.
extension SessionFolder {
  /// Up to so many measurements are in the journal's line itself until the next save; more go to files of their own.
  static let inlineLimit = 16

  /// Writes a change durably before it returns, whole or not at all.
  ///
  /// If it throws, the change is kept and goes first the next time anything is written.
  ///
  /// - Parameter undo: the edit that takes it back.
  package func record(_ edit: Edit, undo: Edit? = nil, title: String = "") throws(StoreError) {
    guard lock != nil else { throw notWritable }
    var isEmpty = true
    edit.forEachPart { _, _ in isEmpty = false }
    guard !isEmpty else { return }
    waiting.append(WaitingChange(edit: edit, undo: undo, title: title))
    try writeUnwritten()
  }

  /// Several edits as one change.
  package func record(_ edits: [Edit]) throws(StoreError) {
    try record(edits.count == 1 ? edits[0] : .group("", edits))
  }

  package var hasUnwritten: Bool { !waiting.isEmpty }

  /// Gives up what couldn't be written, so that it isn't tried again.
  package func forgetUnwritten() { waiting = [] }

  /// Retries what couldn't be written before.
  package func writeUnwritten() throws(StoreError) {
    guard lock != nil else { throw notWritable }
    try followFolder()
    do throws(FileError) {
      if header.format == 1 { try upgrade() }
      placeOrRemember()
      while let first = waiting.first {
        try commit(first)
        waiting.removeFirst()
      }
    } catch {
      throw isFolderGone ? folderGone : anotherSession ?? StoreError(error)
    }
  }

  private func commit(_ change: WaitingChange) throws(FileError) {
    var record = ChangeRecord(
      sequence: clock.next(), author: author,
      title: change.title.isEmpty ? change.edit.groupTitle : change.title)
    var staged: StagedFiles?
    var rows: [(Measurement.Identity, Measurement?)] = []
    change.edit.forEachMeasurement { rows.append(($0, $1)) }
    if rows.count > Self.inlineLimit {
      let files = try StagedFiles(state, String(record.sequence))
      staged = files
      do throws(FileError) {
        record.metricsFiles = try MetricsFolder.stage(
          rows, sequence: record.sequence, of: identity, in: files)
        try files.sync()
      } catch {
        files.discard()
        throw error
      }
      record.edit = change.edit.withoutMeasurements?.bytes ?? []
      record.undo = change.undo?.withoutMeasurementRemovals?.bytes ?? []
    } else {
      record.edit = change.edit.bytes
      record.undo = change.undo?.bytes ?? []
    }
    do throws(FileError) {
      try append(record)
    } catch {
      if journal?.isDoubtful != true { staged?.discard() }
      throw error
    }
    note(change, isInline: staged == nil)
    for (identity, _) in rows { tail.note(identity, record.sequence) }
    if let staged {
      unplaced.append(
        Committed(
          sequence: record.sequence, metricsFiles: record.metricsFiles, save: nil,
          staged: staged.folder))
      // It counts already; what fails now is done again before anything else, or by the next opening.
      placeOrRemember()
    }
  }

  private func append(_ record: ChangeRecord) throws(FileError) {
    guard let journal else {
      throw FileError(.append, state.path, code: EINVAL, reason: .damaged)
    }
    var writer = JSONWriter()
    writer.change(record)
    try journal.append(.change, writer.take())
  }

  /// Remembers what the next save has to write, and what was there before.
  func note(_ change: WaitingChange, isInline: Bool) {
    if isInline { change.edit.forEachMeasurement { identity, _ in typed.insert(identity) } }
    change.undo?.forEachPart { key, before in
      if case .measurement = key { return }
      if touched[key] == nil { touched[key] = before }
    }
  }

  /// Gives the files of transactions that count their places.
  func place() throws(FileError) {
    while let next = unplaced.first {
      unplaced[0].isFresh = false
      try place(next)
      unplaced.removeFirst()
    }
    if hasFormerFiles, (try? keepFormerFiles()) != nil { hasFormerFiles = false }
  }

  /// Places what counts, or remembers why that wasn't possible yet.
  func placeOrRemember() {
    do throws(FileError) {
      try place()
      placeFailure = nil
    } catch {
      let error = StoreError(error)
      placeFailure = StoreError(
        error.cause,
        "It counts and is in the session's journal, but not all files have got their places yet: "
          + error.description,
        atPrompt: error.atPrompt)
    }
  }

  private func place(_ committed: Committed) throws(FileError) {
    let metrics = MetricsFolder(folder)
    for entry in committed.metricsFiles {
      tail.skip(entry.file)
      try metrics.adopt(entry.file, from: committed.staged)
      tail.see(entry.file)
    }
    if let save = committed.save {
      try placeDocuments(of: save, from: committed.staged, isFresh: committed.isFresh)
    }
    StagedFiles.remove(committed.staged)
    metricsFiles += MetricsTotal(committed.metricsFiles)
  }

  /// - Parameter isFresh: nothing was tried yet with what this program has just staged, so it needn't be read.
  func placeDocuments(
    of save: SaveRecord, from staged: DurableFolder, isFresh: Bool = false
  ) throws(FileError) {
    // What came out is the file that was read, as far as its signature tells.
    var untouched: Set<String> = []
    func keepAside(_ path: String, _ name: String) throws(FileError) -> String {
      let kept = try state.subfolder(SessionLayout.kept)
      let aside = try kept.keep(path, as: "\(save.sequence)-\(name)")
      return "\(SessionLayout.state)/\(SessionLayout.kept)/\(aside)"
    }
    for name in SessionDocuments.saved where save.written.contains(name) {
      if !isFresh {
        guard try Self.stamp(of: name, in: staged) == save.files[name] else { continue }
      }
      let before = signatures[name]
      if let kind = folder.barrier(at: name) {
        let aside = try keepAside(folder.full(name), name)
        notes.append("\(name) was \(kind.words); that is in \(aside) now.")
      }
      let cameOut = try folder.adopt(staged.full(name), as: name)
      // One that couldn't be read isn't what was saved before, however long it has lain there.
      if cameOut, !save.isUpgrade, save.former[name] != nil, let before,
        !before.isYoung(FileSignature.now),
        try FileSignature(staged, name)?.isContent(of: before) == true
      {
        untouched.insert(name)
      }
      signatures[name] = try FileSignature(folder, name)
    }
    // The new names first: what came out is moved on or removed only once they are durable.
    try folder.sync()
    for name in SessionDocuments.saved
    where save.written.contains(name) && !untouched.contains(name) {
      guard staged.obstacle(at: name) == nil else {
        _ = try keepAside(staged.full(name), name)
        continue
      }
      guard let former = try Self.stamp(of: name, in: staged), former != save.files[name] else {
        continue
      }
      if save.isUpgrade {
        try keptFormer().keep(staged.full(name), as: name)
      } else if former != save.former[name] {
        // Somebody wrote it in the last moment; their version isn't lost.
        let aside = try keepAside(staged.full(name), name)
        notes.append(
          save.former[name] == nil
            ? "\(name) couldn't be read; what lay there is in \(aside)."
            : "\(name) was changed by another program while it was saved; that version is in \(aside)."
        )
      }
    }
  }

  private static func stamp(
    of name: String, in staged: DurableFolder
  ) throws(FileError) -> FileStamp? {
    // Whether it is there must be known: what isn't staged is taken for placed.
    guard let status = try staged.status(of: name), status.st_mode & S_IFMT == S_IFREG else {
      return nil
    }
    return FileStamp(try FileContents.read(staged.full(name), calls: staged.calls))
  }

  /// Where the files of format 1 are kept.
  static let formerFolder = "format-1"

  func keptFormer() throws(FileError) -> DurableFolder { try state.subfolder(Self.formerFolder) }

  /// Writes measurements from a feed durably before it returns. If it throws, pass them again.
  package func append(
    _ rows: [Measurement], removing gone: [Measurement.Identity] = []
  ) throws(StoreError) {
    // What is waiting is older and must come before these.
    try writeUnwritten()
    do throws(FileError) {
      try live.append(gone.map { ($0, nil) } + rows.map { ($0.identity, $0) }, &clock) {
        tail.skipGrowth(of: $0, to: $1)
      }
      for identity in gone + rows.map(\.identity) { tail.note(identity, clock.last) }
    } catch {
      throw StoreError(error)
    }
  }

  /// What other programs brought since the last call; `more` if there is more already.
  package func readAppended() -> (edits: [Edit], more: Bool) {
    // Others' transactions are in files that the tail finds.
    try? finishArrivals()
    let (arrivals, more) = tail.read()
    var edits = late
    late = []
    let waiting = waitingMeasurements
    for line in arrivals {
      clock.see(line.sequence)
      // What waits to be written will be newer.
      if !waiting.contains(line.identity) { edits.append(.measurement(line.identity, line.row)) }
    }
    return (edits, more)
  }

  var folderGone: StoreError {
    StoreError(
      .folderGone,
      "The session's folder is gone: put it back, or save elsewhere (:save-as). Nothing can be written to \(path) until then."
    )
  }

  var notWritable: StoreError {
    StoreError(.readOnly, "\(path) is open read-only: nothing was written.")
  }
}

extension Edit {
  /// A group's title.
  var groupTitle: String {
    if case .group(let title, _) = self { return title }
    return ""
  }
}
