import JSON
import LibC
import Marketing

/// Bringing measurements into a session that another program has open.
extension SessionFolder {
  /// Adds measurements durably, whole or not at all, without the session's lock: only its holder writes records.
  ///
  /// They are in files of their own from the start, so the holder and every reader finds them by themselves; the line
  /// in the journal makes them one change of the log, and lets an interrupted one be finished.
  package func bring(_ edit: Edit, undo: Edit?, title: String) throws(StoreError) {
    precondition(edit.withoutMeasurements == nil, "only measurements are brought")
    guard header.format > 1, !identity.isEmpty else { throw notWritable }
    var rows: [(Measurement.Identity, Measurement?)] = []
    edit.forEachMeasurement { rows.append(($0, $1)) }
    guard !rows.isEmpty else { return }
    var record = ChangeRecord(sequence: clock.next(), author: author, title: title)
    record.undo = undo?.withoutMeasurementRemovals?.bytes ?? []
    do throws(FileError) {
      let staged = try StagedFiles(state, String(record.sequence))
      do throws(FileError) {
        record.metricsFiles = try MetricsFolder.stage(
          rows, sequence: record.sequence, of: identity, in: staged)
        try staged.sync()
        var writer = JSONWriter()
        writer.change(record)
        try SessionJournal.add(.change, writer.take(), to: state, of: identity)
      } catch {
        // After a failed sync the line may be on disk all the same, and then names these files.
        if error.operation != .sync { staged.discard() }
        throw error
      }
      let metrics = MetricsFolder(folder)
      for entry in record.metricsFiles { try metrics.adopt(entry.file, from: staged.folder) }
      staged.discard()
    } catch {
      throw StoreError(error)
    }
  }

  /// Gives files that another program has committed their places, in case it ended before it could.
  func finishArrivals() throws(FileError) {
    guard let journal else { return }
    let metrics = MetricsFolder(folder)
    let staging = DurableFolder(state.full(SessionLayout.staging), calls: folder.calls)
    for record in try journal.takeArrivals() where record.kind == .change {
      guard let change = record.change else { continue }
      clock.see(change.sequence)
      let staged = DurableFolder(staging.full(String(change.sequence)), calls: folder.calls)
      for entry in change.metricsFiles {
        do throws(FileError) {
          try metrics.adopt(entry.file, from: staged)
        } catch {
          // The other program was faster.
          guard error.reason == .notFound else { throw error }
        }
      }
    }
  }
}

extension SessionJournal {
  /// Adds a record to the journal of a session that another program has open.
  static func add(
    _ kind: Journal.Kind, _ payload: [UInt8], to state: DurableFolder, of session: String
  ) throws(FileError) {
    let gate = try gate(state)
    defer { gate.unlock() }
    // Under the gate nobody else adds or begins one, so the latest is the one that counts.
    guard let reading = try JournalReading.latest(in: state) else {
      throw FileError(.append, state.full(SessionLayout.journal(1)), code: ENOENT)
    }
    let path = state.full(reading.name)
    guard reading.session == session else {
      throw FileError(.append, path, code: EINVAL, reason: .damaged)
    }
    let file = try OpenFile(
      path, flags: O_RDWR | O_APPEND | O_NOFOLLOW | O_NONBLOCK, calls: state.calls,
      operation: .append)
    guard !reading.isCut else { throw FileError(.append, path, code: EINVAL, reason: .damaged) }
    switch reading.tail {
    case .clean: break
    case .torn(let bytes):
      try setAside(bytes, of: reading.name, in: state)
      try file.truncate(to: reading.validLength, .append)
    case .damaged: throw FileError(.append, path, code: EINVAL, reason: .damaged)
    }
    let line = Journal.line(
      for: Journal.Record(sequence: reading.nextSequence, kind: kind, payload: payload))
    do throws(FileError) {
      try file.writeAll(line, operation: .append)
      try file.syncData()
      JournalEnd(journal: reading.name, size: reading.validLength + line.count).write(in: state)
    } catch {
      try? file.truncate(to: reading.validLength, .append)
      throw error
    }
  }
}
