import Marketing
import Testing

@Suite struct BookingTests {
  @Test func stagesGrowIntoSpending() {
    #expect(Stage.allCases.sorted() == Stage.allCases)
    #expect(Stage.allCases.filter(\.isPlanned) == Stage.allCases.dropLast())
    #expect(Stage.allCases.filter(\.isCommitted) == [.contracted, .live, .done, .paid])
    #expect(Stage.allCases.filter(\.isSpent) == [.paid])
    #expect(Stage.proposed.title == "Proposed")
  }

  @Test func costIsFeeAndProductAndCommission() {
    var booking = Booking(id: BookingID(1), campaign: CampaignID(1), influencer: InfluencerID(1))
    #expect(booking.cost == nil && booking.knownCost == .zero)
    booking.commission = Money(minorUnits: 3)
    #expect(booking.cost == nil && booking.knownCost == Money(minorUnits: 3))
    booking.fee = Money(minorUnits: 100)
    booking.productCost = Money(minorUnits: 20)
    booking.commission = Money(minorUnits: 3)
    #expect(booking.cost == Money(minorUnits: 123))
  }

  @Test func engagementsAddWhatIsKnown() {
    var counts = Counts()
    #expect(counts.engagements == nil)
    counts.likes = 5
    #expect(counts.engagements == 5)
    counts.comments = 1
    counts.shares = 2
    counts.saves = 3
    #expect(counts.engagements == 11)
  }
}

@Suite struct CampaignTests {
  @Test func phaseCountsItsLastDay() {
    var campaign = Campaign(id: CampaignID(1), name: "Spring", goal: .awareness)
    let start = Day(number: 100)
    #expect(campaign.phase(on: start) == .undated)
    campaign.start = start
    #expect(campaign.phase(on: start + -2) == .upcoming(daysToStart: 2))
    #expect(campaign.phase(on: start) == .undated)
    campaign.end = start + 10
    #expect(campaign.phase(on: start) == .running(daysLeft: 10))
    #expect(campaign.phase(on: start + 10) == .running(daysLeft: 0))
    #expect(campaign.phase(on: start + 11) == .finished(daysAgo: 1))
    campaign.start = nil
    #expect(campaign.phase(on: start + -500) == .running(daysLeft: 510))
  }
}

@Suite struct InfluencerTests {
  @Test func identityIgnoresTheAtSignAndCase() {
    let one = Influencer(id: InfluencerID(1), handle: "@Mia.Calder", platform: .instagram)
    let other = Influencer(
      id: InfluencerID(2), handle: "mia.calder", platform: Platform(rawValue: "IG"))
    #expect(one.identity == other.identity)
    #expect(
      one.identity
        != Influencer(id: InfluencerID(1), handle: "miacalder", platform: .instagram)
        .identity)
    #expect(one.identity != .init(platform: .tiktok, handle: "mia.calder"))
  }
}
