import Marketing
import Screen
import Wording

/// The bookings of the campaign in view, or of all.
enum BookingGrid: GridSource {
  typealias Part = Dashboard
  static let state: WritableKeyPath<Dashboard, GridState<BookingID>> & Sendable =
    \.bookings
  static let noun = (one: "booking", many: "bookings")
  static let scope = Command.Scope.bookings

  static func rows(_ state: CockpitState) -> [Booking] {
    state.document?.session.bookings.rows ?? []
  }
  static func key(_ row: Booking) -> BookingID { row.id }
  static func edit(_ row: Booking) -> Edit? { .put(row) }

  static func title(_ row: Booking, _ session: Session) -> String {
    "the booking of " + InfluencerText.handle(row.influencer, session)
  }

  static func includes(_ query: Query, _ state: CockpitState) -> ((Booking) -> Bool)? {
    state.campaignInView.map { campaign in { $0.campaign == campaign } }
  }

  static func searchText(_ row: Booking, _ session: Session) -> SearchText {
    let influencer = session.roster[row.influencer]
    return SearchText([
      influencer?.handle ?? "", influencer?.name ?? "", session.campaigns[row.campaign]?.name ?? "",
      row.stage.rawValue, row.promoCode, row.notes,
    ])
  }

  static let states = [
    RowState<Booking>("committed", "contracted or later") { row, _ in row.stage.isCommitted },
    RowState<Booking>("spent", "paid") { row, _ in row.stage.isSpent },
  ]

  static func columns(_ state: CockpitState) -> [GridColumn<Booking>] { all }

  private static let all = GridColumn<Booking>.columns(
    [
      "influencer", "tier", "stage", "cost", "fee", "product", "commission", "deliverables", "code",
      "hours", "start", "end", "campaign", "link", "notes",
    ], own: [tier, stage, cost], fields: Field<Booking>.booking)

  private static let cost = GridColumn<Booking>.money("cost", "Cost", 7...9) { row, _ in row.cost }

  private static let tier = GridColumn<Booking>(
    id: "tier", title: "Tier", minimum: 5, maximum: 5,
    text: { row, context in
      context.session.roster[row.influencer].flatMap { context.session.tier(of: $0) }?.title
        ?? NumberText.absent
    },
    sortKey: { row, context in .number(context.session.roster[row.influencer]?.followers) },
    role: { row, context in
      context.session.roster[row.influencer].flatMap { context.session.tier(of: $0) }.map(
        TierRole.role)
    })

  private static let stage = GridColumn<Booking>(
    id: "stage", title: "Stage", minimum: 10, maximum: 10, text: { row, _ in row.stage.title },
    sortKey: { row, _ in .number(Stage.allCases.firstIndex(of: row.stage)) },
    role: { row, _ in
      switch row.stage {
      case .proposed, .offered: .barPlanned
      case .contracted, .live, .done: .barCommitted
      case .paid: .barSpent
      case .declined: .muted
      }
    }, field: Field<Booking>.booking.first { $0.id == "stage" })
}
