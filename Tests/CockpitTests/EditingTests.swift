import Demo
import Marketing
import Metrics
import Screen
import Testing

@testable import Cockpit

@Suite("Editing")
struct EditingTests {
  @Test func aCellIsEditedInPlaceAndUndone() throws {
    var harness = Harness()
    try harness.press("l l l e ctrl-u '1.5M' enter")
    #expect(harness.session.roster[InfluencerID(1)]?.followers == 1_500_000)
    #expect(harness.text.contains("● in journal"))
    #expect(
      harness.effects.contains { if case .journal(.influencer, _, _) = $0 { true } else { false } })
    try harness.press("u")
    #expect(harness.session == .small())
    #expect(!harness.text.contains("in journal"))
    try harness.press("ctrl-r")
    #expect(harness.session.roster[InfluencerID(1)]?.followers == 1_500_000)
  }

  @Test func whatCannotBeMeantIsRefusedWithAReason() throws {
    var harness = Harness()
    try harness.press("l l l e ctrl-u 'many' enter")
    #expect(harness.text.contains("“many” is not a whole number"))
    #expect(harness.session == .small())
    try harness.press("escape")
    #expect(harness.state.layers.isEmpty)
  }

  @Test func aComputedColumnCannotBeEdited() throws {
    var harness = Harness()
    try harness.press("l l e")
    #expect(harness.text.contains("Tier is calculated, not entered."))
  }

  @Test func markedRowsAreEditedTogetherAndUndoneTogether() throws {
    var harness = Harness()
    try harness.press("space space")
    try harness.press("5*l l e ctrl-u")
    let column = harness.state.roster.column
    #expect(column == "niche")
    try harness.press("'home, garden' enter")
    #expect(harness.session.roster[InfluencerID(1)]?.niches == ["home", "garden"])
    #expect(harness.session.roster[InfluencerID(2)]?.niches == ["home", "garden"])
    #expect(harness.session.roster[InfluencerID(3)]?.niches == ["travel", "food"])
    try harness.press("u")
    #expect(harness.session == .small())
  }

  @Test func theFormEditsAWholeInfluencer() throws {
    var harness = Harness()
    try harness.press("enter")
    #expect(harness.text.contains("╭─ @ana "))
    try harness.press("tab ctrl-u 'Ana B.' ctrl-s")
    #expect(harness.session.roster[InfluencerID(1)]?.name == "Ana B.")
    #expect(harness.state.layers.isEmpty)
    // Untouched fields are unchanged.
    var expected = Session.small().roster[InfluencerID(1)]!
    expected.name = "Ana B."
    #expect(harness.session.roster[InfluencerID(1)] == expected)
  }

  @Test func aMistakeInTheFormKeepsItOpenAtTheField() throws {
    var harness = Harness()
    try harness.press("enter down down down ctrl-u 'x' ctrl-s")
    #expect(harness.state.layers.count == 1)
    #expect(harness.text.contains("“x” is not a whole number"))
    try harness.press("ctrl-u '7k' ctrl-s")
    #expect(harness.session.roster[InfluencerID(1)]?.followers == 7000)
  }

  @Test func anInfluencerIsAddedAndTheCursorGoesThere() throws {
    var harness = Harness()
    try harness.press("a '@newcomer' ctrl-s")
    #expect(harness.session.roster.count == 7)
    #expect(harness.cursorHandle == "newcomer")
    try harness.press("u")
    #expect(harness.session == .small())
  }

  @Test func aSecondAccountOfTheSameNameIsRefused() throws {
    var harness = Harness()
    try harness.press("a 'ANA' ctrl-s")
    #expect(harness.text.contains("@ana on Instagram is already in the roster."))
    #expect(harness.session == .small())
  }

  @Test func anArchivedInfluencerIsKeptForTheRecords() throws {
    var harness = Harness()
    try harness.press("x")
    #expect(!harness.shownHandles.contains("ana"))
    #expect(harness.session.bookings.count == 4)
    try harness.press("/ 'is:archived' enter")
    #expect(harness.shownHandles == ["ana"])
    try harness.press("x escape")
    #expect(harness.shownHandles.first == "ana")
  }

  @Test func bookingTheMarkedTakesTheirFeesAndLeavesOutWhoIsBooked() throws {
    var harness = Harness()
    try harness.press("] * B")
    let added = harness.session.bookings.rows.dropFirst(4)
    #expect(added.map(\.influencer.number) == [3, 4, 6])
    #expect(added.map(\.fee?.minorUnits) == [480_000, 800, nil])
    #expect(added.allSatisfy { $0.stage == .proposed && $0.campaign == CampaignID(1) })
    try harness.press("u")
    #expect(harness.session == .small())
  }

  @Test func theBarsFollowAStageAtOnce() throws {
    var harness = Harness()
    try harness.press("] b")
    #expect(harness.text.contains("$5,500 left"))
    // Ana's fee exceeds the budget.
    try harness.press("l l l l e ctrl-u '12000' enter")
    #expect(harness.text.contains("over by $2,500!"))
    try harness.press("u j j >")
    #expect(harness.session.bookings[BookingID(3)]?.stage == .offered)
    try harness.press(">")
    #expect(harness.text.contains("$4,700 left"))
  }

  @Test func aCampaignIsCreatedInItsForm() throws {
    var harness = Harness()
    try harness.press(
      "tab a 'Autumn' down ctrl-u 'eng' down ctrl-u 'today' down ctrl-u '+30d' down ctrl-u '20k' down down 'reach 2M, cvr 3%' ctrl-s"
    )
    let campaign = try #require(harness.session.campaigns[CampaignID(3)])
    #expect(campaign.name == "Autumn" && campaign.goal == .engagement)
    #expect(campaign.start == .sample && campaign.end == .sample + 30)
    #expect(campaign.budget == Money(minorUnits: 2_000_000))
    #expect(
      campaign.targets == [Target(kpi: .reach, value: 2_000_000), Target(kpi: .cvr, value: 30_000)])
    #expect(harness.lines[0].contains("Autumn · engagement · 30 days left"))
  }

  @Test func aMeasurementIsEnteredAndCounts() throws {
    var harness = Harness()
    try harness.press("] M down down down down down '0' down '1000' ctrl-s")
    #expect(harness.session.measurements.count == 4)
    let entered = try #require(harness.session.measurements.rows.last)
    #expect(
      entered.source == "entered" && entered.influencer == InfluencerID(1)
        && entered.counts.reach == 1000)
    let total = try #require(harness.state.dashboard.kpiRows.last)
    #expect(total.totals.reach == 521_000)
  }

  @Test func nothingChangesInAReadOnlySession() throws {
    var harness = Harness()
    harness.state.document?.readOnlyReason = "another program has it open"
    try harness.press("e")
    #expect(harness.text.contains("This session can't be changed: another program has it open"))
    try harness.press("x a B")
    #expect(harness.session == .small())
    #expect(harness.text.contains("read-only"))
  }

  @Test func leavingWithUnsavedChangesAsksOnce() throws {
    var harness = Harness()
    try harness.press("x q")
    #expect(harness.text.contains("“Test” has changes that are not saved yet."))
    try harness.press("escape")
    #expect(harness.state.layers.isEmpty)
    try harness.press("q s")
    guard case .save(_, _, let change) = harness.effects.last else {
      Issue.record("nothing was saved")
      return
    }
    let after = harness.state.update(.effectEnded(.saved(path: "test.clout", change: change)))
    #expect(after.contains { if case .leave = $0 { true } else { false } })
  }

  @Test func discardingForgetsTheChangesAndTakesMeasurementsBack() throws {
    var harness = Harness()
    try harness.press("x ] M down down down down down '0' down '1000' ctrl-s")
    let added = try #require(harness.session.measurements.rows.last)
    try harness.press("q d")
    let last = harness.effects.suffix(4)
    guard case .journal(.measurement(added.identity, nil), _, _) = last.first,
      case .leave = last.last
    else {
      Issue.record("unexpected effects")
      return
    }
    #expect(last.contains { if case .discardChanges = $0 { true } else { false } })
  }

  @Test func leavingWithoutChangesAsksNothing() throws {
    var harness = Harness()
    try harness.press("j q")
    guard case .leave = harness.effects.last else {
      Issue.record("it did not leave")
      return
    }
  }

  @Test func aFailedSaveDoesNotLeave() throws {
    var harness = Harness()
    try harness.press("x q s")
    #expect(harness.state.update(.effectEnded(.failed(CockpitError("The disk is full.")))).isEmpty)
    #expect(harness.text.contains("The disk is full."))
    #expect(harness.state.afterSave.isEmpty)
  }

  @Test("A save that was refused and is asked for again later doesn't leave")
  func aRefusedSaveDoesNotLeaveLater() throws {
    var harness = Harness()
    try harness.press("x q s")
    #expect(!harness.state.afterSave.isEmpty)
    try harness.press("escape ctrl-s")
    #expect(harness.state.afterSave.isEmpty)
  }

  @Test func pastedTextNeverRunsAsKeys() throws {
    var harness = Harness()
    harness.send(.paste("xxq"))
    #expect(harness.session == .small() && harness.effects.isEmpty)
    try harness.press("/")
    harness.send(.paste("food\n"))
    #expect(harness.shownHandles == ["bo.cooks", "chloe"])
  }
}

