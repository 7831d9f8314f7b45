import Packed
import Sheets

/// A sheet of a workbook as a table.
final class SheetTable {
  private let workbook: Workbook
  private let sheet: Workbook.Sheet
  private let merges: Merges
  /// Of the last reading that got to the end.
  private var notes: SheetNotes?

  init(_ workbook: Workbook, _ sheet: Workbook.Sheet) throws {
    self.workbook = workbook
    self.sheet = sheet
    merges = try Merges(workbook, sheet)
  }

  func rows() throws -> any RowSource {
    Rows(try Self.reader(workbook, sheet, merges), done: { [weak self] in self?.notes = $0 })
  }

  private static func reader(
    _ workbook: Workbook, _ sheet: Workbook.Sheet, _ merges: Merges = Merges()
  ) throws -> SheetReader {
    try SheetReader(workbook, sheet, merges: merges) { sign in
      "\(sign)1".withBytes { NumberScan($0).currency != nil }
    }
  }

  /// The sheet to read: the one that is asked for, or the only one that is a table.
  static func choose(_ workbook: Workbook, _ name: String?) throws -> (SheetTable, others: [String])
  {
    let sheets = workbook.sheets
    if let name {
      guard
        let sheet = sheets.first(where: { $0.name == name })
          ?? sheets.first(where: { $0.name.lowercased() == name.lowercased() })
      else { throw TabularError.noSuchTable(name, sheets.map(\.name)) }
      return (try SheetTable(workbook, sheet), [])
    }
    let shown = sheets.filter { !$0.isHidden }
    let candidates = shown.isEmpty ? sheets : shown
    let worksheets = candidates.filter(\.isTable)
    let tables =
      try worksheets.count < 2 ? [] : worksheets.filter { try looksLikeTable(workbook, $0) }
    // Where none looks like a table, the reader says what is wrong with the only one.
    let possible = tables.isEmpty ? worksheets : tables
    guard possible.count <= 1 else { throw TabularError.severalTables(possible.map(\.name)) }
    guard let sheet = possible.first else { throw TabularError.empty }
    return (try SheetTable(workbook, sheet), sheets.filter { $0 != sheet }.map(\.name))
  }

  /// Whether a sheet's first rows have a header above values. Charts, notes and covers don't.
  private static func looksLikeTable(_ workbook: Workbook, _ sheet: Workbook.Sheet) throws -> Bool {
    let rows = Rows(try reader(workbook, sheet), done: { _ in })
    var sample: [TableRow] = []
    var row = TableRow()
    while sample.count < 200, try rows.next(into: &row) { sample.append(row) }
    guard let dialect = Dialect.of(rows: sample), dialect.hasHeader else { return false }
    let below = sample.filter { $0.line > dialect.tableLine }
    if dialect.columns == 1 {
      // A list of handles under a name that is known is one.
      let name = sample.first { $0.line == dialect.tableLine }?.string(0) ?? ""
      return HeaderName(name).isKnown && !below.isEmpty
    }
    let names: Set<String> = [
      "definitions", "glossary", "legend", "notes", "readme", "read me", "definitionen", "legende",
      "hinweise", "définitions", "glossaire", "légende", "definiciones", "glosario", "leyenda",
      "definizioni", "glossario", "legenda", "definities", "export summary", "export info",
      "about", "about this export", "summary of export",
    ]
    if dialect.columns <= 3, names.contains(sheet.name.lowercased()) { return false }
    return below.contains { $0.hasTwoFilled }
  }

  var remarks: [String] {
    guard let notes else { return [] }
    func some(_ count: Int, _ one: String, _ many: String) -> String {
      count == 1 ? "1 \(one)" : "\(count) \(many)"
    }
    var remarks: [String] = []
    if notes.hiddenRows > 0 {
      remarks.append(
        "\(some(notes.hiddenRows, "row is", "rows are")) hidden, as by a filter, and read all the same."
      )
    }
    if notes.hiddenColumns > 0 {
      remarks.append(
        "\(some(notes.hiddenColumns, "column is", "columns are")) hidden and read all the same.")
    }
    if notes.errors > 0 {
      remarks.append(
        "\(some(notes.errors, "cell holds an error", "cells hold errors")) such as #N/A, taken as empty, first \(notes.firstError)."
      )
    }
    if notes.uncomputed > 0 {
      remarks.append(
        "\(some(notes.uncomputed, "formula has", "formulas have")) no result in the file, first \(notes.firstUncomputed): open it in a spreadsheet and save it to have them worked out."
      )
    }
    if notes.longNumbers > 0 {
      remarks.append(
        "\(some(notes.longNumbers, "number has", "numbers have")) more than 15 digits, of which a spreadsheet keeps no more, first \(notes.firstLongNumber): the last digits may be wrong. Make such a column text before its numbers are put in."
      )
    }
    if notes.mergedCells > 0 {
      remarks.append(
        "\(some(notes.mergedCells, "cell has", "cells have")) the value of the merged cell that they belong to."
      )
    }
    return remarks
  }

  private final class Rows: RowSource {
    private let reader: SheetReader
    private let done: (SheetNotes) -> Void
    private var current = SheetRow()

    init(_ reader: SheetReader, done: @escaping (SheetNotes) -> Void) {
      self.reader = reader
      self.done = done
    }

    var header: [String]? { nil }

    func next(into row: inout TableRow) throws -> Bool {
      guard try reader.next(into: &current) else {
        done(reader.notes)
        return false
      }
      row.line = current.number
      row.count = current.count
      row.isExact = true
      swap(&row.bytes, &current.bytes)
      swap(&row.spans, &current.spans)
      return true
    }
  }
}
