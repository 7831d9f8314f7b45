import LibC
import Marketing
import Testing

@testable import Forecast

/// Against the same model solved as one linear system for the cell and all its influencers at once (NumPy), without
/// anything beforehand of the cell.
@Suite("Rates of posts")
struct RateModelTests {
  static let cell = Cell(tier: .micro, platform: .instagram)
  static let logs = [
    [-1.2, -0.8, -1.5], [-0.3], [-1.9, -1.4], [-0.9, -1.1, -0.6, -1.3], [-2.2], [-1.0, -0.2],
  ]
  static let model = RateModel(
    logs.map { observation($0) })

  private static func observation(
    _ logs: [Double], size: Double = 10, exported: Double? = nil,
    benchmark: RateModel.Benchmark? = nil
  ) -> RateModel.Observation {
    RateModel.Observation(
      cell: cell, size: size, logs: logs, exported: exported, benchmark: benchmark)
  }

  private static func posterior(
    _ model: RateModel, _ logs: [Double], benchmark: RateModel.Benchmark? = nil,
    exported: Double? = nil, size: Double = 10
  ) -> RateModel.Posterior? {
    model.expectation(cell, benchmark: benchmark, exportText: "export")
      .posterior(LogSum(logs), exported: exported, size: size)
  }

  private func check(
    _ posterior: RateModel.Posterior?, _ mean: Double, _ variance: Double, within error: Double
  ) throws {
    let posterior = try #require(posterior)
    #expect(abs(posterior.mean - mean) < error)
    #expect(abs(posterior.variance - variance) < error)
    #expect(abs(posterior.scatter - 0.16118983957219252) < 1e-12)
  }

  @Test func influencersAreDrawnTowardsTheirCell() throws {
    let expected = [
      (-1.1609764891136412, 0.04532402399927626), (-0.649286225062897, 0.10306284358031631),
      (-1.5148004229442393, 0.06299252081267234), (-0.999615009618518, 0.035388057562219015),
      (-1.7565293197818834, 0.1030628435803163), (-0.7415970517258734, 0.06299252081267233),
    ]
    for (logs, expected) in zip(Self.logs, expected) {
      try check(Self.posterior(Self.model, logs), expected.0, expected.1, within: 1e-5)
    }
  }

  @Test func whoeverWasNeverMeasuredIsExpectedLikeTheCell() throws {
    let posterior = Self.posterior(Self.model, [])
    try check(posterior, -1.137134086374509, 0.27756611292355016, within: 1e-4)
    #expect(posterior?.basis.kind == .session)
    #expect(posterior?.basis.text == "session: Micro on Instagram here (6 influencers)")
  }

  /// Six influencers around −1.137 with a variance of the mean of 0.0524, and a report of −1.5 with 0.09: the weighted
  /// mean by 1 ÷ variance.
  @Test func aBenchmarkCountsByItsOwnUncertainty() throws {
    let benchmark = RateModel.Benchmark(
      belief: RateModel.Belief(mean: -1.5, variance: 0.09), text: "a report 2026 (C)", size: 10)
    let model = RateModel(Self.logs.map { Self.observation($0, benchmark: benchmark) })
    let posterior = Self.posterior(model, [], benchmark: benchmark)
    try check(posterior, -1.2707126940818871, 0.2582646534636756, within: 1e-12)
    #expect(posterior?.basis.parts.map(\.kind) == [.session, .prior])
    #expect(abs((posterior?.basis.parts.reduce(0) { $0 + $1.weight } ?? 0) - 1) < 1e-12)
  }

  @Test func nothingIsKnownOfNothing() {
    let empty = RateModel([])
    #expect(Self.posterior(empty, []) == nil)
    let alone = Self.posterior(empty, [-1])
    #expect(alone?.mean == -1 && alone?.basis.kind == .measured)
  }

  /// Exported figures are corrected by how far they were off where both are known.
  @Test func exportsAreCalibrated() throws {
    let model = RateModel(
      (0..<40).map { number in
        let level = -2 + 0.05 * Double(number)
        return Self.observation([level, level + 0.1, level - 0.1], exported: level + 0.7)
      })
    let posterior = try #require(Self.posterior(model, [], exported: 0.7 - 3))
    #expect(abs(posterior.mean + 3) < 0.25)
    #expect(posterior.basis.kind == .estimate)
  }

  /// Forty micros of 10,000 to 100,000 followers whose figures grow with followers to this power: twice the followers
  /// bring 2 to that power, within a tenth of it.
  @Test("How much followers count for is learned between accounts", arguments: [0.5, 0.7, 1])
  func elasticity(power: Double) throws {
    let model = RateModel(
      (0..<40).map { number in
        let size = log(10_000) + log(10) * Double(number) / 39
        // Talent and luck that have nothing to do with the size.
        let other = [0.4, -0.4, -0.2, 0.2][number % 4]
        let rate = -1.5 + (power - 1) * (size - log(30_000)) + other
        return Self.observation([rate + 0.3, rate - 0.3], size: size)
      })
    let small = try #require(Self.posterior(model, [], size: log(20_000)))
    let large = try #require(Self.posterior(model, [], size: log(40_000)))
    let found = (large.mean - small.mean) / log(2) + 1
    #expect(abs(found - power) < 0.1, "\(found)")
  }

  @Test("Beyond the sizes that were measured the range widens, and far beyond there is no figure")
  func farAway() throws {
    let model = RateModel(
      (0..<12).map { number in
        let size = log(20_000) + 0.1 * Double(number)
        return Self.observation([-1.2, -1.8], size: size)
      })
    func spread(_ followers: Double) throws -> Double {
      try #require(Self.posterior(model, [], size: log(followers))).variance
    }
    #expect(try spread(300_000) > 1.3 * spread(35_000))
    #expect(try spread(3_000) > 1.3 * spread(35_000))
    #expect(Self.posterior(model, [], size: log(300_000_000)) == nil)
    #expect(Self.posterior(model, [], size: log(1_000)) == nil)
    // What somebody's own posts say counts, however large they are.
    #expect(Self.posterior(model, [-2], size: log(300_000_000)) != nil)
  }
}
