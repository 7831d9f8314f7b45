import Marketing
import Metrics
import Testing

@Suite("Time series")
struct TimeSeriesTests {
  /// Two influencers over two weeks with holes; a total that falls.
  private func example() throws -> (session: Session, anna: InfluencerID, ben: InfluencerID) {
    var sketch = Sketch()
    let spring = try sketch.campaign()
    let anna = try sketch.influencer("anna", followers: 5_000)
    let ben = try sketch.influencer("ben", followers: 500_000)
    try sketch.booking(anna, spring, .live, fee: 1_000)
    for (day, likes) in [("2026-03-02", 100), ("2026-03-04", 130), ("2026-03-09", 120)] {
      try sketch.measure(spring, "p1", .total, day, by: anna) {
        $0.likes = likes
        $0.reach = 1_000
      }
    }
    try sketch.measure(spring, "b1", .increment, "2026-03-05", by: ben) { $0.likes = 7 }
    try sketch.measure(spring, "o1", .increment, "2026-03-03") { $0.conversions = 2 }
    try sketch.measure(spring, "o2", .increment, "2026-03-06") { $0.conversions = -1 }
    return (sketch.session, anna, ben)
  }

  @Test("Days without a measurement are gaps, or zeroes where a figure came in before and after")
  func gaps() throws {
    let (session, anna, ben) = try example()
    let series = TimeSeries.make(session, .init(.day, by: .influencer))
    #expect(series.periods.map(\.iso) == (2...9).map { "2026-03-0\($0)" })
    #expect(series.lines.map(\.label) == ["anna", "ben", "Unattributed"])
    let line = try #require(series[.influencer(anna)])
    #expect(series.values(.likes, of: line) == [100, nil, 30, nil, nil, nil, nil, -10])
    #expect(series.values(.likes, of: line, .zeroFilled) == [100, 0, 30, 0, 0, 0, 0, -10])
    #expect(
      series.values(.likes, of: line, .cumulative) == [100, 100, 130, 130, 130, 130, 130, 120])
    // The last day brought no reach, so it has no rate; in total it is 120 of 1,000.
    let rates = series.values(.engagementRateByReach, of: line, .zeroFilled)
    #expect(rates == [0.1, nil, nil, nil, nil, nil, nil, nil])
    #expect(series.values(.engagementRateByReach, of: line, .cumulative).last == 0.12)
    let other = try #require(series[.influencer(ben)])
    #expect(series.values(.likes, of: other, .cumulative) == [nil, nil, nil, 7, 7, 7, 7, 7])
    #expect(series.values(.likes, of: other, .zeroFilled) == [0, 0, 0, 7, 0, 0, 0, 0])
    let nobody = try #require(series[.unattributed])
    #expect(series.values(.conversions, of: nobody) == [nil, 2, nil, nil, -1, nil, nil, nil])
    #expect(
      series.values(.conversions, of: nobody, .zeroFilled) == [nil, 2, 0, 0, -1, nil, nil, nil])
    #expect(series.values(.cost, of: line, .cumulative).allSatisfy { $0 == nil })
  }

  @Test("Weeks, and a range that is wider or narrower than the measurements")
  func ranges() throws {
    let session = try example().session
    let weeks = TimeSeries.make(session, .init(.week))
    let line = try #require(weeks[.total])
    #expect(weeks.periods.map(\.iso) == ["2026-03-02", "2026-03-09"])
    #expect(weeks.values(.likes, of: line) == [137, -10])
    #expect(weeks.values(.likes, of: line, .cumulative) == [137, 127])
    let range = Day.on("2026-03-04") ... .on("2026-03-11")
    let days = TimeSeries.make(session, .init(.day), days: range)
    #expect(days.periods.count == 8)
    #expect(days.values(.likes, of: days.lines[0]) == [30, 7, nil, nil, nil, -10, nil, nil])
    #expect(
      days.values(.likes, of: days.lines[0], .cumulative) == [
        130, 137, 137, 137, 137, 127, nil, nil,
      ])
    let widened = TimeSeries.make(session, .init(.week), days: range)
    #expect(widened.values(.likes, of: widened.lines[0]) == [137, -10])
    let empty = TimeSeries.make(Session(settings: Settings(name: "Empty")), .init(.day, by: .tier))
    #expect(empty.periods.isEmpty && empty.lines.isEmpty)
  }

  @Test("Followers count once, however many days someone appears on")
  func followers() throws {
    let session = try example().session
    let series = TimeSeries.make(session, .init(.day))
    let rate = series.values(.engagementRateByFollowers, of: series.lines[0], .cumulative)
    #expect(rate.last == 127.0 / 505_000)
    #expect(series.totals(of: series.lines[0], .cumulative).last??.influencers == 2)
  }

  @Test(
    "Lines add up to the table of days, and added up to the total",
    arguments: 1...12 as ClosedRange<UInt64>)
  func addUp(seed: UInt64) throws {
    let session = try RandomSession(seed: seed, rows: 150).sketch.session
    let days = KPITable.make(session, by: .day)
    for split in TimeSeries.Split.allCases {
      let series = TimeSeries.make(session, .init(.day, by: split))
      for (name, value) in additive {
        for (place, period) in series.periods.enumerated() {
          let parts = series.lines.compactMap { series.totals(of: $0)[place].flatMap(value) }
          let whole = days[.day(period)].flatMap { value($0.totals) }
          #expect(parts.reduce(0, +) == whole ?? 0, "\(name) by \(split)")
        }
        let ends = series.lines.compactMap {
          series.totals(of: $0, .cumulative).last?.flatMap(value)
        }
        #expect(ends.reduce(0, +) == value(days.total) ?? 0, "\(name) by \(split)")
      }
    }
    let whole = TimeSeries.make(session, .init(.day))
    #expect(whole.totals(of: whole.lines[0]).compactMap(\.self) == days.rows.map(\.totals))
    // All but the cost, which has no day.
    #expect(
      whole.totals(of: whole.lines[0], .cumulative).last == days.totalWithoutCost(session))
  }

  @Test("A ledger's series follow every edit", arguments: 1...6 as ClosedRange<UInt64>)
  func ledger(seed: UInt64) throws {
    var random = try RandomSession(seed: seed, rows: 60)
    let breakdowns = TimeSeries.Split.allCases.flatMap { split in
      TimeSeries.Step.allCases.map { TimeSeries.Breakdown($0, by: split) }
    }
    let days = seed % 2 == 0 ? Day.on("2026-02-26") ... .on("2026-03-12") : nil
    var ledger = KPILedger(
      random.sketch.session, dimensions: [.tier], series: breakdowns,
      campaign: seed % 3 == 0 ? CampaignID(2) : nil, days: days)
    for _ in 0..<40 {
      // An edit that the session refuses changes nothing.
      guard let inverse = try? random.sketch.session.apply(random.edit()) else { continue }
      ledger.follow(inverse, in: random.sketch.session)
      for breakdown in breakdowns {
        let followed = try #require(ledger.series(breakdown, days: days))
        let anew = TimeSeries.make(
          random.sketch.session, breakdown, campaign: ledger.campaign, days: days)
        #expect(followed.periods == anew.periods)
        #expect(followed.lines == anew.lines)
        for (line, other) in zip(followed.lines, anew.lines) {
          #expect(followed.totals(of: line) == anew.totals(of: other))
          #expect(followed.totals(of: line, .cumulative) == anew.totals(of: other, .cumulative))
        }
      }
    }
  }
}

