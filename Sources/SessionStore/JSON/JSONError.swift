/// What is wrong with a piece of JSON, and where.
///
/// Callers add the file's name. `line` and `column` count from 1; a column is one Unicode scalar, so a tab, an accented
/// letter and a simple emoji are one column each.
public struct JSONError: Error, Hashable, Sendable, CustomStringConvertible {
  public var line: Int
  public var column: Int
  public var message: String

  public init(line: Int, column: Int, message: String) {
    self.line = line
    self.column = column
    self.message = message
  }

  public var description: String { "line \(line), column \(column): \(message)" }
}

/// The six kinds of JSON value.
public enum JSONKind: Sendable {
  case object, array, string, number, bool, null

  /// The kind in words for somebody who has never heard of JSON.
  var plainName: String {
    switch self {
    case .object: "a group { … }"
    case .array: "a list [ … ]"
    case .string: "text"
    case .number: "a number"
    case .bool: "true or false"
    case .null: "null"
    }
  }
}
