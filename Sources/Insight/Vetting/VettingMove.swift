import Marketing

extension Session {
  /// Items of the influencer's checklist that nobody has looked at, in its order.
  package func missingChecks(of influencer: Influencer) -> [Checklist.Item] {
    (checklist(for: influencer)?.items ?? []).filter { influencer.vetting.check($0.id) == nil }
  }
}

/// Changes of where influencers stand.
package enum VettingMove {
  /// The influencer in another state from that day on, with the reason if one is given.
  ///
  /// Whoever enters vetting without a day of being found was found that day; whoever is approved is so from that day.
  package static func move(
    _ influencer: Influencer, to state: Vetting.State, on day: Day, reason: String = ""
  ) -> Influencer {
    var moved = influencer
    guard moved.vetting.state != state || !reason.isEmpty else { return moved }
    moved.vetting.state = state
    moved.vetting.since = day
    moved.vetting.reason = reason
    if moved.found == nil { moved.found = moved.approved.map { min($0, day) } ?? day }
    switch state {
    case .approved:
      moved.approved = moved.found.map { max($0, day) } ?? day
    case .found, .inVetting, .declined: moved.approved = nil
    case .contracted: break
    }
    return moved
  }
}
