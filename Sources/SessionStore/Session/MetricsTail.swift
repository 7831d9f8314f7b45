import JSON
import LibC
import Marketing

/// Follows the measurements of an open session: files of measurements that other programs add, and live ones that grow.
struct MetricsTail {
  private let metrics: MetricsFolder
  private let owner: String
  /// The folders as they were when they were last listed.
  private var listed: [String: FileSignature] = [:]
  /// Segments that are known whole.
  private var known: Set<MetricsFile> = []
  /// How much of each live one is known.
  private var offsets: [MetricsFile: Int] = [:]
  /// Known files as they were when they were last seen in their place.
  private var placed: [MetricsFile: FileSignature] = [:]
  /// When files came or grew; nil for those that were there at first and stayed as they were.
  private var changed: [MetricsFile: ContinuousClock.Instant] = [:]
  /// When the files were last looked at one by one, and calls since.
  private var looked = ContinuousClock.now
  private var calls = 0
  /// Segments that are to be read, oldest first.
  private var due: [(file: MetricsFile, offset: Int)] = []

  static let piece = 256 << 10

  /// Starts after what is there now. Create it before reading the session: lines written in between are then read
  /// twice, which changes nothing.
  init(_ session: DurableFolder, owner: String) {
    metrics = MetricsFolder(session)
    self.owner = String(owner.prefix(8))
    for file in (try? metrics.list().files) ?? [] {
      let signature = signature(file)
      if file.isLive { offsets[file] = signature?.size ?? 0 } else { known.insert(file) }
      if let signature { placed[file] = signature }
    }
  }

  /// Nil if no file is there; a folder's size, for one, says nothing.
  private func signature(_ file: MetricsFile) -> FileSignature? {
    guard isThere(file) else { return nil }
    let inner = DurableFolder(
      metrics.folder.full(String(file.campaign.number)), calls: metrics.folder.calls)
    return (try? FileSignature(inner, file.name)) ?? nil
  }

  /// Whole files and their bytes, as they are now.
  var sizes: (count: Int, bytes: Int) {
    let files = ((try? metrics.list().files) ?? []).filter { !$0.isLive && $0.owner == owner }
    return (files.count, files.reduce(0) { $0 + (size($1) ?? 0) })
  }

  /// Files that aren't as they were seen, and how they are now; nil for gone. A whole file never changes by itself, and
  /// a live one only grows.
  private(set) var suspects: [MetricsFile: FileSignature?] = [:]

  mutating func lookAgain() {
    (looked, calls) = (.now, 0)
    suspects = [:]
    for (file, before) in placed {
      let now = signature(file)
      guard now != before else { continue }
      if file.isLive, let now, now.size > offsets[file] ?? 0 { continue }
      suspects.updateValue(now, forKey: file)
    }
  }

  /// Takes files as they are now.
  mutating func accept(_ files: some Sequence<MetricsFile>) {
    for file in Array(files) {
      suspects[file] = nil
      placed[file] = signature(file)
      if file.isLive {
        offsets[file] = placed[file]?.size
      } else if placed[file] == nil {
        known.remove(file)
      }
    }
  }

  /// Whether a file has been as it is for so long that what it brought has been taken in.
  func isSettled(_ file: MetricsFile) -> Bool {
    changed[file].map { $0.duration(to: .now) > Self.settling } ?? true
  }

  /// Whether a file came after the session was opened.
  func cameLater(_ file: MetricsFile) -> Bool { !file.isLive && changed[file] != nil }

  static let settling = Duration.seconds(3)

  func isThere(_ file: MetricsFile) -> Bool { size(file) != nil }

  /// What is in the place of a whole file; nil if nothing is.
  func stamp(_ file: MetricsFile) -> FileStamp? {
    (try? FileContents.read(metrics.full(file), calls: metrics.folder.calls)).map { FileStamp($0) }
  }

  /// The measurements that a file has lines about now.
  func identities(in file: MetricsFile) -> Set<Measurement.Identity> {
    guard let bytes = try? FileContents.read(metrics.full(file), calls: metrics.folder.calls) else {
      return []
    }
    var found: Set<Measurement.Identity> = []
    for edit in Self.read(bytes) {
      if case .measurement(let identity, _) = edit { found.insert(identity) }
    }
    return found
  }

