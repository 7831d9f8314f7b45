import ArgumentParser
import LibC
import Marketing
import SessionStore
import Wording
import Workbench

private func readWindow(_ text: String) throws -> AttributionWindow {
  guard let window = WindowText.read(text) else {
    throw ValidationError(
      "it takes days after a click or a view, such as “7-day click, 1-day view”, not “\(text)”.")
  }
  return window
}

struct Import: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Import influencers, posts, orders, payouts or an export of Clout from a file.",
    discussion: """
      Clout knows the exports of shops, ads and platforms (clout profiles lists them) and recognises other columns by \
      their names and values. --dry-run shows how, --map corrects it and is remembered for the next file with the same \
      headers. Importing the same file again changes nothing. Clout's own exports, CSV or JSON, come back to the letter, \
      with what you edited in them (see clout export --help). An apostrophe that keeps a spreadsheet from running a text \
      ('=1+1) isn't part of it. \
      While the session is open in the cockpit, measurements are brought into it all the same and show up there; what \
      needs new influencers, campaigns or bookings is refused, since only the program that has it open writes those.

      What a file is, its content says: text in any common encoding, Excel (.xlsx), JSON (a list of objects, or one \
      object a line), each also packed (.gz, .zip). Of several sheets the one with a table is read; with several tables, \
      --sheet says which. Titles above a table and notes below it are told from its rows and shown.

      RULES
        Revenue is what was paid less what was refunded, tax and shipping in.
        Of several amounts the paid one counts: the total, else net, else gross.
        What creators were paid is no revenue; a bare amount is asked about.
        Lines of an order are one order; its total counts once.
        Cancelled, voided, pending and test orders are none.
        Drafts and orders of zero are gifts: no revenue, no conversion.
        Gift cards are revenue when they are redeemed, not when they are sold.
        Repeats of a subscription are kept, and counted apart.
        Several codes in a cell credit once, if all known ones are one person's.
        Daily figures add up; of a running total the newest counts.
        Spans of days of one key never overlap: a month replaces its weeks.
        “Lifetime” is a total as of --as-of, or of the day in the file's name.
        A row that adds up the others is nobody's.
        Sales counted within unlike windows after an ad aren't compared.
        Ad spend is part of the cost, and of CPM, CPA, ROAS and the budget.
        Who isn't in the roster gets their figures once they are added.
        Buyers' names, addresses and phone numbers are never stored.

      EXAMPLES
        clout import ads.csv --into spring.clout --grain daily
        clout import top1000.csv --into spring.clout --platform instagram --dry-run
        clout import posts.csv --into spring.clout --campaign "Spring launch"
        clout import insights.csv --into spring.clout --influencer anna.k
        clout import creators.csv posts.csv orders.csv --into spring.clout
        clout import june.csv --into spring.clout --as-of 2026-06-30
        clout import ads.csv --into spring.clout --dates mdy
        clout import ads.csv --into spring.clout --window "7-day click, 1-day view"
        clout import odd.csv --into spring.clout --map 'Fans#2=followers'
        clout import report.xlsx --into spring.clout --sheet Posts
        curl -s https://example.com/orders.json | clout import - --into spring.clout
        clout profiles
      """)

  @Argument(
    help:
      "Files to read, or a folder of them: CSV, TSV or separated by ; or |, Excel, JSON, also packed; - is standard input.",
    completion: .file())
  var files: [String]
  @Option(help: "The session's folder; “.clout” may be left out. Created if there is none.")
  var into: String
  @Option(help: "Platform of the accounts, if the file doesn't say.")
  var platform: String?
  @Option(help: "Campaign for measurements and payouts, if the file doesn't say.")
  var campaign: String?
  @Option(
    help: ArgumentHelp(
      "Whose the figures are, by handle or name, if the file doesn't say: all are this influencer's.",
      valueName: "handle"))
  var influencer: String?
  @Option(
    help:
      "Day that a roster's figures are from, YYYY-MM-DD (by default, today), and rows of a file without dates."
  )
  var asOf: String?
  @Option(
    help:
      "The order of dates such as 03/04/2026, if the file doesn't say: mdy (4 March), dmy (3 April), or ymd for 26/03/04.",
    completion: .list(ImportOptions.DateOrder.allCases.map(\.rawValue)))
  var dates: String?
  @Option(
    help:
      "What span a row's figures cover, if the file doesn't say: daily (one day each, which add up), period (from a first to a last day) or total (everything up to the day; the newest counts)."
  )
  var grain: String?
  @Option(
    help:
      "Within how long after an ad the file counts a sale, if it doesn't say: '7-day click, 1-day view'. The session keeps it, and doesn't compare unlike windows.",
    transform: readWindow)
  var window: AttributionWindow?
  @Option(
    help:
      "The time zone of the file's days, if it doesn't say, such as America/New_York. The session keeps it."
  )
  var zone: String?
  @Option(
    help:
      "The currency of a session without amounts; of a new one by default that of the file's amounts, or of your locale.",
    transform: readCurrency)
  var currency: Currency?
  @Option(
    name: .customLong("rate"),
    help:
      "What one unit of another currency is worth in the session's: EUR=1.0925, or 'EUR 1.0925 2026-03-01 ECB'. Repeatable; the session keeps it."
  )
  var rates: [String] = []
  @Option(
    name: .customLong("map"),
    help:
      "What a column means: 'Header=field'. Repeatable; Header#2 is the second column of that name; the field “custom” keeps a column as it is, “ignore” drops it."
  )
  var mapping: [String] = []
  @Option(help: "The sheet of a workbook, or the file within a zip file, if several hold tables.")
  var sheet: String?
  @Option(
    help: ArgumentHelp(
      "Write the names that nobody in the roster has to this file, as CSV with the number of rows of each; also with --dry-run.",
      valueName: "file"))
  var listUnknown: String?
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
    if let zone, zone.isEmpty || zone.count > SourceTerms.longestZone {
      throw ValidationError(
        "--zone takes a time zone such as America/New_York, of up to \(SourceTerms.longestZone) characters."
      )
    }
    if let asOf, Day(iso: asOf) == nil {
      throw ValidationError("--as-of takes a day such as 2026-03-01, not “\(asOf)”.")
    }
    if let dates, ImportOptions.DateOrder(rawValue: dates.lowercased()) == nil {
      throw ValidationError("--dates takes mdy, dmy or ymd, not “\(dates)”.")
    }
  }

  func run() throws {
    try reporting {
      var options = ImportOptions()
      options.platform = platform.map { Platform(rawValue: $0) }
      options.campaign = campaign
      options.influencer = influencer
      options.sheet = sheet
      if let grain { options.setGrain(grain) }
      options.asOf = asOf.flatMap { Day(iso: $0) }
      options.dates = dates.flatMap { ImportOptions.DateOrder(rawValue: $0.lowercased()) }
      options.mapping = mapping.compactMap { entry in
        guard let mark = entry.lastIndex(of: "=") else { return nil }
        return .init(
          header: String(entry[..<mark]), field: String(entry[entry.index(after: mark)...]))
      }
      options.window = window
      options.zone = zone
      options.memory = .own
      let place = try SessionPlace(into)
      let path = place.path
      if let listUnknown, UnknownNames.isWithin(listUnknown, session: path) {
        throw ValidationError(
          "--list-unknown can't write into the session's folder: choose a file beside it.")
      }
      var settings = Settings(name: SessionName.of(path: path))
      settings.currency =
        currency ?? LocaleCurrency.proposed(Environment.value) ?? settings.currency
      var session = Session(settings: settings)
      var folder: SessionFolder?
      var view: SavedView = [:]
      // Why only measurements can be brought.
      var held: StoreError?
      if place.hasSession {
        let (opened, contents) = try SessionFolder.open(at: path, readOnly: dryRun)
        if !dryRun, let error = contents.readOnlyError {
          guard case .locked = error.cause else { throw error }
          held = error
          options.keepsTerms = false
        }
        if !dryRun, held == nil { try contents.refuseConflicts() }
        opened.author = try author.name
        folder = opened
        session = contents.session
        view = contents.view
        if let currency, currency != session.settings.currency, !session.hasAmounts {
          options.sessionCurrency = currency
        } else if let currency, currency != session.settings.currency {
          throw ValidationError(
            "--currency is for sessions without amounts; this one has some, in \(session.settings.currency.code). Amounts in \(currency.code) are "
              + "converted by \(RateText.remedy(for: currency, in: session.settings.currency)); :currency in the cockpit "
              + "changes the session's."
          )
        }
      }
      defer { folder?.close() }
      options.rates = try rates.map { text in
        do throws(EntryError) {
          return try RateText.readOne(
            text, in: options.sessionCurrency ?? session.settings.currency, today: .today)
        } catch {
          throw ValidationError("--rate: \(error.message)")
        }
      }
      let set = ImportSet(
        session, files: try ImportedFiles.all(files), options: options, today: .today)
      let done = try set.run(begins: folder == nil && currency == nil) { file, share in
        if !json { Output.progress("reading \(file) \(PercentText.whole(share))") }
        return true
      }
      if !json { Output.progress("") }
      try list(done.plans)
      if let question = done.plans.lazy.compactMap(ImportReport.question).first {
        if dryRun { try show(done.plans) }
        Output.talk("clout: \(question)")
        throw ExitCode(2)
      }
      session = done.session
      let unused = done.plans.filter { $0.added + $0.changed + $0.unchanged == 0 }
      // A file of cancelled orders alone is understood.
      let unusable =
        unused.count == done.plans.count ? unused : unused.filter { !$0.refusals.isEmpty }
      guard unusable.isEmpty else {
        if dryRun || json { try show(done.plans) }
        let reasons = unusable.compactMap { plan in
          plan.refusals.first.map { "\(plan.file), line \($0.line): \($0.reason)" }
            ?? Self.asides(plan).map { "\(plan.file): \($0)" }
        }
        let files =
          unusable.count == done.plans.count
          ? "" : " of \(unusable.map(\.file).joined(separator: ", "))"
        throw Failure(
          "No row\(files) could be used; nothing was imported. \(reasons.prefix(3).joined(separator: "; "))"
            + (files.isEmpty
              ? "" : ". Leave \(unusable.count == 1 ? "it" : "them") out to import the others"))
      }
      if !dryRun {
        let undo = try session.apply(done.edit)
        if let folder, let held {
          if let needed = ImportReport.records(done.edit) {
            throw Self.refusal(held, needed, files.joined(separator: ", "))
          }
          try folder.bring(done.edit, undo: undo, title: done.title)
        } else if let folder {
          try folder.commit(done.edit, undo: undo, title: done.title, session, view)
        } else {
          folder = try SessionFolder.create(
            at: path, session: session, view: view, author: try author.name, title: done.title)
        }
      }
      do {
        try show(done.plans)
        if !dryRun { for plan in done.plans { remember(options, plan) } }
      } catch let failure as Failure where !dryRun {
        throw Failure("\(failure) The import itself is done.")
      }
    }
  }

  /// Writes the names that nobody has where --list-unknown says.
  private func list(_ plans: [ImportPlan]) throws {
    guard let listUnknown else { return }
    let table = UnknownNames.table(plans)
    try DurableFile.replace(listUnknown, with: table.text(ExportFormat(path: listUnknown)))
    Output.talk(
      "\(listUnknown): \(CountText.plural(table.rows.count, "name")) that nobody in the roster has."
    )
  }

  /// Why rows were set aside, or else the last remark.
  private static func asides(_ plan: ImportPlan) -> String? {
    let reasons = plan.notes.filter { $0.contains(" set aside: ") }
    return reasons.isEmpty ? plan.notes.last : reasons.joined(separator: " ")
  }

  /// Keeps what --map said for the next file with the same headers.
  private func remember(_ options: ImportOptions, _ plan: ImportPlan) {
    guard let memory = options.memory else { return }
    do throws(FileError) {
      let name = try memory.remember(
        options, headers: plan.columns.map(\.header), file: plan.file, day: .today)
      if let name {
        Output.talk(
          "These columns are remembered as “\(name)”: the next file with the same headers needs no --map. "
            + "clout profiles --forget \(name) drops that.")
      }
    } catch {
      Output.talk("clout: What --map said isn't remembered: \(error.atPrompt)")
    }
  }

  /// Several files are a list in JSON, and one after the other as text.
  private func show(_ plans: [ImportPlan]) throws {
    if json {
      let all = plans.map { ImportReport.json($0, dryRun: dryRun) }
      let list = Array("[\n".utf8) + all.joined(separator: Array(",\n".utf8)) + Array("]\n".utf8)
      try Output.data(all.count == 1 ? all[0] : list, as: .json)
    } else {
      let texts = plans.map { ImportReport.text($0, dryRun: dryRun) }
      try Output.data(Array(texts.joined(separator: "\n").utf8), as: .report)
    }
  }

  private static func refusal(_ held: StoreError, _ needed: String, _ file: String) -> Failure {
    Failure(
      "\(held.atPrompt) Nothing was imported: \(file) needs \(needed), which only that program can write; i imports it there."
    )
  }
}
