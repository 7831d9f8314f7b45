import JSON
import LibC

/// What a journal says, from the last save on.
struct JournalReading {
  var number: Int
  /// From the start of the file to the first record read.
  var skipped = 0
  /// The begin or the save that everything else comes after, and what follows it.
  var records: [Journal.Record] = []
  var tail = Journal.Tail.clean
  /// How many bytes of the file count.
  var validLength = 0
  /// How many bytes there are.
  var size = 0
  /// How many bytes there were once, by the mark beside it; 0 if that isn't known.
  var reached = 0

  var name: String { SessionLayout.journal(number) }
  var nextSequence: Int64 { (records.last?.sequence ?? 0) + 1 }

  /// The session whose journal it is; nil if the beginning can't be read.
  var session: String?
  var begun: Int64 = 0
  var base: SaveRecord?

  /// Whether lines are gone from its end that were written whole.
  var isCut: Bool {
    if case .damaged = tail { return reached > size }
    return reached > validLength
  }

  /// The records that count: after the last save, and not given up.
  var pending: ArraySlice<Journal.Record> {
    let start = records.lastIndex { $0.kind != .change }.map { $0 + 1 } ?? 0
    return records[start...]
  }

  /// The journal in use; nil if there is none.
  static func latest(in state: DurableFolder) throws(FileError) -> JournalReading? {
    guard let number = try JournalChain(in: state).current else { return nil }
    return try read(number, in: state)
  }

  static func numbers(in state: DurableFolder) throws(FileError) -> [Int] {
    do throws(FileError) {
      return try state.names().filter { state.obstacle(at: $0) == nil }
        .compactMap(SessionLayout.journalNumber).sorted()
    } catch {
      guard error.isAbsence else { throw error }
      return []
    }
  }

  /// What lies in the place of journals and is none.
  static func obstacles(in state: DurableFolder) -> [(name: String, kind: PlaceKind)] {
    ((try? state.names()) ?? []).compactMap { name in
      guard SessionLayout.journalNumber(name) != nil else { return nil }
      return state.obstacle(at: name).map { (name, $0) }
    }
  }

  /// - Parameter whole: read it from its beginning, not just from the last save on.
  static func read(
    _ number: Int, in state: DurableFolder, whole: Bool = false
  ) throws(FileError) -> JournalReading {
    let path = state.full(SessionLayout.journal(number))
    // First the mark: somebody may be adding lines.
    let end = JournalEnd.read(in: state)
    let file = try OpenFile(path, flags: O_RDONLY | O_NONBLOCK, calls: state.calls)
    let size = Int(try file.plainFileStatus(.read).st_size)
    var length = whole ? size : min(size, 1 << 20)
    var bytes: [UInt8] = []
    var start = 0
    while true {
      bytes = try file.bytes(at: size - length, count: length)
      if length == size { break }
      if let found = Self.lastBase(in: bytes) {
        start = found
        break
      }
      length = min(size, length * 4)
    }
    if length == size, !whole { start = Self.lastBase(in: bytes) ?? 0 }
    var reading = JournalReading(number: number)
    reading.size = size
    if let end, end.journal == reading.name { reading.reached = end.size }
    reading.skipped = size - length + start
    var contents = Journal.read(Array(bytes[start...]))
    if case .damaged(var damage) = contents.tail, reading.skipped > 0 {
      // Counted from the beginning of the file, as whoever looks into it does.
      let before = try file.bytes(at: 0, count: reading.skipped)
      damage.line += before.reduce(0) { $1 == 0x0A ? $0 + 1 : $0 }
      contents.tail = .damaged(damage)
    }
    reading.records = contents.records
    reading.tail = contents.tail
    reading.validLength = reading.skipped + contents.validLength
    let begin = try Self.first(of: file).flatMap(Self.begin(of:))
    reading.session = begin?.session
    reading.begun = begin?.begun ?? 0
    reading.base = contents.records.lastIndex { $0.kind == .save || $0.kind == .begin }.flatMap {
      Self.save(of: contents.records[$0])
    }
    return reading
  }

  static func save(of record: Journal.Record) -> SaveRecord? {
    try? JSONReader.read(record.payload) { reader throws(JSONError) in
      record.kind == .save ? try reader.readSave() : try reader.readBegin().save
    }
  }

  /// Whose journal it is, from its first line.
  static func owner(of file: borrowing OpenFile) throws(FileError) -> String? {
    try first(of: file).flatMap(begin(of:))?.session
  }

  /// How the journal begins; nil if the record is another.
  static func begin(of record: Journal.Record) -> BeginRecord? {
    guard record.kind == .begin else { return nil }
    return try? JSONReader.read(record.payload) { reader throws(JSONError) in
      try reader.readBegin()
    }
  }

  /// The first line; nil if it isn't whole.
  static func first(of file: borrowing OpenFile) throws(FileError) -> Journal.Record? {
    let size = Int(try file.plainFileStatus(.read).st_size)
    var length = min(size, 4096)
    while true {
      let bytes = try file.bytes(at: 0, count: length)
      if let end = bytes.firstIndex(of: 0x0A) {
        return Journal.read(Array(bytes[...end])).records.first
      }
      guard length < size else { return nil }
      length = min(size, length * 4)
    }
  }

  /// Where the last whole line about a save begins, or the one that begins the journal.
  private static func lastBase(in bytes: [UInt8]) -> Int? {
    var end = bytes.endIndex
    while let newline = bytes[..<end].lastIndex(of: 0x0A) {
      if isBase(bytes[(newline + 1)...]), isWhole(bytes[(newline + 1)...]) { return newline + 1 }
      end = newline
    }
    return isBase(bytes[...]) && isWhole(bytes[...]) ? 0 : nil
  }

  /// Whether the line has its end and matches its checksum.
  private static func isWhole(_ line: ArraySlice<UInt8>) -> Bool {
    guard let end = line.firstIndex(of: 0x0A) else { return false }
    return Journal.read(Array(line[...end])).records.count == 1
  }

  private static func isBase(_ line: ArraySlice<UInt8>) -> Bool {
    guard line.starts(with: Array("{\"seq\": ".utf8)) else { return false }
    let rest = line.dropFirst(8).drop { (0x30...0x39).contains($0) }
    guard rest.starts(with: Array(", \"crc\": \"".utf8)) else { return false }
    let kind = rest.dropFirst(10 + 8)
    return kind.starts(with: Array("\", \"save\": {".utf8))
      || kind.starts(with: Array("\", \"begin\": {".utf8))
  }
}
