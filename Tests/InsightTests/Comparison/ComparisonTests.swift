import Demo
import LibC
import Marketing
import Metrics
import Testing

@testable import Comparison

@Suite("Comparison")
struct ComparisonTests {
  static let request = ComparisonRequest(
    left: .platform(.instagram), right: .platform(.tiktok))

  /// Influencers on Instagram and TikTok, each with one paid booking and one post.
  private func session(
    left: [(reach: Int, likes: Int, conversions: Int, fee: Int64)],
    right: [(reach: Int, likes: Int, conversions: Int, fee: Int64)]
  ) throws -> Session {
    var sketch = Sketch()
    let campaign = try sketch.campaign()
    for (number, row) in (left + right).enumerated() {
      let id = try sketch.influencer(
        "i\(number)", followers: 50_000, platform: number < left.count ? .instagram : .tiktok)
      let booking = try sketch.booking(id, campaign, .paid, fee: row.fee)
      try sketch.measure(campaign, "p\(number)", .total, by: id, for: booking) {
        $0.reach = row.reach
        $0.likes = row.likes
        $0.conversions = row.conversions
      }
    }
    return sketch.session
  }

  private func row(_ size: Int, rate: Int, fee: Int64 = 10_000) -> (
    reach: Int, likes: Int, conversions: Int, fee: Int64
  ) {
    (1000 * size, size * rate, size, fee)
  }

  @Test("An empty session, and a side without anybody: every row says that there is no data")
  func nothing() throws {
    let empty = Session(settings: Settings(name: "Empty"))
    let comparison = Comparison.quick(empty, Self.request)
    #expect(comparison.rows.count == ComparisonKPI.allCases.count)
    #expect(comparison.rows.allSatisfy { $0.verdict == .noData && !$0.reason.isEmpty })
    #expect(comparison.refine()?.rows.allSatisfy { $0.verdict == .noData } == true)
    let verdict = GoalVerdict.make(comparison, .conversions, names: ("Mega", "Micro"))
    #expect(verdict.winner == nil && verdict.sentence.contains("can't tell"))
    #expect(Claim.make(comparison).count == 12)
    #expect(Claim.make(comparison).allSatisfy { $0.status == .noData })

    let half = try session(left: (1...6).map { row($0, rate: 20) }, right: [])
    let reach = Comparison.quick(half, Self.request)[.reachPerBooking]
    #expect(reach.verdict == .noData && reach.left.value == 3500)
    #expect(reach.reason.contains("on the right"))
  }

  @Test("One influencer a side: points, no interval, and it says why")
  func single() throws {
    let session = try session(left: [row(4, rate: 20)], right: [row(2, rate: 50)])
    let comparison = try #require(Comparison.quick(session, Self.request).refine())
    let row = comparison[.engagementRateByReach]
    #expect(row.verdict == .tooFew && row.interval == nil)
    #expect(row.left.value == 0.02 && row.right.value == 0.05)
    #expect(row.ratio.map { abs($0 - 0.4) < 1e-12 } == true)
    #expect(row.reason.contains("5 influencers a side"))
  }

  @Test("Four are too few, five are enough")
  func threshold() throws {
    for count in 4...5 {
      let session = try session(
        left: (1...count).map { row($0, rate: 20 + $0) },
        right: (1...9).map { row($0, rate: 50 + $0) })
      let verdict = Comparison.quick(session, Self.request)[.engagementRateByReach].verdict
      #expect((verdict == .tooFew) == (count == 4))
    }
  }

  @Test("All zero: no ratio, and it says so")
  func zero() throws {
    let session = try session(
      left: (1...6).map { row($0, rate: 0) }, right: (1...6).map { row($0, rate: 0) })
    let comparison = try #require(Comparison.quick(session, Self.request).refine())
    let rate = comparison[.engagementRateByReach]
    #expect(rate.left.value == 0 && rate.ratio == nil && rate.verdict == .unstable)
    #expect(rate.reason == "no ratio: both sides are zero")
    // There were no engagements, so an engagement has no price.
    #expect(comparison[.cpe].verdict == .noData)
  }

