import LibC

/// Appends records to a journal. Only for the holder of the folder's lock.
struct JournalWriter: ~Copyable {
  /// The number of the next record.
  private(set) var nextSequence: Int64
  private var file: AppendFile

  /// Opens a journal, new or just read, for more records.
  ///
  /// A torn tail is set aside first: appended to `<name>.torn`, then cut off the journal. A damaged journal is refused;
  /// move it away and start a new one.
  init(
    _ path: String, after contents: Journal.Contents, firstSequence: Int64 = 1,
    calls: FileCalls = .system
  ) throws(FileError) {
    switch contents.tail {
    case .clean: break
    case .torn(let bytes): try Self.setAside(bytes, of: path, after: contents, calls: calls)
    case .damaged: throw FileError(.append, path, code: EINVAL, reason: .damaged)
    }
    // If we tear a line ourselves and can't remove it, it must not end up in the middle.
    let file = try AppendFile(path, tornLine: .refuse, calls: calls)
    nextSequence = contents.records.last.map { $0.sequence + 1 } ?? firstSequence
    self.file = file
  }

  /// Appends records in one write and returns their numbers. They are durable after `sync()`.
  ///
  /// On failure nothing was appended, and the numbers are used again; if a partial line couldn't be removed, all
  /// further appends fail until the journal is opened anew.
  @discardableResult
  mutating func append(
    _ payloads: [(kind: Journal.Kind, payload: [UInt8])]
  ) throws(FileError) -> Range<Int64> {
    let first = nextSequence
    guard !payloads.isEmpty else { return first..<first }
    var lines: [UInt8] = []
    var sequence = first
    for (kind, payload) in payloads {
      lines += Journal.line(
        for: Journal.Record(sequence: sequence, kind: kind, payload: payload))
      sequence += 1
    }
    try file.append(lines)
    nextSequence = sequence
    return first..<sequence
  }

  /// Flushes all records to disk. See `AppendFile.sync` for what a failure means.
  mutating func sync() throws(FileError) {
    try file.sync()
  }

  private static func setAside(
    _ bytes: [UInt8], of path: String, after contents: Journal.Contents, calls: FileCalls
  ) throws(FileError) {
    let file = try OpenFile(path, flags: O_RDWR, calls: calls, operation: .append)
    let size = Int(try file.plainFileStatus(.append).st_size)
    // Cutting anything but what was read would lose somebody's records.
    guard size == contents.validLength + bytes.count else {
      throw FileError(.append, path, code: EBUSY, reason: .changedMeanwhile)
    }
    var aside = try AppendFile(path + ".torn", calls: calls)
    try aside.append(bytes.last == 0x0A ? bytes : bytes + [0x0A])
    try aside.sync()
    try file.truncate(to: contents.validLength, .append)
    try file.sync()
    try file.close()
  }
}
