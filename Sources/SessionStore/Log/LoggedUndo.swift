import JSON
import Marketing

/// What taking back the latest change of the log would do.
package enum LoggedUndo: Sendable, Equatable {
  case step(title: String, edit: Edit)
  /// Why it can't be taken back.
  case refused(String)
}

extension SessionFolder {
  /// The latest change that the log has and that wasn't undone or given up; nil if there is none.
  ///
  /// - Parameter session: as it is now: what the change made must still be there.
  package func latestLogged(_ session: Session) throws(StoreError) -> LoggedUndo? {
    guard header.format > 1 else { return nil }
    try writeUnwritten()
    do throws(FileError) {
      guard let change = Self.standing(try SessionLog.records(in: state, of: identity).records).last
      else {
        return nil
      }
      return try takingBack(change, session)
    } catch {
      throw StoreError(error)
    }
  }

  /// The changes that stand, oldest first: each without those that an undo took back.
  static func standing(_ records: [Journal.Record]) -> [ChangeRecord] {
    var standing: [ChangeRecord] = []
    var undone: [ChangeRecord] = []
    var saved: (standing: [ChangeRecord], undone: [ChangeRecord]) = ([], [])
    for record in records {
      switch record.kind {
      case .change:
        guard let change = record.change else { continue }
        if change.isQuiet || change.isArrival { continue }
        if let name = change.title.rest(after: "undo "),
          let at = standing.lastIndex(where: { $0.title == name })
        {
          undone.append(standing.remove(at: at))
        } else if let name = change.title.rest(after: "redo "),
          let at = undone.lastIndex(where: { $0.title == name })
        {
          standing.append(undone.remove(at: at))
        } else {
          standing.append(change)
          undone = []
        }
      case .save: saved = (standing, undone)
      case .discard:
        // Measurements in files of their own aren't given up.
        let known = Set(saved.standing.map(\.sequence))
        let brought = standing.filter { !known.contains($0.sequence) && $0.edit.isEmpty }
        (standing, undone) = (saved.standing + brought, saved.undone)
      case .begin, .edit, .commit: break
      }
    }
    return standing
  }

  private func takingBack(
    _ change: ChangeRecord, _ session: Session
  ) throws(FileError) -> LoggedUndo {
    let title = change.title.isEmpty ? "a change" : change.title
    func decode(_ bytes: [UInt8]) -> Edit? {
      try? JSONReader.read(bytes, maximumDepth: Journal.maximumDepth) { reader throws(JSONError) in
        try reader.readEdit()
      }
    }
    // What the change left, the last value of each record.
    var left: [RecordKey: Edit] = [:]
    var order: [RecordKey] = []
    func note(_ key: RecordKey, _ part: Edit) {
      if left.updateValue(part, forKey: key) == nil { order.append(key) }
    }
    if !change.edit.isEmpty {
      guard let edit = decode(change.edit), !change.undo.isEmpty else {
        return .refused("“\(title)” can't be taken back: the log doesn't say what was before.")
      }
      edit.forEachPart(note)
    }
    let inFiles = try measurements(of: change)
    guard let inFiles else {
      return .refused(
        "“\(title)” can't be taken back: a file with its measurements is gone or can't be read (clout check)."
      )
    }
    for (identity, row) in inFiles { note(.measurement(identity), .measurement(identity, row)) }
    let changed = order.filter { session.part($0) != left[$0] }
    guard changed.isEmpty else {
      let names = changed.prefix(3).map { words(for: $0, session) }.joined(separator: ", ")
      let more = changed.count > 3 ? " and \(changed.count - 3) more" : ""
      return .refused(
        "“\(title)” can't be taken back: changed since then, not by what u undoes: \(names)\(more)."
      )
    }
    let undo = change.undo.isEmpty ? nil : decode(change.undo)
    var restored: Set<RecordKey> = []
    undo?.forEachPart { key, _ in restored.insert(key) }
    // Measurements go first: records may not be removed while some refer to them.
    var edits: [Edit] = inFiles.compactMap { identity, _ in
      restored.contains(.measurement(identity)) ? nil : .measurement(identity, nil)
    }
    if let undo { edits.append(undo) }
    return .step(title: title, edit: edits.count == 1 ? edits[0] : .group(title, edits))
  }

  /// What a change's files of measurements say; nil if one of them isn't there or not whole.
  private func measurements(
    of change: ChangeRecord
  ) throws(FileError) -> [(Measurement.Identity, Measurement?)]? {
    let metrics = MetricsFolder(folder)
    var rows: [(Measurement.Identity, Measurement?)] = []
    for entry in change.metricsFiles {
      guard let bytes = try? FileContents.read(metrics.full(entry.file), calls: folder.calls),
        FileStamp(bytes) == entry.stamp
      else { return nil }
      for line in bytes.split(separator: 0x0A) {
        guard
          let row = try? JSONReader.read(
            Array(line), { reader throws(JSONError) in try reader.readMeasurement() })
        else { return nil }
        rows.append((row.identity, row.measurement))
      }
    }
    return rows
  }

  private func words(for key: RecordKey, _ session: Session) -> String {
    switch key {
    case .settings: "the session's settings"
    case .influencer(let id):
      session.roster[id].map { "@\($0.handle)" } ?? "influencer \(id.number), who is gone"
    case .campaign(let id):
      session.campaigns[id].map { "campaign \($0.name)" } ?? "campaign \(id.number), which is gone"
    case .booking(let id):
      session.bookings[id] == nil
        ? "booking \(id.number), which is gone" : "booking \(id.number)"
    case .feed(let id):
      session.feeds[id].map { "feed \($0.name)" } ?? "feed \(id.number), which is gone"
    case .measurement(let identity): "measurement \(identity.key)"
    case .plan(let id): "the plan of \(session.campaigns[id]?.name ?? "campaign \(id.number)")"
    case .comparison: "the comparison"
    }
  }
}

extension String {
  fileprivate func rest(after prefix: String) -> String? {
    hasPrefix(prefix) ? String(dropFirst(prefix.count)) : nil
  }
}
