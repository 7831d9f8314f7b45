import Marketing
import Testing

@testable import LineUps

@Suite("Who can be planned with")
struct PlanDraftTests {
  /// A campaign in March, one in April, and influencers with a fee and ten measured posts each.
  struct Scene {
    var sketch = Sketch()
    let march: CampaignID
    let april: CampaignID

    init() throws {
      march = try sketch.campaign("March", budget: 5_000_00, hours: 100)
      april = try sketch.campaign("April")
      for (id, first, last) in [
        (march, "2026-03-01", "2026-03-31"), (april, "2026-04-01", "2026-04-30"),
      ] {
        var campaign = try #require(sketch.session.campaigns[id])
        campaign.start = .on(first)
        campaign.end = .on(last)
        try sketch.session.apply(.put(campaign))
      }
    }

    @discardableResult
    mutating func influencer(
      _ handle: String, followers: Int? = 20_000, fee: Int64? = 500_00, reach: Int? = 4_000,
      change: (inout Influencer) -> Void = { _ in }
    ) throws -> InfluencerID {
      let id = try sketch.influencer(handle, followers: followers, niches: ["food"])
      var row = try #require(sketch.session.roster[id])
      row.fee = fee.map { Money(minorUnits: $0) }
      row.hoursPerBooking = Hours(hundredths: 400)
      change(&row)
      try sketch.session.apply(.put(row))
      if let reach {
        for place in 0..<10 {
          try sketch.measure(april, "\(handle)\(place)", .total, "2026-01-10", by: id) {
            $0.reach = reach + place
            $0.likes = reach / 20
          }
        }
      }
      return id
    }

    func draft(
      today: Day? = nil, _ change: (inout PlanRequest) -> Void = { _ in }
    ) throws -> PlanDraft {
      let campaign = try #require(sketch.session.campaigns[march])
      var request = PlanRequest(campaign)
      request.goal = .awareness
      change(&request)
      return PlanDraft(sketch.session, campaign, request, today: today)
    }
  }

