import LibC

/// What lies under a name, after all links.
enum PlaceKind: Hashable, Sendable {
  case file, folder, pipe, socket, device
  case deadLink

  /// With its article.
  var words: String {
    switch self {
    case .file: "a file"
    case .folder: "a folder"
    case .pipe: "a pipe"
    case .socket: "a socket"
    case .device: "a device"
    case .deadLink: "a link that leads nowhere"
    }
  }
}

extension FileError {
  /// No file is there: nothing, or something else.
  var isAbsence: Bool {
    switch reason {
    case .notFound, .isFolder, .notAFolder, .notAPlainFile: true
    case .diskFull, .notPermitted, .readOnly, .exists, .tooLarge, .tooManyOpenFiles, .badName,
      .tornLine, .damaged, .changedMeanwhile, .ofSession, .deviceFailed, .other:
      // A socket can't be opened, and a link that leads to itself can't be followed.
      code == ENXIO || code == ELOOP
    }
  }
}

extension DurableFolder {
  /// Nil if nothing has that name, or nobody can tell.
  func kind(of name: String) -> PlaceKind? {
    var status = stat()
    let result = calls.statusOfPath(full(name), &status)
    guard result >= 0 else {
      let leadsNowhere = [-ENOENT, -ELOOP, -ENOTDIR].contains(result) && isLink(name)
      return leadsNowhere ? .deadLink : nil
    }
    return switch status.st_mode & S_IFMT {
    case S_IFREG: .file
    case S_IFDIR: .folder
    case S_IFIFO: .pipe
    case S_IFSOCK: .socket
    default: .device
    }
  }

  /// What keeps a file from being under that name; nil if one is there, or nothing.
  func obstacle(at name: String) -> PlaceKind? {
    let kind = kind(of: name)
    return kind == .file ? nil : kind
  }

  /// The same, unless it is a link through which the file can be written.
  func barrier(at name: String) -> PlaceKind? {
    guard let kind = obstacle(at: name) else { return nil }
    let isReachable =
      kind == .deadLink && (try? target(of: name).folder.status()).flatMap { $0 } != nil
    return isReachable ? nil : kind
  }

  /// The mode of a file that is to be written anew.
  func modeToKeep(of name: String) throws(FileError) -> mode_t {
    barrier(at: name) == nil ? try target(of: name).modeToKeep() : 0o600
  }

  /// Whether a new file may not have that name, because something has it, if only a link that leads nowhere.
  func isTaken(_ name: String) throws(FileError) -> Bool {
    try status(of: name) != nil || isLink(name)
  }

  func isLink(_ name: String) -> Bool {
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: 16) { buffer in
      calls.readLink(full(name), buffer) >= 0
    }
  }
}
