import JSON
import Tabular

/// Turns JSON lines into a table, so that members are treated like columns. Line numbers stay the same.
struct JSONFlattener {
  private var columns: [String] = []
  private var places: [String: Int] = [:]

  /// Whether the lines are those of a metrics file, which needs no interpretation.
  static func form(of bytes: ArraySlice<UInt8>) -> FeedRows.Form {
    let line = Array(bytes.prefix { $0 != 0x0A })
    do throws(JSONError) {
      _ = try JSONReader.read(line) { reader throws(JSONError) in try reader.readMeasurement() }
      return .records
    } catch {
      return .jsonLines
    }
  }

  /// The header line, including its line end.
  var header: [UInt8] { Self.line(columns) }

  /// The lines as a table without header; true if there are new columns. Broken lines are refused and left blank.
  mutating func table(
    of bytes: ArraySlice<UInt8>, firstLine: Int, into intake: inout FeedIntake
  ) -> ([UInt8], changed: Bool) {
    let before = columns.count
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var number = firstLine - 1
    var values: [String] = []
    for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
      number += 1
      values.removeAll(keepingCapacity: true)
      if line.contains(where: { $0 > 0x20 }) {
        do throws(JSONError) {
          try read(Array(line), number, into: &values)
        } catch {
          values.removeAll()
          intake.refusals.append(FeedRefusal(line: number, reason: error.message, text: line))
        }
      }
      if values.isEmpty { result.append(0x0A) } else { result += Self.line(values) }
    }
    // The split yields an empty line after the last line end.
    if bytes.last == 0x0A { result.removeLast() }
    return (result, columns.count > before)
  }

  private mutating func read(
    _ line: [UInt8], _ number: Int, into values: inout [String]
  ) throws(JSONError) {
    let found = try JSONReader.read(line, firstLine: number) { reader throws(JSONError) in
      try JSONRecord.cells(&reader)
    }
    if columns.count + found.count > TableReader.mostColumns,
      columns.count + Set(found.map(\.name)).subtracting(columns).count > TableReader.mostColumns
    {
      throw JSONError(
        line: number, column: 1,
        message: "its members would make more than \(TableReader.mostColumns) columns")
    }
    for (name, text) in found {
      let place = places[name] ?? columns.count
      if place == columns.count {
        places[name] = place
        columns.append(name)
      }
      while values.count <= place { values.append("") }
      values[place] = text
    }
  }

  private static func line(_ fields: [String]) -> [UInt8] {
    var line: [UInt8] = []
    for (place, field) in fields.enumerated() {
      if place > 0 { line.append(UInt8(ascii: ",")) }
      line.append(UInt8(ascii: "\""))
      // Line breaks in values become spaces, so that a row stays on its line.
      let text = String(
        decoding: field.utf8.map { $0 == 0x0A || $0 == 0x0D ? 0x20 : $0 }, as: UTF8.self)
      // Reading the table takes apostrophes away, but those of JSON are part of its texts.
      for byte in FormulaGuard.guarded(text).utf8 {
        line.append(byte)
        if byte == UInt8(ascii: "\"") { line.append(byte) }
      }
      line.append(UInt8(ascii: "\""))
    }
    line.append(0x0A)
    return line
  }
}
