import JSON
import LibC
import Marketing
import Tabular

/// One row of an own export.
struct OwnRow {
  var cells = TableRow()
  /// Cells that say nothing at all, as members that an object in JSON leaves out. An empty cell says that there is
  /// nothing.
  var missing: Set<Int> = []
  /// Whether cells carry the apostrophes that keep a spreadsheet from running them.
  var isGuarded = false

  /// Nil if the row says nothing of the column.
  func text(_ index: Int) -> String? {
    guard index < cells.count, missing.isEmpty || !missing.contains(index) else { return nil }
    return isGuarded ? cells.plainText(index) : cells.string(index)
  }

  var line: Int { cells.line }
}

/// An own export as named columns with text cells, whatever it was written as.
struct OwnTable {
  let kind: ExportKind
  let header: [String]
  var hasDecimalCommas = false
  /// Opens the rows from the start; they are read twice.
  let rows: () throws -> OwnTableRows
}

/// The rows of an own export, one after the other.
final class OwnTableRows {
  private let step: (inout OwnRow) throws -> Bool
  /// What had to be changed to read them, in words.
  let note: () -> String?

  init(
    note: @escaping () -> String? = { nil },
    _ step: @escaping (inout OwnRow) throws -> Bool
  ) {
    self.step = step
    self.note = note
  }

  func next(into row: inout OwnRow) throws -> Bool { try step(&row) }
}

extension OwnTable {
  /// The table of a file; nil if it isn't Clout's own, or can't be read as one.
  static func find(
    _ open: @escaping () throws -> any TabularSource
  ) throws(JSONError) -> OwnTable? {
    if let source = try? open(), let rows = source.rows { return sheet(rows, open) }
    guard let sample = try? sample(open) else { return nil }
    switch sample.first(where: { $0 > 0x20 }) {
    case UInt8(ascii: "["), UInt8(ascii: "{"): return try OwnJSON.table(sample, open)
    default: return delimited(sample, open)
    }
  }

  /// A sheet of a workbook.
  private static func sheet(
    _ rows: any RowSource, _ open: @escaping () throws -> any TabularSource
  ) -> OwnTable? {
    var first = TableRow()
    var header = rows.header ?? []
    if rows.header == nil, (try? rows.next(into: &first)) == true {
      header = (0..<first.count).map(first.string)
    }
    guard let kind = ExportKind.recognised(in: header) else { return nil }
    let skipsFirst = rows.header == nil
    return OwnTable(kind: kind, header: header) {
      guard let rows = try open().rows else { return OwnTableRows { _ in false } }
      if skipsFirst {
        var row = TableRow()
        _ = try rows.next(into: &row)
      }
      return OwnTableRows { row in
        repeat {
          guard try rows.next(into: &row.cells) else { return false }
        } while row.cells.isBlank
        return true
      }
    }
  }

  /// The head of the file, as UTF-8.
  private static func sample(_ open: () throws -> any TabularSource) throws -> [UInt8] {
    let decoder = try TextDecoder(open())
    var sample = [UInt8](repeating: 0, count: 256 << 10)
    var count = 0
    while count < sample.count {
      let got = try sample.withUnsafeMutableBytes { all in
        try decoder.read(into: UnsafeMutableRawBufferPointer(rebasing: all[count...]))
      }
      if got == 0 { break }
      count += got
    }
    sample.removeLast(sample.count - count)
    return sample
  }

  /// What a spreadsheet made of it may be separated by something else. Everything about such a file is known, so that
  /// nothing has to be guessed from its cells.
  private static func delimited(
    _ sample: [UInt8], _ open: @escaping () throws -> any TabularSource
  ) -> OwnTable? {
    var line = 1
    var delimiters = [",", ";", "\t", "|"].map { UInt8(ascii: $0) }
    var text = sample[...]
    // Excel's first line.
    let word = Array("sep=".utf8)
    if text.starts(with: word), let end = text.firstIndex(of: 0x0A), end > word.count {
      delimiters = [text[word.count]]
      text = text[(end + 1)...]
      line = 2
    }
    let bytes = Array(text)
    for delimiter in delimiters {
      let reader = DelimitedReader(
        utf8: MemorySource(bytes), dialect: Dialect(delimiter: delimiter))
      var row = TableRow()
      guard (try? reader.next(into: &row)) == true else { continue }
      let header = (0..<row.count).map(row.plainText)
      guard let kind = ExportKind.recognised(in: header) else { continue }
      let dialect = Dialect(delimiter: delimiter, tableLine: line, columns: header.count)
      return OwnTable(
        kind: kind, header: header, hasDecimalCommas: delimiter == UInt8(ascii: ";")
      ) {
        let reader = try TableReader(dialect: dialect, open: open)
        return OwnTableRows(note: { reader.readingNotes.controlNote() }) { row in
          row.isGuarded = true
          repeat {
            guard try reader.next(into: &row.cells) else { return false }
          } while row.cells.isBlank
          return true
        }
      }
    }
    return nil
  }
}