  @Test("A divisor that hangs on a few influencers gives no wild ratio")
  func nearZero() throws {
    var left = (1...20).map { row($0, rate: 20) }
    for place in left.indices { left[place].conversions = place < 2 ? 1 : 0 }
    let session = try session(left: left, right: (1...20).map { row($0, rate: 20) })
    let cpa = Comparison.quick(session, Self.request)[.cpa]
    #expect(cpa.verdict == .unstable && cpa.ratio == nil)
    #expect(cpa.reason.contains("only 2 of 20 influencers have any conversions"))
  }

  @Test("One enormous outlier widens the interval instead of winning")
  func outlier() throws {
    var left = (1...8).map { row($0, rate: 20) }
    left[0].reach = 100_000_000
    let session = try session(left: left, right: (1...8).map { row($0, rate: 20) })
    let reach = try #require(Comparison.quick(session, Self.request).refine())[.reachPerBooking]
    #expect(reach.verdict == .notDistinguishable)
    #expect((reach.ratio ?? 0) > 1000)
    #expect(reach.interval?.contains(1) == true)
  }

  @Test("Swapping the sides turns ratio and verdict round")
  func swapping() throws {
    let session = try session(
      left: (1...9).map { row($0, rate: 20 + $0) }, right: (1...7).map { row($0, rate: 60 + $0) })
    let one = Comparison.quick(session, Self.request)
    var swapped = Self.request
    swapped.sides = swapped.sides?.swapped
    let other = Comparison.quick(session, swapped)
    for kpi in ComparisonKPI.allCases {
      guard let ratio = one[kpi].ratio, let back = other[kpi].ratio else { continue }
      #expect(abs(ratio * back - 1) < 1e-9, "\(kpi)")
      #expect(one[kpi].better == other[kpi].better?.other, "\(kpi)")
    }
    #expect(one[.engagementRateByReach].verdict == .rightBetter)
    #expect(other[.engagementRateByReach].verdict == .leftBetter)
  }

