/// How far a figure may be misjudged for many influencers at once, as deviations of its logarithm. Each part is drawn
/// once for a whole line-up: booking more of the same doesn't average it out.
package struct SharedDoubt: Hashable, Sendable {
  /// Everybody: the level of the benchmarks, the season, the brand.
  package var all = 0.0
  /// Everybody on a platform.
  package var platform = 0.0
  /// Everybody of a tier on a platform.
  package var cell = 0.0
  /// How much followers count for, times the distance from the sizes that were measured; below zero for smaller ones.
  package var size = 0.0

  package init(all: Double = 0, platform: Double = 0, cell: Double = 0, size: Double = 0) {
    self.all = all
    self.platform = platform
    self.cell = cell
    self.size = size
  }

  /// How far one campaign's results lie from another's for everybody in it: the season, the offer, the brand's news.
  /// Assumed; most of it is within an eighth.
  static let season = 0.1

  package var variance: Double { all * all + platform * platform + cell * cell + size * size }
  package var deviation: Double { variance.squareRoot() }

  func scaled(by share: Double) -> SharedDoubt {
    SharedDoubt(
      all: share * all, platform: share * platform, cell: share * cell, size: share * size)
  }

  var withSeason: SharedDoubt { self * SharedDoubt(all: SharedDoubt.season) }

  /// Of a product of two figures that are misjudged independently.
  static func * (left: SharedDoubt, right: SharedDoubt) -> SharedDoubt {
    func both(_ one: Double, _ other: Double) -> Double {
      (one * one + other * other).squareRoot()
    }
    let size = both(left.size, right.size)
    return SharedDoubt(
      all: both(left.all, right.all), platform: both(left.platform, right.platform),
      cell: both(left.cell, right.cell), size: left.size + right.size < 0 ? -size : size)
  }
}
