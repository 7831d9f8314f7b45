import LibC

/// How many different people several audiences are, when who sees one says nothing about who sees another.
///
/// Sainsbury: 1 − Π(1 − rᵢ), rᵢ being the share of the universe that one audience is (BENCHMARKS.md §2). The result lies
/// between the largest audience and the smaller of their sum and the universe. Where audiences overlap more than by
/// chance, as those of one niche do, it is too high.
package enum UniqueReach {
  /// - Parameter shares: of the universe, each from 0 to 1; what lies outside is taken to the nearer end.
  /// - Returns: a share of the universe, from 0 to 1.
  package static func sainsbury(_ shares: some Sequence<Double>) -> Double {
    -expm1(-shares.reduce(0) { $0 + exposure($1) })
  }

  /// −ln(1 − r): the exposures of audiences add up. Someone reaches all but a millionth at most, so that it is finite.
  static func exposure(_ share: Double) -> Double {
    -log1p(-min(max(0, share), 0.999_999))
  }
}
