import Demo
import LineUps
import Marketing
import Screen
import Testing
import Vetting
import Workbench

@testable import Cockpit

@Suite("The vet screen")
struct VetScreenTests {
  private func harness(_ keys: String = "5") throws -> Harness {
    var harness = Harness(.demo(today: .sample), view: ["campaign": "2"])
    harness.state.config.initials = "MK"
    try harness.press(keys)
    return harness
  }

  private func handles(_ harness: Harness) -> [String] {
    let rows = VetGrid.rows(harness.state)
    return harness.state.vet.grid.order.map { rows[$0].handle }
  }

  private func influencer(_ harness: Harness, _ id: InfluencerID) throws -> Influencer {
    try #require(harness.session.roster[id])
  }

  @Test func whomThePlanWouldBookFirstComesFirst() throws {
    let harness = try harness()
    let rows = VetGrid.rows(harness.state)
    let ranks = harness.state.vet.grid.order.compactMap {
      harness.state.vet.figures.worth[rows[$0].id]?.rank
    }
    #expect(ranks == ranks.sorted() && ranks.count > 40)
    // Those in the plan's line-up have the star, and nobody else.
    var planned = harness
    try planned.press("3")
    let lineUp = Set(
      planned.state.plan.rows.filter { $0.standing == .locked || $0.standing == .chosen }
        .map(\.influencer.id))
    let starred = Set(
      harness.state.vet.figures.worth.filter { $0.value.isInLineUp }.map(\.key))
    #expect(!lineUp.isEmpty && starred == lineUp)
    // Those who are cleared or declined aren't waiting.
    for index in harness.state.vet.grid.order {
      let state = harness.state.vet.figures.state(of: rows[index])
      #expect(state == .found || state == .inVetting)
    }
  }

  @Test func checkingMovesIntoVettingAndKeepsDayAndInitials() throws {
    var harness = try harness()
    let id = try #require(harness.state.vettedInfluencer?.id)
    #expect(try influencer(harness, id).vetting.state == .found)
    try harness.press("tab space j x")
    let row = try influencer(harness, id)
    #expect(row.vetting.state == .inVetting && row.vetting.since == .sample)
    #expect(row.vetting.checks.map(\.item) == ["profile", "comments"])
    #expect(row.vetting.checks.allSatisfy { $0.day == .sample && $0.by == "MK" })
    try harness.press("n 'odd tone' enter")
    #expect(try influencer(harness, id).vetting.check("comments")?.note == "odd tone")
    try harness.press("x")
    #expect(try influencer(harness, id).vetting.check("comments") == nil)
    try harness.press("u u u u")
    #expect(try influencer(harness, id).vetting == Vetting())
  }

  @Test func initialsAreAskedForOnce() throws {
    var harness = Harness(.demo(today: .sample))
    try harness.press("5 tab space")
    #expect(harness.text.contains("Your initials"))
    try harness.press("'JR' enter")
    #expect(harness.state.vettedInfluencer?.vetting.checks.first?.by == "JR")
    #expect(harness.effects.contains { if case .writeConfig = $0 { true } else { false } })
    try harness.press("j space")
    #expect(harness.state.layers.isEmpty)
    #expect(harness.state.vettedInfluencer?.vetting.checks.count == 2)
  }

