import JSON
import LibC
import Marketing

/// Mends what can be mended of a session's folder.
///
/// Nothing is deleted: what is taken out of a file, and every file that is replaced, is in `.state/kept` before. A
/// repair that is interrupted is simply begun again.
package struct SessionRepair {
  package struct Report: Sendable {
    package let path: String
    package let isDryRun: Bool
    /// What was done, or would be.
    package var steps: [String] = []
    /// What is left as it is, and does no harm.
    package var notes: [String] = []
    /// What is gone for good, as far as can be told.
    package var lost: [String] = []
    /// What the program can't decide or restore.
    package var advice: [String] = []
    /// What is wrong afterwards, besides what the advice is about.
    package var remaining: [Finding] = []

    package var isSound: Bool {
      advice.isEmpty && !remaining.contains { $0.severity == .problem }
    }
  }

  let folder: DurableFolder
  let isDryRun: Bool
  /// Files of another session become this one's.
  let adopts: Bool
  var report: Report
  var reading: SessionReading
  /// The session as far as it can be read, with its unsaved changes, for numbers that aren't taken yet.
  var session: Session
  /// Whether a new journal has to begin, because the files aren't those that the old one tells of.
  var needsJournal = false
  /// Files of measurements that aren't as they were written, as they are now; nil: lost.
  var accepted: [MetricsFile: FileStamp?] = [:]
  /// Documents of which something couldn't be read, and what that may have been.
  var incomplete: [String: DocumentReading.Gap] = [:]
  /// Documents that are written anew, as they are then.
  var mendedDocuments: [String: [UInt8]] = [:]
  /// Files of measurements that lost lines, as they are then, by path.
  var mended: [String: [UInt8]] = [:]

  var state: DurableFolder { SessionLayout.stateFolder(folder) }
  var identity: String { reading.header.identity }

  /// Refuses while another program has the session open.
  ///
  /// - Parameter adopt: make files that name another session this one's.
  /// - Parameter isShown: the report is shown at once; otherwise call `conclude` once it has been.
  package static func run(
    at name: String, dryRun: Bool = false, adopt: Bool = false, isShown: Bool = true
  ) throws(StoreError) -> Report {
    let path = try place(name)
    let folder = DurableFolder(path)
    if dryRun, let holder = try holder(of: folder) { throw StoreError(path, lockedBy: holder) }
    var report = Report(path: path, isDryRun: dryRun)
    do throws(FileError) {
      try clearState(folder, &report)
    } catch {
      throw StoreError(error)
    }
    let locks = dryRun ? nil : try SessionFolder.Locks(folder)
    defer { withExtendedLifetime(locks) {} }
    leaveConflicts(folder, &report)
    guard report.advice.isEmpty else { return report }
    var header: SessionDocuments.Header?
    var isOtherIdentity = false
    do throws(FileError) {
      header = try restoreHeader(folder, &report)
      if let mended = try restoreIdentity(folder, adopts: adopt, &report) {
        header = mended
        isOtherIdentity = true
      }
    } catch {
      throw StoreError(error)
    }
    guard report.advice.isEmpty else { return report }
    var repair = try SessionRepair(folder, report, as: dryRun ? header : nil, adopts: adopt)
    repair.needsJournal = isOtherIdentity
    repair.recallLosses()
    do throws(FileError) {
      try repair.mendAll()
    } catch {
      throw StoreError(error)
    }
    repair.findRemaining()
    if isShown { conclude(repair.report) }
    return repair.report
  }

  private init(
    _ folder: DurableFolder, _ report: Report, as header: SessionDocuments.Header?, adopts: Bool
  ) throws(StoreError) {
    self.folder = folder
    self.report = report
    self.adopts = adopts
    isDryRun = report.isDryRun
    reading = try SessionReading(folder, as: header)
    do throws(StoreError) {
      session = try SessionFolder.open(at: folder.path, readOnly: true).1.session
    } catch {
      // In a dry run session.json isn't back yet.
      guard header != nil else { throw error }
      session = reading.session
    }
  }

  /// Which side of a conflict is right only a person knows. Until it is decided, nothing can be told for sure of the
  /// rest either.
  private static func leaveConflicts(_ folder: DurableFolder, _ report: inout Report) {
    for (document, conflicts) in GitConflict.all(in: folder) {
      for conflict in conflicts {
        for text in conflict.differences {
          report.advice.append("\(document), line \(conflict.line): git left a conflict: \(text).")
        }
      }
      report.advice.append(
        "\(document): \(GitConflict.advice(document, conflicts, in: report.path))")
    }
  }

  /// What is wrong afterwards and wasn't said. A dry run can tell that of references alone; nothing else should be left.
  private mutating func findRemaining() {
    let found =
      isDryRun
      ? SessionFolder.references(in: expected) : SessionFolder.verify(at: report.path)
    report.notes += SessionFolder.sameAccounts(in: expected).map {
      "\(SessionDocuments.roster): \($0)."
    }
    let undecided = SessionDocuments.saved.filter { name in
      report.advice.contains { $0.hasPrefix(name) }
    }
    // As long as it isn't known whose the files are, nothing else can be told.
    guard !undecided.contains(SessionDocuments.session) else { return }
    report.remaining = found.filter { finding in
      finding.severity == .problem && !undecided.contains(finding.file)
        && !(finding.isReference && !undecided.isEmpty)
    }
  }

  private mutating func mendAll() throws(FileError) {
    if reading.header.format == 1 {
      try mendFormerJournal()
      try mendDocuments()
      try writeDocuments()
      try mendMetrics()
      return
    }
    try mendIdentity()
    guard report.advice.isEmpty else { return }
    try mendJournals()
    try mendDocuments()
    try restoreRecords()
    try writeDocuments()
    leaveOutRefused()
    try mendMetrics()
    try setFormerFilesAside()
    if needsJournal { try beginJournal() }
  }

  /// The folder, even if it has lost the file that makes it a session.
  private static func place(_ name: String) throws(StoreError) -> String {
    do throws(StoreError) {
      return try SessionPlace.ofExisting(name)
    } catch {
      guard case .damaged = error.cause else { throw error }
      for path in [name, name + ".clout"] {
        if case .remains = try SessionPlace.content(of: path, calls: .system) { return path }
      }
      throw error
    }
  }

  /// Who has the session open, found out without writing anything.
  private static func holder(
    of folder: DurableFolder
  ) throws(StoreError) -> FolderLock.Holder?? {
    let path = SessionLayout.stateFolder(folder).full(FolderLock.fileName)
    guard
      let file = try? OpenFile(path, flags: O_RDONLY | O_NONBLOCK, calls: folder.calls),
      (try? file.lock(waiting: false)) == false
    else { return nil }
    let line = (try? FileContents.read(path)) ?? []
    return .some(FolderLock.Holder(line: line))
  }

  /// Says what is done.
  ///
  /// - Returns: false in a dry run: then don't do it.
  @discardableResult
  mutating func step(_ text: String) -> Bool {
    report.steps.append(text)
    return !isDryRun
  }

  /// Says what is lost, and sees to it that the next repair says it, too, should this one be interrupted before it has
  /// said so.
  mutating func lose(_ text: String) throws(FileError) {
    guard !report.lost.contains(text) else { return }
    report.lost.append(text)
    guard !isDryRun else { return }
    try state.write(Array((report.lost.joined(separator: "\n") + "\n").utf8), to: Self.lossesName)
  }

  /// What an interrupted repair had to say.
  private mutating func recallLosses() {
    guard let bytes = try? FileContents.read(state.full(Self.lossesName), calls: state.calls) else {
      return
    }
    report.lost = String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
    // The documents may be mended already, and the journal not yet begun.
    needsJournal = true
  }

  /// From now on nothing need be said again.
  package static func conclude(_ report: Report) {
    guard !report.isDryRun else { return }
    let state = SessionLayout.stateFolder(DurableFolder(report.path))
    _ = state.calls.unlink(state.full(lossesName))
  }

  private static let lossesName = "repair-lost.txt"

  mutating func advise(_ text: String) { report.advice.append(text) }

  /// Keeps bytes that are taken out of a file.
  func keep(_ bytes: [UInt8], as name: String) throws(FileError) {
    try Self.keep(bytes, as: name, in: state)
  }

  static func keep(
    _ bytes: [UInt8], as name: String, in state: DurableFolder
  ) throws(FileError) {
    let kept = try state.subfolder(SessionLayout.kept)
    var (free, attempt) = (name, 1)
    while try kept.isTaken(free) {
      attempt += 1
      free = "\(name).\(attempt)"
    }
    try kept.write(bytes, to: free)
  }

  /// Moves a file to the kept ones.
  func setAside(_ path: String, as name: String) throws(FileError) {
    try state.subfolder(SessionLayout.kept).keep(path, as: name)
    try DurableFolder(FilePath.folder(of: path)).sync()
  }

  static let keptIn = "\(SessionLayout.state)/\(SessionLayout.kept)"
}
