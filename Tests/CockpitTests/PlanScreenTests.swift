import Demo
import LineUps
import Marketing
import Metrics
import Screen
import Testing
import Workbench

@testable import Cockpit

@Suite("The plan screen")
struct PlanScreenTests {
  private func harness(_ keys: String = "3") throws -> Harness {
    var harness = Harness(.demo(today: .sample), view: ["campaign": "2"])
    try harness.press(keys)
    return harness
  }

  private func chosen(_ harness: Harness) -> [String] {
    harness.state.plan.rows.filter { [.contracted, .locked, .chosen].contains($0.standing) }.map(
      \.influencer.handle)
  }

  @Test func itPlansAsSoonAsItShows() throws {
    let harness = try harness()
    let plan = try #require(harness.state.plan.study?.plan)
    #expect(plan.isFeasible && harness.state.plan.isCurrent)
    #expect(harness.state.plan.study?.curve != nil && harness.state.plan.study?.frequency != nil)
    #expect(harness.text.contains("best possible"))
    #expect(harness.text.contains("contracted") && harness.text.contains("Rests on"))
    // None of this has changed the session.
    #expect(!harness.session.bookings.isEmpty && harness.state.document?.history.canUndo == false)
  }

  @Test func lockingAndBanningThePlanFollows() throws {
    var harness = try harness("3 A / 'left' enter")
    let handle = try #require(PlanGrid.cursorRow(harness.state)?.influencer.handle)
    #expect(!chosen(harness).contains(handle))
    try harness.press("m")
    #expect(chosen(harness).contains(handle))
    #expect(harness.state.message?.text == "@\(handle) is locked in.")
    try harness.press("escape A")
    #expect(harness.text.contains("locked"))
    let row = try #require(harness.state.plan.rows.first { $0.influencer.handle == handle })
    let id = row.influencer.id
    let rows = harness.state.plan.rows
    harness.state.plan.grid.select(id) { rows[$0].influencer.id }
    try harness.press("x")
    #expect(!chosen(harness).contains(handle))
    #expect(harness.state.plan.rows.contains { $0.standing == .banned })
    try harness.press("x")
    #expect(harness.state.planRequest?.banned.isEmpty == true)
  }

  @Test func anotherFeeChangesThePlan() throws {
    var harness = try harness()
    let row = try #require(PlanGrid.cursorRow(harness.state))
    #expect(row.standing == .chosen)
    try harness.press("e ctrl-u '900k' enter")
    let id = row.influencer.id
    #expect(harness.state.planRequest?.fees[id] == Money(minorUnits: 900_000_00))
    #expect(!chosen(harness).contains(row.influencer.handle))
    // Influencers whom the user has locked, banned or given a fee stay visible.
    #expect(harness.state.plan.rows.contains { $0.influencer.id == id })
    let rows = harness.state.plan.rows
    harness.state.plan.grid.select(id) { rows[$0].influencer.id }
    try harness.press("e ctrl-u '0' enter")
    #expect(harness.state.planRequest?.fees.isEmpty == true)
    #expect(chosen(harness).contains(row.influencer.handle))
  }

