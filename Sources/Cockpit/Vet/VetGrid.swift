import Marketing
import Screen
import Vetting
import Wording
import Workbench

/// The vetting queue: each influencer's state, what is missing, and what approval would be worth.
enum VetGrid: GridSource {
  typealias Part = VetState
  static let state: WritableKeyPath<VetState, GridState<InfluencerID>> & Sendable = \.grid
  static let noun = (one: "influencer", many: "influencers")
  static let scope = Command.Scope.vetQueue

  static func rows(_ state: CockpitState) -> [Influencer] {
    state.document?.session.roster.rows ?? []
  }
  /// Incoming figures change the order as well as the roster does.
  static func revision(_ state: CockpitState) -> Int {
    (state.document?.revision ?? 0) &* 1_000_003 &+ state.vet.figures.revision
      &+ (state.vet.similar?.count ?? -1) &* 7_919 &+ (state.vet.isBoard ? 104_729 : 0)
  }
  static func key(_ row: Influencer) -> InfluencerID { row.id }
  static func edit(_ row: Influencer) -> Edit? { .put(row) }
  static func title(_ row: Influencer, _ session: Session) -> String { "@" + row.handle }
  static func includes(_ query: Query, _ state: CockpitState) -> ((Influencer) -> Bool)? {
    let onRoster = RosterRows.includes(query)
    if let similar = state.vet.similar { return { onRoster($0) && similar[$0.id] != nil } }
    if state.vet.isBoard || asksState(query) { return onRoster }
    let figures = state.vet.figures
    return { onRoster($0) && isWaiting(figures.state(of: $0)) }
  }
  /// Influencers who are cleared or declined only show on the board or when the filter asks for them.
  private static func isWaiting(_ state: Vetting.State) -> Bool {
    state == .found || state == .inVetting
  }

  private static func asksState(_ query: Query) -> Bool {
    // A search by name should find everybody, whatever their state.
    if query.hasWords { return true }
    return query.terms.contains { term in
      switch term.condition {
      case .column("state", _, _, _), .state("everybody"), .state("booked"), .state("flagged"),
        .state("archived"):
        true
      case .column, .state, .word: false
      }
    }
  }

  static func searchText(_ row: Influencer, _ session: Session) -> SearchText {
    RosterRows.searchText(row)
  }
  static func touchedRows(_ state: CockpitState) -> [Int]? { RosterRows.touched(state) }

  static let states =
    RosterRows.states + [
      VetColumns.flagged,
      RowState("complete", "all checks made") { row, context in
        context.session.missingChecks(of: row).isEmpty
      },
      RowState("waiting", "neither cleared nor declined") { row, context in
        !context.vet.state(of: row).isCleared && row.vetting.state != .declined
      },
      RowState("everybody", "the whole queue, whatever the state") { _, _ in true },
    ]

  static func columns(_ state: CockpitState) -> [GridColumn<Influencer>] {
    let similar = state.vet.similar
    var columns = VetColumns.all
    if let similar {
      columns.insert(
        GridColumn(
          id: "like", title: "Like", minimum: 4, maximum: 4, isNumeric: true,
          text: { row, _ in
            similar[row.id].map { String(Int($0.similarity.rounded())) } ?? NumberText.absent
          }, sortKey: { row, _ in similar[row.id].map { .number($0.similarity) } ?? .absent }),
        at: 1)
      columns.insert(
        .text("why", "Because", 20...60) { row, _ in
          similar[row.id]?.reasons.joined(separator: "; ") ?? ""
        }, at: 2)
    }
    return columns
  }
}

/// Vetting figures as columns of the queue and of the roster.
enum VetColumns {
  static let all: [GridColumn<Influencer>] = [
    .text("handle", "Handle", 12...24) { row, _ in row.handle },
    state(visible: true), worth, score(visible: true), flags(visible: true), checks(visible: true),
    waiting,
    .text("missing", "Missing", 10...40) { row, context in
      context.vet.state(of: row) == .declined
        ? ""
        : context.session.missingChecks(of: row).map { $0.title.lowercased() }
          .joined(separator: ", ")
    },
    tier,
    .text("platform", "Platform", 8...10) { row, _ in row.platform.title },
    .count("followers", "Followers", 9...10) { row, _ in row.followers },
    .text("niche", "Niches", 8...22) { row, _ in row.niches.joined(separator: ", ") },
    rating(visible: true), known,
    GridColumn(
      id: "spent", title: "Spent", minimum: 5, maximum: 7, isNumeric: true,
      text: { row, _ in
        row.vetting.hours == .zero ? NumberText.absent : HoursText.compact(row.vetting.hours)
      },
      sortKey: { row, _ in .number(Double(row.vetting.hours.hundredths) / 100) },
      field: field("spent")),
    .text("reason", "Reason", 8...40, field: field("reason")) { row, _ in row.vetting.reason },
  ]

  static let flagged = RowState<Influencer>("flagged", "with open flags") {
    row, context in context.vet.openFlags(row.id) > 0
  }

  /// For the roster, where they are hidden by default.
  static let forRoster: [GridColumn<Influencer>] = [
    state(visible: false), score(visible: false), flags(visible: false), checks(visible: false),
    rating(visible: false),
  ]
  static let rosterIDs = Set(forRoster.map(\.id))

