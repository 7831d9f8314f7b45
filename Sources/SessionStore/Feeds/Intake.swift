import Marketing

/// Reads a stream of rows into a session, as `clout ingest` does, by the same rules as a feed.
package struct Intake {
  package struct Report: Hashable, Sendable {
    /// Measurements that were new or changed.
    package var taken = 0
    package var unchanged = 0
    package var refused = 0
    /// The first refused rows, at most a hundred.
    package var refusals: [FeedRefusal] = []
    package var notes: [String] = []
    package var lines = 0
  }

  /// A stream without line ends, such as a device, would otherwise be read for ever.
  private static let longestSkip = 64 << 20

  package private(set) var report = Report()
  private var rows: FeedRows
  private var cutter = LineCutter()
  private var appender: MetricsAppender
  private let today: Day

  package init(
    into path: String, session: Session, name: String, options: ImportOptions, today: Day
  ) throws(StoreError) {
    rows = FeedRows(name, options: options, session: session.withoutMeasurements)
    appender = try MetricsAppender(path: path, session: session, title: "ingest of \(name)")
    self.today = today
  }

  /// Takes bytes as they arrive. Their measurements are on disk when this returns.
  package mutating func add(_ bytes: ArraySlice<UInt8>) throws {
    let known = rows
    if let piece = cutter.add(bytes, isWhole: { known.isWhole($0) }) { try take(piece) }
    if cutter.skipped > Self.longestSkip {
      throw FeedProblem(
        "\(rows.name): line \(cutter.line) has no end within \(Self.longestSkip >> 20) MiB: this isn't CSV "
          + "with a header, or JSON with one object per line. What came before counts.")
    }
  }

  /// Ends the stream: its last line counts without a line end.
  package mutating func finish() throws {
    if let piece = cutter.rest() { try take(piece) }
  }

  /// Files that another program changed or took away after measurements were written into them, by their paths.
  package var lostFiles: [String] { appender.lostFiles }

  /// Puts what was taken on record in the session's log, also after a failure.
  package mutating func putOnRecord() { appender.putOnRecord() }

  private mutating func take(_ piece: LineCutter.Piece) throws {
    var intake = try rows.take(piece.bytes, firstLine: piece.firstLine, today: today)
    if let (line, text) = piece.tooLong {
      intake.refusals.append(
        FeedRefusal(line: line, reason: "the line is longer than a megabyte", text: text))
    }
    let taken = try appender.append(intake.measurements)
    report.taken += taken
    report.unchanged += intake.measurements.count - taken + intake.repeated
    report.refused += intake.refusals.count
    if report.refusals.count < 100 {
      report.refusals += intake.refusals.prefix(100 - report.refusals.count)
    }
    for note in intake.notes where !report.notes.contains(note) && report.notes.count < 20 {
      report.notes.append(note)
    }
    report.lines = max(report.lines, intake.lastLine)
  }
}
