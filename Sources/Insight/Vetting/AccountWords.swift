import Marketing

/// Normalises words that people typed, for comparison.
enum AccountWords {
  /// Lower case, without surrounding space: `Beauty ` becomes `beauty`.
  static func folded(_ text: String) -> String {
    // Most words are folded already and needn't be copied.
    let isFolded = text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && !(0x41...0x5A).contains($0) }
    if isFolded { return text }
    return trimmed(text).lowercased()
  }

  static func trimmed(_ text: String) -> String {
    guard let first = text.firstIndex(where: { !$0.isWhitespace }),
      let last = text.lastIndex(where: { !$0.isWhitespace })
    else { return "" }
    return String(text[first...last])
  }

  /// A language without its region: `en-US` and `EN` become `en`.
  static func language(_ text: String) -> String {
    let folded = folded(text)
    guard let mark = folded.firstIndex(where: { $0 == "-" || $0 == "_" }),
      folded.distance(from: folded.startIndex, to: mark) <= 3
    else { return folded }
    return String(folded[..<mark])
  }

  /// The words in lower case, letters and digits only: `Anna-Lena ✨` becomes `anna` and `lena`.
  static func words(_ text: String) -> [String] {
    let lower = text.lowercased()
    // Nearly all names are ASCII, and bytes are much faster than characters.
    if lower.utf8.allSatisfy({ $0 < 0x80 }) {
      return lower.utf8.split { !isPlain($0) }.map { String(Substring($0)) }
    }
    return lower.split { !$0.isLetter && !$0.isNumber }.map(String.init)
  }

  /// Letters and digits only, in lower case: `Anna-Lena ✨` becomes `annalena`.
  static func lettersAndDigits(_ text: String) -> String {
    text.utf8.allSatisfy(isPlain) ? text : words(text).joined()
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte)
  }

  /// `a`, `a and b`, `a, b and c`.
  static func list(_ words: [String]) -> String {
    guard let last = words.last, words.count > 1 else { return words.first ?? "" }
    return words.dropLast().joined(separator: ", ") + " and " + last
  }
}

/// Small numbers for words, for fast comparison. 0 stands for no word.
struct WordCodes: Sendable {
  /// Words as written, so that each spelling is folded only once.
  private var spellings: [String: UInt32] = [:]
  private var codes: [String: UInt32] = [:]
  private let fold: @Sendable (String) -> String
  /// The most recent words, by a few of their bytes: a roster repeats the same dozens of words, and hashing them in
  /// full would be most of the work.
  private var recent = [(word: String, code: UInt32)](repeating: ("", 0), count: 256)

  init(_ fold: @escaping @Sendable (String) -> String = AccountWords.folded) { self.fold = fold }

  /// The highest code plus one.
  var count: Int { codes.count + 1 }

  mutating func code(_ word: String) -> UInt32 {
    let bytes = word.utf8
    guard let first = bytes.first, let last = bytes.last else { return 0 }
    let slot = (Int(first) &* 31 &+ Int(last) &* 7 &+ bytes.count) & 255
    if recent[slot].word == word { return recent[slot].code }
    let code = lookUp(word)
    recent[slot] = (word, code)
    return code
  }

  private mutating func lookUp(_ word: String) -> UInt32 {
    if let code = spellings[word] { return code }
    let folded = fold(word)
    let code = folded.isEmpty ? 0 : codes[folded] ?? UInt32(codes.count + 1)
    if code > 0 { codes[folded] = code }
    spellings[word] = code
    return code
  }
}
