import LibC

/// A folder whose files are replaced whole and for good: after `write` returns, the new content
/// survives a power cut; until then, the old content is there. Nothing in between can be seen.
struct DurableFolder: Sendable {
  let path: String
  let calls: FileCalls

  static let temporarySuffix = ".clout-tmp"
  static let stagedSuffix = ".new"

  init(_ path: String, calls: FileCalls = .system) {
    self.path = path
    self.calls = calls
  }

  /// Replaces or creates the file `name`. A symbolic link is followed, and its target replaced.
  func write(_ bytes: [UInt8], to name: String) throws(FileError) {
    let target = try target(of: name)
    try target.replace(target.name, with: bytes)
    try target.folder.sync()
  }

  /// Writes the next content of `name` to `name.new`, on the disk when this returns.
  ///
  /// `name.new` appears whole or not at all. Several files are staged first and then committed, so
  /// that little can go wrong between the first rename and the last.
  func stage(_ bytes: [UInt8], as name: String) throws(FileError) {
    let target = try target(of: name)
    try target.replace(target.stagedName, with: bytes)
    try target.folder.sync()
  }

  /// Puts what was staged in its place. Durable only after `sync()` of the folder.
  ///
  /// Returns `false` if nothing is staged: a commit that was cut off can simply be repeated.
  @discardableResult
  func commitStaged(_ name: String) throws(FileError) -> Bool {
    let target = try target(of: name)
    do throws(FileError) {
      try target.folder.rename(target.stagedName, to: target.name)
    } catch {
      guard error.reason == .notFound else { throw error }
      return false
    }
    // A link leads to another folder, which nobody else will sync.
    if target.folder.path != path { try target.folder.sync() }
    return true
  }

  /// Removes what was staged, if anything.
  func discardStaged(_ name: String) throws(FileError) {
    let target = try target(of: name)
    try target.folder.removeFile(target.stagedName)
  }

  /// Whether something is staged for `name`.
  func hasStaged(_ name: String) throws(FileError) -> Bool {
    let target = try target(of: name)
    return try target.folder.status(of: target.stagedName) != nil
  }

  /// Removes a file; one that is not there is fine. Durable only after `sync()`.
  func remove(_ name: String) throws(FileError) {
    try Self.check(name, in: path)
    try removeFile(name)
  }

  /// Makes names durable: what was created, renamed or removed in this folder.
  func sync() throws(FileError) {
    let folder = try OpenFile(path, flags: O_RDONLY | O_DIRECTORY, calls: calls, operation: .sync)
    do throws(FileError) {
      try folder.sync()
    } catch {
      // Some file systems cannot sync folders and need not.
      guard error.code == EINVAL else { throw error }
    }
  }

  /// A folder inside this one, created (0700) if it is not there.
  func subfolder(_ name: String) throws(FileError) -> DurableFolder {
    try Self.check(name, in: path)
    let inner = DurableFolder(full(name), calls: calls)
    try inner.create()
    return inner
  }

  /// Creates this folder (0700) unless it is there; its parent must exist.
  func create() throws(FileError) {
    let result = calls.createFolder(path, 0o700)
    if result == -EEXIST {
      guard let status = try status(), status.st_mode & S_IFMT == S_IFDIR else {
        throw FileError(.createFolder, path, code: ENOTDIR)
      }
    } else if result < 0 {
      throw FileError(.createFolder, path, code: -result)
    } else {
      try DurableFolder(FilePath.folder(of: path), calls: calls).sync()
    }
  }

  /// The names in this folder, sorted; hidden ones are left out unless asked for.
  func names(includingHidden: Bool = false) throws(FileError) -> [String] {
    guard let directory = opendir(path) else { throw FileError(.list, path, code: errno) }
    defer { closedir(directory) }
    var names: [String] = []
    while true {
      errno = 0
      guard let entry = readdir(directory) else { break }
      let name = withUnsafeBytes(of: &entry.pointee.d_name) {
        String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name == "." || name == ".." { continue }
      if includingHidden || !name.hasPrefix(".") { names.append(name) }
    }
    guard errno == 0 else { throw FileError(.list, path, code: errno) }
    return names.sorted()
  }

  /// Removes the temporary files that a crash left behind. Only for who holds the folder's lock.
  func removeLeftovers() throws(FileError) {
    for name in try names(includingHidden: true) where name.hasSuffix(Self.temporarySuffix) {
      try removeFile(name)
    }
  }

  func full(_ name: String) -> String { FilePath.join(path, name) }

  /// Refuses names that would leave the folder or that no file can have.
  static func check(_ name: String, in folder: String) throws(FileError) {
    let bytes = name.utf8
    guard !bytes.isEmpty, bytes.count <= 255, name != ".", name != "..",
      !bytes.contains(UInt8(ascii: "/")), !bytes.contains(0)
    else { throw FileError(.open, FilePath.join(folder, name), code: EINVAL, reason: .badName) }
  }
}
