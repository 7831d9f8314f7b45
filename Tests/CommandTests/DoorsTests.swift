import Comparison
import LineUps
import Marketing
import Metrics
import Screen
import SessionStore
import Testing
import Workbench

@testable import Cockpit
@testable import clout

/// The command line and the cockpit get the same request, each in its own way, and must give the same answer.
@Suite("Both doors")
struct DoorsTests {
  @Test(arguments: 0..<12)
  func planAlikeDayForDayAndCentForCent(_ seed: Int) throws {
    var scene = DoorScene(seed: seed)
    let asked = scene.plan()
    let command = try PlanCommand.parse(
      ["s.clout", "--campaign", "Spring", "--curve", "--futures"] + asked.arguments)
    let job = try command.job(scene.session, today: DoorScene.today)
    let printed = try job.run()

    var door = CockpitDoor(scene.session)
    try door.press("3 \(asked.keys)")
    #expect(door.state.planRequest == job.request, "\(asked.arguments)")
    let shown = try #require(door.state.plan.study)
    #expect(PlanReport.json(shown) == PlanReport.json(printed), "\(asked.arguments)")
    #expect(PlanReport.text(shown) == PlanReport.text(printed))

    // What goes beyond the budget with what is contracted is refused by both.
    let change =
      printed.plan.isFeasible
      ? try? printed.plan.booking(in: scene.session, today: DoorScene.today) : nil
    var booked = scene.session
    if let edit = change?.edit { _ = try booked.apply(edit) }
    try door.press("a")
    if change?.edit != nil { try door.press("enter") }
    #expect(door.session.bookings == booked.bookings && door.session.roster == booked.roster)
    let known = Set(scene.session.bookings.rows.map(\.id))
    for booking in booked.bookings.rows where !known.contains(booking.id) {
      #expect(try #require(booking.start) >= DoorScene.today)
    }
  }

  /// Whenever the campaign was or will be: what is booked has yet to begin, or it isn't booked.
  @Test(arguments: 0..<12)
  func nobodyIsBookedInThePast(_ seed: Int) throws {
    var scene = DoorScene(seed: seed)
    let asked = scene.plan()
    let command = try PlanCommand.parse(
      ["s.clout", "--campaign", "Spring"] + asked.arguments)
    for offset in stride(from: -60, through: 60, by: 15) {
      let today = DoorScene.today + offset
      let plan = try command.job(scene.session, today: today).run { _ in true }.plan
      guard plan.isFeasible else { continue }
      let campaign = plan.draft.campaign
      guard campaign.end.map({ $0 >= today }) ?? true else {
        if plan.change(in: scene.session).edit != nil {
          #expect(throws: Refusal.self) { try plan.booking(in: scene.session, today: today) }
        }
        continue
      }
      guard let edit = (try? plan.booking(in: scene.session, today: today))?.edit else { continue }
      var booked = scene.session
      _ = try booked.apply(edit)
      let known = Set(scene.session.bookings.rows.map(\.id))
      for booking in booked.bookings.rows where !known.contains(booking.id) {
        #expect(booking.start.map { $0 >= today } ?? true)
      }
    }
  }

  @Test(arguments: 0..<12)
  func compareAlike(_ seed: Int) throws {
    var scene = DoorScene(seed: seed)
    let asked = scene.comparison()
    let command = try Compare.parse(["s.clout"] + asked.arguments)
    let job = try command.job(scene.session)
    let printed = try #require(try job.run())

    var door = CockpitDoor(scene.session, scope: asked.isScoped ? 1 : nil)
    try door.press("2 \(asked.keys)")
    let shown = try #require(door.state.compare.figures.result)
    #expect(shown.request == job.request, "\(asked.arguments)")
    #expect(CompareReport(shown).json == CompareReport(printed).json, "\(asked.arguments)")
    #expect(door.state.compare.figures.claims.map(\.figure) == printed.claims.map(\.figure))
  }

  @Test(arguments: 0..<12)
  func addUpAlike(_ seed: Int) throws {
    var scene = DoorScene(seed: seed)
    let dimension: Dimension = scene.pick([.tier, .influencer, .platform, .niche, .week])
    let days = scene.pick(["all", "7d", "2026-02-20..2026-03-10"])
    let isScoped = scene.chance(2)
    let command = try KPIs.parse(
      ["s.clout", "--by", dimension.rawValue, "--days", days]
        + (isScoped ? ["--campaign", "spring"] : []))
    let printed = try command.job(scene.session, today: DoorScene.today).run()

    var door = CockpitDoor(scene.session, scope: isScoped ? 1 : nil)
    door.state.kpis.grouping = dimension
    try door.press("4 d ctrl-u '\(days)' enter")
    let shown = door.state.kpis.figures.groups
    #expect(Set(shown.map(\.label)).isSuperset(of: printed.rows.map(\.label)))
    for row in printed.rows {
      #expect(shown.first { $0.label == row.label }?.totals == row.totals, "\(row.label)")
    }
  }

