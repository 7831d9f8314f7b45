import JSON
import LibC
import Marketing

/// Mends whose files these are, and the journal.
extension SessionRepair {
  /// Puts back a session.json that is missing or can't be read.
  ///
  /// - Returns: the one that is put back.
  static func restoreHeader(
    _ folder: DurableFolder, _ report: inout Report
  ) throws(FileError) -> SessionDocuments.Header? {
    let state = SessionLayout.stateFolder(folder)
    let name = SessionDocuments.session
    var bytes: [UInt8]?
    var reason = "is missing"
    let obstacle = folder.obstacle(at: name)
    if let obstacle {
      report.steps.append("\(name) is \(obstacle.words): it goes to \(keptIn).")
      if !report.isDryRun {
        try state.create()
        try state.subfolder(SessionLayout.kept).keep(folder.full(name), as: name)
        try folder.sync()
      }
    }
    do throws(FileError) {
      if obstacle == nil {
        bytes = try FileContents.read(folder.full(name), calls: folder.calls)
      }
    } catch {
      guard error.reason == .notFound else { throw error }
    }
    if let bytes {
      do throws(StoreError) {
        _ = try SessionDocuments.readHeader(bytes)
        return nil
      } catch {
        // A newer format isn't damage.
        if case .newerFormat = error.cause {
          report.advice.append(error.description)
          return nil
        }
        reason = "can't be read (\(error.description.withoutFullStop))"
      }
    }
    let session = try JournalReading.latest(in: state)?.session ?? IdentityTraces(folder).agreed
    let copy = try KeptCopy.latest(of: name, in: state) { bytes in
      guard let header = try? SessionDocuments.readHeader(bytes) else { return false }
      return header.identity == session && session != nil
    }
    guard let copy else {
      report.advice.append(
        "\(name) \(reason). There is no copy of it in \(SessionLayout.state): correct it by hand, restore it from a "
          + "backup, or from git (git checkout -- \(name)).")
      return nil
    }
    report.steps.append("\(name) \(reason). It comes back from \(copy.place).")
    let header = try? SessionDocuments.readHeader(copy.bytes)
    guard !report.isDryRun else { return header }
    if bytes != nil {
      try state.subfolder(SessionLayout.kept).keep(folder.full(name), as: name)
    }
    try folder.write(copy.bytes, to: name)
    return header
  }

  /// If everything else agrees on another session, it is session.json that was replaced.
  mutating func mendIdentity() throws(FileError) {
    guard !identity.isEmpty else { return }
    var owners: Set<String> = []
    for name in [SessionDocuments.roster, SessionDocuments.campaigns] {
      guard let bytes = try? FileContents.read(folder.full(name), calls: folder.calls),
        let owner = DocumentReading(bytes, name).owner
      else { continue }
      owners.insert(owner)
    }
    if let owner = reading.journal?.session {
      if owners.allSatisfy({ $0 == identity }), try adviseOnDocuments(besides: owner) { return }
      owners.insert(owner)
    }
    guard owners.count == 1, let owner = owners.first, owner != identity else { return }
    let name = SessionDocuments.session
    let copy = try KeptCopy.latest(of: name, in: state) { bytes in
      (try? SessionDocuments.readHeader(bytes))?.identity == owner
    }
    if let copy {
      if step(
        "\(name) is another session's (\(identity)): it goes to \(Self.keptIn), and this session's own comes back from "
          + "\(copy.place)."
      ) {
        try setAside(folder.full(name), as: name)
        try folder.write(copy.bytes, to: name)
      }
    } else if adopts {
      var header = reading.header
      header.identity = owner
      let bytes = SessionDocuments.write(header)
      if step(
        "\(name) is another session's (\(identity)), and becomes that of its other files (\(owner)). "
          + "The former file is in \(Self.keptIn)."
      ) {
        try keep(FileContents.read(folder.full(name), calls: folder.calls), as: name)
        try folder.write(bytes, to: name)
      }
    } else {
      advise(
        "\(name) is another session's (\(identity)); the roster, the campaigns and the journal are of \(owner). Put "
          + "the session's own back from a copy, or let clout repair --adopt keep this one for its other files."
      )
      return
    }
    needsJournal = true
    reading.header.identity = owner
    if !isDryRun, let again = try? SessionReading(folder) { reading = again }
  }

  /// If the log and every file of measurements are one session's and the documents another's, only a person knows which
  /// of them don't belong here.
  ///
  /// - Returns: whether that is so.
  private mutating func adviseOnDocuments(besides owner: String) throws(FileError) -> Bool {
    guard owner != identity, !adopts else { return false }
    let files = try MetricsFolder(folder).list().files
    guard !files.isEmpty, files.allSatisfy({ owner.hasPrefix($0.owner) }) else { return false }
    let documents = [SessionDocuments.session, SessionDocuments.roster, SessionDocuments.campaigns]
    advise(
      "\(documents.joined(separator: ", ")) are another session's (\(identity)) than the log and the "
        + "\(Finding.counted(files.count, "file")) of measurements (\(owner)). Nothing is changed. Put the documents "
        + "of \(owner) back from a backup or from git (git checkout -- \(documents.joined(separator: " "))), or let "
        + "clout repair --adopt go on with those that are there: it gives them the measurements, and moves the log to "
        + "\(Self.keptIn).")
    return true
  }

