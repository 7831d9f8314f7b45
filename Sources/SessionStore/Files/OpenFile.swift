import LibC

/// An open file: one descriptor, closed exactly once.
///
/// All retries of interrupted and short calls are here.
struct OpenFile: ~Copyable {
  let path: String
  let calls: FileCalls
  private(set) var descriptor: Int32

  /// Opens with `O_CLOEXEC`, whatever the other flags are.
  init(
    _ path: String, flags: Int32, mode: mode_t = 0, calls: FileCalls,
    operation: FileError.Operation = .open
  ) throws(FileError) {
    // The system would cut the path at the zero byte and open something else.
    guard !path.utf8.contains(0) else {
      throw FileError(operation, path, code: EINVAL, reason: .badName)
    }
    var result: Int32
    repeat { result = calls.open(path, flags | O_CLOEXEC, mode) } while result == -EINTR
    guard result >= 0 else { throw FileError(operation, path, code: -result) }
    self.path = path
    self.calls = calls
    descriptor = result
  }

  deinit {
    if descriptor >= 0 { _ = calls.close(descriptor) }
  }

  /// Closes the file and reports errors: on some file systems that a write was lost.
  consuming func close() throws(FileError) {
    let result = calls.close(descriptor)
    descriptor = -1
    // After EINTR the descriptor is closed on Linux; closing it again could hit someone else's.
    if result < 0, result != -EINTR { throw FileError(.close, path, code: -result) }
  }

  func status(_ operation: FileError.Operation = .open) throws(FileError) -> stat {
    var status = stat()
    let result = calls.status(descriptor, &status)
    guard result >= 0 else { throw FileError(operation, path, code: -result) }
    return status
  }

  /// The status of a plain file; folders, devices and pipes are refused.
  func plainFileStatus(_ operation: FileError.Operation) throws(FileError) -> stat {
    let status = try status(operation)
    switch status.st_mode & S_IFMT {
    case S_IFREG: return status
    case S_IFDIR: throw FileError(operation, path, code: EISDIR)
    default: throw FileError(operation, path, code: EINVAL, reason: .notAPlainFile)
    }
  }

  /// Reads at most a buffer full; 0 at the end.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(FileError) -> Int {
    while true {
      let count = calls.read(descriptor, buffer)
      if count >= 0 { return count }
      if count != -Int(EINTR) { throw FileError(.read, path, code: Int32(-count)) }
    }
  }

  /// The byte at an offset; nil past the end.
  func byte(at offset: Int) throws(FileError) -> UInt8? {
    var byte: UInt8 = 0
    while true {
      let count = withUnsafeMutableBytes(of: &byte) { calls.readAt(descriptor, $0, offset) }
      if count >= 0 { return count == 1 ? byte : nil }
      if count != -Int(EINTR) { throw FileError(.read, path, code: Int32(-count)) }
    }
  }

  /// Writes all bytes. On failure some of them may have been written.
  func writeAll(
    _ bytes: [UInt8], operation: FileError.Operation = .write
  ) throws(FileError) {
    let failure = bytes.withUnsafeBytes { buffer -> Int in
      var rest = buffer[...]
      while !rest.isEmpty {
        let count = calls.write(descriptor, UnsafeRawBufferPointer(rebasing: rest))
        if count == -Int(EINTR) { continue }
        // A write of nothing would loop for ever.
        if count == 0 { return Int(EIO) }
        if count < 0 { return -count }
        rest = rest.dropFirst(count)
      }
      return 0
    }
    if failure != 0 { throw FileError(operation, path, code: Int32(failure)) }
  }

  func truncate(to size: Int, _ operation: FileError.Operation) throws(FileError) {
    var result: Int32
    repeat { result = calls.truncate(descriptor, size) } while result == -EINTR
    if result < 0 { throw FileError(operation, path, code: -result) }
  }

  /// Waits until the file is on disk. A failure is final: another attempt on the same file would succeed although the
  /// data is gone.
  func sync() throws(FileError) {
    let result = calls.sync(descriptor)
    if result < 0 { throw FileError(.sync, path, code: -result) }
  }

  /// Like `sync`, but without times and other metadata.
  func syncData() throws(FileError) {
    let result = calls.syncData(descriptor)
    if result < 0 { throw FileError(.sync, path, code: -result) }
  }

  /// Locks the whole file; false if someone else holds the lock and we don't wait.
  func lock(waiting: Bool) throws(FileError) -> Bool {
    while true {
      let result = calls.lock(descriptor, waiting ? LOCK_EX : LOCK_EX | LOCK_NB)
      if result >= 0 { return true }
      if result == -EWOULDBLOCK { return false }
      if result != -EINTR { throw FileError(.lock, path, code: -result) }
    }
  }

  func unlock() {
    _ = calls.lock(descriptor, LOCK_UN)
  }
}

extension OpenFile {
  /// A part of the file; shorter at its end.
  func bytes(at offset: Int, count: Int) throws(FileError) -> [UInt8] {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: max(count, 1), alignment: 1)
    defer { buffer.deallocate() }
    var filled = 0
    while filled < count {
      let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[filled..<count])
      let got = calls.readAt(descriptor, rest, offset + filled)
      if got == -Int(EINTR) { continue }
      guard got >= 0 else { throw FileError(.read, path, code: Int32(-got)) }
      if got == 0 { break }
      filled += got
    }
    return [UInt8](buffer[..<filled])
  }
}
