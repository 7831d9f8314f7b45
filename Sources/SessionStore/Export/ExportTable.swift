import JSON
import Tabular

/// Rows and columns to export: as CSV for spreadsheets, as JSON for programs.
public struct ExportTable: Sendable {
  public enum Value: Hashable, Sendable {
    case text(String)
    case integer(Int)
    /// An exact decimal, by its digits: `1234.50`.
    case decimal(String)
    case number(Double)
    case flag(Bool)
    /// A list of several parts, as JSON: a text in a cell, a value in JSON.
    case json(String)
    case absent
  }

  public let columns: [String]
  public private(set) var rows: [[Value]] = []

  public init(columns: [String]) { self.columns = columns }

  public mutating func reserve(_ count: Int) { rows.reserveCapacity(count) }

  public mutating func append(_ row: [Value]) {
    precondition(row.count == columns.count)
    rows.append(row)
  }
}

extension ExportTable {
  /// The most that a cell of Excel holds, in UTF-16 units. It cuts what is longer, without a word.
  public static let longestCell = 32_767

  /// What to say about cells that a spreadsheet would cut; nil if there are none.
  public var warning: String? {
    var count = 0
    var first = ""
    for (number, row) in rows.enumerated() {
      for (column, value) in zip(columns, row) {
        switch value {
        case .text(let text), .json(let text):
          guard text.utf8.count > Self.longestCell, text.utf16.count > Self.longestCell else {
            continue
          }
          count += 1
          if count == 1 { first = "row \(number + 2), column “\(column)”" }
        case .integer, .decimal, .number, .flag, .absent: continue
        }
      }
    }
    guard count > 0 else { return nil }
    return """
      \(count == 1 ? "A text is" : "\(count) texts are") longer than the 32,767 characters that a cell of Excel holds \
      (\(count == 1 ? "" : "the first: ")\(first)). Excel cuts them when it saves; an import that finds a text cut \
      there leaves it as it is in the session.
      """
  }
}

public enum ExportFormat: String, CaseIterable, Sendable {
  case csv, json, xlsx

  /// From the file's extension; CSV if that doesn't tell.
  public init(path: String) {
    let path = path.lowercased()
    self = path.hasSuffix(".json") ? .json : path.hasSuffix(".xlsx") ? .xlsx : .csv
  }
}

extension ExportTable {
  /// The table as UTF-8 text: CSV by RFC 4180 (CRLF, quotes where needed, absent values empty), or a JSON array with
  /// one object per line and absent values omitted; or a workbook of one sheet.
  ///
  /// In CSV, names and texts that a spreadsheet would run as formulas get apostrophes that an import takes away again
  /// (see `FormulaGuard`), unless `raw` is set. Numbers never do, because the minus of an amount is no formula.
  public func text(_ format: ExportFormat, raw: Bool = false) -> [UInt8] {
    switch format {
    case .csv: csv(raw: raw)
    case .json: json
    case .xlsx: ExportFile.workbook([("Table", self)]).bytes
    }
  }

  private func csv(raw: Bool) -> [UInt8] {
    var bytes: [UInt8] = []
    func field(_ text: String) {
      guard ExportTable.needsQuotes(text) else {
        bytes += text.utf8
        return
      }
      bytes.append(0x22)
      for byte in text.utf8 {
        if byte == 0x22 { bytes.append(0x22) }
        bytes.append(byte)
      }
      bytes.append(0x22)
    }
    func line(_ fields: some Sequence<String>) {
      for (index, text) in fields.enumerated() {
        if index > 0 { bytes.append(0x2C) }
        field(text)
      }
      bytes += [0x0D, 0x0A]
    }
    line(columns.lazy.map { raw ? $0 : FormulaGuard.guarded($0) })
    for row in rows {
      var isFirst = true
      for value in row {
        if !isFirst { bytes.append(0x2C) }
        isFirst = false
        switch value {
        case .text(let text), .json(let text):
          if !Self.appendHarmless(text, &bytes) { field(raw ? text : FormulaGuard.guarded(text)) }
        case .decimal(let digits): bytes += digits.utf8
        case .integer, .number, .flag: bytes += value.plainText.utf8
        case .absent: break
        }
      }
      bytes += [0x0D, 0x0A]
    }
    return bytes
  }

  /// Appends a text that needs neither quotes nor apostrophes: it begins with a letter or digit, and nothing in it could
  /// end a cell. Most are such, and this is one look at each.
  private static func appendHarmless(_ text: String, _ bytes: inout [UInt8]) -> Bool {
    var text = text
    return text.withUTF8 { text in
      guard let first = text.first else { return true }
      guard first | 0x20 >= 0x61 && first | 0x20 <= 0x7A || first >= 0x30 && first <= 0x39 else {
        return false
      }
      for byte in text {
        if byte < 0x20 || byte == 0x22 || byte == 0x27 || byte == 0x2C || byte == 0x3B {
          return false
        }
      }
      bytes.append(contentsOf: text)
      return true
    }
  }

  /// Beyond what the format demands: for an apostrophe, which could be taken for the quotation mark of a file that has
  /// no other, and for a blank at the start, which some drop.
  private static func needsQuotes(_ text: String) -> Bool {
    text.utf8.first == 0x20
      || text.utf8.contains {
        $0 == 0x22 || $0 == 0x27 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D
      }
  }

  private var json: [UInt8] {
    var writer = JSONWriter()
    writer.beginArray()
    for row in rows {
      writer.startLine(indent: 2)
      writer.beginObject()
      for (column, value) in zip(columns, row) where value != .absent {
        writer.key(text: column)
        switch value {
        case .text(let text): writer.string(text)
        case .integer(let number): writer.int(Int64(number))
        case .decimal(let digits): writer.number(text: digits)
        case .number(let number): writer.double(number)
        case .flag(let flag): writer.bool(flag)
        case .json(let text): writer.raw(text.utf8)
        case .absent: break
        }
      }
      writer.endObject()
    }
    if !rows.isEmpty { writer.breakLine(indent: 0) }
    writer.endArray()
    writer.breakLine(indent: 0)
    return writer.bytes
  }
}

extension ExportTable.Value {
  fileprivate var plainText: String {
    switch self {
    case .text(let text): text
    case .integer(let number): String(number)
    case .decimal(let digits): digits
    case .number(let number): String(number)
    case .flag(let flag): flag ? "true" : "false"
    case .json(let text): text
    case .absent: ""
    }
  }

  public static func integer(_ number: Int?) -> Self { number.map { .integer($0) } ?? .absent }
  /// Empty text counts as absent.
  public static func words(_ text: String) -> Self { text.isEmpty ? .absent : .text(text) }
  static func jsonText(_ text: String) -> Self { text.isEmpty ? .absent : .json(text) }
}
