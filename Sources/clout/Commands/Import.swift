import ArgumentParser
import Marketing
import SessionStore
import Wording
import Workbench

struct Import: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Import influencers, posts, orders or payouts from a file.",
    discussion: """
      Clout recognises columns by their names and values. --dry-run shows how, --map corrects it. Importing the same \
      file again changes nothing. An apostrophe that keeps a spreadsheet from running a text ('=1+1) isn't part of it. \
      While the session is open in the cockpit, measurements are brought into it all the same and show up there; what \
      needs new influencers, campaigns or bookings is refused, since only the program that has it open writes those.

      RULES
        Revenue is what was paid less what was refunded, tax and shipping in.
        Lines of an order are one order; its total counts once.
        Cancelled, voided, pending and test orders are none.
        Drafts and orders of zero are gifts: no revenue, no conversion.
        Several codes in a cell credit once, if all known ones are one person's.
        Daily figures add up; of a running total the newest counts.
        Spans of days of one key never overlap: a month replaces its weeks.
        “Lifetime” is a total as of --as-of, or of the day in the file's name.
        A row that adds up the others is nobody's.
        Ad spend is part of the cost, and of CPM, CPA, ROAS and the budget.
        Who isn't in the roster gets their figures once they are added.
        Buyers' names, addresses and phone numbers are never stored.

      EXAMPLES
        clout import ads.csv --into spring.clout --grain daily
        clout import top1000.csv --into spring.clout --platform instagram --dry-run
        clout import posts.csv --into spring.clout --campaign "Spring launch"
        clout import june.csv --into spring.clout --as-of 2026-06-30
        clout import odd.csv --into spring.clout --map 'Fans#2=followers'
      """)

  @Argument(
    help: "File to read: CSV, TSV, or separated by ; or |, in any common encoding.",
    completion: .file())
  var file: String
  @Option(help: "The session's folder; “.clout” may be left out. Created if there is none.")
  var into: String
  @Option(help: "Platform of the accounts, if the file doesn't say.")
  var platform: String?
  @Option(help: "Campaign for measurements and payouts, if the file doesn't say.")
  var campaign: String?
  @Option(
    help: "Day that a roster's figures are from, YYYY-MM-DD; by default, today.")
  var asOf: String?
  @Option(
    help:
      "What span a row's figures cover, if the file doesn't say: daily (one day each, which add up), period (from a first to a last day) or total (everything up to the day; the newest counts)."
  )
  var grain: String?
  @Option(
    name: .customLong("map"),
    help:
      "What a column means: 'Header=field'. Repeatable; Header#2 is the second column of that name; the field “custom” keeps a column as it is, “ignore” drops it."
  )
  var mapping: [String] = []
  @OptionGroup var author: AuthorOption
  @Flag(help: "Show what would happen without changing the session.")
  var dryRun = false
  @Flag(help: "Print JSON.")
  var json = false

  func validate() throws {
    for entry in mapping where !entry.contains("=") {
      throw ValidationError("--map takes 'Header=field', not “\(entry)”.")
    }
    if let grain, !ImportOptions.grains.contains(grain) {
      throw ValidationError("--grain takes daily, period or total, not “\(grain)”.")
    }
    if let asOf, Day(iso: asOf) == nil {
      throw ValidationError("--as-of takes a day such as 2026-03-01, not “\(asOf)”.")
    }
  }

  func run() throws {
    try reporting {
      var options = ImportOptions()
      options.platform = platform.map { Platform(rawValue: $0) }
      options.campaign = campaign
      if let grain { options.setGrain(grain) }
      options.asOf = asOf.flatMap { Day(iso: $0) }
      options.mapping = mapping.compactMap { entry in
        guard let mark = entry.lastIndex(of: "=") else { return nil }
        return .init(
          header: String(entry[..<mark]), field: String(entry[entry.index(after: mark)...]))
      }
      let place = try SessionPlace(into)
      let path = place.path
      var session = Session(settings: Settings(name: SessionName.of(path: path)))
      var folder: SessionFolder?
      var view: SavedView = [:]
      // Why only measurements can be brought.
      var held: StoreError?
      if place.hasSession {
        let (opened, contents) = try SessionFolder.open(at: path, readOnly: dryRun)
        if !dryRun, let error = contents.readOnlyError {
          guard case .locked = error.cause else { throw error }
          held = error
        }
        if !dryRun, held == nil { try contents.refuseConflicts() }
        opened.author = try author.name
        folder = opened
        session = contents.session
        view = contents.view
      }
      defer { folder?.close() }
      let plan = try ImportJob(session, file: file, options: options, today: .today).run { share in
        if !json { Output.progress("reading \(file) \(PercentText.whole(share))") }
        return true
      }
      if !json { Output.progress("") }
      if !dryRun {
        let undo = try session.apply(plan.edit)
        let title = ImportReport.title(plan)
        if let folder, let held {
          if let needed = ImportReport.records(plan) { throw Self.refusal(held, needed, file) }
          try folder.bring(plan.edit, undo: undo, title: title)
        } else if let folder {
          try folder.commit(plan.edit, undo: undo, title: title, session, view)
        } else {
          folder = try SessionFolder.create(
            at: path, session: session, view: view, author: try author.name, title: title)
        }
      }
      do {
        if json {
          try Output.data(ImportReport.json(plan, dryRun: dryRun), as: .json)
        } else {
          try Output.data(Array(ImportReport.text(plan, dryRun: dryRun).utf8), as: .report)
        }
      } catch let failure as Failure where !dryRun {
        throw Failure("\(failure) The import itself is done.")
      }
    }
  }

  private static func refusal(_ held: StoreError, _ needed: String, _ file: String) -> Failure {
    Failure(
      "\(held.atPrompt) Nothing was imported: \(file) needs \(needed), which only that program can write; i imports it there."
    )
  }
}
