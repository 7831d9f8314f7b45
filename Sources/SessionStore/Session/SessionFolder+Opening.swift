import JSON
import LibC
import Marketing

/// Opening a session as the last program left it.
extension SessionFolder {
  /// Opens a session, completes what was committed, and replays the changes since the last save.
  ///
  /// The path may lack `.clout`. A session that is damaged, has files of another one, or is open in another program,
  /// opens read-only and is never written. Throws if there is no session or its format is newer.
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
    var locks: Locks?
    var reason: StoreError?
    if !readOnly {
      do throws(StoreError) {
        locks = try Locks(folder)
        try finishCommitted(folder)
      } catch {
        reason = error
      }
    }
    let before = MetricsTail(
      folder, owner: (try? SessionDocuments.readHeader(of: folder).identity) ?? "")
    let reading = try SessionReading.settled(folder)
    var contents = Contents(session: reading.session, view: reading.header.view)
    let said = reading.findings.filter {
      $0.isNews && !(readOnly && $0.message == Finding.changedOutside)
    }
    contents.notes = said.prefix(5).map(\.description)
    let damage = reading.findings.filter(\.isOfMeasurements).map(\.description)
    contents.damage = damage
    if said.count > 5 { contents.notes.append("clout check lists \(said.count - 5) more.") }
    let opened = SessionFolder(folder, reading, tail: before)
    opened.damage = damage
    if !damage.isEmpty { opened.noteDamaged(reading) }
    opened.replay(reading, into: &contents)
    let dangling = bookingsOfNobody(in: contents.session)
    if said.contains(where: { $0.message == Finding.changedOutside }) {
      // Whoever changed a document may have dropped what others refer to.
      contents.notes += dangling.prefix(2)
    }
    contents.damage += dangling
    contents.view.requests = contents.session.requests
    reason = reason ?? reading.damage
    if locks != nil, reason == nil, contents.readOnlyError == nil {
      do throws(FileError) {
        opened.lock = locks?.lock
        opened.formerLock = locks?.former
        try opened.continueJournal(reading)
        // What a program that crashed had written is on record from now on, so that it can be missed.
        try opened.recordGrowth(except: Set(opened.damagedFiles.keys))
      } catch {
        reason = StoreError(.file(error), error.description, atPrompt: StoreError(error).atPrompt)
      }
    }
    contents.readOnlyError = contents.readOnlyError ?? reason
    // Whoever only looks on has nothing to recover.
    if contents.readOnlyError == nil, !readOnly { contents.sayRecovered() }
    if contents.readOnlyError != nil || readOnly {
      opened.lock = nil
      opened.formerLock = nil
      opened.journal = nil
      opened.follower = JournalFollower(opened.state, reading.journal)
      if !readOnly, let reason = contents.readOnlyReason {
        contents.notes.append("Opened read-only: \(reason)")
      }
    }
    return (opened, contents)
  }

  private convenience init(
    _ folder: DurableFolder, _ reading: SessionReading, tail: MetricsTail
  ) {
    self.init(
      folder, lock: nil, header: reading.header, stamps: reading.stamps,
      signatures: reading.signatures, unknown: reading.unknown, tail: tail)
    metricsFiles = reading.metricsFiles
    missingMetrics = reading.missingMetrics
    unlogged = reading.unlogged
    saved = reading.journal?.base?.files ?? [:]
    clock.see(reading.sequence)
    for change in reading.journal?.changes() ?? [] { clock.see(change.sequence) }
    if let save = reading.journal?.base { clock.see(save.sequence) }
    self.tail.begin(after: clock.last)
  }

  /// Continues the journal, or begins one: for a copy without `.state`, which is adopted as it is.
  private func continueJournal(_ reading: SessionReading) throws(FileError) {
    guard header.format > 1 else { return }
    if header.identity.isEmpty { header.identity = SessionIdentity.make() }
    if let known = reading.journal {
      journal = SessionJournal(state, session: identity, after: known)
      return
    }
    var save = SaveRecord(sequence: clock.next(), author: author)
    save.files = stamps
    save.take(metricsFiles)
    // From now on each is known by what is in it.
    for file in tail.wholeFiles { save.accepted.updateValue(tail.stamp(file), forKey: file) }
    save.take(LiveRecord().growth(of: reading.liveFiles.keys, in: MetricsFolder(folder)))
    saved = stamps
    journal = try SessionJournal(state, session: identity, save: save)
  }

  /// Applies the changes since the last save.
  private func replay(_ reading: SessionReading, into contents: inout Contents) {
    if reading.header.format == 1 { return replayFormer(reading, into: &contents) }
    guard let journal = reading.journal else { return }
    var replayed: Set<RecordKey> = []
    let wasChanged = journal.base.map { $0.files != reading.stamps } ?? false
    for record in journal.pending {
      do {
        let change = try JSONReader.read(record.payload, maximumDepth: Journal.maximumDepth) {
          reader throws(JSONError) in try reader.readChange()
        }
        guard !change.edit.isEmpty else { continue }
        let edit = try decode(change.edit)
        let undo =
          change.undo.isEmpty ? nil : try decode(change.undo)
        if wasChanged, let undo { noteConflicts(edit, undo, &contents) }
        try replay(edit, at: change.sequence, reading, into: &contents.session)
        // Measurements in the line itself are nowhere else yet, whatever files it names besides.
        note(WaitingChange(edit: edit, undo: undo, title: change.title), isInline: true)
        edit.forEachPart { key, _ in replayed.insert(key) }
        if !edit.isQuiet { contents.recoveredEdits += 1 }
      } catch {
        contents.readOnlyError = StoreError(
          (error as? JSONError).map { .notUnderstood(file: journal.name, $0) }
            ?? .damaged(file: journal.name),
          "change \(record.sequence) of \(SessionLayout.state)/\(journal.name) can't be applied: \(error). "
            + "clout repair sets it aside.")
        break
      }
    }
    // What was changed and taken back again is as it was saved.
    let session = contents.session
    if typed.isEmpty, replayed.allSatisfy({ touched[$0] == session.part($0) }) {
      contents.recoveredEdits = 0
    }
  }

  private func decode(_ bytes: [UInt8]) throws(JSONError) -> Edit {
    try JSONReader.read(bytes, maximumDepth: Journal.maximumDepth) { reader throws(JSONError) in
      try reader.readEdit()
    }
  }

  /// A measurement that came later, in a file of its own, stays.
  private func replay(
    _ edit: Edit, at sequence: Int64, _ reading: SessionReading, into session: inout Session
  ) throws(EditError) {
    guard !reading.newer.isEmpty else { return try session.replay(edit) }
    switch edit {
    case .group(_, let edits):
      for edit in edits { try replay(edit, at: sequence, reading, into: &session) }
    case .measurement(let identity, _):
      if reading.newer[identity] ?? 0 < sequence { try session.replay(edit) }
    case .settings, .influencer, .campaign, .booking, .feed, .plan, .comparison:
      try session.replay(edit)
    }
  }

  /// The file was changed outside: what it has isn't what this change was made to.
  private func noteConflicts(_ edit: Edit, _ undo: Edit, _ contents: inout Contents) {
    var before: [RecordKey: Edit] = [:]
    undo.forEachPart { before[$0] = $1 }
    edit.forEachPart { key, mine in
      if case .measurement = key { return }
      guard touched[key] == nil, let was = before[key] else { return }
      let theirs = contents.session.part(key)
      if theirs != was, theirs != mine {
        contents.conflicts.append(RecordConflict(mine: mine, theirs: theirs))
      }
    }
  }

  /// The locks of a session's folder, of its format and of the former one.
  struct Locks {
    let lock: FolderLock
    let former: FolderLock?

    init(_ folder: DurableFolder) throws(StoreError) {
      if let obstacle = StateObstacle.ofFolders(in: folder).first {
        throw StoreError(
          .damaged(file: obstacle.path), "\(obstacle.finding): clout repair moves it away.")
      }
      let result: FolderLock.Result
      var formerResult: FolderLock.Result?
      do throws(FileError) {
        let state = SessionLayout.stateFolder(folder)
        try state.create()
        result = try FolderLock.acquire(
          state.path, root: folder.path, calls: folder.calls)
        if try folder.status(of: FolderLock.formerName) != nil {
          formerResult = try FolderLock.acquire(
            folder.path, name: FolderLock.formerName, calls: folder.calls)
        }
      } catch {
        throw StoreError(.file(error), error.description, atPrompt: StoreError(error).atPrompt)
      }
      lock = try Self.take(result, folder)
      former = try formerResult.map { result throws(StoreError) in try Self.take(result, folder) }
    }

    private static func take(
      _ result: FolderLock.Result, _ folder: DurableFolder
    ) throws(StoreError) -> FolderLock {
      switch result {
      case .acquired(let lock): return lock
      case .held(let holder): throw StoreError(folder.path, lockedBy: holder)
      }
    }
  }

  /// 1 if it can't be read.
  private static func format(of folder: DurableFolder) -> Int64 {
    (try? SessionDocuments.readHeader(of: folder)).map { Int64($0.format) } ?? 1
  }

  /// Gives the files of committed transactions their places, and removes what was staged for others.
  static func finishCommitted(_ folder: DurableFolder) throws(StoreError) {
    do throws(FileError) {
      try folder.removeLeftovers()
      let state = SessionLayout.stateFolder(folder)
      guard let journal = try JournalReading.latest(in: state) else {
        try finishFormerSave(folder)
        return
      }
      // What is staged may belong to lines that can't be read, and another session's has no business here.
      if case .damaged = journal.tail { return }
      if journal.isCut { return }
      let own = try? SessionDocuments.readHeader(of: folder).identity
      if let own, !own.isEmpty, let session = journal.session, session != own { return }
      let staging = DurableFolder(state.full(SessionLayout.staging), calls: folder.calls)
      let metrics = MetricsFolder(folder)
      for (sequence, entry) in journal.committedMetrics {
        try metrics.adopt(
          entry.file,
          from: DurableFolder(staging.full(String(sequence)), calls: folder.calls))
      }
      if let save = journal.base {
        let former = try state.status(of: formerFolder)
        let hasFormer = save.isUpgrade || former != nil
        if hasFormer || !save.written.isEmpty {
          let header = SessionDocuments.Header(
            identity: journal.session ?? "", settings: Settings(name: ""), view: [:])
          let finishing = SessionFolder(folder, lock: nil, header: header)
          let staged = DurableFolder(
            staging.full(String(save.sequence)), calls: folder.calls)
          if try staged.status() != nil { try finishing.placeDocuments(of: save, from: staged) }
          // Where an upgrade failed half-way, format 1 is still what counts.
          if hasFormer, Self.format(of: folder) > 1 { try finishing.keepFormerFiles() }
        }
      }
      try state.removeLeftovers()
      StagedFiles.removeAbandoned(state)
    } catch {
      throw StoreError(error)
    }
  }
}

extension SessionFolder.Contents {
  mutating func sayRecovered() {
    guard recoveredEdits > 0 else { return }
    notes.append(
      "Recovered \(recoveredEdits) \(recoveredEdits == 1 ? "change" : "changes") that had not been saved."
    )
  }
}
