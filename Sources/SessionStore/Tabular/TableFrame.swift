/// Tells a table from what stands around it: titles above, notes below, lines that begin with `#`.
///
/// A note is a row with nothing but a sentence in its first cell, or any text there behind an empty line. Whether it
/// stands below the table is known only at the end, so such rows are held back until then.
struct TableFrame {
  enum Verdict { case isRow, held, skipped, isOver }

  private var hasComments = false
  /// In a table of two columns a row with one cell is common, and a piece of one has no end.
  private var mayHaveNotes = false
  private var above: [(line: Int, text: String)] = []
  private var held: [TableRow] = []
  /// The last row of empty cells.
  private var blankRow = 0
  /// Whether a block of `#` lines stands between the rows so far and the next one.
  private var isBehindComment = false
  private var otherTable: Int?
  private var below: [(line: Int, text: String)] = []

  /// More than these are no notes.
  private static let most = 40

  mutating func skipAbove(_ row: TableRow) {
    guard !row.isBlank else { return }
    let texts =
      row.startsWithHash ? [row.string(0)] : row.strings.map(\.trimmedCell).filter { !$0.isEmpty }
    above.append((row.line, texts.joined(separator: ", ")))
  }

  mutating func begin(columns: Int, _ dialect: Dialect, isWhole: Bool) {
    mayHaveNotes = isWhole && columns >= 3
    hasComments = dialect.hasComments
  }

  /// - Parameter lastBlankLine: the last empty line before the row.
  @inline(__always)
  mutating func judge(
    _ row: TableRow, _ header: [String], lastBlankLine: @autoclosure () -> Int
  ) -> Verdict {
    if hasComments, let verdict = judgeComment(row, header) { return verdict }
    // Nearly every row has two cells at its start.
    guard mayHaveNotes, !row.hasTwoFilled else { return .isRow }
    return judgeSparse(row, lastBlankLine())
  }

  private mutating func judgeComment(_ row: TableRow, _ header: [String]) -> Verdict? {
    if row.isMarker {
      isBehindComment = true
      return .skipped
    }
    return isBehindComment ? judgeBehindComment(row, header) : nil
  }

  private mutating func judgeSparse(_ row: TableRow, _ lastBlankLine: Int) -> Verdict {
    if row.isBlank {
      blankRow = row.line
      return held.isEmpty ? .isRow : hold(row)
    }
    let isApart = row.line == max(lastBlankLine, blankRow) + 1
    let text = row.string(0).trimmedCell
    guard !text.isEmpty, isApart || !held.isEmpty || Self.isSentence(text) else { return .isRow }
    return hold(row)
  }

  private mutating func hold(_ row: TableRow) -> Verdict {
    if held.count >= Self.most { return .isRow }
    held.append(row)
    return .held
  }

  /// A row behind `#` lines begins another table unless it has values; the header may be repeated.
  private mutating func judgeBehindComment(_ row: TableRow, _ header: [String]) -> Verdict? {
    if row.isBlank { return .isRow }
    isBehindComment = false
    if row.strings == header { return .skipped }
    if (0..<row.count).contains(where: { row.withField($0) { Dialect.isDataCell($0) } }) {
      return nil
    }
    otherTable = row.line
    return .isOver
  }

  var hasHeld: Bool { !held.isEmpty }

  /// The rows held back, since they are rows after all.
  mutating func release() -> [TableRow] {
    defer { held = [] }
    return held
  }

  mutating func end() {
    below += held.compactMap { $0.isBlank ? nil : ($0.line, $0.string(0).trimmedCell) }
    held = []
  }

  private static func isSentence(_ text: String) -> Bool {
    text.hasSuffix(":") || text.contains(": ") || text.split(separator: " ").count >= 4
  }

  /// The lines above the header.
  var titles: [String] { above.map(\.text) }

  var remarks: [String] {
    var remarks: [String] = []
    if let words = Self.words(above) {
      remarks.append("\(words) above the header: not part of the table.")
    }
    if let words = Self.words(below) {
      remarks.append("\(words) below the table: not read as rows.")
    }
    if let otherTable {
      remarks.append(
        "Another table begins on line \(otherTable) and isn't read: cut it out into a file of its own."
      )
    }
    return remarks
  }

  private static func words(_ lines: [(line: Int, text: String)]) -> String? {
    guard let first = lines.first, let last = lines.last else { return nil }
    let place =
      first.line == last.line ? "Line \(first.line)" : "Lines \(first.line) to \(last.line)"
    // Lines of dashes say nothing.
    let told = lines.first { $0.text.contains(where: \.isLetter) } ?? first
    let text = told.text.prefix(60)
    return "\(place) (“\(text)\(text.count < told.text.count ? "…" : "")”)"
  }
}

extension TableRow {
  var startsWithHash: Bool { withField(0) { $0.first == UInt8(ascii: "#") } }

  /// Whether it is a remark such as GA4 puts between two tables: `# Free form 1`, a row of dashes. An order or an account
  /// may be called `#1001`.
  var isMarker: Bool {
    guard startsWithHash, !hasTwoFilled else { return false }
    return withField(0) { $0.count == 1 || [0x20, 0x23, 0x2D, 0x3D].contains($0[1]) }
  }

  /// Whether more than one field holds something, possibly only blanks.
  @inline(__always)
  var hasTwoFilled: Bool {
    spans.withUnsafeBufferPointer { spans in
      if count >= 2, spans[0] != spans[1], spans[2] != spans[3] { return true }
      var filled = 0
      for index in 0..<count where spans[2 * index] != spans[2 * index + 1] {
        filled += 1
        if filled == 2 { return true }
      }
      return false
    }
  }
}
