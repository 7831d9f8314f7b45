@testable import Demo
@testable import Marketing

/// What several suites need: small sessions, and random values that collide often.
enum Fixtures {
  static let day = Day(number: 20_000)

  /// Two influencers, one of them archived; the other has a campaign, a booking and a measurement.
  static func session() throws -> Session {
    var session = Session(settings: Settings(name: "Test"))
    var archived = influencer(2)
    archived.isArchived = true
    var measurement = Measurement(campaign: CampaignID(1), key: "post", kind: .total, day: day)
    measurement.influencer = InfluencerID(1)
    try session.apply(.put(influencer(1)))
    try session.apply(.put(archived))
    try session.apply(.put(campaign(1)))
    try session.apply(.put(booking(1)))
    try session.apply(.put(measurement))
    return session
  }

  static func influencer(_ number: Int) -> Influencer {
    Influencer(id: InfluencerID(number), handle: "handle\(number)", platform: .instagram)
  }

  static func campaign(_ number: Int) -> Campaign {
    Campaign(id: CampaignID(number), name: "Campaign \(number)", goal: .awareness)
  }

  static func booking(_ number: Int) -> Booking {
    Booking(id: BookingID(number), campaign: CampaignID(1), influencer: InfluencerID(1))
  }

  static func measurement(_ random: inout SeededGenerator) -> Measurement {
    var row = Measurement(
      campaign: CampaignID(random.whole(1...3)), key: "key \(random.whole(1...12))",
      kind: random.chance(0.5) ? .total : .increment, day: day + random.whole(0...3))
    row.influencer = random.chance(0.7) ? InfluencerID(random.whole(1...5)) : nil
    row.booking = random.chance(0.5) ? BookingID(random.whole(1...5)) : nil
    row.counts.likes = random.chance(0.5) ? random.whole(0...100) : nil
    row.counts.revenue = random.chance(0.5) ? Money(minorUnits: Int64(random.whole(-9...9))) : nil
    return row
  }
}
