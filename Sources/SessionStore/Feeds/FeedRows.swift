import JSON
import Marketing
import Tabular

/// Turns incoming lines into measurements: CSV with a header, JSON lines with members named like a table's columns, or
/// lines of a session's own metrics files.
///
/// Columns are worked out from the first rows, and again with every piece until there are enough rows. A value type, so
/// that an earlier state can be restored.
struct FeedRows {
  enum Form { case table, jsonLines, records }

  let name: String
  private var options: ImportOptions
  private var session: Session
  private(set) var form: Form?
  /// The lines up to and including the header, put before every piece.
  private var head: [UInt8] = []
  private var headLines = 0
  /// The first rows, from which the columns are worked out.
  private var sample: [UInt8] = []
  private var sampleRows = 0
  private var inspection: TableInspection?
  private var mapping: ColumnMapping?
  private var rows: MeasurementRows?
  private var finder: CreatorIndex
  private var flattener = JSONFlattener()

  /// From this many rows on the columns are settled.
  static let enoughRows = 500
  static let longestLine = 1 << 20

  init(_ name: String, options: ImportOptions, session: Session, finder: CreatorIndex? = nil) {
    self.name = name
    self.options = options
    self.session = session
    self.finder = finder ?? CreatorIndex(session.roster)
  }

  /// The roster, campaigns or bookings have changed.
  mutating func update(_ session: Session, finder: CreatorIndex) {
    self.session = session
    self.finder = finder
    // Makes the next piece set up the rows again with what is known now.
    sampleRows = min(sampleRows, Self.enoughRows - 1)
  }

  /// Whether the last line end ends a row, rather than being within quotes.
  func isWhole(_ bytes: ArraySlice<UInt8>) -> Bool {
    form == .jsonLines || form == .records || bytes.lazy.filter { $0 == 0x22 }.count % 2 == 0
  }

  /// Takes whole lines, starting with line `firstLine`. Throws if nothing from the source can be used.
  mutating func take(_ bytes: ArraySlice<UInt8>, firstLine: Int, today: Day) throws -> FeedIntake {
    var intake = FeedIntake()
    guard let first = bytes.first(where: { $0 > 0x20 }) else { return intake }
    if options.asOf == nil { (options.asOf, options.isDayGiven) = (today, false) }
    if form == nil {
      if first == UInt8(ascii: "[") {
        throw FeedProblem(
          "\(name) is a JSON array, which can't be read while it grows: write one object per line.")
      }
      form = first == UInt8(ascii: "{") ? JSONFlattener.form(of: bytes) : .table
    }
    switch form {
    case .records: takeRecords(bytes, firstLine, &intake)
    case .jsonLines:
      let (table, changed) = flattener.table(of: bytes, firstLine: firstLine, into: &intake)
      if changed {
        // A member that is new is a new column: work out the table again.
        head = flattener.header
        headLines = 1
        sampleRows = 0
        sample = []
        inspection = nil
      }
      try takeTable(table[...], firstLine, &intake)
    case .table, nil:
      try takeTable(withoutLongLines(bytes, firstLine, &intake), firstLine, &intake)
    }
    check(&intake, today: today)
    let text = bytes.last == 0x0A ? bytes.dropLast() : bytes
    intake.lastLine = firstLine + text.lazy.filter { $0 == 0x0A }.count
    let start = text.lastIndex(of: 0x0A).map { $0 + 1 } ?? text.startIndex
    intake.lastText = FeedRefusal.shown(text[start...])
    return intake
  }

  // MARK: Tables

  private mutating func takeTable(
    _ bytes: ArraySlice<UInt8>, _ firstLine: Int, _ intake: inout FeedIntake
  ) throws {
    guard !bytes.isEmpty else { return }
    let isFirst = head.isEmpty
    if sampleRows < Self.enoughRows || mapping == nil { try understand(bytes) }
    guard let inspection, let mapping else { return }
    let text = isFirst ? Array(bytes) : head + bytes
    if isFirst { keepHead(of: bytes, inspection.dialect.tableLine) }
    var batch = ImportBatch(
      file: name, mapping: mapping, inspection: inspection, options: options, session: session)
    var rows =
      try rows ?? MeasurementRows(&batch, influencers: finder, makesCampaigns: false)
    self.rows = nil
    let table = try TableReader(dialect: inspection.dialect, isWhole: false) {
      MemorySource(text)
    }
    var row = TableRow()
    while try table.next(into: &row) {
      if row.isBlank { continue }
      if mapping.known?.skip(row) == nil {
        rows.take(row, &batch)
      } else {
        rows.look(atLine: row, &batch)
      }
    }
    let offset = isFirst ? firstLine - 1 : firstLine - headLines - 1
    let taken = rows.drain(&batch)
    intake.measurements += taken.measurements
    intake.lines += taken.lines.map { $0 + offset }
    intake.repeated += taken.repeated
    self.rows = rows
    for refusal in batch.refusals {
      intake.refusals.append(
        FeedRefusal(
          line: refusal.line + offset, reason: refusal.reason,
          text: Self.line(refusal.line, of: text)))
    }
    if isFirst {
      for dates in ImportPlan.AmbiguousDates.all(mapping) {
        intake.notes.append("\(dates.question); the first is taken.")
      }
    }
    intake.notes += batch.leftOutNotes(offset: offset)
    if let note = table.readingNotes.controlNote(offset: offset) { intake.notes.append(note) }
  }

