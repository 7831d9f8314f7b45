/// What a reader had to work around to get at the rows.
package struct ReadingNotes: Sendable, Hashable {
  /// Lines where a quote opens that never closes; it was kept as a character of its field.
  package var unterminatedQuotes: [Int] = []
  package var unterminatedQuoteCount = 0
  /// Rows with a quote inside a quoted field that is neither doubled nor the last character.
  package var strayQuotes: [Int] = []
  package var strayQuoteCount = 0
  /// Control characters, such as NUL, that became spaces; and the line of the row with the first of them.
  package var controlCharacters = 0
  package var firstControlLine = 0
  package var blankLines = 0
  /// How many lines end in which way.
  package var lineFeeds = 0
  package var returnLineFeeds = 0
  package var returns = 0
  /// How many lines are kept per kind of note; counting continues.
  static let kept = 100
}
