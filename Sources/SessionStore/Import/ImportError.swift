import Tabular

/// Why a file can't be imported at all. Unusable rows aren't an error: the plan lists them.
package struct ImportError: Error, Hashable, Sendable, CustomStringConvertible {
  package enum Cause: Hashable, Sendable {
    case cancelled
    /// The file can't be read, or it isn't a table.
    case table(TabularError)
    /// The given column mapping can't be followed.
    case mapping(MappingError)
    /// Something has to be given first, such as the platform.
    case question
    /// What span the figures of a row cover has to be given.
    case grain
    case other
  }

  package let cause: Cause
  package let description: String

  /// The file's tables, if one of them has to be chosen.
  package var tables: [String] {
    if case .table(.severalTables(let names)) = cause { names } else { [] }
  }

  /// Whether an answer helps.
  var isQuestion: Bool { cause == .question || cause == .grain }

  init(_ cause: Cause, _ description: String) {
    self.cause = cause
    self.description = description
  }

  /// A change that the session refuses.
  package init(_ description: String) { self.init(.other, description) }

  static let cancelled = ImportError(
    .cancelled, "The import was cancelled; nothing was changed.")
}
