import Testing

@testable import Tabular

/// Random bytes: nothing may trap, and the position of buffer ends mustn't matter.
@Suite struct TabularFuzzTests {
  private struct Random {
    var state: UInt64
    mutating func next(_ bound: Int) -> Int {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return Int(state % UInt64(bound))
    }
  }

  private static let pieces: [[UInt8]] =
    [
      ",", ";", "\"", "\"\"", "\n", "\r\n", "\r", "\t", "|", "'", " ", "a", "12", "1,234", "1.5",
      "48.5M",
      "01/02/2022", "2024-05-09T10:00Z", "€", "é", "@x", "N/A", "#VALUE!", "handle", "Followers",
      "date",
      "sep=;", "%", "-", "(5)", "1e9", "99999999999999999999999999999999999999999", "44577",
      "Jan 3, 22",
      "https://a.b/c",
    ].map { Array($0.utf8) } + [[0xFF], [0x80], [0xC3], [0xE2, 0x82], [0x00], [0xEF, 0xBB, 0xBF]]

  private func text(_ seed: Int) -> [UInt8] {
    var random = Random(state: UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 | 1)
    var bytes: [UInt8] = []
    for _ in 0..<random.next(120) { bytes += Self.pieces[random.next(Self.pieces.count)] }
    return bytes
  }

  @Test(arguments: 0..<8)
  func nothingTrapsAndBuffersDontMatter(round: Int) throws {
    for seed in round * 100..<round * 100 + 100 {
      let bytes = text(seed)
      let dialect = Dialect.sniff(bytes)
      var results: [[[String]]] = []
      var notes: [ReadingNotes] = []
      for (chunk, buffer) in [(Int.max, 1 << 18), (1, 16), (3, 19)] {
        let decoder: TextDecoder
        do {
          decoder = try TextDecoder(MemorySource(bytes, chunk: chunk))
        } catch is TabularError {
          break  // zero bytes
        }
        let reader = DelimitedReader(decoder, dialect: dialect, bufferSize: buffer)
        reader.expectedFields = dialect.columns
        var rows: [[String]] = []
        while let row = try reader.next() { rows.append(row.strings) }
        results.append(rows)
        notes.append(reader.notes)
      }
      for other in results.dropFirst() { #expect(other == results[0], "seed \(seed)") }
      for other in notes.dropFirst() { #expect(other == notes[0], "seed \(seed)") }
      do {
        let inspection = try #require(try TableInspection.inspect { MemorySource(bytes, chunk: 5) })
        let mapping = try ColumnMapping.propose(for: inspection, fileName: "x.csv")
        let table = try TableReader { MemorySource(bytes) }
        var row = TableRow()
        while try table.next(into: &row) {
          for column in mapping.columns { _ = mapping.value(column, in: row) }
        }
      } catch is TabularError {
      }
    }
  }
}
