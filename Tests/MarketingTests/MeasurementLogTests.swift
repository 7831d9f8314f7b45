import Testing

@testable import Demo
@testable import Marketing

@Suite struct MeasurementLogTests {
  @Test(arguments: 0..<20 as Range<UInt64>)
  func behavesAsADictionary(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var log = MeasurementLog()
    var model: [Measurement.Identity: Measurement] = [:]
    for _ in 0..<500 {
      let row = Fixtures.measurement(&random)
      let value = random.chance(0.6) ? row : nil
      #expect(log.set(row.identity, to: value) == model[row.identity])
      model[row.identity] = value
      #expect(log.count == model.count)
      #expect(log[row.identity] == value)
      let probe = Fixtures.measurement(&random).identity
      #expect(log[probe] == model[probe])
      for number in 1...5 {
        let influencer = InfluencerID(number)
        let campaign = CampaignID(number)
        let booking = BookingID(number)
        #expect(
          log.mentions(influencer) == model.values.contains { $0.influencer == influencer })
        #expect(log.mentions(campaign) == model.values.contains { $0.campaign == campaign })
        #expect(log.mentions(booking) == model.values.contains { $0.booking == booking })
      }
    }
    #expect(Set(log.rows) == Set(model.values))
    #expect(log.highestCampaign == model.values.map(\.campaign.number).max() ?? 0)
    #expect(log.highestBooking == model.values.compactMap { $0.booking?.number }.max() ?? 0)
    #expect(log.highestInfluencer == model.values.compactMap { $0.influencer?.number }.max() ?? 0)
  }

  @Test func theOrderCarriesNoMeaning() {
    var random = SeededGenerator(seed: 1)
    let rows = (0..<80).map { _ in Fixtures.measurement(&random) }
    var one = MeasurementLog()
    var other = MeasurementLog()
    for row in rows { one.set(row.identity, to: row) }
    for row in one.rows.reversed() { other.set(row.identity, to: row) }
    #expect(one == other)
    other.set(rows[0].identity, to: nil)
    #expect(one != other)
    var changed = rows[0]
    changed.source = "changed"
    other.set(changed.identity, to: changed)
    #expect(one != other)
  }

  @Test func totalsOfOtherDaysStandBesideEachOther() {
    let day = Day(number: 20_000)
    func row(_ kind: Measurement.Kind, _ day: Day) -> Measurement {
      Measurement(campaign: CampaignID(1), key: "k", kind: kind, day: day)
    }
    #expect(row(.total, day).identity != row(.total, day + 1).identity)
    #expect(row(.increment, day).identity == row(.increment, day + 1).identity)
    #expect(row(.total, day).identity != row(.increment, day).identity)
  }
}
