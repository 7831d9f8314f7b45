/// Words to choose from, ratings and lists.
package enum ChoiceText {
  /// Reads one of the cases, or the beginning of just one.
  package static func read<Choice: RawRepresentable & CaseIterable>(
    _ text: some StringProtocol, of type: Choice.Type
  ) throws(EntryError) -> Choice where Choice.RawValue == String {
    let word = text.trimmed.lowercased()
    if let exact = Choice(rawValue: word) { return exact }
    let matches = Choice.allCases.filter { $0.rawValue.hasPrefix(word) }
    guard let match = matches.first, matches.count == 1, !word.isEmpty else {
      throw EntryError("Choose one of \(Choice.allCases.map(\.rawValue).joined(separator: ", ")).")
    }
    return match
  }

  /// Reads a rating from 1 to 5; nil when nothing is typed.
  package static func readRating(_ text: some StringProtocol) throws(EntryError) -> Int? {
    guard !text.trimmed.isEmpty else { return nil }
    guard let rating = Int(text.trimmed), (1...5).contains(rating) else {
      throw EntryError("Expected a rating from 1 to 5.")
    }
    return rating
  }

  /// Reads several, with commas between.
  package static func readList(_ text: some StringProtocol) -> [String] {
    text.split(separator: ",").map { $0.trimmed }.filter { !$0.isEmpty }
  }
}
