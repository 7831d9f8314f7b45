import Marketing
import Screen
import Testing
import Workbench

@testable import Cockpit

@Suite("The request of a plan")
struct PlanRequestTests {
  /// Clears the field of the limits and types a text.
  private static func limits(_ text: String) -> String {
    "3 o down down down ctrl-u '\(text)' ctrl-s"
  }

  private func renamingTravel(_ session: Session) throws -> Session {
    var session = session
    for var row in session.roster.rows where row.niches.contains("travel") {
      row.niches = row.niches.map { $0 == "travel" ? "journeys" : $0 }
      _ = try session.apply(.put(row))
    }
    return session
  }

  @Test func aLimitOnANicheThatIsGoneIsKeptAndSaid() throws {
    var harness = Harness(view: ["campaign": "1"])
    try harness.press(Self.limits("travel<=3, alignment>=20, vetting>=approved"))
    let asked = try #require(harness.state.planRequest)
    #expect(asked.limits.text == "travel<=3, alignment>=20, vetting>=approved")

    let session = try renamingTravel(harness.session)
    var again = Harness(session, view: harness.state.view)
    #expect(again.state.planRequest == asked)
    #expect(again.state.plan.study == nil)
    #expect(again.text.contains("“travel” can't be kept: it isn't a niche here."))
    // Looking at it and saving doesn't lose it, and nothing is booked as if it weren't there.
    #expect(again.state.view.requests == harness.state.view.requests)
    try again.press("a")
    #expect(again.session == session && again.state.message?.text.contains("travel") == true)

    try again.press(Self.limits("alignment>=20, vetting>=approved"))
    #expect(again.state.plan.problems.isEmpty && again.state.plan.study != nil)
  }

  @Test func limitsTakeThousandsWithCommas() throws {
    var harness = Harness(view: ["campaign": "1"])
    try harness.press(Self.limits("bookings<=1,200, micro>=1,micro<=2,000"))
    #expect(harness.state.planRequest?.limits.text == "bookings<=1200, micro>=1, micro<=2000")
  }

  @Test func somebodyLockedInWhoIsGoneIsSaidAndCanBeTakenOut() throws {
    var harness = Harness(view: ["campaign": "1"])
    let session = harness.session
    let booked = Set(session.bookings.rows.map(\.influencer))
    let gone = try #require(
      session.roster.rows.last { !booked.contains($0.id) && !$0.isArchived }?.id)
    let stays = try #require(session.roster.rows.first { !booked.contains($0.id) }?.id)
    let view = harness.state.view
    var request = PlanRequest(try #require(session.campaigns[CampaignID(1)]))
    request.must = [gone, stays]
    request.banned = [InfluencerID(9_998)]
    request.fees = [InfluencerID(9_999): Money(minorUnits: 100_00)]
    var smaller = session
    try smaller.apply(.influencer(gone, nil))
    var asking = view
    asking.requests.plans[CampaignID(1)] = request

    harness = Harness(smaller, view: asking)
    try harness.press("3")
    #expect(harness.state.plan.study == nil)
    #expect(harness.text.contains("Influencer \(gone.number) is locked in"))
    #expect(harness.state.view.requests.plans[CampaignID(1)] == request)
    try harness.press("a")
    #expect(harness.session == smaller && harness.state.message?.text.contains("locked") == true)

    let handle = try #require(smaller.roster[stays]?.handle)
    try harness.press("o pagedown")
    #expect(harness.text.contains("#\(gone.number)"))
    try harness.press("ctrl-u '\(handle)' ctrl-s")
    #expect(harness.state.planRequest?.must == [stays])
    // A ban or a fee of somebody who is gone changes nothing, so nothing is said.
    #expect(harness.state.plan.problems.isEmpty && harness.state.plan.study != nil)
  }

