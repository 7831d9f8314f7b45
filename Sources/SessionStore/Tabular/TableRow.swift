/// One row of a table: its fields, unquoted, as UTF-8, and its line in the file.
///
/// A row owns its bytes. Reading many rows into the same variable reuses the memory; a field becomes a `String` only
/// when asked for.
public struct TableRow: Sendable {
  /// The physical line (from 1) where the row begins.
  public internal(set) var line = 0
  public internal(set) var count = 0
  var bytes: [UInt8] = []
  /// Start and end of each field in `bytes`, one after the other.
  var spans: [UInt32] = []
  /// Whether the cells are texts to the letter, as in JSON and workbooks, where no spreadsheet runs anything.
  var isExact = false

  public init() {}

  public init(_ fields: [String], line: Int = 1) {
    self.line = line
    count = fields.count
    for field in fields {
      spans.append(UInt32(bytes.count))
      bytes.append(contentsOf: field.utf8)
      spans.append(UInt32(bytes.count))
    }
  }

  /// Calls `body` with the bytes of field `index`; empty if the row is too short.
  @inline(__always)
  public func withField<R>(
    _ index: Int, _ body: (UnsafeBufferPointer<UInt8>) throws -> R
  ) rethrows -> R {
    guard index >= 0 && index < count else {
      return try body(UnsafeBufferPointer(start: nil, count: 0))
    }
    let start = Int(spans[2 * index])
    let end = Int(spans[2 * index + 1])
    return try bytes.withUnsafeBufferPointer { all in
      try body(UnsafeBufferPointer(rebasing: all[start..<end]))
    }
  }

  /// The bytes of field `index`, sharing the row's memory.
  public func slice(_ index: Int) -> ArraySlice<UInt8> {
    guard index >= 0 && index < count else { return [] }
    return bytes[Int(spans[2 * index])..<Int(spans[2 * index + 1])]
  }

  /// Calls `body` with field `index` without the apostrophes that keep a spreadsheet from running it, and with whether
  /// it had one at its start: then it is meant to the letter.
  @inline(__always)
  package func withPlainField<R>(
    _ index: Int, _ body: (UnsafeBufferPointer<UInt8>, _ isLiteral: Bool) throws -> R
  ) rethrows -> R {
    try withField(index) { cell in
      if isExact { return try body(cell, false) }
      guard let plain = FormulaGuard.plain(cell) else { return try body(cell, false) }
      return try plain.bytes.withUnsafeBufferPointer { try body($0, plain.isLiteral) }
    }
  }

  /// The text of field `index` without those apostrophes.
  package func plainText(_ index: Int) -> String {
    withPlainField(index) { cell, _ in String(decoding: cell, as: UTF8.self) }
  }

  /// The text of field `index` as it stands in the file; empty if the row is too short.
  public func string(_ index: Int) -> String {
    withField(index) { String(decoding: $0, as: UTF8.self) }
  }

  public var strings: [String] { (0..<count).map(string) }

  /// Whether all fields are empty or blank.
  public var isBlank: Bool {
    for index in 0..<count where !withField(index, { Trim.range(of: $0).isEmpty }) { return false }
    return true
  }
}

enum Unquoting {
  /// Replaces doubled quotes with single ones in quoted fields, whose places in `bytes` are in `spans`.
  static func unescape(
    _ bytes: UnsafeMutableBufferPointer<UInt8>, _ spans: UnsafeMutableBufferPointer<UInt32>,
    fields: Int, _ quote: UInt8
  ) {
    for field in 0..<fields {
      let from = Int(spans[2 * field])
      let to = Int(spans[2 * field + 1])
      // A quoted field has its opening quote right before it.
      guard from > 0, bytes[from - 1] == quote else { continue }
      var write = from
      var read = from
      while read < to {
        bytes[write] = bytes[read]
        if bytes[read] == quote && read + 1 < to && bytes[read + 1] == quote { read += 1 }
        read += 1
        write += 1
      }
      spans[2 * field + 1] = UInt32(write)
    }
  }
}

/// Trims a cell: ASCII blanks and line ends, no-break, thin and zero-width spaces, the byte order mark and invisible
/// direction marks.
enum Trim {
  static func range(of bytes: UnsafeBufferPointer<UInt8>) -> Range<Int> {
    var start = 0
    var end = bytes.count
    while start < end {
      let length = blank(bytes, at: start, end: end)
      if length == 0 { break }
      start += length
    }
    while end > start {
      let byte = bytes[end - 1]
      if byte <= 0x20 && isBlank(byte) {
        end -= 1
      } else if byte < 0x80 {
        break
      } else if end - start >= 2, blank(bytes, at: end - 2, end: end) == 2 {
        end -= 2
      } else if end - start >= 3, blank(bytes, at: end - 3, end: end) == 3 {
        end -= 3
      } else {
        break
      }
    }
    return start..<end
  }

  @inline(__always)
  private static func isBlank(_ byte: UInt8) -> Bool { byte == 32 || (byte >= 9 && byte <= 13) }

  /// The length of the space that starts at `i`; 0 if there is none.
  static func blank(_ bytes: UnsafeBufferPointer<UInt8>, at i: Int, end: Int) -> Int {
    let byte = bytes[i]
    if byte < 0x80 { return isBlank(byte) ? 1 : 0 }
    if byte == 0xC2 { return i + 1 < end && bytes[i + 1] == 0xA0 ? 2 : 0 }
    guard i + 2 < end else { return 0 }
    let second = bytes[i + 1]
    let third = bytes[i + 2]
    switch (byte, second) {
    case (0xE2, 0x80): return third <= 0x8F || third == 0xAF ? 3 : 0
    case (0xE2, 0x81): return third == 0x9F || third == 0xA0 ? 3 : 0
    case (0xE3, 0x80): return third == 0x80 ? 3 : 0
    case (0xEF, 0xBB): return third == 0xBF ? 3 : 0
    default: return 0
    }
  }

  static func string(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
    String(decoding: UnsafeBufferPointer(rebasing: bytes[range(of: bytes)]), as: UTF8.self)
  }
}

extension StringProtocol {
  /// Calls `body` with the text as UTF-8.
  func withBytes<R>(_ body: (UnsafeBufferPointer<UInt8>) throws -> R) rethrows -> R {
    try Array(utf8).withUnsafeBufferPointer(body)
  }

  /// The text without surrounding space (see `Trim`).
  var trimmedCell: String { withBytes(Trim.string) }
}

extension TableRow {
  /// Whether the first cell that isn't empty says that the row adds up others.
  package var beginsWithTotal: Bool {
    (0..<count).lazy.map { plainText($0) }.first { !$0.isEmpty }.map(TotalsWords.contains) ?? false
  }
}
