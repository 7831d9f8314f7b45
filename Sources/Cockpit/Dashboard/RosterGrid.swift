import Marketing
import Wording

/// The roster as a table.
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

  /// Sorted or filtered by what vetting says, the order follows its figures as well.
  static func revision(_ state: CockpitState) -> Int {
    let revision = state.document?.revision ?? 0
    return asksVetting(state, visible: false)
      ? revision &* 1_000_003 &+ state.vet.figures.revision : revision
  }

  /// Whether anything here shows, sorts by or filters by what vetting says.
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

  private static let fixed: [GridColumn<Influencer>] = [
    .text("handle", "Handle", 12...24, field: field("handle")) { row, _ in row.handle },
    .text("name", "Name", 10...24, visible: false, field: field("name")) { row, _ in row.name },
    .text("platform", "Platform", 9...9, field: field("platform")) { row, _ in row.platform.title },
    tier,
    .count("followers", "Followers", 10...10, field: field("followers")) { row, _ in row.followers
    },
    engagementRate,
    .money("fee", "Fee", 8...8, field: field("fee")) { row, _ in row.fee },
    .text("niche", "Niches", 8...22, field: field("niche")) { row, _ in
      row.niches.joined(separator: ", ")
    },
    .text("country", "Country", 7...14, field: field("country")) { row, _ in row.country },
    .count("bookings", "Booked", 6...6) { row, context in
      let count = context.figures.bookings(of: row.id)
      return count > 0 ? count : nil
    },
    .text("language", "Language", 8...10, visible: false, field: field("language")) { row, _ in
      row.language
    },
    .count("views", "Views/post", 10...10, visible: false, field: field("views")) { row, _ in
      row.averageViews
    },
    .count("likes", "Likes/post", 10...10, visible: false, field: field("likes")) { row, _ in
      row.averageLikes
    },
    .count("comments", "Comm./post", 10...10, visible: false, field: field("comments")) { row, _ in
      row.averageComments
    },
    .count("shares", "Shares/post", 11...11, visible: false, field: field("shares")) { row, _ in
      row.averageShares
    },
    .count("engagements", "Eng./post", 9...9, visible: false, field: field("engagements")) {
      row, _ in
      row.averageEngagements
    },
    .percent("sponsored", "Sponsored", 9...9, visible: false, field: field("sponsored")) { row, _ in
      row.sponsoredShare?.fraction
    },
    .text("found", "Found", 10...10, visible: false, field: field("found")) { row, _ in
      row.found?.iso ?? ""
    },
    .text("approved", "Approved", 10...10, visible: false, field: field("approved")) { row, _ in
      row.approved?.iso ?? ""
    },
    hours,
    .text("email", "E-mail", 12...26, visible: false, field: field("email")) { row, _ in row.email
    },
    .text("person", "Person", 8...16, visible: false, field: field("person")) { row, _ in row.person
    },
    .text("tags", "Tags", 8...20, field: field("tags")) { row, _ in row.tags.joined(separator: ", ")
    },
    .text("reference", "Reference", 9...12, visible: false, field: field("reference")) { row, _ in
      row.reference
    },
    .text("notes", "Notes", 10...60, field: field("notes")) { row, _ in row.notes },
  ]

  private static func field(_ id: String) -> Field<Influencer>? {
    Field<Influencer>.influencer.first { $0.id == id }
  }

  private static let tier = GridColumn<Influencer>(
    id: "tier", title: "Tier", minimum: 5, maximum: 5,
    text: { row, context in context.session.tier(of: row)?.title ?? NumberText.absent },
    sortKey: { row, _ in .number(row.followers) },
    role: { row, context in context.session.tier(of: row).map(TierRole.role) })

  /// As reported, or worked out from reported averages: then it is drawn as an estimate.
  private static let engagementRate = GridColumn<Influencer>(
    id: "er", title: "ER/foll.", minimum: 8, maximum: 8, isNumeric: true,
    text: { row, _ in
      row.followerEngagementRate.map { PercentText.compact($0) } ?? NumberText.absent
    },
    sortKey: { row, _ in row.followerEngagementRate.map { .number($0 * 100) } ?? .absent },
    role: { row, _ in row.engagementRate == nil ? .estimated : nil }, field: field("er"))

  private static let hours = GridColumn<Influencer>(
    id: "hours", title: "Hours", minimum: 6, maximum: 6, isNumeric: true, isVisibleAtFirst: false,
    text: { row, _ in HoursText.compact(row.hoursPerBooking) },
    sortKey: { row, _ in row.hoursPerBooking.map { .number(Double($0.hundredths) / 100) } ?? .absent
    },
    field: field("hours"))

  /// A column that an import brought and that has no field of its own.
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
