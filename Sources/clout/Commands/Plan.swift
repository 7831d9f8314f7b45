import ArgumentParser
import LibC
import LineUps
import Marketing
import Screen
import SessionStore
import Wording
import Workbench

struct PlanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract: "Find the best line-up for a goal and a budget.",
    discussion: """
      Starts from what the cockpit asks of the campaign's plan, which the session keeps; options change it for this \
      run. A --limit replaces what was kept for the same tier, niche or thing. Where nothing else was asked, and with \
      --defaults, goal, budget and hours are the campaign's. Contracted bookings stay in the line-up.

      Ctrl-C ends the search and prints the best line-up so far and how far from the best possible it may be. \
      The exit status is 0 with a line-up and 1 without one. An interrupted --apply books nothing and exits with 1.

      EXAMPLES
        clout plan spring.clout --campaign launch
        clout plan spring.clout --campaign launch --budget 20k --limit 'micro>=5'
        clout plan spring.clout --campaign launch --goal awareness=2,conversions=1
        clout plan spring.clout --campaign launch --apply
        clout plan spring.clout --backtest
      """)

  @Argument(help: "The session's folder; “.clout” may be left out.")
  var path: String
  @Option(help: "The campaign to plan for.")
  var campaign: String?
  @Option(help: "Money to spend; 0 means none at all.")
  var budget: String?
  @Option(help: "awareness, engagement or conversions; several as awareness=2,conversions=1.")
  var goal: String?
  @Option(help: "Working hours that the team can spend.")
  var hours: String?
  @Option(
    help:
      "Share of the revenue that is left after the cost of goods; plans for that contribution instead of conversions."
  )
  var margin: String?
  @Option(
    help:
      "A limit: 'micro>=5', 'niche:food<=3', 'bookings<=20', 'share<=25%' (of the budget for one influencer), 'pieces<=2', 'alignment>=60', 'vetting>=approved'. Repeatable."
  )
  var limit: [String] = []
  @Option(
    help:
      "An influencer who is locked in: booked in any case. Repeatable; handle/platform if there are several."
  )
  var must: [String] = []
  @Option(help: "An influencer who is banned: not booked in any case. Repeatable.")
  var ban: [String] = []
  @Option(help: "Plan with another fee for one piece: handle=amount. Repeatable.")
  var fee: [String] = []
  @Option(
    help: "Split the budget with this other campaign; nobody is booked by both on the same days."
  )
  var split: String?
  @Flag(help: "Plan cautiously: for the worst fifth of futures, around P10, not for the mean.")
  var cautious = false
  @Flag(
    help:
      "Ignore what the session keeps asking of the plan: start from the campaign's goal, budget and hours."
  )
  var defaults = false
  @Flag(help: "Ignore the limits that the session keeps; those given with --limit still count.")
  var noLimits = false
  @Flag(help: "Plan from scratch, as if nothing were contracted yet.")
  var afresh = false
  @Flag(help: "Search until nothing better can exist, however long that takes.")
  var exact = false
  @Flag(help: "Also show the best outcome for every share of megas.")
  var curve = false
  @Flag(help: "Also show in how many simulated futures each one would be chosen.")
  var futures = false
  @Flag(help: "Test the forecasts: predict the second half of what was measured from the first.")
  var backtest = false
  @Flag(help: "Print JSON.")
  var json = false
  @Flag(help: "Book the line-up as proposed bookings, instead of older proposals.")
  var apply = false
  @OptionGroup var author: AuthorOption
  @OptionGroup var damage: DamageOption

  func validate() throws {
    if !backtest, campaign == nil {
      throw ValidationError("Say which campaign to plan for: --campaign NAME.")
    }
    if split != nil, apply { throw ValidationError("Choose --split or --apply.") }
    if backtest, apply { throw ValidationError("Choose --backtest or --apply.") }
  }

  func run() throws {
    try reporting {
      if backtest { return try reading(path, damage) { try runBacktest($0) } }
      if let split {
        return try readingContents(path, damage) {
          try runSplit($0.session, $0.view, with: split)
        }
      }
      if apply {
        let (folder, contents) = try SessionFolder.open(at: path, readOnly: false)
        defer { folder.close() }
        if let error = contents.readOnlyError { throw error }
        try contents.refuseConflicts()
        var session = contents.session
        let study = try study(session, contents.view)
        try report(study)
        guard study.plan.isFeasible else { throw ExitCode(1) }
        guard !Interruption.happened else { throw Failure("Interrupted, so nothing was booked.") }
        let change = try study.plan.booking(in: session, today: .today)
        guard let edit = change.edit else {
          Output.talk("clout: all of it is already booked.")
          return
        }
        let words = PlanChangeText(change, session)
        for line in words.lines.dropLast() { Output.talk(legible(line.text)) }
        let undo = try session.apply(edit)
        folder.author = try author.name
        try folder.commit(edit, undo: undo, session, contents.view)
        Output.talk(legible("clout: \(study.plan.draft.campaign.name): \(words.summary)"))
      } else {
        try readingContents(path, damage) { contents in
          let study = try study(contents.session, contents.view)
          try report(study)
          guard study.plan.isFeasible else { throw ExitCode(1) }
        }
      }
    }
  }

  private func runBacktest(_ session: Session) throws {
    let scope = try campaign.map { try session.campaign(named: $0).id }
    let test = try BacktestJob(session, campaign: scope).run()
    if json {
      try Output.data(PlanReport.json(test), as: .json)
    } else {
      try Output.data(PlanReport.text(test), as: .report)
    }
  }

  private func runSplit(
    _ session: Session, _ view: SavedView, with name: String
  ) throws {
    let first = try session.campaign(named: campaign ?? "")
    let second = try session.campaign(named: name)
    let request = try request(session, first, view)
    let job = try SplitJob(
      session, first, second, request, other: try keptOfSecond(session, second, view),
      budget: budget == nil ? nil : request.budget ?? .zero, today: .today)
    Interruption.begin()
    defer { Interruption.end() }
    defer { Output.progress("") }
    let result = try job.run { share in
      Output.progress("splitting the budget \(PercentText.whole(share))")
      return !Interruption.happened
    }
    Output.progress("")
    if json {
      try Output.data(PlanReport.json(result, job.budget), as: .json)
    } else {
      try Output.data(PlanReport.text(result, job.budget, session), as: .report)
    }
  }

  private func report(_ study: PlanStudy) throws {
    if json {
      try Output.data(PlanReport.json(study), as: .json)
    } else {
      try Output.data(PlanReport.text(study), as: .report)
    }
  }

  private func request(
    _ session: Session, _ campaign: Campaign, _ view: SavedView
  ) throws -> PlanRequest {
    let kept = defaults ? nil : view.keptPlan(session, campaign)
    if let kept { tell(kept, campaign, session) }
    var words = PlanWords(session, kept ?? PlanRequest(campaign))
    if noLimits {
      words.request.limits = RequestLimits()
      words.request.settle("limits")
    }
    do throws(PlanWords.Fault) {
      try take(&words)
    } catch {
      guard error.isOfSession else { throw ValidationError(error.description) }
      throw Failure(error.description)
    }
    return try sound(words.request.compared(to: campaign), campaign, session)
  }

  /// The request, unless a part of it can't be understood or kept.
  private func sound(
    _ request: PlanRequest, _ campaign: Campaign, _ session: Session
  ) throws(Failure) -> PlanRequest {
    let problems = request.problems(in: session)
    guard problems.isEmpty else {
      throw Failure(
        (problems + [
          "The session keeps this for \(campaign.name). Settle it in the cockpit (clout open, then 3: o changes it, D "
            + "drops what can't be understood or kept), or set all of it aside with --defaults."
        ]).joined(separator: "\n"))
    }
    return request
  }

  /// Takes what was typed; it replaces what was kept.
  private func take(_ words: inout PlanWords) throws(PlanWords.Fault) {
    func option(
      _ name: String, _ body: () throws(PlanWords.Fault) -> Void
    ) throws(PlanWords.Fault) {
      do throws(PlanWords.Fault) { try body() } catch { throw error.about(name) }
    }
    if let goal {
      try option("--goal") { () throws(PlanWords.Fault) in try words.setGoal(goal) }
    }
    if let budget {
      try option("--budget") { () throws(PlanWords.Fault) in try words.setBudget(budget) }
    }
    if let hours {
      try option("--hours") { () throws(PlanWords.Fault) in try words.setHours(hours) }
    }
    if let margin {
      try option("--margin") { () throws(PlanWords.Fault) in try words.setMargin(margin) }
    }
    try option("--limit") { () throws(PlanWords.Fault) in try words.addLimits(limit) }
    try words.lock(must, ban: ban)
    try option("--fee") { () throws(PlanWords.Fault) in
      for text in fee { try words.addFee(text) }
    }
    if cautious {
      words.request.isCautious = true
      words.request.settle("cautious")
    }
    if afresh {
      words.request.keepsCommitted = false
      words.request.settle("afresh")
    }
  }

  /// What the session keeps asking of the other campaign of a split, with the options that are for both.
  private func keptOfSecond(
    _ session: Session, _ campaign: Campaign, _ view: SavedView
  ) throws(Failure) -> PlanRequest? {
    guard !defaults, var kept = view.keptPlan(session, campaign) else { return nil }
    tell(kept, campaign, session)
    if cautious { kept.isCautious = true }
    if afresh { kept.keepsCommitted = false }
    return try sound(kept, campaign, session)
  }

  /// What is kept isn't on the command line, so it is said.
  private func tell(_ kept: PlanRequest, _ campaign: Campaign, _ session: Session) {
    let asked = kept.ownTitle(for: campaign, session.settings.currency)
    Output.talk(
      "note: starts from what the cockpit asks of the plan for \(campaign.name)"
        + (asked.isEmpty ? "" : ": \(asked)") + "; --defaults ignores it.")
  }

  func job(_ session: Session, _ view: SavedView = [:], today: Day) throws -> PlanJob {
    let campaign = try session.campaign(named: self.campaign ?? "")
    var job = PlanJob(session, campaign, try request(session, campaign, view), today: today)
    if exact { job.gap = 0 }
    job.drawsCurve = curve
    job.countsFutures = futures
    return job
  }

  private func study(_ session: Session, _ view: SavedView) throws -> PlanStudy {
    let job = try job(session, view, today: .today)
    func say(_ text: String) { Output.progress("planning \(job.campaign.name): \(text)") }
    Interruption.begin()
    defer { Interruption.end() }
    say("forecasting")
    let study = try job.run { step in
      switch step {
      case .forecast: break
      case .better(let plan): say(plan.gapText)
      case .found(let plan), .comparing(let plan): say("\(plan.gapText); comparing")
      case .planned, .drawn: break
      case .drawing(let share): say("curve \(PercentText.whole(share))")
      case .choosing(let share): say("futures \(PercentText.whole(share))")
      }
      return !Interruption.happened
    }
    Output.progress("")
    if Interruption.happened { Output.talk("clout: interrupted; this is the best so far.") }
    return study
  }
}

/// While a plan is being made, Ctrl-C sets a flag instead of ending the program.
private enum Interruption {
  // Only written by the handler and by `begin`, and always as a whole word.
  nonisolated(unsafe) private static var flag: sig_atomic_t = 0
  nonisolated(unsafe) private static var former = sigaction()

  static var happened: Bool { flag != 0 }

  static func begin() {
    flag = 0
    sigaction(SIGINT, nil, &former)
    // Who starts us with the signal ignored, as a script does in the background, means it.
    guard !former.isIgnoring else { return }
    signal(SIGINT) { _ in Interruption.flag = 1 }
  }

  static func end() { sigaction(SIGINT, &former, nil) }
}

extension sigaction {
  fileprivate var isIgnoring: Bool {
    unsafeBitCast(__sigaction_handler.sa_handler, to: Int.self)
      == unsafeBitCast(SIG_IGN, to: Int.self)
  }
}
