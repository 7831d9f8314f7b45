import Insight
import Marketing

/// A session with a bit of everything: unknown figures, unattributed rows, running totals that rise and fall, several
/// campaigns, refunds, influencers without followers or niches.
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
      try sketch.booking(
        InfluencerID(chance(1...12)), CampaignID(chance(1...3)), pick(Stage.allCases),
        fee: Int64(chance(0...90_000)), product: Int64(chance(0...5_000)),
        commission: Int64(chance(0...700)), hours: chance(0...2) == 0 ? nil : chance(1...9))
    }
    for _ in 0..<rows { try sketch.session.apply(.put(measurement())) }
  }

  mutating func chance(_ range: ClosedRange<Int>) -> Int { .random(in: range, using: &generator) }
  mutating func pick<Value>(_ values: [Value]) -> Value { values[chance(0...(values.count - 1))] }

  mutating func measurement() -> Measurement {
    let kind: Measurement.Kind = chance(0...2) == 0 ? .increment : .total
    var row = Measurement(
      campaign: CampaignID(chance(1...3)), key: "key \(chance(1...25))", kind: kind,
      day: .on("2026-02-20") + chance(0...30))
    if chance(0...4) > 0 { row.influencer = InfluencerID(chance(1...12)) }
    if chance(0...2) == 0 { row.booking = BookingID(chance(1...15)) }
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
    switch chance(0...11) {
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
    default: return .put(measurement())
    }
  }
}