  /// The program itself, on a running campaign.
  @Test func bookingBeginsToday() throws {
    let home = Home()
    let path = "\(home.path)/s.clout"
    var scene = DoorScene(seed: 5, today: .today)
    scene.openEverybody()
    try SessionFolder.create(at: path, session: scene.session, view: [:]).close()
    let result = try Program.run(
      ["plan", path, "--campaign", "Spring", "--goal", "awareness", "--apply"], home: home)
    #expect(result.status == 0, "\(result.errors)")
    let (folder, contents) = try SessionFolder.open(at: path, readOnly: true)
    folder.close()
    let known = Set(scene.session.bookings.rows.map(\.id))
    let booked = contents.session.bookings.rows.filter { !known.contains($0.id) }
    #expect(!booked.isEmpty)
    for booking in booked { #expect(try #require(booking.start) >= scene.today) }
  }

  /// Both refuse a limit that can't be understood.
  @Test func neitherPlansAsIfALimitWerentThere() throws {
    let scene = DoorScene(seed: 1)
    var request = PlanRequest(try #require(scene.session.campaigns[CampaignID(1)]))
    request.limits.set(RequestLimit(.niche, of: "gone", atMost: 1))
    let campaign = try #require(scene.session.campaigns[CampaignID(1)])
    #expect(throws: Refusal.self) {
      try PlanJob(scene.session, campaign, request, today: DoorScene.today).run()
    }
    let command = try PlanCommand.parse(["s", "--campaign", "Spring", "--limit", "gone<=1"])
    #expect(throws: (any Error).self) { try command.job(scene.session, today: DoorScene.today) }
    var door = CockpitDoor(scene.session)
    door.state.plan.requests[CampaignID(1)] = request
    try door.press("3")
    #expect(door.state.plan.study == nil && Frame(door.state).canvas.text.contains("“gone”"))
  }
}

extension DoorsTests {
  /// Nor does either without somebody who is to be in it.
  @Test func neitherPlansWithoutSomebodyLockedInWhoIsGone() throws {
    let scene = DoorScene(seed: 1)
    let campaign = try #require(scene.session.campaigns[CampaignID(1)])
    var request = PlanRequest(campaign)
    request.must = [InfluencerID(9_999)]
    let refusal = #expect(throws: Refusal.self) {
      try PlanJob(scene.session, campaign, request, today: DoorScene.today).run()
    }
    #expect(refusal?.description.contains("Influencer 9999 is locked in") == true)
    let command = try PlanCommand.parse(["s", "--campaign", "Spring", "--must", "who.left"])
    #expect(throws: (any Error).self) { try command.job(scene.session, today: DoorScene.today) }
    var door = CockpitDoor(scene.session)
    door.state.plan.requests[CampaignID(1)] = request
    try door.press("3")
    #expect(door.state.plan.study == nil)
    #expect(Frame(door.state).canvas.text.contains("Influencer 9999 is locked in"))
  }
}

extension DoorsTests {
  /// Without options, the command line answers what the cockpit was left with.
  @Test(arguments: 0..<12)
  func whatTheCockpitKeepsIsAnsweredAlike(_ seed: Int) throws {
    var scene = DoorScene(seed: seed)
    let asked = scene.plan()
    let comparison = scene.comparison()
    var door = CockpitDoor(scene.session, scope: comparison.isScoped ? 1 : nil)
    try door.press("2 \(comparison.keys)")
    // A what-if isn't kept.
    door.state.compare.whatIf = WhatIf()
    try door.press("3 \(asked.keys) 2")
    let planned = try #require(door.state.plannedCampaign)
    let view = door.state.view

    let job = try PlanCommand.parse(["s", "--campaign", planned.name])
      .job(scene.session, view, today: DoorScene.today)
    #expect(job.request == door.state.planRequest, "\(asked.keys)")
    let compared = try Compare.parse(["s"]).job(scene.session, view)
    #expect(compared.request == door.state.comparisonRequest, "\(comparison.keys)")
    let shown = try #require(door.state.compare.figures.result)
    #expect(CompareReport(shown).json == CompareReport(try #require(try compared.run())).json)
    // Everybody's worth in vetting is that of the same plan.
    try door.press("5")
    let report = VetReport(
      scene.session, campaign: planned, asked: view.keptPlan(scene.session, planned),
      today: DoorScene.today)
    let starred = door.state.vet.figures.worth.filter { $0.value.isInLineUp }.keys
    #expect(Set(starred.map(\.number)) == report.inLineUp)
  }

