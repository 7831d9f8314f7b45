import Testing

@testable import SessionStore

/// Files that tests read where they are kept beside the package, and skip where they are not.
enum Fixture {
  /// The folder that holds the package.
  static let home: String = {
    var parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
    parts.removeLast(5)  // package / Tests / SessionStoreTests / Tabular / this file
    return parts.joined(separator: "/")
  }()

  static func path(_ relative: String) -> String? {
    for base in [home + "/shared/", home + "/../shared/"] {
      let path = base + relative
      if (try? FileSource(path: path)) != nil { return path }
    }
    return nil
  }

  static func data(_ name: String) -> String? { path("data/" + name) }

  static let hasData = data("top1000_tiktok_undated.csv") != nil
  static let hasSpectrum = path("corpora/csv-spectrum/csvs/simple.csv") != nil

  static func bytes(_ path: String) throws -> [UInt8] {
    let source = try FileSource(path: path)
    var result: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65536)
    while true {
      let got = try buffer.withUnsafeMutableBytes { try source.read(into: $0) }
      if got == 0 { return result }
      result.append(contentsOf: buffer[..<got])
    }
  }

  static func table(_ name: String) throws -> TableReader {
    let path = try #require(data(name))
    return try TableReader { try FileSource(path: path) }
  }
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