  /// Sets the journals of other sessions aside and those that only look like this one's, and finishes what counts.
  mutating func mendJournals() throws(FileError) {
    for (name, kind) in JournalReading.obstacles(in: state) {
      let text =
        "\(SessionLayout.state)/\(name) is \(kind.words), where the log belongs: it goes to \(Self.keptIn)."
      if step(text) { try setAside(state.full(name), as: name) }
      needsJournal = true
    }
    let isThere = try state.status() != nil
    let hadLog = isThere ? try !isBare() : false
    let chain = try JournalChain(in: state, of: identity)
    let own = chain.members
    for number in try JournalReading.numbers(in: state) where !own.contains(number) {
      let name = SessionLayout.journal(number)
      let what = chain.strays[number]?.words ?? "it belongs to another session"
      let text = "\(SessionLayout.state)/\(name): \(what). It goes to \(Self.keptIn)."
      if step(text) { try setAside(state.full(name), as: name) }
      if chain.strays[number] == nil { needsJournal = true }
    }
    reading.journal = try own.last.map { number throws(FileError) in
      try JournalReading.read(number, in: state)
    }
    if let journal = reading.journal {
      try examine(journal)
    } else if hadLog {
      step("The journal is missing. A new one begins with the files as they are.")
      try lose("what was changed since the last save, if anything was")
      needsJournal = true
    }
    guard !isDryRun else { return }
    if needsJournal { try keepStaged() }
    do throws(StoreError) {
      try SessionFolder.finishCommitted(folder)
    } catch {
      if case .file(let cause) = error.cause { throw cause }
    }
  }

  /// Whether the folder has nothing but locks and what was set aside, as that of a copy that was only read or mended.
  private func isBare() throws(FileError) -> Bool {
    let own =
      [FolderLock.fileName, SessionLayout.commitLock, SessionLayout.kept]
      + JournalReading.obstacles(in: state).map(\.name)
    if folder.kind(of: SessionLayout.state) != .folder
      || StateObstacle.ofFolders(in: folder).first?.path == SessionLayout.state
    {
      return true
    }
    return try state.names().allSatisfy { own.contains($0) }
  }

  private mutating func examine(_ journal: JournalReading) throws(FileError) {
    let name = "\(SessionLayout.state)/\(journal.name)"
    if journal.session == nil {
      try mendHeadless(journal)
      return
    }
    let count = Finding.counted(journal.pending.count, "change")
    if case .damaged(let damage) = journal.tail {
      step(
        "\(name), line \(damage.line): \(damage.reason). It stays as it is, and a new one begins with the last save "
          + "and the \(count) before the damage.")
    } else if journal.isCut {
      step(
        "\(name): \(journal.cut). It stays as it is, and a new one begins with the last save and the \(count) that "
          + "\(journal.pending.count == 1 ? "is" : "are") left.")
    } else {
      return
    }
    needsJournal = true
    try loseEnd(of: journal)
  }

  /// Says what is behind a journal's damage or cut.
  mutating func loseEnd(of journal: JournalReading) throws(FileError) {
    let name = "\(SessionLayout.state)/\(journal.name)"
    if case .damaged(let damage) = journal.tail {
      let behind = try linesBehind(journal)
      for change in changes(in: behind) { step("  not applied, from behind it: \(change)") }
      // What was saved later isn't only there.
      if behind.contains(where: { $0?.kind == .save }) { return }
      try lose(
        "what \(name) says from line \(damage.line) on (\(Finding.counted(behind.count, "line")))")
    } else if journal.isCut {
      try lose(
        "what \(name) said in the \(journal.reached - journal.validLength) bytes that are gone, unless it was saved"
      )
    }
  }

  /// Changes since the last save that can't be made, whatever else is mended. As long as a document isn't decided they
  /// may still be.
  mutating func leaveOutRefused() {
    guard report.advice.isEmpty, let journal = reading.journal else { return }
    for refusal in applicable(journal).refused {
      step("\(SessionLayout.state)/\(journal.name): \(refusal). It is left out of the new journal.")
      needsJournal = true
    }
  }

  /// The session as it will be: its documents as they are mended, and the changes since the last save.
  var expected: Session {
    guard let journal = reading.journal else { return mendedSession }
    return applicable(journal).session
  }

