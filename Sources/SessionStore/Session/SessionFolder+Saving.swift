import JSON
import LibC
import Marketing

extension SessionFolder {
  /// Writes the whole session as one commit.
  ///
  /// Throws `changedOutside` if another program changed the files in the meantime: take that in first.
  package func save(_ session: Session, view: SavedView) throws(StoreError) {
    try writeUnwritten()
    if isFolderGone { throw folderGone }
    noticeLost(session, isFinal: true)
    do throws(FileError) {
      try place()
      placeFailure = nil
      let documents = self.documents(of: session)
      try ensureUnchanged()
      let isNew = documents.filter { stamps[$0.key] != FileStamp($0.value) }
      // What others changed and this session took over becomes part of what was saved.
      let taken = journal == nil ? [] : stamps.keys.filter { saved[$0] != stamps[$0] }.sorted()
      let isTaken = journal != nil && saved != stamps
      if !isNew.isEmpty || !typed.isEmpty || !touched.isEmpty || !lost.isEmpty || isTaken {
        try commitSave(documents, writing: Set(isNew.keys), session, taken: taken)
        // What it says is for git alone.
        try? writeIgnored()
      }
    } catch {
      throw StoreError(error)
    }
    header.settings = session.settings
    header.view.requests = session.requests
    saveView(view)
  }

  func documents(of session: Session) -> [String: [UInt8]] {
    var header = header
    header.format = SessionDocuments.formatVersion
    header.settings = session.settings
    header.view.requests = session.requests
    var documents = [
      SessionDocuments.session: SessionDocuments.write(header),
      SessionDocuments.roster: SessionDocuments.write(
        roster: session.roster, of: identity, unknown: unknown[SessionDocuments.roster] ?? []),
      SessionDocuments.campaigns: SessionDocuments.write(
        campaigns: session.campaigns, bookings: session.bookings, of: identity,
        unknown: unknown[SessionDocuments.campaigns] ?? []),
    ]
    // A session that never had a feed has no file for them.
    if !session.feeds.isEmpty || stamps[SessionDocuments.feeds] != nil
      || broken.contains(SessionDocuments.feeds)
    {
      documents[SessionDocuments.feeds] = SessionDocuments.write(
        feeds: session.feeds, of: identity, unknown: unknown[SessionDocuments.feeds] ?? [])
    }
    return documents
  }

  private func commitSave(
    _ documents: [String: [UInt8]], writing names: Set<String>, _ session: Session,
    taken: [String]
  ) throws(FileError) {
    guard let journal else {
      throw FileError(.append, state.path, code: EINVAL, reason: .damaged)
    }
    try recordGrowth(except: lost.files)
    var record = SaveRecord(sequence: clock.next(), author: author)
    if !taken.isEmpty {
      record.title = "took over \(taken.joined(separator: ", ")) as changed outside"
    }
    let staged = try StagedFiles(state, String(record.sequence))
    do throws(FileError) {
      for name in names.sorted() {
        try staged.write(
          documents[name] ?? [], as: name, mode: try folder.modeToKeep(of: name))
      }
      // What was changed outside and is written again is the newest word on it.
      let arrived = lateRows
      let rows = typed.with(lost.changed).map { ($0, arrived[$0] ?? session.measurements[$0]) }
        .filter { identity, row in
          // Of a session that was damaged when it was opened not everything is known here: what isn't must not be removed.
          row != nil || damage.isEmpty || typed.identities.contains(identity)
        }
      record.metricsFiles = try MetricsFolder.stage(
        rows, sequence: record.sequence, of: identity, in: staged)
      record.metricsFiles += try restore(session, in: staged)
      try staged.sync()
      record.files = documents.mapValues { FileStamp($0) }
      record.written = names
      // What can't be read counts as nobody's, so that it is kept when it makes room.
      record.former = stamps.filter { names.contains($0.key) && !broken.contains($0.key) }
      let counted = countArrived()
      if lost.isEmpty {
        for (file, stamp) in counted { metricsFiles.add(file, stamp) }
      } else {
        metricsFiles = tail.total(except: lost.spoiled.union(damagedFiles.keys))
        for case (let file, let then?) in damagedFiles where !file.isLive {
          metricsFiles.add(file, then)
        }
      }
      for file in lost.files where damagedFiles[file] == nil {
        let now: FileStamp? =
          if lost.spoiled.contains(file) { nil } else if file.isLive { acceptLive(file) } else {
            tail.stamp(file)
          }
        record.accepted.updateValue(now, forKey: file)
      }
      record.liveCount = liveRecord?.known.count ?? journal.base?.liveCount ?? 0
      record.liveBytes = liveRecord?.bytes ?? journal.base?.liveBytes ?? 0
      record.liveNames =
        liveRecord.map { LiveRecord.sum(ofNames: $0.known.keys) } ?? journal.base?.liveNames
      record.accepted.merge(unlogged.mapValues { $0 }) { known, _ in known }
      record.take(metricsFiles + missingMetrics + MetricsTotal(record.metricsFiles))
      try ensureUnchanged()
      // After a save nobody looks for what changes before it left unplaced.
      try finishArrivals()
      var writer = JSONWriter()
      writer.save(record)
      try journal.append(.save, writer.take())
    } catch {
      if !journal.isDoubtful { staged.discard() }
      throw error
    }
    // From here on the save counts: opening the session would complete it.
    (stamps, saved) = (record.files, record.files)
    (missing, broken) = ([], [])
    keepSpoiled(record.sequence)
    tail.accept(tail.suspects.keys)
    (lost, examined) = (LostMeasurements(), [:])
    unlogged = [:]
    typed = MeasurementOrder()
    touched = [:]
    unplaced.append(
      Committed(
        sequence: record.sequence, metricsFiles: record.metricsFiles, save: record,
        staged: staged.folder,
        isFresh: true))
    placeOrRemember()
  }

