import ArgumentParser
import LibC
import LineUps
import Marketing
import SessionStore
import Wording
import Workbench

struct PlanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract: "Find the best line-up for a goal and a budget.",
    discussion: """
      Starts from the plan that the session keeps for the campaign, as the cockpit shows it; options change it for this \
      run. Without one, or with --defaults, goal, budget and hours are the campaign's. Contracted bookings stay in the \
      line-up.

      Ctrl-C ends the search and prints the best line-up so far and how far from the best possible it may be. \
      The exit status is 0 with a line-up and 1 without one. An interrupted --apply books nothing and exits with 1.

      EXAMPLES
        clout plan spring.clout --campaign launch
        clout plan spring.clout --campaign launch --budget 20k --limit 'micro>=5' --ban ana --curve
        clout plan spring.clout --campaign launch --goal awareness=2,conversions=1 --json
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
    help: "An influencer who must be booked. Repeatable; handle/platform if there are several.")
  var must: [String] = []
  @Option(help: "An influencer who must not be booked. Repeatable.")
  var ban: [String] = []
  @Option(help: "Plan with another fee for one piece: handle=amount. Repeatable.")
  var fee: [String] = []
  @Option(
    help: "Split the budget with this other campaign; nobody is booked by both on the same days."
  )
  var split: String?
  @Flag(help: "Plan cautiously: for what nine of ten futures exceed, not for the mean.")
  var cautious = false
  @Flag(
    help:
      "Ignore the plan that the session keeps: start from the campaign's goal, budget and hours.")
  var defaults = false
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
  @Flag(help: "Book the line-up as proposed bookings.")
  var apply = false
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
        var session = contents.session
        let study = try study(session, contents.view)
        try report(study)
        guard study.plan.isFeasible else { throw ExitCode(1) }
        guard !Interruption.happened else { throw Failure("Interrupted, so nothing was booked.") }
        guard let edit = try study.plan.booking(in: session, today: .today) else {
          Output.talk("clout: all of it is already booked.")
          return
        }
        try session.apply(edit)
        try folder.commit(edit, session, contents.view)
        if case .group(let title, _) = edit { Output.talk("clout: done: \(title).") }
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
    let request = try request(session, first, view)
    let job = try SplitJob(
      session, first, try session.campaign(named: name), request,
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
    var words = PlanWords(session, kept ?? PlanRequest(campaign))
    if let goal { try words.setGoal(goal) }
    if let budget { try words.setBudget(budget) }
    if let hours { try words.setHours(hours) }
    if let margin { try words.setMargin(margin) }
    for text in limit { try words.addLimit(text) }
    let locked = Set(try must.map { try words.influencer($0) })
    let banned = Set(try ban.map { try words.influencer($0) })
    if let both = locked.intersection(banned).min() {
      throw Failure("@\(session.roster[both]?.handle ?? "") can't be both a must and banned.")
    }
    words.request.must.formUnion(locked)
    words.request.must.subtract(banned)
    words.request.banned.formUnion(banned)
    words.request.banned.subtract(locked)
    for text in fee { try words.addFee(text) }
    if cautious { words.request.isCautious = true }
    if afresh { words.request.keepsCommitted = false }
    if kept != nil { tellKept(words.request) }
    return words.request
  }

  /// What is kept isn't on the command line, so it is said.
  private func tellKept(_ request: PlanRequest) {
    let limits = request.limits.text
    Output.talk(
      "note: starts from the plan that the session keeps"
        + (limits.isEmpty ? "" : " (limits: \(limits))") + "; --defaults ignores it.")
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
      case .comparing(let plan): say("\(plan.gapText); comparing")
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
