import Marketing
import Wording

/// What a figure of a forecast rests on, and how much on each.
package struct Basis: Hashable, Sendable {
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    /// A price that was agreed in an earlier booking.
    case agreed
    /// The price that the roster states.
    case rateCard = "rate card"
    /// The influencer's own posts.
    case measured
    /// Influencers of the same tier and platform, in this session.
    case session
    /// Published benchmarks.
    case prior
    /// The averages that an export reported, or a rule of thumb.
    case estimate

    /// Whether the figure is known rather than estimated.
    package var isFirm: Bool { self == .agreed || self == .rateCard || self == .measured }
  }

  package struct Part: Hashable, Sendable {
    package let kind: Kind
    /// From 0 to 1; the parts of a basis add up to 1.
    package let weight: Double
    /// For a reader: `6 posts`, `Micro on TikTok here (12 influencers)`, `passo.co 2026 (D)`.
    package let text: String
  }

  /// The weightiest first.
  package let parts: [Part]

  /// What most of the figure rests on.
  package let kind: Kind

  package init(_ kind: Kind, _ text: String) {
    parts = [Part(kind: kind, weight: 1, text: text)]
    self.kind = kind
  }

  /// Parts by their weights, of which at least one is above zero.
  init(_ parts: [(kind: Kind, weight: Double, text: String)]) {
    let whole = parts.reduce(0) { $0 + $1.weight }
    self.parts =
      parts
      .filter { $0.weight > 0 }
      .map { Part(kind: $0.kind, weight: $0.weight / whole, text: $0.text) }
      .sorted { $0.weight > $1.weight }
    var heaviest = (kind: self.parts.first?.kind ?? .estimate, weight: 0.0)
    for kind in Kind.allCases {
      let weight = self.parts.reduce(0) { $0 + ($1.kind == kind ? $1.weight : 0) }
      if weight > heaviest.weight { heaviest = (kind, weight) }
    }
    kind = heaviest.kind
  }

  /// Of a product: each factor counts half.
  init(_ left: Basis, times right: Basis) {
    self.init(
      left.parts.map { ($0.kind, $0.weight / 2, $0.text) }
        + right.parts.map { ($0.kind, $0.weight / 2, $0.text) })
  }

  /// In short, for a cell: `measured`, `session`, `prior`.
  package var label: String { kind.rawValue }

  /// In full: `measured: 6 posts 82%, Micro on TikTok here (12 influencers) 18%`.
  package var text: String {
    guard parts.count > 1 else {
      return parts.first.map { "\($0.kind.rawValue): \($0.text)" } ?? label
    }
    let shown = parts.filter { $0.weight >= 0.005 }
    return shown.map { part in
      "\(part.kind.rawValue): \(part.text) \(PercentText.whole(part.weight))"
    }.joined(separator: " · ")
  }
}

/// A figure of a forecast.
package struct ForecastFigure: Hashable, Sendable {
  package let outcome: Distribution
  package let basis: Basis
  /// The part of the logarithm's deviation that all influencers of the same tier and platform have in common: if the
  /// group was misjudged, it was for all of them.
  package let sharedDeviation: Double

  package init(outcome: Distribution, basis: Basis, sharedDeviation: Double = 0) {
    self.outcome = outcome
    self.basis = basis
    self.sharedDeviation = sharedDeviation
  }

  package func scaled(by factor: Double) -> ForecastFigure {
    ForecastFigure(
      outcome: outcome.scaled(by: factor), basis: basis, sharedDeviation: sharedDeviation)
  }
}
