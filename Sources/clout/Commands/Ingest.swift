import ArgumentParser
import LibC
import Marketing
import SessionStore
import Wording
import Workbench

struct Ingest: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Add measurements to a session from a file or a pipe, even while it is open.",
    discussion: """
      Takes CSV with a header, or JSON with one object per line: posts with their running totals, or orders. Columns \
      are recognised as in clout import; known rows change nothing. If the session is open in the cockpit, the figures \
      show up there within a second.

      EXAMPLES
        clout ingest spring.clout posts.csv --campaign "Spring launch"
        ./fetch-orders.sh | clout ingest spring.clout - --campaign "Spring launch"
        tail -F orders.jsonl | clout ingest spring.clout -
      """)

  @Argument(help: "The session's folder; “.clout” may be left out.")
  var path: String
  @Argument(help: "File to read; - or nothing means standard input.", completion: .file())
  var file = "-"
  @Option(help: "Campaign for rows that name none.")
  var campaign: String?
  @Option(help: "Platform for rows that name none.")
  var platform: String?
  @Option(
    help: "The order of dates such as 03/04/2026, if the rows don't say: mdy, dmy or ymd.",
    completion: .list(ImportOptions.DateOrder.allCases.map(\.rawValue)))
  var dates: String?
  @Option(
    help: "What span a row's figures cover: daily, period or total, as in clout import.")
  var grain: String?
  @Option(
    name: .customLong("map"), help: "What a column means: 'Header=field'. Repeatable.")
  var mapping: [String] = []
  @Flag(help: "Print the result as JSON.")
  var json = false

  func validate() throws {
    if let grain, !ImportOptions.grains.contains(grain) {
      throw ValidationError("--grain takes daily, period or total, not “\(grain)”.")
    }
    for entry in mapping where !entry.contains("=") {
      throw ValidationError("--map takes 'Header=field', not “\(entry)”.")
    }
    if let dates, ImportOptions.DateOrder(rawValue: dates.lowercased()) == nil {
      throw ValidationError("--dates takes mdy, dmy or ymd, not “\(dates)”.")
    }
  }

  func run() throws {
    try reporting {
      let (path, session) = try openWhole()
      var options = ImportOptions()
      options.campaign = try campaign.map { try session.campaign(named: $0).name }
      options.platform = platform.map { Platform(rawValue: $0) }
      options.dates = dates.flatMap { ImportOptions.DateOrder(rawValue: $0.lowercased()) }
      if let grain { options.setGrain(grain) }
      options.mapping = mapping.compactMap { entry in
        guard let mark = entry.lastIndex(of: "=") else { return nil }
        return .init(
          header: String(entry[..<mark]), field: String(entry[entry.index(after: mark)...]))
      }
      guard !session.campaigns.isEmpty else {
        throw Failure(
          "\(path) has no campaign yet: clout import creates one, or add it in the cockpit.")
      }
      let name = file == "-" ? "standard input" : file.split(separator: "/").last.map(String.init)
      var intake = try Intake(
        into: path, session: session, name: name ?? file, options: options, today: .today)
      defer { intake.putOnRecord() }
      try stream { bytes in try intake.add(bytes) }
      try intake.finish()
      try report(intake.report)
      if let first = intake.lostFiles.first {
        throw Failure(
          "\(first) was changed or taken away by another program after measurements were written into it: not all of "
            + "them are there any more. Put the file back, or send them once more.")
      }
    }
  }

  /// The session, which must be whole: rows of somebody in an unreadable part would never be attributed.
  private func openWhole() throws -> (path: String, Session) {
    let (path, contents) = try readWhole(path)
    if let error = contents.readOnlyError { throw error }
    for note in contents.notes { Output.talk("clout: \(note)") }
    return (path, contents.session)
  }

  private func stream(_ take: (ArraySlice<UInt8>) throws -> Void) throws {
    try sayIfEndless()
    let descriptor = file == "-" ? 0 : open(file, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else {
      throw Failure("\(file) can't be read: \(String(cString: strerror(errno))).")
    }
    defer { if descriptor != 0 { close(descriptor) } }
    var status = stat()
    if fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
      throw Failure(
        "\(file) is a folder: name one of its files, or let a feed follow it (F in the cockpit).")
    }
    var buffer = [UInt8](repeating: 0, count: 1 << 20)
    while true {
      let count = LibC.read(descriptor, &buffer, buffer.count)
      if count == 0 { return }
      if count < 0 {
        if errno == EINTR { continue }
        throw Failure("\(file) can't be read: \(String(cString: strerror(errno))).")
      }
      try take(buffer[..<count])
    }
  }

  /// A device has no end, and a named pipe none before somebody has written to it and closed it.
  private func sayIfEndless() throws {
    var status = stat()
    guard file != "-", stat(file, &status) == 0 else { return }
    switch status.st_mode & S_IFMT {
    case S_IFBLK:
      throw Failure("\(file) is a device, not a file or a pipe: nothing was read.")
    case S_IFIFO where !file.hasPrefix("/dev/") && !file.hasPrefix("/proc/"):
      Output.talk(
        "clout: reading from the pipe \(file) until whoever writes to it closes it; Ctrl-C ends it sooner."
      )
    default: break
    }
  }

  private func report(_ report: Intake.Report) throws {
    if json {
      try Output.data(IngestReport.json(report), as: .json)
      return
    }
    for note in report.notes { Output.talk("note: \(note)") }
    for refusal in report.refusals.prefix(10) {
      Output.talk("line \(refusal.line): \(refusal.reason): \(refusal.text)")
    }
    if report.refused > 10 {
      Output.talk("… and \(CountText.exact(report.refused - 10)) more (--json lists 100)")
    }
    Output.talk(
      "\(CountText.exact(report.taken)) taken, \(CountText.exact(report.unchanged)) unchanged, "
        + "\(CountText.exact(report.refused)) refused")
    if report.refused > 0, report.taken + report.unchanged == 0 { throw ExitCode(1) }
  }
}
