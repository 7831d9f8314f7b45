import Marketing
import Testing

@testable import Cockpit
@testable import SessionStore

@Suite("Files changed by another program")
struct OutsideChangeTests {
  @Test func theQuestionStaysUntilItIsAnswered() throws {
    var harness = Harness()
    let mine = harness.session.roster.rows[0]
    var theirs = mine
    theirs.fee = Money(minorUnits: 77)
    let conflict = RecordConflict(mine: .put(mine), theirs: .put(theirs))
    harness.settle(
      harness.state.take(
        OutsideChange(conflicts: [conflict], files: ["roster.json"]), thenSave: false))
    #expect(harness.text.contains("Changed here and on disk"))
    try harness.press("escape")
    #expect(!harness.text.contains("Changed here and on disk"))
    try harness.press("ctrl-s")
    #expect(harness.text.contains("Changed here and on disk"))
    #expect(!harness.effects.contains { if case .save = $0 { true } else { false } })
    try harness.press("t")
    #expect(harness.session.roster[mine.id] == theirs)
    #expect(harness.state.unsettled.isEmpty)
  }

  /// Somebody who is booked here stays, and that is said.
  @Test func whoIsStillReferredToIsNotCountedAsRemoved() throws {
    var harness = Harness()
    let booked = try #require(harness.session.bookings.rows.first?.influencer)
    harness.settle(
      harness.state.take(
        OutsideChange(edits: [.influencer(booked, nil)], files: ["roster.json"]), thenSave: false))
    #expect(harness.session.roster[booked] != nil)
    #expect(harness.text.contains("1 record not"))
  }
}
