import Marketing
import TestSupport
import Testing

@testable import Metrics
@testable import Statistics

@Suite("Leaderboard")
struct LeaderboardTests {
  private func isClose(_ value: Double?, _ expected: Double, _ digits: Double = 1e-9) -> Bool {
    guard let value else { return false }
    return abs(value - expected) <= digits * max(abs(expected), 1)
  }

  @Test("Wilson's interval stays within 0 and 1")
  func wilson() throws {
    let some = try #require(Wilson.interval(7, of: 20))
    #expect(isClose(some.lowerBound, 0.1812, 5e-5) && isClose(some.upperBound, 0.5671, 5e-5))
    let none = try #require(Wilson.interval(0, of: 40))
    #expect(none.lowerBound == 0 && isClose(none.upperBound, 0.0876, 5e-5))
    let all = try #require(Wilson.interval(40, of: 40))
    #expect(all.upperBound == 1 && isClose(all.lowerBound, 1 - 0.0876, 5e-5))
    #expect(Wilson.interval(1, of: 0) == nil)
    #expect(Wilson.interval(-1, of: 5) == nil && Wilson.interval(6, of: 5) == nil)
    for whole in 1...60 {
      for part in 0...whole {
        let interval = try #require(Wilson.interval(part, of: whole))
        let rate = Double(part) / Double(whole)
        #expect(0 <= interval.lowerBound && interval.upperBound <= 1)
        #expect(interval.contains(rate))
      }
    }
  }

  @Test(
    "The logarithm of the gamma function, against scipy.special.gammaln",
    arguments: [
      (0.05, 2.968879201051731), (0.5, 0.5723649429247), (1, 0), (3.7, 1.428072326665388),
      (10, 12.801827480081469), (123.4, 469.3360974421906), (1e6, 12815504.569147611),
    ])
  func gamma(x: Double, expected: Double) { #expect(isClose(logGamma(x), expected, 2e-14)) }

  /// Shares of a group that hardly differ.
  private static let shares = [
    (4, 10), (300, 1000), (28, 100), (51, 200), (140, 500), (66, 300), (19, 60), (610, 2500),
    (33, 150), (95, 400), (7, 40), (0, 5),
  ]

  // scipy 1.17: fsolve for the two derivatives of the beta-binomial likelihood, sums of digamma, over the logarithms of
  // alpha and beta; minimize over betabinom.logpmf finds the same to six digits.
  @Test("The beta prior is that of scipy's likelihood")
  func betaPrior() throws {
    let prior = try #require(BetaPrior(Self.shares.map { (part: $0.0, whole: $0.1) }))
    #expect(isClose(prior.alpha, 118.45195321387578, 1e-5))
    #expect(isClose(prior.beta, 341.61464336573164, 1e-5))
    #expect(isClose(prior.shrunk(4, of: 10), 0.2604991592784622, 1e-7))
    #expect(isClose(prior.shrunk(300, of: 1000), 0.2865978539569037, 1e-7))
    #expect(isClose(prior.weight(of: 1000), 0.6849002091790527, 1e-6))
    #expect(isClose(prior.weight(of: 10), 0.02127357593058876, 1e-6))
    // Shares that differ widely, of many trials.
    let wide = try #require(
      BetaPrior([
        (120, 40_000), (900, 60_000), (15, 9_000), (400, 100_000), (77, 3_000), (2_500, 250_000),
        (31, 12_000),
      ]))
    #expect(isClose(wide.alpha, 1.3068907676457238, 1e-5))
    #expect(isClose(wide.beta, 147.8279781712018, 1e-5))
    #expect(isClose(wide.shrunk(77, of: 3_000), 0.02486615976343767, 1e-8))
    // Shares that don't differ at all: nearly all of the weight is the group's.
    let same = try #require(BetaPrior((1...8).map { (part: 10 * $0, whole: 100 * $0) }))
    #expect(isClose(same.mean, 0.1, 1e-6) && same.weight(of: 800) < 0.01)
    #expect(BetaPrior([(0, 10), (0, 20)]) == nil)
    #expect(BetaPrior([(10, 10), (20, 20)]) == nil)
    #expect(BetaPrior([(1, 10)]) == nil)
  }

