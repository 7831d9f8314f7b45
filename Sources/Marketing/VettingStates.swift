extension Session {
  /// What to check for this influencer: the first list that names the tier, or else the first one for all tiers.
  public func checklist(for influencer: Influencer) -> Checklist? {
    let lists = settings.checklists ?? Checklist.usual
    let tier = tier(of: influencer)
    return lists.first { list in tier.map { list.tiers.contains($0) } ?? false }
      ?? lists.first { $0.tiers.isEmpty }
  }
}

/// Influencers' vetting states: contracted if they have a booking that is contracted or further, and otherwise as
/// vetting left them.
public struct VettingStates: Sendable {
  private let committed: Set<InfluencerID>

  public init(_ session: Session) {
    committed = Set(
      session.bookings.rows.lazy.filter { $0.stage.isCommitted }.map(\.influencer))
  }

  public func state(of influencer: Influencer) -> Vetting.State {
    let own = influencer.vetting.state
    return own != .declined && committed.contains(influencer.id) ? .contracted : own
  }
}
