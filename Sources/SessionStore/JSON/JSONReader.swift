import LibC

/// Reads strict JSON (RFC 8259) from bytes, value by value, in the order of the document.
///
/// Codecs pull what they expect:
///
///     try reader.beginObject()
///     while let key = try reader.nextKey() {
///       switch key {
///       case "id": id = try reader.readString()
///       case "followers": followers = try reader.readInt64()
///       default: unknown.append((key.string, try reader.rawValue()))
///       }
///     }
///
/// Every value must be consumed before asking for the next key or element, and a loop over keys or elements must run to
/// its end. Refused are: repeated keys, trailing commas, more than `maximumDepth` levels, byte-order marks, invalid
/// UTF-8, lone surrogates, comments, and anything after the value. Skipped and raw values are checked just as strictly.
public struct JSONReader: ~Copyable {
  public static let defaultMaximumDepth = 128

  /// The document; `end` is the end of the current line in `readLines`.
  let documentStart: UnsafePointer<UInt8>
  var end: UnsafePointer<UInt8>
  var cursor: UnsafePointer<UInt8>
  /// The number of the line at `documentStart`.
  var firstLine: Int
  var nesting: JSONNesting
  /// Decoded texts that had escapes; they live as long as the reader because keys point to them.
  private var decodedTexts: [UnsafeMutableBufferPointer<UInt8>] = []

  @usableFromInline
  init(_ bytes: UnsafeBufferPointer<UInt8>, firstLine: Int, maximumDepth: Int) {
    // An empty buffer may have no address; any will do, since nothing is read from it.
    let start = bytes.baseAddress ?? UnsafePointer(bitPattern: 8)!
    documentStart = start
    cursor = start
    end = start + bytes.count
    self.firstLine = firstLine
    nesting = JSONNesting(maximumDepth: maximumDepth)
  }

  deinit {
    for text in decodedTexts { text.deallocate() }
  }

  /// Reads one document: `body` reads its value, and nothing but white space may follow.
  @inlinable
  public static func read<Value>(
    _ bytes: UnsafeBufferPointer<UInt8>, firstLine: Int = 1,
    maximumDepth: Int = defaultMaximumDepth,
    _ body: (inout JSONReader) throws(JSONError) -> Value
  ) throws(JSONError) -> Value {
    var reader = JSONReader(bytes, firstLine: firstLine, maximumDepth: maximumDepth)
    try reader.refuseByteOrderMark()
    let value = try body(&reader)
    try reader.finish()
    return value
  }

  /// Reads one document: `body` reads its value, and nothing but white space may follow.
  @inlinable
  public static func read<Value>(
    _ bytes: [UInt8], firstLine: Int = 1, maximumDepth: Int = defaultMaximumDepth,
    _ body: (inout JSONReader) throws(JSONError) -> Value
  ) throws(JSONError) -> Value {
    try bytes.withUnsafeBufferPointer { buffer throws(JSONError) in
      try read(buffer, firstLine: firstLine, maximumDepth: maximumDepth, body)
    }
  }

  /// Reads JSON lines: calls `body` for each line that isn't blank, with its byte range.
  public static func readLines(
    _ bytes: UnsafeBufferPointer<UInt8>, firstLine: Int = 1,
    maximumDepth: Int = defaultMaximumDepth,
    _ body: (inout JSONReader, Range<Int>) throws(JSONError) -> Void
  ) throws(JSONError) {
    var reader = JSONReader(bytes, firstLine: firstLine, maximumDepth: maximumDepth)
    try reader.refuseByteOrderMark()
    let documentEnd = reader.end
    var lineStart = reader.cursor
    while lineStart < documentEnd {
      let newline = memchr(lineStart, 0x0A, documentEnd - lineStart)
      let lineEnd = newline.map { UnsafePointer($0.assumingMemoryBound(to: UInt8.self)) }
      reader.cursor = lineStart
      reader.end = lineEnd ?? documentEnd
      reader.skipWhitespace()
      if reader.cursor < reader.end {
        let base = reader.documentStart
        try body(&reader, (lineStart - base)..<(reader.end - base))
        try reader.finish()
        reader.nesting.removeAll()
        reader.forgetDecodedTexts()
      }
      lineStart = reader.end + 1
    }
  }

  /// Refuses anything but white space after the value.
  @usableFromInline
  mutating func finish() throws(JSONError) {
    precondition(nesting.depth == 0, "a loop over keys or elements was left before its end")
    skipWhitespace()
    if cursor < end { throw error("there is something after the end of the value") }
  }

  /// The start of the next token; pass it to `error(at:_:)` to point there later.
  public mutating func mark() -> UnsafePointer<UInt8> {
    skipWhitespace()
    return cursor
  }

  /// The kind of the next value, judging by its first byte.
  public mutating func peekKind() throws(JSONError) -> JSONKind {
    skipWhitespace()
    guard cursor < end else { throw unexpectedEnd() }
    switch cursor.pointee {
    case UInt8(ascii: "{"): return .object
    case UInt8(ascii: "["): return .array
    case UInt8(ascii: "\""): return .string
    case UInt8(ascii: "t"), UInt8(ascii: "f"): return .bool
    case UInt8(ascii: "n"): return .null
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number
    default: throw notAValue()
    }
  }

  /// Consumes `null` if it comes next: `try reader.readNull() ? nil : reader.readString()`.
  public mutating func readNull() throws(JSONError) -> Bool {
    skipWhitespace()
    guard cursor < end, cursor.pointee == UInt8(ascii: "n") else { return false }
    guard takeWord("null") else { throw notAValue() }
    return true
  }

  public mutating func readBool() throws(JSONError) -> Bool {
    skipWhitespace()
    if takeWord("true") { return true }
    if takeWord("false") { return false }
    throw unexpected("true or false")
  }

  @inline(__always)
  mutating func skipWhitespace() {
    while cursor < end {
      let byte = cursor.pointee
      guard byte <= 0x20 else { return }
      guard byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 else { return }
      cursor += 1
    }
  }

  /// Consumes one of JSON's three words, unless it continues as another word.
  @inline(__always)
  private mutating func takeWord(_ word: StaticString) -> Bool {
    let count = word.utf8CodeUnitCount
    guard end - cursor >= count, memcmp(cursor, word.utf8Start, count) == 0 else { return false }
    if end - cursor > count, Self.continuesWord(cursor[count]) { return false }
    cursor += count
    return true
  }

  /// Whether a byte directly after a number or word makes it something else.
  @inline(__always)
  static func continuesWord(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "."), UInt8(ascii: "+"),
      UInt8(ascii: "-"), UInt8(ascii: "_"), 0x80...0xFF:
      true
    default: false
    }
  }

  /// Keeps a decoded text for the rest of the document and returns a view of it.
  mutating func keep(_ bytes: [UInt8]) -> JSONText {
    let copy = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: max(bytes.count, 1))
    _ = copy.initialize(from: bytes)
    decodedTexts.append(copy)
    return JSONText(start: UnsafePointer(copy.baseAddress!), count: bytes.count)
  }

  private mutating func forgetDecodedTexts() {
    guard !decodedTexts.isEmpty else { return }
    for text in decodedTexts { text.deallocate() }
    decodedTexts = []
  }
}
