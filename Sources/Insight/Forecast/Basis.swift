import Marketing
import Wording

/// What a forecast figure is based on, and how much on each source.
package struct Basis: Hashable, Sendable {
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    /// The price of an earlier booking.
    case agreed
    /// The price in the roster.
    case rateCard = "rate card"
    /// The influencer's own posts.
    case measured
    /// Influencers of the same tier and platform in this session.
    case session
    /// Published benchmarks.
    case prior
    /// Averages reported by an export, or a rule of thumb.
    case estimate

    /// Known rather than estimated.
    package var isFirm: Bool { self == .agreed || self == .rateCard || self == .measured }
  }

  package struct Part: Hashable, Sendable {
    package let kind: Kind
    /// 0 to 1; the parts of a basis add up to 1.
    package let weight: Double
    /// For people: `6 posts`, `Micro on TikTok here (12 influencers)`, `passo.co 2026 (D)`.
    package let text: String
  }

  /// Largest weight first.
  package let parts: [Part]

  /// The source with the largest weight.
  package let kind: Kind

  package init(_ kind: Kind, _ text: String) {
    parts = [Part(kind: kind, weight: 1, text: text)]
    self.kind = kind
  }

  /// - Parameter parts: at least one weight must be above zero; they are scaled to add up to 1.
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

  /// The basis of a product: each factor counts half.
  init(_ left: Basis, times right: Basis) {
    self.init(
      left.parts.map { ($0.kind, $0.weight / 2, $0.text) }
        + right.parts.map { ($0.kind, $0.weight / 2, $0.text) })
  }

  /// Short, for a cell: `measured`, `session`, `prior`.
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

/// What a booking is expected to bring or cost, and what that rests on.
package struct ForecastFigure: Hashable, Sendable {
  package let outcome: Distribution
  package let basis: Basis
  /// What of the logarithm's deviation others share: if everybody, or a tier on a platform, was misjudged, it was for
  /// all of them.
  package let shared: SharedDoubt

  package init(outcome: Distribution, basis: Basis, shared: SharedDoubt = SharedDoubt()) {
    self.outcome = outcome
    self.basis = basis
    self.shared = shared
  }

  package func scaled(by factor: Double) -> ForecastFigure {
    ForecastFigure(outcome: outcome.scaled(by: factor), basis: basis, shared: shared)
  }
}
