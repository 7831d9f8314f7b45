import ArgumentParser
import Marketing
import Metrics
import SessionStore
import Workbench

struct KPIs: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "kpis", abstract: "Show a session's KPIs, by tier or another grouping.",
    discussion: """
      Adds up all campaigns and all days unless options say otherwise, whatever the cockpit has in view. In CSV and \
      JSON, amounts are in the session's currency, rates are fractions, and unknown values are left out. In CSV, a \
      name that a spreadsheet would run as a formula gets an apostrophe, as in clout export.

      EXAMPLE
        clout kpis spring.clout --by influencer --campaign launch --json
        clout kpis spring.clout --by week --days 4w
      """)

  @Argument(help: "The session's folder; “.clout” may be left out.")
  var path: String
  @Option(
    help: "Group by tier, influencer, platform, niche, campaign, booking, day, week or total.")
  var by = Dimension.tier
  @Option(help: "Only this campaign.")
  var campaign: String?
  @Option(help: "Only these days: 7d, 4w, today, or 2026-03-01..2026-03-14.")
  var days = "all"
  @Flag(help: "Print JSON.")
  var json = false
  @Flag(help: "Print CSV.")
  var csv = false
  @Flag(help: "Leave texts in CSV as they are, even if a spreadsheet would run them.")
  var raw = false
  @OptionGroup var damage: DamageOption

  func validate() throws {
    if json, csv { throw ValidationError("Choose --json or --csv.") }
    if raw, !csv { throw ValidationError("--raw is for --csv: only there are texts changed.") }
  }

  func run() throws {
    try reporting {
      try reading(path, damage) { session in
        let report = FiguresReport(try job(session, today: .today))
        if json {
          try Output.data(report.table.text(.json), as: .json)
        } else if csv {
          try Output.data(report.table.text(.csv, raw: raw), as: .table)
        } else {
          try Output.data(report.plainText, as: .report)
        }
      }
    }
  }

  func job(_ session: Session, today: Day) throws -> FiguresJob {
    var job = FiguresJob(session)
    job.dimension = by
    job.campaign = try campaign.map { try session.campaign(named: $0).id }
    do throws(Refusal) {
      job.days = try FiguresJob.days(days, today: today)
    } catch {
      throw ValidationError("--days: \(error)")
    }
    return job
  }
}

struct Export: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write the roster, campaigns, bookings, measurements or KPIs as CSV, Excel or JSON.",
    discussion: """
      An export can be edited in a spreadsheet and imported again with clout import: a cell that you changed is that \
      change, an emptied one takes the value away, and what you left changes nothing. Columns may be moved or deleted, \
      and rows added: leave their “id” and “clout_…” empty. Rows that are missing stay in the session. What Clout works \
      out (tier, cost, vetting_effective) isn't read again, and neither are KPIs. Into another session import the \
      roster and the campaigns first, then bookings, then measurements; an empty one takes over the currency.

      A workbook (.xlsx) has dates, amounts and percentages as such and a header that stays in view; several kinds of \
      record become a sheet each. A text is never a formula there. What a cell can't hold is said: texts beyond 32,767 \
      characters are cut off, numbers of more than 15 digits leave as text.

      In CSV, a text that a spreadsheet would run as a formula, because it begins with = + - or @, gets an apostrophe \
      before it: '=1+1. So does one behind a semicolon, a tab or a line break within the text, where some spreadsheets \
      begin a new cell, and one that has an apostrophe there already. clout import takes it away again. Numbers are \
      numbers and stay as they are; --raw leaves everything as it is.

      On a terminal, control characters and others that can't be seen are written out, as \\u{1B}; files and pipes get \
      them unchanged.

      EXAMPLES
        clout export spring.clout roster > roster.csv
        clout export spring.clout campaigns --output campaigns.csv
        clout export spring.clout measurements --output measurements.json
        clout export spring.clout kpis --output kpis.csv --force
        clout export spring.clout roster bookings --output spring.xlsx
      """)

  @Argument(help: "The session's folder; “.clout” may be left out.")
  var path: String
  @Argument(
    help: "roster, campaigns, bookings, measurements or kpis; for a workbook several of them.")
  var what: [ExportKind]
  @Option(help: "csv, xlsx or json; by default, what the output's name says.")
  var format: ExportFormat?
  @Option(name: .shortAndLong, help: "File to write; by default, standard output.")
  var output: String?
  @Flag(help: "Replace the output file if it exists; a session's own files are never replaced.")
  var force = false
  @Flag(help: "Leave texts in CSV as they are, even if a spreadsheet would run them.")
  var raw = false
  @OptionGroup var damage: DamageOption

  private var chosen: ExportFormat { format ?? output.map { ExportFormat(path: $0) } ?? .csv }

  func validate() throws {
    guard what.count == 1 || chosen == .xlsx else {
      throw ValidationError(
        "Only a workbook holds several tables: write it with --output NAME.xlsx, or export one at a time."
      )
    }
    guard Set(what).count == what.count else {
      throw ValidationError("Name each kind of record once.")
    }
  }

  func run() throws {
    try reporting {
      try reading(path, damage) { session in
        let file =
          chosen == .xlsx
          ? ExportJob.workbook(session, what)
          : ExportJob(session, what[0]).file(chosen, raw: raw)
        defer { Output.talk(file.remarks) }
        let text = file.bytes
        guard let output, output != "-" else {
          return try Output.data(text, as: chosen.form)
        }
        do throws(FileError) {
          try OutputFile(output).write(text, replacing: force)
        } catch {
          guard error.reason == .exists else { throw error }
          throw Failure(
            "\(output) already exists. Choose another name, or replace it with --force.")
        }
      }
    }
  }
}

extension ExportFormat {
  fileprivate var form: Output.Form {
    switch self {
    case .csv: .table
    case .json: .json
    case .xlsx: .workbook
    }
  }
}
