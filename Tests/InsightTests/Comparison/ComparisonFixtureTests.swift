import Comparison
import LibC
import Marketing
import TestSupport
import Testing

/// Ratios and intervals against NumPy and SciPy (`Tests/Benchmarks/compare.py` prints these lines), which did the same from the same figures with 40,000 resamples of
/// another generator: multinomial weights for each side, the difference of the log ratios studentised by its linearised error
/// (at least a tenth of the variance), the 95th percentile of its absolute values times the larger of the jackknife's and
/// the linearised error, widened for unequal sides, at most 1.2 times the interval with Student's distribution.
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

  @Test("HealthKart: micro against macro", .needsShared(DataSet.healthKartFile))
  func healthKart() throws {
    let session = try DataSet.healthKart.session()
    try check(
      session, .tier(.micro), .tier(.macro),
      [
        ("er-reach", 1.0142549099982265, 0.06544295303539767, 0.06504630518524969),
        ("aov", 1.03176956561704, 0.05112109473889915, 0.05141972373237966),
        ("roas", 1.2999284149138537, 0.4512163058379626, 0.440537790092172),
        ("cpa", 0.7937126027708344, 0.4506511845321975, 0.4415033115344149),
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
        ("er-reach", 0.17666815647956954, 0.4105678471585436, 0.3454150310578535),
        ("engagements-per-cost", 0.13268417120083695, 0.3627457682755502, 0.33492000773473124),
        ("reach-per-booking", 2.477232430238121, 1.545556561520821, 1.2879638012673509),
        ("cpe", 7.536694022728254, 0.35590316281392215, 0.33492000773473124),
      ])
  }

  @Test("5 against 40")
  func second() throws {
    try check(
      try synthetic(seed: 2, 5, 40), .platform(.instagram), .platform(.tiktok),
      [
        ("er-reach", 0.12307035693624307, 0.6659377880420038, 0.5549481567016699),
        ("engagements-per-cost", 0.13260281412766836, 0.364874667183512, 0.34841102785134637),
        ("reach-per-booking", 2.436245816724574, 2.9223004423951564, 2.4352503686626306),
        ("cpe", 7.541318082715893, 0.3693002093377262, 0.34841102785134637),
      ])
  }

  @Test("40 against 40")
  func third() throws {
    try check(
      try synthetic(seed: 3, 40, 40), .platform(.instagram), .platform(.tiktok),
      [
        ("er-reach", 0.15163405384818088, 0.31303303087993256, 0.2926866752965704),
        ("engagements-per-cost", 0.13299119210618884, 0.420784232813555, 0.3949808037587697),
        ("reach-per-booking", 3.6700864197741296, 0.4864079934950893, 0.483534657135088),
        ("cpe", 7.519294956026371, 0.41870079618954886, 0.3949808037587697),
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
