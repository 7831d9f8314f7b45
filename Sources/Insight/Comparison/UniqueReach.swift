import LibC

/// How many different people several audiences reach, if belonging to one says nothing about belonging to another.
///
/// Sainsbury: 1 − Π(1 − rᵢ), where rᵢ is an audience's share of the universe (BENCHMARKS.md §2). The result lies
/// between the largest audience and the smaller of the sum and the universe. If audiences overlap more than by chance,
/// as they do within a niche, it is too high.
enum UniqueReach {
  /// −ln(1 − r), which adds up over audiences. Shares stop a millionth short of 1, to keep it finite.
  static func exposure(_ share: Double) -> Double {
    -log1p(-min(max(0, share), 0.999_999))
  }
}
