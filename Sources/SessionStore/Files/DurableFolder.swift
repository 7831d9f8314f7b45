import LibC

/// A folder whose files are replaced atomically and durably: once `write` returns, the new content survives a power
/// cut; until then the old content is there. Nothing in between is ever visible.
struct DurableFolder: Sendable {
  let path: String
  let calls: FileCalls

  static let temporarySuffix = ".clout-tmp"
  static let stagedSuffix = ".new"

  init(_ path: String, calls: FileCalls = .system) {
    self.path = path
    self.calls = calls
  }

  /// Replaces or creates the file `name`. If it is a symbolic link, its target is replaced.
  func write(_ bytes: [UInt8], to name: String) throws(FileError) {
    let target = try target(of: name)
    try target.replace(target.name, with: bytes)
    try target.folder.sync()
  }

  /// Writes the next content of `name` to `name.new`, durably before it returns.
  ///
  /// `name.new` appears whole or not at all. Several files are staged first and then committed, so that little can go
  /// wrong between the first rename and the last.
  func stage(_ bytes: [UInt8], as name: String) throws(FileError) {
    let target = try target(of: name)
    try target.replace(target.stagedName, with: bytes)
    try target.folder.sync()
  }

  /// Puts the staged file in place. Durable only after `sync()` of the folder.
  ///
  /// - Returns: false if nothing is staged; so an interrupted commit can simply be repeated.
  @discardableResult
  func commitStaged(_ name: String) throws(FileError) -> Bool {
    let target = try target(of: name)
    do throws(FileError) {
      try target.folder.rename(target.stagedName, to: target.name)
    } catch {
      guard error.reason == .notFound else { throw error }
      return false
    }
    // A link points to another folder, which nobody else will sync.
    if target.folder.path != path { try target.folder.sync() }
    return true
  }

  func discardStaged(_ name: String) throws(FileError) {
    let target = try target(of: name)
    try target.folder.removeFile(target.stagedName)
  }

  func hasStaged(_ name: String) throws(FileError) -> Bool {
    let target = try target(of: name)
    return try target.folder.status(of: target.stagedName) != nil
  }

  /// Removes a file, if it exists. Durable only after `sync()`.
  func remove(_ name: String) throws(FileError) {
    try Self.check(name, in: path)
    try removeFile(name)
  }

  /// Makes names durable: files created, renamed or removed in this folder.
  func sync() throws(FileError) {
    let folder = try OpenFile(path, flags: O_RDONLY | O_DIRECTORY, calls: calls, operation: .sync)
    do throws(FileError) {
      try folder.sync()
    } catch {
      // Some file systems can't sync folders and don't need to.
      guard error.code == EINVAL else { throw error }
    }
  }

  /// A folder inside this one, created (0700) if it doesn't exist.
  func subfolder(_ name: String) throws(FileError) -> DurableFolder {
    try Self.check(name, in: path)
    let inner = DurableFolder(full(name), calls: calls)
    try inner.create()
    return inner
  }

  /// Creates this folder (0700) if it doesn't exist; its parent must.
  func create() throws(FileError) {
    let result = calls.createFolder(path, 0o700)
    if result == -EEXIST {
      guard let status = try status(), status.st_mode & S_IFMT == S_IFDIR else {
        throw FileError(.createFolder, path, code: ENOTDIR)
      }
    } else if result < 0 {
      throw FileError(.createFolder, path, code: -result)
    } else {
      do throws(FileError) {
        try DurableFolder(FilePath.folder(of: path), calls: calls).sync()
      } catch {
        // Left there, the next attempt would take its name for durable.
        _ = calls.removeFolder(path)
        throw error
      }
    }
  }

  /// Creates this folder and its parents if they don't exist.
  func createWithParents() throws(FileError) {
    guard try status() == nil else { return }
    let parent = FilePath.folder(of: path)
    if parent != path { try DurableFolder(parent, calls: calls).createWithParents() }
    try create()
  }

  /// The names in this folder, sorted; without hidden ones by default.
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

  /// Removes temporary files that a crash left behind, but for one. Only for the holder of the folder's lock.
  func removeLeftovers(except kept: String? = nil) throws(FileError) {
    for name in try names(includingHidden: true)
    where name.hasSuffix(Self.temporarySuffix) && name != kept {
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