  @Test func onlyWhatIsCompleteIsApprovedWithoutAReason() throws {
    var harness = try harness("5 / 'state:vetting is:complete -is:flagged' enter")
    let complete = handles(harness)
    try #require(complete.count >= 3)
    try harness.press("space space space")
    let ids = harness.state.vet.grid.marks
    #expect(ids.count == 3)
    try harness.press("a")
    #expect(harness.state.layers.isEmpty)
    for id in ids {
      let row = try influencer(harness, id)
      #expect(row.vetting.state == .approved && row.approved == .sample)
      #expect(row.vetting.reason.isEmpty)
    }
    #expect(harness.state.message?.text.contains("3 influencers are approved") == true)
    // One change, one undo.
    try harness.press("u")
    for id in ids { #expect(try influencer(harness, id).vetting.state == .inVetting) }
    // A missing check makes it ask for a reason, which is only stored with those it is for.
    try harness.press("escape escape / 'state:found' enter a")
    #expect(harness.text.contains("Why approve"))
    let id = try #require(harness.state.vettedInfluencer?.id)
    try harness.press("escape")
    #expect(try influencer(harness, id).vetting.state == .found)
    try harness.press("a 'agency vouches' enter")
    #expect(try influencer(harness, id).vetting.state == .approved)
    #expect(try influencer(harness, id).vetting.reason == "agency vouches")
  }

  @Test func decliningNeedsAReasonAndPlanKeepsToIt() throws {
    var harness = try harness()
    let id = try #require(harness.state.vettedInfluencer?.id)
    #expect(harness.state.vet.figures.worth[id]?.isInLineUp == true)
    try harness.press("d enter")
    #expect(try influencer(harness, id).vetting.state == .found)
    try harness.press("'sells watches' enter")
    #expect(try influencer(harness, id).vetting.state == .declined)
    #expect(try influencer(harness, id).vetting.reason == "sells watches")
    #expect(harness.state.vettedInfluencer?.id != id)
    try harness.press("3 A")
    let row = try #require(harness.state.plan.rows.first { $0.influencer.id == id })
    #expect(row.standing == .impossible)
    #expect(row.reason == "declined in vetting: sells watches")
  }

  @Test func planTakesAlignmentAndStateAsLimits() throws {
    var harness = try harness("3 o")
    let session = harness.session
    try harness.press("escape")
    let campaign = try #require(harness.state.plannedCampaign)
    var words = PlanWords(session, PlanRequest(campaign))
    try words.setLimits("vetting>=approved, alignment>=60")
    #expect(words.request.limits.text == "alignment>=60, vetting>=approved")
    let draft = PlanDraft(session, campaign, words.request)
    let states = VettingStates(session)
    let scorer = AlignmentScorer(session)
    for candidate in draft.candidates where !candidate.isKept {
      let row = try #require(session.roster[candidate.influencer.id])
      #expect(states.state(of: row).isCleared)
      #expect(try #require(scorer.alignment(of: row).score) >= 60)
    }
    let reasons = draft.excluded.map { $0.text(session) }
    #expect(reasons.contains { $0.contains("not approved yet") })
    #expect(reasons.contains { $0.hasPrefix("alignment ") })
    #expect(throws: PlanWords.Fault.self) { try words.addLimit("alignment<=5") }
    #expect(throws: PlanWords.Fault.self) { try words.addLimit("vetting>=maybe") }
  }

  @Test func flagsAreAnsweredAndBothAnswersAreKept() throws {
    var harness = try harness("5 / 'delphine' enter")
    let id = try #require(harness.state.vettedInfluencer?.id)
    let open = harness.state.vet.figures.openFlags(id)
    #expect(open > 0)
    #expect(harness.text.contains("⚑"))
    try harness.press("tab tab a 'went viral in May' enter")
    let first = try #require(try influencer(harness, id).vetting.decisions.first)
    #expect(first.answer == .accepted && first.reason == "went viral in May")
    #expect(first.day == .sample && first.by == "MK")
    #expect(harness.state.vet.figures.openFlags(id) == open - 1)
    // On second thought the flag is rejected; the first answer is kept.
    let line = try #require(
      VetReasons.lines(harness.state).firstIndex { $0.flag?.decision != nil })
    try harness.press("g")
    harness.state.vet.reason = line
    try harness.press("d ctrl-u 'comments are bought' enter")
    let decisions = try influencer(harness, id).vetting.decisions
    #expect(decisions.map(\.answer) == [.accepted, .rejected])
    #expect(VetReasons.lines(harness.state).contains { $0.text.contains("rejected") })
  }

