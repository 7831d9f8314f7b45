import LibC

/// Helpers of `DurableFolder`: resolving a name, and replacing a file.
extension DurableFolder {
  /// The real location of a file, after all links.
  struct Target {
    var folder: DurableFolder
    var name: String

    var stagedName: String { name + DurableFolder.stagedSuffix }

    /// Writes a temporary file with the mode of `name`, syncs it, and renames it to `newName`.
    func replace(_ newName: String, with bytes: [UInt8]) throws(FileError) {
      let mode = try modeToKeep()
      let temporary = try folder.createTemporary(for: name)
      let temporaryName = FilePath.name(of: temporary.path)
      do throws(FileError) {
        try folder.finish(temporary, with: bytes, mode: mode)
        try folder.rename(temporaryName, to: newName)
      } catch {
        // The file's data may be lost, so only a new file is retried. This error is the one to report, not one from
        // cleaning up.
        try? folder.removeFile(temporaryName)
        throw FileError(
          error.operation, folder.full(newName), code: error.code, reason: error.reason)
      }
    }

    /// The mode of the file to be replaced, or 0600. If write permission was removed, that was deliberate.
    func modeToKeep() throws(FileError) -> mode_t {
      guard let status = try folder.status(of: name) else { return 0o600 }
      switch status.st_mode & S_IFMT {
      case S_IFREG: break
      case S_IFDIR: throw FileError(.replace, folder.full(name), code: EISDIR)
      default:
        throw FileError(.replace, folder.full(name), code: EINVAL, reason: .notAPlainFile)
      }
      guard status.st_mode & 0o222 != 0 else {
        throw FileError(.replace, folder.full(name), code: EACCES)
      }
      return status.st_mode & 0o777
    }
  }

  /// Follows links from `name`; the last one may point to a file that doesn't exist yet.
  func target(of name: String) throws(FileError) -> Target {
    try Self.check(name, in: path)
    var current = full(name)
    for _ in 0..<40 {
      guard let next = try linkTarget(of: current) else {
        let folder = FilePath.folder(of: current)
        let isHere = folder == FilePath.folder(of: full(name))
        return Target(
          folder: isHere ? self : DurableFolder(folder, calls: calls),
          name: FilePath.name(of: current))
      }
      current = next.hasPrefix("/") ? next : FilePath.join(FilePath.folder(of: current), next)
    }
    throw FileError(.open, full(name), code: ELOOP)
  }

  private func linkTarget(of path: String) throws(FileError) -> String? {
    var text = ""
    let count = withUnsafeTemporaryAllocation(of: CChar.self, capacity: Int(PATH_MAX)) { buffer in
      let count = calls.readLink(path, buffer)
      if count > 0 {
        text = String(
          decoding: UnsafeRawBufferPointer(UnsafeBufferPointer(rebasing: buffer[..<count])),
          as: UTF8.self)
      }
      return count
    }
    switch -count {
    case Int(EINVAL), Int(ENOENT): return nil
    case 1...: throw FileError(.open, path, code: Int32(-count))
    default: return text
    }
  }

  /// Creates an empty, hidden file with a unique name that shows what it is for.
  func createTemporary(for name: String) throws(FileError) -> OpenFile {
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW
    // Leave room for the suffix in long names.
    let stem = String(decoding: name.utf8.prefix(200), as: UTF8.self)
    var attempt = 0
    while true {
      let tag = String(UInt64.random(in: 0...UInt64.max), radix: 36)
      let path = full(".\(stem).\(tag)\(Self.temporarySuffix)")
      do throws(FileError) {
        return try OpenFile(path, flags: flags, mode: 0o600, calls: calls, operation: .write)
      } catch {
        attempt += 1
        guard error.reason == .exists, attempt < 100 else {
          throw FileError(.write, full(name), code: error.code)
        }
      }
    }
  }

  /// Fills a new file and flushes it to disk.
  fileprivate func finish(
    _ file: consuming OpenFile, with bytes: [UInt8], mode: mode_t
  ) throws(FileError) {
    if mode != 0o600 {
      let result = calls.changeMode(file.descriptor, mode)
      if result < 0 { throw FileError(.write, file.path, code: -result) }
    }
    try file.writeAll(bytes)
    try file.sync()
    try file.close()
  }

  func rename(_ old: String, to new: String) throws(FileError) {
    let result = calls.rename(full(old), full(new))
    if result < 0 { throw FileError(.replace, full(new), code: -result) }
  }

  func removeFile(_ name: String) throws(FileError) {
    let result = calls.unlink(full(name))
    if result < 0, result != -ENOENT { throw FileError(.remove, full(name), code: -result) }
  }

  /// The status of a file in this folder, or of the folder itself; nil if it doesn't exist, or is a link that leads to
  /// itself.
  func status(of name: String? = nil) throws(FileError) -> stat? {
    var status = stat()
    let path = name.map { full($0) } ?? path
    let result = calls.statusOfPath(path, &status)
    if result == -ENOENT || result == -ELOOP { return nil }
    if result < 0 { throw FileError(.open, path, code: -result) }
    return status
  }
}
