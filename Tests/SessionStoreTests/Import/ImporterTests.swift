import Marketing
import Testing

@testable import SessionStore

/// Imports a file of the data folder into the session; returns the plan.
@discardableResult
private func importing(
  _ name: String, into session: inout Session, _ options: ImportOptions = ImportOptions()
) throws -> ImportPlan {
  let path = try #require(Fixture.data(name))
  let plan = try Importer.plan(file: path, options: options, session: session) { _ in true }
  try session.apply(plan.edit)
  return plan
}

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

@Suite("Importing real rosters", .enabled(if: Fixture.hasData, "the data folder is not here"))
struct RealRosterTests {
  struct Expected: Sendable, CustomTestStringConvertible {
    var file: String
    var rows: Int
    var accounts: Int
    var followers: Int
    /// Nano, micro, macro, mega by the article's cut-offs.
    var tiers: [Int]
    var testDescription: String { file }
  }

  // Worked out with Python's csv and decimal modules: rows, distinct handles (trimmed, without @, lower case), the
  // sum of the last row's followers of each, and how many fall into each tier.
  static let expected = [
    Expected(
      file: "top1000_instagram_undated.csv", rows: 1000, accounts: 997, followers: 25_463_400_000,
      tiers: [0, 0, 0, 997]),
    Expected(
      file: "top1000_tiktok_undated.csv", rows: 1000, accounts: 987, followers: 6_793_809_200,
      tiers: [0, 43, 156, 788]),
    Expected(
      file: "top1000_youtube_undated.csv", rows: 1000, accounts: 998, followers: 17_372_400_000,
      tiers: [0, 0, 0, 998]),
    Expected(
      file: "top1000_instagram_2022-09.csv", rows: 1050, accounts: 983, followers: 26_599_100_000,
      tiers: [0, 0, 0, 983]),
    Expected(
      file: "top_insta_200_lowercase_suffix.csv", rows: 200, accounts: 200,
      followers: 15_481_900_000,
      tiers: [0, 0, 0, 200]),
    Expected(
      file: "global_youtube_statistics_2023.csv", rows: 995, accounts: 995,
      followers: 22_867_500_000,
      tiers: [0, 0, 0, 995]),
    Expected(
      file: "healthkart_ittismita_influencers.csv", rows: 500, accounts: 500,
      followers: 260_162_031,
      tiers: [0, 45, 455, 0]),
  ]

  @Test(arguments: expected)
  func everyRowIsCountedAndTheFiguresAreRight(_ expected: Expected) throws {
    var session = empty()
    let plan = try importing(expected.file, into: &session)
    #expect(plan.added + plan.changed + plan.unchanged + plan.refusals.count == expected.rows)
    #expect(plan.added == expected.accounts && plan.refusals.isEmpty)
    #expect(session.roster.count == expected.accounts)
    #expect(session.roster.rows.compactMap(\.followers).reduce(0, +) == expected.followers)
    let tiers = [Tier.nano, .micro, .macro, .mega].map { tier in
      session.roster.rows.count { session.tier(of: $0) == tier }
    }
    #expect(tiers == expected.tiers)
  }

  @Test(arguments: expected)
  func theSameFileAgainChangesNothing(_ expected: Expected) throws {
    var session = empty()
    try importing(expected.file, into: &session)
    let before = session
    let again = try importing(expected.file, into: &session)
    #expect(again.unchanged == expected.rows && again.added == 0 && again.changed == 0)
    #expect(session == before)
    if case .group(_, let edits) = again.edit { #expect(edits.isEmpty) }
  }

  @Test func aLaterExportOfTheSameAccountsChangesThem() throws {
    var session = empty()
    try importing("top1000_instagram_undated.csv", into: &session)
    let plan = try importing("top1000_instagram_2022-09.csv", into: &session)
    // 215 handles of the second file aren't in the first, 768 are in both (Python).
    #expect(plan.added == 215)
    #expect(session.roster.count == 997 + 215)
  }

  @Test func undoingAnImportRestoresTheSession() throws {
    var session = empty()
    try importing("healthkart_ittismita_influencers.csv", into: &session)
    let before = session
    let path = try #require(Fixture.data("top1000_tiktok_undated.csv"))
    let plan = try Importer.plan(file: path, options: ImportOptions(), session: session) { _ in true
    }
    let inverse = try session.apply(plan.edit)
    #expect(session != before)
    try session.apply(inverse)
    #expect(session == before)
  }
}

@Suite("Importing real figures", .enabled(if: Fixture.hasData, "the data folder is not here"))
struct RealFiguresTests {
  @Test func postsOrdersAndPayoutsOfOneSet() throws {
    var session = empty()
    try importing("healthkart_ittismita_influencers.csv", into: &session)
    let orders = try importing("healthkart_ittismita_tracking_data.csv", into: &session)
    #expect(orders.added == 15_000 && orders.kind == .orders)
    #expect(session.campaigns.count == 10)

    var options = ImportOptions()
    options.campaign = "Campaign_1"
    let posts = try importing("healthkart_ittismita_posts.csv", into: &session, options)
    #expect(posts.added == 10_000 && posts.kind == .posts)
    let payouts = try importing("healthkart_ittismita_payouts.csv", into: &session, options)
    #expect(payouts.added == 500 && payouts.kind == .payouts)

    // Sums by Python's csv and decimal modules.
    let rows = session.measurements.rows
    #expect(rows.compactMap(\.counts.reach).reduce(0, +) == 254_873_083)
    #expect(rows.compactMap(\.counts.likes).reduce(0, +) == 50_716_675)
    #expect(rows.compactMap(\.counts.comments).reduce(0, +) == 2_544_854)
    #expect(rows.compactMap(\.counts.conversions).reduce(0, +) == 74_846)
    #expect(rows.compactMap(\.counts.revenue).reduce(.zero, +) == Money(minorUnits: 388_243_734))
    #expect(session.bookings.rows.map(\.fee).reduce(.zero, +) == Money(minorUnits: 664_932))
    #expect(
      session.bookings.rows.map(\.commission).reduce(.zero, +) == Money(minorUnits: 34_465_390))
    #expect(session.bookings.rows.allSatisfy { $0.stage == .paid })
    #expect(rows.allSatisfy { $0.influencer != nil })

    let before = session
    for file in ["tracking_data", "posts", "payouts", "influencers"] {
      let again = try importing("healthkart_ittismita_\(file).csv", into: &session, options)
      #expect(again.added == 0 && again.changed == 0 && again.refusals.isEmpty, "\(file)")
    }
    #expect(session == before)
  }

  @Test func filesThatAreNoInfluencerDataAreRefusedInWords() throws {
    for file in [
      "uci_facebook_metrics_semicolon.csv", "google_ads_uncleaned.csv",
      "KAG_conversion_data_dated.csv",
    ] {
      let path = try #require(Fixture.data(file))
      let error = #expect(throws: ImportError.self) {
        try Importer.plan(file: path, options: ImportOptions(), session: empty()) { _ in true }
      }
      #expect(error?.description.contains("--map 'HEADER=") == true)
    }
  }
}

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
      plan.notes.contains { $0.contains("fee in EUR was left out, since the session is in USD") })
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
    #expect(plan.notes.contains { $0.contains("“9” is nobody in the roster") })
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
