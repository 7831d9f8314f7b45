import Screen

/// A line of a text over the screen.
struct TextLine: Hashable, Sendable {
  var text: String
  var role: Role = .text
  /// Drawn in a column of its own, to the left.
  var key: String?
}
