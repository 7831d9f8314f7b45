/// Tells a table from what stands around it: titles above, notes below, lines that begin with `#`.
///
/// A note is a row with nothing but a sentence in its first cell, or any text there behind an empty line. Whether it
/// stands below the table is known only at the end, so such rows are held back until then.
struct TableFrame {
  enum Verdict { case isRow, held, skipped, isOver }

  private var columns = 0
  private var hasComments = false
  private var isWhole = true
  private var above: [(line: Int, text: String)] = []
  private var held: [TableRow] = []
  private var blankLines = 0
  private var lastLine = 0
  private var wasBlank = false
  /// Whether a block of `#` lines stands between the rows so far and the next one.
  private var isBehindComment = false
  private var comments = 0
  private var otherTable: Int?
  private var below: [(line: Int, text: String)] = []

  /// More than these are no notes.
  private static let most = 40

  mutating func skipAbove(_ row: TableRow) {
    guard !row.isBlank else { return }
    let isComment = row.withField(0) { $0.first == UInt8(ascii: "#") }
    let texts = isComment ? [row.string(0)] : row.strings.map(\.trimmedCell).filter { !$0.isEmpty }
    above.append((row.line, texts.joined(separator: ", ")))
  }

  mutating func begin(columns: Int, _ dialect: Dialect, isWhole: Bool) {
    self.columns = columns
    self.isWhole = isWhole
    hasComments = dialect.hasComments
  }

  /// - Parameter blankLines: how many empty lines there have been.
  @inline(__always)
  mutating func judge(_ row: TableRow, blankLines: Int, _ header: [String]) -> Verdict {
    if hasComments {
      if row.withField(0, { $0.first == UInt8(ascii: "#") }) {
        comments += 1
        isBehindComment = true
        return .skipped
      }
      if isBehindComment, let verdict = judgeBehindComment(row, header) { return verdict }
    }
    // Nearly every row has two cells at its start.
    guard isWhole, columns >= 3, !row.hasTwoFilled else {
      wasBlank = false
      self.blankLines = blankLines
      lastLine = row.line
      return .isRow
    }
    return judgeSparse(row, blankLines)
  }

  private mutating func judgeSparse(_ row: TableRow, _ blankLines: Int) -> Verdict {
    let isBlank = row.isBlank
    // Sheets leave empty rows out.
    let isApart =
      wasBlank || blankLines > self.blankLines || row.isExact && row.line > lastLine + 1
    self.blankLines = blankLines
    lastLine = row.line
    wasBlank = isBlank
    if isBlank { return held.isEmpty ? .isRow : hold(row) }
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
  /// Whether more than one field holds something, possibly only blanks.
  @inline(__always)
  var hasTwoFilled: Bool {
    var filled = 0
    for index in 0..<count where spans[2 * index] != spans[2 * index + 1] {
      filled += 1
      if filled == 2 { return true }
    }
    return false
  }
}
