import Packed

/// Reads a table from bytes: decoder, dialect, header, then rows. Memory is one buffer and the longest row.
///
/// What stands above the header and below the last row isn't part of the table; `remarks` says what that was.
package final class TableReader {
  package let encoding: TextEncoding
  package let dialect: Dialect
  package let header: [String]
  private let reader: any RowReading
  /// The same if it is text: a call for each row that needs no table of functions.
  private let delimited: DelimitedReader?
  private var frame = TableFrame()
  /// Rows that were read ahead.
  private var ahead: [TableRow] = []
  private var isOver = false

  private static let sampleSize = 256 << 10
  /// The widest export known has some hundred.
  package static let mostColumns = 4096

  /// Opens a table whose dialect is worked out from its first 256 KiB, unless `dialect` is given.
  ///
  /// - Parameters:
  ///   - isWhole: whether the table ends where its bytes do, so that what stands below can be told from rows.
  ///   - open: returns a fresh source at the start; called twice, or once with a dialect.
  package init(
    dialect given: Dialect? = nil, bufferSize: Int = 256 * 1024, isWhole: Bool = true,
    open: () throws -> any TabularSource
  ) throws {
    let dialect: Dialect
    var openQuote: Int?
    if let given {
      dialect = given
    } else {
      let source = try open()
      if let rows = source.rows {
        dialect = try Self.dialect(of: rows)
      } else {
        let (sample, complete) = try Self.sample(of: source)
        dialect = Dialect.sniff(sample, complete: complete)
        if !complete, dialect.columns == 1 { openQuote = Dialect.openQuoteLine(sample) }
      }
    }
    let source = try open()
    if let rows = source.rows {
      encoding = .utf8
      (reader, delimited) = (ExactRows(rows), nil)
    } else {
      let decoder = try TextDecoder(source)
      encoding = decoder.encoding
      let text = DelimitedReader(decoder, dialect: dialect, bufferSize: bufferSize)
      (reader, delimited) = (text, text)
    }
    self.dialect = dialect
    if let names = source.rows?.header {
      header = names
    } else {
      let (names, first) = try Self.header(reader, dialect, &frame)
      // A quote that swallows the sample hides the delimiter, and leaves a table of one column without a meaning.
      if let openQuote, !HeaderName((first ?? TableRow(names)).string(0).trimmedCell).isKnown {
        throw TabularError.quoteNeverCloses(line: openQuote, limit: Self.sampleSize)
      }
      header = names
      if let first { ahead = [first] }
    }
    guard header.count <= Self.mostColumns else {
      throw TabularError.tooManyColumns(header.count, limit: Self.mostColumns)
    }
    reader.expectedFields = header.count
    // Nothing stands around the objects of a JSON list.
    frame.begin(
      columns: header.count, dialect, isWhole: isWhole && source.rows?.header == nil)
  }

  /// Reads the next data row into `row`, including rows whose fields are all empty.
  package func next(into row: inout TableRow) throws -> Bool {
    if !ahead.isEmpty {
      row = ahead.removeFirst()
      return true
    }
    while !isOver, try delimited?.next(into: &row) ?? reader.next(into: &row) {
      switch frame.judge(row, header, lastBlankLine: reader.lastBlankLine) {
      case .isRow:
        guard frame.hasHeld else { return true }
        ahead = frame.release() + [row]
        row = ahead.removeFirst()
        return true
      case .held, .skipped: continue
      case .isOver: isOver = true
      }
    }
    frame.end()
    return false
  }

  package var readingNotes: ReadingNotes { reader.notes }
  package var decodingNotes: DecodingNotes { reader.decodingNotes }
  /// What stands above and below the table; complete once all rows have been read.
  package var remarks: [String] { frame.remarks }
  /// The lines above the header.
  var titles: [String] { frame.titles }

  private static func sample(of source: any TabularSource) throws -> ([UInt8], complete: Bool) {
    let decoder = try TextDecoder(source)
    var sample = [UInt8](repeating: 0, count: sampleSize)
    var count = 0
    while count < sample.count {
      let got = try sample.withUnsafeMutableBytes { all in
        try decoder.read(into: UnsafeMutableRawBufferPointer(rebasing: all[count...]))
      }
      if got == 0 { return (Array(sample[..<count]), true) }
      count += got
    }
    return (sample, false)
  }

  private static func dialect(of rows: any RowSource) throws -> Dialect {
    if let names = rows.header {
      return Dialect(hasHeader: true, tableLine: 0, columns: names.count)
    }
    var sample: [TableRow] = []
    var row = TableRow()
    while sample.count < 600, try rows.next(into: &row) { sample.append(row) }
    return Dialect.of(rows: sample) ?? Dialect(hasHeader: false)
  }

  /// The names of the columns, and the table's first row if it has none.
  private static func header(
    _ reader: any RowReading, _ dialect: Dialect, _ frame: inout TableFrame
  ) throws -> ([String], first: TableRow?) {
    var row = TableRow()
    var groups: TableRow?
    while try reader.next(into: &row) {
      if row.line == dialect.groupLine {
        groups = row
      } else if row.line >= dialect.tableLine {
        guard row.count <= mostColumns else {
          throw TabularError.tooManyColumns(row.count, limit: mostColumns)
        }
        guard dialect.hasHeader else {
          return ([String](repeating: "", count: max(row.count, dialect.columns)), row)
        }
        return (
          groups.map { HeaderRows.joined($0, row) } ?? (0..<row.count).map(row.plainText), nil
        )
      } else {
        frame.skipAbove(row)
      }
    }
    throw TabularError.empty
  }
}

/// Where rows come from, with what had to be worked around.
protocol RowReading: AnyObject {
  var notes: ReadingNotes { get }
  /// The last line so far that was empty.
  var lastBlankLine: Int { get }
  var decodingNotes: DecodingNotes { get }
  var expectedFields: Int? { get set }
  func next(into row: inout TableRow) throws -> Bool
}

extension DelimitedReader: RowReading {}

/// Rows of a workbook or of JSON, without control characters, like those of text.
private final class ExactRows: RowReading {
  private let source: any RowSource
  private(set) var notes = ReadingNotes()
  private(set) var lastBlankLine = 0
  private var lastLine = 0
  var decodingNotes: DecodingNotes { DecodingNotes() }
  var expectedFields: Int?

  init(_ source: any RowSource) { self.source = source }

  func next(into row: inout TableRow) throws -> Bool {
    guard try source.next(into: &row) else { return false }
    let line = row.line
    if line > lastLine + 1 { lastBlankLine = line - 1 }
    lastLine = line
    row.bytes.withUnsafeMutableBufferPointer { bytes in
      for index in bytes.indices {
        let byte = bytes[index]
        guard byte < 0x20 || byte == 0x7F, byte != 9, byte != 10, byte != 13 else { continue }
        bytes[index] = 0x20
        notes.controlCharacters += 1
        if notes.firstControlLine == 0 { notes.firstControlLine = line }
      }
    }
    return true
  }
}