  /// Works out the columns from the rows so far and these.
  private mutating func understand(_ bytes: ArraySlice<UInt8>) throws {
    if sample.count < 1 << 19 { sample += bytes }
    let text = head.isEmpty ? sample : head + sample
    guard let seen = try TableInspection.inspect(open: { MemorySource(text) }) else { return }
    guard seen.header.contains(where: { !$0.isEmpty }) else {
      throw FeedProblem("\(name) has no header that names its columns.")
    }
    if let kind = ExportKind.recognised(in: seen.header) {
      throw FeedProblem(
        "\(name) is Clout's own export of \(kind.rawValue), which a feed doesn't read: import it with i, or clout import."
      )
    }
    var overrides: [MappingOverride] = []
    for override in options.mapping {
      overrides.append(try MappingOverride(parsing: "\(override.header)=\(override.field)"))
    }
    let proposed = try ColumnMapping.propose(
      for: seen, fileName: name, overrides: overrides, dates: options.dates?.order)
    switch proposed.kind {
    case .posts, .orders: break
    case .roster, .payouts:
      throw FeedProblem(
        "\(name) holds \(proposed.kind.rawValue), not measurements: import it with i, or clout import."
      )
    case .unknown:
      // A header alone may not tell yet.
      if seen.rows == 0 { return }
      let headers = proposed.columns.map { "“\($0.label)”" }.joined(separator: ", ")
      throw FeedProblem(
        "\(name): can't tell what its columns are: \(headers). Map them: Header=field.")
    }
    var batch = ImportBatch(
      file: name, mapping: proposed, inspection: seen, options: options, session: session)
    var fresh = try MeasurementRows(&batch, influencers: finder, makesCampaigns: false)
    if let rows { fresh.keepCounts(of: rows) }
    rows = fresh
    inspection = seen
    mapping = proposed
    sampleRows = max(sampleRows, seen.rows)
    if sampleRows >= Self.enoughRows { sample = [] }
  }

  private mutating func keepHead(of bytes: ArraySlice<UInt8>, _ lines: Int) {
    var end = bytes.startIndex
    for _ in 0..<max(1, lines) {
      guard let newline = bytes[end...].firstIndex(of: 0x0A) else {
        end = bytes.endIndex
        break
      }
      end = newline + 1
    }
    head = Array(bytes[bytes.startIndex..<end])
    headLines = max(1, lines)
    // The rest of the sample is rows.
    if sample.count >= head.count { sample.removeFirst(head.count) }
  }

  private static func line(_ number: Int, of text: [UInt8]) -> ArraySlice<UInt8> {
    var start = 0
    for _ in 1..<max(1, number) {
      guard let newline = text[start...].firstIndex(of: 0x0A) else { return [] }
      start = newline + 1
    }
    return text[start..<(text[start...].firstIndex(of: 0x0A) ?? text.count)]
  }

  /// Refuses lines longer than `longestLine` and blanks them in what is read.
  private func withoutLongLines(
    _ bytes: ArraySlice<UInt8>, _ firstLine: Int, _ intake: inout FeedIntake
  ) -> ArraySlice<UInt8> {
    guard bytes.count > Self.longestLine else { return bytes }
    var result: [UInt8] = []
    for (offset, line) in bytes.split(separator: 0x0A, omittingEmptySubsequences: false)
      .enumerated()
    {
      if line.count > Self.longestLine {
        intake.refusals.append(
          FeedRefusal(
            line: firstLine + offset, reason: "the line is longer than a megabyte", text: line))
      } else {
        result += line
      }
      result.append(0x0A)
    }
    if bytes.last == 0x0A { result.removeLast() }
    return result[...]
  }

  // MARK: Records

  /// Lines of a session's own metrics files.
  private func takeRecords(
    _ bytes: ArraySlice<UInt8>, _ firstLine: Int, _ intake: inout FeedIntake
  ) {
    var number = firstLine - 1
    for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
      number += 1
      guard line.contains(where: { $0 > 0x20 }) else { continue }
      do throws(JSONError) {
        let (_, measurement, _) = try JSONReader.read(Array(line), firstLine: number) {
          reader throws(JSONError) in
          try reader.readMeasurement()
        }
        if let measurement {
          intake.measurements.append(measurement)
          intake.lines.append(number)
        } else {
          intake.refusals.append(
            FeedRefusal(line: number, reason: "feeds can't remove measurements", text: line))
        }
      } catch {
        intake.refusals.append(
          FeedRefusal(line: number, reason: error.message, text: line))
      }
    }
  }

  // MARK: What can't be true

  /// Refuses what the session wouldn't take, and what is in the future.
  private func check(_ intake: inout FeedIntake, today: Day) {
    var good: [Measurement] = []
    good.reserveCapacity(intake.measurements.count)
    for (row, line) in zip(intake.measurements, intake.lines) {
      let reason: String? =
        if row.day > today + 1 {
          "\(row.day.iso) is in the future"
        } else if row.holdsControlCharacter {
          "it holds a control character, such as NUL"
        } else {
          session.objection(to: .put(row))?.description
        }
      guard let reason else {
        good.append(row)
        continue
      }
      intake.refusals.append(FeedRefusal(line: line, reason: reason, text: row.key.utf8))
    }
    intake.measurements = good
  }
}

extension FeedRows {
  /// The same feed at the beginning of another file.
  var restarted: FeedRows { FeedRows(name, options: options, session: session, finder: finder) }
}

extension Measurement {
  /// In a word that identifies something; tables have none left, JSON can spell them.
  fileprivate var holdsControlCharacter: Bool {
    [key, post, promoCode, trackingLink].contains { text in text.utf8.contains { $0 < 0x20 } }
  }
}
