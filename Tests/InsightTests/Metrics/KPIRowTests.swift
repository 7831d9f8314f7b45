import Comparison
import Marketing
import Metrics
import Testing

/// Every KPI on one set of figures, worked out by hand, and what a manager takes for granted about each.
@Suite("The table of KPIs")
struct KPIRowTests {
  /// One influencer with 4,000 followers, one post with an ad spend of $40, and one committed booking of $360.
  private func totals() throws -> Totals {
    var sketch = Sketch()
    let spring = try sketch.campaign()
    let anna = try sketch.influencer("anna", followers: 4_000)
    try sketch.booking(anna, spring, .live, fee: 26_000, product: 6_000, commission: 4_000)
    try sketch.measure(spring, "a1", .total, by: anna) {
      $0.impressions = 5_000
      $0.reach = 2_000
      $0.likes = 100
      $0.comments = 60
      $0.shares = 30
      $0.saves = 10
      $0.clicks = 50
      $0.conversions = 8
      $0.revenue = Money(minorUnits: 100_000)
      $0.netRevenue = Money(minorUnits: 80_000)
      $0.spend = Money(minorUnits: 4_000)
    }
    return KPITable.make(sketch.session, by: .total).total
  }

  /// From `totals()`: counts, cents, or fractions.
  private static let expected: [String: Double] = [
    "impressions": 5_000, "reach": 2_000, "likes": 100, "comments": 60, "shares": 30, "saves": 10,
    "engagements": 200, "clicks": 50, "conversions": 8, "revenue": 100_000, "spend": 4_000,
    "cost": 40_000,
    "er-reach": 0.1, "er-impressions": 0.04, "er-followers": 0.05, "frequency": 2.5, "ctr": 0.01,
    "cvr": 0.16, "cpm": 8_000, "cpe": 200, "cpc": 800, "cpa": 5_000, "aov": 12_500, "roas": 2.5,
    "roi": 1.5, "net-revenue": 80_000,
  ]

  @Test("Each KPI comes to what is worked out by hand", arguments: KPI.allCases)
  func values(_ kpi: KPI) throws {
    let expected = try #require(KPIRowTests.expected[kpi.rawValue], "no value for \(kpi.rawValue)")
    let value = try #require(try totals().value(kpi)).double
    #expect(abs(value - expected) <= 1e-12 * abs(expected))
  }

  @Test("Nobody is without a title, a formula and a meaning, and no two KPIs share a title")
  func words() throws {
    for kpi in KPI.allCases {
      #expect(!kpi.title.isEmpty && kpi.title.count <= 12)
      #expect(!kpi.formula.isEmpty && kpi.meaning.hasSuffix("."))
      let explanation = try totals().explanation(of: kpi, currency: .usDollar)
      #expect(!explanation.contains("unknown") && !explanation.contains("no measurement"))
    }
    #expect(Set(KPI.allCases.map(\.title)).count == KPI.allCases.count)
  }

  @Test("What something cost is better lower and counts as using the cost")
  func costs() {
    for kpi in KPI.allCases {
      let isCost = ["cost", "cpm", "cpe", "cpc", "cpa"].contains(kpi.rawValue)
      if kpi.title.hasPrefix("CP") { #expect(isCost, "\(kpi.title) is missing here") }
      #expect(kpi.higherIsBetter == !(isCost || kpi == .spend))
      #expect(kpi.usesCost == (isCost || kpi == .roas || kpi == .roi))
      if isCost { #expect(kpi.unit == .money) }
    }
  }

  @Test("Units are those of what is divided by what")
  func units() {
    for kpi in KPI.allCases {
      let row = kpi.row
      switch (row.numerator.isMoney, row.denominator?.isMoney) {
      case (true, nil), (true, false): #expect(kpi.unit == .money)
      case (false, nil): #expect(kpi.unit == .count)
      case (true, true), (false, false): #expect(kpi.unit == .ratio || kpi.unit == .percent)
      case (false, true): Issue.record("\(kpi.title) is so much of something for money")
      }
      // Figures that a measurement must have together are summed in the log.
      #expect((row.pairing == .measurement) == (kpi.pair != nil))
    }
  }

  @Test("The formula says what is done")
  func formulas() {
    #expect(KPI.cpm.formula == "cost × 1,000 ÷ impressions")
    #expect(KPI.roi.formula == "(revenue − cost) ÷ cost")
    #expect(KPI.engagements.formula == "likes + comments + shares + saves")
    #expect(KPI.cost.formula == "fee + product cost + commission + ad spend")
    #expect(KPI.saves.formula == "Σ saves")
    #expect(KPI.engagementRateByFollowers.formula == "engagements ÷ followers")
  }

  @Test("A comparison takes title, unit and direction of a KPI from the table")
  func comparisons() {
    for kpi in ComparisonKPI.allCases {
      #expect(!kpi.title.isEmpty && !kpi.formula.isEmpty)
      guard let same = KPI(rawValue: kpi.rawValue) else { continue }
      #expect(kpi.higherIsBetter == same.higherIsBetter)
      if kpi != .reach { #expect(kpi.title == same.title && kpi.formula == same.formula) }
    }
    #expect(ComparisonKPI.cpa.unit == .money && ComparisonKPI.roi.unit == .percent)
    #expect(ComparisonKPI.roas.unit == .ratio && ComparisonKPI.engagements.unit == .count)
  }
}
