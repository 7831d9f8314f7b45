import Marketing
import Testing

@testable import Metrics

@Suite("Whose orders count, and reach that isn't known exactly")
struct SourcesTests {
  private static let one = CampaignID(1)

  private func session() throws -> Session {
    var session = Session(settings: Settings(name: "test"))
    try session.apply(.put(Campaign(id: Self.one, name: "Spring", goal: .conversions)))
    for (id, handle) in [(1, "anna.glow"), (2, "ben.fit")] {
      try session.apply(
        .put(Influencer(id: InfluencerID(id), handle: handle, platform: .instagram)))
    }
    return session
  }

  private func day(_ number: Int) throws -> Day {
    try #require(Day(year: 2026, month: 3, day: number))
  }

  private func sale(
    _ key: String, _ channel: SalesChannel?, _ conversions: Int, _ cents: Int64?
  ) throws -> Measurement {
    var row = Measurement(campaign: Self.one, key: key, kind: .increment, day: try day(2))
    row.channel = channel
    row.counts.conversions = conversions
    row.counts.revenue = cents.map { Money(minorUnits: $0) }
    row.source = "\(channel?.rawValue ?? "none").csv"
    return row
  }

  @Test("The same two orders from three sources are two, and what the others say stays visible")
  func oneSource() throws {
    var session = try session()
    var ad = try sale("ad", .ads, 3, 21_000)
    ad.counts.spend = Money(minorUnits: 9_000)
    let rows = [
      try sale("#1", .shop, 1, 10_500), try sale("#2", .shop, 1, 8_500),
      try sale("ga", .analytics, 2, 19_300), ad,
    ]
    for row in rows { try session.apply(.put(row)) }
    let total = KPITable.make(session, by: .campaign).total
    #expect(total.conversions == 2 && total.revenue == Money(minorUnits: 19_000))
    // What ads cost is known to nobody else.
    #expect(total.spend == Money(minorUnits: 9_000))
    let others = UncountedSales.all(in: session)
    #expect(others.map(\.channel) == [.analytics, .ads] && others.map(\.conversions) == [2, 3])
    #expect(
      others[0].revenue == Money(minorUnits: 19_300) && others[0].sources == ["analytics.csv"])
    var settings = session.settings
    settings.ordersFrom = .analytics
    try session.apply(.settings(settings))
    #expect(KPITable.make(session, by: .total).total.revenue == Money(minorUnits: 19_300))
    // A source that the campaign hasn't is no choice.
    settings.ordersFrom = .codes
    try session.apply(.settings(settings))
    #expect(KPITable.make(session, by: .total).total.conversions == 2)
  }

  @Test("Repeats of a subscription are counted apart, with the ledger and without")
  func repeats() throws {
    var session = try session()
    var ledger = KPILedger(session, dimensions: [.total])
    func put(_ key: String, _ cents: Int64, isRepeat: Bool, _ channel: SalesChannel = .shop) throws
    {
      var row = try sale(key, channel, 1, cents)
      row.isRepeat = isRepeat
      ledger.follow(try session.apply(.put(row)), in: session)
      #expect(ledger.table(by: .total)?.total == KPITable.make(session, by: .total).total)
    }
    try put("#1", 30_00, isRepeat: false)
    try put("#2", 20_00, isRepeat: true)
    try put("#3", 31_50, isRepeat: true)
    // What another source says about them is the same orders once more.
    try put("#3 · affiliate", 31_50, isRepeat: true, .affiliate)
    try put("#1 · affiliate", 30_00, isRepeat: false, .affiliate)
    let total = KPITable.make(session, by: .total).total
    #expect(total.conversions == 1 && total.revenue == Money(minorUnits: 30_00))
    let repeats = SubscriptionRepeats.all(in: session)
    #expect(repeats.map(\.orders) == [2] && repeats[0].revenue == Money(minorUnits: 51_50))
    #expect(UncountedSales.all(in: session).map(\.conversions) == [1])
    #expect(try SubscriptionRepeats.all(in: session, days: day(3)...day(9)).isEmpty)
    try put("#3", 31_50, isRepeat: false)
    #expect(KPITable.make(session, by: .total).total.conversions == 2)
  }

  @Test("An ad platform's conversions count while nothing better is there")
  func onlyAds() throws {
    var session = try session()
    var ledger = KPILedger(session, dimensions: [.total])
    func follow(_ edit: Edit) throws -> Int? {
      ledger.follow(try session.apply(edit), in: session)
      #expect(ledger.table(by: .total)?.total == KPITable.make(session, by: .total).total)
      return ledger.table(by: .total)?.total.conversions
    }
    #expect(try follow(.put(sale("ad", .ads, 3, 21_000))) == 3)
    let order = try sale("#1", .shop, 1, 10_500)
    #expect(try follow(.put(order)) == 1)
    #expect(try follow(.measurement(order.identity, nil)) == 3)
  }

  private func reached(
    _ key: String, _ number: Int, _ reach: Int, _ kind: Measurement.Kind, spend: Int64? = nil
  ) throws -> Measurement {
    var row = Measurement(campaign: Self.one, key: key, kind: kind, day: try day(number))
    if kind == .increment { row.from = row.day }
    row.influencer = InfluencerID(1)
    row.counts.reach = reach
    row.counts.likes = reach / 10
    row.counts.spend = spend.map { Money(minorUnits: $0) }
    return row
  }

  @Test("What days reached isn't added up: it is between the largest and the sum")
  func days() throws {
    var session = try session()
    var ledger = KPILedger(session, dimensions: [.total, .day])
    func follow(_ edit: Edit) throws {
      ledger.follow(try session.apply(edit), in: session)
      #expect(ledger.table(by: .total)?.total == KPITable.make(session, by: .total).total)
    }
    let second = try reached("1 2026-03-02", 2, 118_000, .increment)
    try follow(.put(reached("1 2026-03-01", 1, 43_000, .increment)))
    #expect(ledger.table(by: .total)?.total.reach == 43_000)
    try follow(.put(second))
    let total = try #require(ledger.table(by: .total)).total
    #expect(total.reach == nil && total.reachBand == 118_000...161_000)
    #expect(total.value(.reach) == nil && total.value(.engagementRateByReach) == nil)
    #expect(total.explanation(of: .reach, currency: .usDollar).contains("118,000 to 161,000"))
    // Each day by itself is known.
    #expect(ledger.table(by: .day)?.rows.map(\.totals.reach) == [43_000, 118_000])
    try follow(.measurement(second.identity, nil))
    #expect(ledger.table(by: .total)?.total.reach == 43_000)
  }

  @Test("A post and the ad with it reach the same people again; two posts count twice, as ever")
  func paidAndOrganic() throws {
    var session = try session()
    try session.apply(.put(reached("post", 1, 50_000, .total)))
    try session.apply(.put(reached("other post", 1, 10_000, .total)))
    #expect(KPITable.make(session, by: .total).total.reach == 60_000)
    try session.apply(.put(reached("ad", 1, 80_000, .total, spend: 5_000)))
    let total = KPITable.make(session, by: .total).total
    #expect(total.reach == nil && total.reachBand == 80_000...140_000)
    // The rate of posts and ads is that of each.
    #expect(total.value(.engagementRateByReach)?.double == 0.1)
    let posts = PostList.make(session, of: .total, in: .total)
    #expect(posts.compactMap(\.totals.reach).sorted() == [10_000, 50_000, 80_000])
  }

  @Test("An order whose amount isn't known has no part in the average order")
  func averageOrder() throws {
    var session = try session()
    for row in [try sale("#1", .shop, 1, 10_000), try sale("#2", .shop, 1, nil)] {
      try session.apply(.put(row))
    }
    let total = KPITable.make(session, by: .total).total
    #expect(total.conversions == 2)
    #expect(total.value(.aov)?.double == 10_000)
  }

  @Test("Ads that came before the roster belong to whom their name has in it, if that is one")
  func adsBeforeTheRoster() throws {
    var session = Session(settings: Settings(name: "test"))
    try session.apply(.put(Campaign(id: Self.one, name: "Spring", goal: .conversions)))
    for (number, name) in ["anna.glow reel", "anna.glow + ben.fit duet", "Spring sale"].enumerated()
    {
      var row = Measurement(
        campaign: Self.one, key: "\(number)", kind: .increment, day: try day(1))
      row.creator = Creator(name)
      row.counts.spend = Money(minorUnits: 100)
      try session.apply(.put(row))
    }
    var ledger = KPILedger(session, dimensions: [.influencer])
    for (id, handle) in [(1, "anna.glow"), (2, "ben.fit")] {
      let inverse = try session.apply(
        .put(Influencer(id: InfluencerID(id), handle: handle, platform: .instagram)))
      ledger.follow(inverse, in: session)
    }
    let table = try #require(ledger.table(by: .influencer))
    #expect(table[.influencer(InfluencerID(1))]?.totals.spend == Money(minorUnits: 100))
    #expect(table[.influencer(InfluencerID(2))] == nil)
    #expect(table[.unattributed]?.totals.spend == Money(minorUnits: 200))
  }

  /// 3 of Meta, 4 of Google: both while each shows an account of its own, the first as soon as they share one.
  @Test("Of two ad platforms both count while they show different creators")
  func twoAdPlatforms() throws {
    var session = try session()
    var ledger = KPILedger(session, dimensions: [.total])
    func follow(_ edit: Edit) throws -> Int? {
      ledger.follow(try session.apply(edit), in: session)
      #expect(ledger.table(by: .total)?.total == KPITable.make(session, by: .total).total)
      return ledger.table(by: .total)?.total.conversions
    }
    func ad(_ key: String, _ channel: SalesChannel, _ conversions: Int, _ who: Int) throws -> Edit {
      var row = try sale(key, channel, conversions, nil)
      row.influencer = InfluencerID(who)
      return .put(row)
    }
    #expect(try follow(ad("m", .ads, 3, 1)) == 3)
    #expect(try follow(ad("g", .googleAds, 4, 2)) == 7)
    #expect(!ledger.countsSomeSources(of: nil))
    let shared = try ad("g2", .googleAds, 5, 1)
    #expect(try follow(shared) == 3)
    #expect(ledger.countsSomeSources(of: Self.one) && ledger.countsSomeSources(of: nil))
    // And back again once the shared one is gone.
    guard case .measurement(let identity, _) = shared else { return }
    #expect(try follow(.measurement(identity, nil)) == 7)
  }
}
