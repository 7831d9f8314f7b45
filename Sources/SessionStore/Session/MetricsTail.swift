import JSON
import LibC
import Marketing

/// Follows the measurements of an open session: files of measurements that other programs add, and live ones that grow.
struct MetricsTail {
  let metrics: MetricsFolder
  let owner: String
  /// The folders as they were when they were last listed.
  private var listed: [String: FileSignature] = [:]
  /// Segments that are known whole.
  var known: Set<MetricsFile> = []
  /// How much of each live one is known, and what tells that it is still the same.
  var offsets: [MetricsFile: Known] = [:]
  /// Known files as they were when they were last seen in their place.
  var placed: [MetricsFile: FileSignature] = [:]
  /// When files came or grew; nil for those that were there at first and stayed as they were.
  var changed: [MetricsFile: ContinuousClock.Instant] = [:]
  /// Files that aren't as they were seen, and how they are now; nil for gone. A whole file never changes by itself, and
  /// a live one only grows.
  var suspects: [MetricsFile: FileSignature?] = [:]
  /// Files that belong to another session, or that Clout didn't write.
  private(set) var strangers: Set<Stranger> = []
  /// Whole files that came and aren't counted yet.
  private var arrived: Set<MetricsFile> = []
  /// How many files came since the session was opened.
  private(set) var newcomers = 0
  /// Files with lines so old that only the whole session tells whether they count.
  var unread: Set<MetricsFile> = []
  /// Files that got lines that can't be read.
  var broken: Set<MetricsFile> = []
  /// The numbers of the newest lines about measurements, of those from `recentFrom` on.
  private var recent: [Measurement.Identity: Int64] = [:]
  private var recentFrom: Int64 = 0
  /// When the files were last looked at one by one, and calls since.
  var looked = ContinuousClock.now
  var calls = 0
  /// Segments that are to be read, oldest first.
  private var due: [(file: MetricsFile, offset: Int)] = []

  static let piece = 256 << 10
  /// So many measurements are remembered at most.
  private static let recentLimit = 100_000

  /// The part of a live file that is known.
  struct Known {
    var size: Int
    /// Of its beginning and its end; nil if it couldn't be read.
    var mark: UInt32?
  }

  /// A line about a measurement; the row is nil if the line removes it.
  struct Arrival {
    let identity: Measurement.Identity
    let row: Measurement?
    let sequence: Int64
  }

  /// Starts after what is there now. Create it before reading the session: lines written in between are then read
  /// twice, which changes nothing.
  init(_ session: DurableFolder, owner: String) {
    metrics = MetricsFolder(session)
    self.owner = String(owner.prefix(8))
    let listing = try? metrics.list()
    strangers = Stranger.all(in: listing, besides: self.owner)
    for file in listing?.files ?? [] {
      let signature = metrics.signature(of: file)
      if file.isLive {
        offsets[file] = known(file, to: signature?.size ?? 0)
      } else {
        known.insert(file)
      }
      if let signature { placed[file] = signature }
    }
  }

  /// The folders in which something can change.
  var folders: [String] {
    [metrics.folder.path] + listed.keys.filter { !$0.isEmpty }.map(metrics.folder.full)
  }

  var wholeFiles: Set<MetricsFile> { known.filter { $0.owner == owner } }

  /// A file that this program wrote.
  mutating func skip(_ file: MetricsFile) { known.insert(file) }

  /// It has its place now.
  mutating func see(_ file: MetricsFile) { placed[file] = metrics.signature(of: file) }

  /// Lines that this program added to a live file.
  mutating func skipGrowth(of file: MetricsFile, to size: Int) {
    offsets[file] = known(file, to: size)
    see(file, at: size)
  }

  /// Whether a file came and no save has put it on record yet.
  func isNew(_ file: MetricsFile) -> Bool { arrived.contains(file) }

  /// The files that came since the last call, as they are; those that aren't as they came are left out.
  mutating func takeArrived() -> [MetricsFile: FileStamp] {
    defer { arrived = [] }
    var stamps: [MetricsFile: FileStamp] = [:]
    for file in arrived where suspects[file] == nil { stamps[file] = stamp(file) }
    return stamps
  }

  /// Everything up to this number has been read.
  mutating func begin(after sequence: Int64) { (recent, recentFrom) = ([:], sequence) }

  /// There is a line with this number about the measurement.
  mutating func note(_ identity: Measurement.Identity, _ sequence: Int64) {
    if recent.count >= Self.recentLimit {
      begin(after: max(sequence, recent.values.max() ?? sequence))
    }
    recent[identity] = max(sequence, recent[identity] ?? 0)
  }

  /// Remembers how a live file lies there, if all of it is known.
  private mutating func see(_ file: MetricsFile, at size: Int) {
    if let now = metrics.signature(of: file), now.size == size { placed[file] = now }
  }

