import LibC

/// Reads whole files into memory.
enum FileContents {
  /// Twenty times the largest session planned for, in bytes.
  static let defaultLimit = 1 << 31

  /// Reads a plain file of at most `limit` bytes.
  static func read(
    _ path: String, limit: Int = defaultLimit, calls: FileCalls = .system
  ) throws(FileError) -> [UInt8] {
    // Without O_NONBLOCK, opening a pipe would wait for a writer.
    let file = try OpenFile(path, flags: O_RDONLY | O_NONBLOCK, calls: calls)
    let size = Int(try file.plainFileStatus(.read).st_size)
    guard size <= limit else { throw FileError(.read, path, code: EFBIG) }
    // One byte more than expected, so that the end is noticed at once.
    var room = size + 1
    var bytes: [UInt8] = []
    while true {
      let part = try readPart(of: file, room: room)
      if bytes.isEmpty { bytes = part } else { bytes += part }
      guard bytes.count <= limit else { throw FileError(.read, path, code: EFBIG) }
      if part.count < room { return bytes }
      // It grew while we were reading.
      room = max(65536, bytes.count)
    }
  }

  /// Reads until `room` is full or the file ends.
  private static func readPart(
    of file: borrowing OpenFile, room: Int
  ) throws(FileError) -> [UInt8] {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: room, alignment: 1)
    defer { buffer.deallocate() }
    var filled = 0
    while filled < room {
      let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[filled...])
      let count = try file.read(into: rest)
      if count == 0 { break }
      filled += count
    }
    return [UInt8](buffer[..<filled])
  }
}
