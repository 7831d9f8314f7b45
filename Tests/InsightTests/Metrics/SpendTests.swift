import Marketing
import Testing

@testable import Metrics

@Suite("Ad spend, names and several codes")
struct SpendTests {
  /// Anna is booked for 400.00 and advertised for 540.25 and 500.00; Ben is only advertised, for 260.00.
  private func session() throws -> Session {
    var session = Session(settings: Settings(name: "test"))
    var campaign = Campaign(id: CampaignID(1), name: "Spring", goal: .conversions)
    campaign.budget = Money(minorUnits: 200_000)
    try session.apply(.put(campaign))
    for (id, handle, followers) in [(1, "anna.k", 80_000), (2, "ben_run", 5_000)] {
      var influencer = Influencer(id: InfluencerID(id), handle: handle, platform: .instagram)
      influencer.followers = followers
      try session.apply(.put(influencer))
    }
    var booking = Booking(id: BookingID(1), campaign: CampaignID(1), influencer: InfluencerID(1))
    booking.fee = Money(minorUnits: 40_000)
    booking.stage = .contracted
    booking.promoCode = "ANNA10"
    try session.apply(.put(booking))
    let days = [
      ("1 2026-03-01", 1, 1, 120_000, 54_025, 33, 165_000),
      ("1 2026-03-02", 1, 2, 100_000, 50_000, 30, 150_000),
      ("2 2026-03-01", 2, 1, 60_000, 26_000, 12, 60_000),
    ]
    for (key, who, day, impressions, spend, sold, revenue) in days {
      let day = try #require(Day(year: 2026, month: 3, day: day))
      var row = Measurement(campaign: CampaignID(1), key: key, kind: .increment, day: day)
      row.from = day
      row.influencer = InfluencerID(who)
      row.counts.impressions = impressions
      row.counts.spend = Money(minorUnits: Int64(spend))
      row.counts.conversions = sold
      row.counts.revenue = Money(minorUnits: Int64(revenue))
      try session.apply(.put(row))
    }
    return session
  }

  @Test("Spend counts into cost, CPM, CPA and ROAS, and stands by itself")
  func spendIsCost() throws {
    let session = try session()
    let table = KPITable.make(session, by: .influencer)
    let anna = try #require(table[.influencer(InfluencerID(1))])
    // 400.00 + 540.25 + 500.00 = 1,440.25; 220,000 impressions; 63 sold for 3,150.00.
    #expect(anna.totals.spend == Money(minorUnits: 104_025))
    #expect(anna.totals.cost == Money(minorUnits: 144_025))
    #expect(anna.value(.cpm)?.double == 144_025.0 * 1000 / 220_000)
    #expect(anna.value(.cpa)?.double == 144_025.0 / 63)
    #expect(anna.value(.roas)?.double == 315_000.0 / 144_025)
    let ben = try #require(table[.influencer(InfluencerID(2))])
    #expect(ben.totals.cost == Money(minorUnits: 26_000))
    #expect(table.total.cost == Money(minorUnits: 170_025))
    #expect(table.total.value(.spend)?.numerator == 130_025)
  }

  @Test("A day has its spend, but no cost: bookings have no day")
  func daysHaveNoCost() throws {
    let session = try session()
    let days = KPITable.make(session, by: .day)
    #expect(
      days.rows.map(\.totals.spend) == [Money(minorUnits: 80_025), Money(minorUnits: 50_000)])
    #expect(days.rows.allSatisfy { $0.totals.cost == nil && $0.value(.cpm) == nil })
    #expect(days.total.cost == Money(minorUnits: 170_025))
    let first = try #require(Day(iso: "2026-03-01"))
    let range = KPITable.make(session, by: .influencer, days: first...first)
    #expect(range.total.spend == Money(minorUnits: 80_025) && range.total.cost == nil)
    let ledger = KPILedger(session, dimensions: [.influencer, .day])
    #expect(ledger.table(by: .influencer)?.total == KPITable.make(session, by: .influencer).total)
    #expect(ledger.table(by: .day)?.rows == days.rows)
  }

  @Test("Spend is taken off the budget, in its tier")
  func budgets() throws {
    let budget = Budget.make(try session()).campaigns[0]
    #expect(budget.all.adSpend == Money(minorUnits: 130_025))
    #expect(budget.all.spent == Money(minorUnits: 130_025))
    #expect(budget.all.committed == Money(minorUnits: 170_025))
    #expect(budget.left == Money(minorUnits: 29_975))
    let sum = budget.tiers.reduce(Money.zero) { $0 + $1.line.committed }
    #expect(sum == budget.all.committed)
  }

  @Test("Days of one ad are one post")
  func oneAdIsOnePost() throws {
    let posts = PostList.make(try session(), of: .total, in: .total)
    #expect(posts.map(\.label).sorted() == ["1", "2"])
    #expect(posts.map(\.measurements.count).sorted() == [1, 2])
  }

  @Test(
    "Figures of a name belong to whoever gets it, in tables and in the ledger; undo takes them back"
  )
  func namesFindTheirOwner() throws {
    var session = try session()
    var ledger = KPILedger(session, dimensions: [.influencer])
    var row = Measurement(
      campaign: CampaignID(1), key: "p9", kind: .total, day: try #require(Day(iso: "2026-03-05")))
    row.creator = Creator("@Cleo", on: .tiktok)
    row.counts.likes = 70
    ledger.follow(try session.apply(.put(row)), in: session)
    #expect(ledger.table(by: .influencer)?[.unattributed]?.totals.likes == 70)
    let report = UnattributedReport.make(session)
    #expect(report.unattributed.map(\.issue) == [.notInRoster("@Cleo")])
    // Two of the name: the platform tells.
    let other = Influencer(id: InfluencerID(3), handle: "cleo", platform: .youtube)
    ledger.follow(
      try session.apply(.put(other)), in: session)
    let cleo = Influencer(id: InfluencerID(4), handle: "cleo", platform: .tiktok)
    let undo = try session.apply(.put(cleo))
    ledger.follow(undo, in: session)
    for table in [ledger.table(by: .influencer), KPITable.make(session, by: .influencer)] {
      #expect(table?[.influencer(InfluencerID(4))]?.totals.likes == 70)
      #expect(table?[.unattributed] == nil)
    }
    ledger.follow(try session.apply(undo), in: session)
    #expect(ledger.table(by: .influencer)?[.influencer(InfluencerID(4))] == nil)
  }

  @Test("Of several codes in a cell the known one credits, once; codes of two people are a doubt")
  func severalCodes() throws {
    var session = try session()
    var booking = Booking(id: BookingID(2), campaign: CampaignID(1), influencer: InfluencerID(2))
    booking.promoCode = "BEN15"
    booking.stage = .contracted
    try session.apply(.put(booking))
    func order(_ key: String, _ codes: String) throws {
      var row = Measurement(
        campaign: CampaignID(1), key: key, kind: .increment,
        day: try #require(Day(iso: "2026-03-06")))
      row.promoCode = codes
      row.counts.clicks = 1
      try session.apply(.put(row))
    }
    try order("a", "ANNA10, FREESHIP")
    try order("b", "freeship;anna10")
    try order("c", "ANNA10, BEN15")
    let table = KPITable.make(session, by: .influencer)
    #expect(table[.influencer(InfluencerID(1))]?.totals.clicks == 2)
    #expect(table[.unattributed]?.totals.clicks == 1)
    let issues = UnattributedReport.make(session).unattributed.map(\.issue)
    #expect(issues == [.ambiguousCode("anna10, ben15", [BookingID(1), BookingID(2)])])
  }
}
