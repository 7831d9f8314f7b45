import JSON
import LibC
import Marketing

// Whether the files that are known are still as they were.
extension MetricsTail {
  /// Whole files but for these, as they are now.
  func total(except spoiled: Set<MetricsFile>) -> MetricsTotal {
    var total = MetricsTotal()
    for file in (try? metrics.list().files) ?? []
    where !file.isLive && file.owner == owner && !spoiled.contains(file) {
      if let stamp = stamp(file) { total.add(file, stamp) }
    }
    return total
  }

  mutating func lookAgain() {
    (looked, calls) = (.now, 0)
    suspects = [:]
    for (file, before) in placed {
      let now = metrics.signature(of: file)
      guard now != before else { continue }
      if file.isLive, let now, now.size > offsets[file]?.size ?? 0, isContinued(file) { continue }
      suspects.updateValue(now, forKey: file)
    }
    for file in unread.union(broken) {
      suspects.updateValue(metrics.signature(of: file), forKey: file)
    }
  }

  /// Whether something lies in a file's place that can't be read as one: a folder, or lines that say nothing.
  func isSpoiled(_ file: MetricsFile) -> Bool {
    guard let kind = metrics.kind(of: file) else { return false }
    guard kind == .file,
      let bytes = try? FileContents.read(metrics.full(file), calls: metrics.folder.calls)
    else { return true }
    // The last line of a live one may be in the writing, unless others are added behind it.
    let isCut = file.isLive && suspects[file] != nil && bytes.last.map { $0 != 0x0A } == true
    let isArriving = file.isLive || cameLater(file) && !isSettled(file)
    let whole = isArriving ? bytes.lastIndex(of: 0x0A).map { Array(bytes[...$0]) } ?? [] : bytes
    return isCut || read(whole, of: file).hasBroken
  }

  /// Whether what is known of a live file is still its beginning, as far as the first and the last few lines tell.
  func isContinued(_ file: MetricsFile) -> Bool {
    guard let before = offsets[file] else { return false }
    return known(file, to: before.size).mark == before.mark
  }

  func known(_ file: MetricsFile, to size: Int) -> Known {
    let most = 4096
    guard size > 0,
      let open = try? OpenFile(
        metrics.full(file), flags: O_RDONLY | O_NONBLOCK, calls: metrics.folder.calls),
      let first = try? open.bytes(at: 0, count: min(size, most)),
      let last = try? open.bytes(at: max(0, size - most), count: min(size, most))
    else { return Known(size: size) }
    var mark = CRC32()
    mark.update(first)
    mark.update(last)
    return Known(size: size, mark: mark.value)
  }

  /// Takes files as they are now.
  mutating func accept(_ files: some Sequence<MetricsFile>) {
    for file in Array(files) {
      suspects[file] = nil
      placed[file] = metrics.signature(of: file)
      if file.isLive {
        // What came while it was looked into is still to be read.
        if !unread.contains(file) { offsets[file] = placed[file].map { known(file, to: $0.size) } }
      } else if placed[file] == nil {
        known.remove(file)
      }
      unread.remove(file)
      broken.remove(file)
    }
  }

  /// Whether a file has been as it is for so long that what it brought has been taken in.
  func isSettled(_ file: MetricsFile) -> Bool {
    changed[file].map { $0.duration(to: .now) > Self.settling } ?? true
  }

  /// Whether a file came after the session was opened.
  func cameLater(_ file: MetricsFile) -> Bool {
    unread.contains(file) || !file.isLive && changed[file] != nil
  }

  static let settling = Duration.seconds(3)

  /// What is in the place of a whole file; nil if nothing is.
  func stamp(_ file: MetricsFile) -> FileStamp? {
    (try? FileContents.read(metrics.full(file), calls: metrics.folder.calls)).map { FileStamp($0) }
  }

  /// Whether a live file begins as the log says.
  func begins(_ file: MetricsFile, as stamp: FileStamp) -> Bool {
    (try? FileContents.read(metrics.full(file), calls: metrics.folder.calls)).map {
      LiveRecord.Part.isWhole($0, stamp)
    } ?? false
  }

  /// The measurements that a file has lines about now.
  func identities(in file: MetricsFile) -> Set<Measurement.Identity> {
    guard let bytes = try? FileContents.read(metrics.full(file), calls: metrics.folder.calls) else {
      return []
    }
    return Set(read(bytes, of: file).arrivals.map(\.identity))
  }

  /// Whether a file is as long as when it was last seen.
  func hasSize(of file: MetricsFile) -> Bool { placed[file]?.size == metrics.size(of: file) }

  /// The number of the newest line that is left about each measurement, and the file that it is in.
  func origins(
    of identities: Set<Measurement.Identity>
  ) -> [Measurement.Identity: (sequence: Int64, file: MetricsFile)] {
    let campaigns = Set(identities.map(\.campaign))
    var newest: [Measurement.Identity: (sequence: Int64, file: MetricsFile)] = [:]
    for file in (try? metrics.list().files) ?? []
    where file.owner == owner && campaigns.contains(file.campaign) {
      guard var lines = try? LineReader(metrics.full(file), calls: metrics.folder.calls) else {
        continue
      }
      var checks = LineChecks(of: file, in: metrics)
      while let block = (try? lines.nextBlock()) ?? nil {
        for line in block.bytes.split(separator: 0x0A) {
          guard checks.isSound(line),
            let (identity, _, sequence) = try? JSONReader.read(
              Array(line), { reader throws(JSONError) in try reader.readMeasurement() }),
            identities.contains(identity), newest[identity].map({ $0.sequence <= sequence }) ?? true
          else { continue }
          newest[identity] = (sequence, file)
        }
      }
    }
    return newest
  }
}
