import Testing

@testable import Marketing

/// Numbers at the ends of their range come from hostile files. They are refused; nothing traps.
@Suite struct ExtremeTests {
  @Test(arguments: [Int.min, Int.min + 1, Int.max, -Counts.limit - 1, Counts.limit + 1])
  func conversionsOfAnySizeAreJudged(_ count: Int) throws {
    var session = try Fixtures.session()
    var row = Measurement(
      campaign: CampaignID(1), key: "k", kind: .increment, day: Fixtures.day)
    row.counts.conversions = count
    #expect(throws: EditError("Conversions of \(count) is too large to be true.")) {
      try session.apply(.put(row))
    }
    row.counts.conversions = count.signum() * Counts.limit
    try session.apply(.put(row))
  }

  @Test(arguments: [Int64.min, Int64.max, -Money.limit.minorUnits - 1])
  func revenueOfAnySizeIsJudged(_ amount: Int64) throws {
    var session = try Fixtures.session()
    var row = Measurement(
      campaign: CampaignID(1), key: "k", kind: .increment, day: Fixtures.day)
    row.counts.revenue = Money(minorUnits: amount)
    #expect(throws: EditError("The revenue is too large to be true.")) {
      try session.apply(.put(row))
    }
  }

  @Test(arguments: [Int.min, -1, 0, 3, Int.max])
  func lookingUpAnyNumberIsSafe(_ number: Int) throws {
    let session = try Fixtures.session()
    #expect(session.roster[InfluencerID(number)] == nil)
    #expect(session.roster.index(of: InfluencerID(number)) == nil)
    let gaps = Table((1...9).map { Fixtures.influencer($0 * 1000) })
    #expect(gaps[InfluencerID(number)] == nil)
  }
}

extension ExtremeTests {
  @Test(arguments: [Int.min, -1, 0, 1_000_000_000_001, Int.max])
  func numbersOutOfRangeAreRefused(_ number: Int) throws {
    var session = try Fixtures.session()
    let before = session
    var row = Measurement(campaign: CampaignID(1), key: "k", kind: .total, day: Fixtures.day)
    row.influencer = InfluencerID(number)
    var other = Measurement(campaign: CampaignID(1), key: "k", kind: .total, day: Fixtures.day)
    other.booking = BookingID(number)
    let edits: [(Edit, String)] = [
      (.put(Fixtures.influencer(number)), "influencer"),
      (.put(Fixtures.campaign(number)), "campaign"),
      (.put(Fixtures.booking(number)), "booking"),
      (.put(row), "influencer"), (.put(other), "booking"),
    ]
    for (edit, what) in edits {
      #expect(throws: EditError("No \(what) can have the number \(number).")) {
        try session.apply(edit)
      }
    }
    #expect(session == before)
  }

  /// The number after the largest integer trapped.
  @Test func thereIsAlwaysANextNumber() {
    var log = MeasurementLog()
    var row = Measurement(campaign: CampaignID(1), key: "k", kind: .total, day: Fixtures.day)
    row.influencer = InfluencerID(Int.max)
    log.set(row.identity, to: row)
    let session = Session(
      settings: Settings(name: "Test"), roster: Table([Fixtures.influencer(3)]),
      campaigns: Table(), bookings: Table(), measurements: log)
    #expect(session.roster.nextID == InfluencerID(4))
  }
}
