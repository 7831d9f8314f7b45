/// What two accounts are compared by.
package enum SimilarityPart: String, CaseIterable, Comparable, Sendable {
  case niches, followers, country, language, engagement, fee, ages, platform, tags

  /// The index among all cases. Written out because looking it up would take most of a comparison's time.
  var place: Int {
    switch self {
    case .niches: 0
    case .followers: 1
    case .country: 2
    case .language: 3
    case .engagement: 4
    case .fee: 5
    case .ages: 6
    case .platform: 7
    case .tags: 8
    }
  }

  package static func < (left: Self, right: Self) -> Bool { left.place < right.place }
}

/// The weight of each part of a similarity, 0 or more; only proportions matter.
///
/// The defaults are a judgement, not a measurement: someone looking for more of the same first wants the same subject,
/// then the same size and audience, then the same price. Platforms count little, since a manager can filter by them,
/// and so do tags, which are private notes.
package struct SimilarityWeights: Hashable, Sendable {
  private var weights: [Double] = [30, 15, 10, 10, 10, 10, 5, 5, 5]

  package init() {}

  package static let usual = SimilarityWeights()

  package subscript(part: SimilarityPart) -> Double {
    get { weights[part.place] }
    set { weights[part.place] = newValue.isFinite ? max(0, newValue) : 0 }
  }
}
