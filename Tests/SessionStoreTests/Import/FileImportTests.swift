import Marketing
import TestSupport
import Testing

@testable import SessionStore

/// Imports a file of `Tests/Fixtures` or `../shared/data` into the session; returns the plan.
@discardableResult
private func importing(
  _ name: String, into session: inout Session, _ options: ImportOptions = ImportOptions()
) throws -> ImportPlan {
  let path = try #require(TestData.data(name))
  let plan = try Importer.plan(file: path, options: options, session: session) { _ in true }
  try session.apply(plan.edit)
  return plan
}

private func empty() -> Session { Session(settings: Settings(name: "test")) }

@Suite("Importing rosters")
struct RosterImportTests {
  struct Expected: Sendable, CustomTestStringConvertible {
    var file: String
    var rows: Int
    var accounts: Int
    var followers: Int
    /// Nano, micro, macro, mega by the article's cut-offs.
    var tiers: [Int]
    var testDescription: String { file }
  }

  // `Tests/Fixtures/expected.py`, as below.
  static let made = [
    Expected(
      file: "instagram_march.csv", rows: 123, accounts: 120, followers: 104_680_900,
      tiers: [0, 65, 32, 23]),
    Expected(
      file: "instagram_june.csv", rows: 112, accounts: 110, followers: 88_629_500,
      tiers: [0, 58, 34, 18]),
    Expected(
      file: "tiktok.csv", rows: 82, accounts: 80, followers: 47_394_747, tiers: [1, 49, 12, 18]),
    Expected(
      file: "youtube_mark.csv", rows: 60, accounts: 60, followers: 509_978_700,
      tiers: [0, 8, 20, 32]),
    Expected(
      file: "agency_semicolon.csv", rows: 40, accounts: 40, followers: 5_278_824,
      tiers: [0, 24, 16, 0]),
    Expected(
      file: "creators.csv", rows: 96, accounts: 96, followers: 57_464_775,
      tiers: [18, 42, 21, 15]),
  ]

