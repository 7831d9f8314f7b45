import Marketing
import Metrics
import Testing

@Suite("Pace")
struct PaceTests {
  /// A campaign from 1 to 20 March with daily orders from `first` on.
  private struct Scene {
    var sketch = Sketch()
    let spring: CampaignID
    let anna: InfluencerID

    init(_ targets: [Target], start: String? = "2026-03-01", end: String? = "2026-03-20") throws {
      spring = try sketch.campaign(budget: 100_000)
      anna = try sketch.influencer("anna", followers: 5_000)
      try change {
        $0.targets = targets
        $0.start = start.map(Day.on)
        $0.end = end.map(Day.on)
      }
    }

    mutating func change(_ body: (inout Campaign) -> Void) throws {
      var campaign = try #require(sketch.session.campaigns[spring])
      body(&campaign)
      try sketch.session.apply(.put(campaign))
    }

    mutating func orders(_ counts: [Int], from first: String = "2026-03-01") throws {
      for (place, count) in counts.enumerated() {
        let day = (Day.on(first) + place).iso
        try sketch.measure(spring, "o \(day)", .increment, day, by: anna) {
          $0.conversions = count
          $0.revenue = Money(minorUnits: Int64(count) * 2_000)
          $0.clicks = 10 * count
          $0.impressions = 1_000 * count
          $0.likes = 30 * count
        }
      }
    }

