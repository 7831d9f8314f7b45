import JSON
import Marketing

/// Adds measurements to a session that may be open in another program. It only ever appends lines, so nobody loses
/// anything.
package struct MetricsAppender {
  private let metrics: DurableFolder
  private var digest: MeasurementDigest

  /// - Parameter session: its measurements are known and aren't written again.
  package init(path: String, session: Session) throws(StoreError) {
    do throws(FileError) {
      metrics = try DurableFolder(path).subfolder(SessionDocuments.metrics)
    } catch {
      throw StoreError(error)
    }
    digest = MeasurementDigest(session.measurements)
  }

  /// Writes the rows that say something new, durably before it returns. Returns how many those were.
  package mutating func append(_ rows: [Measurement]) throws(StoreError) -> Int {
    var lines: [CampaignID: JSONWriter] = [:]
    var count = 0
    for row in rows where digest.takesIn(row) {
      lines[row.campaign, default: JSONWriter()].measurement(row)
      lines[row.campaign]?.breakLine()
      count += 1
    }
    do throws(FileError) {
      for (campaign, writer) in lines.sorted(by: { $0.key < $1.key }) {
        var file = try AppendFile(metrics.full("\(campaign.number).jsonl"), calls: metrics.calls)
        try file.append(writer.bytes)
        try file.sync()
      }
    } catch {
      throw StoreError(error)
    }
    return count
  }
}
