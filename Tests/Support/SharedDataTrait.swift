import Testing

extension Trait where Self == ConditionTrait {
  /// Skips where the file of `../shared` is missing, always in the same words: `.ci/run` counts them.
  package static func needsShared(_ path: String) -> Self {
    .enabled(if: TestData.shared(path) != nil, "../shared/data is not there")
  }
}