extension KPITable {
  /// What the measurements alone add up to, of all days.
  fileprivate func totalWithoutCost(_ session: Session) -> Totals {
    KPITable.make(session, by: .total, days: Day(number: -1_000_000)...Day(number: 1_000_000)).total
  }
}

@Suite("Comparison with the period before")
struct PeriodComparisonTests {
  @Test("The days before are as many, and end the day before")
  func ranges() {
    let week = Day.on("2026-03-02") ... .on("2026-03-08")
    #expect(week.preceding == Day.on("2026-02-23") ... .on("2026-03-01"))
    let day = Day.on("2026-03-01") ... .on("2026-03-01")
    #expect(day.preceding == Day.on("2026-02-28") ... .on("2026-02-28"))
  }

  @Test("Difference and rate of change, and neither where a side is missing")
  func changes() throws {
    var sketch = Sketch()
    let spring = try sketch.campaign()
    let anna = try sketch.influencer("anna", followers: 5_000)
    let ben = try sketch.influencer("ben", followers: 500_000)
    try sketch.booking(anna, spring, .live, fee: 1_000)
    func day(_ key: String, _ day: String, _ who: InfluencerID, _ likes: Int, _ clicks: Int?) throws
    {
      try sketch.measure(spring, key, .increment, day, by: who) {
        $0.likes = likes
        $0.impressions = 1_000
        $0.clicks = clicks
      }
    }
    try day("1", "2026-03-01", anna, 100, 10)
    try day("2", "2026-03-02", anna, 150, 5)
    try day("3", "2026-03-01", ben, 0, nil)
    try day("4", "2026-02-28", ben, 1_000, 900)
    let range = Day.on("2026-03-02") ... .on("2026-03-02")
    let comparison = PeriodComparison.make(sketch.session, by: .influencer, days: range)
    #expect(comparison.rows.map(\.label) == ["anna", "ben"])
    let likes = comparison.rows[0].change(of: .likes)
    #expect(likes.difference == 50 && likes.relative == 0.5)
    let ctr = comparison.rows[0].change(of: .ctr)
    #expect(ctr.difference == -0.005 && ctr.relative == -0.5)
    let gone = comparison.rows[1].change(of: .likes)
    #expect(gone.current == nil && gone.before?.numerator == 0)
    #expect(gone.difference == nil && gone.relative == nil)
    #expect(comparison.rows[0].change(of: .cpc).current == nil)
    #expect(comparison.total.change(of: .likes).difference == 50)
    let later = PeriodComparison.make(
      sketch.session, by: .tier, days: Day.on("2026-04-02") ... .on("2026-04-02"))
    #expect(later.rows.isEmpty && later.total.current == nil && later.total.before == nil)
  }

