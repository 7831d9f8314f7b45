import JSON

/// Why a session can't be opened, changed or saved: what, where, and what to do.
public struct StoreError: Error, Hashable, Sendable, CustomStringConvertible {
  public enum Cause: Hashable, Sendable {
    /// A file could not be read or written, such as for want of space.
    case file(FileError)
    case noSession
    /// Another program has the session open; nil when it didn't say who it is.
    case locked(by: FolderLock.Holder?)
    /// A file is there, but it isn't JSON, or not of the kind that was expected.
    case notUnderstood(file: String, JSONError?)
    /// A later version of Clout wrote the session.
    case newerFormat(Int64)
    /// A file is missing, or it doesn't fit the others.
    case damaged(file: String)
    /// It was opened to be looked at only.
    case readOnly
  }

  public let cause: Cause
  public let description: String

  init(_ cause: Cause, _ description: String) {
    self.cause = cause
    self.description = description
  }

  init(_ error: FileError) {
    let text = error.description
    self.init(
      error.reason == .damaged ? .damaged(file: error.path) : .file(error),
      text.prefix(1).uppercased() + text.dropFirst())
  }

  init(_ error: JSONError, in file: String) {
    self.init(
      .notUnderstood(file: file, error),
      "\(file), line \(error.line), column \(error.column): \(error.message).")
  }
}
