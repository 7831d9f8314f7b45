import Marketing

/// What approving each influencer would be worth: whom a plan would book first comes first.
///
/// First come those whom the plan of the campaign has in its line-up, by what each adds; then the others by what they
/// bring for their cost. Without a budget, hours or a number of bookings a plan would take everybody, so that only the
/// latter counts. Whoever the plan knows no fee or figures of has no rank.
package struct VettingWorth: Sendable, Hashable {
  /// From 1.
  package let rank: Int
  /// Whether the plan would book the influencer now.
  package let isInLineUp: Bool
  /// What the influencer adds to the line-up, in the plan's measure; nil outside the line-up.
  package let adds: Double?

  /// - Parameter goOn: asked in between; false gives nothing.
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

  /// Those whom the plan would newly book, by what each adds, the most first.
  private static func lineUp(_ plan: Plan) -> [(id: InfluencerID, adds: Double)] {
    let reasons = PlanReasons(plan)
    return plan.lineUp.filter { !$0.candidate.isKept }
      .map { (id: $0.candidate.id, adds: reasons.added(by: $0.candidate.id) ?? 0) }
      .sorted { ($1.adds, $0.id) < ($0.adds, $1.id) }
  }
}

extension PlanMeasure {
  /// What a package is expected to bring; nil when the forecast says nothing of it.
  fileprivate func mean(_ package: PlanCandidate.Package) -> Double? {
    switch self {
    case .reach, .blend: (package.expected(.reach) ?? package.expected(.engagements))?.outcome.mean
    case .engagements: package.expected(.engagements)?.outcome.mean
    case .conversions: package.expected(.conversions)?.outcome.mean
    case .contribution: package.expected(.revenue)?.outcome.mean
    }
  }
}
