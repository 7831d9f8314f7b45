import JSON
import LibC
import Marketing

/// Edits and measurements on their way to disk.
extension SessionFolder {
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
  func append(
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
  func restartJournal() throws(FileError) {
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

  /// Puts an empty journal in the place of the former one.
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
