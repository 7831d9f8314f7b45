import LibC
import Marketing
import Testing

@testable import Forecast

/// Against the same model solved as one linear system (NumPy).
@Suite("What tiers and platforms tell of each other")
struct HierarchyTests {
  private static func cell(_ tier: Tier, _ platform: Platform) -> Cell {
    Cell(tier: tier, platform: platform)
  }

  private static let micro = cell(.micro, .instagram)
  private static let mega = cell(.mega, .instagram)
  private static let tiktok = cell(.micro, .tiktok)
  private static let tree = Hierarchy(
    [(micro, -0.2, 0.05), (mega, -0.1, 0.1), (tiktok, -0.05, 0.02)].map {
      Hierarchy.Measured(cell: $0.0, mean: $0.1, variance: $0.2, influencers: 5, benchmark: 0.3)
    }, benchmark: 0.3)

  private static func level(_ cell: Cell) throws -> Hierarchy.Level {
    try #require(tree.level(cell, benchmark: (0.3, "a report")))
  }

  @Test(
    "Measured, beside measured, and never measured",
    arguments: [
      (micro, -0.13531664, 0.02665106), (mega, -0.11153883, 0.03281797),
      (tiktok, -0.0662242, 0.01607592), (cell(.mega, .tiktok), -0.07991337, 0.04041044),
      (cell(.nano, .youtube), -0.09360255, 0.05915774),
    ])
  func levels(cell: Cell, mean: Double, variance: Double) throws {
    let level = try Self.level(cell)
    #expect(abs(level.mean - mean) < 1e-8)
    #expect(abs(level.shared.variance - variance) < 1e-8)
    #expect(abs(level.sources.reduce(0) { $0 + $1.weight } - 1) < 1e-12)
  }

  @Test("What two tiers may both be misjudged by is that of the linear system")
  func covariances() throws {
    func common(_ one: Cell, _ other: Cell) throws -> Double {
      let one = try (Self.level(one).shared, one.platform)
      let other = try (Self.level(other).shared, other.platform)
      return one.0.all * other.0.all
        + (one.1 == other.1 ? one.0.platform * other.0.platform : 0)
    }
    #expect(abs(try common(Self.micro, Self.mega) - 0.01606057) < 1e-8)
    #expect(abs(try common(Self.micro, Self.tiktok) - 0.00506074) < 1e-8)
    #expect(abs(try common(Self.mega, Self.cell(.nano, .youtube)) - 0.01556448) < 1e-8)
  }

  @Test("With nothing measured a benchmark is as uncertain as its source says, most of it for all")
  func benchmarkAlone() throws {
    let level = try #require(
      Hierarchy([], benchmark: nil).level(Self.micro, benchmark: (0.2, "a report 2026 (C)")))
    #expect(level.mean == 0)
    #expect(abs(level.shared.variance - 0.2) < 1e-12)
    #expect(abs(level.shared.all - (0.85 * 0.2).squareRoot()) < 1e-12)
    #expect(level.sources.map(\.kind) == [.prior])
  }

  @Test("Nothing is known of nothing")
  func nothing() {
    #expect(Hierarchy([], benchmark: nil).level(Self.micro, benchmark: nil) == nil)
  }
}
