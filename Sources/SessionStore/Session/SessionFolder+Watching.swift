import LibC
import Marketing

/// Measurements that are here and no longer on disk as they were.
struct LostMeasurements {
  /// Nothing is left about them.
  var gone: Set<Measurement.Identity> = []
  /// An older line shows through where a newer one was, which had this number at least; of removals, too.
  var uncovered: [Measurement.Identity: Int64] = [:]
  /// Their lines were changed.
  var changed: Set<Measurement.Identity> = []
  /// The files that aren't as they were written. A save takes them as they are.
  var files: Set<MetricsFile> = []
  /// Those of them that can't be read as they are, whole ones that aren't as they were written, and live ones that have
  /// lines which neither were there nor are new. A save moves them to `.state/kept`: nothing that was put into them
  /// counts.
  var spoiled: Set<MetricsFile> = []
  /// The live ones among these.
  var strange: Set<MetricsFile> = []

  var isEmpty: Bool { files.isEmpty }
}

// What other programs do to the files of an open session.
extension SessionFolder {
  /// Tells when anything in the session's folders changes; nil where nobody tells, so that one has to look.
  package func watch() -> FolderWatch? {
    let folders = [path, state.path] + tail.folders
    if changes?.watch(folders) != true { changes = FolderWatch(folders) }
    return changes
  }

  /// Whether another program may have changed the documents; cheap enough to ask all the time.
  package var looksChanged: Bool {
    guard lock != nil, header.format > 1, placeFailure == nil else { return false }
    let isGone = isFolderGone
    if isGone || wasFolderGone { return isGone != wasFolderGone }
    let isReplaced = lock?.holds(path) == false
    if isReplaced || wasFolderReplaced { return isReplaced != wasFolderReplaced }
    if tail.suspects != examined || isOtherwiseDamaged || isJournalGone != wasJournalGone {
      return true
    }
    if let undecided, undecided < .now { return true }
    if let journal, !journal.strays.isEmpty { return true }
    return SessionDocuments.saved.contains { name in
      let signature = (try? FileSignature(folder, name)) ?? nil
      if let refused { return signature != refused[name] }
      guard let signature else { return stamps[name] != nil }
      return signature != signatures[name]
    }
  }

  /// A file came to a damaged session, perhaps the one that was missing, or somebody laid down a file that isn't the
  /// session's or took it away.
  private var isOtherwiseDamaged: Bool {
    !damage.isEmpty && tail.newcomers != assessed || tail.strangers != strangers
  }

  /// What is wrong with the files of measurements, for people.
  var damageNow: [String] {
    damage + strangers.sorted { $0.path < $1.path }.map(\.complaint)
  }

  /// Where a copy of the session lies in its place, or nothing, writing goes on there, unless another program has it.
  func followFolder() throws(StoreError) {
    wasFolderReplaced = false
    guard let lock, !lock.holds(path) else { return }
    let isEmpty = ((try? folder.isTaken(SessionDocuments.session)) ?? true) == false
    guard isEmpty || (try? SessionDocuments.readHeader(of: folder).identity) == identity else {
      return
    }
    do throws(StoreError) {
      let locks = try Locks(folder)
      (self.lock, formerLock) = (locks.lock, locks.former)
    } catch {
      wasFolderReplaced = true
      throw error
    }
  }

  /// Remembers what nothing could be taken over from, so that it isn't asked again until it changes.
  func refuse(_ error: StoreError) -> StoreError {
    var now: [String: FileSignature] = [:]
    for name in SessionDocuments.saved { now[name] = (try? FileSignature(folder, name)) ?? nil }
    refused = now
    return error
  }

  /// Files of measurements that aren't as they were, and the journal if changes are only there.
  var missingFiles: [String] {
    lost.files.map(\.path)
      + (wasJournalGone ? ["\(SessionLayout.state)/\(journal?.name ?? "")"] : [])
  }

  /// Those of them in whose place something lies.
  var alteredFiles: Set<String> {
    Set(lost.files.filter { tail.metrics.kind(of: $0) != nil }.map(\.path))
  }

