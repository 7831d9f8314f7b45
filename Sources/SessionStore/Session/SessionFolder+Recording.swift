import JSON
import LibC
import Marketing

/// Writing edits and measurements to disk.
extension SessionFolder {
  /// Writes the edits durably before it returns. An edit is written with its whole group or not at all.
  ///
  /// If it throws, the edits are kept and go first the next time anything is written.
  package func record(_ edits: [Edit]) throws(StoreError) {
    guard lock != nil else { throw notWritable }
    unwritten.add(edits)
    try writeUnwritten()
  }

  /// Retries what couldn't be written before.
  package func writeUnwritten() throws(StoreError) {
    guard lock != nil else { throw notWritable }
    do throws(FileError) {
      try finishSave()
      try append(&unwritten.records)
      try append(&unwritten.lines)
    } catch {
      throw StoreError(error)
    }
  }

  /// Appends records to the journal and removes those that were written.
  func append(
    _ records: inout [(kind: Journal.Kind, payload: [UInt8])]
  ) throws(FileError) {
    guard !records.isEmpty else { return }
    if journal == nil { try restartJournal() }
    do throws(FileError) {
      try journal!.append(records)
      try journal!.sync()
    } catch {
      // After a failed sync the file's content is unknown; only a new file is reliable.
      if error.operation != .append || error.reason == .tornLine { journal = nil }
      throw error
    }
    records = []
  }

  /// Replaces a journal that can't be continued with a new one that holds the edits since the last save.
  func restartJournal() throws(FileError) {
    let contents = try Self.journal(in: folder)
    if case .damaged = contents.tail {
      throw FileError(
        .append, folder.full(SessionDocuments.journal), code: EINVAL, reason: .damaged)
    }
    try startJournal(keeping: contents.edits(since: header.save) ?? [])
  }

  /// Appends lines to the campaigns' files and removes those that were written.
  func append(_ lines: inout [CampaignID: JSONWriter]) throws(FileError) {
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

  /// Writes measurements from a feed durably before it returns. If it throws, pass them again.
  package func append(_ rows: [Measurement]) throws(StoreError) {
    // What is waiting is older and must come before these.
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

  /// What other programs appended since the last call, at most one piece; `more` if there is more already.
  package func readAppended() -> (edits: [Edit], more: Bool) { tail.read() }

  /// Replaces the journal with an empty one.
  func startJournal(keeping edits: [Journal.Record] = []) throws(FileError) {
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

  var notWritable: StoreError {
    StoreError(.readOnly, "\(path) is open read-only: nothing was written.")
  }
}
