import Marketing

/// Everything that a first pass over a file reveals: encoding, dialect, header, columns, twins, and oddities. The
/// second pass reads the rows with a mapping based on it.
package struct TableInspection: Sendable {
  package let encoding: TextEncoding
  package let dialect: Dialect
  /// The column names as written in the file; empty names without a header.
  package let header: [String]
  package let columns: [ColumnProfile]
  package let twins: [NumberTwins]
  /// The cells of the first rows as numbers, to compare columns with each other.
  let samples: [[NumberScan]]
  /// Data rows.
  package let rows: Int
  /// Rows with fewer or more fields than the header, and the lines of the first hundred.
  package let shortRows: Int
  package let longRows: Int
  package let raggedLines: [Int]
  /// Rows whose fields are all empty (`,,,`); they aren't data.
  package let blankRows: Int
  package let reading: ReadingNotes
  /// What stands beside the table, in words.
  package let remarks: [String]
  /// The span of days that the lines above the header name; nil if they name none.
  package let titleSpan: ClosedRange<Day>?
  /// The time zone that they name.
  package let titleZone: String?
  package let decoding: DecodingNotes

  /// Reads a whole source once.
  ///
  /// - Parameters:
  ///   - open: returns a fresh source at the start; called twice (head, then everything).
  ///   - sampleRows: how many rows are examined closely.
  ///   - progress: called every few thousand rows with their number; return false to stop, which returns nil.
  package static func inspect(
    sampleRows: Int = 5000, progress: ((Int) -> Bool)? = nil,
    open: () throws -> any TabularSource
  ) throws -> TableInspection? {
    let table = try TableReader(open: open)
    var profiles = table.header.enumerated().map { ColumnProfile(index: $0, header: $1) }
    let width = profiles.count
    var counters: [TwinCounter] = []
    for index in 0..<max(0, width - 1) {
      let left = HeaderName(table.header[index]).stemPhrase
      if !left.isEmpty, left == HeaderName(table.header[index + 1]).stemPhrase {
        counters.append(TwinCounter(first: index, second: index + 1))
      }
    }
    var scans = [NumberScan](
      repeating: NumberScan(UnsafeBufferPointer(start: nil, count: 0)), count: width)
    var samples: [[NumberScan]] = []
    let most = width <= 256 ? 200 : 0
    var row = TableRow()
    var rows = 0
    var short = 0
    var long = 0
    var ragged: [Int] = []
    var blank = 0
    while try table.next(into: &row) {
      if row.isBlank {
        blank += 1
        continue
      }
      rows += 1
      if let progress, rows % 4096 == 0, !progress(rows) { return nil }
      if row.count != width {
        if row.count < width { short += 1 } else { long += 1 }
        if ragged.count < 100 { ragged.append(row.line) }
      }
      for index in 0..<width {
        if index >= row.count {
          scans[index] = NumberScan(UnsafeBufferPointer(start: nil, count: 0))
          profiles[index].addMissing()
          continue
        }
        row.withPlainField(index) { cell, _ in
          let scan = NumberScan(cell)
          profiles[index].add(cell, number: scan, inSample: rows <= sampleRows)
          scans[index] = scan
        }
      }
      if samples.count < most { samples.append(scans) }
      for index in counters.indices {
        counters[index].add(
          scans[counters[index].first], scans[counters[index].second], line: row.line)
      }
    }
    return TableInspection(
      encoding: table.encoding, dialect: table.dialect, header: table.header, columns: profiles,
      twins: counters.compactMap { twins(of: $0, profiles) }, samples: samples, rows: rows,
      shortRows: short,
      longRows: long, raggedLines: ragged, blankRows: blank, reading: table.readingNotes,
      remarks: table.remarks, titleSpan: TitleSpan.find(in: table.titles),
      titleZone: TitleZone.find(in: table.titles),
      decoding: table.decodingNotes)
  }

  /// Twins are adjacent columns with the same name that agree in at least half of the rows.
  private static func twins(of counter: TwinCounter, _ columns: [ColumnProfile]) -> NumberTwins? {
    let first = columns[counter.first].numberEvidence
    let second = columns[counter.second].numberEvidence
    guard first.numbers > 0, second.numbers > 0 else { return nil }
    let left = first.decide().format.decimalMark == .dot ? 0 : 2
    let right = second.decide().format.decimalMark == .dot ? 0 : 1
    let best = left + right
    let agreeing = counter.agreeing[best]
    let rounded = counter.rounded[best]
    let present = counter.rows - counter.bothAbsent
    let telling = agreeing + rounded - counter.zeros[best]
    guard telling > 0, telling * 2 >= present - counter.zeros[best] else { return nil }
    return NumberTwins(
      first: counter.first, second: counter.second,
      exact: second.abbreviated <= first.abbreviated ? counter.second : counter.first,
      bothAbsent: counter.bothAbsent, agreeing: agreeing, rounded: rounded,
      disagreeing: present - agreeing - rounded,
      disagreeingLines: counter.lines[best])
  }
}
