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

/// Ages in whole years, inclusive.
public struct AgeRange: Hashable, Sendable {
  private let first: UInt8
  /// 255 for no upper end.
  private let last: UInt8

  public var from: Int { Int(first) }
  /// Nil for no upper end.
  public var to: Int? { last == 255 ? nil : Int(last) }

  /// Nil unless 0 ≤ from ≤ to ≤ 120.
  public init?(from: Int, to: Int?) {
    guard (0...120).contains(from), to.map({ (from...120).contains($0) }) ?? true else {
      return nil
    }
    first = UInt8(from)
    last = to.map { UInt8($0) } ?? 255
  }

  /// `18-34`, `18–34`, `55+` or `21`.
  public init?(text: String) {
    let text = text.filter { !$0.isWhitespace }
    func number(_ part: some StringProtocol) -> Int? {
      guard (1...3).contains(part.count), part.allSatisfy({ ("0"..."9").contains($0) }) else {
        return nil
      }
      return Int(part)
    }
    if text.hasSuffix("+") {
      guard let from = number(text.dropLast()) else { return nil }
      self.init(from: from, to: nil)
      return
    }
    let parts = text.split(omittingEmptySubsequences: false) { $0 == "-" || $0 == "–" }
    guard parts.count <= 2, let from = parts.first.flatMap({ number($0) }),
      let to = parts.last.flatMap({ number($0) })
    else { return nil }
    self.init(from: from, to: to)
  }

  public var text: String {
    guard let to else { return "\(from)+" }
    return from == to ? "\(from)" : "\(from)-\(to)"
  }
}
