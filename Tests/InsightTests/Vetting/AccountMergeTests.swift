import Marketing
import Metrics
import Testing
import Vetting

@Suite("Merging and splitting accounts")
struct AccountMergeTests {
  @Test("The keeper takes over what it lacks, and everything of the other moves to it")
  func byHand() throws {
    var sketch = Sketch()
    let campaign = try sketch.campaign()
    let keeper = try sketch.influencer("anna", followers: 50_000, niches: ["beauty"])
    let other = try sketch.influencer("anna_b", niches: ["Beauty", "food"])
    let third = try sketch.influencer("carl")
    try sketch.session.change(keeper) {
      $0.notes = "Answers fast."
      $0.email = "anna@berg.example"
      $0.asOf = .on("2026-02-01")
      $0.vetting.checks = [Check("profile", on: .on("2026-02-03"), by: "AB")]
    }
    try sketch.session.change(other) {
      $0.name = "Anna Berg"
      $0.reference = "17"
      $0.email = "mgmt@berg.example"
      $0.fee = Money(minorUnits: 90_000)
      $0.followers = 40_000
      $0.asOf = .on("2026-01-01")
      $0.tags = ["vegan"]
      $0.notes = "Met at a fair."
      $0.vetting.state = .approved
      $0.vetting.since = .on("2026-01-05")
      $0.vetting.hours = Hours(hundredths: 150)
      $0.vetting.checks = [Check("comments", on: .on("2026-01-04"))]
    }
    let booking = try sketch.booking(other, campaign, .live, fee: 1_000)
    try sketch.measure(campaign, "post", by: other, for: booking) { $0.likes = 7 }
    var settings = sketch.session.settings
    settings.overlaps = [
      AudienceOverlap(keeper, third, share: Share(millionths: 100_000)),
      AudienceOverlap(third, other, share: Share(millionths: 300_000)),
      AudienceOverlap(keeper, other, share: Share(millionths: 990_000)),
    ]
    try sketch.session.apply(.settings(settings))
    let before = sketch.session

    let merge = AccountMerge(before)
    #expect(
      try merge.summary(of: [other], into: keeper) == [
        "1 booking moved to @anna", "1 measurement moved to @anna",
        "taken over: name, reference, fee, earlier figures, vetting, niches, tags and notes",
        "removed: @anna_b",
      ])
    let edit = try merge.merge([other], into: keeper)
    let inverse = try sketch.session.apply(edit)
    let row = try #require(sketch.session.roster[keeper])
    #expect(sketch.session.roster[other] == nil)
    #expect(row.handle == "anna" && row.name == "Anna Berg" && row.reference == "17")
    #expect(row.followers == 50_000 && row.fee == Money(minorUnits: 90_000))
    #expect(row.email == "anna@berg.example")
    #expect(row.niches == ["beauty", "food"] && row.tags == ["vegan"])
    #expect(
      row.notes == "Answers fast.\nMet at a fair.\nMerged with @anna_b, mgmt@berg.example.")
    #expect(
      row.history == [
        Snapshot(
          day: .on("2026-01-01"), followers: 40_000, engagementRate: nil,
          fee: Money(minorUnits: 90_000))
      ])
    #expect(row.vetting.state == .approved && row.vetting.since == .on("2026-01-05"))
    #expect(row.vetting.hours == Hours(hundredths: 150))
    #expect(row.vetting.checks.map(\.item) == ["comments", "profile"])
    #expect(sketch.session.bookings[booking]?.influencer == keeper)
    #expect(sketch.session.measurements.rows.map(\.influencer) == [keeper])
    // The keeper's own measured overlaps stay; an account doesn't overlap with itself.
    #expect(sketch.session.settings.overlaps == [settings.overlaps[0]])
    try sketch.session.apply(inverse)
    #expect(sketch.session == before)
  }

  @Test("Plans ask for the keeper: locks, bans and fees move, and the keeper's own come first")
  func places() throws {
    var sketch = Sketch()
    let keeper = try sketch.influencer("anna", followers: 50_000)
    let others = [
      try sketch.influencer("anna2", followers: 1), try sketch.influencer("anna3", followers: 1),
    ]
    let asked: [(PlanRequest) -> PlanRequest] = [
      {
        var new = $0
        new.must = [others[0]]
        new.fees = [others[0]: .limit]
        return new
      },
      {
        var new = $0
        new.must = [others[0]]
        new.banned = [others[1]]
        return new
      },
      {
        var new = $0
        new.must = [keeper]
        new.banned = [others[1]]
        new.fees = [keeper: .zero, others[1]: .limit]
        return new
      },
      { $0 },
    ]
    for (number, change) in asked.enumerated() {
      let campaign = try sketch.campaign("Spring \(number)")
      let request = change(PlanRequest(goal: .awareness))
      try sketch.session.apply(.plan(campaign, request))
    }
    let before = sketch.session
    let inverse = try sketch.session.apply(
      AccountMerge(before).merge(Set(others), into: keeper))
    let plans = sketch.session.requests.plans.sorted { $0.key < $1.key }.map(\.value)
    #expect(plans.map(\.must) == [[keeper], [], [keeper], []])
    #expect(plans.map(\.banned) == [[], [keeper], [], []])
    #expect(plans.map(\.fees) == [[keeper: .limit], [:], [keeper: .zero], [:]])
    try sketch.session.apply(inverse)
    #expect(sketch.session == before)
  }

  @Test("Figures of a later export become those of now, and the former ones are kept")
  func newerFigures() throws {
    var sketch = Sketch()
    let keeper = try sketch.influencer("anna", followers: 50_000)
    let other = try sketch.influencer("anna2", followers: 61_000)
    try sketch.session.change(keeper) {
      $0.asOf = .on("2026-01-01")
      $0.fee = Money(minorUnits: 500)
    }
    try sketch.session.change(other) {
      $0.asOf = .on("2026-02-01")
      $0.fee = Money(minorUnits: 900)
    }
    try sketch.session.apply(AccountMerge(sketch.session).merge([other], into: keeper))
    let row = try #require(sketch.session.roster[keeper])
    #expect(row.followers == 61_000)
    #expect(row.asOf == .on("2026-02-01"))
    #expect(row.fee == Money(minorUnits: 500))
    #expect(row.history.map(\.followers) == [50_000, 61_000])
  }

  @Test("The keeper's own decision stands; an archived keeper comes back for who is in use")
  func decisions() throws {
    var sketch = Sketch()
    let campaign = try sketch.campaign()
    let keeper = try sketch.influencer("anna")
    let other = try sketch.influencer("anna2")
    try sketch.booking(other, campaign, .proposed)
    try sketch.session.change(keeper) {
      $0.isArchived = true
      $0.vetting.state = .declined
      $0.vetting.reason = "fake followers"
    }
    try sketch.session.change(other) { $0.vetting.state = .approved }
    let before = sketch.session
    let inverse = try sketch.session.apply(AccountMerge(before).merge([other], into: keeper))
    let row = try #require(sketch.session.roster[keeper])
    #expect(row.vetting.state == .declined && row.vetting.reason == "fake followers")
    #expect(!row.isArchived)
    try sketch.session.apply(inverse)
    #expect(sketch.session == before)
  }

  @Test("What was decided otherwise, and a further reason, go into the notes")
  func otherDecisions() throws {
    func merged(
      _ keep: (inout Vetting) -> Void, _ give: (inout Vetting) -> Void
    ) throws -> Influencer {
      var sketch = Sketch()
      let keeper = try sketch.influencer("anna")
      let other = try sketch.influencer("anna2")
      try sketch.session.change(keeper) { keep(&$0.vetting) }
      try sketch.session.change(other) { give(&$0.vetting) }
      try sketch.session.apply(AccountMerge(sketch.session).merge([other], into: keeper))
      return try #require(sketch.session.roster[keeper])
    }
    func decline(_ vetting: inout Vetting) {
      vetting.state = .declined
      vetting.since = .on("2026-11-01")
      vetting.reason = "Bad faith."
    }
    let alias = "Merged with @anna2."
    let approved = try merged({ $0.state = .approved }, decline)
    #expect(approved.vetting.state == .approved && approved.vetting.reason.isEmpty)
    #expect(
      approved.notes == "\(alias)\n@anna2 had been declined on 2026-11-01: Bad faith.")
    let twice = try merged(
      {
        decline(&$0)
        $0.reason = "fake followers"
      }, decline)
    #expect(twice.vetting.reason == "fake followers")
    #expect(twice.notes == "\(alias)\n@anna2 had been declined on 2026-11-01: Bad faith.")
    let declined = try merged(decline) { $0.state = .approved }
    #expect(declined.notes == "\(alias)\n@anna2 had been approved.")
    // What is taken over isn't repeated.
    let undecided = try merged({ _ in }, decline)
    #expect(undecided.vetting.reason == "Bad faith." && undecided.notes == alias)
    #expect(try merged(decline, decline).notes == alias)
  }

  @Test("What can't be merged is refused with the reason")
  func refusals() throws {
    var sketch = Sketch()
    let one = try sketch.influencer("anna")
    let other = try sketch.influencer("anna", platform: .tiktok)
    let merge = AccountMerge(sketch.session)
    let refusal = #expect(throws: AccountMerge.Refusal.self) {
      try merge.merge([other], into: one)
    }
    #expect(
      refusal?.description
        == "@anna is on TikTok and @anna on Instagram: link them as one person instead.")
    for ids in [[], [one], [InfluencerID(9)]] as [Set<InfluencerID>] {
      #expect(throws: AccountMerge.Refusal.self) { try merge.merge(ids, into: one) }
    }
    #expect(throws: AccountMerge.Refusal.self) { try merge.merge([one], into: InfluencerID(9)) }
    #expect(throws: AccountMerge.Refusal.self) { try merge.link([one]) }
    #expect(throws: AccountMerge.Refusal.self) { try merge.split([one, other]) }
  }

  @Test("Links take the person that is there, else a name nobody is linked by")
  func links() throws {
    var sketch = Sketch()
    let ids = try (1...4).map { try sketch.influencer("a\($0)", platform: .x) }
    try sketch.session.change(ids[0]) { $0.name = "Anna" }
    try sketch.session.change(ids[2]) { $0.person = "Anna" }
    try sketch.session.apply(AccountMerge(sketch.session).link([ids[0], ids[1]]))
    #expect(sketch.session.roster.rows.map(\.person) == ["Anna (2)", "Anna (2)", "Anna", ""])
    #expect(throws: AccountMerge.Refusal.self) {
      try AccountMerge(sketch.session).link([ids[0], ids[1]])
    }
    try sketch.session.apply(AccountMerge(sketch.session).split([ids[1], ids[3]]))
    #expect(sketch.session.roster.rows.map(\.person) == ["Anna (2)", "", "Anna", ""])
    try sketch.session.apply(AccountMerge(sketch.session).link(Set(ids), person: "Everybody"))
    #expect(Set(sketch.session.roster.rows.map(\.person)) == ["Everybody"])
  }

  @Test(
    "Of any session: it applies, nothing is lost, and its inverse restores it",
    arguments: 0..<60 as Range<UInt64>)
  func property(seed: UInt64) throws {
    var random = try RandomSession(seed: seed, rows: 120)
    try spoil(&random)
    var session = random.sketch.session
    for _ in 0..<6 {
      let before = session
      let byPlatform = Dictionary(grouping: session.roster.rows, by: \.platform)
      let crowds = byPlatform.values.filter { $0.count > 1 }.sorted { $0[0].id < $1[0].id }
      guard !crowds.isEmpty else { break }
      let crowd = random.pick(crowds)
      let keeper = random.pick(crowd).id
      let removed = Set(crowd.map(\.id).filter { $0 != keeper && random.chance(0...2) > 0 })
      guard !removed.isEmpty else { continue }
      let edit = try AccountMerge(session).merge(removed, into: keeper)
      let inverse = try session.apply(edit)
      let after = session
      #expect(
        session.roster.rows.map(\.id)
          == before.roster.rows.map(\.id).filter { !removed.contains($0) })
      func renamed(_ id: InfluencerID?) -> InfluencerID? {
        id.map { removed.contains($0) ? keeper : $0 }
      }
      #expect(
        session.bookings.rows.map(\.influencer)
          == before.bookings.rows.map { renamed($0.influencer) })
      for row in before.measurements.rows {
        var expected = row
        expected.influencer = renamed(row.influencer)
        #expect(session.measurements[row.identity] == expected)
      }
      #expect(session.measurements.count == before.measurements.count)
      #expect(session.campaigns == before.campaigns)
      let ids = Set(before.roster.rows.map(\.id)).subtracting(removed)
      #expect(
        session.settings.overlaps.allSatisfy { ids.contains($0.one) && ids.contains($0.other) })
      // A campaign's totals don't depend on who is who.
      var ledger = KPILedger(before, dimensions: [.campaign, .influencer])
      let former = try #require(ledger.table(by: .campaign))
      let now = KPILedger(session, dimensions: [.campaign, .influencer])
      for (one, other) in zip(former.rows, try #require(now.table(by: .campaign)).rows) {
        for figure in additive {
          #expect(figure.value(one.totals) == figure.value(other.totals), "\(figure.name)")
        }
        #expect(one.totals.cost == other.totals.cost)
      }
      // The figures on the screen follow the change.
      ledger.follow(inverse, in: session)
      #expect(
        ledger.table(by: .influencer)?.figures == now.table(by: .influencer)?.figures)
      let again = try session.apply(inverse)
      #expect(session == before)
      try session.apply(again)
      #expect(session == after)
    }
  }

  /// Archived accounts, contradictory dates, earlier figures, checks and overlaps.
  private func spoil(_ random: inout RandomSession) throws {
    var session = random.sketch.session
    for var row in session.roster.rows {
      row.isArchived = random.chance(0...3) == 0
      let day = Day.on("2026-01-01")
      func maybe(_ range: ClosedRange<Int>) -> Day? {
        random.chance(0...1) == 0 ? nil : day + random.chance(range)
      }
      row.found = maybe(0...20)
      row.approved = maybe(0...20)
      if let found = row.found, let approved = row.approved, approved < found { row.found = nil }
      row.asOf = maybe(0...3)
      row.fee = random.chance(0...1) == 0 ? nil : Money(minorUnits: Int64(random.chance(0...3)))
      row.email = random.pick(["", "a@b.example", "c@d.example"])
      row.history = (0..<random.chance(0...3)).map {
        Snapshot(
          day: day + -$0, followers: random.chance(1...4), engagementRate: nil, fee: nil)
      }
      row.vetting.state = random.pick(Vetting.State.allCases)
      row.vetting.since = maybe(0...5)
      row.vetting.hours = Hours(hundredths: random.chance(0...100))
      row.vetting.checks = (0..<random.chance(0...2)).map {
        Check(random.pick(["profile", "safety"]), on: day + $0)
      }
      row.custom = random.chance(0...1) == 0 ? [:] : ["Rank": "\(random.chance(1...9))"]
      try session.apply(.put(row))
    }
    var settings = session.settings
    for _ in 0..<6 {
      let (one, other) = (random.pick(session.roster.rows).id, random.pick(session.roster.rows).id)
      if one == other { continue }
      settings.overlaps.append(
        AudienceOverlap(one, other, share: Share(millionths: Int64(random.chance(0...9)))))
    }
    try session.apply(.settings(settings))
    random.sketch.session = session
  }
}

extension Session {
  mutating func change(_ id: InfluencerID, _ body: (inout Influencer) -> Void) throws {
    guard var row = roster[id] else { return }
    body(&row)
    try apply(.put(row))
  }
}
