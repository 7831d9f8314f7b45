/// The identifiers of a Swift file, without comments and string literals.
///
/// Good enough to ask which names a file declares and which it uses; it isn't a parser. Interpolations count as
/// part of the string.
struct SourceText {
  struct Word {
    let text: String
    /// How many braces are open around it.
    let depth: Int
    /// Whether it follows a dot, as in `state.plan`.
    let isMember: Bool
    /// The first word of its line.
    let opensLine: Bool
  }

  let words: [Word]
  /// The string literals as written, with quotation marks and interpolations.
  let literals: [String]
  let lineCount: Int

  init(_ text: String) {
    var scanner = Scanner(bytes: Array(text.utf8))
    words = scanner.words()
    literals = scanner.literals
    lineCount = scanner.lines
  }

  /// The modules that the file imports.
  var imports: Set<String> {
    var result: Set<String> = []
    for (word, next) in zip(words, words.dropFirst()) where word.text == "import" && word.depth == 0
    {
      result.insert(next.text)
    }
    return result
  }

  private static let typeWords: Set = ["struct", "class", "enum", "protocol", "actor", "typealias"]
  private static let memberWords: Set = ["var", "let", "func"]
  /// `case .found` is a use, `case found, approved` a declaration of the first; the others are missed.
  private static let caseWords: Set = ["case"]

  /// The types declared at the top of the file.
  var types: Set<String> { declared(after: Self.typeWords) { $0 == 0 } }
  /// Nested types.
  var nestedTypes: Set<String> { declared(after: Self.typeWords) { $0 > 0 } }
  /// Properties, methods and cases, wherever they are declared.
  var members: Set<String> {
    declared(after: Self.memberWords.union(Self.caseWords)) { $0 > 0 }
  }

  private func declared(after openers: Set<String>, where isWanted: (Int) -> Bool) -> Set<String> {
    var result: Set<String> = []
    for (word, next) in zip(words, words.dropFirst())
    where openers.contains(word.text) && !word.isMember && isWanted(word.depth) {
      result.insert(next.text)
    }
    return result
  }

  /// The properties and methods that the file's extensions add, by the type that gets them.
  var extensionMembers: [(type: String, member: String)] {
    var result: [(String, String)] = []
    // At the top level, the latest of these says whose members follow.
    var extended: String?
    for (word, next) in zip(words, words.dropFirst()) {
      if word.depth == 0, word.text == "extension" { extended = next.text }
      if word.depth == 0, Self.typeWords.contains(word.text) { extended = nil }
      if word.depth == 1, Self.memberWords.contains(word.text), let extended {
        result.append((extended, next.text))
      }
    }
    return result
  }
}

/// Scans the bytes of a file for words.
private struct Scanner {
  let bytes: [UInt8]
  var at = 0
  var lines = 0
  var literals: [String] = []
  private var depth = 0
  private var isFirst = true
  private var previous: UInt8 = 0

  init(bytes: [UInt8]) { self.bytes = bytes }

  mutating func words() -> [SourceText.Word] {
    var result: [SourceText.Word] = []
    while at < bytes.count {
      let byte = bytes[at]
      switch byte {
      case UInt8(ascii: "\n"):
        lines += 1
        isFirst = true
        at += 1
      case UInt8(ascii: "/") where peek(1) == UInt8(ascii: "/"):
        while at < bytes.count, bytes[at] != UInt8(ascii: "\n") { at += 1 }
      case UInt8(ascii: "/") where peek(1) == UInt8(ascii: "*"): skipComment()
      case UInt8(ascii: "#") where peek(1) == UInt8(ascii: "\""): skipRawString()
      case UInt8(ascii: "\""):
        let start = at
        skipString()
        literals.append(String(decoding: bytes[start..<min(at, bytes.count)], as: UTF8.self))
      case _ where Self.isWord(byte):
        let start = at
        while at < bytes.count, Self.isWord(bytes[at]) { at += 1 }
        let text = String(decoding: bytes[start..<at], as: UTF8.self)
        result.append(
          SourceText.Word(
            text: text, depth: depth, isMember: previous == UInt8(ascii: "."), opensLine: isFirst))
        previous = bytes[at - 1]
        isFirst = false
      default:
        if byte == UInt8(ascii: "{") { depth += 1 }
        if byte == UInt8(ascii: "}") { depth -= 1 }
        if byte > 0x20 { previous = byte }
        at += 1
      }
    }
    return result
  }

  private func peek(_ offset: Int) -> UInt8 { at + offset < bytes.count ? bytes[at + offset] : 0 }

  private mutating func skipComment() {
    var open = 0
    repeat {
      if bytes[at] == UInt8(ascii: "/"), peek(1) == UInt8(ascii: "*") {
        open += 1
        at += 2
      } else if bytes[at] == UInt8(ascii: "*"), peek(1) == UInt8(ascii: "/") {
        open -= 1
        at += 2
      } else {
        if bytes[at] == UInt8(ascii: "\n") { lines += 1 }
        at += 1
      }
    } while open > 0 && at < bytes.count
  }

  /// Skips a literal, including strings inside its interpolations.
  private mutating func skipString() {
    previous = UInt8(ascii: "\"")
    let isLong = peek(1) == UInt8(ascii: "\"") && peek(2) == UInt8(ascii: "\"")
    at += isLong ? 3 : 1
    while at < bytes.count {
      switch bytes[at] {
      case UInt8(ascii: "\\") where peek(1) == UInt8(ascii: "("):
        at += 2
        skipInterpolation()
      case UInt8(ascii: "\\"): at += 2
      case UInt8(ascii: "\"")
      where !isLong || (peek(1) == UInt8(ascii: "\"") && peek(2) == UInt8(ascii: "\"")):
        at += isLong ? 3 : 1
        return
      default:
        if bytes[at] == UInt8(ascii: "\n") { lines += 1 }
        at += 1
      }
    }
  }

  private mutating func skipInterpolation() {
    var open = 1
    while open > 0, at < bytes.count {
      switch bytes[at] {
      case UInt8(ascii: "\""):
        skipString()
        continue
      case UInt8(ascii: "("): open += 1
      case UInt8(ascii: ")"): open -= 1
      case UInt8(ascii: "\n"): lines += 1
      default: break
      }
      at += 1
    }
  }

  /// `#"…"#`: only escapes with as many number signs count.
  private mutating func skipRawString() {
    previous = UInt8(ascii: "\"")
    at += 2
    while at < bytes.count, !(bytes[at] == UInt8(ascii: "\"") && peek(1) == UInt8(ascii: "#")) {
      if bytes[at] == UInt8(ascii: "\n") { lines += 1 }
      at += 1
    }
    at += 2
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 0x80...:
      true
    default: false
    }
  }
}
