import JSON

/// Why a session can't be opened, changed or saved: what, where, and what to do about it.
package struct StoreError: Error, Hashable, Sendable, CustomStringConvertible {
  package enum Cause: Hashable, Sendable {
    /// A file couldn't be read or written, for example because the disk is full.
    case file(FileError)
    case noSession
    /// Another program has the session open; the holder is nil if it left no name.
    case locked(by: FolderLock.Holder?)
    /// A file exists but isn't JSON, or not of the expected kind.
    case notUnderstood(file: String, JSONError?)
    /// The session was written by a later version of Clout.
    case newerFormat(Int64)
    /// A file is missing or doesn't fit the others.
    case damaged(file: String)
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

  init(_ error: FileError) {
    func capitalised(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }
    self.init(
      error.reason == .damaged ? .damaged(file: error.path) : .file(error),
      capitalised(error.description), atPrompt: capitalised(error.atPrompt))
  }

  /// Another program has the session open.
  init(_ path: String, lockedBy holder: FolderLock.Holder?) {
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