  @Test func bookingIsOneChangeAndOneUndo() throws {
    var harness = try harness()
    let before = harness.session
    try harness.press("a")
    // First the change is shown, and leaving it changes nothing.
    #expect(harness.session == before)
    try harness.press("escape")
    #expect(harness.session == before)
    try harness.press("a enter")
    let added = Set(harness.session.bookings.rows.map(\.id))
      .subtracting(before.bookings.rows.map(\.id))
    #expect(added.count > 3)
    let said = try #require(harness.state.message?.text)
    #expect(said.hasPrefix("Adds \(added.count), ") && said.contains("drops "), "\(said)")
    #expect(said.hasSuffix(" u undoes."))
    // Everything that is planned then, older proposals included, is within the budget.
    let budget = try #require(
      Budget.make(harness.session).campaigns.first { $0.name == "Spring Glow launch" })
    #expect(budget.all.planned <= budget.budget, "\(budget.all.planned)")
    let journaled = harness.effects.count {
      if case .journal = $0 { true } else { false }
    }
    #expect(journaled == 1)
    // Planned anew, prices that were guessed may have moved a little: whoever is booked isn't booked twice, and the
    // whole stays within the budget.
    let again = try #require(harness.state.plan.study?.plan).change(in: harness.session)
    let booked = Set(harness.session.bookings.rows.filter(\.stage.isPlanned).map(\.influencer))
    #expect(again.excess == nil && booked.isDisjoint(with: again.added.map(\.influencer)))
    try harness.press("u")
    #expect(harness.session == before)
  }

  @Test func theFormChangesWhatIsAskedAndSaysWhatIsWrong() throws {
    var harness = try harness("3 o down ctrl-u '60k' down down ctrl-u 'giant<=2' ctrl-s")
    #expect(harness.text.contains("“giant” is neither a tier nor a niche here"))
    try harness.press("ctrl-u 'mega<=5, bookings<=22' ctrl-s")
    let request = try #require(harness.state.planRequest)
    #expect(request.budget == Money(minorUnits: 60_000_00))
    #expect(request.limits.text == "bookings<=22, mega<=5")
    #expect(chosen(harness).count <= 22)
    #expect(harness.text.contains("bookings<=22, mega<=5"))
  }

  @Test func whatIsAskedIsRememberedWithTheSession() throws {
    var harness = try harness("3 o ctrl-u 'engagement' down ctrl-u '65k' ctrl-s P")
    let id = try #require(PlanGrid.cursorRow(harness.state)).influencer.id
    try harness.press("m")
    let asked = try #require(harness.state.planRequest)
    let again = Harness(harness.session, view: harness.state.view)
    #expect(again.state.screen == .plan && again.state.planRequest == asked)
    #expect(
      again.state.planRequest?.must == [id] && !asked.keepsCommitted && asked.goal == .engagement)
  }

  @Test func enterSaysWhy() throws {
    var harness = try harness("3 enter")
    #expect(harness.text.contains("Adds ") && harness.text.contains("would replace it"))
    #expect(harness.text.contains("simulated futures"))
    #expect(harness.text.contains("session: ") || harness.text.contains("measured: "))
    try harness.press("escape A / 'impossible' enter enter")
    #expect(harness.text.contains("declined this campaign"))
  }

  @Test func whatIsContractedStaysUntilPlannedAfresh() throws {
    var harness = try harness("3 G x")
    #expect(harness.state.message?.text.contains("is contracted; P plans from scratch") == true)
    try harness.press("P")
    #expect(!harness.state.plan.rows.contains { $0.standing == .contracted })
    #expect(harness.text.contains("from scratch"))
  }

  @Test func impossibleLimitsAreExplained() throws {
    let harness = try harness("3 o down ctrl-u '100' ctrl-s")
    #expect(harness.state.plan.study?.plan.isFeasible == false)
    #expect(harness.text.contains("$100"))
    #expect(harness.text.contains("contract"))
    var booked = harness
    try booked.press("a")
    #expect(booked.session == harness.session)
  }

  @Test func whatIsOnlyTheBestSoFarIsNotBooked() throws {
    var harness = try harness()
    let before = harness.session
    let (basis, study) = try #require(harness.state.plan.answer)
    harness.state.plan.take(PlanStudy(first: study.plan), for: basis, isFinal: false)
    harness.state.task = .init(title: "planning")
    try harness.press("a")
    #expect(harness.session == before)
    #expect(
      harness.state.message?.text
        == "Still searching: a books the line-up once the search is done.")
    // Escape has stopped the search: it starts again, and then there is something to book.
    harness.state.task = nil
    try harness.press("a")
    #expect(harness.session == before && harness.state.plan.isFinal)
    #expect(harness.state.message?.text.hasPrefix("The search was stopped") == true)
    try harness.press("a enter")
    #expect(harness.session != before)
  }

  @Test func aCampaignThatIsOverIsPlannedButNotBooked() throws {
    var harness = Harness(
      .demo(today: .sample), today: .sample + 400, view: ["campaign": "2"])
    try harness.press("3")
    let before = harness.session
    let plan = try #require(harness.state.plan.study?.plan)
    #expect(plan.isFeasible && plan.change(in: before).edit != nil)
    try harness.press("a")
    #expect(harness.session == before)
    let campaign = try #require(before.campaigns[CampaignID(2)])
    let end = try #require(campaign.end)
    #expect(
      harness.state.message?.text
        == "\(campaign.name) ended on \(end.iso): give it a later last day to book for it.")
  }

  @Test func theCurveIsRead() throws {
    var harness = try harness("3 P shift-tab right")
    #expect(harness.state.message?.text.contains("for megas: ") == true)
    try harness.press("left left left")
    #expect(harness.state.plan.point == 0)
  }

  @Test func withoutACampaignItSaysWhatToDo() throws {
    var harness = Harness(Session(settings: Settings(name: "Empty")))
    try harness.press("3")
    #expect(harness.text.contains("A plan is for a campaign"))
    try harness.press("o a enter c P A")
    #expect(harness.text.contains("A plan is for a campaign"))
    // The keys that it names work.
    #expect(harness.text.contains("1 goes to the dashboard, Tab to the budget, a adds one."))
    try harness.press("1 tab a")
    #expect(harness.text.contains("New campaign"))
  }

  @Test(arguments: ["b", "m"])
  func withoutACampaignEmptyTablesNameKeysThatWork(_ tab: String) throws {
    var harness = Harness(Session(settings: Settings(name: "Empty")))
    try harness.press("1 \(tab)")
    #expect(harness.text.contains("Tab to the") && !harness.text.contains("press B"))
    try harness.press("tab a")
    #expect(harness.text.contains("New campaign"))
  }

  /// Estimates never look like measured figures: they have a mark, a style and a word.
  @Test func estimatedFiguresAreMarked() throws {
    let harness = try harness("3 A")
    let rows = harness.state.plan.rows.filter { $0.figure != nil }
    #expect(rows.contains { $0.figure?.basis.kind.isFirm == true })
    #expect(rows.contains { $0.figure?.basis.kind.isFirm == false })
    let context = try #require(harness.state.gridContext)
    let columns = PlanGrid.columns(harness.state)
    for row in rows {
      let isFirm = row.figure?.basis.kind.isFirm == true
      for column in columns where ["p10", "p50", "p90"].contains(column.id) {
        #expect(column.text(row, context).hasPrefix("~") == !isFirm)
        #expect((column.role(row, context) == .estimated) == !isFirm)
      }
      let basis = try #require(columns.first { $0.id == "basis" })
      #expect(["measured", "agreed", "rate card"].contains(basis.text(row, context)) == isFirm)
    }
  }
}
