import Marketing
import Metrics
import Testing

@Suite("Totals")
struct TotalsTests {
  @Test("A figure that no row knows is absent, one that is zero is zero")
  func absence() throws {
    var sketch = Sketch()
    let spring = try sketch.campaign()
    try sketch.measure(spring, "a") { $0.likes = 0 }
    let total = KPITable.make(sketch.session, by: .total).total
    #expect(total.likes == 0)
    #expect(total.engagements == 0)
    #expect(total.reach == nil)
    #expect(total.revenue == nil)
    #expect(total.cost == nil)
    #expect(total.value(.likes)?.double == 0)
    #expect(total.value(.engagementRateByReach) == nil)
    #expect(total.explanation(of: .reach, currency: .usDollar) == "reach unknown")
  }

  @Test("An empty session has no figures and no rows")
  func empty() {
    let session = Session(settings: Settings(name: "Empty"))
    for dimension in Dimension.allCases {
      let table = KPITable.make(session, by: dimension)
      #expect(table.rows.isEmpty)
      for kpi in KPI.allCases { #expect(table.total.value(kpi) == nil) }
    }
  }

  @Test(
    "Increments add up, of a running total the newest snapshot counts, and each day has its difference"
  )
  func runningTotals() throws {
    var sketch = Sketch()
    let spring = try sketch.campaign()
    let anna = try sketch.influencer("anna")
    // Put in out of order on purpose.
    try sketch.measure(spring, "p1", .total, "2026-03-05", by: anna) { $0.likes = 130 }
    try sketch.measure(spring, "p1", .total, "2026-03-02", by: anna) { $0.likes = 100 }
    try sketch.measure(spring, "p1", .total, "2026-03-09", by: anna) { $0.likes = 120 }
    try sketch.measure(spring, "o1", .increment, "2026-03-05", by: anna) { $0.likes = 7 }

    let days = KPITable.make(sketch.session, by: .day)
    #expect(days.rows.map(\.label) == ["2026-03-02", "2026-03-05", "2026-03-09"])
    #expect(days.rows.map(\.totals.likes) == [100, 37, -10])
    #expect(days.rows.map(\.totals.falls) == [0, 0, 1])
    #expect(days.rows.map(\.totals.posts) == [1, 0, 0])
    #expect(days.total.likes == 127)
    let weeks = KPITable.make(sketch.session, by: .week)
    #expect(weeks.rows.map(\.label) == ["2026-W10", "2026-W11"])
    #expect(weeks.rows.map(\.totals.likes) == [137, -10])
    #expect(weeks.rows.map(\.totals.influencers) == [1, 1])
    #expect(weeks.total.influencers == 1)
  }

  @Test("A snapshot that leaves a figure out changes nothing about it")
  func partialSnapshots() throws {
    var sketch = Sketch()
    let spring = try sketch.campaign()
    try sketch.measure(spring, "p1", .total, "2026-03-02") { $0.likes = 100 }
    try sketch.measure(spring, "p1", .total, "2026-03-03") { $0.reach = 5000 }
    try sketch.measure(spring, "p1", .total, "2026-03-04") {
      $0.likes = 150
      $0.reach = 6000
    }
    let table = KPITable.make(sketch.session, by: .day)
    #expect(table.rows.map(\.totals.likes) == [100, nil, 50])
    #expect(table.rows.map(\.totals.reach) == [nil, 5000, 1000])
    #expect(table.total.likes == 150)
    let rate = try #require(table.total.value(.engagementRateByReach))
    #expect(rate.numerator == 150 && rate.denominator == 6000)
    // The first day with reach also gets the engagements from before: only now do they have a base.
    let first = try #require(table.rows[1].value(.engagementRateByReach))
    #expect(first.numerator == 100 && first.denominator == 5000)
  }

  @Test("The same key in another campaign, or as an increment, is another figure")
  func keysAreScoped() throws {
    var sketch = Sketch()
    let spring = try sketch.campaign()
    let summer = try sketch.campaign("Summer")
    try sketch.measure(spring, "p1", .total, "2026-03-02") { $0.likes = 100 }
    try sketch.measure(summer, "p1", .total, "2026-03-03") { $0.likes = 10 }
    try sketch.measure(spring, "p1", .increment, "2026-03-04") { $0.likes = 1 }
    #expect(KPITable.make(sketch.session, by: .total).total.likes == 111)
    let campaigns = KPITable.make(sketch.session, by: .campaign)
    #expect(campaigns.rows.map(\.label) == ["Spring", "Summer"])
    #expect(campaigns.rows.map(\.totals.likes) == [101, 10])
    #expect(KPITable.make(sketch.session, by: .day, campaign: summer).total.likes == 10)
  }

  @Test("A key in two spellings of one character is one key")
  func canonicalKeys() throws {
    var sketch = Sketch()
    let spring = try sketch.campaign()
    try sketch.measure(spring, "caf\u{E9}", .total, "2026-03-02") { $0.likes = 100 }
    try sketch.measure(spring, "cafe\u{301}", .total, "2026-03-03") { $0.likes = 110 }
    #expect(KPITable.make(sketch.session, by: .total).total.likes == 110)
  }

  @Test("A running total belongs to whom its newest attributed snapshot names")
  func lateAttribution() throws {
    var sketch = Sketch()
    let spring = try sketch.campaign()
    let anna = try sketch.influencer("anna", followers: 5000)
    let booking = try sketch.booking(anna, spring, .live)
    try sketch.measure(spring, "p1", .total, "2026-03-02") { $0.likes = 100 }
    try sketch.measure(spring, "p1", .total, "2026-03-03", for: booking) { $0.likes = 120 }
    try sketch.measure(spring, "p1", .total, "2026-03-04") { $0.likes = 125 }
    let influencers = KPITable.make(sketch.session, by: .influencer)
    #expect(influencers.rows.map(\.totals.likes) == [125])
    #expect(influencers.rows.map(\.label) == ["anna"])
    #expect(KPITable.make(sketch.session, by: .booking).rows.map(\.totals.likes) == [125])
    #expect(
      KPITable.make(sketch.session, by: .booking).rows.map(\.label) == ["anna · Spring"])
  }

