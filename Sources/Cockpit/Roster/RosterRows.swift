import Marketing

/// What all tables of influencers have in common.
enum RosterRows {
  /// Archived influencers show only when the filter asks for them.
  static func includes(_ query: Query) -> (Influencer) -> Bool {
    let showsArchived = query.terms.contains { $0.condition == .state("archived") }
    return { showsArchived || !$0.isArchived }
  }

  static func searchText(_ row: Influencer) -> SearchText {
    SearchText(
      [row.handle, row.name, row.platform.title, row.country, row.person, row.notes] + row.niches
        + row.tags)
  }

  static let states: [RowState<Influencer>] = [
    RowState("archived", "archived (hidden otherwise)") { row, _ in row.isArchived },
    RowState("booked", "booked in a campaign") { row, context in
      context.figures.bookings(of: row.id) > 0
    },
  ]

  static func touched(_ state: CockpitState) -> [Int]? {
    guard let document = state.document else { return nil }
    return document.figures.touchedInfluencers.compactMap(document.session.roster.index(of:))
  }
}
