import Marketing

/// A digest of every known measurement, in 16 bytes each: enough to tell whether a feed brings anything new.
///
/// The same figures from another source, or with a booking found since, aren't new.
struct MeasurementDigest {
  private var contents: [Int: Int] = [:]

  init(_ log: MeasurementLog) {
    contents.reserveCapacity(log.count)
    for row in log.rows { note(row) }
  }

  mutating func note(_ row: Measurement) { contents[row.identity.hashValue] = Self.content(row) }

  mutating func note(_ edit: Edit) {
    switch edit {
    case .measurement(let identity, let row):
      contents[identity.hashValue] = row.map(Self.content)
    case .group(_, let edits): for edit in edits { note(edit) }
    case .settings, .influencer, .campaign, .booking, .feed, .plan, .comparison: break
    }
  }

  /// Whether the row says anything new; afterwards it counts as known.
  mutating func takesIn(_ row: Measurement) -> Bool {
    let identity = row.identity.hashValue
    let content = Self.content(row)
    guard contents[identity] != content else { return false }
    contents[identity] = content
    return true
  }

  /// Whether the row was known; afterwards it isn't.
  mutating func forgets(_ identity: Measurement.Identity) -> Bool {
    contents.removeValue(forKey: identity.hashValue) != nil
  }

  private static func content(_ row: Measurement) -> Int {
    var row = row
    row.source = ""
    row.booking = nil
    return row.hashValue
  }
}