  @Test("A range of days holds what those days brought, against the snapshot before it")
  func ranges() throws {
    var sketch = Sketch()
    let spring = try sketch.campaign()
    let anna = try sketch.influencer("anna")
    try sketch.booking(anna, spring, .paid, fee: 1000)
    for (day, likes) in [("2026-03-02", 100), ("2026-03-05", 130), ("2026-03-09", 160)] {
      try sketch.measure(spring, "p1", .total, day, by: anna) { $0.likes = likes }
    }
    let table = KPITable.make(
      sketch.session, by: .influencer, days: .on("2026-03-03") ... .on("2026-03-05"))
    #expect(table.total.likes == 30)
    #expect(table.total.posts == 0)
    #expect(table.total.cost == nil)
    #expect(KPITable.make(sketch.session, by: .influencer).total.cost?.minorUnits == 1000)
  }

  @Test("Weeks are those of ISO 8601, also around the new year")
  func weeks() throws {
    var sketch = Sketch()
    let spring = try sketch.campaign()
    for day in ["2024-12-30", "2026-01-01", "2026-12-31", "2027-01-03", "2027-01-04"] {
      try sketch.measure(spring, day, .increment, day) { $0.likes = 1 }
    }
    let table = KPITable.make(sketch.session, by: .week)
    #expect(table.rows.map(\.label) == ["2025-W01", "2026-W01", "2026-W53", "2027-W01"])
    #expect(table.rows.map(\.totals.likes) == [1, 1, 2, 1])
  }

  @Test("Figures at their limit, and explanations of them, do not trap")
  func extremes() throws {
    var sketch = Sketch()
    let spring = try sketch.campaign()
    let anna = try sketch.influencer("anna", followers: Counts.limit)
    try sketch.booking(anna, spring, .paid, fee: Money.limit.minorUnits)
    for number in 0..<100 {
      try sketch.measure(spring, "\(number)", by: anna) {
        $0.impressions = Counts.limit
        $0.reach = Counts.limit
        $0.likes = Counts.limit
        $0.clicks = Counts.limit
        $0.conversions = Counts.limit
        $0.revenue = Money(minorUnits: -Money.limit.minorUnits)
        $0.netRevenue = $0.revenue
        $0.spend = .zero
      }
    }
    let total = KPITable.make(sketch.session, by: .tier).total
    #expect(total.likes == 100 * Counts.limit)
    #expect(total.value(.cpm)?.double == 10)
    #expect(total.value(.roi)?.double == -101)
    for kpi in KPI.allCases {
      #expect(!total.explanation(of: kpi, currency: .usDollar).isEmpty)
      #expect(total.value(kpi) != nil || [.comments, .shares, .saves].contains(kpi))
    }
    #expect(
      total.explanation(of: .engagements, currency: .usDollar)
        == "likes 100,000,000,000,000 + comments unknown + shares unknown + saves unknown")
  }
}
