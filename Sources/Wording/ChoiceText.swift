/// Choices, ratings and lists.
package enum ChoiceText {
  /// Reads one of the cases, by its word or an unambiguous prefix.
  package static func read<Choice: RawRepresentable & CaseIterable>(
    _ text: some StringProtocol, of type: Choice.Type
  ) throws(EntryError) -> Choice where Choice.RawValue == String {
    Choice(rawValue: try read(text, among: Choice.allCases.map(\.rawValue)))!
  }

  /// Reads one of the words, or an unambiguous prefix.
  package static func read(
    _ text: some StringProtocol, among words: [String]
  ) throws(EntryError) -> String {
    let word = text.trimmed.lowercased()
    if words.contains(word) { return word }
    let matches = words.filter { $0.hasPrefix(word) }
    guard matches.count == 1, !word.isEmpty else {
      throw EntryError("Choose one of \(words.joined(separator: ", ")).")
    }
    return matches[0]
  }

  /// Reads a rating from 1 to 5; nil for empty text.
  package static func readRating(_ text: some StringProtocol) throws(EntryError) -> Int? {
    guard !text.trimmed.isEmpty else { return nil }
    guard let rating = Int(text.trimmed), (1...5).contains(rating) else {
      throw EntryError("Expected a rating from 1 to 5.")
    }
    return rating
  }

  /// Reads a list separated by commas.
  package static func readList(_ text: some StringProtocol) -> [String] {
    text.split(separator: ",").map { $0.trimmed }.filter { !$0.isEmpty }
  }
}
