@testable import Demo
@testable import Marketing

/// Random edits of a small world, so that they interact: many are refused, many replace, some remove.
struct RandomEdits {
  var random: SeededGenerator

  init(seed: UInt64) { random = SeededGenerator(seed: seed) }

  mutating func next(depth: Int = 0) -> Edit {
    switch random.uniform() {
    case ..<0.04: settings()
    case ..<0.28: influencer()
    case ..<0.42: campaign()
    case ..<0.62: booking()
    case ..<0.66: feed()
    case ..<0.86 where depth < 3: group(depth)
    default: measurement()
    }
  }

  private mutating func group(_ depth: Int) -> Edit {
    .group("Group \(depth)", (0..<random.whole(0...5)).map { _ in next(depth: depth + 1) })
  }

  private mutating func settings() -> Edit {
    var settings = Settings(name: random.chance(0.1) ? "" : "Name \(random.whole(1...3))")
    if random.chance(0.3) { settings.tiers = .industry }
    if random.chance(0.2), let yen = Currency(code: "JPY") { settings.currency = yen }
    return .settings(settings)
  }

  private mutating func influencer() -> Edit {
    let id = InfluencerID(random.whole(1...6))
    if random.chance(0.3) { return .influencer(id, nil) }
    var row = Influencer(
      id: id, handle: random.chance(0.05) ? "" : "handle\(random.whole(1...9))",
      platform: random.pick(Platform.known))
    row.followers = random.chance(0.8) ? random.whole(-100...2_000_000) : nil
    row.fee = random.chance(0.3) ? money() : nil
    row.isArchived = random.chance(0.3)
    return .put(row)
  }

  private mutating func campaign() -> Edit {
    let id = CampaignID(random.whole(1...3))
    if random.chance(0.3) { return .campaign(id, nil) }
    var row = Campaign(
      id: id, name: random.chance(0.05) ? "" : "Campaign", goal: random.pick(Goal.allCases))
    row.start = random.chance(0.7) ? Fixtures.day + random.whole(0...9) : nil
    row.end = random.chance(0.7) ? Fixtures.day + random.whole(3...20) : nil
    row.budget = money()
    row.targets = [Target(kpi: random.pick(KPI.allCases), value: Int64(random.whole(0...9)))]
    return .put(row)
  }

  private mutating func feed() -> Edit {
    let id = FeedID(random.whole(1...3))
    if random.chance(0.3) { return .feed(id, nil) }
    var row = Feed(
      id: id, name: random.chance(0.1) ? "" : "Feed",
      source: .command(arguments: ["x"], every: random.whole(0...9), timeLimit: 5))
    row.campaign = random.chance(0.5) ? CampaignID(random.whole(1...3)) : nil
    return .put(row)
  }

  private mutating func booking() -> Edit {
    let id = BookingID(random.whole(1...8))
    if random.chance(0.3) { return .booking(id, nil) }
    var row = Booking(
      id: id, campaign: CampaignID(random.whole(1...3)),
      influencer: InfluencerID(random.whole(1...6)))
    row.stage = random.pick(Stage.allCases)
    row.fee = money()
    row.deliverables = [Deliverable("reel", count: random.whole(0...20))]
    return .put(row)
  }

  /// Only people in the fixed part of the world: a measurement may name someone unknown, and whoever then gets that
  /// number couldn't be removed again.
  private mutating func measurement() -> Edit {
    var row = Fixtures.measurement(&random)
    if random.chance(0.25) { return .measurement(row.identity, nil) }
    row.influencer = random.chance(0.7) ? InfluencerID(100) : nil
    row.booking = random.chance(0.3) ? BookingID(100) : nil
    row.counts.impressions = random.chance(0.05) ? -1 : random.whole(0...9)
    return .put(row)
  }

  private mutating func money() -> Money {
    Money(minorUnits: random.chance(0.6) ? 0 : Int64(random.whole(-5...500)))
  }
}