  @Test func aWeightChangesTheScoreAtOnce() throws {
    var harness = try harness("5 / 'wrenhollis' enter")
    let id = try #require(harness.state.vettedInfluencer?.id)
    let before = try #require(harness.state.vet.figures.scores[id]?.score)
    try harness.press("o")
    #expect(harness.text.contains("Topics to avoid"))
    // Niches: only pets.
    try harness.press("down down down ctrl-u 'pets' ctrl-s")
    #expect(harness.session.settings.brand.niches == ["pets"])
    let after = try #require(harness.state.vet.figures.scores[id]?.score)
    #expect(after < before)
    try harness.press("w ctrl-u '0' ctrl-s")
    #expect(harness.session.settings.brand.weight(of: .niche) == 0)
    #expect(try #require(harness.state.vet.figures.scores[id]?.score) > after)
    try harness.press("u u")
    #expect(harness.state.vet.figures.scores[id]?.score == before)
  }

  @Test func moreLikeTwo() throws {
    var harness = try harness("5 space space M")
    let found = try #require(harness.state.vet.similar)
    #expect(found.count == 50)
    let order = handles(harness)
    let rows = VetGrid.rows(harness.state)
    let similarities = harness.state.vet.grid.order.compactMap { found[rows[$0].id]?.similarity }
    #expect(similarities == similarities.sorted(by: >))
    #expect(order.count == 50 && harness.text.contains("More like the marked ones"))
    #expect(harness.text.contains("same niche") || harness.text.contains("niche"))
    try harness.press("escape")
    #expect(harness.state.vet.similar == nil && handles(harness).count > 50)
  }

  @Test func theBoardGoesByStateAndMovesCards() throws {
    var harness = try harness("5 B")
    #expect(harness.text.contains("In vetting 14"))
    let id = try #require(harness.state.vettedInfluencer?.id)
    try harness.press(".")
    #expect(try influencer(harness, id).vetting.state == .inVetting)
    #expect(harness.text.contains("In vetting 15"))
    try harness.press(",")
    #expect(try influencer(harness, id).vetting.state == .found)
    // To the next column, and down in it.
    try harness.press("right down")
    let other = try #require(harness.state.vettedInfluencer)
    #expect(other.vetting.state == .inVetting)
    // Several at once.
    try harness.press("space space .")
    #expect(harness.text.contains("Why approve") || harness.text.contains("are approved"))
  }

