import Testing

@testable import Marketing

@Suite struct EditTests {
  @Test func theInverseRestores() throws {
    var session = try Fixtures.session()
    let before = session
    var influencer = Fixtures.influencer(1)
    influencer.followers = 5
    let inverse = try session.apply(.put(influencer))
    #expect(inverse == .put(Fixtures.influencer(1)))
    #expect(session.roster[influencer.id]?.followers == 5)
    try session.apply(inverse)
    #expect(session == before)
  }

  @Test func takingOutNobodyChangesNothing() throws {
    var session = try Fixtures.session()
    let before = session
    #expect(
      try session.apply(.influencer(InfluencerID(99), nil)) == .influencer(InfluencerID(99), nil))
    #expect(try session.apply(.group("Nothing", [])) == .group("Nothing", []))
    #expect(session == before)
  }

  @Test func aGroupsInverseRunsBackwards() throws {
    var session = try Fixtures.session()
    let before = session
    let group = Edit.group(
      "Add",
      [
        .put(Fixtures.campaign(2)),
        .group("Inside", [.put(Fixtures.influencer(3)), .put(Fixtures.booking(2))]),
        .put(Fixtures.campaign(2)),
      ])
    let inverse = try session.apply(group)
    #expect(session.bookings.count == 2)
    let again = try session.apply(inverse)
    #expect(session == before)
    #expect(again == group)
  }

  @Test func aRefusedGroupLeavesNothingBehind() throws {
    var session = try Fixtures.session()
    let before = session
    let group = Edit.group(
      "Add",
      [
        .put(Fixtures.influencer(3)),
        .group("Inside", [.put(Fixtures.booking(2)), .put(Influencer.nameless)]),
      ])
    #expect(throws: EditError("An influencer needs a handle.")) { try session.apply(group) }
    #expect(session == before)
  }

  /// The measurement of someone unknown made the rollback itself refusable: half of the group stayed.
  @Test func aRefusedGroupIsTakenBackPastTheRules() throws {
    var session = try Fixtures.session()
    var measurement = Measurement(
      campaign: CampaignID(1), key: "late", kind: .total, day: Fixtures.day)
    measurement.influencer = InfluencerID(7)
    try session.apply(.put(measurement))
    let before = session
    #expect(throws: EditError("An influencer needs a handle.")) {
      try session.apply(.group("Add", [.put(Fixtures.influencer(7)), .put(Influencer.nameless)]))
    }
    #expect(session == before)
  }

  /// The removal went through, and its undo was refused: an archived influencer takes no new bookings.
  @Test(arguments: Stage.allCases)
  func removingABookingOfTheArchivedCanBeUndone(_ stage: Stage) throws {
    var session = try Fixtures.session()
    var booking = Fixtures.booking(1)
    booking.stage = stage
    try session.apply(.put(booking))
    var influencer = Fixtures.influencer(1)
    influencer.isArchived = true
    try session.apply(.put(influencer))
    let before = session
    do throws(EditError) {
      let inverse = try session.apply(.booking(booking.id, nil))
      #expect(stage >= .live)
      try session.apply(inverse)
    } catch {
      #expect(stage < .live)
      #expect(
        error.description
          == "@handle1 is archived, so an open booking can't be removed: decline it, or restore the influencer first."
      )
    }
    #expect(session == before)
  }
}

extension Influencer {
  fileprivate static let nameless = Influencer(id: InfluencerID(9), handle: "", platform: .x)
}