  /// Whether a file is as long as when it was last seen.
  func hasSize(of file: MetricsFile) -> Bool { placed[file]?.size == size(file) }

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
      while let block = (try? lines.nextBlock()) ?? nil {
        for line in block.bytes.split(separator: 0x0A) {
          guard
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

  private func size(_ file: MetricsFile) -> Int? {
    var status = stat()
    guard metrics.folder.calls.statusOfPath(metrics.full(file), &status) >= 0,
      status.st_mode & S_IFMT == S_IFREG
    else { return nil }
    return Int(status.st_size)
  }

  /// The folders in which something can change.
  var folders: [String] {
    [metrics.folder.path] + listed.keys.filter { !$0.isEmpty }.map(metrics.folder.full)
  }

  var wholeFiles: Set<MetricsFile> { known.filter { $0.owner == owner } }

  /// A file that this program wrote.
  mutating func skip(_ file: MetricsFile) { known.insert(file) }

  /// It has its place now.
  mutating func see(_ file: MetricsFile) { placed[file] = signature(file) }

  /// Lines that this program added to a live file.
  mutating func skipGrowth(of file: MetricsFile, to size: Int) {
    offsets[file] = size
    see(file, at: size)
  }

  /// Remembers how a live file lies there, if all of it is known.
  private mutating func see(_ file: MetricsFile, at size: Int) {
    if let now = signature(file), now.size == size { placed[file] = now }
  }

  /// What was added since the last call, at most a piece; `more` if there is more.
  mutating func read() -> (edits: [Edit], more: Bool) {
    look()
    var edits: [Edit] = []
    var left = Self.piece
    while left > 0, let (file, offset) = due.first {
      let lines = wholeLines(file, from: offset, atMost: max(left, 4096))
      edits += Self.read(lines)
      left -= lines.count
      let end = offset + lines.count
      if file.isLive {
        offsets[file] = end
        see(file, at: end)
      }
      changed[file] = .now
      if lines.isEmpty || end >= size(file) ?? 0 {
        due.removeFirst()
      } else {
        due[0].offset = end
      }
    }
    return (Self.last(of: edits), !due.isEmpty)
  }

  /// Looks for new files of measurements in folders that changed, and at live ones that grew.
  private mutating func look() {
    if isChanged(nil) || !listed.isEmpty && listed.keys.contains(where: { isChanged($0) }) {
      for file in (try? metrics.list().files) ?? []
      where file.owner == owner && !known.contains(file) && offsets[file] == nil {
        if file.isLive { offsets[file] = 0 } else { known.insert(file) }
        changed[file] = .now
        due.append((file, 0))
      }
      lookAgain()
      for file in known where placed[file] == nil { placed[file] = signature(file) }
      for name in (try? metrics.folder.names()) ?? [] {
        listed[name] = (try? FileSignature(metrics.folder, name)) ?? nil
      }
      listed[""] = (try? FileSignature(FilePath.folder(of: metrics.folder.path), metrics)) ?? nil
    }
    calls += 1
    // Writing into a file leaves its folder as it was.
    if calls >= 10 || looked.duration(to: .now) > .seconds(1) { lookAgain() }
    for (file, offset) in offsets.sorted(by: { $0.key.sequence < $1.key.sequence })
    where !due.contains(where: { $0.file == file }) && size(file) ?? 0 > offset {
      due.append((file, offset))
    }
  }

  /// Whether a folder of a campaign, or the one above, got or lost files.
  private func isChanged(_ name: String?) -> Bool {
    guard let name, !name.isEmpty else {
      let now = (try? FileSignature(FilePath.folder(of: metrics.folder.path), metrics)) ?? nil
      return now != listed[""]
    }
    return ((try? FileSignature(metrics.folder, name)) ?? nil) != listed[name]
  }

  /// Whole lines from an offset on; a line longer than a piece is read whole.
  private func wholeLines(_ file: MetricsFile, from offset: Int, atMost count: Int) -> [UInt8] {
    guard let size = size(file), size > offset,
      let file = try? OpenFile(
        metrics.full(file), flags: O_RDONLY | O_NONBLOCK, calls: metrics.folder.calls)
    else { return [] }
    var wanted = min(count, size - offset)
    while true {
      guard let bytes = try? file.bytes(at: offset, count: wanted), !bytes.isEmpty else {
        return []
      }
      if let newline = bytes.lastIndex(of: 0x0A) { return Array(bytes[...newline]) }
      // A line without an end may still be in the writing.
      guard bytes.count == wanted, wanted < size - offset else { return [] }
      wanted = min(size - offset, wanted * 4)
    }
  }

  /// Broken lines are left to `clout check`.
  private static func read(_ lines: [UInt8]) -> [Edit] {
    var edits: [Edit] = []
    for line in lines.split(separator: 0x0A) {
      do throws(JSONError) {
        let (identity, row, _) = try JSONReader.read(Array(line)) { reader throws(JSONError) in
          try reader.readMeasurement()
        }
        edits.append(.measurement(identity, row))
      } catch {
        continue
      }
    }
    return edits
  }

  /// If several lines are about one measurement, the last.
  private static func last(of edits: [Edit]) -> [Edit] {
    var seen: Set<Measurement.Identity> = []
    var result: [Edit] = []
    for edit in edits.reversed() {
      guard case .measurement(let identity, _) = edit, seen.insert(identity).inserted else {
        continue
      }
      result.append(edit)
    }
    return result.reversed()
  }
}

extension FileSignature {
  /// The measurements' folder itself.
  fileprivate init?(_ session: String, _ metrics: MetricsFolder) throws(FileError) {
    try self.init(
      DurableFolder(session, calls: metrics.folder.calls), FilePath.name(of: metrics.folder.path))
  }
}
