import Marketing

/// A large session that is the same on every machine: running totals that grow, fall and leave figures out, orders with
/// promo codes and tracking links in many spellings, refunds, and what belongs to nobody. Integers only.
///
/// `csv` writes it for another engine; `GeneratedTests` says how its figures were made.
struct GeneratedSession {
  private var state: UInt64
  private(set) var session: Session

  static let campaigns = 5
  static let influencers = 500
  static let bookings = 900
  static let firstDay = Day(number: 20_454)  // 2026-01-01
  static let days = 180

  init(seed: UInt64, rows: Int) throws {
    state = seed
    session = Session(settings: Settings(name: "Generated"))
    for number in 1...Self.campaigns {
      try session.apply(
        .put(Campaign(id: CampaignID(number), name: "C\(number)", goal: .conversions)))
    }
    for number in 1...Self.influencers { try session.apply(.put(influencer(number))) }
    for number in 1...Self.bookings { try session.apply(.put(booking(number))) }
    var log = MeasurementLog()
    log.reserveCapacity(rows)
    var post = 0
    while log.count < rows {
      if draw(10) < 4 {
        let row = order(log.count)
        log.set(row.identity, to: row)
      } else {
        post += 1
        for row in snapshots(post) where log.count < rows { log.set(row.identity, to: row) }
      }
    }
    session = Session(
      settings: session.settings, roster: session.roster, campaigns: session.campaigns,
      bookings: session.bookings, measurements: log)
  }

  /// A number from 0 to below the bound (SplitMix64).
  private mutating func draw(_ bound: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((z ^ (z >> 31)) % UInt64(bound))
  }

  private mutating func maybe(_ bound: Int) -> Int? { draw(8) == 0 ? nil : draw(bound) }

  private mutating func influencer(_ number: Int) -> Influencer {
    let platforms: [Platform] = [.instagram, .tiktok, .youtube, .x]
    var row = Influencer(
      id: InfluencerID(number), handle: "i\(number)", platform: platforms[draw(4)])
    let sizes = [900, 40_000, 600_000, 5_000_000]
    if draw(20) > 0 { row.followers = draw(sizes[draw(4)]) }
    return row
  }

  private mutating func booking(_ number: Int) -> Booking {
    var row = Booking(
      id: BookingID(number), campaign: CampaignID(1 + draw(Self.campaigns)),
      influencer: InfluencerID(1 + draw(Self.influencers)))
    row.stage = Stage.allCases[draw(Stage.allCases.count)]
    row.fee = Money(minorUnits: Int64(draw(500_000)))
    row.productCost = Money(minorUnits: Int64(draw(20_000)))
    row.start = Self.firstDay + draw(150)
    row.end = row.start.map { $0 + draw(60) }
    // Every sixth code is shared with another booking, of this campaign or of another.
    row.promoCode = draw(5) == 0 ? "" : "Code\(draw(6) == 0 ? draw(60) : 1_000 + number)"
    row.trackingLink = draw(3) == 0 ? "" : "https://shop.example/p?ref=\(number)&utm_source=ig"
    return row
  }

  private mutating func order(_ number: Int) -> Measurement {
    let booking = session.bookings.rows[draw(Self.bookings)]
    let other = session.bookings.rows[draw(Self.bookings)]
    var row = Measurement(
      campaign: booking.campaign, key: "order \(number)", kind: .increment,
      day: Self.firstDay + draw(Self.days))
    let signs = draw(10)
    if signs < 6 {
      let code = booking.promoCode
      row.promoCode = [code, code.uppercased(), " \(code.lowercased())\t", code + "x"][draw(4)]
    }
    if signs > 4, signs < 9 {
      let number = draw(4) == 0 ? other.id.number : booking.id.number
      row.trackingLink =
        [
          "https://shop.example/p?ref=\(number)&utm_source=ig",
          "http://www.Shop.example/p/?utm_source=ig&ref=\(number)&fbclid=\(draw(1_000))",
          "SHOP.example/p?ref=\(number)&utm_source=ig#top",
          "https://shop.example/p?ref=\(number)",
        ][draw(4)]
    }
    if draw(9) == 0 { row.influencer = booking.influencer }
    if draw(20) == 0 { row.booking = BookingID(1 + draw(Self.bookings + 30)) }
    let isRefund = draw(25) == 0
    let count = isRefund ? -1 : 1 + draw(3)
    row.counts.conversions = count
    row.counts.revenue = Money(minorUnits: Int64(count * (1_000 + draw(9_000))))
    if draw(3) == 0 { row.counts.clicks = 1 + draw(40) }
    return row
  }

