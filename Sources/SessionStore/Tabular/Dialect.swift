/// How a delimited file is written, and where its table begins.
package struct Dialect: Hashable, Sendable {
  /// The byte between fields.
  package var delimiter: UInt8
  /// The byte around fields that contain a delimiter, a line end or a quote; nil if there is none.
  package var quote: UInt8?
  /// Whether blanks after a delimiter aren't part of the field (`a, "b, c"`).
  package var skipsInitialSpace: Bool
  /// Whether the table's first row names the columns.
  package var hasHeader: Bool
  /// The physical line (from 1) where the table begins; anything above isn't part of it.
  package var tableLine: Int
  /// The number of fields in a row.
  package var columns: Int
  /// The line of a row above the header that groups columns: `Audience` over `Age` and `Country`.
  package var groupLine: Int?
  /// Whether lines that begin with `#` are remarks.
  package var hasComments = false

  package init(
    delimiter: UInt8 = UInt8(ascii: ","), quote: UInt8? = UInt8(ascii: "\""),
    skipsInitialSpace: Bool = false, hasHeader: Bool = true, tableLine: Int = 1, columns: Int = 0
  ) {
    self.delimiter = delimiter
    self.quote = quote
    self.skipsInitialSpace = skipsInitialSpace
    self.hasHeader = hasHeader
    self.tableLine = tableLine
    self.columns = columns
  }

  /// The delimiters considered, likeliest first.
  static let delimiters: [UInt8] = [
    UInt8(ascii: ","), UInt8(ascii: ";"), 9, UInt8(ascii: "|"),
  ]

  /// Works out the dialect from the first bytes of a UTF-8 text.
  ///
  /// Every delimiter splits the sample, respecting quotes. The winner is the one whose rows agree most on the number of
  /// fields and whose fields look most like whole values; a file without any is a table of one column. The table begins
  /// at the first row with the usual number of fields (unless that is a title above a wider row), so empty lines and a
  /// preamble are skipped. The first row is a header if it has no numbers, dates or addresses where the rows below do,
  /// or if its cells are names that Clout knows.
  ///
  /// - Parameter complete: whether the sample is the whole text; otherwise its last row is ignored.
  package static func sniff(_ sample: [UInt8], complete: Bool = true) -> Dialect {
    var sample = sample
    var skippedLine = false
    var forced: UInt8?
    if let (delimiter, length) = separatorLine(sample) {
      forced = delimiter
      // The line stays, but empty, so that line numbers are right.
      sample.removeFirst(length)
      skippedLine = true
    }
    let quotes = quoteCandidates(sample)
    var best: (score: Double, dialect: Dialect)?
    func consider(_ dialect: Dialect, weight: Double) {
      let rows = read(sample, dialect, complete: complete)
      guard let (score, judged) = judge(rows, dialect) else { return }
      if best == nil || score * weight > best!.score + 1e-9 { best = (score * weight, judged) }
    }
    for quote in quotes {
      for delimiter in forced.map({ [$0] }) ?? delimiters where sample.contains(delimiter) {
        consider(Dialect(delimiter: delimiter, quote: quote), weight: 1)
        if let quote, hasBlankBeforeQuote(sample, delimiter, quote) {
          consider(
            Dialect(delimiter: delimiter, quote: quote, skipsInitialSpace: true), weight: 1.01)
        }
      }
      let unused = (delimiters + [0x1F]).first { !sample.contains($0) } ?? 0x1F
      consider(Dialect(delimiter: unused, quote: quote), weight: 0.6)
    }
    var dialect = best?.dialect ?? Dialect(hasHeader: false)
    if skippedLine {
      dialect.tableLine += 1
      dialect.groupLine = dialect.groupLine.map { $0 + 1 }
    }
    return dialect
  }

  /// Excel's first line `sep=;`: the delimiter, and the length of the line including its end.
  private static func separatorLine(_ sample: [UInt8]) -> (UInt8, Int)? {
    let word = Array("sep=".utf8)
    var i = 0
    let quoted = sample.first == UInt8(ascii: "\"")
    if quoted { i = 1 }
    guard sample.count > i + word.count + 1 else { return nil }
    for byte in word {
      guard sample[i] | 0x20 == byte | 0x20 else { return nil }
      i += 1
    }
    let delimiter = sample[i]
    i += 1
    if quoted {
      guard i < sample.count, sample[i] == UInt8(ascii: "\"") else { return nil }
      i += 1
    }
    guard i < sample.count, delimiter != 10, delimiter != 13 else { return nil }
    if sample[i] == 13 {
      i += i + 1 < sample.count && sample[i + 1] == 10 ? 2 : 1
    } else if sample[i] == 10 {
      i += 1
    } else {
      return nil
    }
    return (delimiter, i)
  }

  private static func quoteCandidates(_ sample: [UInt8]) -> [UInt8?] {
    let double = UInt8(ascii: "\"")
    let single = UInt8(ascii: "'")
    guard !sample.contains(double), sample.contains(single) else { return [double] }
    // An apostrophe is a quote if most candidates are at the edge of a field.
    var opening = 0
    var closing = 0
    var all = 0
    for i in sample.indices where sample[i] == single {
      all += 1
      let before = i == 0 ? 10 : sample[i - 1]
      let after = i + 1 == sample.count ? 10 : sample[i + 1]
      if before == 10 || before == 13 || delimiters.contains(before) { opening += 1 }
      if after == 10 || after == 13 || delimiters.contains(after) { closing += 1 }
    }
    return opening > 1 && opening == closing && (opening + closing) * 10 >= all * 8
      ? [single] : [double]
  }

  private static func hasBlankBeforeQuote(
    _ sample: [UInt8], _ delimiter: UInt8, _ quote: UInt8
  ) -> Bool {
    var i = 0
    while i + 2 < sample.count {
      if sample[i] == delimiter && sample[i + 1] == 32 {
        var k = i + 1
        while k < sample.count && sample[k] == 32 { k += 1 }
        if k < sample.count && sample[k] == quote { return true }
        i = k
      } else {
        i += 1
      }
    }
    return false
  }

  private static func read(
    _ sample: [UInt8], _ dialect: Dialect, complete: Bool
  ) -> [TableRow] {
    let reader = DelimitedReader(utf8: MemorySource(sample), dialect: dialect)
    var rows: [TableRow] = []
    var cut = complete
    while let row = try? reader.next() {
      rows.append(row)
      if rows.count == 600 {
        cut = true
        break
      }
    }
    if !cut && rows.count > 1 { rows.removeLast() }
    return rows
  }

  /// The line of a quote that opens in what has been a table so far and doesn't close within the sample.
  static func openQuoteLine(_ sample: [UInt8]) -> Int? {
    for delimiter in delimiters where sample.contains(delimiter) {
      let reader = DelimitedReader(
        utf8: MemorySource(sample), dialect: Dialect(delimiter: delimiter))
      var width = 0
      while let row = try? reader.next() {
        if width == 0, !row.isBlank { width = row.count }
        if let line = reader.notes.unterminatedQuotes.first {
          if width > 1 { return line }
          break
        }
        guard row.count == width || row.isBlank else { break }
      }
    }
    return nil
  }

  /// Where the table begins in rows that need no delimiter; nil if there are none.
  package static func of(rows: [TableRow]) -> Dialect? { judge(rows, Dialect())?.1 }

  /// How many remarks that begin with `#` the rows begin with. A single one could be a column's name.
  private static func leadingComments(_ rows: [TableRow]) -> Int {
    // A header whose first column is called # ends them.
    let run = rows.prefix {
      $0.startsWithHash && !($0.count > 1 && $0.string(0).trimmedCell == "#")
    }
    guard let next = rows.dropFirst(run.count).first else { return 0 }
    return run.count >= 2 || run.count == 1 && run[0].count == 1 && next.count > 1 ? run.count : 0
  }

  /// How well the rows fit together, and the dialect including the table's position.
  private static func judge(_ all: [TableRow], _ dialect: Dialect) -> (Double, Dialect)? {
    var rows = all
    let comments = leadingComments(rows)
    if comments > 0 {
      rows.removeFirst(comments)
      rows.removeAll(where: \.isMarker)
    }
    guard !rows.isEmpty else { return nil }
    var counts: [Int: Int] = [:]
    for row in rows { counts[row.count, default: 0] += 1 }
    // The most frequent number of fields; on a tie the larger.
    let frequent = counts.max { ($0.value, $0.key) < ($1.value, $1.key) }!.key
    let usual = widthBelowPreamble(rows, counts, frequent) ?? frequent
    guard usual > 1 || delimiters.contains(dialect.delimiter) == false || counts.count == 1
    else { return nil }
    var first = rows.firstIndex { $0.count == usual && !$0.isBlank } ?? 0
    // Titles spread over empty cells above a full row, possibly with empty rows in between.
    func isTitle(_ row: TableRow) -> Bool {
      row.isBlank || filled(row) * 3 <= usual && startsFilled(row)
    }
    while usual >= 3, !rows[first].isBlank, isTitle(rows[first]),
      let next = rows[(first + 1)...].prefix(10).firstIndex(where: { !isTitle($0) }),
      rows[next].count == usual, filled(rows[next]) * 3 > usual * 2,
      !isGroup(rows, first, next)
    {
      first = next
    }
    var group: Int?
    if let next = rows[(first + 1)...].firstIndex(where: { !$0.isBlank }),
      rows[next].count == usual, isGroup(rows, first, next)
    {
      (group, first) = (first, next)
    } else if first > 0, isGroup(rows, first - 1, first) {
      group = first - 1
    }
    let table = rows[first...]
    let regular = table.count { $0.count == usual }
    let consistency = Double(regular) / Double(table.count)
    var clean = 0.0
    var cells = 0
    for row in table.prefix(200) {
      for index in 0..<row.count {
        clean += row.withField(index) { wholeness($0, delimiter: dialect.delimiter) }
        cells += 1
      }
    }
    let header =
      group != nil || looksLikeHeader(rows[first], below: Array(table.dropFirst().prefix(200)))
    var score = consistency * (cells == 0 ? 1 : clean / Double(cells))
    let preamble = rows[..<(group ?? first)].contains { !$0.isBlank }
    if preamble && !header { score *= 0.5 }
    if table.count == 1 && first > 0 { score *= 0.3 }
    score *= 1 + 0.002 * Double(min(usual, 20))
    var result = dialect
    result.hasHeader = header
    result.columns = usual
    result.tableLine = rows[first].line
    result.groupLine = group.map { rows[$0].line }
    result.hasComments = comments > 0
    return (score, result)
  }

  /// The width of a table below more lines about the report than it has rows; nil if there is none.
  ///
  /// Such lines have one or two cells. The table's rows are wider and agree with each other, apart from a note at the end.
  private static func widthBelowPreamble(
    _ rows: [TableRow], _ counts: [Int: Int], _ frequent: Int
  ) -> Int? {
    guard frequent <= 2, rows.count <= 200 else { return nil }
    let wide = counts.filter { $0.key >= 3 && $0.value >= 2 }
    guard let width = wide.max(by: { ($0.value, $0.key) < ($1.value, $1.key) })?.key,
      let first = rows.firstIndex(where: { $0.count == width })
    else { return nil }
    let table = rows[first...].filter { !$0.isBlank }
    let regular = table.count { $0.count == width }
    return regular >= 2 && regular * 5 >= table.count * 3 ? width : nil
  }

  private static func isGroup(_ rows: [TableRow], _ upper: Int, _ lower: Int) -> Bool {
    HeaderRows.isGroup(
      rows[upper], rows[lower], below: Array(rows[(lower + 1)...].prefix(50)))
  }

  private static func filled(_ row: TableRow) -> Int {
    (0..<row.count).count { index in
      row.withField(index) { !Trim.range(of: $0).isEmpty }
    }
  }

  /// Whether a row's first cell is filled, as in a title above a table.
  private static func startsFilled(_ row: TableRow) -> Bool {
    row.withField(0) { !Trim.range(of: $0).isEmpty }
  }

  /// 1 for a cell that is a whole value, less if it seems to contain several.
  private static func wholeness(_ cell: UnsafeBufferPointer<UInt8>, delimiter: UInt8) -> Double {
    let range = Trim.range(of: cell)
    if range.isEmpty { return 0.95 }
    if NumberScan(cell).isNumber || DateScan(cell).isDate { return 1 }
    for byte in cell[range]
    where byte != delimiter && (byte == 59 || byte == 9 || byte == 124) {
      return 0.5
    }
    return cell[range].contains(44) && delimiter != 44 ? 0.8 : 0.95
  }

  /// Whether a row names the columns of the rows below it.
  static func looksLikeHeader(_ row: TableRow, below: [TableRow]) -> Bool {
    var named = 0
    var filledCells = 0
    var against = 0
    var proof = 0
    for index in 0..<row.count {
      let text = row.string(index).trimmedCell
      if text.isEmpty { continue }
      filledCells += 1
      let isData = row.withPlainField(index) { cell, _ in isDataCell(cell) }
      if HeaderName(text).isKnown { named += 1 }
      if isData {
        against += 1
      } else if !below.isEmpty {
        let present = below.filter { !$0.withField(index) { AbsentWords.contains($0) } }
        let data = present.count { $0.withPlainField(index) { cell, _ in isDataCell(cell) } }
        if !present.isEmpty && data * 10 >= present.count * 8 { proof += 1 }
      }
    }
    if filledCells == 0 { return false }
    if against * 2 > filledCells { return false }
    if named > 0 && named >= against { return true }
    if proof > 0 && against == 0 { return true }
    if against > 0 { return false }
    // All text. Names are short and don't repeat as values below.
    for index in 0..<row.count {
      let text = row.string(index)
      if text.isEmpty { continue }
      if text.utf8.count > 60 { return false }
      if below.contains(where: { $0.string(index) == text }) { return false }
    }
    return row.count > 1
  }

  /// A number, a date, an address or an @handle: something that isn't a column name.
  static func isDataCell(_ cell: UnsafeBufferPointer<UInt8>) -> Bool {
    if NumberScan(cell).isNumber || DateScan(cell).isDate { return true }
    let kind = TextShape(cell)
    return kind.isURL || kind.isEmail || kind.isAtHandle
  }
}
