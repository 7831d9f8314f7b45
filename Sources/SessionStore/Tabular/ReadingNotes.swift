/// What a reader had to work around to get at the rows.
public struct ReadingNotes: Sendable, Hashable {
  /// Lines where a quote opens that never closes; it was kept as a character of its field.
  public var unterminatedQuotes: [Int] = []
  public var unterminatedQuoteCount = 0
  /// Rows with a quote inside a quoted field that is neither doubled nor the last character.
  public var strayQuotes: [Int] = []
  public var strayQuoteCount = 0
  public var blankLines = 0
  /// How many lines end in which way.
  public var lineFeeds = 0
  public var returnLineFeeds = 0
  public var returns = 0
  /// How many lines are kept per kind of note; counting continues.
  static let kept = 100
}