  // Worked out with Python's csv and decimal modules: rows, distinct handles (trimmed, without @, lower case), the
  // sum of the last row's followers of each, and how many fall into each tier.
  static let real = [
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

  @Test(arguments: made)
  func everyRowOfAMadeFile(_ expected: Expected) throws { try checkFigures(expected) }

  @Test(.needsShared("data/top1000_tiktok_undated.csv"), arguments: real)
  func everyRowIsCountedAndTheFiguresAreRight(_ expected: Expected) throws {
    try checkFigures(expected)
  }

  private func checkFigures(_ expected: Expected) throws {
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

  @Test(arguments: made)
  func aMadeFileAgainChangesNothing(_ expected: Expected) throws { try checkAgain(expected) }

  @Test(.needsShared("data/top1000_tiktok_undated.csv"), arguments: real)
  func theSameFileAgainChangesNothing(_ expected: Expected) throws { try checkAgain(expected) }

  private func checkAgain(_ expected: Expected) throws {
    var session = empty()
    try importing(expected.file, into: &session)
    let before = session
    let again = try importing(expected.file, into: &session)
    #expect(again.unchanged == expected.rows && again.added == 0 && again.changed == 0)
    #expect(session == before)
    if case .group(_, let edits) = again.edit { #expect(edits.isEmpty) }
  }

  // 10 accounts of June aren't in March, 100 are in both (Python).
  @Test func aLaterMadeExportChangesTheAccounts() throws {
    var session = empty()
    try importing("instagram_march.csv", into: &session)
    let plan = try importing("instagram_june.csv", into: &session)
    #expect(plan.added == 10 && plan.changed >= 100)
    #expect(session.roster.count == 120 + 10)
  }

  // 215 handles of the second file aren't in the first, 768 are in both (Python).
  @Test(.needsShared("data/top1000_tiktok_undated.csv"))
  func aLaterExportOfTheSameAccountsChangesThem() throws {
    var session = empty()
    try importing("top1000_instagram_undated.csv", into: &session)
    let plan = try importing("top1000_instagram_2022-09.csv", into: &session)
    #expect(plan.added == 215)
    #expect(session.roster.count == 997 + 215)
  }

  @Test func undoingAMadeImportRestoresTheSession() throws {
    try checkUndo("creators.csv", "tiktok.csv")
  }

  @Test(.needsShared("data/top1000_tiktok_undated.csv")) func undoingAnImportRestoresTheSession()
    throws
  {
    try checkUndo("healthkart_ittismita_influencers.csv", "top1000_tiktok_undated.csv")
  }

  private func checkUndo(_ first: String, _ second: String) throws {
    var session = empty()
    try importing(first, into: &session)
    let before = session
    let path = try #require(TestData.data(second))
    let plan = try Importer.plan(file: path, options: ImportOptions(), session: session) { _ in true
    }
    let inverse = try session.apply(plan.edit)
    #expect(session != before)
    try session.apply(inverse)
    #expect(session == before)
  }
}

/// A brand's creators, posts, orders and payouts as files, and what importing all of them adds up to.
@Suite("Importing figures")
struct FigureImportTests {
  struct Expected: Sendable {
    let creators, orders, posts, payouts, campaign: String
    let campaigns, ordersAdded, postsAdded, payoutsAdded: Int
    let reach, likes, comments, conversions: Int
    let revenue, fees, commissions: Int64
  }

  // Sums by Python's csv and decimal modules and by DuckDB.
  static let made = Expected(
    creators: "creators.csv", orders: "orders.csv", posts: "posts.csv", payouts: "payouts.csv",
    campaign: "Wave 1", campaigns: 3, ordersAdded: 600, postsAdded: 539, payoutsAdded: 96,
    reach: 131_636_912, likes: 9_298_249, comments: 404_022, conversions: 1_485,
    revenue: 7_171_164, fees: 243_333, commissions: 4_744_848)

  static let healthKart = Expected(
    creators: "healthkart_ittismita_influencers.csv",
    orders: "healthkart_ittismita_tracking_data.csv", posts: "healthkart_ittismita_posts.csv",
    payouts: "healthkart_ittismita_payouts.csv", campaign: "Campaign_1", campaigns: 10,
    ordersAdded: 15_000, postsAdded: 10_000, payoutsAdded: 500, reach: 254_873_083,
    likes: 50_716_675, comments: 2_544_854, conversions: 74_846, revenue: 388_243_734,
    fees: 664_932, commissions: 34_465_390)

  @Test func postsOrdersAndPayoutsOfAMadeBrand() throws { try check(Self.made) }

  @Test(.needsShared("data/healthkart_ittismita_posts.csv"))
  func postsOrdersAndPayoutsOfOneSet() throws { try check(Self.healthKart) }

  private func check(_ expected: Expected) throws {
    var session = empty()
    try importing(expected.creators, into: &session)
    let orders = try importing(expected.orders, into: &session)
    #expect(orders.added == expected.ordersAdded && orders.kind == .orders)
    #expect(session.campaigns.count == expected.campaigns)

    var options = ImportOptions()
    options.campaign = expected.campaign
    let posts = try importing(expected.posts, into: &session, options)
    #expect(posts.added == expected.postsAdded && posts.kind == .posts)
    let payouts = try importing(expected.payouts, into: &session, options)
    #expect(payouts.added == expected.payoutsAdded && payouts.kind == .payouts)

    let rows = session.measurements.rows
    #expect(rows.compactMap(\.counts.reach).reduce(0, +) == expected.reach)
    #expect(rows.compactMap(\.counts.likes).reduce(0, +) == expected.likes)
    #expect(rows.compactMap(\.counts.comments).reduce(0, +) == expected.comments)
    #expect(rows.compactMap(\.counts.conversions).reduce(0, +) == expected.conversions)
    let bookings = session.bookings.rows
    #expect(
      rows.compactMap(\.counts.revenue).reduce(.zero, +) == Money(minorUnits: expected.revenue))
    #expect(bookings.map { $0.fee ?? .zero }.reduce(.zero, +) == Money(minorUnits: expected.fees))
    #expect(
      bookings.map(\.commission).reduce(.zero, +) == Money(minorUnits: expected.commissions))
    #expect(bookings.allSatisfy { $0.stage == .paid })
    #expect(rows.allSatisfy { $0.influencer != nil })

    let before = session
    for file in [expected.orders, expected.posts, expected.payouts, expected.creators] {
      let again = try importing(file, into: &session, options)
      #expect(again.added == 0 && again.changed == 0 && again.refusals.isEmpty, "\(file)")
    }
    #expect(session == before)
  }

  @Test(arguments: ["ads.csv", "flights_mixed_dates.csv"])
  func madeFilesThatAreNoInfluencerDataAreRefusedInWords(file: String) throws {
    try checkRefusal(file)
  }

  @Test(
    .needsShared("data/uci_facebook_metrics_semicolon.csv"),
    arguments: [
      "uci_facebook_metrics_semicolon.csv", "google_ads_uncleaned.csv",
      "KAG_conversion_data_dated.csv",
    ])
  func filesThatAreNoInfluencerDataAreRefusedInWords(file: String) throws {
    try checkRefusal(file)
  }

  private func checkRefusal(_ file: String) throws {
    let path = try #require(TestData.data(file))
    let error = #expect(throws: ImportError.self) {
      try Importer.plan(file: path, options: ImportOptions(), session: empty()) { _ in true }
    }
    #expect(error?.description.contains("--map 'HEADER=") == true)
  }
}
