import JSON
import LibC
import Marketing

extension SessionFolder {
  /// What is wrong with a session, without changing it. Empty if it is sound.
  package static func verify(at path: String) -> [Finding] {
    var findings = verifyOnce(at: path)
    // What another program is writing at the moment can look wrong: only what stays is.
    for _ in 1...5 where findings.contains(where: { $0.severity == .problem }) {
      usleep(50_000)
      let again = verifyOnce(at: path)
      if again == findings { break }
      findings = again
    }
    return findings
  }

  private static func verifyOnce(at path: String) -> [Finding] {
    do throws(StoreError) {
      let path = try SessionPlace.ofExisting(path)
      let folder = DurableFolder(path)
      let conflicts = GitConflict.all(in: folder)
      if conflicts.contains(where: { $0.document == SessionDocuments.session }) {
        return conflicts.flatMap { Self.findings($0, $1, in: path) }
      }
      let reading = try SessionReading.settled(folder)
      var findings = reading.findings
      for (document, conflicts) in conflicts {
        // The marks, and records that both sides have.
        findings.removeAll { $0.file == document && $0.severity == .problem && !$0.isForeign }
        findings.insert(contentsOf: Self.findings(document, conflicts, in: path), at: 0)
      }
      let (_, contents) = try open(at: path, readOnly: true)
      if let reason = contents.readOnlyReason, reading.damage == nil {
        findings.append(
          Finding(
            .problem, reading.journal?.name ?? SessionDocuments.formerJournal, reason))
      }
      if reading.header.format > 1 { findings += try history(folder, reading) }
      if contents.recoveredEdits > 0 {
        let count = contents.recoveredEdits
        findings.append(
          Finding(
            .note, SessionLayout.state,
            "\(count) \(count == 1 ? "change is" : "changes are") not saved yet"))
      }
      return findings + references(in: contents.session)
    } catch {
      return [Finding(.problem, path, error.atPrompt)]
    }
  }

  private static func findings(
    _ document: String, _ conflicts: [GitConflict], in path: String
  ) -> [Finding] {
    conflicts.flatMap { conflict in
      conflict.differences.map {
        Finding(.problem, document, line: conflict.line, "git left a conflict: \($0)")
      }
    } + [Finding(.note, document, GitConflict.advice(document, conflicts, in: path))]
  }

  /// Compares every file that the log tells of with what is there.
  private static func history(
    _ folder: DurableFolder, _ reading: SessionReading
  ) throws(StoreError) -> [Finding] {
    let state = SessionLayout.stateFolder(folder)
    do throws(FileError) {
      guard try state.status() != nil else { return [] }
      let numbers = try JournalReading.numbers(in: state)
      guard !numbers.isEmpty else {
        // Locking alone makes the folder, and so does a repair of a copy.
        let names = try state.names().filter {
          ![FolderLock.fileName, SessionLayout.commitLock, SessionLayout.kept].contains($0)
        }
        return names.isEmpty
          ? []
          : [
            Finding(
              .problem, SessionLayout.state,
              "the journal is missing: changes that weren't saved are lost")
          ]
      }
      var (findings, written) = try writtenMetrics(numbers, in: state)
      let metrics = MetricsFolder(folder)
      let committed = Set(reading.journal?.committedMetrics.map(\.stamp.file) ?? [])
      for (file, stamp) in written.sorted(by: { $0.key.path < $1.key.path }) {
        do throws(FileError) {
          let now = FileStamp(try FileContents.read(metrics.full(file)))
          guard now != stamp else { continue }
          findings.append(
            Finding(
              .problem, file.path,
              now.size < stamp.size
                ? "it is cut: \(now.size) of \(stamp.size) bytes are there"
                : "it isn't as it was written: somebody changed it"))
        } catch {
          guard error.isAbsence else { throw error }
          if committed.contains(file), reading.hasStaged(file) { continue }
          if reading.findings.contains(where: { $0.file == file.path }) { continue }
          findings.append(Finding(.problem, file.path, "the file is missing"))
        }
      }
      return findings
    } catch {
      throw StoreError(error)
    }
  }

