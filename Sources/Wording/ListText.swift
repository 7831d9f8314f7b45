/// Lists whose entries may contain numbers: targets, limits and what-ifs.
package enum ListText {
  /// The entries between commas, trimmed, without empty ones. A comma within a number, as in `mega=500,000`, separates
  /// nothing.
  ///
  /// - Parameter isSpaced: whether entries also end at white space.
  package static func entries(_ text: some StringProtocol, isSpaced: Bool = false) -> [String] {
    let text = String(text)
    var entries = [""]
    for place in text.indices {
      let character = text[place]
      let isComma = character == "," && !isInNumber(text, place)
      if isComma || isSpaced && character.isWhitespace {
        entries.append("")
      } else {
        entries[entries.count - 1].append(character)
      }
    }
    return entries.map { $0.trimmed }.filter { !$0.isEmpty }
  }

  /// Whether the comma has digits on both sides, and no name begins with those after it: `3,200` is a number, but in
  /// `food<=3,90s<=2` the comma separates two limits.
  private static func isInNumber(_ text: String, _ comma: String.Index) -> Bool {
    guard text[..<comma].last.map(isDigit) == true else { return false }
    let after = text[comma...].dropFirst()
    var rest = after.drop(while: isDigit)
    guard rest.startIndex > after.startIndex else { return false }
    if let suffix = rest.first, "kKmMbBtTxX".contains(suffix) { rest.removeFirst() }
    return rest.first.map { !$0.isLetter && !"<>=≤≥:".contains($0) } ?? true
  }

  private static func isDigit(_ character: Character) -> Bool { "0"..."9" ~= character }
}