  /// Also what no field of the form shows.
  @Test func whatIsNotUnderstoodCanBeDropped() throws {
    var view: SavedView = ["campaign": "1", "screen": "plan"]
    var request = PlanRequest(try #require(Session.small().campaigns[CampaignID(1)]))
    request.unread = [
      UnknownField(name: "banned", json: #""ana""#),
      UnknownField(name: "booking_days", json: "-1"), UnknownField(name: "budget", json: "7.5"),
    ]
    request.limits.set(RequestLimit(.bookings, atMost: 3))
    request.limits.set(RequestLimit(.niche, of: "gone", atMost: 1))
    request.must = [InfluencerID(2), InfluencerID(9_999)]
    view.requests.plans[CampaignID(1)] = request
    let t = Driver(view: view)
    try t.plan.focus().sees("“banned” isn't understood", "until this is settled").isTold("D drop")
    #expect(t.harness.state.plan.study == nil)
    try t.presses("D").isTold("Dropped")
    let left = try #require(t.harness.state.planRequest)
    #expect(left.unread.isEmpty && left.must == [InfluencerID(2)])
    #expect(left.limits.text == "bookings<=3" && left.budget == Money(minorUnits: 1_000_000))
    #expect(t.harness.state.plan.problems.isEmpty && t.harness.state.plan.study != nil)
    try t.presses(": 'plan-drop'").seesNothing(of: "Drop what can't be understood")
  }

  @Test func theTitleSaysEverythingThatIsAsked() throws {
    let t = Driver(size: Size(width: 200, height: 40), view: ["campaign": "1"])
    try t.plan.focus().presses("P c o down ctrl-u '2k' ctrl-s")
    t.sees("conversions · $2,000 instead of $10.0k · cautious (P10) · from scratch")
  }

  @Test(arguments: ["12.5%", "0.4%", "0.0001%", "100%"])
  func aShareIsKeptExactly(_ share: String) throws {
    var harness = Harness(view: ["campaign": "1"])
    try harness.press(Self.limits("bookings<=3, share<=\(share)"))
    #expect(harness.state.planRequest?.limits.text == "bookings<=3, share<=\(share)")
    let again = Harness(view: harness.state.view)
    #expect(again.state.planRequest == harness.state.planRequest)
  }

  @Test func linesOfEarlierVersionsAreStillRead() throws {
    let line =
      "goal=engagement; blend=; budget=$1,200.50; hours=7.50; margin=12.5; "
      + "limits=bookings<=9, gone<=3, micro>=1, share<=13%, vetting>=approved; must=2; ban=3 77; fees=4:12000; "
      + "cautious=true; afresh=true"
    let harness = Harness(view: ["campaign": "1", "screen": "plan", "plan.asked.1": line])
    let request = try #require(harness.state.planRequest)
    #expect(request.goal == .engagement && request.budget == Money(minorUnits: 1_200_50))
    #expect(request.hours == Hours(hundredths: 750))
    #expect(request.margin == Share(millionths: 125_000))
    #expect(
      request.limits.text == "bookings<=9, micro>=1, gone<=3, share<=13%, vetting>=approved")
    #expect(request.must == [InfluencerID(2)])
    #expect(request.banned == [InfluencerID(3), InfluencerID(77)])
    #expect(request.fees == [InfluencerID(4): Money(minorUnits: 120_00)])
    #expect(request.isCautious && !request.keepsCommitted)
    #expect(harness.text.contains("“gone” can't be kept"))
    #expect(harness.state.view.requests.plans == [CampaignID(1): request])
  }

  /// How an earlier version wrote 0.4%.
  @Test func aLineThatCantBeReadTakesNothingElseWithIt() throws {
    let line = "goal=awareness; budget=$9,000.00; limits=bookings<=9, share<=0%, pieces<=2"
    let harness = Harness(view: ["campaign": "1", "screen": "plan", "plan.asked.1": line])
    let request = try #require(harness.state.planRequest)
    #expect(request.limits.rows.count == 2 && request.limits.unread == ["\"share<=0%\""])
    #expect(harness.state.plan.study == nil && harness.text.contains("isn't understood"))
  }

  @Test func whoIsLockedInIsReadAsItIsWritten() throws {
    let session = Session.small()
    var words = PlanWords(session, PlanRequest(goal: .awareness))
    let all = Set(session.roster.rows.map(\.id))
    words.request.must = all.union([InfluencerID(9_999)])
    let text = words.must
    try words.setMust(text)
    #expect(words.request.must == all.union([InfluencerID(9_999)]) && words.must == text)
    words.request.banned = all
    try words.setMust(words.must.replacing(", #9999", with: ""))
    #expect(words.request.must == all && words.request.banned.isEmpty)
    #expect(throws: PlanWords.Fault.self) { try words.setMust("#9999") }
    #expect(throws: PlanWords.Fault.self) { try words.setMust("nobody.at.all") }
    try words.setMust("")
    #expect(words.request.must.isEmpty)
  }

  @Test(arguments: ["awareness=2,conversions=1", "awareness=0.5,engagement=12.25"])
  func goalsAreReadAsTheyAreWritten(_ text: String) throws {
    var words = PlanWords(Session.small(), PlanRequest(goal: .awareness))
    try words.setGoal(text)
    #expect(words.request.blend?.text == text)
  }

  @Test func everyLimitIsReadAsItIsWritten() throws {
    let session = Session.small()
    var words = PlanWords(session, PlanRequest(goal: .awareness))
    let text =
      "bookings=4, nano<=2, micro>=1, mega>=1, mega<=3, beauty<=2, food>=1, share<=0.25%, pieces<=2, alignment>=0, "
      + "vetting>=in-vetting"
    try words.setLimits(text)
    #expect(words.request.limits.text == text)
    for kind in RequestLimit.Kind.allCases {
      let group = kind.rule.group.map { $0 == .tier ? "mega" : "food" } ?? ""
      var limits = RequestLimits()
      limits.set(
        RequestLimit(
          kind, of: group, atLeast: kind.rule.atLeast?.upperBound,
          atMost: kind.rule.atMost?.upperBound))
      try words.setLimits(limits.text)
      #expect(words.request.limits == limits, "\(limits.text)")
      #expect(throws: Never.self) { try words.setLimits(kind.rule.example) }
    }
    for text in [
      "share>=5%", "share<=0%", "share<=101%", "pieces<=21", "alignment<=5", "micro>=2%", "x<=1",
    ] {
      #expect(throws: PlanWords.Fault.self, "\(text)") { try words.setLimits(text) }
    }
    #expect(throws: PlanWords.Fault.self) { try words.setLimits("mega>=3, mega<=2") }
  }
}