  /// One influencer for each share, clicks of impressions.
  private func group(
    _ shares: [(Int, Int)], followers: Int = 20_000, platform: Platform = .instagram,
    in sketch: inout Sketch, _ campaign: CampaignID
  ) throws -> [InfluencerID] {
    try shares.map { clicks, impressions in
      let number = sketch.session.roster.count
      let id = try sketch.influencer("i\(number)", followers: followers, platform: platform)
      try sketch.measure(campaign, "m\(number)", by: id) {
        $0.clicks = clicks
        $0.impressions = impressions
      }
      return id
    }
  }

  @Test("4 of 10 doesn't outrank 300 of 1,000")
  func order() throws {
    var sketch = Sketch()
    let spring = try sketch.campaign()
    let ids = try group(Self.shares, in: &sketch, spring)
    let board = try #require(Leaderboard.make(sketch.session, .ctr))
    #expect(board.entries.first?.influencer == ids[1])
    #expect(board.entries.first?.raw.double == 0.3)
    let lucky = try #require(board.entries.first { $0.influencer == ids[0] })
    #expect(isClose(lucky.shrunk, 0.2604991592784622, 1e-7))
    #expect(isClose(lucky.weight, 0.02127357593058876, 1e-6))
    #expect(lucky.interval == Wilson.interval(4, of: 10))
    #expect(lucky.peers == .tierAndPlatform(.micro, .instagram) && lucky.peersCount == 12)
    #expect(lucky.raw.double == 0.4 && lucky.effectivePosts == nil)
    for entry in board.entries {
      let shrunk = try #require(entry.shrunk)
      let mean = try #require(entry.peersRate)
      #expect(min(entry.raw.double, mean) <= shrunk && shrunk <= max(entry.raw.double, mean))
    }
    let table = KPITable.make(sketch.session, by: .influencer)
    #expect(Leaderboard.make(sketch.session, .ctr, table)?.entries == board.entries)
    #expect(Leaderboard.make(sketch.session, .cpm) == nil)
  }

  @Test("Few peers: the tier, then all, then nobody")
  func fallback() throws {
    var sketch = Sketch()
    let spring = try sketch.campaign()
    let few = try group([(4, 10), (30, 100), (20, 100), (1, 10)], in: &sketch, spring)
    let alone = try #require(Leaderboard.make(sketch.session, .ctr))
    #expect(alone.entries.allSatisfy { $0.shrunk == nil && $0.peers == nil })
    // The lower end of the interval ranks them.
    #expect(alone.entries.first?.influencer == few[1])
    let other = try group(
      [(40, 100), (20, 100), (90, 300)], platform: .tiktok, in: &sketch, spring)
    let mega = try group([(5, 100)], followers: 2_000_000, in: &sketch, spring)
    let board = try #require(Leaderboard.make(sketch.session, .ctr))
    func entry(_ id: InfluencerID) throws -> Leaderboard.Entry {
      try #require(board.entries.first { $0.influencer == id })
    }
    #expect(try entry(few[0]).peers == .tier(.micro))
    #expect(try entry(few[0]).peersCount == 7)
    #expect(try entry(other[0]).peers == .tier(.micro))
    #expect(try entry(mega[0]).peers == .all && (try entry(mega[0])).peersCount == 8)
    #expect(board.entries.allSatisfy { $0.shrunk != nil })
  }

  @Test("What is no share has no shrunk rate, and stands last")
  func noShare() throws {
    var sketch = Sketch()
    let spring = try sketch.campaign()
    let ids = try group(
      [(20, 100), (30, 100), (25, 100), (10, 100), (40, 100), (10, 20)], in: &sketch, spring)
    for (place, conversions) in [(0, 5), (1, 6), (2, 3), (3, 2), (4, 9), (5, 11)] {
      try sketch.measure(spring, "o\(place)", by: ids[place]) { $0.conversions = conversions }
    }
    let refunded = try group([(10, 100)], in: &sketch, spring)
    try sketch.measure(spring, "r", by: refunded[0]) { $0.conversions = -1 }
    let board = try #require(Leaderboard.make(sketch.session, .cvr))
    #expect(board.entries.count == 7)
    #expect(Set(board.entries.suffix(2).map(\.influencer)) == [ids[5], refunded[0]])
    #expect(board.entries.suffix(2).allSatisfy { $0.shrunk == nil && $0.interval == nil })
    #expect(board.entries[0].peersCount == 5)
  }

