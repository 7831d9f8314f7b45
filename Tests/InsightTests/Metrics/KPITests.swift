import Marketing
import Metrics
import Testing

@Suite("KPIs")
struct KPITests {
  /// Two influencers with all figures, one row without reach, one without engagements.
  private func example() throws -> (session: Session, campaign: CampaignID) {
    var sketch = Sketch()
    let spring = try sketch.campaign()
    let anna = try sketch.influencer("anna", followers: 50_000)
    let mega = try sketch.influencer("mega", followers: 2_000_000)
    try sketch.booking(anna, spring, .live, fee: 30_000, product: 5_000, commission: 1_500)
    try sketch.booking(mega, spring, .contracted, fee: 500_000)
    try sketch.booking(mega, spring, .proposed, fee: 900_000)
    try sketch.booking(anna, spring, .declined, fee: 70_000)
    try sketch.measure(spring, "a1", .total, by: anna) {
      $0.impressions = 60_000
      $0.reach = 40_000
      $0.likes = 1_000
      $0.comments = 200
      $0.saves = 34
      $0.clicks = 600
    }
    try sketch.measure(spring, "a2", .total, by: anna) { $0.likes = 500 }
    try sketch.measure(spring, "m1", .total, by: mega) {
      $0.impressions = 1_000_000
      $0.reach = 800_000
      $0.likes = 8_000
      $0.shares = 400
    }
    try sketch.measure(spring, "m2", .total, by: mega) { $0.reach = 100_000 }
    try sketch.measure(spring, "shop-1", by: anna) {
      $0.conversions = 30
      $0.revenue = Money(minorUnits: 120_000)
    }
    return (sketch.session, spring)
  }

