import LibC
import Marketing
import Testing
import Vetting

/// The limits are those of a release build on one core.
@Suite("Speed of vetting a large roster", .serialized)
struct SimilarSpeed {
  /// `CLOUT_SPEED=1 swift test -c release --filter SimilarSpeed`
  @Test(
    "Nearest of 100,000 accounts",
    .enabled(if: getenv("CLOUT_SPEED") != nil, "a development check; set CLOUT_SPEED"))
  func nearest() {
    let session = LargeRoster.session(100_000, seed: 5)
    let clock = ContinuousClock()
    for _ in 0..<3 {
      var index: SimilarAccounts?
      let building = clock.measure { index = SimilarAccounts(session) }
      guard let index else { return }
      for count in [1, 3, 20] {
        let examples = Set((1...count).map { InfluencerID(97 * $0) })
        var found: [SimilarAccounts.Match] = []
        let asking = clock.measure { found = index.nearest(to: examples) }
        print("speed: index \(building), nearest to \(count) \(asking), \(found.count) found")
        #expect(found.count == 50)
        #expect(asking < (count > 3 ? .milliseconds(200) : .milliseconds(50)))
        if count == 1 { #expect(building + asking < .milliseconds(80)) }
      }
    }
  }

  @Test(
    "Persons, duplicates and gaps among 100,000 accounts",
    .enabled(if: getenv("CLOUT_SPEED") != nil, "a development check; set CLOUT_SPEED"))
  func suggestions() throws {
    var random = SeededGenerator(8)
    // About one address and one name in twenty comes twice.
    let rows = LargeRoster.session(100_000, seed: 5).roster.rows.map { row in
      var row = row
      row.email = "m\(Int.random(in: 0..<1_000_000, using: &random))@mail.example"
      row.name =
        "First\(Int.random(in: 0..<3_000, using: &random)) "
        + "Last\(Int.random(in: 0..<700, using: &random))"
      return row
    }
    var settings = Settings(name: "Large")
    settings.brand.niches = ["beauty", "food", "tech", "pets", "opera"]
    settings.brand.countries = ["DE", "FR", "US"]
    let session = Session(
      settings: settings, roster: Table(rows), campaigns: Table(), bookings: Table(),
      measurements: MeasurementLog())
    let clock = ContinuousClock()
    var found: SamePerson?
    let persons = clock.measure { found = SamePerson(session) }
    let gaps = clock.measure { _ = RosterGaps(session, today: .on("2026-03-01")) }
    print("speed: \(try #require(found).suggestions.count) suggestions \(persons), gaps \(gaps)")
    #expect(persons < .seconds(3))
    #expect(gaps < .milliseconds(300))
  }
}