  /// Posts of eight influencers: engagements and reach.
  private static let posts = [
    [(300, 10_000), (500, 12_000), (250, 11_000)], [(900, 9_000)], [(100, 5_000), (180, 6_000)],
    [(0, 2_000), (90, 3_000), (70, 2_500)], [(400, 20_000), (900, 30_000), (600, 25_000)],
    [(240, 4_000)], [(1_500, 100_000), (70, 5_000)], [(0, 800), (0, 900)],
  ]

  // From numpy 2.4, written independently from the definitions in `LogNormalPrior`; z = 1.959963984540054.
  @Test("The prior of engagement rates, against numpy; a lucky post is drawn back")
  func engagementRates() throws {
    var sketch = Sketch()
    let spring = try sketch.campaign()
    for (number, posts) in Self.posts.enumerated() {
      let id = try sketch.influencer("i\(number)", followers: 20_000)
      for (place, (engagements, reach)) in posts.enumerated() {
        let key = "\(number) \(place)"
        // A running total over two days, or an increment: a post either way.
        if place == 0 {
          try sketch.measure(spring, key, .total, "2026-03-01", by: id) {
            $0.likes = engagements / 2
            $0.reach = reach / 2
          }
        }
        try sketch.measure(spring, key, place == 0 ? .total : .increment, "2026-03-02", by: id) {
          $0.likes = engagements
          $0.reach = reach
        }
      }
    }
    let board = try #require(Leaderboard.make(sketch.session, .engagementRateByReach))
    let entries = board.entries.sorted { $0.influencer < $1.influencer }
    let expected: [(shrunk: Double, weight: Double, posts: Double, low: Double, high: Double)] = [
      (
        0.031631712621324, 0.740130119384319, 2.983561643835616, 0.019706885178451,
        0.051421678359357
      ),
      (0.055899690196596, 0.502277570057254, 1, 0.044706094782612, 0.223931753516182),
      (
        0.02728245159022, 0.65769933429101, 1.983606557377049, 0.014222639341787,
        0.045719362234653
      ),
      (
        0.023610529944719, 0.736224993004723, 2.922077922077922, 0.013183627344292,
        0.034737025557559
      ),
      (
        0.026738643817799, 0.736224993004723, 2.922077922077922, 0.015610893313287,
        0.041132534001334
      ),
      (0.043282523642584, 0.502277570057254, 1, 0.0268646147021, 0.134564208907767),
      (
        0.021177398624069, 0.524206641273702, 1.099750623441397, 0.00691831056453,
        0.032336814076539
      ),
      (
        0.001442674894905, 0.658727651154967, 1.993103448275862, 0.000164263072467,
        0.00052662591179
      ),
    ]
    for (entry, expected) in zip(entries, expected) {
      #expect(isClose(entry.shrunk, expected.shrunk, 1e-12))
      #expect(isClose(entry.weight, expected.weight, 1e-12))
      #expect(isClose(entry.effectivePosts, expected.posts, 1e-12))
      #expect(isClose(entry.interval?.lowerBound, expected.low, 1e-12))
      #expect(isClose(entry.interval?.upperBound, expected.high, 1e-12))
    }
    // One post at 10% against three at 3.2%: it leads, but by far less.
    #expect(entries[1].raw.double == 0.1)
    #expect(board.entries[0].handle == "i1")
    // Above 100% nothing breaks.
    try sketch.measure(spring, "1 9", by: entries[1].influencer) {
      $0.likes = 40_000
      $0.reach = 9_000
    }
    let again = try #require(Leaderboard.make(sketch.session, .engagementRateByReach))
    #expect(try #require(again.entries[0].shrunk) > 0)
  }

  @Test("Without several posts of anybody luck and quality can't be told apart")
  func singlePosts() throws {
    var sketch = Sketch()
    let spring = try sketch.campaign()
    for number in 1...9 {
      let id = try sketch.influencer("i\(number)", followers: 20_000)
      try sketch.measure(spring, "\(number)", by: id) {
        $0.likes = number
        $0.impressions = 100
      }
    }
    let board = try #require(Leaderboard.make(sketch.session, .engagementRateByImpressions))
    #expect(board.entries.count == 9)
    #expect(board.entries.allSatisfy { $0.shrunk == nil && $0.interval == nil })
  }

