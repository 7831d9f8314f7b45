import Marketing
import Testing

@testable import Forecast

/// Against the same model solved as one linear system for the cell and all its influencers at once (NumPy).
@Suite("Rates of posts")
struct RateModelTests {
  static let cell = Cell(tier: .micro, platform: .instagram)
  static let logs = [
    [-1.2, -0.8, -1.5], [-0.3], [-1.9, -1.4], [-0.9, -1.1, -0.6, -1.3], [-2.2], [-1.0, -0.2],
  ]
  static let model = RateModel(
    logs.map { RateModel.Observation(cell: cell, logs: $0, exported: nil) })

  private func check(_ posterior: RateModel.Posterior?, _ mean: Double, _ variance: Double) throws {
    let posterior = try #require(posterior)
    #expect(abs(posterior.mean - mean) < 1e-12)
    #expect(abs(posterior.variance - variance) < 1e-12)
    #expect(abs(posterior.scatter - 0.16118983957219252) < 1e-12)
  }

  @Test func influencersAreDrawnTowardsTheirCell() throws {
    let expected = [
      (-1.1609764891136412, 0.04532402399927626), (-0.649286225062897, 0.10306284358031631),
      (-1.5148004229442393, 0.06299252081267234), (-0.999615009618518, 0.035388057562219015),
      (-1.7565293197818834, 0.1030628435803163), (-0.7415970517258734, 0.06299252081267233),
    ]
    for (logs, expected) in zip(Self.logs, expected) {
      try check(
        Self.model.posterior(Self.cell, benchmark: nil, logs: logs, exported: nil), expected.0,
        expected.1)
    }
  }

  @Test func whoeverWasNeverMeasuredIsExpectedLikeTheCell() throws {
    let posterior = Self.model.posterior(Self.cell, benchmark: nil, logs: [], exported: nil)
    try check(posterior, -1.137134086374509, 0.27756611292355016)
    #expect(posterior?.basis.kind == .session)
    #expect(posterior?.basis.text == "session: Micro on Instagram here (6 influencers)")
  }

  @Test func aBenchmarkCountsAsTwoInfluencers() throws {
    let benchmark = (RateModel.Belief(mean: -1.5, variance: 0.09), "a report 2026 (C)")
    try check(
      Self.model.posterior(Self.cell, benchmark: benchmark, logs: Self.logs[0], exported: nil),
      -1.1784327929689373, 0.044838031066252886)
    let posterior = Self.model.posterior(Self.cell, benchmark: benchmark, logs: [], exported: nil)
    try check(posterior, -1.2277340176432117, 0.2644748632806352)
    #expect(posterior?.basis.parts.map(\.kind) == [.session, .prior])
    #expect(abs((posterior?.basis.parts.reduce(0) { $0 + $1.weight } ?? 0) - 1) < 1e-12)
  }

  @Test func nothingIsKnownOfNothing() {
    let empty = RateModel([])
    #expect(empty.posterior(Self.cell, benchmark: nil, logs: [], exported: nil) == nil)
    let alone = empty.posterior(Self.cell, benchmark: nil, logs: [-1], exported: nil)
    #expect(alone?.mean == -1 && alone?.basis.kind == .measured)
  }

  /// Exported figures are corrected by how far they were off where both are known.
  @Test func exportsAreCalibrated() throws {
    let model = RateModel(
      (0..<40).map { number in
        let level = -2 + 0.05 * Double(number)
        return RateModel.Observation(
          cell: Self.cell, logs: [level, level + 0.1, level - 0.1], exported: level + 0.7)
      })
    let posterior = try #require(
      model.posterior(Self.cell, benchmark: nil, logs: [], exported: (0.7 - 3, "export")))
    #expect(abs(posterior.mean + 3) < 0.25)
    #expect(posterior.basis.kind == .estimate)
  }
}
