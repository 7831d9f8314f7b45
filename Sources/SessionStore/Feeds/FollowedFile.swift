import LibC
import Marketing

/// A growing file, read on from where reading stopped.
///
/// Survives rotation (another file under the same name: the old one is read to its end first) and truncation (the same
/// file, but shorter or with another beginning: it is read again, which changes nothing for rows with a key).
struct FollowedFile {
  /// Where reading continues, also after a restart.
  struct Position: Hashable, Sendable {
    var inode: UInt64 = 0
    var offset = 0
    var line = 1
    /// A checksum of the first bytes: `markLength` or `offset`, whichever is less.
    var mark = ""
    var markLength = 0
  }

  let path: String
  private(set) var rows: FeedRows
  private(set) var position: Position
  private var cutter: LineCutter
  private var hasHead = true
  /// Bytes read from the file; those of an unfinished line aren't consumed yet.
  private var readOffset: Int
  /// Kept open, so that what is written before rotation can still be read.
  private var open: Held?
  /// While it is read again from the start.
  var rereading: Rereading?
  /// The file won't grow any more, so its last line counts without a line end.
  var isComplete = false

  static let piece = 1 << 20
  private static let markSize = 256

  init(path: String, rows: FeedRows, position: Position = Position()) {
    self.path = path
    self.rows = rows
    self.position = position
    readOffset = position.offset
    cutter = LineCutter(line: position.line, consumed: position.offset)
    // In the middle of a table its header has to be read first.
    hasHead = position.offset == 0
  }

  mutating func update(_ session: Session, finder: CreatorIndex) {
    rows.update(session, finder: finder)
  }

  /// A descriptor that closes with its last reference.
  private final class Held: Sendable {
    let file: OpenFile
    init(file: consuming OpenFile) { self.file = file }
  }

  enum Step {
    /// Nothing new; the text says why.
    case nothing(String)
    case intake(FeedIntake, more: Bool)
  }

  /// Reads the next piece. Throws `FileError` or `FeedProblem`.
  mutating func read(today: Day) throws -> Step {
    var status = stat()
    let isThere = stat(path, &status) == 0
    if let open, !isThere || UInt64(status.st_ino) != position.inode {
      // Rotated: first read what was written to the old file since, including its last line.
      switch try readOn(open.file, isEnded: true, today: today) {
      case .intake(let intake, _): return .intake(intake, more: true)
      case .nothing: self.open = nil
      }
    }
    guard isThere || errno != ENOENT else { return .nothing("there is no such file yet") }
    let held: Held
    if let open {
      held = open
    } else {
      held = Held(
        file: try OpenFile(path, flags: O_RDONLY | O_NONBLOCK, calls: .system))
      open = held
    }
    status = try held.file.plainFileStatus(.read)
    if try isOther(held.file, status, Int(status.st_size)) { restart() }
    position.inode = UInt64(status.st_ino)
    if !hasHead { try readHead(held.file, today: today) }
    return try readOn(held.file, isEnded: isComplete, today: today)
  }

  private mutating func readOn(
    _ file: borrowing OpenFile, isEnded: Bool, today: Day
  ) throws -> Step {
    let size = Int(try file.status(.read).st_size)
    guard size > readOffset else {
      if isEnded, let rest = cutter.rest() {
        defer { note(file) }
        return .intake(try take(rest, today: today), more: rereading != nil)
      }
      if let rereading {
        self.rereading = nil
        return .intake(rereading.end(), more: false)
      }
      let lines = cutter.line - 1
      return .nothing(
        cutter.hasRest
          ? "line \(cutter.line) has no end yet"
          : lines == 0 ? "the file is empty" : "for more lines")
    }
    var buffer = [UInt8](repeating: 0, count: min(Self.piece, size - readOffset))
    let count = try buffer.withUnsafeMutableBytes { bytes in
      try Self.readAll(file, bytes, at: readOffset)
    }
    guard count > 0 else { return .nothing("for more lines") }
    readOffset += count
    let rows = rows
    guard let piece = cutter.add(buffer[..<count], isWhole: { rows.isWhole($0) }) else {
      return .nothing("line \(cutter.line) has no end yet")
    }
    let intake = try take(piece, today: today)
    note(file)
    return .intake(intake, more: size > readOffset)
  }

  private mutating func take(_ piece: LineCutter.Piece, today: Day) throws -> FeedIntake {
    var intake = try rows.take(piece.bytes, firstLine: piece.firstLine, today: today)
    rereading?.take(
      piece.bytes, firstLine: piece.firstLine, today: today, intake.measurements)
    if let (line, text) = piece.tooLong {
      intake.refusals.append(
        FeedRefusal(line: line, reason: "the line is longer than a megabyte", text: text))
    }
    return intake
  }

  /// Whether this isn't the file that was read so far.
  private mutating func isOther(
    _ file: borrowing OpenFile, _ status: stat, _ size: Int
  ) throws -> Bool {
    guard position.inode != 0 else { return false }
    if UInt64(status.st_ino) != position.inode || size < position.offset { return true }
    guard position.markLength > 0 else { return false }
    return try Self.mark(file, position.markLength) != position.mark
  }

  /// Forgets what was read beyond the position; the next attempt reads it again.
  mutating func rewind() {
    cutter = LineCutter(line: position.line, consumed: position.offset)
    readOffset = position.offset
    if position.offset == 0 { rows = rows.restarted }
  }

  private mutating func restart() {
    position = Position()
    rows = rows.restarted
    cutter = LineCutter()
    readOffset = 0
    hasHead = true
  }

  /// Works out the columns from the beginning of the file, without taking its rows again.
  private mutating func readHead(_ file: borrowing OpenFile, today: Day) throws {
    hasHead = true
    readOffset = position.offset
    var buffer = [UInt8](repeating: 0, count: min(Self.piece, position.offset))
    let count = try buffer.withUnsafeMutableBytes { try Self.readAll(file, $0, at: 0) }
    guard let end = buffer[..<count].lastIndex(of: 0x0A) else { return }
    _ = try rows.take(buffer[...end], firstLine: 1, today: today)
  }

  private mutating func note(_ file: borrowing OpenFile) {
    position.offset = cutter.consumed
    position.line = cutter.line
    let length = min(Self.markSize, position.offset)
    if length > position.markLength, let mark = try? Self.mark(file, length) {
      position.mark = mark
      position.markLength = length
    }
  }

  private static func mark(_ file: borrowing OpenFile, _ length: Int) throws -> String {
    var buffer = [UInt8](repeating: 0, count: length)
    let count = try buffer.withUnsafeMutableBytes { try readAll(file, $0, at: 0) }
    var crc = CRC32()
    buffer[..<count].withUnsafeBufferPointer { crc.update($0) }
    return crc.hexadecimal
  }

  private static func readAll(
    _ file: borrowing OpenFile, _ buffer: UnsafeMutableRawBufferPointer, at offset: Int
  ) throws(FileError) -> Int {
    var done = 0
    while done < buffer.count {
      let count = file.calls.readAt(
        file.descriptor, UnsafeMutableRawBufferPointer(rebasing: buffer[done...]), offset + done)
      if count == -Int(EINTR) { continue }
      if count < 0 { throw FileError(.read, file.path, code: Int32(-count)) }
      if count == 0 { break }
      done += count
    }
    return done
  }
}