  @Test("The figures are those of the KPI tables")
  func tables() throws {
    let session = Session.demo(today: .on("2026-03-15"))
    let comparison = Comparison.quick(
      session, ComparisonRequest(left: .tier(.mega), right: .tier(.micro)))
    let table = KPITable.make(session, by: .tier)
    for kpi in KPI.allCases {
      guard let compared = ComparisonKPI(rawValue: kpi.rawValue) else { continue }
      for (side, tier) in [(Side.left, Tier.mega), (.right, .micro)] {
        let value = table[.tier(tier)]?.value(kpi)?.double
        let ours = comparison[compared][side].value
        #expect(
          value == nil && ours == nil
            || abs((ours ?? .nan) - (value ?? .nan)) <= 1e-9 * abs(value ?? 1), "\(kpi) \(side)")
      }
    }
  }

  @Test("An open verdict says what would settle it")
  func moreBookings() throws {
    let session = try session(
      left: (1...6).map { row($0, rate: 20 + 6 * ($0 % 3)) },
      right: (1...12).map { row($0, rate: 17 + 6 * ($0 % 4), fee: 1000 * Int64($0)) })
    let comparison = try #require(Comparison.quick(session, Self.request).refine())
    let verdict = GoalVerdict.make(comparison, .engagement, names: ("Instagram", "TikTok"))
    if comparison[.engagementsPerCost].verdict == .notDistinguishable {
      #expect(verdict.sentence.contains("can't tell"))
      #expect(verdict.more != nil || verdict.sentence.contains("too many"))
    } else {
      #expect(verdict.sentence.contains("observed, not caused"))
    }
    let reach = GoalVerdict.make(comparison, .awareness, names: ("Instagram", "TikTok"))
    #expect(reach.sentence.hasPrefix("For awareness: "))
  }

  @Test("Sainsbury's unique reach, and the people whom one side reaches alone")
  func uniqueReach() throws {
    func reach(_ shares: [Double]) -> Double {
      -expm1(-shares.map(UniqueReach.exposure).reduce(0, +))
    }
    #expect(abs(reach([0.20, 0.15, 0.05]) - 0.354) < 1e-12)
    #expect(reach([2, 0.5]) <= 1 && reach([-1]) == 0)
    let session = try session(
      left: [20_000, 15_000, 5_000].map { ($0, 10, 1, 100) },
      right: [10_000, 10_000].map { ($0, 10, 1, 100) })
    var request = Self.request
    request.audience = Audience(universe: 100_000)
    let free = Comparison.quick(session, request)
    func close(_ value: Double?, _ expected: Double) -> Bool {
      value.map { abs($0 - expected) < 1e-6 * expected } ?? false
    }
    #expect(close(free[.uniqueReach].left.value, 35_400))
    #expect(close(free[.uniqueReach].right.value, 19_000))
    // By hand, independent: 35,400 × 0.81 and 19,000 × 0.646.
    #expect(close(free[.newAudience].left.value, 28_674))
    #expect(close(free[.newAudience].right.value, 12_274))
    // What a whole side reaches, however many it takes: not per head, which would say 35,400 × 2 ÷ (19,000 × 3).
    #expect(close(free[.uniqueReach].ratio, 35_400 / 19_000))
    #expect(close(free[.newAudience].ratio, 28_674 / 12_274))
    request.audience = Audience(universe: 100_000, overlap: 9_000)
    let measured = Comparison.quick(session, request)
    #expect(close(measured[.newAudience].left.value, 26_400))
    #expect(close(measured[.newAudience].right.value, 10_000))
  }

  /// Six reach 5% each and thirty 2% each: 1 − 0.95⁶ = 26.5% against 1 − 0.98³⁰ = 45.5%.
  @Test("Few who reach fewer people together aren't the better side, though each reaches more")
  func uniqueReachOfUnequalSides() throws {
    let session = try session(
      left: (1...6).map { ($0 % 2 == 0 ? 5_100 : 4_900, 10, 1, 100) },
      right: (1...30).map { ($0 % 2 == 0 ? 2_050 : 1_950, 10, 1, 100) })
    var request = Self.request
    request.audience = Audience(universe: 100_000)
    let comparison = try #require(Comparison.quick(session, request).refine())
    let row = comparison[.uniqueReach]
    // Thirty together reach more than six, which says nothing of which are better.
    #expect(row.verdict == .totals && row.interval == nil)
    #expect(row.reason == "totals of 6 and 30 influencers: unique reach per dollar decides")
    #expect(abs((row.ratio ?? 0) - 0.2649 / 0.4545) < 0.001)
    #expect(comparison[.newAudience].verdict == .totals && comparison[.reach].verdict == .totals)
    #expect(comparison[.engagements].verdict == .totals)
    // By hand, a booking each: 26.49% × (1 − 45.45%) ÷ 6 against 45.45% × (1 − 26.49%) ÷ 30.
    let each = comparison[.newAudiencePerBooking]
    #expect(each.verdict == .leftBetter, "\(each.reason)")
    #expect(abs((each.left.value ?? 0) - 26_490 * 0.5455 / 6) < 3)
    #expect(abs((each.right.value ?? 0) - 45_450 * 0.7351 / 30) < 3)
    #expect(abs((each.ratio ?? 0) - (26.49 * 0.5455 / 6) / (45.45 * 0.7351 / 30)) < 0.002)
    // Equal sides can be compared by their totals.
    let equal = try self.session(
      left: (1...8).map { ($0 % 2 == 0 ? 5_100 : 4_900, 10, 1, 100) },
      right: (1...8).map { ($0 % 2 == 0 ? 2_050 : 1_950, 10, 1, 100) })
    #expect(Comparison.quick(equal, request)[.reach].verdict == .leftBetter)
  }

  @Test("Measured pairs of audiences count as measured")
  func measuredPairs() throws {
    var session = try session(
      left: [20_000, 15_000, 5_000].map { ($0, 10, 1, 100) },
      right: [10_000, 10_000].map { ($0, 10, 1, 100) })
    let ids = session.roster.rows.map(\.id)
    var request = Self.request
    request.audience = Audience(universe: 100_000)
    func close(_ value: Double?, _ expected: Double) -> Bool {
      value.map { abs($0 - expected) < 1e-6 * expected } ?? false
    }
    var settings = session.settings
    // The two on the right have the same audience: 10,000 people instead of 19,000.
    settings.overlaps = [AudienceOverlap(ids[3], ids[4], share: Share(millionths: 1_000_000))]
    try session.apply(.settings(settings))
    let same = Comparison.quick(session, request)
    #expect(close(same[.uniqueReach].right.value, 10_000))
    #expect(close(same[.uniqueReach].left.value, 35_400))
    #expect(close(same[.uniqueReach].ratio, 3.54))
    #expect(same.commonAudience?.measuredPairs == 1)
    #expect(same.commonAudience?.pairs == 10)
    // By hand: 35,400 × 0.9 and 10,000 × 0.646.
    #expect(close(same[.newAudience].left.value, 31_860))
    #expect(close(same[.newAudience].right.value, 6_460))
    // Across the sides: everybody whom the fourth reaches, the first reaches, too. Alone, the two reach 20,000.
    let pair = [ids[0]: 0.2, ids[3]: 0.1]
    #expect(
      abs(CommonAudience.expand(pair, [[ids[0], ids[3]]: 1]) - 0.2) < 1e-12)
    #expect(abs(CommonAudience.expand(pair, [[ids[0], ids[3]]: 0]) - 0.3) < 1e-12)
    #expect(abs(CommonAudience.expand(pair, [:]) - 0.28) < 1e-12)
    settings.overlaps = [AudienceOverlap(ids[0], ids[3], share: Share(millionths: 1_000_000))]
    try session.apply(.settings(settings))
    let across = Comparison.quick(session, request)
    #expect(close(across[.uniqueReach].right.value, 19_000))
    // 1 − 0.8·0.85·0.95·0.9·0.9 · (1 + (0.1 − 0.02) ÷ (0.8·0.9)), less the 19,000 of the right.
    let either = 1 - 0.8 * 0.85 * 0.95 * 0.81 * (1 + 0.08 / 0.72)
    #expect(close(across[.newAudience].left.value, 100_000 * either - 19_000))
  }

  @Test("A measured pair moves the reach of three by its own excess")
  func expansion() {
    // By hand: both of the pair reach 0.1 instead of 0.06, and a tenth of those extra people the third reaches anyway.
    let ids = (1...3).map { InfluencerID($0) }
    let reach = [ids[0]: 0.3, ids[1]: 0.2, ids[2]: 0.1]
    let free = CommonAudience.expand(reach, [:])
    let bound = CommonAudience.expand(reach, [[ids[0], ids[1]]: 0.5])
    let excess = 0.1 - 0.3 * 0.2
    #expect(abs(free - bound - excess * 0.9) < 1e-12)
  }

  @Test("Influencers on both sides are compared with themselves")
  func paired() throws {
    var sketch = Sketch()
    let first = try sketch.campaign("One")
    let second = try sketch.campaign("Two")
    for number in 1...12 {
      let id = try sketch.influencer("i\(number)", platform: .instagram)
      for (campaign, factor) in [(first, 130), (second, 100)] {
        let booking = try sketch.booking(id, campaign, .paid)
        try sketch.measure(campaign, "p\(number)", .total, by: id, for: booking) {
          $0.reach = number * number * factor
        }
      }
    }
    let request = ComparisonRequest(left: .campaign("One"), right: .campaign("Two"))
    let row = try #require(Comparison.quick(sketch.session, request).refine())[.reachPerBooking]
    // Everybody reaches exactly 1.3 times as many, however different they are.
    #expect(abs(try #require(row.ratio) - 1.3) < 1e-9)
    let interval = try #require(row.interval)
    #expect(interval.lowerBound > 1.299 && interval.upperBound < 1.301)
    #expect(row.verdict == .leftBetter)
  }

  @Test("One influencer's CTR comes with Wilson's interval")
  func wilson() throws {
    var sketch = Sketch()
    let campaign = try sketch.campaign()
    for (number, platform) in [Platform.instagram, .tiktok].enumerated() {
      let id = try sketch.influencer("i\(number)", platform: platform)
      try sketch.measure(campaign, "p\(number)", .total, by: id) {
        $0.impressions = number == 0 ? 20 : 40
        $0.clicks = number == 0 ? 7 : 0
      }
    }
    let ctr = Comparison.quick(sketch.session, Self.request)[.ctr]
    #expect(ctr.left.wilson.map { abs($0.lowerBound - 0.1812) < 5e-5 } == true)
    #expect(ctr.left.wilson.map { abs($0.upperBound - 0.5671) < 5e-5 } == true)
    #expect(ctr.right.wilson?.lowerBound == 0)
    #expect(
      Comparison.quick(sketch.session, Self.request)[.engagementRateByReach].left.wilson == nil)
  }
}

