import Wording

/// A filter as typed: words that must occur somewhere in the row, and conditions on columns.
///
///     glow tier:micro er>4 -niche:food is:marked
///
/// `field:text` means contains, `field=text` equals, `<`, `>`, `<=`, `>=` compare numbers (`followers>=10k`), a leading
/// minus negates a term, quotes keep words together. Field names may be shortened as long as they stay unique.
struct Query: Hashable, Sendable {
  enum Comparison: String, Hashable, Sendable {
    case contains = ":"
    case equals = "="
    case less = "<"
    case greater = ">"
    case atMost = "<="
    case atLeast = ">="
  }

  enum Condition: Hashable, Sendable {
    case word(String)
    case column(String, Comparison, text: String, number: Double?)
    case state(String)
  }

  struct Term: Hashable, Sendable {
    var condition: Condition
    var isNegated: Bool
  }

  let terms: [Term]

  var isEmpty: Bool { terms.isEmpty }
  var hasWords: Bool {
    terms.contains { if case .word = $0.condition { true } else { false } }
  }

  init(_ text: String) {
    terms = Query.words(of: text).compactMap(Query.term)
  }

  /// Splits at white space outside quotes and drops the quotes.
  private static func words(of text: String) -> [String] {
    var words: [String] = []
    var word = ""
    var quoted = false
    for character in text {
      if character == "\"" {
        quoted.toggle()
      } else if character.isWhitespace, !quoted {
        if !word.isEmpty { words.append(word) }
        word = ""
      } else {
        word.append(character)
      }
    }
    if !word.isEmpty { words.append(word) }
    return words
  }

  private static func term(_ word: String) -> Term? {
    let isNegated = word.first == "-" && word.count > 1
    let body = isNegated ? word.dropFirst() : Substring(word)
    guard let mark = body.firstIndex(where: { ":=<>".contains($0) }), mark > body.startIndex else {
      return Term(condition: .word(Folding.fold(body)), isNegated: isNegated)
    }
    let name = body[..<mark].lowercased()
    var sign = String(body[mark])
    var rest = body[body.index(after: mark)...]
    if rest.first == "=", sign == "<" || sign == ">" {
      sign += "="
      rest = rest.dropFirst()
    }
    // A condition without a value is still being typed and doesn't filter yet.
    guard !rest.isEmpty, let comparison = Comparison(rawValue: sign) else { return nil }
    if name == "is" { return Term(condition: .state(Folding.fold(rest)), isNegated: isNegated) }
    let condition = Condition.column(
      name, comparison, text: Folding.fold(rest), number: NumberText.figure(rest))
    return Term(condition: condition, isNegated: isNegated)
  }
}
