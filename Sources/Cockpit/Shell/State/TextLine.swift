import Screen

/// A line in a `TextView`.
struct TextLine: Hashable, Sendable {
  var text: String
  var role: Role = .text
  /// Drawn in a column of its own on the left.
  var key: String?
}
