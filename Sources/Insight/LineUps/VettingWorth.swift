import Marketing

/// What approving each influencer would be worth: the one a plan would book first has rank 1.
///
/// The plan's line-up comes first, by what each adds; then everyone else by outcome per cost. Without a budget, hours
/// or a number of bookings a plan would take everybody, so only outcome per cost counts. Influencers without a fee or
/// figures have no rank.
package struct VettingWorth: Sendable, Hashable {
  /// From 1.
  package let rank: Int
  /// Whether the plan would book the influencer now.
  package let isInLineUp: Bool
  /// What the influencer adds to the line-up, in units of the objective; nil outside the line-up.
  package let adds: Double?

  /// - Parameter goOn: asked now and then; returning false gives an empty result.
  package static func make(_ draft: PlanDraft, goOn: () -> Bool = { true })
    -> [InfluencerID: VettingWorth]
  {
    let request = draft.request
    let isLimited =
      request.budget != nil || request.hours != nil || request.limits[.bookings].atMost != nil
    let chosen = isLimited ? lineUp(draft.solve { _ in goOn() }) : []
    guard goOn() else { return [:] }
    let inLineUp = Set(chosen.map(\.id))
    let measure = request.measure
    let others = draft.candidates.compactMap {
      candidate -> (id: InfluencerID, value: Double)? in
      let id = candidate.id
      guard !candidate.isKept, !inLineUp.contains(id), let package = candidate.packages.first,
        package.cost > .zero, let value = measure.mean(package)
      else { return nil }
      return (id, value / Double(package.cost.minorUnits))
    }.sorted { ($1.value, $0.id) < ($0.value, $1.id) }
    var worth: [InfluencerID: VettingWorth] = [:]
    for (place, entry) in chosen.enumerated() {
      worth[entry.id] = VettingWorth(rank: place + 1, isInLineUp: true, adds: entry.adds)
    }
    for (place, entry) in others.enumerated() {
      worth[entry.id] = VettingWorth(
        rank: chosen.count + place + 1, isInLineUp: false, adds: nil)
    }
    return worth
  }

  /// New bookings of the plan, by what each adds, descending.
  private static func lineUp(_ plan: Plan) -> [(id: InfluencerID, adds: Double)] {
    let reasons = PlanReasons(plan)
    return plan.lineUp.filter { !$0.candidate.isKept }
      .map { (id: $0.candidate.id, adds: reasons.added(by: $0.candidate.id) ?? 0) }
      .sorted { ($1.adds, $0.id) < ($0.adds, $1.id) }
  }
}

extension PlanMeasure {
  /// A package's expected outcome; nil without a forecast.
  fileprivate func mean(_ package: PlanCandidate.Package) -> Double? {
    switch self {
    case .reach, .blend: (package.expected(.reach) ?? package.expected(.engagements))?.outcome.mean
    case .engagements: package.expected(.engagements)?.outcome.mean
    case .conversions: package.expected(.conversions)?.outcome.mean
    case .contribution: package.expected(.revenue)?.outcome.mean
    }
  }
}
