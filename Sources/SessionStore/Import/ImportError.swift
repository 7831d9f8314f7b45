/// Why a file can't be imported at all. Rows that can't be used are no error: the plan lists them.
public struct ImportError: Error, Hashable, Sendable, CustomStringConvertible {
  public let description: String
  init(_ description: String) { self.description = description }

  static let cancelled = ImportError("The import was cancelled; nothing was changed.")
}
