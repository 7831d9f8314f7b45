import Testing

@testable import Marketing

/// Numbers that are still referred to are never reused.
@Suite struct NumberTests {
  private func measurement(influencer: Int, booking: Int) -> Measurement {
    var row = Measurement(campaign: CampaignID(1), key: "k", kind: .total, day: Fixtures.day)
    row.influencer = InfluencerID(influencer)
    row.booking = BookingID(booking)
    return row
  }

  /// The next booking used to get the removed one's number, and its measurements with it.
  @Test func aMeasuredBookingStays() throws {
    var session = try Fixtures.session()
    try session.apply(.put(measurement(influencer: 1, booking: 1)))
    #expect(
      throws: EditError("Booking 1 has measurements and can't be removed: decline it instead.")
    ) { try session.apply(.booking(BookingID(1), nil)) }
    try session.apply(.measurement(measurement(influencer: 1, booking: 1).identity, nil))
    try session.apply(.booking(BookingID(1), nil))
  }

  @Test func whomAMeasurementNamesKeepsTheNumber() throws {
    var session = try Fixtures.session()
    try session.apply(.put(measurement(influencer: 40, booking: 30)))
    #expect(session.roster.nextID == InfluencerID(41))
    #expect(session.bookings.nextID == BookingID(31))
  }

  @Test func aReadSessionKeepsAllNumbersThatAreNamed() {
    var log = MeasurementLog()
    var row = measurement(influencer: 40, booking: 30)
    row.campaign = CampaignID(20)
    log.set(row.identity, to: row)
    var booking = Fixtures.booking(1)
    booking.influencer = InfluencerID(50)
    booking.campaign = CampaignID(10)
    let session = Session(
      settings: Settings(name: "Test"), roster: Table(), campaigns: Table(),
      bookings: Table([booking]), measurements: log)
    #expect(session.roster.nextID == InfluencerID(51))
    #expect(session.campaigns.nextID == CampaignID(21))
    #expect(session.bookings.nextID == BookingID(31))
  }
}