@Suite("What follows from a change")
struct FollowingTests {
  @Test func figuresAndFiltersFollowEveryKindOfChange() throws {
    var harness = Harness(.demo(today: .sample))
    let scripts = [
      "/ 'sol' enter", "x", "u", "l l l e ctrl-u '2m' enter",
      "space space 5*l e ctrl-u 'garden' enter escape", "b > r",
      "escape escape", "M down down down down down '5' down '9' ctrl-s",
      "] ] tab e down ctrl-u 'eng' ctrl-s shift-tab",
      ": 'tiers industry' enter", "u", "ctrl-r",
    ]
    for script in scripts {
      try harness.press(script)
      // Figures updated step by step equal figures computed from scratch.
      let dashboard = harness.state.dashboard
      let fresh = KPIGrid.rows(
        of: KPITable.make(
          harness.session, by: dashboard.grouping, campaign: harness.state.campaignInView),
        typical: dashboard.showsTypical)
      #expect(harness.state.dashboard.kpiRows == fresh, "after \(script)")
      let filter = harness.state.roster.filter
      var anew = Harness(harness.session)
      anew.state.roster.sort = harness.state.roster.sort
      if harness.state.dashboard.tab == .roster {
        anew.state.roster.filter = filter
        anew.state.arrange(RosterGrid.self)
        #expect(harness.shownHandles == anew.shownHandles, "after \(script)")
      }
      let budgets = Figures(harness.session).budgets
      #expect(
        harness.state.document?.figures.budgets.campaigns == budgets.campaigns, "after \(script)")
    }
  }
}
