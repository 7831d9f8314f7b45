import JSON
import LibC
import Marketing

/// What the files of a folder contain, and everything that is wrong with them.
struct SessionReading {
  let folder: DurableFolder
  var header = SessionDocuments.Header(identity: "", settings: Settings(name: ""), view: [:])
  var roster: [Influencer] = []
  var campaigns: [Campaign] = []
  var bookings: [Booking] = []
  var measurements = MeasurementLog()
  var feeds: [Feed] = []
  /// Members of the documents that this version doesn't know, by document.
  var unknown: [String: [UnknownField]] = [:]
  /// The journal from the last save on; nil if there is none.
  var journal: JournalReading?
  /// Format 1: its journal.
  var formerJournal = Journal.Contents()
  var findings: [Finding] = []
  /// The documents as they were read.
  var stamps: [String: FileStamp] = [:]
  var signatures: [String: FileSignature] = [:]
  /// The highest number in any line of measurements.
  var sequence: Int64 = 0
  /// Measurements in changes that aren't saved, as far as a file of measurements has a newer line about them, with that
  /// line's number.
  var newer: [Measurement.Identity: Int64] = [:]
  /// Those to look out for, and from which number on.
  var unsaved: (identities: Set<Measurement.Identity>, since: Int64) = ([], .max)
  /// Whole files of measurements that were read, together and each.
  var metricsFiles = MetricsTotal()
  var metricsStamps: [MetricsFile: FileStamp] = [:]
  /// The sizes of live files that were read.
  var liveFiles: [MetricsFile: Int] = [:]
  /// Files that were written and aren't there, or not whole, the bytes that are missing in all, and what makes the sum
  /// of their contents right again.
  private(set) var missingMetrics = MetricsTotal()
  /// Files that the log doesn't know, such as those that came by git; only looked for if the sums differ.
  private(set) var unlogged: [MetricsFile: FileStamp] = [:]

  var state: DurableFolder { SessionLayout.stateFolder(folder) }

  /// Why the session must not be written: part of its files would be lost.
  var damage: StoreError? {
    let first = findings.first {
      // Writing one of format 1 in format 2 would leave out what can't be read.
      $0.severity == .problem && (!$0.isOfMeasurements || header.format == 1)
    }
    guard let first else { return nil }
    let advice = findings.first {
      $0.file == first.file && $0.kind == .conflict && $0.severity == .note
    }
    guard let advice else { return first.asError }
    return StoreError(.damaged(file: first.file), "\(first). \(advice)")
  }

  /// Reads everything. Throws only if there is no session, or one in a newer format.
  ///
  /// - Parameter mended: what session.json will be after a repair.
  init(
    _ folder: DurableFolder, as mended: SessionDocuments.Header? = nil
  ) throws(StoreError) {
    self.folder = folder
    do throws(FileError) {
      journal = try JournalReading.latest(in: SessionLayout.stateFolder(folder))
    } catch {
      throw StoreError(error)
    }
    let bytes = try contents(of: SessionDocuments.session)
    if let mended {
      header = mended
    } else if let bytes {
      do throws(StoreError) {
        header = try SessionDocuments.readHeader(bytes)
      } catch {
        throw GitConflict.error(bytes, SessionDocuments.session, in: folder.path) ?? error
      }
    } else if let finding = findings.first {
      throw finding.asError
    } else {
      throw StoreError(
        .noSession,
        "\(folder.path) isn't a Clout session: it has no \(SessionDocuments.session). "
          + "clout new \(folder.path) would make one.")
    }
    examineIdentity()
    try readRoster()
    try readCampaigns()
    try readFeeds()
    if header.format == 1 {
      try readFormerMetrics()
      try readFormerJournal()
    } else {
      if let bytes = try? FileContents.read(state.full(SessionLayout.view), calls: folder.calls) {
        header.view.readPlaces(bytes)
      }
      findUnsaved()
      try readMetrics()
      examineJournal()
    }
  }