    func pace(_ today: String, curves: PaceCurves = .linear) throws -> Pace {
      try #require(
        Pace.make(sketch.session, campaign: spring, today: .on(today), curves: curves).first)
    }
  }

  @Test(
    "A count against a straight line",
    arguments: [
      // Ten days of 20 have passed: half of 400 is due.
      (20, Pace.Verdict.onTrack), (22, .onTrack), (23, .ahead), (18, .onTrack), (17, .behind),
      (40, .reached), (0, .behind),
    ])
  func counts(perDay: Int, verdict: Pace.Verdict) throws {
    var scene = try Scene([Target(kpi: .conversions, value: 400)])
    try scene.orders(Array(repeating: perDay, count: 10))
    let pace = try scene.pace("2026-03-10")
    #expect(pace.current?.numerator == 10 * perDay)
    #expect(pace.expected == 200)
    #expect(pace.verdict == verdict)
    // Every day has been the same, which is likely to go on and isn't certain to.
    let projected = try #require(pace.projected)
    let end = Double(20 * perDay)
    #expect(abs(projected.middle - end) <= 0.005 * end)
    #expect(projected.low <= 0.95 * end && projected.low >= 0.8 * end)
    #expect(projected.high >= 1.05 * end && projected.high <= 1.25 * end)
    #expect(pace.trend.difference == 0 && pace.trendDays == 4)
    #expect(pace.lastMeasured == .on("2026-03-10"))
  }

  @Test("Figures that are two days old are projected from then on, but due is due")
  func stale() throws {
    var scene = try Scene([Target(kpi: .conversions, value: 400)])
    try scene.orders(Array(repeating: 20, count: 10))
    let pace = try scene.pace("2026-03-12")
    #expect(pace.expected == 240 && pace.verdict == .behind)
    #expect(pace.lastMeasured == .on("2026-03-10"))
    #expect(abs(try #require(pace.projected).middle - 400) < 4)
    // Tomorrow's figures are in the total, but don't make today's fresh.
    try scene.orders([7], from: "2026-03-15")
    #expect(try scene.pace("2026-03-12").lastMeasured == .on("2026-03-10"))
  }

  @Test("Prices, ROAS and ROI set a promised cost against what comes in with time")
  func quotientsWithCosts() throws {
    func pace(_ kpi: KPI, _ value: Int64, perDay: Int) throws -> Pace {
      var scene = try Scene([Target(kpi: kpi, value: value)])
      try scene.sketch.booking(scene.anna, scene.spring, .contracted, fee: 400_000)
      try scene.orders(Array(repeating: perDay, count: 10))
      return try scene.pace("2026-03-10")
    }
    let cpa = try pace(.cpa, 1_000, perDay: 20)
    #expect(cpa.current?.double == 2_000 && cpa.expected == 2_000 && cpa.verdict == .onTrack)
    #expect(abs(try #require(cpa.projected).middle - 1_000) < 10)
    #expect(try pace(.cpa, 1_000, perDay: 30).verdict == .ahead)
    #expect(try pace(.cpa, 1_000, perDay: 15).verdict == .behind)
    let cpm = try pace(.cpm, 1_000, perDay: 20)
    #expect(cpm.current?.double == 2_000 && cpm.expected == 2_000 && cpm.verdict == .onTrack)
    #expect(abs(try #require(cpm.projected).middle - 1_000) < 10)
    let roas = try pace(.roas, 2_000_000, perDay: 20)
    #expect(roas.current?.double == 1 && roas.expected == 1 && roas.verdict == .onTrack)
    let roi = try pace(.roi, 1_000_000, perDay: 20)
    #expect(roi.current?.double == 0 && roi.expected == 0 && roi.verdict == .onTrack)
    #expect(abs(try #require(roi.projected).middle - 1) < 0.02)
    #expect(try pace(.roi, 1_000_000, perDay: 15).verdict == .behind)
    #expect(cpa.trend.current == nil && cpa.trend.before == nil)
  }

  @Test("Rates don't grow: they stand against the target, with a trend")
  func rates() throws {
    var scene = try Scene([Target(kpi: .ctr, value: 10_000)])
    try scene.orders(Array(repeating: 20, count: 10))
    let pace = try scene.pace("2026-03-11")
    #expect(pace.current?.double == 0.01 && pace.expected == 0.01 && pace.verdict == .onTrack)
    #expect(abs(try #require(pace.projected).middle - 0.01) < 1e-12)
    #expect(pace.trendDays == 5 && pace.trend.current?.double == 0.01)
    try scene.change { $0.targets = [Target(kpi: .engagementRateByFollowers, value: 1_000_000)] }
    let rate = try scene.pace("2026-03-11")
    #expect(rate.current?.double == 1.2 && rate.verdict == .ahead)
    #expect(abs(try #require(rate.projected).middle - 2.4) < 0.024)
    #expect(rate.trend.current?.double == 0.6)
    try scene.change {
      $0.targets = [Target(kpi: .ctr, value: 20_000)]
      $0.end = nil
    }
    #expect(try scene.pace("2026-03-11").verdict == .behind)
  }

  @Test("The cost is a limit")
  func cost() throws {
    var scene = try Scene([Target(kpi: .cost, value: 1_000)])
    try scene.sketch.booking(scene.anna, scene.spring, .contracted, fee: 1_000)
    #expect(try scene.pace("2026-03-02").verdict == .onTrack)
    #expect(try scene.pace("2026-04-02").verdict == .reached)
    try scene.sketch.booking(scene.anna, scene.spring, .contracted, fee: 1)
    #expect(try scene.pace("2026-03-02").verdict == .behind)
    #expect(try scene.pace("2026-04-02").verdict == .missed)
  }

  @Test("Before, after, without dates, without data, too early")
  func phases() throws {
    var scene = try Scene([Target(kpi: .conversions, value: 100)])
    #expect(try scene.pace("2026-02-28").verdict == .notBegun)
    #expect(try scene.pace("2026-03-05").verdict == .noData)
    #expect(try scene.pace("2026-04-05").verdict == .noData)
    try scene.orders([1, 2, 3])
    let early = try scene.pace("2026-03-02")
    #expect(early.verdict == .tooEarly && early.projected == nil && early.expected == 10)
    #expect(try scene.pace("2026-03-03").verdict == .behind)
    let over = try scene.pace("2026-03-21")
    #expect(over.verdict == .missed && over.expected == nil && over.projected == nil)
    let last = try scene.pace("2026-03-20")
    #expect(last.verdict == .behind && last.expected == 100)
    try scene.orders([100], from: "2026-03-20")
    #expect(try scene.pace("2026-03-20").projected?.low == 106)
    #expect(try scene.pace("2026-03-20").verdict == .reached)
    #expect(try scene.pace("2026-03-21").verdict == .reached)
    try scene.change {
      $0.targets = [Target(kpi: .conversions, value: 1_000)]
      $0.end = nil
    }
    let undated = try scene.pace("2026-03-21")
    #expect(undated.verdict == .undated && undated.expected == nil && undated.projected == nil)
    // Without a first day the first measurement stands in.
    try scene.change {
      $0.start = nil
      $0.end = .on("2026-03-30")
    }
    #expect(try scene.pace("2026-03-03").expected == 100)
    try scene.change { $0.targets = [] }
    #expect(
      Pace.make(scene.sketch.session, campaign: scene.spring, today: .on("2026-03-03")).isEmpty)
  }

  @Test("The curve of finished campaigns, whatever their size and length")
  func curves() throws {
    var scene = try Scene([Target(kpi: .conversions, value: 400)])
    try scene.orders(Array(repeating: 20, count: 10))
    // One brings 75% in the first half, the other 25%; a third brings nothing and doesn't count.
    for (name, halves) in [("fast", (30, 10)), ("slow", (100, 300)), ("none", (0, 0))] {
      let id = try scene.sketch.campaign(name)
      var campaign = try #require(scene.sketch.session.campaigns[id])
      let length = name == "fast" ? 10 : 40
      campaign.start = .on("2025-06-01")
      campaign.end = .on("2025-06-01") + (length - 1)
      try scene.sketch.session.apply(.put(campaign))
      for day in 0..<length {
        try scene.sketch.measure(id, "\(day)", .increment, (Day.on("2025-06-01") + day).iso) {
          $0.conversions = (day < length / 2 ? halves.0 : halves.1)
        }
      }
    }
    let curves = PaceCurves(scene.sketch.session, today: .on("2026-03-10"))
    let curve = curves.curve(.conversions, without: scene.spring)
    #expect(curve.campaigns == 2)
    for (time, share) in [(0, 0), (0.25, 0.25), (0.5, 0.5), (0.75, 0.75), (1, 1)] {
      #expect(abs(curve.share(at: time) - share) < 1e-12)
    }
    let fast = curves.curve(.cpa, without: CampaignID(3))
    #expect(fast.campaigns == 1 && abs(fast.share(at: 0.5) - 0.75) < 1e-12)
    #expect(abs(fast.share(at: 0.505) - 0.7525) < 1e-12)
    #expect(curves.curve(.likes, without: scene.spring) == .linear)
    #expect(curves.curve(.ctr, without: scene.spring) == .linear)

    // By the fast campaign's curve, 300 of 400 are due by now, and 200 by now lead to 267; at the pace of these even days
    // they lead to 400. One campaign doesn't decide it.
    _ = try scene.sketch.session.apply(
      .group(
        "",
        scene.sketch.session.measurements.rows.filter { $0.campaign == CampaignID(3) }
          .map { .measurement($0.identity, nil) }))
    let pace = try scene.pace(
      "2026-03-10", curves: PaceCurves(scene.sketch.session, today: .on("2026-03-10")))
    #expect(pace.curveCampaigns == 1)
    #expect(abs(try #require(pace.expected) - 300) < 1e-9)
    #expect(pace.verdict == .behind)
    let range = try #require(pace.projected)
    #expect((300..<400).contains(range.middle) && range.low > 800 / 3 && range.high >= 400)
  }

  @Test("While little is due, no price is said to be due")
  func earlyPrices() throws {
    func pace(_ today: String, days: Int) throws -> Pace {
      var scene = try Scene([Target(kpi: .cpa, value: 5_600)], end: "2026-05-09")
      try scene.sketch.booking(scene.anna, scene.spring, .contracted, fee: 400_000)
      try scene.orders(Array(repeating: 2, count: days))
      return try scene.pace(today)
    }
    // Five of 70 days: $56 ÷ 0.07 would be $784.
    let early = try pace("2026-03-05", days: 5)
    #expect(early.expected == nil && early.verdict == .tooEarly)
    // From a fifth on there is one: 14 of 70 days make five times the target.
    #expect(abs((try pace("2026-03-14", days: 14).expected ?? 0) - 28_000) < 1e-6)
  }

  @Test("The range holds at least three of four futures, and the middle is in the middle")
  func coverage() throws {
    var generator = SeededGenerator(11)
    var inside = 0
    var below = 0
    // These days go on as before, which nobody knows beforehand.
    let runs = 150
    for _ in 0..<runs {
      // Twice as much on weekends, bursts lasting days, and 60 days of which 30 have passed.
      var level = 1.0
      var days: [Int] = []
      for day in 0..<60 {
        level = 0.6 * level + 0.4 * (0.25 + 1.5 * Double.random(in: 0..<1, using: &generator))
        let weekend = day % 7 >= 5 ? 2.0 : 1.0
        days.append(Int(100 * level * weekend * Double.random(in: 0.5..<1.5, using: &generator)))
      }
      var scene = try Scene([Target(kpi: .conversions, value: 9_000)], end: "2026-04-29")
      try scene.orders(Array(days[..<30]))
      let pace = try scene.pace("2026-03-31")
      let range = try #require(pace.projected)
      #expect(range.low <= range.middle && range.middle <= range.high)
      let end = Double(days.reduce(0, +))
      if range.low <= end, end <= range.high { inside += 1 }
      if end < range.middle { below += 1 }
    }
    #expect((114...150).contains(inside), "\(inside) of \(runs)")
    #expect((55...95).contains(below), "\(below) of \(runs)")
  }

  @Test("A ledger's table by day says the same", arguments: 1...4 as ClosedRange<UInt64>)
  func ledger(seed: UInt64) throws {
    var random = try RandomSession(seed: seed, rows: 80)
    var campaign = try #require(random.sketch.session.campaigns[CampaignID(2)])
    campaign.start = .on("2026-02-24")
    campaign.end = .on("2026-04-10")
    campaign.targets = KPI.allCases.map { Target(kpi: $0, value: 5_000) }
    try random.sketch.session.apply(.put(campaign))
    var ledger = KPILedger(random.sketch.session, dimensions: [.day], campaign: campaign.id)
    for _ in 0..<8 {
      let inverse = try random.sketch.session.apply(random.edit())
      ledger.follow(inverse, in: random.sketch.session)
      for today in ["2026-02-20", "2026-03-12", "2026-05-01"] {
        let table = try #require(ledger.table(by: .day))
        let followed = Pace.make(campaign, table, today: .on(today))
        #expect(
          followed == Pace.make(random.sketch.session, campaign: campaign.id, today: .on(today)))
        // Run twice: the range must be the same every time.
        #expect(followed.count == KPI.allCases.count)
        for pace in followed {
          if let range = pace.projected {
            #expect(range.low <= range.middle && range.middle <= range.high)
          }
        }
      }
    }
  }
}

