import JSON

/// Why a session can't be opened, changed or saved: what, where, and what to do.
public struct StoreError: Error, Hashable, Sendable, CustomStringConvertible {
  public let description: String

  init(_ description: String) { self.description = description }

  init(_ error: FileError) {
    let text = error.description
    description = text.prefix(1).uppercased() + text.dropFirst()
  }

  init(_ error: JSONError, in file: String) {
    description = "\(file), line \(error.line), column \(error.column): \(error.message)."
  }
}

/// Something that `clout check` has to say about a session.
public struct Finding: Hashable, Sendable, CustomStringConvertible {
  public enum Severity: String, Hashable, Sendable {
    /// Something is broken or lost.
    case problem
    /// Worth knowing, and nothing is lost.
    case note
  }

  public let severity: Severity
  public let file: String
  public let line: Int?
  public let column: Int?
  public let message: String

  init(
    _ severity: Severity, _ file: String, line: Int? = nil, column: Int? = nil, _ message: String
  ) {
    self.severity = severity
    self.file = file
    self.line = line
    self.column = column
    self.message = message
  }

  init(_ error: JSONError, in file: String) {
    self.init(.problem, file, line: error.line, column: error.column, error.message)
  }

  public var description: String {
    var place = file
    if let line { place += ", line \(line)" }
    if let column { place += ", column \(column)" }
    return "\(place): \(message)"
  }
}
