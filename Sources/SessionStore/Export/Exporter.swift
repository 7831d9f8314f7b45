import Marketing

/// A session's records as tables. Amounts are in major units of the session's currency, exactly.
public enum Exporter {
  public static func roster(_ session: Session) -> ExportTable {
    var names: Set<String> = []
    for row in session.roster.rows { names.formUnion(row.custom.keys) }
    let custom = names.sorted()
    let currency = session.settings.currency
    var table = ExportTable(
      columns: [
        "id", "handle", "name", "platform", "tier", "followers", "niches", "country", "language",
        "email", "person",
        "fee", "currency", "er_followers", "avg_views", "avg_likes", "avg_comments", "avg_shares",
        "avg_engagements", "avg_authentic_engagements", "sponsored_share", "real_audience",
        "audience_ages", "vetting", "rating", "as_of",
        "found", "approved", "hours_per_booking", "tags", "notes", "reference", "archived",
      ] + custom)
    let states = VettingStates(session)
    for row in session.roster.rows {
      let values: [ExportTable.Value] = [
        .integer(row.id.number), .text(row.handle), .words(row.name), .text(row.platform.rawValue),
        .words(session.tier(of: row)?.rawValue ?? ""), .integer(row.followers),
        .words(row.niches.joined(separator: ", ")), .words(row.country), .words(row.language),
        .words(row.email),
        .words(row.person), .money(row.fee, currency), .text(currency.code),
        .share(row.engagementRate),
        .integer(row.averageViews), .integer(row.averageLikes), .integer(row.averageComments),
        .integer(row.averageShares), .integer(row.averageEngagements),
        .integer(row.averageAuthenticEngagements), .share(row.sponsoredShare),
        .share(row.realAudience), .text(row.audienceAges?.text ?? ""),
        .text(states.state(of: row).rawValue), .integer(row.vetting.rating),
        .text(row.asOf?.iso ?? ""),
        .text(row.found?.iso ?? ""), .text(row.approved?.iso ?? ""), .hours(row.hoursPerBooking),
        .words(row.tags.joined(separator: ", ")), .words(row.notes), .words(row.reference),
        .flag(row.isArchived),
      ]
      table.append(values + custom.map { .words(row.custom[$0] ?? "") })
    }
    return table
  }

  public static func bookings(_ session: Session) -> ExportTable {
    let currency = session.settings.currency
    var table = ExportTable(columns: [
      "id", "campaign", "handle", "platform", "tier", "stage", "deliverables", "fee",
      "product_cost", "commission",
      "cost", "currency", "promo_code", "tracking_link", "hours", "start", "end", "notes",
    ])
    for row in session.bookings.rows {
      let influencer = session.roster[row.influencer]
      table.append([
        .integer(row.id.number), .words(session.campaigns[row.campaign]?.name ?? ""),
        .words(influencer?.handle ?? ""), .words(influencer?.platform.rawValue ?? ""),
        .words(influencer.flatMap { session.tier(of: $0) }?.rawValue ?? ""),
        .text(row.stage.rawValue),
        .words(row.deliverables.map { "\($0.count) \($0.type)" }.joined(separator: ", ")),
        .money(row.fee, currency),
        .money(row.productCost, currency), .money(row.commission, currency),
        .money(row.cost, currency),
        .text(currency.code), .words(row.promoCode), .words(row.trackingLink), .hours(row.hours),
        .words(row.start?.iso ?? ""), .words(row.end?.iso ?? ""), .words(row.notes),
      ])
    }
    return table
  }

  public static func measurements(_ session: Session) -> ExportTable {
    let currency = session.settings.currency
    var table = ExportTable(columns: [
      "campaign", "key", "kind", "day", "handle", "platform", "post", "promo_code", "impressions",
      "reach", "likes",
      "comments", "shares", "saves", "clicks", "conversions", "revenue", "currency", "source",
    ])
    for row in session.measurements.rows {
      let influencer = row.influencer.flatMap { session.roster[$0] }
      let counts = row.counts
      table.append([
        .words(session.campaigns[row.campaign]?.name ?? ""), .text(row.key),
        .text(row.kind.rawValue),
        .text(row.day.iso), .words(influencer?.handle ?? ""),
        .words(influencer?.platform.rawValue ?? ""),
        .words(row.post), .words(row.promoCode), .integer(counts.impressions),
        .integer(counts.reach),
        .integer(counts.likes), .integer(counts.comments), .integer(counts.shares),
        .integer(counts.saves),
        .integer(counts.clicks), .integer(counts.conversions), .money(counts.revenue, currency),
        .text(currency.code),
        .words(row.source),
      ])
    }
    return table
  }
}

extension ExportTable.Value {
  /// An amount in major units, with all its decimals.
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
