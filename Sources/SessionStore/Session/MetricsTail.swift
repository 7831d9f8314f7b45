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
  /// Known whole files as they were when they were last seen in their place.
  private var placed: [MetricsFile: FileSignature] = [:]
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
      if file.isLive { offsets[file] = size(file) ?? 0 } else { known.insert(file) }
      if !file.isLive, let signature = signature(file) { placed[file] = signature }
    }
  }

  private func signature(_ file: MetricsFile) -> FileSignature? {
    let inner = DurableFolder(
      metrics.folder.full(String(file.campaign.number)), calls: metrics.folder.calls)
    return (try? FileSignature(inner, file.name)) ?? nil
  }

  /// Whole files and their bytes, as they are now.
  var sizes: (count: Int, bytes: Int) {
    let files = ((try? metrics.list().files) ?? []).filter { !$0.isLive && $0.owner == owner }
    return (files.count, files.reduce(0) { $0 + (size($1) ?? 0) })
  }

  /// Files that aren't as they were seen: taken away, changed, or, if live, shorter. A whole file never changes by
  /// itself.
  private(set) var suspects: Set<MetricsFile> = []

  mutating func lookAgain() {
    (looked, calls) = (.now, 0)
    suspects = []
    for (file, before) in placed where signature(file) != before { suspects.insert(file) }
    for (file, offset) in offsets where size(file) ?? 0 < offset { suspects.insert(file) }
  }

  /// Takes the suspects as they are now.
  mutating func acceptSuspects() {
    for file in suspects {
      if file.isLive {
        offsets[file] = size(file)
      } else if let now = signature(file) {
        placed[file] = now
      } else {
        placed[file] = nil
        known.remove(file)
      }
    }
    suspects = []
  }

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

  /// A file that this program wrote.
  mutating func skip(_ file: MetricsFile) { known.insert(file) }

  /// Lines that this program added to a live file.
  mutating func skipGrowth(of file: MetricsFile, to size: Int) { offsets[file] = size }

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
      if file.isLive { offsets[file] = end }
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
