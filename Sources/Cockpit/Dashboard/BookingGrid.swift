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
    "the booking of " + handle(row, session)
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
    RowState<Booking>("committed", "contracted, or further on") { row, _ in row.stage.isCommitted },
    RowState<Booking>("spent", "paid") { row, _ in row.stage.isSpent },
  ]

  static func columns(_ state: CockpitState) -> [GridColumn<Booking>] { all }

  private static let all: [GridColumn<Booking>] = [
    .text("influencer", "Influencer", 12...24, field: field("influencer")) { row, context in
      handle(row, context.session)
    },
    tier,
    stage,
    .money("cost", "Cost", 7...9) { row, _ in row.cost },
    .money("fee", "Fee", 7...9, field: field("fee")) { row, _ in row.fee },
    .money("product", "Product", 7...9, field: field("product")) { row, _ in row.productCost },
    .money("commission", "Comm.", 7...9, field: field("commission")) { row, _ in row.commission },
    .text("deliverables", "Deliverables", 10...20, field: field("deliverables")) { row, _ in
      row.deliverables.map { "\($0.count) \($0.type)" }.joined(separator: ", ")
    },
    .text("code", "Promo code", 8...12, field: field("code")) { row, _ in row.promoCode },
    hours,
    .text("start", "First day", 10...10, field: field("start")) { row, _ in row.start?.iso ?? "" },
    .text("end", "Last day", 10...10, field: field("end")) { row, _ in row.end?.iso ?? "" },
    .text("campaign", "Campaign", 10...22, field: field("campaign")) { row, context in
      context.session.campaigns[row.campaign]?.name ?? NumberText.absent
    },
    .text("link", "Tracking link", 12...30, visible: false, field: field("link")) { row, _ in
      row.trackingLink
    },
    .text("notes", "Notes", 10...40, field: field("notes")) { row, _ in row.notes },
  ]

  private static func field(_ id: String) -> Field<Booking>? {
    Field<Booking>.booking.first { $0.id == id }
  }

  private static func handle(_ row: Booking, _ session: Session) -> String {
    session.roster[row.influencer].map { "@" + $0.handle } ?? "influencer \(row.influencer.number)"
  }

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
    }, field: field("stage"))

  private static let hours = GridColumn<Booking>(
    id: "hours", title: "Hours", minimum: 6, maximum: 6, isNumeric: true,
    text: { row, _ in HoursText.compact(row.hours) },
    sortKey: { row, _ in row.hours.map { .number(Double($0.hundredths) / 100) } ?? .absent },
    field: field("hours"))
}
