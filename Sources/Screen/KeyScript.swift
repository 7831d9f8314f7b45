/// A mistake in a script of keys.
package enum KeyScriptError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The word's position, counted from 1, and its text.
  case unknownKey(word: String, position: Int)
  case unclosedQuote(position: Int)

  package var description: String {
    switch self {
    case .unknownKey(let word, let position):
      """
      keys, word \(position): '\(printable(word))' is no key; write j, G, space, enter, f1, ctrl-s, \
      or quote text: '\(printable(word))'
      """
    case .unclosedQuote(let position):
      "keys, word \(position): the quote is not closed; end it with ', and write '' for a quote in it"
    }
  }
}

/// A sequence of keys as text, for `--keys` and tests.
///
/// Words are keys as `Key(notation:)` reads them: `j j / m e g a enter`. A number and a star
/// repeat a key: `5*down`. Text in single quotes is typed character by character, with `''` for a quote:
/// `/ 'it''s' enter`.
package enum KeyScript {
  package static func keys(_ script: String) throws(KeyScriptError) -> [Key] {
    var keys: [Key] = []
    var rest = Substring(script)
    var position = 0
    while true {
      rest = rest.drop(while: \.isWhitespace)
      guard let first = rest.first else { return keys }
      position += 1
      if first == "'" {
        guard let text = takeQuoted(&rest) else { throw .unclosedQuote(position: position) }
        keys += text.map { Key(.character($0)) }
      } else {
        let word = rest.prefix { !$0.isWhitespace }
        rest = rest[word.endIndex...]
        guard let repeated = repeatedKey(word) else {
          throw .unknownKey(word: String(word), position: position)
        }
        keys += repeated
      }
    }
  }

  /// Consumes a quoted text; nil if the closing quote is missing.
  private static func takeQuoted(_ rest: inout Substring) -> String? {
    var text = ""
    var scan = rest.dropFirst()
    while let character = scan.popFirst() {
      if character != "'" {
        text.append(character)
      } else if scan.first == "'" {
        text.append("'")
        scan.removeFirst()
      } else {
        rest = scan
        return text
      }
    }
    return nil
  }

  private static func repeatedKey(_ word: Substring) -> [Key]? {
    if let key = Key(notation: String(word)) { return [key] }
    let parts = word.split(separator: "*", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, let count = Int(parts[0]), 0...10_000 ~= count,
      let key = Key(notation: String(parts[1]))
    else { return nil }
    return Array(repeating: key, count: count)
  }
}
