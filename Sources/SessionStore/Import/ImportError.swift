import Tabular

/// Why a file can't be imported at all. Rows that can't be used are no error: the plan lists them.
public struct ImportError: Error, Hashable, Sendable, CustomStringConvertible {
  public enum Cause: Hashable, Sendable {
    case cancelled
    /// The file can't be read, or it isn't a table.
    case table(TabularError)
    /// What was said about its columns can't be followed.
    case mapping(MappingError)
    /// Something must be said first, such as the platform.
    case question
    case other
  }

  public let cause: Cause
  public let description: String

  init(_ cause: Cause, _ description: String) {
    self.cause = cause
    self.description = description
  }

  static let cancelled = ImportError(
    .cancelled, "The import was cancelled; nothing was changed.")
}