  @Test func whoHasNeitherAFeeNorAForecastIsLeftOutWithTheReason() throws {
    var scene = try Scene()
    let fine = try scene.influencer("fine")
    let silent = try scene.influencer("silent", followers: nil, fee: 100_00, reach: nil)
    let free = try scene.influencer("free", followers: nil, fee: nil)
    let gone = try scene.influencer("gone")
    try scene.sketch.booking(gone, scene.march, .declined)
    let draft = try scene.draft()
    #expect(draft.candidates.map(\.influencer.id) == [fine])
    #expect(
      draft.excluded == [
        PlanExclusion(influencer: silent, reason: .noForecast(.reach)),
        PlanExclusion(influencer: free, reason: .feeUnknown),
        PlanExclusion(influencer: gone, reason: .declined),
      ])
    #expect(draft.excluded[1].text(scene.sketch.session).hasPrefix("fee unknown"))
    // A fee entered for the plan is as good as any, and an influencer who declined can be asked again.
    let asked = try scene.draft {
      $0.fees[free] = Money(minorUnits: 250_00)
      $0.must = [gone, silent]
    }
    #expect(asked.candidates.map(\.influencer.id) == [fine, free, gone])
    #expect(asked.candidates[1].packages[1].cost == Money(minorUnits: 500_00))
    #expect(asked.missing.map(\.influencer) == [silent])
    // Whoever is archived isn't thought of, unless locked in.
    var row = try #require(scene.sketch.session.roster[fine])
    row.isArchived = true
    try scene.sketch.session.apply(.put(row))
    #expect(try !scene.draft().excluded.contains { $0.influencer == fine })
    let locked = try scene.draft { $0.must = [fine] }
    #expect(locked.missing == [PlanExclusion(influencer: fine, reason: .archived)])
    #expect(
      locked.conflictLines(locked.solve()) { "\($0)" }
        .contains { $0.hasSuffix("is locked in, but can't be planned: archived.") })
  }

  @Test func nobodyIsBookedTwiceOnTheSameDays() throws {
    var scene = try Scene()
    let early = try scene.influencer("early")
    let busy = try scene.influencer("busy")
    let other = try scene.influencer("other")
    func book(_ who: InfluencerID, _ first: String, _ last: String, _ stage: Stage) throws {
      let id = try scene.sketch.booking(who, scene.april, stage)
      var booking = try #require(scene.sketch.session.bookings[id])
      booking.start = .on(first)
      booking.end = .on(last)
      try scene.sketch.session.apply(.put(booking))
    }
    try book(early, "2026-02-20", "2026-03-05", .paid)
    // Twelve free days before, thirteen after, but never fourteen in a row.
    try book(busy, "2026-03-13", "2026-03-18", .proposed)
    try book(other, "2026-03-01", "2026-03-31", .declined)
    let draft = try scene.draft()
    #expect(draft.candidates.map(\.influencer.id) == [early, other])
    #expect(draft.candidates[0].days == .on("2026-03-06") ... .on("2026-03-19"))
    #expect(draft.candidates[1].days == .on("2026-03-01") ... .on("2026-03-14"))
    #expect(
      draft.excluded.first?.text(scene.sketch.session)
        == "booked for April from 2026-03-13 to 2026-03-18")
    let short = try scene.draft { $0.bookingDays = 12 }
    #expect(short.candidates.count == 3)
    let late = try scene.draft(today: .on("2026-03-25"))
    #expect(late.candidates[1].days == .on("2026-03-25") ... .on("2026-03-31"))
  }

  @Test func vettingLeavesOutWhomItNames() throws {
    var scene = try Scene()
    var settings = scene.sketch.session.settings
    settings.brand.countries = ["US"]
    try scene.sketch.session.apply(.settings(settings))
    func put(_ handle: String, _ state: Vetting.State, country: String = "US") throws
      -> InfluencerID
    {
      let id = try scene.influencer(handle)
      var row = try #require(scene.sketch.session.roster[id])
      row.vetting.state = state
      row.country = country
      if state == .declined { row.vetting.reason = "sells watches" }
      try scene.sketch.session.apply(.put(row))
      return id
    }
    let declined = try put("declined", .declined)
    _ = try put("found", .found)
    _ = try put("approved", .approved)
    _ = try put("abroad", .approved, country: "FR")
    _ = try put("unknown", .approved, country: "")
    func asked(_ change: (inout PlanRequest) -> Void) throws -> (in: [String], out: [String]) {
      let draft = try scene.draft(change)
      return (
        draft.candidates.map(\.influencer.handle),
        draft.excluded.map { $0.text(scene.sketch.session) }
      )
    }
    let plain = try asked { _ in }
    #expect(plain.in == ["found", "approved", "abroad", "unknown"])
    #expect(plain.out == ["declined in vetting: sells watches"])
    let cleared = try asked { $0.limits.set(RequestLimit(.vetting, atLeast: 2)) }
    #expect(cleared.in == ["approved", "abroad", "unknown"])
    #expect(cleared.out.last == "found, not approved yet")
    let aligned = try asked { $0.limits.set(RequestLimit(.alignment, atLeast: 60)) }
    #expect(aligned.in == ["found", "approved"])
    #expect(
      aligned.out.suffix(2) == [
        "alignment 0, at least 60 required", "alignment unknown, at least 60 required",
      ])
    // Somebody the manager insists on is planned whatever vetting says.
    #expect(try asked { $0.must = [declined] }.in.first == "declined")
  }

  @Test func contractedBookingsStayAndProposedOnesAreFree() throws {
    var scene = try Scene()
    let kept = try scene.influencer("kept")
    let proposed = try scene.influencer("proposed")
    for (who, stage) in [(kept, Stage.contracted), (proposed, .proposed)] {
      let id = try scene.sketch.booking(who, scene.march, stage, fee: 900_00, product: 50_00)
      var booking = try #require(scene.sketch.session.bookings[id])
      booking.deliverables = [Deliverable("reel", count: 2), Deliverable("story", count: 1)]
      try scene.sketch.session.apply(.put(booking))
    }
    let draft = try scene.draft()
    #expect(draft.candidates.map(\.isKept) == [true, false])
    #expect(draft.candidates[0].packages.map(\.cost) == [Money(minorUnits: 950_00)])
    #expect(draft.problem.candidates.map(\.lock) == [.must, .free])
    #expect(draft.candidates[1].packages.count == 3)
    let afresh = try scene.draft { $0.keepsCommitted = false }
    #expect(afresh.candidates.map(\.isKept) == [false, false])
    // As agreed: 900 for two reels.
    #expect(afresh.candidates[0].packages[0].forecast.fee?.outcome.mean.rounded() == 450_00)
  }

  /// By hand: a segment of 100,000 people, of whom 20, 15 and 5% are reached: 1 − 0.8 · 0.85 · 0.95 = 0.354.
  @Test func uniqueReachIsSainsburys() throws {
    let people = (1...3).map { number in
      var row = Influencer(id: InfluencerID(number), handle: "i\(number)", platform: .instagram)
      row.followers = 60_000
      row.niches = ["Food"]
      row.language = "en"
      return row
    }
    let segment = AudienceSegment(platform: .instagram, region: "EN", niche: "food")
    let model = AudienceModel(people, universes: [segment: 100_000])
    #expect(model.segments == [segment])
    let reach = zip(people, [20_000.0, 15_000, 5_000]).map {
      model.incidence(of: $0, reach: $1)
    }
    #expect(abs(model.uniqueReach(reach) - 35_400) < 1e-6)
    // Where nobody states it: a million people, and those beyond.
    #expect(AudienceModel(people).universes.first == AudienceModel.usualPeople)
    // Two platforms don't share an audience: they add up.
    var other = people[0]
    other.platform = .tiktok
    let two = AudienceModel([people[0], other], universes: [segment: 100_000])
    let sum = two.uniqueReach([
      two.incidence(of: people[0], reach: 20_000), two.incidence(of: other, reach: 10_000),
    ])
    #expect(abs(sum - 30_000) < 1e-6)
  }
}
