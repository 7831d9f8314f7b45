import Testing

@testable import Marketing

/// What holds for any sequence of edits.
@Suite struct EditPropertyTests {
  /// Someone whom measurements may refer to.
  private func world() throws -> Session {
    var session = Session(settings: Settings(name: "Test"))
    try session.apply(.put(Fixtures.influencer(100)))
    try session.apply(.put(Fixtures.campaign(100)))
    try session.apply(
      .put(
        Booking(id: BookingID(100), campaign: CampaignID(100), influencer: InfluencerID(100))))
    return session
  }

  @Test(arguments: 0..<40 as Range<UInt64>)
  func theInverseOfEachEditRestoresAndRepeats(seed: UInt64) throws {
    var edits = RandomEdits(seed: seed)
    var session = try world()
    var refused = 0
    var groups = 0
    for _ in 0..<250 {
      let edit = edits.next()
      let before = session
      do throws(EditError) {
        let inverse = try session.apply(edit)
        let after = session
        let again = try session.apply(inverse)
        #expect(session == before)
        #expect(try session.apply(again) == inverse)
        #expect(session == after)
        if case .group = edit { groups += 1 }
      } catch {
        refused += 1
        #expect(session == before, "\(error)")
        #expect(!error.description.isEmpty)
      }
    }
    #expect(refused > 20)
    #expect(refused < 230)
    #expect(groups > 5)
  }

  @Test(arguments: 100..<130 as Range<UInt64>)
  func undoGoesAllTheWayBackAndRedoAllTheWayForth(seed: UInt64) throws {
    var edits = RandomEdits(seed: seed)
    var session = try world()
    var history = History()
    var states = [session]
    for _ in 0..<200 {
      let edit = edits.next()
      guard let inverse = try? session.apply(edit) else { continue }
      history.record(edit, inverse: inverse, title: "Edit")
      states.append(session)
    }
    #expect(states.count > 20)
    for state in states.dropLast().reversed() {
      let undone = history.undo()
      let entry = try #require(undone)
      try session.apply(entry.inverse)
      #expect(session == state)
    }
    #expect(history.undo() == nil)
    for state in states.dropFirst() {
      let redone = history.redo()
      let entry = try #require(redone)
      try session.apply(entry.edit)
      #expect(session == state)
    }
    #expect(history.redo() == nil)
  }

  @Test(arguments: 200..<220 as Range<UInt64>)
  func aGroupDoesWhatItsEditsDoOneByOne(seed: UInt64) throws {
    var edits = RandomEdits(seed: seed)
    let start = try world()
    var oneByOne = start
    var accepted: [Edit] = []
    for _ in 0..<120 {
      let edit = edits.next()
      guard (try? oneByOne.apply(edit)) != nil else { continue }
      accepted.append(edit)
    }
    var session = start
    let inverse = try session.apply(.group("All", accepted))
    #expect(session == oneByOne)
    try session.apply(inverse)
    #expect(session == start)
    // With one more that is refused, nothing changes.
    #expect(throws: EditError.self) {
      try session.apply(.group("All", accepted + [.settings(Settings(name: ""))]))
    }
    #expect(session == start)
  }

  @Test(arguments: 300..<320 as Range<UInt64>)
  func nothingIsLeftWithoutWhatItNames(seed: UInt64) throws {
    var edits = RandomEdits(seed: seed)
    var session = try world()
    for _ in 0..<300 {
      _ = try? session.apply(edits.next())
      for booking in session.bookings.rows {
        #expect(session.roster[booking.influencer] != nil)
        #expect(session.campaigns[booking.campaign] != nil)
      }
      for measurement in session.measurements.rows {
        #expect(session.campaigns[measurement.campaign] != nil)
        #expect(measurement.influencer.map { session.roster[$0] != nil } ?? true)
        #expect(measurement.booking.map { session.bookings[$0] != nil } ?? true)
      }
    }
  }
}
