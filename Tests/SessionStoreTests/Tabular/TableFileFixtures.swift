import Packed
import TestSupport
import Testing

@testable import Tabular

/// A file's table: what stands in it, and on which lines.
struct ReadTable {
  var header: [String]
  var rows: [[String]] = []
  var lines: [Int] = []
  var remarks: [String] = []

  init(_ bytes: [UInt8], sheet: String? = nil) throws {
    try self.init(MemoryStore(bytes), sheet)
  }

  /// A file of `Tests/Fixtures`.
  init(made name: String, sheet: String? = nil) throws {
    try self.init(FileStore(path: TestData.made(name)), sheet)
  }

  private init(_ store: any ByteStore, _ sheet: String?) throws {
    let file = try TableFile(store, sheet: sheet)
    let table = try TableReader { try file.open() }
    header = table.header
    var row = TableRow()
    while try table.next(into: &row) {
      if row.isBlank { continue }
      rows.append((0..<row.count).map(row.plainText))
      lines.append(row.line)
    }
    remarks = file.remarks + table.remarks
  }

  /// Whether a remark says so.
  func says(_ words: String) -> Bool { remarks.contains { $0.contains(words) } }
}

/// Why bytes can't be read as a table; empty if they can.
func refusal(_ bytes: [UInt8], sheet: String? = nil) -> String {
  do {
    _ = try ReadTable(bytes, sheet: sheet)
    return ""
  } catch {
    return "\(error)"
  }
}

/// A zip file of these names and texts.
func packed(_ parts: [(String, String)]) -> [UInt8] {
  let writer = ZipWriter()
  for (name, content) in parts {
    writer.begin(name)
    writer.write(Array(content.utf8))
    writer.end()
  }
  return writer.finish()
}
