import Marketing
import Testing
import Vetting

@Suite("What the roster lacks")
struct RosterGapsTests {
  private let today = Day.on("2026-03-01")

  /// Five beauty accounts, of which two are cleared; one of food; three in Germany, one of them declined.
  private func sketch() throws -> Sketch {
    var sketch = Sketch()
    var settings = sketch.session.settings
    settings.brand.niches = ["Beauty", "food", "knitting", " beauty"]
    settings.brand.countries = ["DE", "FR"]
    settings.brand.languages = ["de"]
    try sketch.session.apply(.settings(settings))
    let followers = [5_000, 20_000, 60_000, 2_000_000, nil]
    for (place, count) in followers.enumerated() {
      let id = try sketch.influencer("b\(place)", followers: count, niches: ["beauty"])
      try sketch.session.change(id) {
        $0.country = place < 2 ? "de" : "US"
        $0.language = place < 2 ? "de-AT" : "en"
        $0.vetting.state = place < 2 ? .approved : .found
      }
    }
    try sketch.influencer("f", followers: 9_000, niches: ["Food", "beauty & care"])
    let declined = try sketch.influencer("d", followers: 9_000, niches: ["beauty"])
    try sketch.session.change(declined) {
      $0.country = "DE"
      $0.vetting.state = .declined
    }
    let archived = try sketch.influencer("z", followers: 9_000, niches: ["knitting"])
    try sketch.session.change(archived) { $0.isArchived = true }
    return sketch
  }

  @Test("Each want with its counts, what lacks most first")
  func counts() throws {
    let gaps = RosterGaps(try sketch().session, today: today)
    #expect(
      gaps.wants.map(\.text) == [
        "No account for FR.",
        "No account for knitting.",
        "No account for food · DE.",
        "Only 1 account for food, 0 cleared; 3 are a safe minimum.",
        "Only 2 accounts for DE, all cleared; 3 are a safe minimum.",
        "Only 2 accounts for de, all cleared; 3 are a safe minimum.",
        "Only 2 accounts for Beauty · DE, all cleared; 3 are a safe minimum.",
        "5 accounts for Beauty, but 2 cleared; 3 are a safe minimum.",
      ])
    #expect(gaps.wants.count { $0.state != .enough } == 8)
    let thin = try #require(gaps.wants.first { $0.want.title == "food" })
    // Two of three are missing and three of three not cleared: (2 × 2/3 + 1) ÷ 3.
    #expect(abs(thin.lack - 7.0 / 9) < 1e-12)
  }

  @Test("Planned campaigns ask for tiers, by their bookings and their goal")
  func tiers() throws {
    var sketch = try sketch()
    let spring = try sketch.campaign("Spring")
    for number in 1...3 { try sketch.booking(InfluencerID(number), spring, .offered) }
    // A duplicate booking, a finished one and a declined one don't ask for any more accounts.
    try sketch.booking(InfluencerID(1), spring, .proposed)
    try sketch.booking(InfluencerID(4), spring, .paid)
    try sketch.booking(InfluencerID(5), spring, .declined)
    var launch = Campaign(id: sketch.session.campaigns.nextID, name: "Launch", goal: .awareness)
    launch.targets = [Target(kpi: .reach, value: 1_000)]
    launch.end = today
    try sketch.session.apply(.put(launch))
    var over = Campaign(id: sketch.session.campaigns.nextID, name: "Over", goal: .engagement)
    over.targets = [Target(kpi: .likes, value: 1)]
    over.end = .on("2026-02-28")
    try sketch.session.apply(.put(over))

    let wants = RosterGaps(sketch.session, today: today).wants
    let micro = try #require(wants.first { $0.want == .init(niche: "Beauty", tier: .micro) })
    #expect(micro.have == 3 && micro.cleared == 2 && micro.asked == 3)
    #expect(micro.campaigns == ["Spring"])
    #expect(micro.state == .uncleared)
    let mega = try #require(wants.first { $0.want == .init(niche: "Beauty", tier: .mega) })
    #expect(
      mega.text == "Only 1 account for Beauty · Mega, 0 cleared; 3 are a safe minimum (Launch).")
    let food = try #require(wants.first { $0.want == .init(niche: "food", tier: .mega) })
    #expect(food.text == "No account for food · Mega (Launch).")
    #expect(!wants.contains { $0.want.niche == "knitting" && $0.want.tier != nil })
  }

  @Test("More booked than three: as many are needed")
  func asked() throws {
    var sketch = Sketch()
    let campaign = try sketch.campaign("Spring")
    for number in 1...5 {
      let id = try sketch.influencer("b\(number)", followers: 5_000, niches: ["beauty"])
      try sketch.session.change(id) { $0.vetting.state = number < 5 ? .contracted : .inVetting }
      try sketch.booking(id, campaign, .offered)
    }
    // The brand names no niche, so those of the bookings count.
    #expect(
      RosterGaps(sketch.session, today: today).wants.map(\.text) == [
        "5 accounts for beauty, but 4 cleared; 5 are booked or proposed.",
        "5 accounts for beauty · Micro, but 4 cleared; 5 are booked or proposed (Spring).",
      ])
    try sketch.session.change(InfluencerID(5)) { $0.vetting.state = .approved }
    let gaps = RosterGaps(sketch.session, today: today)
    #expect(gaps.wants.allSatisfy { $0.state == .enough })
    #expect(gaps.wants.map(\.text).first == "5 accounts for beauty, all cleared.")
  }

  @Test("A campaign without niches anywhere asks for tiers alone; an empty session for nothing")
  func bare() throws {
    var sketch = Sketch()
    #expect(RosterGaps(sketch.session, today: today).wants.isEmpty)
    var launch = Campaign(id: CampaignID(1), name: "Launch", goal: .conversions)
    launch.targets = [Target(kpi: .conversions, value: 10)]
    try sketch.session.apply(.put(launch))
    #expect(
      RosterGaps(sketch.session, today: today).wants.map(\.text) == [
        "No account for Micro (Launch)."
      ])
    launch.isArchived = true
    try sketch.session.apply(.put(launch))
    #expect(RosterGaps(sketch.session, today: today).wants.isEmpty)
  }
}
