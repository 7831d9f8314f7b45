import LibC

/// A transaction's files while they are being written: a folder in `.state/tmp`, removed once they are in place.
///
/// Held by a lock, so that what a crash leaves behind can be told from what another program is writing.
final class StagedFiles {
  let folder: DurableFolder
  private let hold: OpenFile

  init(_ state: DurableFolder, _ name: String) throws(FileError) {
    // Between its making and its lock, another program may take the folder for one that a crash left, and remove it.
    var attempt = 0
    while true {
      attempt += 1
      let staging = try state.subfolder(SessionLayout.staging)
      guard !state.isLink(SessionLayout.staging) else {
        throw FileError(.createFolder, staging.path, code: ENOTDIR)
      }
      let folder = try staging.subfolder(name)
      do throws(FileError) {
        let hold = try OpenFile(
          folder.path, flags: O_RDONLY | O_DIRECTORY | O_NOFOLLOW, calls: state.calls,
          operation: .lock)
        _ = try hold.lock(waiting: true)
        guard try folder.status() != nil else { throw FileError(.lock, folder.path, code: ENOENT) }
        self.folder = folder
        self.hold = hold
        return
      } catch {
        guard error.reason == .notFound, attempt < 100 else { throw error }
      }
    }
  }

  deinit { hold.unlock() }

  /// Writes a file durably; its name is durable after `sync`.
  func write(_ bytes: [UInt8], as name: String, mode: mode_t = 0o600) throws(FileError) {
    let file = try OpenFile(
      folder.full(name), flags: O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW, mode: 0o600,
      calls: folder.calls, operation: .write)
    if mode != 0o600 {
      let result = folder.calls.changeMode(file.descriptor, mode)
      if result < 0 { throw FileError(.write, file.path, code: -result) }
    }
    try file.writeAll(bytes)
    try file.sync()
    try file.close()
  }

  func sync() throws(FileError) { try folder.sync() }

  func discard() { StagedFiles.remove(folder) }

  /// Removes a transaction's folder with what is in it; what can't be removed is left to the next opening.
  static func remove(_ folder: DurableFolder) {
    for name in (try? folder.names(includingHidden: true)) ?? [] { try? folder.removeFile(name) }
    _ = folder.calls.removeFolder(folder.path)
  }

  /// Removes the folders of transactions that nobody holds.
  static func removeAbandoned(_ state: DurableFolder) {
    // Behind a link everything is somebody else's.
    guard !state.isLink(SessionLayout.staging) else { return }
    let staging = DurableFolder(state.full(SessionLayout.staging), calls: state.calls)
    for name in (try? staging.names(includingHidden: true)) ?? [] {
      ifAbandoned(DurableFolder(staging.full(name), calls: state.calls)) { remove($0) }
    }
  }

  /// Does something with what a crash left of a transaction, and nothing with what a program is writing. Nobody can
  /// begin to write there meanwhile.
  static func ifAbandoned<Failure: Error>(
    _ folder: DurableFolder, _ body: (DurableFolder) throws(Failure) -> Void
  ) throws(Failure) {
    guard
      let hold = try? OpenFile(
        folder.path, flags: O_RDONLY | O_DIRECTORY | O_NOFOLLOW, calls: folder.calls,
        operation: .lock),
      (try? hold.lock(waiting: false)) == true
    else { return }
    do throws(Failure) {
      try body(folder)
    } catch {
      hold.unlock()
      throw error
    }
    hold.unlock()
  }
}

extension DurableFolder {
  /// Gives a file that is complete elsewhere on this disk its place here, and returns what was there before, if
  /// anything was, in the file's old place.
  ///
  /// Durable only after `sync` of this folder. A link's target is replaced, not the link.
  func adopt(_ staged: String, as name: String) throws(FileError) -> Bool {
    let target = try target(of: name)
    let place = target.folder.full(target.name)
    guard try target.folder.status(of: target.name) != nil else {
      try target.folder.take(staged, as: target.name)
      return false
    }
    let result = calls.exchange(staged, place)
    if result >= 0 {
      if target.folder.path != path { try target.folder.sync() }
      return true
    }
    switch -result {
    case EXDEV, ENOSYS, EINVAL, EOPNOTSUPP:
      // The link leads to another disk, or this one can't exchange names.
      try target.replace(target.name, with: FileContents.read(staged, calls: calls))
      try target.folder.sync()
      return false
    default: throw FileError(.replace, place, code: -result)
    }
  }

  private func take(_ staged: String, as name: String) throws(FileError) {
    let result = calls.rename(staged, full(name))
    if result == -EXDEV {
      try write(try FileContents.read(staged, calls: calls), to: name)
    } else if result < 0 {
      throw FileError(.replace, full(name), code: -result)
    }
  }

  /// Moves a file here without touching what may already have that name, under a number if need be.
  ///
  /// - Returns: the name it got.
  @discardableResult
  func keep(_ file: String, as name: String) throws(FileError) -> String {
    var (free, attempt) = (name, 1)
    while try isTaken(free) {
      attempt += 1
      free = "\(name).\(attempt)"
    }
    try take(file, as: free)
    try sync()
    return free
  }
}
