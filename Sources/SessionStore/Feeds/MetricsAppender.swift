import JSON
import Marketing

/// Adds measurements to a session that may be open in another program. It writes files of its own, so nobody loses
/// anything.
package struct MetricsAppender {
  private var live: LiveMetricsFiles
  private var clock = SequenceClock()
  private var digest: MeasurementDigest
  private var record = LiveRecord()
  private var recorded = ContinuousClock.now
  private let folder: DurableFolder
  private let session: String
  private let title: String

  /// - Parameter session: its measurements are known and aren't written again.
  /// - Parameter title: what the log calls it.
  package init(path: String, session: Session, title: String = "") throws(StoreError) {
    let folder = DurableFolder(path)
    self.folder = folder
    self.title = title
    let header: SessionDocuments.Header
    do throws(FileError) {
      header = try SessionDocuments.readHeader(of: folder)
      for file in try MetricsFolder(folder).list().files { clock.see(file.sequence) }
    } catch {
      throw StoreError(error)
    }
    guard header.format > 1 else {
      throw StoreError(
        .readOnly,
        "\(path) was written by an older Clout. Open it once with clout open \(path) and save it (Ctrl-S); "
          + "then it takes measurements.")
    }
    self.session = header.identity
    live = LiveMetricsFiles(folder, session: header.identity)
    digest = MeasurementDigest(session.measurements)
  }

  /// Writes the rows that say something new, durably before it returns. Returns how many those were.
  package mutating func append(_ rows: [Measurement]) throws(StoreError) -> Int {
    let new = rows.filter { digest.takesIn($0) }
    guard !new.isEmpty else { return 0 }
    do throws(FileError) {
      try live.append(new.map { ($0.identity, $0) }, &clock) { _, _ in }
    } catch {
      throw StoreError(error)
    }
    // A stream may go on for days.
    if recorded.duration(to: .now) > .seconds(600) { putOnRecord() }
    return new.count
  }

  /// Files that another program changed or took away after measurements were written into them, by their paths.
  package var lostFiles: [String] { live.lost }

  /// The live files that saves have taken as they were.
  private static func settled(_ numbers: [Int], in state: DurableFolder) -> Set<MetricsFile> {
    var files: Set<MetricsFile> = []
    for number in numbers {
      guard let journal = try? JournalReading.read(number, in: state, whole: true) else { continue }
      for save in journal.records.compactMap(JournalReading.save(of:)) {
        files.formUnion(save.accepted.keys.filter(\.isLive))
      }
    }
    return files
  }

  /// Says in the log what was written since the last time. The rows count without it, too; so what can't be said now,
  /// for example since the session is a copy without a log, is left to the next program that opens it.
  package mutating func putOnRecord() {
    recorded = .now
    var grown = live.parts.filter { record.known[$0.key]?.size ?? 0 < $0.value.size }
    let state = SessionLayout.stateFolder(folder)
    guard !grown.isEmpty, let numbers = try? JournalReading.numbers(in: state), !numbers.isEmpty
    else { return }
    // What a save has taken as somebody left it, writing again what was missing, isn't asked for any more.
    let settled = Self.settled(numbers, in: state)
    grown = grown.filter { !settled.contains($0.key) }
    guard !grown.isEmpty else { return }
    var change = ChangeRecord(sequence: clock.next(), author: SessionAuthor.current, title: title)
    change.live = LiveRecord.stamps(grown)
    var writer = JSONWriter()
    writer.change(change)
    do throws(FileError) {
      try SessionJournal.add(.change, writer.take(), to: state, of: session)
      record.take(grown)
    } catch {
      return
    }
  }
}
