import JSON

/// Why a session can't be opened, changed or saved: what, where, and what to do about it.
package struct StoreError: Error, Hashable, Sendable, CustomStringConvertible {
  package enum Cause: Hashable, Sendable {
    /// A file couldn't be read or written, for example because the disk is full.
    case file(FileError)
    case noSession
    /// The folder of the open session was moved or removed.
    case folderGone
    /// Another program has the session open; the holder is nil if it left no name.
    case locked(by: FolderLock.Holder?)
    /// A file exists but isn't JSON, or not of the expected kind.
    case notUnderstood(file: String, JSONError?)
    /// The session was written by a later version of Clout.
    case newerFormat(Int64)
    /// A file is missing or doesn't fit the others.
    case damaged(file: String)
    /// Another program has changed files of the open session.
    case changedOutside(files: [String])
    /// Files of another session lie where the open one was.
    case foreign(files: [String])
    /// Git left a conflict in a file of the open session.
    case conflict(file: String)
    /// The session was opened for viewing only.
    case readOnly
  }

  package let cause: Cause
  package let description: String
  /// The same at the command line, where no session is on the screen and none can be saved elsewhere.
  package let atPrompt: String

  init(_ cause: Cause, _ description: String, atPrompt: String? = nil) {
    self.cause = cause
    self.description = description
    self.atPrompt = atPrompt ?? description
  }

  /// In a few words, for the top line: what is wrong, and what to do.
  package var brief: String {
    switch cause {
    case .file(let error): Self.brief(error)
    case .folderGone: "the session's folder is gone, put it back or :save-as elsewhere"
    case .changedOutside: "changed by another program, ? explains"
    case .foreign(let files) where files.count == 1:
      "\(files[0]) is another session's now, put yours back or :save-as elsewhere"
    case .foreign: "another session lies there now, :save-as elsewhere"
    case .conflict(let file): "git left a conflict in \(file), choose there (? explains)"
    case .locked: "open in another program, ? explains"
    case .readOnly: "open read-only, :save-as elsewhere"
    case .damaged, .notUnderstood: "files are damaged, :save-as elsewhere"
    case .noSession, .newerFormat: "another session is there, :save-as elsewhere"
    }
  }

  private static func brief(_ error: FileError) -> String {
    switch error.reason {
    case .diskFull: "disk full, free some space"
    case .notPermitted: "no permission, :save-as elsewhere"
    case .readOnly: "read-only disk, :save-as elsewhere"
    case .deviceFailed: "the disk fails, :save-as elsewhere"
    case .tooLarge: "file too large, :save-as elsewhere"
    case .isFolder, .notAFolder, .notAPlainFile:
      "\(FilePath.name(of: error.path)) is in the way, move it elsewhere"
    case .notFound, .exists, .tooManyOpenFiles, .badName, .tornLine, .damaged, .changedMeanwhile,
      .ofSession, .other:
      "\(error.cause), :save-as elsewhere"
    }
  }

  init(_ error: FileError) {
    func capitalised(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }
    let cause: Cause =
      switch error.reason {
      case .damaged: .damaged(file: error.path)
      case .changedMeanwhile: .changedOutside(files: [error.path])
      case .diskFull, .notPermitted, .readOnly, .notFound, .exists, .isFolder, .notAFolder,
        .notAPlainFile, .tooLarge, .tooManyOpenFiles, .badName, .tornLine, .ofSession,
        .deviceFailed, .other:
        .file(error)
      }
    self.init(
      cause,
      capitalised(error.description), atPrompt: capitalised(error.atPrompt))
  }

  /// Another program has the session open.
  package init(_ path: String, lockedBy holder: FolderLock.Holder?) {
    let open = "is open in another program" + (holder.map { ": \($0)" } ?? "") + "."
    self.init(
      .locked(by: holder), "it \(open)",
      atPrompt: "\(path) \(open) Close it there and try again. Meanwhile you can read it, "
        + "and clout ingest adds measurements.")
  }

  init(_ error: JSONError, in file: String) {
    self.init(
      .notUnderstood(file: file, error),
      "\(file), line \(error.line), column \(error.column): \(error.message).")
  }
}