  /// Looks what of the session's measurements is no longer on disk. What is newer there than what is here counts; older
  /// lines that somebody put into this session's files don't.
  ///
  /// - Parameter isFinal: what may still be arriving is judged as it is now.
  func noticeLost(_ mine: Session, isFinal: Bool = false) {
    wasJournalGone = isJournalGone
    tail.lookAgain()
    examined = tail.suspects
    lost = LostMeasurements()
    undecided = nil
    guard !examined.isEmpty || isOtherwiseDamaged else { return }
    assessed = tail.newcomers
    strangers = tail.strangers
    let logged = try? Self.writtenMetrics(ownJournals, in: state)
    let own = logged?.files ?? [:]
    let altered = Set(examined.keys.filter { isAltered($0, own) })
    guard let reading = try? SessionReading.settled(folder) else {
      // Without the documents nothing there can be newer than what is here.
      let campaigns = Set(examined.keys.map(\.campaign))
      let rows = mine.measurements.rows.filter { campaigns.contains($0.campaign) }
      let onDisk = tail.origins(of: Set(rows.map(\.identity)))
      lost.gone = Set(rows.map(\.identity).filter { onDisk[$0] == nil })
      lost.files = Set(examined.keys)
      rescue(mine, altered)
      return
    }
    // Files that were damaged when the session was opened, and that somebody has put back as they were written.
    let restored = Set(damage.isEmpty ? [] : examined.keys.filter { isWhole($0, logged) })
    for file in restored { damagedFiles[file] = nil }
    let former = damage
    if !damage.isEmpty {
      damage = reading.findings.filter(\.isOfMeasurements).map(\.description)
    }
    let arriving = examined.keys.filter {
      if restored.contains($0) { return true }
      guard tail.cameLater($0), let now = tail.stamp($0) else { return false }
      return own[$0].map { $0 == now } ?? true
    }
    let onlyHere = waitingMeasurements.union(typed.identities)
    var late: Set<Measurement.Identity> = []
    for file in arriving {
      // Another program's, by git for example, that was still arriving when it was first read.
      for identity in tail.identities(in: file).subtracting(onlyHere) {
        let row = reading.measurements[identity]
        guard row != mine.measurements[identity],
          row != nil || tail.unread.contains(file) || restored.contains(file)
        else { continue }
        late.insert(identity)
        self.late.append(.measurement(identity, row))
      }
    }
    let differing = differing(mine, reading).subtracting(late).subtracting(onlyHere)
    if examined.allSatisfy({ file, now in now == nil && own[file] == nil && tail.isNew(file) }) {
      // Another program brought them and took them away again, as git does from branch to branch.
      for identity in differing {
        self.late.append(.measurement(identity, reading.measurements[identity]))
      }
      tail.accept(examined.keys)
      examined = tail.suspects
      return
    }
    find(differing, mine, reading, besides: Set(arriving), altered, isFinal: isFinal)
    let harmless = examined.filter { file, now in
      if tail.isSpoiled(file) { return false }
      // Nothing may be lost of one whose lines stand elsewhere, but the log has to know.
      if let stamp = logged?.live[file], now == nil || !tail.begins(file, as: stamp) {
        return false
      }
      if arriving.contains(file) { return true }
      guard now != nil else { return file.isLive && lost.files.isEmpty }
      if let written = own[file] { return tail.stamp(file) == written }
      return lost.files.isEmpty && (file.isLive || tail.hasSize(of: file))
    }
    if undecided == nil { tail.accept(harmless.keys) }
    lost.files.formUnion(examined.keys.filter { harmless[$0] == nil })
    lost.files.subtract(harmless.keys)
    if damage != former, lost.isEmpty {
      _ = countArrived()
      metricsFiles = tail.total(except: [])
      missingMetrics = reading.missingMetrics
    }
    rescue(mine, altered)
    examined = tail.suspects
  }

  /// Remembers which files were damaged, and how.
  func noteDamaged(_ reading: SessionReading) {
    guard let logged = try? Self.writtenMetrics(ownJournals, in: state) else { return }
    let suspect = Set(reading.findings.filter(\.isOfMeasurements).map(\.file))
    for file in Set(logged.files.keys).union(logged.live.keys)
    where suspect.contains(file.path) || suspect.contains(SessionDocuments.metrics) {
      if !isWhole(file, logged) { damagedFiles.updateValue(tail.stamp(file), forKey: file) }
    }
  }

  /// The journals that make up the session's log.
  var ownJournals: [Int] {
    (try? JournalChain(in: state, of: identity))?.members ?? []
  }

  /// Whether a file is as the log says that it was written.
  private func isWhole(
    _ file: MetricsFile,
    _ logged: (
      findings: [Finding], files: [MetricsFile: FileStamp], live: [MetricsFile: FileStamp]
    )?
  ) -> Bool {
    if file.isLive { return logged?.live[file].map { tail.begins(file, as: $0) } ?? false }
    return logged?.files[file].map { $0 == tail.stamp(file) } ?? false
  }

  /// Whether a whole file has other things in it than were written.
  private func isAltered(_ file: MetricsFile, _ own: [MetricsFile: FileStamp]) -> Bool {
    guard !file.isLive, let written = own[file], let now = tail.stamp(file) else { return false }
    return now != written
  }

