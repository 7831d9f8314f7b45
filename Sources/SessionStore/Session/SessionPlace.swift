/// Where a session is, or a new one would be. Every command finds a session's folder by its name here.
package struct SessionPlace: Hashable, Sendable {
  package let path: String
  package let hasSession: Bool

  /// Takes the folder as typed if there is a session in it; otherwise the one with `.clout` added.
  ///
  /// Throws if it can't be known whether there is a session, if what is there has lost its session.json, or if the
  /// name can't be a session's: a new one would only hide the old.
  package init(_ name: String) throws(StoreError) {
    try self.init(name, calls: .system)
  }

  init(_ name: String, calls: FileCalls) throws(StoreError) {
    var path = name
    while path.utf8.count > 1, path.utf8.last == UInt8(ascii: "/") { path.removeLast() }
    guard !path.allSatisfy(\.isWhitespace) else { throw Self.unusable(name) }
    var hasSession = try Self.hasSession(path, calls: calls)
    if !hasSession {
      // The name of / is empty.
      guard !["", ".", "..", ".clout"].contains(FilePath.name(of: path)) else {
        throw Self.unusable(name)
      }
      if !path.hasSuffix(".clout") {
        path += ".clout"
        hasSession = try Self.hasSession(path, calls: calls)
      }
    }
    self.path = path
    self.hasSession = hasSession
  }

  /// The folder of a session that must exist.
  package static func ofExisting(_ name: String) throws(StoreError) -> String {
    try ofExisting(name, calls: .system)
  }

  static func ofExisting(_ name: String, calls: FileCalls) throws(StoreError) -> String {
    let place = try SessionPlace(name, calls: calls)
    guard place.hasSession else {
      throw StoreError(
        .noSession,
        "There is no session at \(name). Check the path; clout new \(name) would make one.")
    }
    return place.path
  }

  private static func unusable(_ name: String) -> StoreError {
    StoreError(
      .noSession,
      "There is no session at “\(name)”, and none can have that name. "
        + "Give a folder such as spring.clout.")
  }

  private static func hasSession(_ path: String, calls: FileCalls) throws(StoreError) -> Bool {
    switch try content(of: path, calls: calls) {
    case .nothing: return false
    case .session: return true
    case .remains(let file): throw missingHeader(path, but: file)
    }
  }

  enum Content: Equatable {
    case nothing
    case session
    /// Files of a session, such as this one, without the one that makes it a session.
    case remains(file: String)
  }

  static func content(of path: String, calls: FileCalls) throws(StoreError) -> Content {
    let folder = DurableFolder(path, calls: calls)
    do throws(FileError) {
      if try folder.status(of: SessionDocuments.session) != nil { return .session }
      // A creation that was interrupted is nobody's session yet.
      if try folder.status(of: SessionDocuments.creation) != nil { return .nothing }
      for name in [
        SessionDocuments.roster, SessionDocuments.campaigns, SessionDocuments.formerJournal,
      ]
      where try folder.status(of: name) != nil { return .remains(file: name) }
      if let number = try JournalReading.numbers(in: SessionLayout.stateFolder(folder)).last {
        return .remains(file: "\(SessionLayout.state)/\(SessionLayout.journal(number))")
      }
      // Other programs have folders of that name, too.
      if let file = try MetricsFolder(folder).list().files.first {
        return .remains(file: file.path)
      }
      let metrics = DurableFolder(folder.full(SessionDocuments.metrics), calls: calls)
      let name = ((try? metrics.names()) ?? []).first {
        $0.hasSuffix(".jsonl") && Int($0.dropLast(6)) != nil
      }
      return name.map { .remains(file: "\(SessionDocuments.metrics)/\($0)") } ?? .nothing
    } catch {
      switch error.reason {
      case .notAFolder: return .nothing
      case .notPermitted:
        throw StoreError(
          .file(error),
          "You have no permission to open \(path): \(error.cause). "
            + "Check who owns it and its permissions, or ask its owner for access.")
      case .diskFull, .readOnly, .notFound, .exists, .isFolder, .notAPlainFile, .tooLarge,
        .tooManyOpenFiles, .badName, .tornLine, .damaged, .changedMeanwhile, .ofSession,
        .deviceFailed, .other:
        throw StoreError(error)
      }
    }
  }

  static func missingHeader(_ path: String, but file: String) -> StoreError {
    StoreError(
      .damaged(file: SessionDocuments.session),
      "\(SessionDocuments.session) is missing from \(path), which has other files of a session "
        + "(\(file)). Restore it from a copy.")
  }
}