  /// A brand's engagement rates by reach according to numpy.
  private struct Board {
    let influencers: Int
    let firstFive: [Int]
    let last: Int
    /// Of the first.
    let shrunk, weight, posts, low, high: Double
    /// The sum of all shrunk rates, and with each times the influencer's number.
    let sum, weighted: Double
  }

  private func check(_ brand: DataSet, _ expected: Board) throws -> Leaderboard {
    let board = try #require(Leaderboard.make(try brand.session(), .engagementRateByReach))
    #expect(board.entries.count == expected.influencers)
    #expect(board.entries.prefix(5).map(\.influencer.number) == expected.firstFive)
    #expect(board.entries.last?.influencer.number == expected.last)
    let first = board.entries[0]
    #expect(isClose(first.shrunk, expected.shrunk, 1e-12))
    #expect(isClose(first.weight, expected.weight, 1e-12))
    #expect(isClose(first.effectivePosts, expected.posts, 1e-12))
    #expect(isClose(first.interval?.lowerBound, expected.low, 1e-12))
    #expect(isClose(first.interval?.upperBound, expected.high, 1e-12))
    let sum = board.entries.reduce(0) { $0 + ($1.shrunk ?? 0) }
    #expect(isClose(sum, expected.sum, 1e-12))
    let weighted = board.entries.reduce(0) {
      $0 + Double($1.influencer.number) * ($1.shrunk ?? 0)
    }
    #expect(isClose(weighted, expected.weighted, 1e-12))
    return board
  }

  // `Tests/Fixtures/expected.py`, by tier and platform. Some groups are too small, so that the tier stands in for them.
  @Test("A made-up brand's engagement rates, against numpy")
  func madeBrand() throws {
    let board = try check(
      .made,
      Board(
        influencers: 96, firstFive: [14, 38, 84, 48, 15], last: 22, shrunk: 0.1736400685129261,
        weight: 0.8566529571029363, posts: 6.62205743184544, low: 0.1372075030158974,
        high: 0.24668526925449855, sum: 7.486465178500297, weighted: 360.5225080568584))
    let narrow = board.entries.count {
      if case .tierAndPlatform? = $0.peers { true } else { false }
    }
    let wide = board.entries.count { if case .tier? = $0.peers { true } else { false } }
    #expect(narrow == 84 && wide == 12)
  }

  // The same numpy program over the files of the set. The set is made up: in three of its eight groups the influencers
  // differ no more than posts do, so all of them get the group's rate.
  @Test("HealthKart's engagement rates, against numpy", .needsShared(DataSet.healthKartFile))
  func healthKart() throws {
    let board = try check(
      .healthKart,
      Board(
        influencers: 500, firstFive: [50, 473, 227, 312, 123], last: 380,
        shrunk: 0.25209110483077346, weight: 0.39447057373692396, posts: 18.721306214058433,
        low: 0.22943011569673316, high: 0.4397082150099841, sum: 103.84278553802731,
        weighted: 26023.26400973959))
    let group = board.entries.filter { $0.peers == .tierAndPlatform(.micro, .youtube) }
    #expect(group.count == 6 && group.allSatisfy { isClose($0.shrunk, 0.22462671448474508, 1e-12) })
  }

  @Test("Any session has a board of every rate", arguments: 1...10 as ClosedRange<UInt64>)
  func anySession(seed: UInt64) throws {
    let session = try RandomSession(seed: seed, rows: 150).sketch.session
    for kpi in Leaderboard.kpis {
      for days in [nil, Day.on("2026-02-26") ... .on("2026-03-12")] {
        let board = try #require(Leaderboard.make(session, kpi, days: days))
        let table = KPITable.make(session, by: .influencer, days: days)
        for entry in board.entries {
          #expect(entry.raw == table[.influencer(entry.influencer)]?.value(kpi))
          #expect(entry.shrunk?.isFinite ?? true)
          #expect(entry.weight.map { (0...1).contains($0) } ?? true)
        }
        let scores = board.entries.compactMap(\.shrunk)
        #expect(scores == scores.sorted(by: >))
      }
    }
  }
}