  private static func field(_ id: String) -> Field<Influencer>? {
    Field<Influencer>.vetting.first { $0.id == id }
  }

  private static func state(visible: Bool) -> GridColumn<Influencer> {
    GridColumn(
      id: "state", title: "State", minimum: 10, maximum: 10, isVisibleAtFirst: visible,
      text: { row, context in context.vet.state(of: row).title },
      sortKey: { row, context in
        .number(Double(Vetting.State.allCases.firstIndex(of: context.vet.state(of: row)) ?? 0))
      }, role: { row, context in role(context.vet.state(of: row)) })
  }

  static func role(_ state: Vetting.State) -> Role {
    switch state {
    case .found: .muted
    case .inVetting: .accent
    case .approved, .contracted: .positive
    case .declined: .negative
    }
  }

  private static let worth = GridColumn<Influencer>(
    id: "worth", title: "Worth", minimum: 6, maximum: 12,
    text: { row, context in
      guard let worth = context.vet.worth[row.id] else { return NumberText.absent }
      return worth.isInLineUp ? "\(worth.rank) ★" : "\(worth.rank)"
    },
    sortKey: { row, context in
      context.vet.worth[row.id].map { .number(Double($0.rank)) } ?? .absent
    },
    role: { row, context in context.vet.worth[row.id]?.isInLineUp == true ? .accent : .muted })

  private static func score(visible: Bool) -> GridColumn<Influencer> {
    GridColumn(
      id: "align", title: "Align", minimum: 5, maximum: 6, isNumeric: true,
      isVisibleAtFirst: visible,
      text: { row, context in
        guard let score = context.vet.scores[row.id], let value = score.score else {
          return NumberText.absent
        }
        // If little is known, the score is drawn as an estimate.
        return (score.known < 0.5 ? PlanFigures.mark : "") + String(Int(value.rounded()))
      },
      sortKey: { row, context in
        (context.vet.scores[row.id]?.score).map { .number($0) } ?? .absent
      },
      role: { row, context in
        (context.vet.scores[row.id]?.known ?? 1) < 0.5 ? .estimated : nil
      })
  }

  private static let known = GridColumn<Influencer>.percent("known", "Known", 5...6) {
    row, context in context.vet.scores[row.id]?.known
  }

  private static func flags(visible: Bool) -> GridColumn<Influencer> {
    GridColumn(
      id: "flags", title: "Flags", minimum: 5, maximum: 7,
      isVisibleAtFirst: visible,
      text: { row, context in
        guard context.vet.hasFlags else { return NumberText.absent }
        let flags = context.vet.flags[row.id] ?? []
        let open = flags.count { $0.isOpen }
        let bad = flags.count { $0.decision?.answer == .rejected }
        return [open > 0 ? "⚑\(open)" : "", bad > 0 ? "✗\(bad)" : ""].filter { !$0.isEmpty }
          .joined(separator: " ")
      },
      sortKey: { row, context in .number(Double(context.vet.openFlags(row.id))) },
      role: { row, context in
        (context.vet.flags[row.id] ?? []).contains { $0.decision?.answer == .rejected }
          ? .negative : .warning
      })
  }

  private static func checks(visible: Bool) -> GridColumn<Influencer> {
    @Sendable func counts(_ row: Influencer, _ session: Session) -> (done: Int, all: Int) {
      let items = session.checklist(for: row)?.items ?? []
      return (items.count { row.vetting.check($0.id) != nil }, items.count)
    }
    return GridColumn(
      id: "checks", title: "Checks", minimum: 6, maximum: 6, isVisibleAtFirst: visible,
      text: { row, context in
        let (done, all) = counts(row, context.session)
        return all == 0 ? NumberText.absent : "\(done)/\(all)"
      },
      sortKey: { row, context in
        let (done, all) = counts(row, context.session)
        return all == 0 ? .absent : .number(Double(done) / Double(all))
      },
      role: { row, context in
        let (done, all) = counts(row, context.session)
        return done == all ? .positive : nil
      })
  }

  /// Days in this state, else since the account was found; blank for influencers who are cleared or declined.
  private static let waiting = GridColumn<Influencer>.count("waits", "Waits", 5...6) {
    row, context in
    let state = context.vet.state(of: row)
    guard state == .found || state == .inVetting else { return nil }
    return (row.vetting.since ?? row.found).map { context.today - $0 }
  }

  private static let tier = GridColumn<Influencer>(
    id: "tier", title: "Tier", minimum: 5, maximum: 5,
    text: { row, context in context.session.tier(of: row)?.title ?? NumberText.absent },
    sortKey: { row, _ in .number(row.followers) },
    role: { row, context in context.session.tier(of: row).map(TierRole.role) })

  private static func rating(visible: Bool) -> GridColumn<Influencer> {
    GridColumn(
      id: "rating", title: "Rating", minimum: 6, maximum: 6, isVisibleAtFirst: visible,
      text: { row, _ in
        row.vetting.rating.map { String(repeating: "●", count: $0) } ?? NumberText.absent
      },
      sortKey: { row, _ in row.vetting.rating.map { .number(Double($0)) } ?? .absent },
      field: field("rating"))
  }
}