@Suite("Budget against time")
struct BudgetPaceTests {
  private func pace(
    _ today: String, budget: Int64 = 100_000, paid: Int64 = 0, open: Int64 = 0,
    start: String? = "2026-03-01", end: String? = "2026-03-20"
  ) throws -> BudgetPace<Money> {
    var sketch = Sketch()
    let spring = try sketch.campaign(budget: budget, hours: 30)
    let anna = try sketch.influencer("anna")
    if paid > 0 { try sketch.booking(anna, spring, .paid, fee: paid, hours: 3) }
    if open > 0 { try sketch.booking(anna, spring, .contracted, fee: open, hours: 5) }
    var campaign = try #require(sketch.session.campaigns[spring])
    campaign.start = start.map(Day.on)
    campaign.end = end.map(Day.on)
    try sketch.session.apply(.put(campaign))
    let budgets = Budget.make(sketch.session)
    let hours = try #require(budgets.campaigns[0].hoursPace(of: campaign, today: .on(today)))
    #expect(hours.budget.hundredths == 3_000)
    #expect(hours.committed.hundredths == (paid > 0 ? 300 : 0) + (open > 0 ? 500 : 0))
    return budgets.campaigns[0].pace(of: campaign, today: .on(today))
  }

  @Test("Half the days, half the money, and what is left for each day")
  func figures() throws {
    let pace = try pace("2026-03-10", paid: 50_000, open: 6_000)
    #expect(pace.spent.minorUnits == 50_000 && pace.committed.minorUnits == 56_000)
    #expect(pace.left.minorUnits == 44_000 && pace.open.minorUnits == 6_000)
    #expect(pace.elapsed == 0.5 && pace.dueByToday?.minorUnits == 50_000)
    #expect(pace.plannedPerDay?.minorUnits == 5_000)
    // Eleven days, including today.
    #expect(pace.leftPerDay?.minorUnits == 4_000)
    #expect(pace.verdict == .onPlan)
  }