  @Test func accountsAreMergedLinkedAndSplit() throws {
    var session = Session.demo(today: .sample)
    var twin = try #require(session.roster.rows.first { $0.person.isEmpty })
    twin = twin.numbered(session.roster.nextID)
    twin.handle = twin.handle.uppercased()
    twin.person = ""
    try session.apply(.put(twin))
    var harness = Harness(session)
    try harness.press("5 P")
    #expect(harness.text.contains("One person, or the same account twice?"))
    let count = harness.session.roster.count
    try harness.press("enter")
    #expect(harness.session.roster.count == count - 1)
    try harness.press("escape u")
    #expect(harness.session.roster.count == count)
    // A denied suggestion doesn't come back until the denial is undone.
    try harness.press("5 P x escape P")
    #expect(harness.state.layers.isEmpty || !harness.text.contains("twice, sure"))
    try harness.press("escape u P")
    #expect(harness.text.contains("twice, sure"))
    try harness.press("escape")
    // Two marked accounts on different platforms are linked, and unlinked again.
    let one = harness.session.roster.rows[2].handle
    let other = try #require(
      harness.session.roster.rows.first {
        $0.platform != harness.session.roster.rows[2].platform && $0.person.isEmpty
      })
    try harness.press("1 r / '\(one)' enter space escape")
    harness.state.roster.marks = [harness.session.roster.rows[2].id, other.id]
    harness.state.roster.filter = ""
    try harness.press(": 'merge' enter")
    #expect(harness.session.roster[other.id]?.person.isEmpty == false)
    try harness.press(": 'split' enter")
    #expect(harness.session.roster[other.id]?.person.isEmpty == true)
  }

  @Test func aPlanAsksForTheMergedAccountInstead() throws {
    var session = Session.demo(today: .sample)
    var twin = try #require(session.roster.rows.first { $0.person.isEmpty })
    twin = twin.numbered(session.roster.nextID)
    twin.handle = twin.handle.uppercased()
    try session.apply(.put(twin))
    var harness = Harness(session)
    let campaign = try #require(session.campaigns.rows.last)
    var request = PlanRequest(campaign)
    request.must = [twin.id]
    request.fees = [twin.id: Money(minorUnits: 77)]
    harness.state.plan.requests[campaign.id] = request
    try harness.press("5 P enter")
    #expect(harness.session.roster[twin.id] == nil)
    let kept = try #require(
      harness.session.roster.rows.first { $0.handle.lowercased() == twin.handle.lowercased() })
    #expect(harness.text.contains("1 plan asks for @\(kept.handle) instead"))
    let moved = try #require(harness.session.requests.plans[campaign.id])
    #expect(moved.must == [kept.id] && moved.fees == [kept.id: Money(minorUnits: 77)])
    #expect(harness.state.plan.requests[campaign.id] == moved)
    try harness.press("u")
    #expect(harness.state.plan.requests[campaign.id] == request)
    #expect(harness.session.roster[twin.id] == twin)
  }

  @Test func searchesAreKeptAndCalled() throws {
    var harness = try harness("5 / 'tier:nano' enter : 'save-search' enter 'The small ones' enter")
    #expect(harness.session.settings.searches.contains { $0.name == "The small ones" })
    try harness.press("escape W 'the small' enter")
    #expect(harness.state.vet.grid.filter == "tier:nano")
    try harness.press(": 'remove-search' enter 'The small ones' enter")
    #expect(!harness.session.settings.searches.contains { $0.name == "The small ones" })
  }

  @Test func checklistsAreTheSessions() throws {
    var harness = try harness("5 E down down ctrl-u 'Profile read, Voice note heard' ctrl-s")
    let lists = try #require(harness.session.settings.checklists)
    // Checks made before stay with their item.
    #expect(lists[0].items.map(\.id) == ["profile", "voice-note-heard"])
    #expect(lists.count == 2)
    try harness.press("u")
    #expect(harness.session.settings.checklists == nil)
  }

  @Test func theRosterShowsAndSortsWhatVettingSays() throws {
    var harness = Harness(.demo(today: .sample), size: Size(width: 200, height: 40))
    harness.state.roster.shown = ["align", "flags", "state"]
    try harness.press("j")
    #expect(harness.text.contains("Align") && harness.text.contains("State"))
    harness.state.roster.sort = [SortOrder(column: "align", ascending: false)]
    try harness.press("j k")
    let scores = harness.state.roster.order.prefix(20).compactMap {
      harness.state.vet.figures.scores[harness.session.roster.rows[$0].id]?.score
    }
    #expect(scores.count == 20 && scores == scores.sorted(by: >))
    try harness.press("/ 'is:flagged' enter")
    #expect(harness.shownHandles.count == 4)
  }

  @Test func anEmptySessionSaysWhatToDo() throws {
    var harness = Harness(Session(settings: Settings(name: "Empty")))
    try harness.press("5")
    #expect(harness.text.contains("The roster is empty: i imports influencers."))
    for key in ["a", "d", ".", ",", "B", "M", "P", "L", "tab", "x", "n", "tab", "a", "d", "enter"] {
      try harness.press(key)
      try harness.press("escape")
    }
    harness = Harness(.small())
    try harness.press("5")
    #expect(harness.text.contains("The brand is still empty"))
  }

  @Test func hoursAndRatingsGoToAllThatAreMarked() throws {
    var harness = try harness("5 space space H '0.5' enter")
    let marked = harness.state.vet.grid.marks
    for id in marked {
      #expect(try influencer(harness, id).vetting.hours == Hours(hundredths: 50))
    }
    try harness.press("R '4' enter")
    for id in marked { #expect(try influencer(harness, id).vetting.rating == 4) }
    try harness.press("R '9' enter")
    #expect(harness.state.message?.kind == .error)
  }
}
