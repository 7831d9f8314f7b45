import Marketing
import Testing

@testable import SessionStore

/// Imports text as a file of that name.
private func importing(
  text: String, named name: String = "test.csv", into session: inout Session,
  _ options: ImportOptions = ImportOptions()
) throws -> ImportPlan {
  let path = try TemporaryFile(name, text)
  let plan = try Importer.plan(file: path.path, options: options, session: session) { _ in true }
  try session.apply(plan.edit)
  return plan
}

private func empty() -> Session { Session(settings: Settings(name: "test")) }

@Suite("Importing")
struct ImporterTests {
  @Test func rowsThatCannotBeUsedAreListedWithTheirLine() throws {
    var session = empty()
    let plan = try importing(
      text: "handle,platform,followers\nana,instagram,1200\n,instagram,5\nbo,,7\ncy,tiktok,many\n"
        + (1...20).map { "user\($0),tiktok,\($0)000\n" }.joined(), into: &session)
    #expect(plan.added == 22)
    #expect(plan.refusals.map(\.line) == [3, 4])
    #expect(
      plan.refusals.map(\.reason) == ["it has neither handle nor name", "it names no platform"])
    #expect(session.roster.rows.prefix(2).map(\.handle) == ["ana", "cy"])
    #expect(session.roster.rows[1].followers == nil)
    #expect(plan.notes.contains { $0.contains("“many” is not a number") && $0.contains("line 5") })
  }

  @Test func whatTheFileDoesNotKnowStays() throws {
    var session = empty()
    _ = try importing(
      text: "handle,platform,followers,country\nana,instagram,1200,France\n", into: &session)
    _ = try importing(
      text: "handle,platform,followers,country\n@ANA,Instagram,1500,N/A\n", into: &session)
    let ana = try #require(session.roster.rows.first)
    #expect(session.roster.count == 1)
    #expect(ana.followers == 1500 && ana.country == "FR")
  }

  @Test func aPlatformMustBeSaidOnce() throws {
    var session = empty()
    #expect(throws: ImportError.self) {
      try importing(text: "handle,followers\nana,12\n", into: &session)
    }
    var options = ImportOptions()
    options.platform = .twitch
    let plan = try importing(text: "handle,followers\nana,12\n", into: &session, options)
    #expect(plan.added == 1 && session.roster.rows[0].platform == .twitch)
  }

  @Test func unmappedColumnsAreKept() throws {
    var session = empty()
    _ = try importing(text: "handle,platform,Shoe size\nana,instagram,38\n", into: &session)
    #expect(session.roster.rows[0].custom == ["Shoe size": "38"])
    _ = try importing(
      text:
        "influencer,date,post url,caption,Mood,likes\nana,2026-01-02,https://a/1,Hello there you,sunny,5\n"
        + "ana,2026-01-03,https://a/2,Another one for you,grey,6\n", named: "posts.csv",
      into: &session)
    #expect(session.measurements.rows[0].custom == ["caption": "Hello there you", "Mood": "sunny"])
  }

  @Test func mappingCanBeSaid() throws {
    var session = empty()
    var options = ImportOptions()
    options.mapping = [
      .init(header: "Who", field: "handle"), .init(header: "Fans#2", field: "followers"),
    ]
    options.platform = .instagram
    _ = try importing(text: "Who,Fans,Fans\nana,1,2000\n", into: &session, options)
    #expect(session.roster.rows[0].handle == "ana" && session.roster.rows[0].followers == 2000)
    options.mapping = [.init(header: "Whom", field: "handle")]
    let error = #expect(throws: ImportError.self) {
      try importing(text: "Who,Fans,Fans\nana,1,2000\n", into: &session, options)
    }
    #expect(error?.description.contains("Who") == true)
  }

  @Test func amountsInAnotherCurrencyAreLeftOutAndSaid() throws {
    var session = empty()
    let plan = try importing(
      text: "handle,platform,fee\nana,instagram,$1200.50\nbo,instagram,€300\n", into: &session)
    #expect(session.roster.rows.map(\.fee) == [Money(minorUnits: 120_050), nil])
    #expect(
      plan.notes.contains {
        $0.contains("fee in EUR isn't known in USD, since the session states no rate")
      })
  }

  @Test func accountsOfOneNameAreToldApartByTheirReference() throws {
    var session = empty()
    let text = "ID,name,platform,followers\n1,Sam Lee,YouTube,10\n2,Sam Lee,YouTube,20\n"
    let plan = try importing(text: text, into: &session)
    #expect(plan.added == 2)
    #expect(session.roster.rows.map(\.handle) == ["Sam Lee", "Sam Lee #2"])
    let again = try importing(text: text, into: &session)
    #expect(again.unchanged == 2 && again.changed == 0)
  }

  @Test func figuresOfUnknownInfluencersCountAsUnattributed() throws {
    var session = empty()
    _ = try importing(text: "ID,handle,platform\n7,ana,instagram\n", into: &session)
    let plan = try importing(
      text:
        "influencer_id,date,post url,likes\n7,2026-01-02,https://a/1,5\n9,2026-01-02,https://a/2,6\n",
      into: &session)
    #expect(plan.added == 2)
    #expect(session.measurements.rows.map(\.influencer) == [InfluencerID(1), nil])
    #expect(plan.notes.contains { $0.contains("“9” isn't in the roster") })
  }

  @Test func aLaterStateOfAPostReplaces() throws {
    var session = empty()
    _ = try importing(text: "ID,handle,platform\n7,ana,instagram\n", into: &session)
    _ = try importing(
      text: "influencer_id,date,post url,likes\n7,2026-01-02,https://a/1,5\n", into: &session)
    let plan = try importing(
      text: "influencer_id,date,post url,likes\n7,2026-01-02,https://a/1,9\n", into: &session)
    #expect(plan.changed == 1 && session.measurements.count == 1)
    #expect(session.measurements.rows[0].counts.likes == 9)
  }

  @Test func severalCampaignsNeedOneToBeNamed() throws {
    var session = empty()
    for number in 1...2 {
      try session.apply(
        .put(Campaign(id: CampaignID(number), name: "C\(number)", goal: .awareness)))
    }
    let error = #expect(throws: ImportError.self) {
      try importing(
        text: "influencer_id,date,post url,likes\n7,2026-01-02,https://a/1,5\n", into: &session)
    }
    #expect(error?.description.contains("--campaign NAME") == true)
  }

  // With a copy of all records for each row this took minutes.
  @Test(.timeLimit(.minutes(1))) func timeGrowsWithTheRowsAndNoFaster() throws {
    let path = try TemporaryFile(
      "big.csv",
      "handle,platform,followers\n" + (1...30_000).map { "user\($0),tiktok,\($0)\n" }.joined())
    let plan = try Importer.plan(file: path.path, options: ImportOptions(), session: empty()) { _ in
      true
    }
    #expect(plan.added == 30_000)
  }

  @Test func cancellingChangesNothing() throws {
    let path = try TemporaryFile(
      "big.csv", "handle,platform\n" + (1...20_000).map { "user\($0),tiktok\n" }.joined())
    let error = #expect(throws: ImportError.self) {
      try Importer.plan(file: path.path, options: ImportOptions(), session: empty()) { _ in false }
    }
    #expect(error?.description.contains("cancelled") == true)
  }

  @Test func aMissingFileIsNamed() {
    let error = #expect(throws: ImportError.self) {
      try Importer.plan(file: "/nowhere/x.csv", options: ImportOptions(), session: empty()) { _ in
        true
      }
    }
    #expect(error?.description.contains("/nowhere/x.csv") == true)
  }
}
