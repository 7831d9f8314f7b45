import Marketing

/// How well an influencer fits the brand, from 0 to 100, with reasons.
///
/// score = 100 × Σ wₚ·kₚ·vₚ ÷ Σ wₚ·kₚ over the parts that the brand asks for: wₚ is the part's weight in the session,
/// vₚ its value from 0 to 1, and kₚ how much of it is known, from 0 to 1. Unknown parts are left out rather than held
/// against the influencer; `known` = Σ wₚ·kₚ ÷ Σ wₚ says how much of the score is backed by data.
package struct BrandAlignment: Sendable, Hashable {
  package struct Part: Sendable, Hashable {
    package let part: AlignmentPart
    package let weight: Int
    /// 0 to 1; nil if unknown.
    package let value: Double?
    /// 0 to 1.
    package let known: Double
    /// The reason, in a few words.
    package let why: String
  }

  /// 0 to 100; nil if nothing that the brand asks for is known.
  package let score: Double?
  /// The known share of the weights, 0 to 1; 0 if the brand asks for nothing.
  package let known: Double
  /// The parts that the brand asks for.
  package let parts: [Part]

  init(_ parts: [Part]) {
    self.parts = parts
    (score, known) = BrandAlignment.total(
      parts.map { (weight: Double($0.weight), known: $0.known, value: $0.value ?? 0) })
  }

  static func total(_ parts: [(weight: Double, known: Double, value: Double)]) -> (Double?, Double)
  {
    var asked = 0.0
    var sum = 0.0
    var points = 0.0
    for part in parts {
      asked += part.weight
      sum += part.weight * part.known
      points += part.weight * part.known * part.value
    }
    return (sum > 0 ? 100 * points / sum : nil, asked > 0 ? sum / asked : 0)
  }

  /// The formula of the score, for the help.
  package static let formula =
    "100 × Σ weight · known · value ÷ Σ weight · known, over the parts that the brand asks for; what isn't known is left out"
}

extension AlignmentPart {
  /// The formula of the part's value, for the help.
  package var formula: String {
    switch self {
    case .niche: "1 if the first niche is one of the brand's, 0.7 if another is, else 0"
    case .values:
      "the share of the brand's values that tags, niches and notes name (three are enough); the others count as 0 once the profile was read"
    case .topics:
      "0 if tags, niches or notes name a topic to avoid; 1 once brand safety was searched; else unknown"
    case .countries: "1 if most of the audience is in a wanted country, else 0"
    case .ages: "how much of the audience's ages lies within the wanted ones"
    case .language: "1 if the language is wanted, else 0"
    case .history: "1 after a booking that went live, 0 if every booking was declined"
    case .competitors:
      "0 if tags, notes or further columns name a competitor; 1 once past sponsorships were checked; else unknown"
    case .sponsored:
      "1 up to the tolerance, falling to 0 at twice the tolerance (10 points more at least)"
    case .rating: "(the manager's rating − 1) ÷ 4"
    }
  }
}
