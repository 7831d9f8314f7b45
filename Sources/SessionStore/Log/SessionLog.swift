import JSON
import LibC
import Marketing

/// A session's changes and saves, from all its journals.
package struct SessionLog {
  package struct Entry: Sendable {
    package enum Kind: String, Sendable {
      case change, save, discard, repair
      /// The session was made, or taken over as it was found.
      case begin
    }

    package let kind: Kind
    /// Microseconds since 1970; no two entries of a session have the same.
    package let time: Int64
    package let author: String
    package let title: String
    package var counts = EditCounts()
    /// The campaigns that it touches.
    package var campaigns: Set<CampaignID> = []
  }

  /// Oldest first.
  package let entries: [Entry]
  /// What couldn't be read.
  package let notes: [String]
  /// Changes are missing at the end, because the journal in use can't be read beyond a damaged line.
  package let isCut: Bool

  /// - Parameter last: only so many, the newest.
  package init(
    of name: String, by author: String? = nil, campaign: CampaignID? = nil, last: Int? = nil
  ) throws(StoreError) {
    let path = try SessionPlace.ofExisting(name)
    let folder = DurableFolder(path)
    do throws(FileError) {
      let (records, notes, isCut) = try Self.records(
        in: SessionLayout.stateFolder(folder),
        of: try? SessionDocuments.readHeader(of: folder).identity)
      self.notes = notes
      self.isCut = isCut
      var entries: [Entry] = []
      let metrics = MetricsFolder(folder)
      let growth = Self.growth(records)
      for record in records.reversed() {
        if let last, entries.count >= last { break }
        guard var entry = Self.entry(record, metrics) else { continue }
        for (file, range) in growth[entry.time] ?? [] {
          entry.campaigns.insert(file.campaign)
          let bytes = (try? metrics.bytes(of: file, range)) ?? []
          entry.counts.measurements += bytes.count { $0 == 0x0A }
        }
        if let author, entry.author != author { continue }
        if let campaign, !entry.campaigns.contains(campaign) { continue }
        entries.append(entry)
      }
      self.entries = entries.reversed()
    } catch {
      throw StoreError(error)
    }
  }

  /// The records of all journals, each as far as the next one says that it counts.
  ///
  /// - Parameter session: whose they must be; nil or empty if that isn't known.
  static func records(
    in state: DurableFolder, of session: String?
  ) throws(FileError) -> (records: [Journal.Record], notes: [String], isCut: Bool) {
    var records: [Journal.Record] = []
    var notes: [String] = []
    var journals: [JournalReading] = []
    for number in try JournalChain(in: state, of: session).members {
      journals.append(try JournalReading.read(number, in: state, whole: true))
    }
    var limits: [String: Int] = [:]
    for journal in journals {
      guard let begin = journal.records.first, begin.kind == .begin,
        let after = try? JSONReader.read(
          begin.payload, { reader throws(JSONError) in try reader.readBegin().after })
      else { continue }
      limits[after.name] = after.size
    }
    var seen: Set<Int64> = []
    for journal in journals {
      var size = 0
      for record in journal.records {
        size += Journal.line(for: record).count
        if let limit = limits[journal.name], size > limit { break }
        // A journal repeats the last save and what wasn't saved when it began.
        guard let time = time(of: record), seen.insert(time).inserted else { continue }
        records.append(record)
      }
      if case .damaged(let damage) = journal.tail {
        notes.append(
          "\(SessionLayout.state)/\(journal.name), line \(damage.line): \(damage.reason)")
      }
    }
    var isCut = false
    if case .damaged? = journals.last?.tail { isCut = true }
    return (records, notes, isCut)
  }

  private static func time(of record: Journal.Record) -> Int64? {
    switch record.kind {
    case .change: record.change?.sequence
    case .save, .discard:
      try? JSONReader.read(
        record.payload, { reader throws(JSONError) in try reader.readSave().sequence })
    case .begin: JournalReading.save(of: record)?.sequence
    case .edit, .commit: nil
    }
  }

  private static func entry(_ record: Journal.Record, _ metrics: MetricsFolder) -> Entry? {
    switch record.kind {
    case .change:
      guard let change = record.change else { return nil }
      return change.isQuiet ? nil : entry(change, metrics)
    case .save, .discard, .begin:
      guard
        let save = record.kind == .discard
          ? try? JSONReader.read(
            record.payload, { reader throws(JSONError) in try reader.readSave() })
          : JournalReading.save(of: record)
      else { return nil }
      // One that only goes on where another ended says nothing new.
      let isRepair = save.title == SaveRecord.repairTitle
      if record.kind == .begin, continues(record), !isRepair { return nil }
      let kind: Entry.Kind =
        switch record.kind {
        case .discard: .discard
        case .begin where isRepair: .repair
        case .begin: .begin
        case .save, .change, .edit, .commit: .save
        }
      var entry = Entry(
        kind: kind, time: save.sequence, author: save.author,
        title: kind == .repair ? "" : save.title)
      if kind == .begin { entry.counts.measurements = lines(save.metricsFiles, metrics) }
      return entry
    case .edit, .commit: return nil
    }
  }

  private static func continues(_ begin: Journal.Record) -> Bool {
    let after = try? JSONReader.read(begin.payload) { reader throws(JSONError) in
      try reader.readBegin().after
    }
    return after != nil
  }

  private static func entry(_ change: ChangeRecord, _ metrics: MetricsFolder) -> Entry {
    var entry = Entry(
      kind: .change, time: change.sequence, author: change.author, title: change.title)
    let edit = edit(change.edit)
    if let edit { entry.counts = EditCounts(edit) }
    entry.counts.measurements += lines(change.metricsFiles, metrics)
    for file in change.metricsFiles { entry.campaigns.insert(file.file.campaign) }
    for edit in [edit, Self.edit(change.undo)].compactMap({ $0 }) {
      edit.forEachPart { key, part in
        switch (key, part) {
        case (.campaign(let id), _): entry.campaigns.insert(id)
        case (.measurement(let identity), _): entry.campaigns.insert(identity.campaign)
        case (_, .booking(_, let booking?)): entry.campaigns.insert(booking.campaign)
        case (_, .feed(_, let feed?)): if let id = feed.campaign { entry.campaigns.insert(id) }
        case (.plan(let id), _): entry.campaigns.insert(id)
        case (.settings, _), (.influencer, _), (.booking, _), (.feed, _), (.comparison, _): break
        }
      }
    }
    return entry
  }

  /// Nil if it is empty or can't be read.
  static func edit(_ bytes: [UInt8]) -> Edit? {
    guard !bytes.isEmpty else { return nil }
    return try? JSONReader.read(bytes, maximumDepth: Journal.maximumDepth) {
      reader throws(JSONError) in try reader.readEdit()
    }
  }

  /// Which part of which live file each change tells of, by its time.
  private static func growth(
    _ records: [Journal.Record]
  ) -> [Int64: [(file: MetricsFile, range: Range<Int>)]] {
    var sizes: [MetricsFile: Int] = [:]
    var growth: [Int64: [(file: MetricsFile, range: Range<Int>)]] = [:]
    for record in records {
      for (file, stamp) in JournalReading.save(of: record)?.accepted ?? [:] where file.isLive {
        sizes[file] = stamp?.size
      }
      guard record.kind == .change, record.payload.contains(Array("\"live\"".utf8)),
        let change = record.change
      else { continue }
      for entry in change.live {
        let size = sizes[entry.file] ?? 0
        if size < entry.stamp.size {
          growth[change.sequence, default: []].append((entry.file, size..<entry.stamp.size))
        }
        sizes[entry.file] = entry.stamp.size
      }
    }
    return growth
  }

  /// How many lines there are in files of measurements; none in those that are gone.
  private static func lines(_ files: [MetricsFileStamp], _ metrics: MetricsFolder) -> Int {
    var count = 0
    for entry in files {
      guard let bytes = try? FileContents.read(metrics.full(entry.file)) else { continue }
      count += bytes.count { $0 == 0x0A }
    }
    return count
  }
}