  @Test("Verdicts")
  func verdicts() throws {
    #expect(try pace("2026-03-10", paid: 56_000).verdict == .fast)
    #expect(try pace("2026-03-10", paid: 55_000).verdict == .onPlan)
    #expect(try pace("2026-03-10", paid: 44_000).verdict == .slow)
    #expect(try pace("2026-03-10", open: 90_000).verdict == .onPlan)
    #expect(try pace("2026-03-10", paid: 1, open: 100_000).verdict == .over)
    #expect(try pace("2026-03-10", paid: 1, open: 100_000).leftPerDay?.minorUnits == 0)
    #expect(try pace("2026-03-10", budget: 0).verdict == .noBudget)
    #expect(try pace("2026-03-10", budget: 0, open: 1).verdict == .over)
  }

  @Test("Before, after and without dates")
  func phases() throws {
    let before = try pace("2026-02-27", open: 20_000)
    #expect(before.verdict == .notBegun && before.dueByToday == .zero && before.elapsed == nil)
    #expect(before.leftPerDay?.minorUnits == 4_000)
    let after = try pace("2026-03-21", paid: 20_000)
    #expect(after.verdict == .finished && after.dueByToday?.minorUnits == 100_000)
    #expect(after.leftPerDay == nil)
    let open = try pace("2026-03-10", start: "2026-03-01", end: nil)
    #expect(open.verdict == .undated && open.dueByToday == nil && open.plannedPerDay == nil)
    #expect(open.leftPerDay == nil)
    let unstarted = try pace("2026-03-10", paid: 20_000, start: nil)
    #expect(unstarted.verdict == .undated && unstarted.leftPerDay?.minorUnits == 7_272)
  }

  @Test("Large amounts divide exactly")
  func largeAmounts() {
    let most = Money(minorUnits: .max / 100)
    #expect(most.part(99, of: 100).minorUnits == 91_311_383_164_862_280)
    #expect(Money(minorUnits: -7).part(1, of: 2).minorUnits == -3)
    #expect(Hours(hundredths: 100).part(2, of: 3).hundredths == 66)
  }
}
