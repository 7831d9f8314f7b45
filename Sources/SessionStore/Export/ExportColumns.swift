import Marketing

/// The columns that every export of a kind has, in their order.
extension Exporter {
  static func influencerColumns(_ session: Session) -> [ExportColumn<Influencer>] {
    let currency = session.settings.currency
    let states = VettingStates(session)
    typealias Column = ExportColumn<Influencer>
    return Column.columns(
      [
        "id", "handle", "name", "platform", "tier", "followers", "niches", "country", "language",
        "email", "person", "fee", "currency", "er_followers", "avg_views", "avg_likes",
        "avg_comments", "avg_shares", "avg_engagements", "avg_authentic_engagements",
        "sponsored_share", "real_audience", "audience_ages", "vetting", "vetting_effective",
        "rating", "vetting_since", "vetting_hours", "vetting_reason", "checks", "flags", "as_of",
        "figure_days", "history", "found", "approved", "hours_per_booking", "tags", "notes",
        "reference", "archived", "clout_influencer",
      ],
      own: [
        Column("tier") { .words(session.tier(of: $0)?.rawValue ?? "") },
        Column("currency", .key) { _ in .text(currency.code) },
        Column(
          "vetting",
          .field { record, cell throws(OwnRefusal) in
            guard cell.text != record.vetting.state.rawValue else { return }
            // Emptied, it is undone.
            guard !cell.text.isEmpty else {
              record.vetting.state = .found
              return
            }
            try cell.choice(
              FieldChoice("state of vetting", { $0.vetting.state }, { $0.vetting.state = $1 }),
              &record)
          }
        ) { .text($0.vetting.state.rawValue) },
        // Contracted by a booking, whatever vetting decided.
        Column("vetting_effective") { .text(states.state(of: $0).rawValue) },
        Column(
          "rating",
          .field { record, cell throws(OwnRefusal) in
            let rating = try cell.count()
            if rating != record.vetting.rating { record.vetting.rating = rating }
          }
        ) {
          .integer($0.vetting.rating)
        },
        Column(
          "vetting_since",
          .field { record, cell throws(OwnRefusal) in
            let day = try cell.day()
            if day != record.vetting.since { record.vetting.since = day }
          }, .day
        ) {
          .words($0.vetting.since?.iso ?? "")
        },
        Column(
          "vetting_hours",
          .field { record, cell throws(OwnRefusal) in
            let hours = try cell.hours() ?? .zero
            if hours != record.vetting.hours { record.vetting.hours = hours }
          }
        ) {
          $0.vetting.hours == .zero ? .absent : .hours($0.vetting.hours)
        },
        Column(
          "vetting_reason",
          .field { record, cell in
            if !cell.stands(for: record.vetting.reason) { record.vetting.reason = cell.text }
          }
        ) { .words($0.vetting.reason) },
        Column(
          "checks",
          .field { record, cell throws(OwnRefusal) in
            let former = record.vetting.checks
            if former.isEmpty && cell.text.isEmpty || cell.stands(for: OwnText.checks(former)) {
              return
            }
            record.vetting.checks = try OwnText.readChecks(cell.text)
          }
        ) { .jsonText(OwnText.checks($0.vetting.checks)) },
        Column(
          "flags",
          .field { record, cell throws(OwnRefusal) in
            let former = record.vetting.decisions
            if former.isEmpty && cell.text.isEmpty || cell.stands(for: OwnText.flags(former)) {
              return
            }
            record.vetting.decisions = try OwnText.readFlags(cell.text)
          }
        ) { .jsonText(OwnText.flags($0.vetting.decisions)) },
        Column(
          "figure_days",
          .field { record, cell throws(OwnRefusal) in
            let days = try OwnText.readFigureDays(cell.text)
            if days != record.figureDays { record.figureDays = days }
          }
        ) { .words(OwnText.figureDays($0.figureDays)) },
        Column("clout_influencer", .key) { .text(OwnMark($0.identity).text(.roster)) },
      ], session)
  }

  static func campaignColumns(_ session: Session) -> [ExportColumn<Campaign>] {
    let currency = session.settings.currency
    typealias Column = ExportColumn<Campaign>
    return Column.columns(
      [
        "id", "name", "goal", "targets", "start", "end", "budget", "currency", "hours", "notes",
        "archived", "clout_campaign",
      ],
      own: [
        Column("currency", .key) { _ in .text(currency.code) },
        Column("clout_campaign", .key) { .text(OwnMark($0).text(.campaigns)) },
      ], session)
  }

  static func bookingColumns(_ session: Session) -> [ExportColumn<Booking>] {
    let currency = session.settings.currency
    func influencer(_ booking: Booking) -> Influencer? { session.roster[booking.influencer] }
    typealias Column = ExportColumn<Booking>
    return Column.columns(
      [
        "id", "campaign", "handle", "platform", "tier", "stage", "deliverables", "fee",
        "product_cost", "commission", "cost", "currency", "promo_code", "tracking_link", "hours",
        "start", "end", "notes", "campaign_id", "influencer_id", "clout_booking",
      ],
      own: [
        Column("handle", .key) { .words(influencer($0)?.handle ?? "") },
        Column("platform", .key) { .words(influencer($0)?.platform.rawValue ?? "") },
        Column("tier") {
          .words(influencer($0).flatMap { session.tier(of: $0) }?.rawValue ?? "")
        },
        Column("cost") { .money($0.cost, currency) },
        Column("currency", .key) { _ in .text(currency.code) },
        Column("campaign_id", .key) { .integer($0.campaign.number) },
        Column("influencer_id", .key) { .integer($0.influencer.number) },
        Column("clout_booking", .key) { .words(session.mark(of: $0)?.text(.bookings) ?? "") },
      ],
      // Handle and platform say whom the row is about.
      without: ["influencer"], session)
  }

