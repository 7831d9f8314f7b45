import Marketing
import Screen
import Testing
import Workbench

@testable import Cockpit

@Suite("What is asked of a plan")
struct PlanRequestTests {
  /// Ctrl-U and a text in the field of the limits.
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
    // Looking and saving doesn't lose it, and nothing is booked without it.
    #expect(again.state.view.requests == harness.state.view.requests)
    try again.press("a")
    #expect(again.session == session && again.state.message?.text.contains("travel") == true)

    try again.press(Self.limits("alignment>=20, vetting>=approved"))
    #expect(again.state.plan.problems.isEmpty && again.state.plan.study != nil)
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

  /// As an earlier version wrote 0.4 %.
  @Test func aLineThatCantBeReadTakesNothingElseWithIt() throws {
    let line = "goal=awareness; budget=$9,000.00; limits=bookings<=9, share<=0%, pieces<=2"
    let harness = Harness(view: ["campaign": "1", "screen": "plan", "plan.asked.1": line])
    let request = try #require(harness.state.planRequest)
    #expect(request.limits.rows.count == 2 && request.limits.unread == ["\"share<=0%\""])
    #expect(harness.state.plan.study == nil && harness.text.contains("isn't understood"))
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
