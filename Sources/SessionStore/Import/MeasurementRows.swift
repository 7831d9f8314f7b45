import Marketing
import Tabular

/// Rows of posts (running totals) and of orders (increments).
struct MeasurementRows {
  private let isPosts: Bool
  private var influencers: InfluencerFinder
  private var campaigns: CampaignFinder
  private var latest: [Measurement.Identity: Int] = [:]
  private var measurements: [(measurement: Measurement, rows: Int, line: Int)] = []
  /// How often each row without a number of its own has occurred so far.
  private var occurrences: [RowHash: Int] = [:]
  private let hasKey: Bool

  init(
    _ batch: inout ImportBatch, influencers: InfluencerFinder? = nil, makesCampaigns: Bool = true
  ) throws(ImportError) {
    isPosts = batch.mapping.kind == .posts
    self.influencers = influencers ?? InfluencerFinder(batch.session.roster)
    campaigns = try CampaignFinder(
      &batch, goal: isPosts ? .awareness : .conversions, makesNew: makesCampaigns)
    hasKey =
      batch.mapping.column(of: .key) != nil || batch.mapping.known.map { $0.key.count > 1 } == true
    if !isPosts, !hasKey {
      batch.note(
        "Rows have no number of their own, so a row that is corrected later counts as a new one. "
          + "An order number, mapped as key, would prevent that.")
    }
  }

  mutating func take(_ row: TableRow, _ batch: inout ImportBatch) {
    guard let day = batch.day(.date, row) else { return batch.refuse(row, "it has no date") }
    let platform = batch.text(.platform, row).map { Platform(rawValue: $0) }
    let who = batch.author(row)
    let influencer = who.flatMap { influencers.find($0, platform: platform) }
    if let who, influencer == nil {
      batch.leaveOut(row, "“\(who)” isn't in the roster: its figures count as unattributed")
    }
    let named = batch.text(.campaign, row)
    guard let campaign = campaigns.find(named, day: day) else {
      return batch.refuse(
        row,
        named.map { "the session has no campaign “\($0)”" }
          ?? "it names no campaign, and none was given for such rows")
    }
    guard let key = key(row, day, who, &batch) else {
      return batch.refuse(row, "it has neither a post's link nor a number of its own")
    }
    var measurement = Measurement(
      campaign: campaign, key: key, kind: isPosts ? .total : .increment, day: day)
    measurement.influencer = influencer
    measurement.post = batch.text(.postURL, row) ?? ""
    measurement.promoCode = batch.text(.promoCode, row) ?? ""
    measurement.trackingLink = batch.text(.trackingLink, row) ?? ""
    measurement.source = batch.file
    measurement.counts = counts(row, &batch)
    for column in batch.keptReaders where column.index < row.count {
      let text = row.plainText(column.index)
      if !text.isEmpty { measurement.custom[column.label] = text }
    }
    guard measurement.counts != Counts() else { return batch.refuse(row, "it has no figures") }

    if let at = latest[measurement.identity] {
      measurements[at].measurement = measurement
      measurements[at].rows += 1
      measurements[at].line = row.line
    } else {
      latest[measurement.identity] = measurements.count
      measurements.append((measurement, 1, row.line))
    }
  }

  /// Identifies a row when it is imported again: by its own number, by the post's link with its day and author, or by
  /// everything in it.
  private mutating func key(_ row: TableRow, _ day: Day, _ who: String?, _ batch: inout ImportBatch)
    -> String?
  {
    if let key = batch.mapping.known?.key(of: row) { return key }
    if hasKey, let key = batch.text(.key, row) { return key }
    if isPosts {
      // An address alone may not be unique: short ones are used for several posts.
      return batch.text(.postURL, row).map { "\($0) \(day.iso)" + (who.map { " \($0)" } ?? "") }
    }
    let hash = RowHash(row)
    occurrences[hash, default: 0] += 1
    return "row \(hash.hexadecimal)" + (occurrences[hash]! > 1 ? " #\(occurrences[hash]!)" : "")
  }

  private func counts(_ row: TableRow, _ batch: inout ImportBatch) -> Counts {
    var counts = Counts()
    counts.impressions = batch.count(.impressions, row)
    counts.reach = batch.count(.reach, row)
    counts.likes = batch.count(.likes, row)
    counts.comments = batch.count(.comments, row)
    counts.shares = batch.count(.shares, row)
    counts.saves = batch.count(.saves, row)
    counts.clicks = batch.count(.clicks, row)
    counts.conversions = batch.count(.conversions, row) ?? batch.count(.orders, row)
    counts.revenue = batch.money(.revenue, row)
    return counts
  }

  /// Returns what was collected since the last call, for rows that arrive piece by piece.
  mutating func drain() -> (measurements: [Measurement], lines: [Int], repeated: Int) {
    defer {
      latest.removeAll(keepingCapacity: true)
      measurements.removeAll(keepingCapacity: true)
    }
    return (
      measurements.map(\.measurement), measurements.map(\.line),
      measurements.reduce(0) { $0 + $1.rows - 1 }
    )
  }

  /// Continues counting equal rows from where others of the same source left off.
  mutating func keepCounts(of other: MeasurementRows) { occurrences = other.occurrences }

  func finish(_ batch: inout ImportBatch) {
    for edit in campaigns.edits(&batch) { batch.append(edit) }
    for (measurement, rows, _) in measurements {
      batch.unchanged += rows - 1
      var former = batch.session.measurements[measurement.identity]
      // The same figures from another file, or with a booking found since, are still the same figures.
      former?.source = measurement.source
      var current = measurement
      if let booking = former?.booking { current.booking = booking }
      if former == current {
        batch.unchanged += 1
      } else {
        batch.append(.put(current))
        if former == nil { batch.added += 1 } else { batch.changed += 1 }
      }
    }
  }
}

/// A 128-bit hash of a row's content, the same on every machine and in every run (two FNV-1a hashes).
struct RowHash: Hashable {
  private let high: UInt64
  private let low: UInt64

  init(_ row: TableRow) {
    var high: UInt64 = 0xCBF2_9CE4_8422_2325
    var low: UInt64 = 0x8422_2325_CBF2_9CE4
    func add(_ byte: UInt8) {
      high = (high ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
      low = (low ^ UInt64(byte) ^ 0x55) &* 0x0000_0100_0000_01B3
    }
    for index in 0..<row.count {
      row.withPlainField(index) { cell, _ in
        for byte in cell { add(byte) }
      }
      add(0x1F)
    }
    self.high = high
    self.low = low
  }

  var hexadecimal: String {
    [high, low].map { word in
      let digits = String(word, radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }.joined()
  }
}