  /// Reads everything, again if a file was moved to its place by its writer just when it was to be read.
  static func settled(_ folder: DurableFolder) throws(StoreError) -> SessionReading {
    for _ in 1..<10 {
      do throws(StoreError) {
        return try SessionReading(folder)
      } catch {
        guard case .file(let cause) = error.cause, cause.reason == .notFound else { throw error }
        usleep(10_000)
      }
    }
    return try SessionReading(folder)
  }

  /// Reads only the documents, for comparing them with the open session.
  ///
  /// - Parameter known: whose they are if session.json is missing.
  init(
    documentsOf folder: DurableFolder, of known: SessionDocuments.Header
  ) throws(StoreError) {
    self.folder = folder
    header = known
    if let bytes = try contents(of: SessionDocuments.session) {
      do throws(StoreError) {
        header = try SessionDocuments.readHeader(bytes)
      } catch {
        if case .newerFormat = error.cause { throw error }
        findings.append(Finding(.problem, SessionDocuments.session, error.description))
      }
    }
    examineIdentity()
    // It is unreadable like the rest of the document; the others are still compared with whose they must be.
    if !isIdentified { header.identity = known.identity }
    try readRoster()
    try readCampaigns()
    try readFeeds()
  }

  private mutating func contents(
    of name: String, isNeeded: Bool = false
  ) throws(StoreError) -> [UInt8]? {
    do throws(FileError) {
      if let bytes = try committed(name) { return bytes }
      signatures[name] = try FileSignature(folder, name)
      if let kind = folder.obstacle(at: name) {
        findings.append(
          Finding(.problem, name, "it is \(kind.words), where a file of the session belongs"))
        return nil
      }
      let bytes = try FileContents.read(folder.full(name), calls: folder.calls)
      stamps[name] = FileStamp(bytes)
      return bytes
    } catch {
      guard error.isAbsence else { throw StoreError(error) }
      if isNeeded { findings.append(Finding(.problem, name, "the file is missing")) }
      return nil
    }
  }

  /// A document of a save that counts but hasn't got its place yet, because only a program that may write gives it.
  private mutating func committed(_ name: String) throws(FileError) -> [UInt8]? {
    guard let save = journal?.base, save.written.contains(name), let stamp = save.files[name] else {
      return nil
    }
    let staged = FilePath.join(
      state.full(SessionLayout.staging), "\(save.sequence)/\(name)")
    do throws(FileError) {
      let bytes = try FileContents.read(staged, calls: folder.calls)
      guard FileStamp(bytes) == stamp else { return nil }
      stamps[name] = stamp
      return bytes
    } catch {
      guard error.isAbsence else { throw error }
      return nil
    }
  }

  /// Whether session.json says whose the files are. Otherwise nothing can be another session's.
  var isIdentified: Bool { header.format == 1 || SessionIdentity.isValid(header.identity) }

  private mutating func examineIdentity() {
    guard !isIdentified else { return }
    let complaint = IdentityTraces(folder).complaint(about: header.identity)
    findings.append(Finding(.problem, SessionDocuments.session, complaint))
  }

  /// A document that names another session was put here by somebody.
  private mutating func note(_ envelope: SessionDocuments.Envelope, of name: String) {
    if !envelope.unknown.isEmpty { unknown[name] = envelope.unknown }
    guard header.format > 1, isIdentified, let owner = envelope.session, owner != header.identity
    else { return }
    findings.append(
      Finding(
        .problem, name,
        "it belongs to another session (\(owner), this one is \(header.identity))",
        kind: .foreign))
  }

  /// Why a document can't be read: by the conflict that git left in it, if there is one.
  private mutating func report(_ error: JSONError, _ bytes: [UInt8], _ name: String) {
    let conflicts = GitConflict.all(in: bytes, name)
    findings +=
      conflicts.isEmpty
      ? [Finding(error, in: name)] : GitConflict.findings(name, conflicts, in: folder.path)
  }

