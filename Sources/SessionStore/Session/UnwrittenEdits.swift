import JSON
import Marketing

/// What was recorded but isn't on disk yet, for example because it is full.
struct UnwrittenEdits {
  var records: [(kind: Journal.Kind, payload: [UInt8])] = []
  /// Measurements as lines of their campaigns' files, oldest first.
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
  /// The edits since a save; nil if that save isn't in the journal.
  ///
  /// A save that was noted but never completed is skipped: the edits before it are still only here.
  func edits(since save: Int64) -> [Journal.Record]? {
    let mark = records.lastIndex { record in
      record.kind != .edit && (try? SaveRecord(record.payload))?.save == save
    }
    return mark.map { records[($0 + 1)...].filter { $0.kind == .edit } }
  }
}
