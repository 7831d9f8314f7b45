import JSON
import Marketing

/// What was recorded and is not on disk yet, such as for want of space.
struct UnwrittenEdits {
  var records: [(kind: Journal.Kind, payload: [UInt8])] = []
  /// Measurements as lines of their campaign's file, the oldest first.
  var lines: [CampaignID: JSONWriter] = [:]

  mutating func add(_ edits: [Edit]) {
    for edit in edits {
      edit.appendMeasurements(to: &lines)
      guard let lasting = edit.withoutMeasurements else { continue }
      var writer = JSONWriter()
      writer.edit(lasting)
      records.append((.edit, writer.take()))
    }
  }
}

extension Journal.Contents {
  /// The edits since a save; nil when the journal doesn't know of it.
  ///
  /// A save that was noted but never came about is passed over: the edits before it are still only here.
  func edits(since save: Int64) -> [Journal.Record]? {
    let mark = records.lastIndex { record in
      record.kind != .edit && (try? SaveRecord(record.payload))?.save == save
    }
    return mark.map { records[($0 + 1)...].filter { $0.kind == .edit } }
  }
}
