import Marketing
import Wording

enum RosterGrid: GridSource {
  typealias Part = RosterSelection
  static let state: WritableKeyPath<RosterSelection, GridState<InfluencerID>> & Sendable = \.table
  static let noun = (one: "influencer", many: "influencers")
  static let scope = Command.Scope.roster

  static func rows(_ state: CockpitState) -> [Influencer] {
    state.document?.session.roster.rows ?? []
  }
  static func key(_ row: Influencer) -> InfluencerID { row.id }
  static func edit(_ row: Influencer) -> Edit? { .put(row) }
  static func title(_ row: Influencer, _ session: Session) -> String { "@" + row.handle }

  static func includes(_ query: Query, _ state: CockpitState) -> ((Influencer) -> Bool)? {
    RosterRows.includes(query)
  }
  static func searchText(_ row: Influencer, _ session: Session) -> SearchText {
    RosterRows.searchText(row)
  }
  static func touchedRows(_ state: CockpitState) -> [Int]? { RosterRows.touched(state) }

  static let states = RosterRows.states + [VetColumns.flagged]

  /// If the table is sorted or filtered by vetting figures, it changes with those as well.
  static func revision(_ state: CockpitState) -> Int {
    let revision = state.document?.revision ?? 0
    return asksVetting(state, visible: false)
      ? revision &* 1_000_003 &+ state.vet.figures.revision : revision
  }

  /// Whether the table shows, sorts by or filters by a vetting figure.
  static func asksVetting(_ state: CockpitState, visible: Bool = true) -> Bool {
    let grid = state.roster
    return grid.sort.contains { VetColumns.rosterIDs.contains($0.column) }
      || VetColumns.rosterIDs.contains { grid.filter.contains($0) }
      || grid.filter.contains("flagged")
      || visible && !grid.shown.isDisjoint(with: VetColumns.rosterIDs)
  }

  static func columns(_ state: CockpitState) -> [GridColumn<Influencer>] {
    fixed + VetColumns.forRoster + (state.document?.figures.customColumns ?? []).map(custom)
  }

  private static let fixed = GridColumn<Influencer>.columns(
    [
      "handle", "name", "platform", "tier", "followers", "er", "fee", "niche", "country",
      "bookings", "language", "views", "likes", "comments", "shares", "engagements", "sponsored",
      "found", "approved", "hours", "email", "person", "tags", "reference", "notes",
    ], own: [tier, engagementRate, bookings], fields: Field<Influencer>.influencer)

  private static let bookings = GridColumn<Influencer>.count("bookings", "Booked", 6...6) {
    row, context in
    let count = context.figures.bookings(of: row.id)
    return count > 0 ? count : nil
  }

  private static let tier = GridColumn<Influencer>(
    id: "tier", title: "Tier", minimum: 5, maximum: 5,
    text: { row, context in context.session.tier(of: row)?.title ?? NumberText.absent },
    sortKey: { row, _ in .number(row.followers) },
    role: { row, context in context.session.tier(of: row).map(TierRole.role) })

  /// As reported, or computed from reported averages and then drawn as an estimate.
  private static let engagementRate = GridColumn<Influencer>(
    id: "er", title: "ER/foll.", minimum: 8, maximum: 8, isNumeric: true,
    text: { row, _ in
      row.followerEngagementRate.map { PercentText.compact($0) } ?? NumberText.absent
    },
    sortKey: { row, _ in row.followerEngagementRate.map { .number($0 * 100) } ?? .absent },
    role: { row, _ in row.engagementRate == nil ? .estimated : nil },
    field: Field<Influencer>.influencer.first { $0.id == "er" })

  /// An import's column for which there is no field.
  private static func custom(_ name: String) -> GridColumn<Influencer> {
    let field = Field<Influencer>(id: name, title: name, kind: .text, help: "kept from the import")
    { row, _ in
      row.custom[name] ?? ""
    } write: { row, text, _ throws(EntryError) in
      row.custom[name] = text.isEmpty ? nil : text
    }
    return .text(name, name, 8...20, visible: false, field: field) { row, _ in
      row.custom[name] ?? ""
    }
  }
}
