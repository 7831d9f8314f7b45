import Marketing

/// What a plan maximises.
package enum PlanMeasure: String, Sendable, Hashable, CaseIterable {
  case reach, engagements, conversions
  /// Revenue × margin − cost, in minor units.
  case contribution
  /// Several goals, each relative to what it could reach alone.
  case blend

  package var title: String {
    switch self {
    case .reach: "unique reach"
    case .engagements: "engagements"
    case .conversions: "conversions"
    case .contribution: "contribution"
    case .blend: "score"
    }
  }
}

extension PlanRequest {
  package var measure: PlanMeasure {
    if blend != nil { return .blend }
    return switch goal {
    case .awareness: .reach
    case .engagement: .engagements
    case .conversions: margin == nil ? .conversions : .contribution
    }
  }
}