  /// What was asked otherwise stays; the rest follows the campaign when that changes.
  @Test func aPlanFollowsItsCampaign() throws {
    let scene = DoorScene(seed: 4)
    var door = CockpitDoor(scene.session)
    try door.press("3 o down down down ctrl-u 'bookings<=5' ctrl-s")
    let view = door.state.view
    var session = scene.session
    var campaign = try #require(session.campaigns[CampaignID(1)])
    campaign.budget = Money(minorUnits: 3_000_00)
    campaign.hours = Hours(hundredths: 40_00)
    campaign.goal = campaign.goal == .awareness ? .engagement : .awareness
    _ = try session.apply(.put(campaign))
    let request = try PlanCommand.parse(["s", "--campaign", "Spring"])
      .job(session, view, today: DoorScene.today).request
    #expect(request.budget == campaign.budget && request.hours == campaign.hours)
    #expect(request.goal == campaign.goal && request.limits.text == "bookings<=5")
    // In the cockpit as well, also without closing it.
    _ = door.state.perform(.put(campaign), title: "another budget")
    try door.press("3")
    #expect(door.state.planRequest == request)
    #expect(!Frame(door.state).canvas.text.contains("instead of"))

    try door.press("o down ctrl-u '2000' ctrl-s")
    #expect(Frame(door.state).canvas.text.contains("$2,000 instead of $3,000"))
    campaign.budget = Money(minorUnits: 9_000_00)
    _ = door.state.perform(.put(campaign), title: "yet another budget")
    try door.press("3")
    #expect(door.state.planRequest?.budget == Money(minorUnits: 2_000_00))
  }
}

/// A random session, and requests in the words of both doors.
struct DoorScene {
  static let today = Day(year: 2026, month: 3, day: 15)!
  let today: Day
  var dice: Dice
  var session: Session

