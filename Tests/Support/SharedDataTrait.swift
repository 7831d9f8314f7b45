import Testing

extension Trait where Self == ConditionTrait {
  /// Skips the test if the file in `../shared` is missing, always with the same words, because `.ci/run` counts them.
  package static func needsShared(_ path: String) -> Self {
    .enabled(if: TestData.shared(path) != nil, "../shared/data is not there")
  }
}
