import JSON
import Marketing

/// Puts back records that a document has lost and the log still has.
extension SessionRepair {
  /// Of a document that couldn't be read whole, those that may have stood where it is broken; of another one, only those
  /// that bookings need: what nobody needs somebody may have taken out on purpose.
  mutating func restoreRecords() throws(FileError) {
    guard let log = loggedRecords else { return }
    let session = expected
    let needed = Set(
      session.bookings.rows.flatMap { booking -> [RecordKey] in
        [.influencer(booking.influencer), .campaign(booking.campaign)]
      }
    ).filter { !session.has($0) }
    for name in [SessionDocuments.roster, SessionDocuments.campaigns, SessionDocuments.feeds] {
      var gone: [RecordKey: Edit] = [:]
      if let gap = incomplete[name] {
        gone = log.saved.filter { _, edit in
          edit.numberAndKind.map { gap.includes($0.number, of: $0.kind) } ?? false
        }
      }
      // As many as there are lines that nobody can read must have stood in them.
      let others = log.saved.filter { key, _ in
        key.document == name && gone[key] == nil && !session.has(key)
      }
      if others.count <= incomplete[name]?.unreadable ?? 0 { gone.merge(others) { $1 } }
      for key in needed { gone[key] = gone[key] ?? log.known[key] }
      gone = gone.filter { $0.key.document == name }
      if !gone.isEmpty { try putBack(Array(gone.values), in: name) }
      if incomplete[name] != nil || !gone.isEmpty { try sayDoubts(about: name) }
    }
  }

  var loggedRecords: LoggedRecords? {
    try? LoggedRecords(in: state, of: identity)
  }

  /// A document of which next to nothing can be read, from what the log has; false if that is nothing.
  mutating func rebuild(
    _ name: String, _ bytes: [UInt8], _ error: JSONError
  ) throws(FileError) -> Bool {
    let records = (loggedRecords?.saved ?? [:]).filter { $0.key.document == name }
    guard !records.isEmpty else { return false }
    var document = DocumentReading([], name)
    for edit in records.values { _ = document.add(edit) }
    let mended = document.written(as: identity, numbers: session, keepingOwner: false).bytes
    let text =
      "\(name), line \(error.line), column \(error.column): \(error.message). Next to nothing of it can be read: it goes "
      + "to \(Self.keptIn), and \(Finding.counted(document.recordCount, "record")) \(document.recordCount == 1 ? "comes" : "come") back as the "
      + "log has \(document.recordCount == 1 ? "it" : "them")."
    if step(text) { try keep(bytes, as: name) }
    mendedDocuments[name] = mended
    incomplete[name] = DocumentReading.Gap()
    needsJournal = true
    return true
  }

  private mutating func putBack(_ records: [Edit], in name: String) throws(FileError) {
    var bytes = mendedDocuments[name]
    if bytes == nil {
      bytes = try? FileContents.read(folder.full(name), calls: folder.calls)
    }
    guard let bytes else { return }
    var document = DocumentReading(bytes, name)
    guard document.error == nil else { return }
    let named = records.filter { document.add($0) }.compactMap(\.numberAndName)
      .sorted { $0.number < $1.number }
    guard !named.isEmpty else { return }
    let words = named.prefix(5).map(\.words).joined(separator: ", ")
    let rest = named.count > 5 ? " and \(named.count - 5) more" : ""
    let isOne = named.count == 1
    let text =
      "\(name): \(words)\(rest) \(isOne ? "comes" : "come") back as the log has \(isOne ? "it" : "them")"
      + (incomplete[name] == nil ? ", since bookings name \(isOne ? "it" : "them")." : ".")
    let mended = document.written(as: identity, numbers: session, keepingOwner: false).bytes
    if step(text), mendedDocuments[name] == nil { try keep(bytes, as: name) }
    mendedDocuments[name] = mended
    needsJournal = true
  }

  /// Unless the document is again just as it was saved, something may be missing from it, or be older than it was: the
  /// log doesn't know what other programs changed.
  private mutating func sayDoubts(about name: String) throws(FileError) {
    guard let mended = mendedDocuments[name],
      let written = reading.journal?.base?.files[name], FileStamp(mended) != written
    else { return }
    try lose(
      incomplete[name] == nil
        ? "what another program may have changed in the records of \(name) that came back, since the log doesn't have "
          + "it: compare with a copy or with git."
        : "what stood in the broken part of \(name) and didn't come back, or was changed there by another program: it "
          + "isn't quite what was last saved. Compare with \(Self.keptIn), a copy or git.")
  }
}

/// The records that the log tells of.
struct LoggedRecords {
  /// Those that existed at the last save, as the log had them then.
  private(set) var saved: [RecordKey: Edit] = [:]
  /// All that ever existed, even if that was given up or taken back, each as it was last.
  private(set) var known: [RecordKey: Edit] = [:]

  init(in state: DurableFolder, of session: String) throws(FileError) {
    var since: [RecordKey: Edit] = [:]
    for record in try SessionLog.records(in: state, of: session).records {
      switch record.kind {
      case .change:
        guard let change = record.change else { continue }
        SessionLog.edit(change.undo)?.forEachPart { key, part in note(key, part) }
        SessionLog.edit(change.edit)?.forEachPart { key, part in
          since[key] = part
          note(key, part)
        }
      case .save, .begin:
        saved.merge(since) { $1 }
        since = [:]
      case .discard: since = [:]
      case .edit, .commit: break
      }
    }
    saved = saved.filter { $0.value.numberAndName != nil }
  }

  private mutating func note(_ key: RecordKey, _ part: Edit) {
    if part.numberAndName != nil { known[key] = part }
  }
}

extension RecordKey {
  /// The document that a record is in.
  fileprivate var document: String? {
    switch self {
    case .influencer: SessionDocuments.roster
    case .campaign, .booking: SessionDocuments.campaigns
    case .feed: SessionDocuments.feeds
    case .settings, .plan, .comparison, .measurement: nil
    }
  }
}

extension Session {
  fileprivate func has(_ key: RecordKey) -> Bool {
    switch key {
    case .influencer(let id): roster[id] != nil
    case .campaign(let id): campaigns[id] != nil
    case .booking(let id): bookings[id] != nil
    case .feed(let id): feeds[id] != nil
    case .settings, .plan, .comparison, .measurement: true
    }
  }
}

extension Edit {
  /// Of a record that is put in a document; nil for a removal and for anything else.
  fileprivate var numberAndName: (number: Int, words: String)? {
    guard let (number, kind) = numberAndKind else { return nil }
    let name: String =
      switch self {
      case .influencer(_, let row?): " (@\(row.handle))"
      case .campaign(_, let row?): " (\(row.name))"
      case .feed(_, let row?): " (\(row.name))"
      default: ""
      }
    return (number, "\(kind) \(number)\(name)")
  }

  fileprivate var numberAndKind: (number: Int, kind: String)? {
    switch self {
    case .influencer(let id, _?): (id.number, "influencer")
    case .campaign(let id, _?): (id.number, "campaign")
    case .booking(let id, _?): (id.number, "booking")
    case .feed(let id, _?): (id.number, "feed")
    case .influencer, .campaign, .booking, .feed, .settings, .measurement, .plan, .comparison,
      .group:
      nil
    }
  }
}
