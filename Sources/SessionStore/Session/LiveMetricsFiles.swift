import LibC
import Marketing

/// Files of measurements that grow line by line while measurements stream in: one for each campaign and program.
struct LiveMetricsFiles {
  private final class Growing {
    let file: MetricsFile
    let handle: OpenFile
    var size = 0

    init(_ file: MetricsFile, _ handle: consuming OpenFile) {
      self.file = file
      self.handle = handle
    }
  }

  private let metrics: MetricsFolder
  private let session: String
  private var growing: [CampaignID: Growing] = [:]
  /// All that were begun here.
  private(set) var begun: Set<MetricsFile> = []
  /// What was written into each of them.
  private var written: [MetricsFile: Written] = [:]

  private struct Written {
    var size = 0
    var checksum = CRC32()
    /// The file as it was left.
    var signature: FileSignature?
  }

  init(_ folder: DurableFolder, session: String) {
    metrics = MetricsFolder(folder)
    self.session = session
  }

  /// Writes rows durably before it returns. If it throws, some of them may have been written; writing them again
  /// changes nothing.
  ///
  /// - Parameter wrote: called with the file and its new size.
  mutating func append(
    _ rows: [(Measurement.Identity, Measurement?)], _ clock: inout SequenceClock,
    wrote: (MetricsFile, Int) -> Void
  ) throws(FileError) {
    let sequence = clock.next()
    let lines = MetricsFolder.lines(rows, sequence: sequence, isLive: true)
    for (campaign, bytes) in lines.sorted(by: { $0.key < $1.key }) {
      try append(bytes, campaign, sequence, wrote: wrote)
      // Somebody may have put another file into its place while these lines were written, so that nobody can read them.
      if let live = growing[campaign], try !isInPlace(live) {
        growing[campaign] = nil
        // Of what only these lines were written into, nothing is missing then.
        if live.size == bytes.count { written[live.file] = nil }
        try append(bytes, campaign, clock.next(), wrote: wrote)
      }
    }
  }

  private mutating func append(
    _ bytes: [UInt8], _ campaign: CampaignID, _ sequence: Int64, wrote: (MetricsFile, Int) -> Void
  ) throws(FileError) {
    let live = try live(campaign, sequence)
    do throws(FileError) {
      try live.handle.writeAll(bytes, operation: .append)
      try live.handle.syncData()
    } catch {
      // What is in the file now is uncertain; the next lines go to a new one.
      try? live.handle.truncate(to: live.size, .append)
      // One with nothing in it would be left by every attempt, as long as the disk fails.
      if live.size == 0 { _ = metrics.folder.calls.unlink(metrics.full(live.file)) }
      growing[campaign] = nil
      throw error
    }
    live.size += bytes.count
    var own = written[live.file] ?? Written()
    own.size = live.size
    own.checksum.update(bytes)
    own.signature = try isInPlace(live) ? metrics.signature(of: live.file) : nil
    written[live.file] = own
    wrote(live.file, live.size)
  }

  private func isInPlace(_ live: Growing) throws(FileError) -> Bool {
    var there = stat()
    guard metrics.folder.calls.statusOfPath(metrics.full(live.file), &there) >= 0 else {
      return false
    }
    return there.st_ino == (try live.handle.status(.append).st_ino)
  }

  private mutating func live(
    _ campaign: CampaignID, _ sequence: Int64
  ) throws(FileError) -> Growing {
    if let live = growing[campaign] {
      // A file that somebody took away while the session is open is followed by a new one, and so is one that somebody
      // changed: lines behind a change would make it look like this program's own.
      if try isInPlace(live), !isDisturbed(live.file) { return live }
      growing[campaign] = nil
    }
    let file = MetricsFile(campaign, sequence, of: session, isLive: true)
    let inner = try metrics.inner(campaign)
    let handle = try OpenFile(
      inner.full(file.name), flags: O_WRONLY | O_CREAT | O_EXCL | O_APPEND, mode: 0o600,
      calls: metrics.folder.calls, operation: .append)
    do throws(FileError) {
      try inner.sync()
    } catch {
      _ = metrics.folder.calls.unlink(metrics.full(file))
      throw error
    }
    let new = Growing(file, handle)
    growing[campaign] = new
    begun.insert(file)
    return new
  }

  /// Whether somebody else touched a file since lines were written into it here.
  private func isDisturbed(_ file: MetricsFile) -> Bool {
    written[file].map { $0.signature != metrics.signature(of: file) } ?? false
  }

  /// Files that aren't as they were written here, by their paths.
  var lost: [String] {
    written.filter { file, own in
      let now = FileSignature.now
      if let signature = own.signature, !signature.isYoung(now), !isDisturbed(file) { return false }
      guard let bytes = try? FileContents.read(metrics.full(file), calls: metrics.folder.calls),
        bytes.count >= own.size
      else { return true }
      var checksum = CRC32()
      checksum.update(Array(bytes.prefix(own.size)))
      return checksum.value != own.checksum.value
    }.map(\.key.path).sorted()
  }

  /// What was written here, whatever somebody has made of the files since.
  var parts: [MetricsFile: LiveRecord.Part] {
    written.mapValues { own in
      var part = LiveRecord.Part()
      (part.size, part.crc) = (own.size, own.checksum)
      return part
    }
  }

  func hasWritten(_ file: MetricsFile) -> Bool { begun.contains(file) }

  mutating func close() { growing = [:] }
}
