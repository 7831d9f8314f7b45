import LibC

/// Reads the lines of a file of any size in bounded memory.
///
/// A block is valid until the next one is read.
struct LineReader: ~Copyable {
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
      let (start, firstLine) = (offset, line)
      let bytes = take(count)
      line += lastNewline == nil ? 1 : bytes.reduce(0) { $1 == 0x0A ? $0 + 1 : $0 }
      return Block(
        bytes: bytes, offset: start, firstLine: firstLine, isTerminated: lastNewline != nil)
    }
  }

  private mutating func take(_ count: Int) -> UnsafeBufferPointer<UInt8> {
    let bytes = UnsafeRawBufferPointer(rebasing: buffer[pending.prefix(count)])
    pending = (pending.lowerBound + count)..<pending.upperBound
    offset += count
    return bytes.assumingMemoryBound(to: UInt8.self)
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
