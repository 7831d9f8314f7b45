import LibC

/// Reads the lines of a file of any size in bounded memory.
///
/// `nextBlock` returns as many whole lines as fit into a chunk, for readers of JSON lines; `nextLine` returns one. Use
/// one or the other. The result is valid until the next call.
struct LineReader: ~Copyable {
  struct Line {
    /// Without the newline; a carriage return before it is kept.
    var bytes: UnsafeBufferPointer<UInt8>
    /// Where the line starts in the file.
    var offset: Int
    /// From 1.
    var number: Int
    /// Whether a newline follows. Only the last line may lack one: it is torn or still growing.
    var isTerminated: Bool
  }

  /// Whole lines with their newlines. Only the last block of a file can lack the final one.
  struct Block {
    var bytes: UnsafeBufferPointer<UInt8>
    var offset: Int
    var firstLine: Int
    var isTerminated: Bool
  }

  static let defaultChunk = 256 << 10
  static let defaultLongestLine = 16 << 20

  private let file: OpenFile
  private let longestLine: Int
  private var buffer: UnsafeMutableRawBufferPointer
  /// Bytes in the buffer that weren't returned yet; they start at `offset` in the file.
  private var pending: Range<Int> = 0..<0
  private var offset: Int
  private var line: Int
  private var isAtEnd = false

  /// Starts at the beginning of the file, or of a line found earlier.
  init(
    _ path: String, startingAt offset: Int = 0, line: Int = 1, chunk: Int = defaultChunk,
    longestLine: Int = defaultLongestLine, calls: FileCalls = .system
  ) throws(FileError) {
    let file = try OpenFile(path, flags: O_RDONLY | O_NONBLOCK, calls: calls)
    _ = try file.plainFileStatus(.read)
    guard offset == 0 || lseek(file.descriptor, offset, SEEK_SET) == offset else {
      throw FileError(.read, path, code: errno)
    }
    self.file = file
    self.longestLine = longestLine
    self.offset = offset
    self.line = line
    buffer = .allocate(byteCount: max(chunk, 1), alignment: 1)
  }

  deinit { buffer.deallocate() }

  /// The next line; nil at the end of the file.
  mutating func nextLine() throws(FileError) -> Line? {
    var searched = 0
    while true {
      if let newline = firstNewline(after: searched) {
        let line = take(newline - pending.lowerBound, isTerminated: true)
        pending = (newline + 1)..<pending.upperBound
        offset += 1
        return line
      }
      searched = pending.count
      if isAtEnd { return pending.isEmpty ? nil : take(pending.count, isTerminated: false) }
      try fill()
    }
  }

  /// The next whole lines; nil at the end of the file.
  mutating func nextBlock() throws(FileError) -> Block? {
    while true {
      if !isAtEnd, pending.count < buffer.count { try fill() }
      if isAtEnd, pending.isEmpty { return nil }
      let lastNewline = buffer[pending].lastIndex(of: 0x0A)
      if lastNewline == nil, !isAtEnd {
        try fill()
        continue
      }
      // At the end of the file an unterminated line is a block of its own.
      let count = lastNewline.map { $0 - pending.lowerBound + 1 } ?? pending.count
      let firstLine = line
      let block = take(count, isTerminated: lastNewline != nil)
      line =
        firstLine + (lastNewline == nil ? 1 : block.bytes.reduce(0) { $1 == 0x0A ? $0 + 1 : $0 })
      return Block(
        bytes: block.bytes, offset: block.offset, firstLine: firstLine,
        isTerminated: block.isTerminated)
    }
  }

  private func firstNewline(after searched: Int) -> Int? {
    let start = pending.lowerBound + searched
    guard start < pending.upperBound else { return nil }
    let base = UnsafeRawPointer(buffer.baseAddress!)
    return memchr(base + start, 0x0A, pending.upperBound - start).map {
      UnsafeRawPointer($0) - base
    }
  }

  private mutating func take(_ count: Int, isTerminated: Bool) -> Line {
    let bytes = UnsafeRawBufferPointer(rebasing: buffer[pending.prefix(count)])
    let taken = Line(
      bytes: bytes.assumingMemoryBound(to: UInt8.self), offset: offset, number: line,
      isTerminated: isTerminated)
    pending = (pending.lowerBound + count)..<pending.upperBound
    offset += count
    line += 1
    return taken
  }

  /// Reads more after the pending bytes, which first move to the front of the buffer.
  private mutating func fill() throws(FileError) {
    if pending.lowerBound > 0 {
      let waiting = UnsafeRawBufferPointer(rebasing: buffer[pending])
      if !waiting.isEmpty { memmove(buffer.baseAddress!, waiting.baseAddress!, waiting.count) }
      pending = 0..<waiting.count
    }
    if pending.count == buffer.count { try grow() }
    let room = UnsafeMutableRawBufferPointer(rebasing: buffer[pending.upperBound...])
    let count = try file.read(into: room)
    isAtEnd = count == 0
    pending = 0..<(pending.upperBound + count)
  }

  /// Makes room for a line that is longer than the buffer.
  private mutating func grow() throws(FileError) {
    guard buffer.count < longestLine else { throw FileError(.read, file.path, code: EFBIG) }
    let larger = UnsafeMutableRawBufferPointer.allocate(
      byteCount: min(buffer.count * 2, longestLine), alignment: 1)
    larger.copyMemory(from: UnsafeRawBufferPointer(buffer))
    buffer.deallocate()
    buffer = larger
  }
}
