import JSON
import Marketing

/// Puts back records that a document has lost and the log still has.
extension SessionRepair {
  /// Of a document that couldn't be read whole, all; of another one, only those that bookings need: what nobody needs
  /// somebody may have taken out on purpose.
  mutating func restoreRecords() throws(FileError) {
    guard let log = try? LoggedRecords(in: state, isOwn: { (try? isOwn($0)) == true }) else {
      return
    }
    let session = expected
    let needed = Set(
      session.bookings.rows.flatMap { booking -> [RecordKey] in
        [.influencer(booking.influencer), .campaign(booking.campaign)]
      })
    for name in [SessionDocuments.roster, SessionDocuments.campaigns, SessionDocuments.feeds] {
      let isIncomplete = incomplete.contains(name)
      var gone = isIncomplete ? log.records : [:]
      for key in needed { gone[key] = gone[key] ?? log.known[key] }
      gone = gone.filter { key, _ in key.document == name && !session.has(key) }
      if !gone.isEmpty { try putBack(Array(gone.values), in: name, isNeeded: !isIncomplete) }
      if cut.contains(name) { sayLoss(of: name) }
    }
  }

  private mutating func putBack(
    _ records: [Edit], in name: String, isNeeded: Bool
  ) throws(FileError) {
    var bytes = mendedDocuments[name]
    if bytes == nil {
      bytes = try? FileContents.read(folder.full(name), calls: folder.calls)
    }
    guard let bytes else { return }
    var document = DocumentReading(bytes, name)
    guard document.error == nil else { return }
    for edit in records { document.add(edit) }
    let named = records.compactMap(\.numberAndName).sorted { $0.number < $1.number }
    let words = named.prefix(5).map(\.words).joined(separator: ", ")
    let rest = named.count > 5 ? " and \(named.count - 5) more" : ""
    let isOne = named.count == 1
    let text =
      "\(name): \(words)\(rest) \(isOne ? "comes" : "come") back as the log has \(isOne ? "it" : "them")"
      + (isNeeded ? ", since bookings name \(isOne ? "it" : "them")." : ".")
    let mended = document.written(as: identity, numbers: session, keepingOwner: false).bytes
    if step(text) {
      if mendedDocuments[name] == nil { try keep(bytes, as: name) }
      try folder.write(mended, to: name)
    }
    mendedDocuments[name] = mended
    needsJournal = true
  }

  /// Unless all is back, nobody can tell who stood in the missing part.
  private mutating func sayLoss(of name: String) {
    guard let mended = mendedDocuments[name],
      let written = reading.journal?.base?.files[name], FileStamp(mended) != written
    else { return }
    report.lost.append(
      "what stood in the missing part of \(name) and isn't in the log. Compare with a copy or with git, if there is one."
    )
  }
}

/// The records that the log tells of, each as it was last.
struct LoggedRecords {
  /// Those that exist by the log.
  private(set) var records: [RecordKey: Edit] = [:]
  /// All that ever existed, even if that was given up.
  private(set) var known: [RecordKey: Edit] = [:]

  init(in state: DurableFolder, isOwn: (Int) -> Bool) throws(FileError) {
    var saved: [RecordKey: Edit] = [:]
    var since: [RecordKey: Edit] = [:]
    for record in try SessionLog.records(in: state, where: isOwn).records {
      switch record.kind {
      case .change:
        guard
          let change = try? JSONReader.read(
            record.payload, maximumDepth: Journal.maximumDepth,
            { reader throws(JSONError) in try reader.readChange() })
        else { continue }
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
    saved.merge(since) { $1 }
    records = saved.filter { $0.value.numberAndName != nil }
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
    switch self {
    case .influencer(let id, let row?): (id.number, "influencer \(id.number) (@\(row.handle))")
    case .campaign(let id, let row?): (id.number, "campaign \(id.number) (\(row.name))")
    case .booking(let id, _?): (id.number, "booking \(id.number)")
    case .feed(let id, let row?): (id.number, "feed \(id.number) (\(row.name))")
    case .influencer, .campaign, .booking, .feed, .settings, .measurement, .plan, .comparison,
      .group:
      nil
    }
  }
}