  /// Every file of measurements that the log tells of, as it must be.
  static func writtenMetrics(
    _ numbers: [Int], in state: DurableFolder
  ) throws(FileError) -> (findings: [Finding], files: [MetricsFile: FileStamp]) {
    var findings: [Finding] = []
    var written: [MetricsFile: FileStamp] = [:]
    var accepted: [MetricsFile: FileStamp?] = [:]
    for number in numbers {
      let journal = try JournalReading.read(number, in: state, whole: true)
      if case .damaged(let damage) = journal.tail {
        let name = "\(SessionLayout.state)/\(journal.name)"
        if number != numbers.last {
          findings.append(
            Finding(.note, name, line: damage.line, "\(damage.reason); the next journal goes on"))
        } else if !findings.contains(where: { $0.file == name }), isSoundSince(number, state) {
          findings.append(
            Finding(
              .note, name, line: damage.line,
              "\(damage.reason); it is older than the last save, so only clout log and undo end there"
            ))
        }
      }
      for entry in journal.allMetrics where written[entry.file] == nil {
        written[entry.file] = entry.stamp
      }
      for save in journal.records.compactMap(JournalReading.save(of:)) {
        accepted.merge(save.accepted) { $1 }
      }
    }
    for (file, stamp) in accepted { written[file] = stamp }
    return (findings, written)
  }

  /// References to records that don't exist.
  static func references(in session: Session) -> [Finding] {
    let bookings = session.bookings.rows
    let homeless = bookings.filter { session.campaigns[$0.campaign] == nil }
    let unknown = bookings.filter { session.roster[$0.influencer] == nil }
    var findings =
      dangling(
        homeless.map { ($0.id.number, $0.campaign.number) }, one: "campaign", many: "campaigns",
        missing: ["which doesn't exist", "which don't exist"])
      + dangling(
        unknown.map { ($0.id.number, $0.influencer.number) }, one: "influencer",
        many: "influencers", missing: ["who isn't in the roster", "who aren't in the roster"])
    var campaigns: [Int: Int] = [:]
    var influencers: [Int: Int] = [:]
    for row in session.measurements.rows {
      if session.campaigns[row.campaign] == nil { campaigns[row.campaign.number, default: 0] += 1 }
      if let influencer = row.influencer, session.roster[influencer] == nil {
        influencers[influencer.number, default: 0] += 1
      }
    }
    for (word, counts) in [("campaign", campaigns), ("influencer", influencers)]
    where !counts.isEmpty {
      let total = counts.values.reduce(0, +)
      let what = counts.count == 1 ? word : "\(counts.count) \(word)s"
      findings.append(
        Finding(
          .note, SessionDocuments.metrics,
          "\(total) \(total == 1 ? "measurement names" : "measurements name") \(what)"
            + (counts.count == 1
              ? " \(few(Array(counts.keys))), which the session doesn't have"
              : " that the session doesn't have: \(few(Array(counts.keys)))")))
    }
    return findings
  }

  /// Bookings that name what isn't there: each with its number while they are few. If a whole document is missing, they
  /// are all of them, and one line says it.
  private static func dangling(
    _ pairs: [(booking: Int, of: Int)], one: String, many: String, missing: [String]
  ) -> [Finding] {
    let texts =
      pairs.count <= 3
      ? pairs.map { "booking \($0.booking) names \(one) \($0.of), \(missing[0])" }
      : {
        let named = Set(pairs.map(\.of))
        return [
          "\(pairs.count) bookings name "
            + (named.count == 1
              ? "\(one) \(few(Array(named))), \(missing[0])"
              : "\(named.count) \(many) \(missing[1]): \(few(Array(named)))")
            + " (bookings \(few(pairs.map(\.booking))))"
        ]
      }()
    return texts.map { Finding(.problem, SessionDocuments.campaigns, $0, isReference: true) }
  }

  /// The first of the numbers, and how many more there are.
  private static func few(_ numbers: [Int]) -> String {
    let shown = numbers.sorted().prefix(3).map(String.init).joined(separator: ", ")
    return numbers.count > 3 ? "\(shown) and \(numbers.count - 3) more" : shown
  }

  /// Whether what counts, from the last save on, can be read.
  private static func isSoundSince(
    _ number: Int, _ state: DurableFolder
  ) -> Bool {
    guard let reading = try? JournalReading.read(number, in: state) else { return false }
    if case .damaged = reading.tail { return false }
    return true
  }
}
