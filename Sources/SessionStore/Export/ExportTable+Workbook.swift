import Marketing
import Sheets

/// An exported file, and what its format couldn't hold as it is.
public struct ExportFile: Sendable {
  public let bytes: [UInt8]
  /// In words, for whoever asked for the file.
  public let remarks: [String]

  public init(bytes: [UInt8], remarks: [String] = []) {
    self.bytes = bytes
    self.remarks = remarks
  }
}

extension ExportFile {
  /// An Excel workbook with one sheet a table, or several where a table has more rows than a sheet can have.
  ///
  /// Columns are typed: a column of days is one of dates, fractions of six decimals are percentages, other decimals are
  /// amounts. What has more than 15 digits leaves as text, since a spreadsheet would round it.
  public static func workbook(_ tables: [(name: String, table: ExportTable)]) -> ExportFile {
    let writer = WorkbookWriter()
    var sheets: [String] = []
    var longNumbers = 0
    var split: [String] = []
    for (name, table) in tables {
      let kinds = table.columns.indices.map { SheetColumn(table, $0) }
      let columns = kinds.map(\.column)
      var count = 0
      func begin() {
        sheets.append(count == 0 ? name : "\(name) \(count + 1)")
        writer.beginSheet(sheets.last!, columns)
        count += 1
      }
      begin()
      var rows = 1
      for row in table.rows {
        if rows == WorkbookWriter.mostRows {
          begin()
          rows = 1
        }
        rows += 1
        writer.append(zip(row, kinds).map { $1.cell($0, &longNumbers) })
      }
      if count > 1 {
        split.append("\(name) has more rows than a sheet can have and fills \(count).")
      }
    }
    let bytes = writer.finish()
    var remarks = split
    if let first = writer.cutTexts.first {
      let count = writer.cutTexts.count
      remarks.append(
        "\(count == 1 ? "1 text is" : "\(count) texts are") longer than the \(WorkbookWriter.longestText) characters that a cell can hold and cut off, first in \(sheets[first.sheet - 1]), row \(first.row), column \(first.column): CSV and JSON hold all of it."
      )
    }
    if longNumbers > 0 {
      remarks.append(
        "\(longNumbers == 1 ? "1 number has" : "\(longNumbers) numbers have") more than 15 digits and left as text, since a spreadsheet would round \(longNumbers == 1 ? "it" : "them")."
      )
    }
    return ExportFile(bytes: bytes, remarks: remarks)
  }
}

/// What a column's cells are in a workbook.
private struct SheetColumn {
  let column: WorkbookWriter.Column
  private let holdsDays: Bool

  init(_ table: ExportTable, _ index: Int) {
    var days = 0
    var others = 0
    var decimals: Int?
    var integers = 0
    var longest = table.columns[index].count
    for row in table.rows {
      switch row[index] {
      case .absent: continue
      case .text(let text):
        if Self.serial(text) != nil { days += 1 } else { others += 1 }
        longest = max(longest, text.utf8.count)
      case .integer(let number):
        integers += 1
        longest = max(longest, String(number).count * 4 / 3)
      case .decimal(let digits):
        let places = digits.utf8.firstIndex(of: 0x2E).map {
          digits.utf8.distance(from: $0, to: digits.endIndex) - 1
        }
        decimals = max(decimals ?? 0, places ?? 0)
        longest = max(longest, digits.count * 4 / 3)
      case .number:
        decimals = max(decimals ?? 0, 4)
        longest = max(longest, 10)
      case .json(let text):
        others += 1
        longest = max(longest, text.utf8.count)
      case .flag: others += 1
      }
    }
    holdsDays = days > 0 && others == 0 && decimals == nil && integers == 0
    let style: WorkbookWriter.Style =
      if holdsDays {
        .date
      } else if let decimals {
        decimals == 6 ? .percent : .decimals(decimals)
      } else if integers > 0 {
        // Nobody groups the digits of a record's own number.
        table.columns[index] == "id" ? .whole : .grouped
      } else {
        .text
      }
    column = WorkbookWriter.Column(table.columns[index], style, width: min(max(longest, 6), 48))
  }

  func cell(_ value: ExportTable.Value, _ longNumbers: inout Int) -> WorkbookWriter.Cell {
    switch value {
    case .absent: return .absent
    case .text(let text):
      if holdsDays, let serial = Self.serial(text) { return .day(serial) }
      return .text(text)
    case .json(let text): return .text(text)
    case .flag(let flag): return .flag(flag)
    case .integer(let number): return Self.number(String(number), &longNumbers)
    case .decimal(let digits): return Self.number(digits, &longNumbers)
    case .number(let number):
      return number.isFinite ? .number(String(number)) : .text(String(number))
    }
  }

  private static func number(_ digits: String, _ longNumbers: inout Int) -> WorkbookWriter.Cell {
    let significant = digits.utf8.drop { $0 &- 49 > 8 }.count { $0 &- 48 <= 9 }
    guard significant > 15 else { return .number(digits) }
    longNumbers += 1
    return .text(digits)
  }

  /// The number by which a spreadsheet keeps a day; nil before March 1900, where it counts a day that never was.
  private static func serial(_ text: String) -> Int? {
    guard text.utf8.count == 10, let day = Day(iso: text) else { return nil }
    let serial = day - Day(iso: "1970-01-01")! + 25_569
    return serial >= 61 && serial < 2_958_466 ? serial : nil
  }
}