  /// What only files that make room still say is written again, too.
  private func rescue(_ mine: Session, _ altered: Set<MetricsFile>) {
    lost.spoiled = lost.files.filter {
      tail.isSpoiled($0) || altered.contains($0) || lost.strange.contains($0)
    }
    guard !lost.spoiled.isEmpty else { return }
    let campaigns = Set(lost.spoiled.map(\.campaign))
    var identities = Set(
      mine.measurements.rows.filter { campaigns.contains($0.campaign) }.map(\.identity))
    for file in lost.spoiled { identities.formUnion(tail.identities(in: file)) }
    for (identity, origin) in tail.origins(of: identities)
    where lost.spoiled.contains(origin.file) { lost.changed.insert(identity) }
  }

  /// What of the session's measurements the files have otherwise, in the campaigns whose files aren't as they were.
  private func differing(
    _ mine: Session, _ reading: SessionReading
  ) -> Set<Measurement.Identity> {
    let campaigns = Set(examined.keys.map(\.campaign))
    var differing: Set<Measurement.Identity> = []
    for row in mine.measurements.rows
    where campaigns.contains(row.campaign) && reading.measurements[row.identity] != row {
      differing.insert(row.identity)
    }
    for row in reading.measurements.rows
    where campaigns.contains(row.campaign) && mine.measurements[row.identity] == nil {
      differing.insert(row.identity)
    }
    return differing
  }

  /// The measurements in changes that couldn't be written yet.
  var waitingMeasurements: Set<Measurement.Identity> {
    var found: Set<Measurement.Identity> = []
    for change in waiting {
      change.edit.forEachMeasurement { identity, _ in found.insert(identity) }
    }
    return found
  }

  /// Sorts out why measurements differ: by the newest line that is left about each, and the file that it is in.
  private func find(
    _ differing: Set<Measurement.Identity>, _ mine: Session, _ reading: SessionReading,
    besides arriving: Set<MetricsFile>, _ altered: Set<MetricsFile>, isFinal: Bool
  ) {
    guard !differing.isEmpty else { return }
    let suspects = Set(examined.keys).subtracting(arriving)
    let origins = tail.origins(of: differing)
    for identity in differing {
      guard let (sequence, file) = origins[identity] else {
        if mine.measurements[identity] != nil { lost.gone.insert(identity) }
        continue
      }
      if altered.contains(file) {
        if mine.measurements[identity] != nil { lost.changed.insert(identity) }
        continue
      }
      guard isFinal || tail.isSettled(file) else {
        undecided = .now + MetricsTail.settling
        continue
      }
      if suspects.contains(file) {
        if sequence > clock.last {
          // Another program's word, and newer than all that is known here.
          late.append(.measurement(identity, reading.measurements[identity]))
        } else if mine.measurements[identity] != nil {
          lost.changed.insert(identity)
        } else if reading.measurements[identity] != nil {
          // Somebody put it there, and it is older than what is known here.
          lost.strange.insert(file)
        }
        continue
      }
      let covers = suspects.filter {
        $0.campaign == identity.campaign && ($0.isLive || $0.sequence > sequence)
      }
      guard !covers.isEmpty else { continue }
      lost.uncovered[identity] =
        covers.filter { !$0.isLive }.map(\.sequence).min()
        ?? max(covers.map(\.sequence).max() ?? 0, sequence + 1)
    }
    if !lost.gone.isEmpty || !lost.uncovered.isEmpty || !lost.changed.isEmpty
      || !lost.strange.isEmpty
    {
      lost.files = suspects
    }
  }

  /// The whole session was moved or removed.
  var isFolderGone: Bool {
    do throws(FileError) { return try folder.status() == nil } catch { return false }
  }

  private var isJournalGone: Bool {
    guard let journal, journal.hasPending || !touched.isEmpty || !typed.isEmpty else {
      return false
    }
    return ((try? state.status(of: journal.name)) ?? nil) == nil
  }
}

// For a window that only shows the session.
extension SessionFolder {
  /// The program that writes the session, or that did last.
  package var writer: FolderLock.Holder? {
    follower == nil ? nil : FolderLock.holder(of: state.path, calls: folder.calls)
  }

  /// What the program that writes the session has done since the last call.
  package func follow() -> JournalFollower.News {
    guard follower != nil else { return .nothing }
    let news = follower?.look() ?? .nothing
    if case .readAgain = news { return news }
    for name in SessionDocuments.saved {
      let signature = (try? FileSignature(folder, name)) ?? nil
      if signature == signatures[name] { continue }
      guard signature != nil else {
        if name == SessionDocuments.session { return .gone }
        // Its writer says what becomes of a document that somebody took away.
        continue
      }
      guard let bytes = try? FileContents.read(folder.full(name), calls: folder.calls) else {
        continue
      }
      let stamp = FileStamp(bytes)
      // Written by the other program's save, or else by a third one.
      guard stamp == stamps[name] || stamp == follower?.saved[name] else { return .readAgain }
      (stamps[name], signatures[name]) = (stamp, signature)
    }
    return news
  }
}
