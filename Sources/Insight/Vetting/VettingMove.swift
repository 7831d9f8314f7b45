import Marketing

extension Session {
  /// Checklist items that nobody has looked at yet, in the checklist's order.
  package func missingChecks(of influencer: Influencer) -> [Checklist.Item] {
    (checklist(for: influencer)?.items ?? []).filter { influencer.vetting.check($0.id) == nil }
  }
}

/// Changes influencers' vetting states.
package enum VettingMove {
  /// The influencer in a new state from that day on, with a reason if there is one.
  ///
  /// Influencers who enter vetting without a found date get that day; approval sets the approval date.
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
