import JSON
import Marketing

/// Adds measurements to a session that may be open in another program. It writes files of its own, so nobody loses
/// anything.
package struct MetricsAppender {
  private var live: LiveMetricsFiles
  private var clock = SequenceClock()
  private var digest: MeasurementDigest

  /// - Parameter session: its measurements are known and aren't written again.
  package init(path: String, session: Session) throws(StoreError) {
    let folder = DurableFolder(path)
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
    return new.count
  }
}
