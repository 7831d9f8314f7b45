import Insight
import Marketing
import Testing

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Ratios and intervals against NumPy 2.4 and SciPy 1.17, which did the same from the same figures with 40,000 resamples of
/// another generator: multinomial weights for each side, the difference of the log ratios studentised by its linearised error
/// (at least a tenth of the variance), the 95th percentile of its absolute values times the larger of the jackknife's and
/// the linearised error, at most 1.75 times the interval with Student's distribution.
///
/// Each line: KPI, ratio, half width of the refined and of the first interval on the logarithmic scale. 2,000 resamples
/// know the half width within some percent.
@Suite("Comparison, against NumPy and SciPy")
struct ComparisonFixtureTests {
  typealias Line = (kpi: String, ratio: Double, refined: Double, quick: Double)

  private func check(_ session: Session, _ left: Segment, _ right: Segment, _ lines: [Line]) throws
  {
    let quick = Comparison.quick(session, ComparisonRequest(left: left, right: right))
    let refined = try #require(quick.refine())
    #expect(refined.resamples == 2_000)
    for line in lines {
      let kpi = try #require(ComparisonKPI(rawValue: line.kpi))
      let first = try half(quick[kpi])
      let second = try half(refined[kpi])
      let ratio = try #require(refined[kpi].ratio)
      #expect(abs(ratio / line.ratio - 1) < 1e-12, "\(line.kpi): \(ratio)")
      #expect(abs(first / line.quick - 1) < 1e-3, "\(line.kpi): \(first)")
      #expect(abs(second / line.refined - 1) < 0.08, "\(line.kpi): \(second)")
    }
  }

  private func half(_ row: KPIComparison) throws -> Double {
    let interval = try #require(row.interval)
    return log(interval.upperBound / interval.lowerBound) / 2
  }

  @Test(
    "HealthKart: micro against macro",
    .enabled(if: HealthKart.isPresent, "../shared/data is not there"))
  func healthKart() throws {
    let session = try #require(HealthKart.session())
    try check(
      session, .tier(.micro), .tier(.macro),
      [
        ("er-reach", 1.0142549099982283, 0.06489010226790891, 0.064459011965123),
        ("aov", 1.03176956561704, 0.05072545646208652, 0.05095546284864754),
        ("roas", 1.299928414913853, 0.445140017633008, 0.43656024122765463),
        ("cpa", 0.7937126027708351, 0.4491237144312798, 0.4375170451232944),
      ])
    let comparison = Comparison.quick(
      session, ComparisonRequest(left: .tier(.micro), right: .tier(.macro)))
    #expect(comparison[.roas].left.influencers == 45)
    #expect(comparison[.roas].right.influencers == 455)
    #expect(comparison[.roas].verdict == .notDistinguishable)
    #expect(comparison[.uniqueReach].verdict == .noData)
    #expect(comparison[.ctr].reason.contains("either side"))
  }

  @Test("31 influencers against 6 of other sizes")
  func first() throws {
    try check(
      try synthetic(seed: 1, 31, 6), .platform(.instagram), .platform(.tiktok),
      [
        ("er-reach", 0.17666815647956963, 0.3890497230993881, 0.32700271596948155),
        ("engagements-per-cost", 0.13268417120083686, 0.33957105354628286, 0.31706712885761407),
        ("reach-per-booking", 2.477232430238121, 1.794205832780075, 1.2193090144194105),
        ("cpe", 7.53669402272826, 0.3379403447978457, 0.3170671288576141),
      ])
  }

  @Test("5 against 40")
  func second() throws {
    try check(
      try synthetic(seed: 2, 5, 40), .platform(.instagram), .platform(.tiktok),
      [
        ("er-reach", 0.12307035693624296, 0.6144834580243314, 0.5149003515788678),
        ("engagements-per-cost", 0.13260281412766836, 0.3401203428183573, 0.32326796398578345),
        ("reach-per-booking", 2.4362458167245786, 3.483773670751158, 2.259510651336462),
        ("cpe", 7.541318082715893, 0.34089956672288524, 0.3232679639857826),
      ])
  }

  @Test("40 against 40")
  func third() throws {
    try check(
      try synthetic(seed: 3, 40, 40), .platform(.instagram), .platform(.tiktok),
      [
        ("er-reach", 0.15163405384818093, 0.3144838068751312, 0.29268667529657105),
        ("engagements-per-cost", 0.13299119210618884, 0.42151154514230427, 0.3949808037587727),
        ("reach-per-booking", 3.670086419774123, 0.4930952206071612, 0.48353465713508614),
        ("cpe", 7.519294956026375, 0.4215710543079251, 0.39498080375877287),
      ])
  }

  /// Integers alone, so that another language makes the same set.
  private func synthetic(seed: UInt64, _ left: Int, _ right: Int) throws -> Session {
    var random = SeededGenerator(seed)
    var sketch = Sketch()
    let campaign = try sketch.campaign()
    for number in 0..<(left + right) {
      let isLeft = number < left
      let power = Int(random.next() % 7)
      let size = 1000 * (1 << power) + Int(random.next() % 1000)
      let likes = size * (20 + Int(random.next() % 80)) / 1000 * (isLeft ? 1 : 2)
      let fee = 5000 + size * (50 + Int(random.next() % 100)) / 100 * (isLeft ? 4 : 1)
      let id = try sketch.influencer(
        "i\(number)", followers: size, platform: isLeft ? .instagram : .tiktok)
      let booking = try sketch.booking(id, campaign, .paid, fee: Int64(fee))
      try sketch.measure(campaign, "p\(number)", .total, by: id, for: booking) {
        $0.reach = size * (isLeft ? 3 : 1)
        $0.likes = likes
      }
    }
    return sketch.session
  }

  @Test("The same seed gives the same intervals; cancelling gives none")
  func reproducible() throws {
    let session = try synthetic(seed: 3, 40, 40)
    let quick = Comparison.quick(
      session, ComparisonRequest(left: .platform(.instagram), right: .platform(.tiktok)))
    let one = try #require(quick.refine())
    let other = try #require(quick.refine())
    #expect(one.rows.map(\.interval) == other.rows.map(\.interval))
    #expect(quick.refine(isCancelled: { true }) == nil)
    var reported: [Double] = []
    _ = quick.refine(progress: { reported.append($0) })
    #expect(reported == reported.sorted() && reported.last == 1)
  }
}