  @Test("From zero or from a loss there is no rate, and of a price less is better")
  func directions() {
    func value(_ kpi: KPI, _ above: Int, _ below: Int? = nil) -> KPIValue {
      KPIValue(kpi: kpi, numerator: above, denominator: below)
    }
    let fromZero = Change(current: value(.likes, 5), before: value(.likes, 0))
    #expect(fromZero.difference == 5 && fromZero.relative == nil)
    let fromLoss = Change(current: value(.roi, 1, 2), before: value(.roi, -1, 2))
    #expect(fromLoss.difference == 1 && fromLoss.relative == nil)
    let price = Change(current: value(.cpa, 100, 2), before: value(.cpa, 100, 1))
    #expect(price.relative == -0.5)
    let same = Change(current: value(.likes, 5), before: value(.likes, 5))
    #expect(same.relative == 0)
  }

  @Test("Both sides are tables of their days", arguments: 1...6 as ClosedRange<UInt64>)
  func tables(seed: UInt64) throws {
    let session = try RandomSession(seed: seed, rows: 150).sketch.session
    let days = Day.on("2026-03-05") ... .on("2026-03-12")
    for dimension in Dimension.allCases {
      let comparison = PeriodComparison.make(session, by: dimension, days: days)
      let current = KPITable.make(session, by: dimension, days: days)
      let before = KPITable.make(session, by: dimension, days: days.preceding)
      #expect(comparison.rows.compactMap(\.current).count == current.rows.count)
      for row in comparison.rows {
        #expect(row.current == current[row.key]?.totals)
        #expect(row.before == before[row.key]?.totals)
      }
    }
  }
}