  static func measurementColumns(_ session: Session) -> [ExportColumn<Measurement>] {
    let currency = session.settings.currency
    func influencer(_ row: Measurement) -> Influencer? {
      row.influencer.flatMap { session.roster[$0] }
    }
    typealias Column = ExportColumn<Measurement>
    func text(
      _ name: String, _ get: @escaping (Measurement) -> String,
      _ set: @escaping (inout Measurement, String) -> Void
    ) -> Column {
      Column(name, .field { if !$1.stands(for: get($0)) { set(&$0, $1.text) } }) { .words(get($0)) }
    }
    func count(
      _ name: String, _ get: @escaping (Counts) -> Int?,
      _ set: @escaping (inout Counts, Int?) -> Void
    ) -> Column {
      Column(
        name,
        .field { row, cell throws(OwnRefusal) in set(&row.counts, try cell.count()) }
      ) { .integer(get($0.counts)) }
    }
    return [
      Column("campaign", .key) { .words(session.campaigns[$0.campaign]?.name ?? "") },
      Column("key", .key) { .text($0.key) },
      Column("kind", .key) { .text($0.kind.rawValue) },
      Column("day", .key, .day) { .text($0.day.iso) },
      Column("handle", .key) { .words(influencer($0)?.handle ?? "") },
      Column("platform", .key) { .words(influencer($0)?.platform.rawValue ?? "") },
      text("post", { $0.post }, { $0.post = $1 }),
      text("promo_code", { $0.promoCode }, { $0.promoCode = $1 }),
      count("impressions", { $0.impressions }, { $0.impressions = $1 }),
      count("reach", { $0.reach }, { $0.reach = $1 }),
      count("likes", { $0.likes }, { $0.likes = $1 }),
      count("comments", { $0.comments }, { $0.comments = $1 }),
      count("shares", { $0.shares }, { $0.shares = $1 }),
      count("saves", { $0.saves }, { $0.saves = $1 }),
      count("clicks", { $0.clicks }, { $0.clicks = $1 }),
      count("conversions", { $0.conversions }, { $0.conversions = $1 }),
      Column(
        "revenue",
        .field { row, cell throws(OwnRefusal) in row.counts.revenue = try cell.money() }, .money
      ) { .money($0.counts.revenue, currency) },
      Column(
        "net_revenue",
        .field { row, cell throws(OwnRefusal) in row.counts.netRevenue = try cell.money() }, .money
      ) { .money($0.counts.netRevenue, currency) },
      Column(
        "spend",
        .field { row, cell throws(OwnRefusal) in row.counts.spend = try cell.money() }, .money
      ) { .money($0.counts.spend, currency) },
      Column("currency", .key) { _ in .text(currency.code) },
      text("source", { $0.source }, { $0.source = $1 }),
      Column(
        "from",
        .field { row, cell throws(OwnRefusal) in
          let day = try cell.day()
          if day != row.from { row.from = day }
        }, .day
      ) { .words($0.from?.iso ?? "") },
      text(
        "creator", { $0.creator?.name ?? "" },
        { $0.creator = $1.isEmpty ? nil : Creator($1, on: $0.creator?.platform) }),
      Column(
        "creator_platform",
        .field { row, cell throws(OwnRefusal) in
          guard !cell.stands(for: row.creator?.platform?.rawValue ?? "") else { return }
          // The name may stand in a later column.
          var creator = row.creator ?? Creator("")
          creator.platform = cell.text.isEmpty ? nil : Platform(rawValue: cell.text)
          row.creator = creator
        }
      ) { .words($0.creator?.platform?.rawValue ?? "") },
      text("tracking_link", { $0.trackingLink }, { $0.trackingLink = $1 }),
      Column(
        "channel",
        .field { row, cell throws(OwnRefusal) in
          guard !cell.text.isEmpty else {
            row.channel = nil
            return
          }
          guard let channel = SalesChannel(rawValue: cell.text) else {
            throw OwnRefusal(
              "“\(cell.text)” is no source of orders: it is one of "
                + SalesChannel.allCases.map(\.rawValue).joined(separator: ", "))
          }
          row.channel = channel
        }
      ) { .text($0.channel?.rawValue ?? "") },
      Column(
        "repeat",
        .field { row, cell throws(OwnRefusal) in row.isRepeat = try cell.flag() }
      ) { .flag($0.isRepeat) },
      Column("campaign_id", .key) { .integer($0.campaign.number) },
      Column("influencer_id", .key) { .integer($0.influencer?.number) },
      Column("booking_id", .key) { .integer($0.booking?.number) },
      Column("booking", .key) { row in
        .words(row.booking.flatMap { session.bookings[$0] }.map(session.words(for:)) ?? "")
      },
      Column("clout_measurement", .key) { .text(session.mark(of: $0).text(.measurements)) },
    ]
  }
}

extension Session {
  /// Nil if its campaign or influencer is missing.
  func mark(of booking: Booking) -> OwnMark? {
    guard let campaign = campaigns[booking.campaign], let influencer = roster[booking.influencer]
    else { return nil }
    return OwnMark(booking: campaign.name, influencer.identity)
  }

  func mark(of row: Measurement) -> OwnMark {
    OwnMark(
      measurement: campaigns[row.campaign]?.name ?? "", key: row.key, kind: row.kind.rawValue,
      day: row.kind == .total ? row.day : nil)
  }

  /// A booking by what a person knows it by.
  func words(for booking: Booking) -> String {
    let influencer = roster[booking.influencer]
    return
      "\(campaigns[booking.campaign]?.name ?? "") / @\(influencer?.handle ?? "") / \(influencer?.platform.rawValue ?? "")"
  }
}
