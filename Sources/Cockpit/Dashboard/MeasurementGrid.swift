import Marketing

/// The measurements of the campaign in view, or of all; newest first unless sorted.
enum MeasurementGrid: GridSource {
  typealias Part = Dashboard
  static let state: WritableKeyPath<Dashboard, GridState<Measurement.Identity>> & Sendable =
    \.measurements
  static let noun = (one: "measurement", many: "measurements")
  static let scope = Command.Scope.measurements

  static func rows(_ state: CockpitState) -> [Measurement] {
    state.document?.session.measurements.rows ?? []
  }
  static func revision(_ state: CockpitState) -> Int {
    state.document.map { $0.revision + $0.measurementRevision } ?? 0
  }
  static func key(_ row: Measurement) -> Measurement.Identity { row.identity }
  static func edit(_ row: Measurement) -> Edit? { .put(row) }
  static func title(_ row: Measurement, _ session: Session) -> String {
    "the measurement of \(row.day.iso)"
  }

  static func includes(_ query: Query, _ state: CockpitState) -> ((Measurement) -> Bool)? {
    state.campaignInView.map { campaign in { $0.campaign == campaign } }
  }

  static func searchText(_ row: Measurement, _ session: Session) -> SearchText {
    let influencer = row.influencer.flatMap { session.roster[$0] }
    return SearchText([
      influencer?.handle ?? row.creator?.name ?? "", row.key, row.source, row.promoCode,
      row.day.iso,
    ])
  }

  static let states = [
    RowState<Measurement>("unattributed", "without an influencer") { row, _ in row.influencer == nil
    },
    RowState<Measurement>("total", "a post's figures so far") { row, _ in
      row.kind == .total
    },
    RowState<Measurement>("increment", "the figures of one day") { row, _ in
      row.kind == .increment
    },
    RowState<Measurement>("repeat", "an order that renews a subscription") { row, _ in
      row.isRepeat
    },
  ]

  static func columns(_ state: CockpitState) -> [GridColumn<Measurement>] {
    all.filter { $0.id != "net-revenue" || state.knowsNetRevenue }
      + (state.document?.figures.customMeasurementColumns ?? []).map { name in
        .text(name, name, 8...24, visible: false) { row, _ in row.custom[name] ?? "" }
      }
  }

  private static let all: [GridColumn<Measurement>] = [
    .text("day", "Day", 10...10) { row, _ in row.day.iso },
    .text("from", "From", 10...10, visible: false) { row, _ in row.from?.iso ?? "" },
    .text("influencer", "Influencer", 12...22) { row, context in
      row.influencer.map { id in
        context.session.roster[id].map { "@" + $0.handle } ?? "influencer \(id.number)"
      }
        ?? row.creator.map { "“\($0.name)”" } ?? "unattributed"
    },
    .text("kind", "Kind", 9...9) { row, _ in row.kind.rawValue },
    count("impressions", "Impr.", \.impressions), count("reach", "Reach", \.reach),
    count("likes", "Likes", \.likes),
    count("comments", "Comm.", \.comments), count("shares", "Shares", \.shares),
    count("saves", "Saves", \.saves),
    count("clicks", "Clicks", \.clicks), count("conversions", "Conv.", \.conversions),
    .money("revenue", "Revenue", 8...9, field: field("revenue")) { row, _ in row.counts.revenue },
    .money("net-revenue", "Net rev.", 8...9, field: field("net-revenue")) { row, _ in
      row.counts.netRevenue
    },
    .money("spend", "Spend", 8...9, field: field("spend")) { row, _ in row.counts.spend },
    .text("key", "Key", 10...40) { row, _ in row.key },
    .text("source", "Source", 8...24) { row, _ in row.source },
  ]

  private static func count(_ id: String, _ title: String, _ path: KeyPath<Counts, Int?> & Sendable)
    -> GridColumn<Measurement>
  {
    .count(id, title, 6...7, field: field(id)) { row, _ in row.counts[keyPath: path] }
  }

  private static func field(_ id: String) -> Field<Measurement>? {
    Field<Measurement>.counts.first { $0.id == id }
  }
}
