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
