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
        return conflicts.flatMap { GitConflict.findings($0, $1, in: path) }
      }
      let reading = try SessionReading.settled(folder)
      var findings = reading.findings
      for (document, conflicts) in conflicts {
        // The marks, and records that both sides have.
        findings.removeAll {
          $0.file == document && !$0.isForeign && ($0.severity == .problem || $0.kind == .conflict)
        }
        findings.insert(contentsOf: GitConflict.findings(document, conflicts, in: path), at: 0)
      }
      findings += StateObstacle.all(in: folder).map(\.finding)
      let (_, contents) = try open(at: path, readOnly: true)
      if let reason = contents.readOnlyReason, reading.damage == nil {
        findings.append(
          Finding(
            .problem, reading.journal?.name ?? SessionDocuments.formerJournal, reason))
      }
      for (name, kind) in JournalReading.obstacles(in: reading.state) {
        findings.append(
          Finding(
            .problem, "\(SessionLayout.state)/\(name)", "it is \(kind.words), where the log belongs"
          ))
      }
      if reading.header.format > 1 { findings += try history(folder, reading) }
      if contents.recoveredEdits > 0 {
        let count = contents.recoveredEdits
        findings.append(
          Finding(
            .note, SessionLayout.state,
            "\(count) \(count == 1 ? "change is" : "changes are") not saved yet"))
      }
      findings += sameAccounts(in: contents.session).map {
        Finding(.note, SessionDocuments.roster, $0)
      }
      return findings + references(in: contents.session)
    } catch {
      return [Finding(.problem, path, error.atPrompt)]
    }
  }

  /// Compares every file that the log tells of with what is there.
  private static func history(
    _ folder: DurableFolder, _ reading: SessionReading
  ) throws(StoreError) -> [Finding] {
    let state = SessionLayout.stateFolder(folder)
    do throws(FileError) {
      guard folder.kind(of: SessionLayout.state) == .folder,
        StateObstacle.ofFolders(in: folder).first?.path != SessionLayout.state
      else { return [] }
      let numbers = try JournalChain(in: state, of: reading.header.identity).members
      guard try !JournalReading.numbers(in: state).isEmpty else {
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
      var (findings, written, live) = try writtenMetrics(numbers, in: state)
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
          findings.append(missing(file, numbers, state))
        }
      }
      for (file, stamp) in live.sorted(by: { $0.key.path < $1.key.path }) {
        if reading.findings.contains(where: { $0.file == file.path && $0.line == nil }) { continue }
        do throws(FileError) {
          let now = try FileContents.read(metrics.full(file))
          guard !LiveRecord.Part.isWhole(now, stamp) else { continue }
          findings.append(
            Finding(
              .problem, file.path,
              now.count < stamp.size
                ? "it is cut: \(now.count) of \(stamp.size) bytes are there"
                : "what was written in it isn't as it was: somebody changed it"))
        } catch {
          guard error.isAbsence else { throw error }
          findings.append(missing(file, numbers, state))
        }
      }
      return findings
    } catch {
      throw StoreError(error)
    }
  }

  /// With what the log says of it.
  private static func missing(
    _ file: MetricsFile, _ numbers: [Int], _ state: DurableFolder
  ) -> Finding {
    let changes = numbers.lazy.flatMap { number in
      (try? JournalReading.read(number, in: state, whole: true))?.changes() ?? []
    }
    let origin = changes.first { change in
      (change.metricsFiles + change.live).contains { $0.file == file }
    }
    let words = origin.map { change in
      " (by the log: \(change.title.isEmpty ? "a change" : "“\(change.title)”") by \(change.author))"
    }
    return Finding(
      .problem, file.path,
      "the file is missing\(words ?? ""). If it is on another branch of git, nothing is lost; otherwise put it back "
        + "from a copy, or let clout repair go on without it", kind: .missing)
  }

  /// Every file of measurements that the log tells of, as it must be; of live ones, how they must begin.
  static func writtenMetrics(
    _ numbers: [Int], in state: DurableFolder
  ) throws(FileError) -> (
    findings: [Finding], files: [MetricsFile: FileStamp], live: [MetricsFile: FileStamp]
  ) {
    var findings: [Finding] = []
    var written: [MetricsFile: FileStamp] = [:]
    var accepted: [MetricsFile: FileStamp?] = [:]
    // A journal repeats older records at its beginning, so each goes by its own number.
    var live: [MetricsFile: (at: Int64, stamp: FileStamp?)] = [:]
    func note(_ file: MetricsFile, _ at: Int64, _ stamp: FileStamp?) {
      if at >= live[file]?.at ?? 0 { live[file] = (at, stamp) }
    }
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
        for (file, stamp) in save.accepted {
          if file.isLive {
            note(file, save.sequence, stamp)
          } else {
            accepted.updateValue(stamp, forKey: file)
          }
        }
      }
      for change in journal.changes() {
        for entry in change.live { note(entry.file, change.sequence, entry.stamp) }
      }
    }
    for (file, stamp) in accepted { written[file] = stamp }
    return (findings, written, live.compactMapValues(\.stamp))
  }

  /// Accounts that are in the roster under two numbers. Which of them bookings and measurements mean, only a person knows.
  static func sameAccounts(in session: Session) -> [String] {
    let inUse = session.roster.rows.filter { !$0.isArchived }
    let twice = Dictionary(grouping: inUse, by: \.identity).values.filter { $0.count > 1 }
    return twice.sorted { $0[0].id < $1[0].id }.map { rows in
      let numbers = rows.map { String($0.id.number) }
      return
        "influencers \(numbers.dropLast().joined(separator: ", ")) and \(numbers[numbers.count - 1]) are the same "
        + "account, @\(rows[0].handle) on \(rows[0].platform.rawValue). Give the bookings to one of them, and archive "
        + "the other (x in the cockpit)"
    }
  }

  /// Bookings of records that don't exist.
  static func danglingBookings(in session: Session) -> [Finding] {
    let bookings = session.bookings.rows
    let homeless = bookings.filter { session.campaigns[$0.campaign] == nil }
    let unknown = bookings.filter { session.roster[$0.influencer] == nil }
    return
      dangling(
        homeless.map { ($0.id.number, $0.campaign.number) }, one: "campaign", many: "campaigns",
        missing: ["which doesn't exist", "which don't exist"])
      + dangling(
        unknown.map { ($0.id.number, $0.influencer.number) }, one: "influencer",
        many: "influencers", missing: ["who isn't in the roster", "who aren't in the roster"])
  }

  /// The same in words, for the screen.
  package static func bookingsOfNobody(in session: Session) -> [String] {
    danglingBookings(in: session).map(\.description)
  }

  /// All references to records that don't exist.
  static func references(in session: Session) -> [Finding] {
    var findings = danglingBookings(in: session)
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
    return texts.map { Finding(.problem, SessionDocuments.campaigns, $0, kind: .reference) }
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