  private mutating func readRoster() throws(StoreError) {
    guard let bytes = try contents(of: SessionDocuments.roster, isNeeded: true) else { return }
    do throws(JSONError) {
      let (rows, envelope) = try SessionDocuments.readRoster(bytes, isFormer: header.format == 1)
      roster = rows
      note(envelope, of: SessionDocuments.roster)
    } catch {
      report(error, bytes, SessionDocuments.roster)
      roster = SessionDocuments.salvage(bytes) { reader throws(JSONError) in
        try reader.readInfluencer()
      }
    }
    reportRepeated(roster.map(\.id.number), "influencer", in: SessionDocuments.roster)
  }

  private mutating func readCampaigns() throws(StoreError) {
    guard let bytes = try contents(of: SessionDocuments.campaigns, isNeeded: true) else { return }
    do throws(JSONError) {
      let (first, second, envelope) = try SessionDocuments.readCampaigns(
        bytes, isFormer: header.format == 1)
      (campaigns, bookings) = (first, second)
      note(envelope, of: SessionDocuments.campaigns)
    } catch {
      report(error, bytes, SessionDocuments.campaigns)
      bookings = SessionDocuments.salvage(bytes) { reader throws(JSONError) in
        try reader.readBooking()
      }
      campaigns = SessionDocuments.salvage(bytes) { reader throws(JSONError) in
        try reader.readCampaign()
      }
    }
    reportRepeated(campaigns.map(\.id.number), "campaign", in: SessionDocuments.campaigns)
    reportRepeated(bookings.map(\.id.number), "booking", in: SessionDocuments.campaigns)
  }

  private mutating func reportRepeated(_ numbers: [Int], _ what: String, in file: String) {
    var seen: Set<Int> = []
    for number in numbers where !seen.insert(number).inserted {
      findings.append(Finding(.problem, file, "\(what) \(number) appears twice"))
      return
    }
  }

  /// Most sessions have none.
  private mutating func readFeeds() throws(StoreError) {
    guard let bytes = try contents(of: SessionDocuments.feeds) else { return }
    do throws(JSONError) {
      let (rows, envelope) = try SessionDocuments.readFeeds(bytes, isFormer: header.format == 1)
      feeds = rows
      note(envelope, of: SessionDocuments.feeds)
    } catch {
      report(error, bytes, SessionDocuments.feeds)
      feeds = SessionDocuments.salvage(bytes) { reader throws(JSONError) in try reader.readFeed() }
    }
    reportRepeated(feeds.map(\.id.number), "feed", in: SessionDocuments.feeds)
  }

  /// What the last save and the changes since count, as far as it isn't there or isn't as it was written.
  private mutating func findMissing(
    _ journal: JournalReading, _ save: SaveRecord
  ) -> (missing: [String], altered: [String]) {
    // A repair counts what is there, and repeats the changes before it.
    let written = journal.changes().filter { $0.sequence > save.sequence }.flatMap(\.metricsFiles)
    var expected = save.metrics + MetricsTotal(written)
    if !save.hasDigest { expected.digest = metricsFiles.digest }
    let since = journal.changes().flatMap(\.live)
    let older = liveFiles.filter { $0.key.sequence <= save.sequence }
    let isLiveShort =
      older.count < save.liveCount || older.values.reduce(0, +) < save.liveBytes
      || save.liveNames.map { $0 != LiveRecord.sum(ofNames: older.keys) } ?? false
      || since.contains { liveFiles[$0.file] ?? -1 < $0.stamp.size }
    guard metricsFiles != expected || isLiveShort else { return ([], []) }
    // What came by git could make up for what is gone, so each one is looked for by its name.
    let members = (try? JournalChain(in: state, of: header.identity))?.members ?? []
    let log = try? SessionFolder.writtenMetrics(members, in: state)
    var missing: [String] = []
    var altered: [String] = []
    for (file, stamp) in (log?.live ?? [:]).sorted(by: { $0.key.path < $1.key.path })
    where liveFiles[file] ?? -1 < stamp.size {
      missing.append(file.path)
    }
    for (file, stamp) in (log?.files ?? [:]).sorted(by: { $0.key.path < $1.key.path }) {
      let now = metricsStamps[file]
      guard now != stamp, now != nil || !hasStaged(file) else { continue }
      missingMetrics.digest &+= MetricsTotal.digest(of: file, stamp)
      if let now { missingMetrics.digest &-= MetricsTotal.digest(of: file, now) }
      if now == nil { missingMetrics.count += 1 }
      let size = now?.size ?? 0
      missingMetrics.bytes += max(0, stamp.size - size)
      if size < stamp.size { missing.append(file.path) } else { altered.append(file.path) }
    }
    if let log { unlogged = metricsStamps.filter { log.files[$0.key] == nil } }
    missingMetrics.count = max(missingMetrics.count, expected.count - metricsFiles.count)
    missingMetrics.bytes = max(missingMetrics.bytes, expected.bytes - metricsFiles.bytes)
    return (missing, altered)
  }