  private var mendedSession: Session {
    let now = reading.session
    var (roster, campaigns, bookings, feeds) = (
      now.roster, now.campaigns, now.bookings, now.feeds
    )
    for (name, bytes) in mendedDocuments {
      let document = DocumentReading(bytes, name)
      switch name {
      case SessionDocuments.roster: roster = Table(document.influencers)
      case SessionDocuments.feeds: feeds = Table(document.feeds)
      default: (campaigns, bookings) = (Table(document.campaigns), Table(document.bookings))
      }
    }
    return Session(
      settings: now.settings, roster: roster, campaigns: campaigns, bookings: bookings,
      measurements: now.measurements, feeds: feeds, requests: now.requests)
  }

  /// The lines from the damage on; nil for those that can't be read.
  private func linesBehind(_ journal: JournalReading) throws(FileError) -> [Journal.Record?] {
    let bytes = try FileContents.read(state.full(journal.name), calls: state.calls)
    return bytes[min(journal.validLength, bytes.count)...].split(separator: 0x0A).map {
      Journal.read(Array($0) + [0x0A]).records.first
    }
  }

  /// The whole changes among them, in words.
  private func changes(in lines: [Journal.Record?]) -> [String] {
    lines.compactMap(\.self).map { record in
      guard let change = record.change else {
        return "record \(record.sequence), a \(record.kind.rawValue)"
      }
      let files = change.metricsFiles.count
      return
        "change \(record.sequence) by \(change.author): \(change.title.isEmpty ? "untitled" : change.title)"
        + (files == 0
          ? ""
          : " (its measurements are in \(files == 1 ? "a file" : "\(files) files") of their own, and stay)")
    }
  }

  /// The changes since the last save that can be made, and why others can't.
  private func applicable(
    _ journal: JournalReading
  ) -> (pending: [(kind: Journal.Kind, payload: [UInt8])], refused: [String], session: Session) {
    var session = mendedSession
    var pending: [(kind: Journal.Kind, payload: [UInt8])] = []
    var refused: [String] = []
    for record in journal.pending {
      do {
        let change = try JSONReader.read(record.payload, maximumDepth: Journal.maximumDepth) {
          reader throws(JSONError) in try reader.readChange()
        }
        if !change.edit.isEmpty {
          let edit = try JSONReader.read(change.edit, maximumDepth: Journal.maximumDepth) {
            reader throws(JSONError) in try reader.readEdit()
          }
          try session.replay(edit)
        }
        pending.append((record.kind, record.payload))
      } catch {
        refused.append("change \(record.sequence) can't be applied: \(error)")
      }
    }
    return (pending, refused, session)
  }

  /// Staged files of transactions that can't be told from the journal any more are kept; those of whole records behind
  /// damage get their place.
  private func keepStaged() throws(FileError) {
    guard !state.isLink(SessionLayout.staging) else { return }
    let staging = DurableFolder(state.full(SessionLayout.staging), calls: state.calls)
    var known: Set<String> = []
    if let base = reading.journal?.base { known.insert(String(base.sequence)) }
    for change in reading.journal?.changes() ?? [] { known.insert(String(change.sequence)) }
    for name in (try? staging.names()) ?? [] where !known.contains(name) {
      // An import may be bringing measurements just now.
      try StagedFiles.ifAbandoned(DurableFolder(staging.full(name), calls: state.calls)) {
        inner throws(FileError) in
        for file in try inner.names(includingHidden: true) {
          try setAside(inner.full(file), as: "\(name)-\(file)")
        }
      }
    }
  }

  /// Begins a journal that takes the files as they are now.
  mutating func beginJournal() throws(FileError) {
    let last = try JournalChain(in: state, of: identity).members.last ?? 0
    let name = "\(SessionLayout.state)/\(SessionLayout.journal(last + 1))"
    guard step("From now on the journal is \(name).") else { return }
    guard let now = try? SessionReading(folder) else { return }
    var clock = SequenceClock()
    clock.see(now.sequence)
    let old = reading.journal
    for change in old?.changes() ?? [] { clock.see(change.sequence) }
    var save = old?.base ?? SaveRecord(sequence: 0, author: "")
    clock.see(save.sequence)
    save.sequence = clock.next()
    save.author = SessionAuthor.current
    save.title = SaveRecord.repairTitle
    save.files = now.stamps
    save.written = []
    save.former = [:]
    save.metricsFiles = []
    save.isUpgrade = false
    save.take(now.metricsFiles)
    save.accepted.merge(accepted) { $1 }
    save.take(LiveRecord().growth(of: now.liveFiles.keys, in: MetricsFolder(folder)))
    _ = try SessionJournal(
      state, session: now.header.identity, number: last + 1,
      after: old.map { ($0.name, $0.validLength) }, save: save,
      pending: old.map { old in
        report.advice.isEmpty
          ? applicable(old).pending : old.pending.map { ($0.kind, $0.payload) }
      } ?? [])
  }
}

extension String {
  /// For a message that another sentence is put around.
  fileprivate var withoutFullStop: String { hasSuffix(".") ? String(dropLast()) : self }
}