  private mutating func snapshots(_ number: Int) -> [Measurement] {
    let booking = session.bookings.rows[draw(Self.bookings)]
    let first = Self.firstDay + draw(Self.days)
    let names = draw(12)
    var counts = Counts()
    return (0...draw(8)).map { place in
      var row = Measurement(
        campaign: booking.campaign, key: "post \(number)", kind: .total,
        day: first + 2 * place)
      if names > 0, place >= names - 10 { row.influencer = booking.influencer }
      if names > 5 { row.booking = draw(2) == 0 ? booking.id : nil }
      func grow(_ former: Int?, _ value: Int?) -> Int? {
        guard let value else { return nil }
        return (former ?? 0) + value
      }
      var next = Counts()
      next.impressions = grow(counts.impressions, maybe(20_000))
      next.reach = grow(counts.reach, maybe(15_000))
      next.likes = grow(counts.likes, maybe(900))
      next.comments = grow(counts.comments, maybe(90))
      next.shares = grow(counts.shares, maybe(40))
      next.saves = grow(counts.saves, maybe(40))
      next.clicks = grow(counts.clicks, maybe(300))
      if draw(30) == 0 { next.likes = next.likes.map { $0 / 3 } }
      counts.impressions = next.impressions ?? counts.impressions
      counts.reach = next.reach ?? counts.reach
      counts.likes = next.likes ?? counts.likes
      counts.comments = next.comments ?? counts.comments
      counts.shares = next.shares ?? counts.shares
      counts.saves = next.saves ?? counts.saves
      counts.clicks = next.clicks ?? counts.clicks
      row.counts = next
      return row
    }
  }

  /// The tables as comma-separated text, money in minor units.
  enum Table: String, CaseIterable { case influencers, bookings, measurements }

  func csv(_ table: Table, _ write: (String) -> Void) {
    func text(_ value: Int?) -> String { value.map(String.init) ?? "" }
    switch table {
    case .influencers:
      write("id,platform,followers\n")
      for row in session.roster.rows {
        write("\(row.id.number),\(row.platform.rawValue),\(text(row.followers))\n")
      }
    case .bookings:
      write("id,campaign,influencer,stage,cost,first,last,code,link\n")
      for row in session.bookings.rows {
        write(
          "\(row.id.number),\(row.campaign.number),\(row.influencer.number),\(row.stage.rawValue),"
            + "\(row.knownCost.minorUnits),\(row.start?.iso ?? ""),\(row.end?.iso ?? ""),"
            + "\(row.promoCode),\(row.trackingLink)\n")
      }
    case .measurements:
      write(
        "campaign,key,kind,day,influencer,booking,code,link,impressions,reach,likes,comments,"
          + "shares,saves,clicks,conversions,revenue\n")
      for row in session.measurements.rows {
        let counts = row.counts
        let figures = [
          counts.impressions, counts.reach, counts.likes, counts.comments, counts.shares,
          counts.saves, counts.clicks, counts.conversions,
          counts.revenue.map { Int($0.minorUnits) },
        ]
        write(
          "\(row.campaign.number),\(row.key),\(row.kind.rawValue),\(row.day.iso),"
            + "\(text(row.influencer?.number)),\(text(row.booking?.number)),\(row.promoCode),"
            + "\(row.trackingLink),\(figures.map(text).joined(separator: ","))\n")
      }
    }
  }
}
