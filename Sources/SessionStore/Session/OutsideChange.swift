import Marketing

/// What another program did to the documents of an open session.
package struct OutsideChange: Sendable {
  /// Changes of records that weren't changed here since the last save.
  package var edits: [Edit] = []
  /// Records that were changed here, too.
  package var conflicts: [RecordConflict] = []
  /// The documents that were changed.
  package var files: [String] = []
  /// Files that somebody took away. The next save writes them again.
  package var missing: [String] = []
  /// Files of measurements that somebody changed. The next save writes again what is no longer there.
  package var altered: [String] = []
  /// Documents that can't be read any more. The next save writes them again, and keeps what lies there.
  package var broken: [String] = []
  /// Whether the next save moves what lies in some of their places to `.state/kept`.
  package var makesRoom = false
  /// What is still wrong with the measurements that were damaged when the session was opened.
  package var damage: [String] = []
}

extension SessionFolder {
  /// Compares documents that another program has changed with the session as it is here, and takes them as read.
  ///
  /// - Parameter mine: the session with all changes that were recorded.
  /// - Returns: nil if nothing was changed. Throws if what lies there can't be understood or is another session's.
  package func takeOutsideChange(_ mine: Session) throws(StoreError) -> OutsideChange? {
    guard header.format > 1 else { return nil }
    wasFolderGone = isFolderGone
    if wasFolderGone { throw folderGone }
    try followFolder()
    placeOrRemember()
    // Until the last save's documents have their places, the older ones there are nobody's change.
    guard placeFailure == nil else { return nil }
    // What can't be done now is tried again with the next change.
    try? journal?.clearStrays()
    refused = nil
    let names: [String]
    do throws(FileError) {
      names = try changedDocuments()
    } catch {
      throw StoreError(error)
    }
    let wasMissing = missing.union(missingFiles)
    let wasBroken = broken
    let former = damageNow
    noticeLost(mine)
    guard !names.isEmpty else {
      let isMissing = missing.union(missingFiles)
      guard isMissing != wasMissing || broken != wasBroken || damageNow != former else {
        return nil
      }
      return outsideChange(isMissing)
    }
    var gone: Set<String> = []
    do throws(FileError) {
      for name in names where try folder.status(of: name) == nil { gone.insert(name) }
    } catch {
      throw StoreError(error)
    }
    let reading = try SessionReading(documentsOf: folder, of: header)
    guard reading.header.identity == identity else {
      throw refuse(anotherSession(names))
    }
    let isAbsent = gone.union(missing)
    let problems = reading.findings.filter {
      $0.severity == .problem && !isAbsent.contains($0.file)
    }
    if let foreign = problems.first(where: \.isForeign) {
      throw refuse(
        StoreError(
          .foreign(files: [foreign.file]),
          "\(foreign). Nothing is written over it: put this session's own file back, or save under another name (:save-as)."
        ))
    }
    if let conflict = problems.first(where: { $0.kind == .conflict }) {
      throw refuse(
        StoreError(
          .conflict(file: conflict.file),
          "\(conflict). Choose in the file, and it is read again; nothing is written over it until then."
        ))
    }
    let theirs = reading.session
    missing = missing.subtracting(names).union(gone)
    broken = broken.subtracting(names).union(problems.map(\.file))
    // Of a file that isn't there, or that can't be read, nothing can be taken over.
    let there = names.filter { !gone.contains($0) && !broken.contains($0) }
    var change = outsideChange(missing.union(missingFiles))
    change.files = there
    if there.contains(SessionDocuments.roster) {
      compare(mine.roster.rows.map(\.id), theirs.roster.rows.map(\.id), mine, theirs, &change) {
        .influencer($0)
      }
    }
    if there.contains(SessionDocuments.campaigns) {
      compare(
        mine.campaigns.rows.map(\.id), theirs.campaigns.rows.map(\.id), mine, theirs, &change
      ) { .campaign($0) }
      compare(
        mine.bookings.rows.map(\.id), theirs.bookings.rows.map(\.id), mine, theirs, &change
      ) { .booking($0) }
    }
    if there.contains(SessionDocuments.feeds) {
      compare(mine.feeds.rows.map(\.id), theirs.feeds.rows.map(\.id), mine, theirs, &change) {
        .feed($0)
      }
    }
    if there.contains(SessionDocuments.session) {
      compare(.settings, mine, theirs, &change)
      compare(.comparison, mine, theirs, &change)
      let plans = Set(mine.requests.plans.keys).union(theirs.requests.plans.keys)
      for campaign in plans.sorted() { compare(.plan(campaign), mine, theirs, &change) }
    }
    // What is removed is still referred to until everything else is in place.
    change.edits =
      change.edits.filter { !$0.isRemoval } + change.edits.filter(\.isRemoval).reversed()
    for name in names {
      stamps[name] = reading.stamps[name]
      signatures[name] = reading.signatures[name]
      unknown[name] = reading.unknown[name]
    }
    for conflict in change.conflicts {
      // From now on theirs is what was there before.
      conflict.theirs.forEachPart { key, theirs in touched[key] = theirs }
    }
    return change
  }

