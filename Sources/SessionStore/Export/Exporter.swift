import Marketing

/// A session's records as tables. Amounts are exact, in major units of the session's currency.
public enum Exporter {
  public static func roster(_ session: Session) -> ExportTable {
    let currency = session.settings.currency
    let states = VettingStates(session)
    var columns = ExportColumn<Influencer>.columns(
      [
        "id", "handle", "name", "platform", "tier", "followers", "niches", "country", "language",
        "email", "person", "fee", "currency", "er_followers", "avg_views", "avg_likes",
        "avg_comments", "avg_shares", "avg_engagements", "avg_authentic_engagements",
        "sponsored_share", "real_audience", "audience_ages", "vetting", "rating", "as_of",
        "figure_days",
        "found",
        "approved", "hours_per_booking", "tags", "notes", "reference", "archived",
      ],
      own: [
        ExportColumn("figure_days") { .words(Self.days($0.figureDays)) },
        ExportColumn("tier") { .words(session.tier(of: $0)?.rawValue ?? "") },
        ExportColumn("currency") { _ in .text(currency.code) },
        ExportColumn("vetting") { .text(states.state(of: $0).rawValue) },
        ExportColumn("rating") { .integer($0.vetting.rating) },
      ], session)
    let headers = session.roster.rows.reduce(into: Set<String>()) { $0.formUnion($1.custom.keys) }
      .sorted()
    columns += headers.map { header in
      ExportColumn(header) { .words($0.custom[header] ?? "") }
    }
    return ExportColumn.table(columns, session.roster.rows)
  }

  /// `fee 2026-01-31; avg_views 2026-02-28`: the figures that are older than the rest.
  private static func days(_ days: [String: String]) -> String {
    days.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: "; ")
  }

  public static func bookings(_ session: Session) -> ExportTable {
    let currency = session.settings.currency
    func influencer(_ booking: Booking) -> Influencer? { session.roster[booking.influencer] }
    let columns = ExportColumn<Booking>.columns(
      [
        "id", "campaign", "handle", "platform", "tier", "stage", "deliverables", "fee",
        "product_cost", "commission", "cost", "currency", "promo_code", "tracking_link", "hours",
        "start", "end", "notes",
      ],
      own: [
        // Three columns say whom the row is about.
        ExportColumn("influencer", nil),
        ExportColumn("handle") { .words(influencer($0)?.handle ?? "") },
        ExportColumn("platform") { .words(influencer($0)?.platform.rawValue ?? "") },
        ExportColumn("tier") {
          .words(influencer($0).flatMap { session.tier(of: $0) }?.rawValue ?? "")
        },
        ExportColumn("cost") { .money($0.cost, currency) },
        ExportColumn("currency") { _ in .text(currency.code) },
      ], session)
    return ExportColumn.table(columns, session.bookings.rows)
  }

  public static func measurements(_ session: Session) -> ExportTable {
    let currency = session.settings.currency
    var table = ExportTable(columns: [
      "campaign", "key", "kind", "day", "handle", "platform", "post", "promo_code", "impressions",
      "reach", "likes",
      "comments", "shares", "saves", "clicks", "conversions", "revenue", "spend", "currency",
      "source", "from",
    ])
    for row in session.measurements.rows {
      let influencer = row.influencer.flatMap { session.roster[$0] }
      let counts = row.counts
      table.append([
        .words(session.campaigns[row.campaign]?.name ?? ""), .text(row.key),
        .text(row.kind.rawValue),
        .text(row.day.iso), .words(influencer?.handle ?? row.creator?.name ?? ""),
        .words(influencer?.platform.rawValue ?? row.creator?.platform?.rawValue ?? ""),
        .words(row.post), .words(row.promoCode), .integer(counts.impressions),
        .integer(counts.reach),
        .integer(counts.likes), .integer(counts.comments), .integer(counts.shares),
        .integer(counts.saves),
        .integer(counts.clicks), .integer(counts.conversions), .money(counts.revenue, currency),
        .money(counts.spend, currency), .text(currency.code),
        .words(row.source), row.from.map { .text($0.iso) } ?? .absent,
      ])
    }
    return table
  }
}

extension ExportTable.Value {
  /// An amount in major units, with all decimals.
  public static func money(_ amount: Money?, _ currency: Currency) -> Self {
    amount.map { .decimal(fixed(Int($0.minorUnits), decimals: currency.digits)) } ?? .absent
  }

  /// A fraction: 4.5% is `0.045000`.
  static func share(_ share: Share?) -> Self {
    share.map { .decimal(fixed(Int($0.millionths), decimals: 6)) } ?? .absent
  }

  static func hours(_ hours: Hours?) -> Self {
    hours.map { .decimal(fixed($0.hundredths, decimals: 2)) } ?? .absent
  }

  private static func fixed(_ units: Int, decimals: Int) -> String {
    let sign = units < 0 ? "-" : ""
    var digits = String(units.magnitude)
    guard decimals > 0 else { return sign + digits }
    digits = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
    return sign + digits.dropLast(decimals) + "." + digits.suffix(decimals)
  }
}