  private mutating func examineJournal() {
    guard let journal else { return }
    for (number, stray) in ((try? JournalChain(in: state))?.strays ?? [:]).sorted(by: {
      $0.key < $1.key
    }) {
      findings.append(
        Finding(.note, "\(SessionLayout.state)/\(SessionLayout.journal(number))", stray.words))
    }
    let name = "\(SessionLayout.state)/\(journal.name)"
    if journal.session == nil {
      switch journal.tail {
      case .clean, .torn:
        findings.append(Finding(.problem, name, line: 1, "its first line can't be read"))
      case .damaged: break
      }
    }
    if isIdentified, let owner = journal.session, owner != header.identity {
      findings.append(
        Finding(
          .problem, name,
          "it belongs to another session (\(owner), this one is \(header.identity))",
          kind: .foreign))
    }
    if journal.begun > 0, journal.reached == 0 {
      findings.append(
        Finding(
          .note, "\(SessionLayout.state)/\(JournalEnd.fileName)",
          "the mark of how far \(journal.name) goes is missing: whether that was cut can't be told")
      )
    }
    switch journal.tail {
    case .clean where journal.isCut, .torn where journal.isCut:
      findings.append(Finding(.problem, name, journal.cut))
    case .clean: break
    case .torn:
      findings.append(
        Finding(.note, name, "\(Finding.tornEnd); it is set aside"))
    case .damaged(let damage):
      findings.append(
        Finding(
          .problem, name, line: damage.line,
          damage.inWords))
    }
    guard let save = journal.base else { return }
    for (file, stamp) in save.files.sorted(by: { $0.key < $1.key }) where stamps[file] != stamp {
      if findings.contains(where: { $0.file == file && $0.severity == .problem }) { continue }
      findings.append(
        Finding(.note, file, stamps[file] == nil ? Finding.takenAway : Finding.changedOutside))
    }
    let (missing, altered) = findMissing(journal, save)
    if !altered.isEmpty {
      findings.append(
        Finding(
          .problem, SessionDocuments.metrics,
          "somebody changed \(Self.few(altered)) since it was written, and what it says now counts: clout check says more"
        ))
    }
    if missingMetrics.count > 0 || missingMetrics.bytes > 0 || !missing.isEmpty {
      let what =
        missing.isEmpty
        ? "there are \(metricsFiles.count) files with \(metricsFiles.bytes) bytes, "
          + "\(metricsFiles.count + missingMetrics.count) with \(metricsFiles.bytes + missingMetrics.bytes) were written"
        : Self.few(missing)
      findings.append(
        Finding(
          .problem, SessionDocuments.metrics, "measurements are missing: \(what)", kind: .missing))
    }
  }

  /// The first two, and how many more there are.
  private static func few(_ names: [String]) -> String {
    names.prefix(2).joined(separator: ", ")
      + (names.count > 2 ? " and \(names.count - 2) more" : "")
  }

  /// The session from the files, before the journal is replayed.
  var session: Session {
    Session(
      settings: header.settings, roster: Table(roster), campaigns: Table(campaigns),
      bookings: Table(bookings),
      measurements: measurements, feeds: Table(feeds), requests: header.view.requests)
  }
}
