import LibC

/// A file that only grows, by whole lines, written by several programs at once.
///
/// Every append takes the file's lock, so lines of two programs never mix and none is lost. If an append fails, the
/// file stays as it was. Appended lines survive a crash of the program immediately, and a power cut after `sync()`.
struct AppendFile: ~Copyable {
  /// What to do if the file ends in the middle of a line.
  enum TornLine: Sendable {
    /// End it with a newline: one broken line remains, the new ones are whole.
    case end
    /// Append nothing.
    case refuse
  }

  let path: String
  private let calls: FileCalls
  private let tornLine: TornLine
  private var file: OpenFile
  private var syncFailure: FileError?

  /// Opens the file, or creates it (0600). A new file's name is durable when this returns.
  init(
    _ path: String, tornLine: TornLine = .end, calls: FileCalls = .system
  ) throws(FileError) {
    self.path = path
    self.calls = calls
    self.tornLine = tornLine
    file = try Self.open(path, calls: calls)
  }

  /// Appends whole lines: `lines` must end in a newline.
  ///
  /// - Returns: the offset at which they start.
  @discardableResult
  mutating func append(_ lines: [UInt8]) throws(FileError) -> Int {
    precondition(lines.last == 0x0A, "only whole lines are appended")
    if let syncFailure { throw syncFailure }
    try lockCurrentFile()
    defer { file.unlock() }
    let size = Int(try file.status(.append).st_size)
    let last = size == 0 ? 0x0A : try file.byte(at: size - 1)
    if last == 0x0A {
      try write(lines, at: size)
      return size
    }
    guard tornLine == .end else {
      throw FileError(.append, path, code: EINVAL, reason: .tornLine)
    }
    try write([0x0A] + lines, at: size)
    return size + 1
  }

  /// Flushes what was appended to disk.
  ///
  /// Once this has failed it always fails, and so does `append`: the system forgets what it couldn't write, and a
  /// second attempt would only look like a success. Write to a new file instead.
  mutating func sync() throws(FileError) {
    if let syncFailure { throw syncFailure }
    do throws(FileError) {
      try file.syncData()
    } catch {
      syncFailure = error
      throw error
    }
  }

  private static func open(_ path: String, calls: FileCalls) throws(FileError) -> OpenFile {
    // Read access is needed to check whether the last line is whole.
    let flags = O_RDWR | O_APPEND | O_NONBLOCK
    do throws(FileError) {
      let file = try OpenFile(path, flags: flags, calls: calls)
      _ = try file.plainFileStatus(.append)
      return file
    } catch {
      guard error.reason == .notFound else { throw error }
    }
    let file = try OpenFile(path, flags: flags | O_CREAT, mode: 0o600, calls: calls)
    _ = try file.plainFileStatus(.append)
    do throws(FileError) {
      try DurableFolder(FilePath.folder(of: path), calls: calls).sync()
    } catch {
      // Left there, the next attempt would take its name for durable. Whoever opened it meanwhile notices.
      _ = calls.unlink(path)
      throw error
    }
    return file
  }

  /// Locks the file that has our path now: another program may have replaced it while we waited, and lines in the old
  /// one would be lost.
  private mutating func lockCurrentFile() throws(FileError) {
    while true {
      _ = try file.lock(waiting: true)
      let ours = try file.status(.append)
      var current = stat()
      let result = calls.statusOfPath(path, &current)
      if result >= 0, current.st_ino == ours.st_ino, current.st_dev == ours.st_dev { return }
      if result < 0, result != -ENOENT { throw FileError(.append, path, code: -result) }
      file = try Self.open(path, calls: calls)
    }
  }

  /// Writes at the end, at `size`; removes a partial write.
  private func write(_ bytes: [UInt8], at size: Int) throws(FileError) {
    do throws(FileError) {
      try file.writeAll(bytes, operation: .append)
    } catch {
      // If this fails too, the next append and every reader will notice the torn line.
      try? file.truncate(to: size, .append)
      throw error
    }
  }
}
