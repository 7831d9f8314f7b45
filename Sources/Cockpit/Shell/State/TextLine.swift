import Screen

/// One line of help, of an explanation or of a list of findings.
struct TextLine: Hashable, Sendable {
  var text: String
  var role: Role = .text
  /// Drawn in a column of its own on the left.
  var key: String?
}
