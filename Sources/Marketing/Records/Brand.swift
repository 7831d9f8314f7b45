/// What the brand stands for and whom it wants to reach; influencers are compared with it.
public struct Brand: Hashable, Sendable {
  /// The brand's values, such as `sustainable` or `family`.
  public var values: [String] = []
  /// The campaigns' message, in a sentence or two.
  public var message: String = ""
  /// Topics the brand doesn't want to be associated with.
  public var avoid: [String] = []
  public var niches: [String] = []
  /// The target audience's countries, as names or ISO 3166 codes.
  public var countries: [String] = []
  public var ages: AgeRange?
  public var languages: [String] = []
  public var competitors: [String] = []
  /// The share of sponsored posts up to which an account loses no points.
  public var sponsoredTolerance: Share?
  /// The weight of each part, 0 to 1,000; the default is `AlignmentPart.weight`.
  public var weights: [AlignmentPart: Int] = [:]
  public var unknown: [UnknownField] = []

  public init() {}

  public func weight(of part: AlignmentPart) -> Int { weights[part] ?? part.weight }
}

/// The parts of an influencer's alignment with the brand.
public enum AlignmentPart: String, CaseIterable, Comparable, Sendable {
  case niche, values, topics, countries, ages, language, history, competitors, sponsored, rating

  /// The default weight; together they are 100.
  public var weight: Int {
    switch self {
    case .niche: 20
    case .values, .topics: 15
    case .countries, .language, .competitors: 10
    case .ages, .history, .sponsored, .rating: 5
    }
  }

  public var title: String {
    switch self {
    case .niche: "Niche"
    case .values: "Values"
    case .topics: "Topics to avoid"
    case .countries: "Audience's country"
    case .ages: "Audience's age"
    case .language: "Language"
    case .history: "History with us"
    case .competitors: "Competitors"
    case .sponsored: "Sponsored posts"
    case .rating: "Own rating"
    }
  }

  public static func < (left: AlignmentPart, right: AlignmentPart) -> Bool {
    (allCases.firstIndex(of: left) ?? 0) < (allCases.firstIndex(of: right) ?? 0)
  }
}
