import JSON

/// Something that `clout check` reports about a session.
package struct Finding: Hashable, Sendable, CustomStringConvertible {
  package enum Severity: String, Hashable, Sendable {
    /// Something is broken or lost.
    case problem
    /// Worth knowing, but nothing is lost.
    case note
  }

  package let severity: Severity
  package let file: String
  package let line: Int?
  package let column: Int?
  package let message: String
  /// The parser's error, if the file can't be understood there.
  let error: JSONError?
  let kind: Kind

  enum Kind: Hashable, Sendable {
    case other
    /// The file isn't the session's.
    case foreign
    /// A record names one that doesn't exist.
    case reference
    /// Git left it to a person, and says so in the file; what to do is said in a note.
    case conflict
    /// A file of measurements is gone that the log tells of.
    case missing
  }

  var isForeign: Bool { kind == .foreign }
  package var isReference: Bool { kind == .reference }

  init(
    _ severity: Severity, _ file: String, line: Int? = nil, column: Int? = nil, _ message: String,
    kind: Kind = .other
  ) {
    self.kind = kind
    self.severity = severity
    self.file = file
    self.line = line
    self.column = column
    self.message = message
    error = nil
  }

  init(_ error: JSONError, in file: String) {
    severity = .problem
    kind = .other
    self.file = file
    line = error.line
    column = error.column
    message = error.message
    self.error = error
  }

  /// Part of the session can't be read or isn't there; a reference to somebody who is gone is no loss.
  package var isLoss: Bool { severity == .problem && !isReference }

  /// Part of the measurements isn't there or isn't as it was written, and the rest of the session is whole.
  var isOfMeasurements: Bool {
    severity == .problem && file.hasPrefix(SessionDocuments.metrics) && !isForeign
  }

  /// Nothing is broken, only not all is there, as on a branch of git that hasn't got an import.
  package var isMissing: Bool { kind == .missing }

  /// What to do about a conflict that git left.
  package var isAdvice: Bool { kind == .conflict && severity == .note }

  static func counted(_ count: Int, _ noun: String) -> String {
    "\(count) \(noun)\(count == 1 ? "" : "s")"
  }

  static let tornEnd = "the last line is incomplete, as after a crash"
  static let takenAway =
    "it was taken away by another program since it was saved, and what it listed is gone"
  static let changedOutside = "it was changed by another program since it was saved"

  /// Worth telling whoever opens the session to work on it. An incomplete last line isn't: nobody was told that it was
  /// written.
  var isNews: Bool { severity == .problem || !message.hasPrefix(Self.tornEnd) }

  /// The error for refusing to write the session until this is dealt with.
  var asError: StoreError {
    StoreError(
      error.map { .notUnderstood(file: file, $0) } ?? .damaged(file: file),
      isForeign
        ? "\(self). Put the session's own file back, or take this one away."
        : file.hasPrefix(SessionLayout.state)
          ? "\(self). clout repair goes on with what is left, and says what is lost."
          : "\(self). Correct the file, or restore it from a copy.")
  }

  package var description: String {
    var place = file
    if let line { place += ", line \(line)" }
    if let column { place += ", column \(column)" }
    return "\(place): \(message)"
  }
}

extension JournalReading {
  var cut: String {
    "it is cut: \(validLength) of \(reached) bytes are there, and what was changed after that isn't in it"
  }
}

extension Journal.Damage {
  var inWords: String {
    "\(reason); \(Finding.counted(goodRecordsAfter, "record")) "
      + "\(goodRecordsAfter == 1 ? "comes" : "come") after it"
  }
}
