import Marketing

/// A session with a bit of everything: unknown figures, unattributed rows, running totals that rise and fall, several
/// campaigns, refunds, influencers without followers or niches, promo codes and tracking links that several bookings
/// share, that belong to none, or that contradict each other.
struct RandomSession {
  var generator: SeededGenerator
  var sketch = Sketch()

  init(seed: UInt64, rows: Int) throws {
    generator = SeededGenerator(seed)
    for number in 1...3 { try sketch.campaign("C\(number)", budget: 100_000) }
    let platforms: [Platform] = [.instagram, .tiktok, .youtube]
    for number in 1...12 {
      let followers = [nil, 500, 20_000, 300_000, 4_000_000].randomElement(using: &generator)
      try sketch.influencer(
        "i\(number)", followers: followers ?? nil, platform: pick(platforms),
        niches: pick([[], ["Food"], ["food", "Travel"], ["Beauty"]]))
    }
    for _ in 0..<15 {
      let id = try sketch.booking(
        InfluencerID(chance(1...12)), CampaignID(chance(1...3)), pick(Stage.allCases),
        fee: Int64(chance(0...90_000)), product: Int64(chance(0...5_000)),
        commission: Int64(chance(0...700)), hours: chance(0...2) == 0 ? nil : chance(1...9))
      guard var booking = sketch.session.bookings[id] else { continue }
      mark(&booking)
      try sketch.session.apply(.put(booking))
    }
    for _ in 0..<rows { try sketch.session.apply(.put(measurement())) }
  }

  mutating func chance(_ range: ClosedRange<Int>) -> Int { .random(in: range, using: &generator) }
  mutating func pick<Value>(_ values: [Value]) -> Value { values[chance(0...(values.count - 1))] }

  static let codes = ["ANNA10", "ben5", "Carla", "DORA20", "x"]
  static let links = [
    "https://shop.example/a?ref=1&utm_source=ig", "shop.example/B", "https://bit.ly/Xy", "",
  ]

  /// Gives a booking a code, a link and days, or takes them away.
  mutating func mark(_ booking: inout Booking) {
    booking.promoCode = chance(0...2) == 0 ? "" : pick(RandomSession.codes)
    booking.trackingLink = pick(RandomSession.links)
    booking.start = chance(0...2) == 0 ? nil : .on("2026-02-20") + chance(0...15)
    booking.end = chance(0...2) == 0 ? nil : (booking.start ?? .on("2026-03-01")) + chance(0...15)
  }

  mutating func measurement() -> Measurement {
    let kind: Measurement.Kind = chance(0...2) == 0 ? .increment : .total
    var row = Measurement(
      campaign: CampaignID(chance(1...3)), key: "key \(chance(1...25))", kind: kind,
      day: .on("2026-02-20") + chance(0...30))
    if chance(0...4) > 1 { row.influencer = InfluencerID(chance(1...13)) }
    if chance(0...3) == 0 { row.booking = BookingID(chance(1...18)) }
    if chance(0...2) == 0 {
      row.promoCode = pick(RandomSession.codes + ["nobody's", " anna10 ", "BEN5", "carla"])
    }
    if chance(0...2) == 0 {
      row.trackingLink = pick(
        RandomSession.links + ["http://www.SHOP.example/a/?utm_source=ig&ref=1&fbclid=z", "?"])
    }
    row.counts = Counts()
    func maybe(_ high: Int) -> Int? { chance(0...2) == 0 ? nil : chance(0...high) }
    row.counts.impressions = maybe(50_000)
    row.counts.reach = maybe(40_000)
    row.counts.likes = maybe(2_000)
    row.counts.comments = maybe(300)
    row.counts.shares = maybe(90)
    row.counts.saves = maybe(90)
    row.counts.clicks = maybe(700)
    row.counts.conversions = maybe(40).map { $0 - 5 }
    row.counts.revenue = maybe(90_000).map { Money(minorUnits: Int64($0) - 9_000) }
    return row
  }

  /// A change of any kind that keeps the session's rules.
  mutating func edit() -> Edit {
    let session = sketch.session
    switch chance(0...14) {
    case 0:
      guard let row = session.measurements.rows.randomElement(using: &generator) else {
        return .put(measurement())
      }
      return .measurement(row.identity, nil)
    case 1:
      var row = measurement()
      row.key = pick(session.measurements.rows.map(\.key) + ["new"])
      var later = row
      later.day = row.day + 1
      later.counts.likes = 77
      return .group("two", [.put(row), .put(later), .put(row)])
    case 2:
      var booking = pick(session.bookings.rows)
      booking.stage = pick(Stage.allCases)
      booking.fee = Money(minorUnits: Int64(chance(0...90_000)))
      if chance(0...3) == 0 { booking.influencer = InfluencerID(chance(1...12)) }
      return .put(booking)
    case 3:
      if chance(0...1) == 0 { return .booking(pick(session.bookings.rows).id, nil) }
      var booking = Booking(
        id: session.bookings.nextID, campaign: CampaignID(chance(1...3)),
        influencer: InfluencerID(chance(1...12)))
      booking.stage = .paid
      booking.fee = Money(minorUnits: 500)
      return .put(booking)
    case 4:
      var influencer = pick(session.roster.rows)
      if chance(0...1) == 0 { influencer.handle += "x" } else { influencer.followers = 1_000_000 }
      return .put(influencer)
    case 5:
      var booking = pick(session.bookings.rows)
      mark(&booking)
      return .put(booking)
    case 6:
      var settings = session.settings
      settings.attribution = pick(AttributionRule.allCases)
      return .settings(settings)
    case 7:
      // The code moves on while the rows that carried it change, all at once.
      var booking = pick(session.bookings.rows)
      var edits: [Edit] = []
      for var row in session.measurements.rows
      where !row.promoCode.isEmpty && chance(0...3) == 0 {
        if chance(0...1) == 0 {
          edits.append(.measurement(row.identity, nil))
        } else {
          row.promoCode = pick(RandomSession.codes)
          edits.append(.put(row))
        }
      }
      mark(&booking)
      edits.insert(.put(booking), at: chance(0...edits.count))
      return .group("moves", edits)
    default: return .put(measurement())
    }
  }
}
