import JSON
import Marketing

/// How much of each live file the log says was written, so that one that is cut, changed or gone is noticed.
struct LiveRecord {
  /// Whole lines only: the last one may be in the writing.
  struct Part {
    var size = 0
    var crc = CRC32()

    init() {}

    init?(_ stamp: FileStamp) {
      guard let crc = CRC32(hexadecimal: stamp.crc) else { return nil }
      (size, self.crc) = (stamp.size, crc)
    }

    /// The whole lines of a file.
    init(linesOf bytes: [UInt8]) { add(bytes) }

    /// Takes in what follows, as far as its lines are whole.
    mutating func add(_ bytes: [UInt8]) {
      guard let end = bytes.lastIndex(of: 0x0A) else { return }
      bytes.withUnsafeBufferPointer { crc.update(UnsafeBufferPointer(rebasing: $0[...end])) }
      size += end + 1
    }

    var stamp: FileStamp { FileStamp(size: size, crc: crc.hexadecimal) }

    /// Whether the first of these bytes are the ones that were written.
    static func isWhole(_ bytes: [UInt8], _ stamp: FileStamp) -> Bool {
      bytes.count >= stamp.size && FileStamp(Array(bytes.prefix(stamp.size))) == stamp
    }
  }

  private(set) var known: [MetricsFile: Part]

  init(_ written: [MetricsFile: FileStamp] = [:]) {
    known = written.compactMapValues { Part($0) }
  }

  var bytes: Int { known.values.reduce(0) { $0 + $1.size } }

  /// One that was moved to another campaign has another name.
  static func sum(ofNames files: some Sequence<MetricsFile>) -> UInt32 {
    files.reduce(0) { sum, file in
      var crc = CRC32()
      crc.update(file.path)
      return sum &+ crc.value
    }
  }

  /// What was added to files since; it is on record once `take` is called.
  func growth(of files: some Sequence<MetricsFile>, in metrics: MetricsFolder) -> [MetricsFile:
    Part]
  {
    var grown: [MetricsFile: Part] = [:]
    for file in files where file.isLive {
      let before = known[file] ?? Part()
      guard let size = metrics.size(of: file), size > before.size,
        let added = try? metrics.bytes(of: file, before.size..<size)
      else { continue }
      var part = before
      part.add(added)
      if part.size > before.size { grown[file] = part }
    }
    return grown
  }

  mutating func take(_ grown: [MetricsFile: Part]) { known.merge(grown) { $1 } }

  /// Takes a file as it is now; nil: it is gone.
  mutating func replace(_ file: MetricsFile, by part: Part?) { known[file] = part }

  /// For the log, in a fixed order.
  static func stamps(_ grown: [MetricsFile: Part]) -> [MetricsFileStamp] {
    grown.map { MetricsFileStamp(file: $0.key, stamp: $0.value.stamp) }
      .sorted { $0.file.path < $1.file.path }
  }
}

extension SessionFolder {
  /// Puts on record what came into files that only grow, so that it can be missed even after a crash.
  package func recordArrivals() {
    try? recordGrowth(except: Set(tail.suspects.keys))
  }

  /// Puts on record what feeds and other programs have added to the files that only grow, but for those that aren't as
  /// they were.
  func recordGrowth(except lost: Set<MetricsFile> = []) throws(FileError) {
    guard let journal, header.format > 1 else { return }
    let metrics = MetricsFolder(folder)
    let files = ((try? metrics.list().files) ?? []).filter {
      $0.isLive && $0.owner == identity.prefix(8) && !lost.contains($0)
    }
    if liveRecord == nil {
      let bytes = files.reduce(0) { $0 + (metrics.size(of: $1) ?? 0) }
      // Nothing came since the last save.
      if lost.isEmpty, let base = journal.base,
        (base.liveCount, base.liveBytes) == (files.count, bytes)
      {
        return
      }
      liveRecord = LiveRecord(
        try Self.writtenMetrics(ownJournals, in: state).live)
    }
    let grown = liveRecord?.growth(of: files, in: metrics) ?? [:]
    for (isOwn, title) in [
      (true, "figures from feeds"), (false, "figures from feeds or clout ingest"),
    ] {
      let part = grown.filter { live.hasWritten($0.key) == isOwn }
      guard !part.isEmpty else { continue }
      var record = ChangeRecord(sequence: clock.next(), author: author, title: title)
      record.live = LiveRecord.stamps(part)
      var writer = JSONWriter()
      writer.change(record)
      try journal.append(.change, writer.take())
      liveRecord?.take(part)
    }
  }
}