@Suite("Like for like")
struct LikeForLikeTests {
  /// Megas are mostly on TikTok, where everyone's rate is high; on each platform the micros have the higher one.
  private func simpson() throws -> Session {
    var sketch = Sketch()
    let campaign = try sketch.campaign()
    let groups: [(followers: Int, Platform, count: Int, rate: Int)] = [
      (2_000_000, .tiktok, 30, 90), (2_000_000, .instagram, 3, 20),
      (20_000, .tiktok, 3, 120), (20_000, .instagram, 30, 30),
    ]
    for (group, (followers, platform, count, rate)) in groups.enumerated() {
      for number in 0..<count {
        let id = try sketch.influencer(
          "g\(group)n\(number)", followers: followers, platform: platform)
        try sketch.measure(campaign, "g\(group)n\(number)", .total, by: id) {
          $0.reach = 10_000
          $0.likes = 10 * rate + number
        }
      }
    }
    return sketch.session
  }

  @Test(
    "Simpson: the mix turns the result round, both are said, and so is the platform that causes it")
  func reversal() throws {
    let comparison = try #require(
      Comparison.quick(
        try simpson(), ComparisonRequest(left: .tier(.mega), right: .tier(.micro))
      ).refine())
    let plain = comparison[.engagementRateByReach]
    #expect(plain.verdict == .leftBetter)
    let same = try #require(LikeForLike.make(comparison, .engagementRateByReach))
    #expect(same.verdict == .rightBetter && same.isReversed && same.disagrees)
    #expect(same.cause != nil)
    // By hand: both platforms have half of all reach, so the rates are plain means of the strata's.
    let mega = ((900.0 + 14.5) / 10_000 + (200 + 1) / 10_000) / 2
    let micro = ((1200.0 + 1) / 10_000 + (300 + 14.5) / 10_000) / 2
    #expect(abs(same.left - mega) < 1e-12 && abs(same.right - micro) < 1e-12)
    #expect(same.interval?.upperBound ?? 2 < 1)
    #expect(same.leftOut.isEmpty)
  }

  @Test("Where the sides share no platform there is nothing to standardise")
  func disjoint() throws {
    let comparison = Comparison.quick(
      try simpson(),
      ComparisonRequest(left: .platform(.tiktok), right: .platform(.instagram)))
    #expect(LikeForLike.make(comparison, .engagementRateByReach) == nil)
    #expect(LikeForLike.make(comparison, .reach) == nil)
  }
}
