import Marketing
import Metrics
import Testing

/// A group's figures according to SQL.
struct Figures: Sendable {
  let posts, reach, likes, comments, engagements, orders, revenue, cost: Int
  let er, roas, roi, cpa, aov: Double
}

/// A whole brand's figures according to SQL, and tests against them.
struct BrandFigures: Sendable {
  /// For a tier: the median of a rate, and how many influencers have one.
  typealias Median = (median: Double, influencers: Int)

  struct TierFigures: Sendable {
    let tier: Tier
    let figures: Figures
    let influencers, followers: Int
    let engagementRateByFollowers: Double
    let engagementRate, roas: Median
  }

  /// A day's engagements, reach, conversions and revenue; nil if unknown.
  struct DayFigures: Sendable {
    let day: String
    let posts: Int
    let reach, engagements, orders, revenue: Int?
  }

  /// The sum of each influencer's figure times its number.
  struct Weighted: Sendable {
    let reach, engagements, orders, revenue, cost: Int
  }

  let brand: DataSet
  let influencers, measurements: Int
  let total: Figures
  let tiers: [TierFigures]
  let engagementRate, roas: Median
  let platforms: [(Platform, Figures)]
  let some: [(Int, Figures)]
  let weighted: Weighted
  let days: Int
  let first, last: DayFigures
  /// The sum of each day's figure times its number.
  let engagementsByDay, revenueByDay: Int

  func checkTotal() throws {
    let session = try brand.session()
    #expect(session.roster.count == influencers)
    #expect(session.measurements.count == measurements)
    let table = KPITable.make(session, by: .total)
    try check(table.total, total)
    #expect(table.total.influencers == influencers)
    #expect(table.total.impressions == nil && table.total.clicks == nil)
    #expect(table.total.value(.cvr) == nil && table.total.value(.cpm) == nil)
  }

  /// With the article's cut-offs.
  func checkTiers() throws {
    let table = KPITable.make(try brand.session(), by: .tier)
    #expect(table.rows.map(\.key) == tiers.map { .tier($0.tier) })
    for (row, expected) in zip(table.rows, tiers) {
      try check(row.totals, expected.figures)
      #expect(row.totals.influencers == expected.influencers)
      #expect(row.totals.followers == expected.followers)
      try close(row.value(.engagementRateByFollowers), expected.engagementRateByFollowers)
    }
  }

  /// The median of each tier and of all.
  func checkTypical() throws {
    let table = KPITable.make(try brand.session(), by: .tier)
    func check(_ typical: Typical?, _ expected: Median) throws {
      let typical = try #require(typical)
      #expect(isClose(typical.median, expected.median))
      #expect(typical.influencers == expected.influencers)
    }
    for (row, expected) in zip(table.rows, tiers) {
      try check(table.typical(.engagementRateByReach, in: row), expected.engagementRate)
      try check(table.typical(.roas, in: row), expected.roas)
    }
    try check(table.typical(.engagementRateByReach), engagementRate)
    try check(table.typical(.roas), roas)
  }

  func checkPlatforms() throws {
    let table = KPITable.make(try brand.session(), by: .platform)
    #expect(table.rows.map(\.key) == platforms.map { .platform($0.0) })
    for (row, (_, figures)) in zip(table.rows, platforms) { try check(row.totals, figures) }
  }

  /// A few one by one, and all as a weighted sum.
  func checkInfluencers() throws {
    let table = KPITable.make(try brand.session(), by: .influencer)
    #expect(table.rows.count == influencers)
    for (number, figures) in some {
      try check(try #require(table[.influencer(InfluencerID(number))]).totals, figures)
    }
    func sum(_ value: (Totals) -> Int?) -> Int {
      table.rows.reduce(0) { sum, row in
        guard case .influencer(let id) = row.key else { return sum }
        return sum + id.number * (value(row.totals) ?? 0)
      }
    }
    #expect(sum(\.reach) == weighted.reach)
    #expect(sum(\.engagements) == weighted.engagements)
    #expect(sum(\.conversions) == weighted.orders)
    #expect(sum { $0.revenue.map { Int($0.minorUnits) } } == weighted.revenue)
    #expect(sum { $0.cost.map { Int($0.minorUnits) } } == weighted.cost)
  }

  /// The first and last one by one, and all as a weighted sum.
  func checkDays() throws {
    let table = KPITable.make(try brand.session(), by: .day)
    #expect(table.rows.count == days)
    try check(try #require(table.rows.first), first)
    try check(try #require(table.rows.last), last)
    func sum(_ value: (Totals) -> Int?) -> Int {
      table.rows.reduce(0) { sum, row in
        guard case .day(let day) = row.key else { return sum }
        return sum + day.number * (value(row.totals) ?? 0)
      }
    }
    #expect(sum(\.engagements) == engagementsByDay)
    #expect(sum { $0.revenue.map { Int($0.minorUnits) } } == revenueByDay)
  }

  private func check(_ row: KPITable.Row, _ expected: DayFigures) throws {
    #expect(row.label == expected.day)
    #expect(row.totals.posts == expected.posts)
    #expect(row.totals.reach == expected.reach)
    #expect(row.totals.engagements == expected.engagements)
    #expect(row.totals.conversions == expected.orders)
    #expect(row.totals.revenue.map { Int($0.minorUnits) } == expected.revenue)
    #expect(row.totals.cost == nil && row.value(.roas) == nil)
    func rate(_ kpi: KPI, _ above: Int?, _ below: Int?) throws {
      guard let above, let below else {
        #expect(row.value(kpi) == nil)
        return
      }
      try close(row.value(kpi), Double(above) / Double(below))
    }
    try rate(.engagementRateByReach, expected.engagements, expected.reach)
    try rate(.aov, expected.revenue, expected.orders)
  }

  private func check(
    _ totals: Totals, _ figures: Figures, at location: SourceLocation = #_sourceLocation
  ) throws {
    #expect(totals.posts == figures.posts, sourceLocation: location)
    #expect(totals.reach == figures.reach, sourceLocation: location)
    #expect(totals.likes == figures.likes, sourceLocation: location)
    #expect(totals.comments == figures.comments, sourceLocation: location)
    #expect(totals.engagements == figures.engagements, sourceLocation: location)
    #expect(totals.conversions == figures.orders, sourceLocation: location)
    #expect(totals.revenue?.minorUnits == Int64(figures.revenue), sourceLocation: location)
    #expect(totals.cost?.minorUnits == Int64(figures.cost), sourceLocation: location)
    try close(totals.value(.engagementRateByReach), figures.er, at: location)
    try close(totals.value(.roas), figures.roas, at: location)
    try close(totals.value(.roi), figures.roi, at: location)
    try close(totals.value(.cpa), figures.cpa, at: location)
    try close(totals.value(.aov), figures.aov, at: location)
  }

  private func close(
    _ value: KPIValue?, _ expected: Double, at location: SourceLocation = #_sourceLocation
  ) throws {
    let value = try #require(value, sourceLocation: location)
    #expect(isClose(value.double, expected), "\(value.double)", sourceLocation: location)
  }

  /// Equal to 12 digits.
  private func isClose(_ value: Double, _ expected: Double) -> Bool {
    abs(value - expected) <= 1e-12 * abs(expected)
  }
}
