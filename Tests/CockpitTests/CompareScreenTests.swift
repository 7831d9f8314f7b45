import Comparison
import Demo
import Marketing
import Metrics
import Screen
import Testing

@testable import Cockpit

@Suite("Compare screen")
struct CompareScreenTests {
  private func demo(_ keys: String = "2", campaign: String = "2") throws -> Harness {
    var harness = Harness(.demo(today: .sample), view: ["campaign": campaign])
    try harness.press(keys)
    return harness
  }

  @Test("It opens with mega and micro, with the verdict for the campaign's goal on top")
  func opens() throws {
    let harness = try demo()
    #expect(harness.state.comparedSides.left == .tier(.mega))
    #expect(harness.state.compare.figures.comparison?.resamples == Comparison.standardResamples)
    let verdicts = harness.state.compare.figures.verdicts
    #expect(verdicts.map(\.goal) == [.conversions, .awareness, .engagement])
    #expect(harness.text.contains("For conversions:"))
  }

  @Test("The figures are those of the KPI tables")
  func figures() throws {
    let harness = try demo()
    let table = KPITable.make(harness.session, by: .tier, campaign: CampaignID(2))
    let mega = try #require(table[.tier(.mega)])
    let micro = try #require(table[.tier(.micro)])
    let row = try #require(
      harness.state.compare.figures.rows.first { $0.kpi == .engagementRateByReach })
    let rates = [mega, micro].map { $0.value(.engagementRateByReach)?.double ?? 0 }
    #expect(abs((row.left ?? 0) - rates[0]) < 1e-12)
    #expect(abs((row.right ?? 0) - rates[1]) < 1e-12)
    #expect(abs((row.ratio ?? 0) - rates[0] / rates[1]) < 1e-9)
  }

  @Test("? takes a figure apart, V shows all three verdicts in full")
  func explanations() throws {
    var harness = try demo("2")
    while CompareGrid.cursorRow(harness.state)?.kpi != .roi { try harness.press("j") }
    try harness.press("?")
    #expect(harness.text.contains("half from"))
    #expect(harness.text.contains("With one mix of platforms"))
    try harness.press("escape V")
    for goal in ["conversions", "awareness", "engagement"] {
      #expect(harness.text.contains("For \(goal):"))
    }
  }

  @Test("The ratio of every row follows from its two values")
  func ratios() throws {
    let harness = try demo()
    var seen = 0
    for row in harness.state.compare.figures.rows where row.kpi != .roi {
      guard let left = row.left, let right = row.right, let ratio = row.ratio else { continue }
      #expect(abs(ratio / (left / right) - 1) < 1e-9, "\(row.kpi)")
      seen += 1
    }
    #expect(seen > 12)
  }

  @Test("Swapping reverses values, ratios and verdicts")
  func swapping() throws {
    var harness = try demo()
    let before = harness.state.compare.figures.rows
    try harness.press("x")
    for (one, other) in zip(before, harness.state.compare.figures.rows) {
      #expect(one.left == other.right)
      if let a = one.ratio, let b = other.ratio { #expect(abs(a * b - 1) < 1e-9) }
      if one.verdict == .leftBetter { #expect(other.verdict == .rightBetter) }
    }
    #expect(harness.text.contains("Micro ◀▶ Mega"))
  }

  @Test("Either side takes any segment; anything else is refused and changes nothing")
  func segments() throws {
    var harness = try demo(
      "2 , ctrl-u 'platform:instagram niche:beauty' enter . ctrl-u 'rest' enter")
    let sides = harness.state.comparedSides
    #expect(sides.left == .and([.platform(.instagram), .niche("beauty")]))
    #expect(sides.right == sides.left.others)
    #expect(harness.text.contains("Instagram · beauty ◀▶ not (Instagram · beauty)"))
    try harness.press(", ctrl-u 'colour:red' enter")
    #expect(harness.state.message?.kind == .error)
    #expect(harness.state.comparedSides == sides)
    try harness.press("escape , ctrl-u 'campaign:Nowhere' enter")
    #expect(harness.text.contains("no campaign is called"))
    #expect(harness.text.contains("Press , to change the left side."))
    try harness.press(", ctrl-u 'tier:mega' enter . ctrl-u 'niche:nowhere' enter")
    #expect(harness.text.contains("nobody has the niche “nowhere”"))
    #expect(harness.state.compare.figures.rows.isEmpty)
    try harness.press(". ctrl-u 'tier:micro' enter")
    #expect(!harness.text.contains("nobody has the niche"))
    #expect(!harness.state.compare.figures.rows.isEmpty)
  }

  @Test("A comparison of somebody who is gone isn't made, and says what to do")
  func gone() throws {
    var harness = try demo("2")
    var session = harness.session
    let booked = Set(session.bookings.rows.map(\.influencer))
    let someone = try #require(session.roster.rows.last { !booked.contains($0.id) }?.id)
    var view = harness.state.view
    view.requests.comparison = ComparisonRequest(
      left: .marked([someone]), right: .not(.marked([someone])))
    harness = Harness(session, view: view)
    #expect(harness.state.comparedSides.left == .marked([someone]))
    #expect(harness.state.compare.figures.problem == nil)
    try session.apply(.influencer(someone, nil))
    harness = Harness(session, view: view)
    #expect(harness.state.comparedSides.left == .marked([someone]))
    #expect(harness.text.contains("nobody who was marked is in the roster any more"))
    #expect(harness.text.contains("Press , to change the left side."))
    try harness.press(", ctrl-u 'tier:mega' enter . ctrl-u 'rest' enter")
    #expect(harness.state.compare.figures.problem == nil)
  }

  @Test("One key compares the marked influencers with all others")
  func marked() throws {
    var harness = try demo("space space space =")
    guard case .marked(let ids) = harness.state.comparedSides.left else {
      Issue.record("not the marked ones: \(harness.state.comparedSides)")
      return
    }
    #expect(ids == harness.state.roster.marks)
    #expect(harness.state.screen == .compare)
    #expect(harness.text.contains("Marked (3)"))
    try harness.press("4 t enter")
    harness.state.roster.marks = []
    try harness.press("1 escape escape =")
    #expect(harness.state.message?.kind == .warning)
  }

  @Test("Like for like shows the reading with one mix, and says what is reversed")
  func likeForLike() throws {
    var harness = try demo("2 L")
    #expect(harness.state.compare.mix == .platform)
    let row = try #require(harness.state.compare.figures.rows.first { $0.kpi == .cvr })
    #expect(row.left == row.likeForLike?.left)
    try harness.press("L L")
    #expect(harness.state.compare.mix == nil)
    let plain = try #require(harness.state.compare.figures.rows.first { $0.kpi == .cvr })
    #expect(plain.left == plain.plain.left.value)
  }

  @Test("What-if changes the figures but not the session")
  func whatIf() throws {
    var harness = try demo()
    let session = harness.session
    let before = harness.state.compare.figures.rows.first { $0.kpi == .feePerBooking }?.left
    try harness.press("w ctrl-u 'fee-left=2x' enter")
    let after = harness.state.compare.figures.rows.first { $0.kpi == .feePerBooking }?.left
    #expect(abs((after ?? 0) - 2 * (before ?? 1)) < 1)
    #expect(harness.session == session)
    #expect(harness.text.contains("what if fee-left=2x"))
    try harness.press("w ctrl-u 'none' enter")
    #expect(
      harness.state.compare.figures.rows.first { $0.kpi == .feePerBooking }?.left == before)
  }

  @Test("The cursor moves over the marks of both charts and names them")
  func walking() throws {
    var harness = try demo("2 tab right right")
    #expect(harness.state.message?.text.hasPrefix("@") == true)
    #expect(harness.frame.cursor != nil)
    let first = harness.state.message?.text
    try harness.press("down")
    #expect(harness.state.compare.place?.row == 1)
    #expect(harness.state.message?.text != first)
    try harness.press("p right right")
    #expect(harness.state.message?.text.contains("followers") == true)
    try harness.press("v")
    #expect(harness.text.contains("The chart in words"))
  }

  @Test("All twelve claims are listed, and Enter shows who is behind one")
  func claims() throws {
    var harness = try demo("2 shift-tab")
    #expect(harness.state.compare.figures.claims.map(\.row) == Array(2...13))
    let claim = try #require(ClaimGrid.cursorRow(harness.state)?.claim)
    try harness.press("enter")
    #expect(harness.state.screen == .dashboard)
    #expect(Set(harness.state.roster.marks) == Set(claim.mega + claim.micro))
    #expect(harness.state.roster.order.count == claim.mega.count + claim.micro.count)
  }

  @Test("Pairs are cycled through, remembered, and saved with the session")
  func pairs() throws {
    var harness = try demo("2 t")
    #expect(
      harness.state.comparedSides != CompareState.Sides(left: .tier(.mega), right: .tier(.micro)))
    try harness.press(", ctrl-u 'niche:food' enter R L p")
    harness.state.message = nil
    let again = Harness(.demo(today: .sample), view: harness.state.view)
    #expect(again.state.comparedSides == harness.state.comparedSides)
    #expect(again.state.compare.remembered == harness.state.compare.remembered)
    #expect(again.text == harness.text)
  }

  @Test(
    "An empty session, an empty side, one influencer on each side: all are readable and correct")
  func sparse() throws {
    var harness = Harness(Session(settings: Settings(name: "Empty")))
    try harness.press("2")
    #expect(harness.text.contains("no data"))
    harness = Harness(.small())
    try harness.press("2")
    #expect(harness.text.contains("too few") || harness.text.contains("no data"))
    try harness.press(". ctrl-u 'tier:nano' enter")
    #expect(harness.state.compare.figures.rows.allSatisfy { $0.interval == nil })
    for size in [Size(width: 40, height: 12), Size(width: 80, height: 24)] {
      var small = Harness(.small(), size: size)
      try small.press("2 tab p right tab L x escape")
      #expect(!small.text.isEmpty)
    }
  }
}

@Suite("Time in vetting")
struct VettingTimeTests {
  @Test("It is the mean number of days from found to approved, over those with both dates")
  func mean() throws {
    var session = Session.small()
    let days = [1: (0, 4), 2: (0, 10), 5: (3, 9)]
    for (number, (found, approved)) in days {
      var row = try #require(session.roster[InfluencerID(number)])
      row.found = .sample + found
      row.approved = .sample + approved
      try session.apply(.put(row))
    }
    var harness = Harness(session)
    try harness.press("2")
    let row = try #require(harness.state.compare.figures.rows.first { $0.kpi == .vettingTime })
    // Mega: @ana alone, 4 days. Micro: 10 and 6 days.
    #expect(row.left == 4)
    #expect(row.right == 8)
    #expect(row.verdict == .tooFew)
    var wrong = try #require(session.roster[InfluencerID(1)])
    wrong.approved = .sample + -1
    #expect(throws: EditError.self) { try session.apply(.put(wrong)) }
  }
}