  struct Dice: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state ^ (state >> 29)
    }
  }

  init(seed: Int, today: Day = Self.today) {
    self.today = today
    dice = Dice(state: UInt64(seed) &* 0x9E37_79B9 &+ 77)
    session = Session(settings: Settings(name: "Doors"))
    for number in 1...14 {
      var row = Influencer(
        id: InfluencerID(number), handle: "i\(number)",
        platform: pick([.instagram, .tiktok, .youtube]))
      row.followers = pick([800, 20_000, 45_000, 300_000, 2_000_000, nil])
      row.niches = pick([["food"], ["travel"], ["food", "travel"], []])
      row.fee = pick([nil, 100, 450, 1_300, 6_000]).map { Money(minorUnits: Int64($0) * 100) }
      row.vetting.state = pick([.found, .approved, .contracted, .inVetting])
      add(.put(row))
    }
    for (number, name) in [(1, "Spring"), (2, "Autumn")] {
      var campaign = Campaign(
        id: CampaignID(number), name: name, goal: pick(Goal.allCases))
      campaign.start = today + (number == 1 ? -20 : -90)
      campaign.end = today + (number == 1 ? 40 : -40)
      campaign.budget = Money(minorUnits: Int64(10_000 * 100))
      add(.put(campaign))
    }
    for number in 1...8 {
      var booking = Booking(
        id: BookingID(number), campaign: CampaignID(.random(in: 1...2, using: &dice)),
        influencer: InfluencerID(.random(in: 1...14, using: &dice)))
      booking.stage = pick(Stage.allCases)
      booking.fee = Money(minorUnits: Int64.random(in: 0...300_000, using: &dice))
      if session.bookings.rows.contains(where: {
        $0.campaign == booking.campaign && $0.influencer == booking.influencer
      }) {
        continue
      }
      add(.put(booking))
    }
    for number in 1...50 {
      var row = Measurement(
        campaign: CampaignID(.random(in: 1...2, using: &dice)), key: "post \(number)", kind: .total,
        day: today + -Int.random(in: 0...60, using: &dice))
      row.influencer = InfluencerID(.random(in: 1...14, using: &dice))
      row.counts.reach = Int.random(in: 100...90_000, using: &dice)
      row.counts.impressions = row.counts.reach.map { $0 * 5 / 4 }
      row.counts.likes = Int.random(in: 0...4_000, using: &dice)
      row.counts.clicks = Int.random(in: 0...900, using: &dice)
      row.counts.conversions = chance(2) ? Int.random(in: 0...40, using: &dice) : nil
      add(.put(row))
    }
  }

  /// Nobody is booked, and everybody has a fee.
  mutating func openEverybody() {
    for booking in session.bookings.rows { add(.booking(booking.id, nil)) }
    for var row in session.roster.rows {
      row.fee = row.fee ?? Money(minorUnits: 500_00)
      row.vetting.state = .approved
      add(.put(row))
    }
  }

  private mutating func add(_ edit: Edit) {
    do { _ = try session.apply(edit) } catch { Issue.record("\(error)") }
  }

  mutating func pick<Value>(_ values: [Value]) -> Value {
    values[.random(in: 0..<values.count, using: &dice)]
  }
  /// True once in `one` times on average.
  mutating func chance(_ one: Int) -> Bool { .random(in: 0..<one, using: &dice) == 0 }

  /// A plan's request, as arguments and as keys.
  mutating func plan() -> (arguments: [String], keys: String) {
    var arguments: [String] = []
    var keys = "o"
    func field(_ option: String, _ text: String?) {
      if let text {
        arguments += [option, text]
        keys += " ctrl-u '\(text)'"
      }
      keys += " down"
    }
    field("--goal", pick([nil, "awareness", "engagement", "awareness=2,conversions=1"]))
    field("--budget", pick([nil, "4,000", "12.5k", "900.50"]))
    field("--hours", pick([nil, "40", "12.25"]))
    let limits = pick([
      [], ["bookings<=5"], ["share<=33.3%", "micro>=1"], ["food<=2", "pieces<=2"],
      ["vetting>=approved"], ["mega<=1", "travel>=1", "bookings<=7"], ["micro>=9"],
    ])
    arguments += limits.flatMap { ["--limit", $0] }
    if !limits.isEmpty { keys += " ctrl-u '\(limits.joined(separator: ", "))'" }
    keys += " down"
    field("--margin", pick([nil, nil, "37.5%"]))
    keys += " ctrl-s"
    if chance(3) {
      arguments.append("--cautious")
      keys += " c"
    }
    if chance(3) {
      arguments.append("--afresh")
      keys += " P"
    }
    return (arguments, keys)
  }

  /// A comparison's request, as arguments and as keys.
  mutating func comparison() -> (arguments: [String], keys: String, isScoped: Bool) {
    var arguments: [String] = []
    var keys = ""
    func ask(_ option: String, _ key: String, _ text: String?) {
      guard let text else { return }
      arguments += [option, text]
      keys += " \(key) ctrl-u '\(text)' enter"
    }
    let left = pick([nil, "platform:instagram", "niche:food", "tier:micro"])
    ask("--left", ",", left)
    ask("--right", ".", left == nil ? pick([nil, "platform:tiktok"]) : pick(["rest", "all"]))
    switch pick([0, 1, 2]) {
    case 0:
      arguments.append("--like-for-like")
      keys += " L"
    case 1:
      arguments += ["--like-for-like", "--mix", "niche"]
      keys += " L L"
    default: break
    }
    ask("--what-if", "w", pick([nil, "fee-left=1.5x", "mega=1M attribution=link-first"]))
    if chance(2) {
      arguments += ["--universe", "900000", "--overlap", "1000"]
      keys += " : 'universe' enter ctrl-u '900000 / 1000' enter"
    }
    let isScoped = chance(2)
    if isScoped { arguments += ["--campaign", "Spring"] }
    return (arguments, keys, isScoped)
  }
}

/// The cockpit without a terminal or disk.
struct CockpitDoor {
  var state: CockpitState

  init(_ session: Session, scope: Int? = 1) {
    let (themes, _) = ThemeShelf.load(userThemes: "")
    state = CockpitState(
      .clout, size: Size(width: 120, height: 40), capabilities: Capabilities(colors: .none),
      today: DoorScene.today, config: Config(), themes: themes, theme: .plain)
    state.setTheme(themes[0])
    var view: SavedView = [:]
    view["campaign"] = scope.map { String($0) }
    settle(
      state.update(
        .effectEnded(.opened(OpenedSession(session: session, path: "s.clout", view: view)))))
  }

  var session: Session { state.document!.session }

  mutating func press(_ script: String) throws {
    for key in try KeyScript.keys(script) {
      state.hits = Frame(state).hits
      settle(state.update(.event(.key(key))))
    }
  }

  private mutating func settle(_ asked: [Effect]) {
    var queue = asked
    while !queue.isEmpty {
      guard case .compute(let computation) = queue.removeFirst() else { continue }
      let inbox = Inbox {}
      ComputationContext(computation) { inbox.post($0) }.complete(computation)
      for outcome in inbox.drain() { queue += state.update(.effectEnded(outcome)) }
    }
  }
}
