import TestSupport
import Testing

@testable import Tabular

/// The table of a file of `Tests/Fixtures` or `../shared/data`.
func openTable(_ name: String) throws -> TableReader {
  let path = try #require(TestData.data(name))
  return try TableReader { try FileSource(path: path) }
}

/// All rows of a text, with their lines.
func rows(
  _ text: String, _ dialect: Dialect = Dialect(), chunk: Int = .max, buffer: Int = 256 * 1024,
  quoteLimit: Int = 4 << 20, expected: Int? = nil
) throws -> (fields: [[String]], lines: [Int], notes: ReadingNotes) {
  let reader = DelimitedReader(
    utf8: MemorySource(text, chunk: chunk), dialect: dialect, bufferSize: buffer,
    quoteLimit: quoteLimit)
  reader.expectedFields = expected
  var fields: [[String]] = []
  var lines: [Int] = []
  while let row = try reader.next() {
    fields.append(row.strings)
    lines.append(row.line)
  }
  return (fields, lines, reader.notes)
}

/// All of a decoder's output.
func decoded(_ bytes: [UInt8], chunk: Int = .max, sample: Int = 1 << 20) throws -> (
  String, TextEncoding, DecodingNotes
) {
  let decoder = try TextDecoder(MemorySource(bytes, chunk: chunk), sampleSize: sample)
  var result: [UInt8] = []
  var buffer = [UInt8](repeating: 0, count: 7)
  while true {
    let got = try buffer.withUnsafeMutableBytes { try decoder.read(into: $0) }
    if got == 0 { break }
    result.append(contentsOf: buffer[..<got])
  }
  let text = try #require(String(validating: result, as: UTF8.self))
  return (text, decoder.encoding, decoder.notes)
}

/// The inspection of a text.
func inspect(_ text: String) throws -> TableInspection {
  try #require(try TableInspection.inspect { MemorySource(text) })
}

func proposal(
  _ text: String, fileName: String? = nil, _ overrides: String...
) throws -> ColumnMapping {
  var parsed: [MappingOverride] = []
  for override in overrides { parsed.append(try MappingOverride(parsing: override)) }
  return try ColumnMapping.propose(for: inspect(text), fileName: fileName, overrides: parsed)
}

func proposal(file: String) throws -> ColumnMapping {
  let path = try #require(TestData.data(file))
  let inspection = try #require(try TableInspection.inspect { try FileSource(path: path) })
  return try ColumnMapping.propose(for: inspection, fileName: path)
}

/// A mapping in few words: a field's name, `custom`, `= n` for the twin of column n, `ignored`.
func brief(_ mapping: ColumnMapping) -> [String] {
  mapping.columns.map { column in
    switch column.target {
    case .field(let field): field.rawValue
    case .custom: "custom"
    case .twin(let other): "= \(other)"
    case .ignored: "ignored"
    }
  }
}