  @Test("Bases never mix: only rows that know both sides enter a rate")
  func pairing() throws {
    let total = KPITable.make(try example().session, by: .total).total
    #expect(total.engagements == 10_134)
    #expect(total.reach == 940_000)
    let rate = try #require(total.value(.engagementRateByReach))
    #expect(rate.numerator == 9_634)
    #expect(rate.denominator == 840_000)
    #expect(rate.double == 9_634.0 / 840_000)
    #expect(
      total.explanation(of: .engagementRateByReach, currency: .usDollar)
        == "engagements 9,634 ÷ reach 840,000; 500 engagements without reach left out; 100,000 reach without engagements left out"
    )
    let ctr = try #require(total.value(.ctr))
    #expect(ctr.numerator == 600 && ctr.denominator == 60_000)
    let frequency = try #require(total.value(.frequency))
    #expect(frequency.numerator == 1_060_000 && frequency.denominator == 840_000)
  }

  @Test("Costs are those of committed bookings, and the quotients of sums follow")
  func costs() throws {
    let (session, _) = try example()
    let table = KPITable.make(session, by: .influencer)
    let anna = try #require(table.rows.first).totals
    #expect(anna.cost?.minorUnits == 36_500)
    #expect(anna.value(.roas)?.double == 120_000.0 / 36_500)
    #expect(anna.value(.roi)?.numerator == 83_500)
    #expect(anna.value(.cpa)?.double == 36_500.0 / 30)
    #expect(anna.value(.aov)?.double == 4_000)
    #expect(anna.value(.cpm)?.double == 36_500.0 * 1000 / 60_000)
    #expect(anna.value(.cpe)?.double == 36_500.0 / 1_734)
    #expect(anna.value(.cpc)?.double == 36_500.0 / 600)
    #expect(anna.value(.cvr)?.double == 30.0 / 600)
    #expect(
      anna.explanation(of: .cpm, currency: .usDollar)
        == "cost $365.00 × 1,000 ÷ impressions 60,000")
    #expect(
      anna.explanation(of: .roi, currency: .usDollar)
        == "revenue − cost $835.00 ÷ cost $365.00")
    let mega = try #require(table.rows.last).totals
    #expect(mega.cost?.minorUnits == 500_000)
    #expect(mega.value(.roas) == nil)
    #expect(
      mega.explanation(of: .roas, currency: .usDollar) == "revenue unknown ÷ cost $5,000.00")
    #expect(table.total.cost?.minorUnits == 536_500)
    let days = KPITable.make(session, by: .day)
    #expect(days.rows.allSatisfy { $0.totals.cost == nil })
    #expect(days.total.cost?.minorUnits == 536_500)
  }

  @Test("Each influencer's followers count once in a group")
  func followers() throws {
    let (session, _) = try example()
    let total = KPITable.make(session, by: .day).total
    #expect(total.followers == 2_050_000)
    #expect(total.value(.engagementRateByFollowers)?.numerator == 10_134)
    #expect(total.influencers == 2)
    var sketch = Sketch(session: session)
    let nameless = try sketch.influencer("nameless")
    try sketch.measure(CampaignID(1), "n1", by: nameless) { $0.likes = 9 }
    let more = KPITable.make(sketch.session, by: .total).total
    #expect(more.engagements == 10_143)
    #expect(more.value(.engagementRateByFollowers)?.numerator == 10_134)
    #expect(more.influencers == 3)
  }

  @Test("A typical creator is the median of ratios, beside the ratio of sums")
  func typical() throws {
    var sketch = Sketch()
    let spring = try sketch.campaign()
    for (handle, likes) in [("a", 10), ("b", 40), ("c", 50)] {
      let id = try sketch.influencer(handle, followers: 5000)
      try sketch.measure(spring, handle, by: id) {
        $0.likes = likes
        $0.reach = 1000
      }
    }
    let giant = try sketch.influencer("giant", followers: 5_000_000)
    try sketch.measure(spring, "g", by: giant) {
      $0.likes = 1000
      $0.reach = 1_000_000
    }
    try sketch.measure(spring, "nobody") {
      $0.likes = 9
      $0.reach = 10
    }
    let table = KPITable.make(sketch.session, by: .tier)
    #expect(table.rows.map(\.label) == ["Micro", "Mega", "Unattributed"])
    #expect(
      table.typical(.engagementRateByReach, in: table.rows[0])
        == Typical(median: 0.04, influencers: 3))
    #expect(table.typical(.engagementRateByReach) == Typical(median: 0.025, influencers: 4))
    #expect(table.typical(.engagementRateByReach, in: table.rows[2]) == nil)
    #expect(table.typical(.ctr) == nil)
    #expect(table.creators(in: table.rows[0]).count == 3)
  }

  @Test("Someone with several niches counts in the first, whatever its case")
  func niches() throws {
    var sketch = Sketch()
    let spring = try sketch.campaign()
    let a = try sketch.influencer("a", niches: ["Beauty", "Travel"])
    let b = try sketch.influencer("b", niches: ["beauty"])
    let c = try sketch.influencer("c")
    for id in [a, b, c] { try sketch.measure(spring, "k\(id.number)", by: id) { $0.likes = 1 } }
    let table = KPITable.make(sketch.session, by: .niche)
    #expect(table.rows.map(\.key) == [.niche("beauty"), .unknown])
    #expect(table.rows.map(\.totals.likes) == [2, 1])
    #expect(table.rows.map(\.label) == ["beauty", "Unknown niche"])
  }

  @Test("A divisor at or below zero gives no quotient")
  func noDivisor() throws {
    var sketch = Sketch()
    let spring = try sketch.campaign()
    try sketch.measure(spring, "refund") {
      $0.conversions = -1
      $0.revenue = Money(minorUnits: -4_000)
      $0.clicks = 0
    }
    let total = KPITable.make(sketch.session, by: .total).total
    #expect(total.value(.revenue)?.numerator == -4_000)
    #expect(total.value(.aov) == nil)
    #expect(total.value(.cvr) == nil)
  }

  @Test("Every KPI says what it is")
  func words() {
    #expect(KPI.engagementRateByReach.title == "ER/reach")
    #expect(KPI.engagementRateByReach.formula == "engagements ÷ reach")
    #expect(KPI.cpm.formula == "cost × 1,000 ÷ impressions")
    #expect(Set(KPI.allCases.map(\.title)).count == KPI.allCases.count)
    for kpi in KPI.allCases { #expect(!kpi.meaning.isEmpty && !kpi.formula.isEmpty) }
  }
}
