/// Finds terms as whole words in texts, regardless of case.
///
/// `-`, `_` and other punctuation count as spaces, and a plural `s` may follow. Terms of several words need them in
/// sequence. No stemming: to find both “sustainable” and “sustainability”, enter both.
struct WordMatcher: Sendable {
  /// In lower case with single spaces, as UTF-8.
  private let terms: [[UInt8]]
  let words: [String]

  init(_ words: [String]) {
    var terms: [[UInt8]] = []
    var kept: [String] = []
    for word in words {
      let term = WordMatcher.fold(word)
      guard !term.isEmpty, !terms.contains(term) else { continue }
      terms.append(term)
      kept.append(word)
    }
    self.terms = terms
    self.words = kept
  }

  var isEmpty: Bool { terms.isEmpty }
  var count: Int { terms.count }

  /// Adds the places of the terms that occur to `found`.
  func find(in text: String, _ found: inout UInt64) {
    guard !terms.isEmpty, !text.isEmpty else { return }
    find(inFolded: WordMatcher.fold(text), &found)
  }

  func find(inFolded text: [UInt8], _ found: inout UInt64) {
    text.withUnsafeBufferPointer { text in
      var start = 0
      while start < text.count {
        for (place, term) in terms.enumerated()
        where place < 64 && term[0] == text[start] && found & (1 << UInt64(place)) == 0 {
          if WordMatcher.isAt(start, term, in: text) { found |= 1 << UInt64(place) }
        }
        while start < text.count, text[start] != WordMatcher.space { start += 1 }
        start += 1
      }
    }
  }

  func occurs(in text: String) -> Bool {
    var found: UInt64 = 0
    find(in: text, &found)
    return found != 0
  }

  /// The terms at the places in a set.
  func words(_ found: UInt64) -> [String] {
    words.indices.filter { $0 < 64 && found & (1 << UInt64($0)) != 0 }.map { words[$0] }
  }

  /// Whether the term is at that position, followed by the end of a word or a plural s.
  private static func isAt(_ start: Int, _ term: [UInt8], in text: UnsafeBufferPointer<UInt8>)
    -> Bool
  {
    let end = start + term.count
    guard end <= text.count else { return false }
    for place in term.indices where text[start + place] != term[place] { return false }
    func isEnd(_ place: Int) -> Bool { place >= text.count || text[place] == space }
    return isEnd(end) || text[end] == UInt8(ascii: "s") && isEnd(end + 1)
  }

  private static let space = UInt8(ascii: " ")

  /// Lower case, with every run of other characters as one space, and none at either end.
  static func fold(_ text: String) -> [UInt8] {
    var result: [UInt8] = []
    fold(text, into: &result)
    return result
  }

  static func fold(_ text: String, into result: inout [UInt8]) {
    result.removeAll(keepingCapacity: true)
    result.reserveCapacity(text.utf8.count)
    var isPlain = true
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"):
        result.append(byte)
      case UInt8(ascii: "A")...UInt8(ascii: "Z"): result.append(byte | 0x20)
      case 0x80...0xFF:
        isPlain = false
      default: if let last = result.last, last != space { result.append(space) }
      }
      if !isPlain { break }
    }
    if !isPlain {
      result.removeAll(keepingCapacity: true)
      for character in text.lowercased() {
        if character.isLetter || character.isNumber {
          result += Array(character.utf8)
        } else if let last = result.last, last != space {
          result.append(space)
        }
      }
    }
    if result.last == space { result.removeLast() }
  }
}