  /// What others brought since the session was opened goes on record with the next save, so that it can be missed.
  func countArrived() -> [MetricsFile: FileStamp] {
    let arrived = tail.takeArrived()
    unlogged.merge(arrived) { $1 }
    return arrived
  }

  /// What others added in the last moment, so that the session doesn't have it yet.
  private var lateRows: [Measurement.Identity: Measurement?] {
    var rows: [Measurement.Identity: Measurement?] = [:]
    for edit in late { edit.forEachMeasurement { rows.updateValue($1, forKey: $0) } }
    return rows
  }

  /// Moves files that can't be read, or were changed, out of the way, now that what they still said is written elsewhere.
  private func keepSpoiled(_ sequence: Int64) {
    let metrics = MetricsFolder(folder)
    for file in lost.spoiled.sorted(by: { $0.path < $1.path }) where damagedFiles[file] == nil {
      liveRecord?.replace(file, by: nil)
      let name = "\(sequence)-" + file.path.split(separator: "/").joined(separator: "-")
      guard let kept = try? state.subfolder(SessionLayout.kept),
        let aside = try? kept.keep(metrics.full(file), as: name)
      else { continue }
      notes.append(
        "\(file.path) wasn't as it was written; what lay there is in "
          + "\(SessionLayout.state)/\(SessionLayout.kept)/\(aside).")
    }
  }

  /// Takes a live file as it is now; nil if it is gone.
  private func acceptLive(_ file: MetricsFile) -> FileStamp? {
    let bytes = try? FileContents.read(MetricsFolder(folder).full(file), calls: folder.calls)
    let part = bytes.map { LiveRecord.Part(linesOf: $0) }
    liveRecord?.replace(file, by: part)
    return part?.stamp
  }

  /// Writes measurements whose lines were taken away, as old as they were: a correction that is on disk already, or
  /// comes by git, stays the newer one.
  private func restore(
    _ session: Session, in staged: StagedFiles
  ) throws(FileError) -> [MetricsFileStamp] {
    struct Place: Hashable {
      let campaign: CampaignID
      let sequence: Int64
    }
    var places: [Place: [Measurement.Identity]] = [:]
    for identity in lost.gone {
      let files = lost.files.filter { $0.campaign == identity.campaign }
      let sequence = files.map(\.sequence).min() ?? 1
      places[Place(campaign: identity.campaign, sequence: sequence), default: []].append(identity)
    }
    for (identity, sequence) in lost.uncovered {
      places[Place(campaign: identity.campaign, sequence: sequence), default: []].append(identity)
    }
    let metrics = MetricsFolder(folder)
    var stamps: [MetricsFileStamp] = []
    var taken: Set<MetricsFile> = []
    for (place, identities) in places.sorted(by: { $0.key.sequence < $1.key.sequence }) {
      let rows = identities.sorted { $0.key < $1.key }.map { ($0, session.measurements[$0]) }
      // Not its own name, which whoever puts the file back needs.
      var sequence = place.sequence + 1
      let inner = try metrics.inner(place.campaign)
      var file = MetricsFile(place.campaign, sequence, of: identity)
      while true {
        if !taken.contains(file), try !inner.isTaken(file.name) { break }
        sequence += 1
        file = MetricsFile(place.campaign, sequence, of: identity)
      }
      taken.insert(file)
      stamps += try MetricsFolder.stage(rows, sequence: sequence, of: identity, in: staged)
    }
    return stamps
  }

  /// Whether the documents are those that were last read or written.
  func ensureUnchanged() throws(FileError) {
    let names = try changedDocuments()
    guard let name = names.first else { return }
    throw FileError(.replace, folder.full(name), code: EBUSY, reason: .changedMeanwhile)
  }

  /// Documents that another program has changed.
  func changedDocuments() throws(FileError) -> [String] {
    let now = FileSignature.now
    var changed: [String] = []
    for name in SessionDocuments.saved {
      let signature = try FileSignature(folder, name)
      if signature == signatures[name], signature?.isYoung(now) != true { continue }
      guard signature != nil else {
        if stamps[name] != nil { changed.append(name) }
        continue
      }
      if folder.obstacle(at: name) != nil {
        if !broken.contains(name) || signature != signatures[name] { changed.append(name) }
        continue
      }
      let stamp = FileStamp(try FileContents.read(folder.full(name), calls: folder.calls))
      if stamp == stamps[name] { signatures[name] = signature } else { changed.append(name) }
    }
    return changed
  }

  /// Saves the person's place in the cockpit, and nothing else. Losing it is no reason to fail.
  package func saveView(_ view: SavedView) {
    guard lock != nil, header.format > 1, view.places != header.view.places else { return }
    guard (try? state.write(view.placeBytes, to: SessionLayout.view)) != nil else { return }
    header.view = SavedView(view.places, requests: header.view.requests)
  }

  /// Gives up the changes of records since the last save. What feeds and other programs brought stays, as do imported
  /// measurements, unless the edits that take them back were recorded before.
  package func discardChanges() throws(StoreError) {
    guard lock != nil else { return }
    waiting = []
    guard let journal, header.format > 1 else { return }
    guard !typed.isEmpty || !touched.isEmpty || hasPending else { return }
    do throws(FileError) {
      try place()
      var writer = JSONWriter()
      writer.beginObject()
      writer.key("at")
      writer.int(clock.next())
      writer.key("by")
      writer.string(author)
      writer.endObject()
      try journal.append(.discard, writer.take())
      typed = MeasurementOrder()
      touched = [:]
    } catch {
      throw StoreError(error)
    }
  }

  private var hasPending: Bool { journal?.hasPending ?? false }
}