  /// What was added since the last call, at most a piece; `more` if there is more. Lines that are older than others
  /// about the same measurement aren't among them.
  mutating func read() -> (arrivals: [Arrival], more: Bool) {
    look()
    var arrivals: [Arrival] = []
    var left = Self.piece
    while left > 0, let (file, offset) = due.first {
      let lines = wholeLines(file, from: offset, atMost: max(left, 4096))
      let (read, hasBroken) = self.read(lines, of: file)
      if hasBroken { broken.insert(file) }
      for line in read {
        if line.sequence < recentFrom {
          unread.insert(file)
        } else if line.sequence > recent[line.identity] ?? -1 {
          note(line.identity, line.sequence)
          arrivals.append(line)
        }
      }
      left -= lines.count
      let end = offset + lines.count
      if file.isLive {
        offsets[file] = known(file, to: end)
        see(file, at: end)
      }
      changed[file] = .now
      if lines.isEmpty || end >= metrics.size(of: file) ?? 0 {
        due.removeFirst()
      } else {
        due[0].offset = end
      }
    }
    if !unread.union(broken).isSubset(of: suspects.keys) { lookAgain() }
    return (Self.last(of: arrivals), !due.isEmpty)
  }

  /// Looks for new files of measurements in folders that changed, and at live ones that grew.
  private mutating func look() {
    if isChanged(nil) || !listed.isEmpty && listed.keys.contains(where: { isChanged($0) }) {
      let listing = try? metrics.list()
      strangers = Stranger.all(in: listing, besides: owner)
      for file in listing?.files ?? []
      where file.owner == owner && !known.contains(file) && offsets[file] == nil {
        if file.isLive {
          offsets[file] = Known(size: 0)
        } else {
          known.insert(file)
          arrived.insert(file)
        }
        changed[file] = .now
        newcomers += 1
        due.append((file, 0))
      }
      lookAgain()
      for file in known where placed[file] == nil { placed[file] = metrics.signature(of: file) }
      for name in (try? metrics.folder.names()) ?? [] {
        listed[name] = (try? FileSignature(metrics.folder, name)) ?? nil
      }
      listed[""] = (try? FileSignature(FilePath.folder(of: metrics.folder.path), metrics)) ?? nil
    }
    calls += 1
    // Writing into a file leaves its folder as it was.
    if calls >= 10 || looked.duration(to: .now) > .milliseconds(200) { lookAgain() }
    for (file, known) in offsets.sorted(by: { $0.key.sequence < $1.key.sequence })
    where !due.contains(where: { $0.file == file }) && metrics.size(of: file) ?? 0 > known.size {
      if isContinued(file) {
        due.append((file, known.size))
      } else {
        suspects.updateValue(metrics.signature(of: file), forKey: file)
      }
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
    guard let size = metrics.size(of: file), size > offset,
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

  /// What lines of a file say, and whether some can't be read or aren't as Clout wrote them.
  func read(_ lines: [UInt8], of file: MetricsFile) -> (arrivals: [Arrival], hasBroken: Bool) {
    var checks = LineChecks(of: file, in: metrics)
    var arrivals: [Arrival] = []
    var hasBroken = false
    for line in lines.split(separator: 0x0A) {
      guard checks.isSound(line) else {
        hasBroken = true
        continue
      }
      do throws(JSONError) {
        let (identity, row, sequence) = try JSONReader.read(Array(line)) {
          reader throws(JSONError) in
          try reader.readMeasurement()
        }
        arrivals.append(Arrival(identity: identity, row: row, sequence: sequence))
      } catch {
        // Blanks are what a repair leaves of a line.
        hasBroken = hasBroken || line.contains { ![0x20, 0x09, 0x0D].contains($0) }
      }
    }
    return (arrivals, hasBroken)
  }

  /// If several lines are about one measurement, the last.
  private static func last(of arrivals: [Arrival]) -> [Arrival] {
    var seen: Set<Measurement.Identity> = []
    return arrivals.reversed().filter { seen.insert($0.identity).inserted }.reversed()
  }
}

/// A file among a session's measurements that isn't one of them.
struct Stranger: Hashable {
  let path: String
  let isOfAnotherSession: Bool

  static func all(
    in listing: (files: [MetricsFile], strays: [String])?, besides owner: String
  ) -> Set<Stranger> {
    guard let listing else { return [] }
    let others = listing.files.filter { $0.owner != owner }.map {
      Stranger(path: $0.path, isOfAnotherSession: true)
    }
    return Set(others + listing.strays.map { Stranger(path: $0, isOfAnotherSession: false) })
  }

  var complaint: String {
    path + (isOfAnotherSession ? " belongs to another session" : " isn't a file that Clout wrote")
      + ": what it says doesn't count. Take it away."
  }
}

extension FileSignature {
  /// The measurements' folder itself.
  fileprivate init?(_ session: String, _ metrics: MetricsFolder) throws(FileError) {
    try self.init(
      DurableFolder(session, calls: metrics.folder.calls), FilePath.name(of: metrics.folder.path))
  }
}