  private func compare<ID: Hashable>(
    _ mine: [ID], _ theirs: [ID], _ here: Session, _ there: Session,
    _ change: inout OutsideChange, _ key: (ID) -> RecordKey
  ) {
    let known = Set(theirs)
    for id in theirs + mine.filter({ !known.contains($0) }) {
      compare(key(id), here, there, &change)
    }
  }

  private func compare(
    _ key: RecordKey, _ here: Session, _ there: Session, _ change: inout OutsideChange
  ) {
    let (mine, theirs) = (here.part(key), there.part(key))
    guard mine != theirs else { return }
    guard let before = touched[key] ?? waitingBefore(key) else {
      change.edits.append(theirs)
      return
    }
    if theirs != before { change.conflicts.append(RecordConflict(mine: mine, theirs: theirs)) }
  }
}

extension SessionFolder {
  private func anotherSession(_ files: [String]) -> StoreError {
    StoreError(
      .foreign(files: files),
      "Another session lies at \(path) now: nothing of it is written over. Save under another name (:save-as)."
    )
  }

  /// Nil if what lies in the session's place is this one, or nobody can tell.
  var anotherSession: StoreError? {
    guard let there = try? SessionDocuments.readHeader(of: folder).identity, there != identity,
      !there.isEmpty, !identity.isEmpty
    else { return nil }
    return anotherSession(SessionDocuments.saved)
  }

  /// - Parameter files: those that are gone or, of measurements, changed.
  private func outsideChange(_ files: Set<String>) -> OutsideChange {
    let altered = alteredFiles
    return OutsideChange(
      missing: files.subtracting(altered).sorted(), altered: files.intersection(altered).sorted(),
      broken: broken.sorted(),
      makesRoom: !broken.isEmpty || !lost.spoiled.isEmpty, damage: damageNow)
  }

  /// What was there before the changes that couldn't be written yet; nil if none of them is about the record.
  private func waitingBefore(_ key: RecordKey) -> Edit? {
    for change in waiting {
      var before: Edit?
      change.undo?.forEachPart { if $0 == key { before = before ?? $1 } }
      if let before { return before }
    }
    return nil
  }
}

extension Edit {
  fileprivate var isRemoval: Bool {
    switch self {
    case .influencer(_, nil), .campaign(_, nil), .booking(_, nil), .feed(_, nil): true
    case .settings, .influencer, .campaign, .booking, .measurement, .feed, .plan, .comparison,
      .group:
      false
    }
  }
}

extension RecordConflict {
  /// Mine as JSON, as it would stand in the file.
  package var mineText: String { Self.text(mine) }
  package var theirsText: String { Self.text(theirs) }

  private static func text(_ edit: Edit) -> String {
    String(decoding: edit.bytes, as: UTF8.self)
  }
}
