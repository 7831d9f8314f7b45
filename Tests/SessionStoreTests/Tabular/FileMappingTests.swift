import Marketing
import TestSupport
import Testing

@testable import SessionStore
@testable import Tabular

/// The sum, count and count of absent cells of a column of numbers.
private func total(_ file: String, _ index: Int) throws -> (ExactDecimal, Int, Int) {
  let mapping = try proposal(file: file)
  let table = try openTable(file)
  var row = TableRow()
  var sum = ExactDecimal.zero
  var count = 0
  var absent = 0
  while try table.next(into: &row) {
    switch mapping.value(mapping.columns[index], in: row) {
    case .number(let number):
      sum = try #require(sum.adding(number.value))
      count += 1
    case .absent: absent += 1
    case let other: Issue.record("line \(row.line): \(other)")
    }
  }
  return (sum, count, absent)
}

@Suite struct FileMappingTests {
  struct Expected: Sendable, CustomTestStringConvertible {
    var file: String
    var kind: FileKind
    var platform: String
    var columns: [String]
    var testDescription: String { file }
  }

  // Worked out by hand from the headers and the columns' values.
  static let made: [Expected] = [
    Expected(
      file: "instagram_march.csv", kind: .roster, platform: "instagram",
      columns: [
        "handle", "name", "category", "category", "= 5", "followers", "country", "= 8",
        "engagementAverage",
      ]),
    Expected(
      file: "instagram_june.csv", kind: .roster, platform: "instagram",
      columns: [
        "rank", "handle", "name", "= 4", "followers", "country", "= 7", "engagementAverage",
        "category", "category",
      ]),
    Expected(
      file: "tiktok.csv", kind: .roster, platform: "tiktok",
      columns: [
        "handle", "name", "= 3", "followers", "= 5", "averageViews", "= 7", "averageLikes", "= 9",
        "averageComments",
      ]),
    Expected(
      file: "youtube_mark.csv", kind: .roster, platform: "youtube",
      columns: [
        "rank", "handle", "followers", "averageLikes", "engagementRate", "averageViews", "country",
      ]),
    Expected(
      file: "agency_semicolon.csv", kind: .roster, platform: "column 2",
      columns: [
        "handle", "name", "platform", "followers", "fee", "engagementRate", "category",
      ]),
    Expected(
      file: "creators.csv", kind: .roster, platform: "column 5",
      columns: ["reference", "name", "category", "language", "followers", "platform"]),
    Expected(
      file: "posts.csv", kind: .posts, platform: "column 1",
      columns: [
        "influencerReference", "platform", "date", "postURL", "caption", "reach", "likes",
        "comments",
      ]),
    Expected(
      file: "orders.csv", kind: .orders, platform: "missing",
      columns: [
        "custom", "campaign", "influencerReference", "ignored", "custom", "custom", "date",
        "conversions", "revenue",
      ]),
    Expected(
      file: "payouts.csv", kind: .payouts, platform: "missing",
      columns: ["influencerReference", "payoutBasis", "payoutRate", "orders", "totalPayout"]),
    Expected(
      file: "ads.csv", kind: .unknown, platform: "missing",
      columns: [
        "key", "campaign", "clicks", "impressions", "spend", "conversions", "revenue", "date",
        "custom",
      ]),
    Expected(
      file: "flights_mixed_dates.csv", kind: .unknown, platform: "column 1",
      columns: ["campaign", "platform", "category", "date", "reach", "revenue", "periodEnd"]),
  ]

  static let real: [Expected] = [
    Expected(
      file: "top1000_instagram_undated.csv", kind: .roster, platform: "instagram",
      columns: [
        "handle", "name", "category", "category", "= 5", "followers", "country", "= 8",
        "authenticEngagement", "= 10", "engagementAverage",
      ]),
    Expected(
      file: "top1000_tiktok_undated.csv", kind: .roster, platform: "tiktok",
      columns: [
        "handle", "name", "= 3", "followers", "= 5", "averageViews", "= 7", "averageLikes", "= 9",
        "averageComments", "= 11", "averageShares",
      ]),
    Expected(
      // Neither column holds handles: 389 of 1,000 "youtuber name"s have a space, 715 "channel name"s.
      file: "top1000_youtube_undated.csv", kind: .roster, platform: "youtube",
      columns: [
        "handle", "name", "category", "= 4", "followers", "country", "= 7", "averageViews", "= 9",
        "averageLikes", "= 11", "averageComments",
      ]),
    Expected(
      file: "top1000_instagram_2022-09.csv", kind: .roster, platform: "instagram",
      columns: [
        "rank", "handle", "name", "= 4", "followers", "country", "= 7", "authenticEngagement",
        "= 9",
        "engagementAverage", "category", "category",
      ]),
    Expected(
      // The headers name no platform; the file's name does. `new_post_avg_like` and `total_likes`
      // are no averages of the account.
      file: "top_insta_200_lowercase_suffix.csv", kind: .roster, platform: "instagram",
      columns: [
        "rank", "handle", "custom", "posts", "followers", "averageLikes", "engagementRate",
        "custom",
        "custom", "country",
      ]),
    Expected(
      // `Youtuber` never repeats, `Title` does. `channel_type` is no platform, and a second
      // vocabulary of categories; `date` is the day the channel was made.
      file: "global_youtube_statistics_2023.csv", kind: .roster, platform: "youtube",
      columns: [
        "rank", "handle", "followers", "custom", "category", "name", "posts", "country",
      ] + [String](repeating: "custom", count: 16)),
    Expected(
      file: "healthkart_ittismita_influencers.csv", kind: .roster, platform: "column 5",
      columns: ["reference", "name", "category", "custom", "followers", "platform"]),
    Expected(
      file: "healthkart_ittismita_posts.csv", kind: .posts, platform: "column 1",
      columns: [
        "influencerReference", "platform", "date", "postURL", "caption", "reach", "likes",
        "comments",
      ]),
    Expected(
      file: "healthkart_ittismita_tracking_data.csv", kind: .orders, platform: "missing",
      columns: [
        "custom", "campaign", "influencerReference", "custom", "custom", "custom", "date",
        "conversions", "revenue",
      ]),
    Expected(
      file: "healthkart_ittismita_payouts.csv", kind: .payouts, platform: "missing",
      columns: ["influencerReference", "payoutBasis", "payoutRate", "orders", "totalPayout"]),
    Expected(
      // `Category` holds 1, 2, 3.
      file: "uci_facebook_metrics_semicolon.csv", kind: .unknown, platform: "facebook",
      columns: [String](repeating: "custom", count: 7) + ["reach", "impressions"]
        + [String](repeating: "custom", count: 6) + ["comments", "likes", "shares", "custom"]),
    Expected(
      file: "influencer_roi_campaigns_mixed_dates.csv", kind: .unknown, platform: "column 1",
      columns: [
        "campaign", "platform", "category", "custom", "date", "custom", "reach", "revenue",
        "custom", "periodEnd",
      ]),
    Expected(
      // `Location` holds four spellings of a city.
      file: "google_ads_uncleaned.csv", kind: .unknown, platform: "missing",
      columns: [
        "key", "campaign", "clicks", "impressions", "spend", "custom", "conversions", "custom",
        "revenue", "date", "custom", "custom", "custom",
      ]),
    Expected(
      file: "KAG_conversion_data_dated.csv", kind: .unknown, platform: "missing",
      columns: [
        "date", "key", "campaign", "custom", "custom", "custom", "custom", "impressions", "clicks",
        "spend", "conversions", "custom",
      ]),
    Expected(
      // `monthly_sales` may be orders or money.
      file: "influencerimpact_campaigns.csv", kind: .unknown, platform: "column 2",
      columns: [
        "campaign", "custom", "platform", "custom", "followers", "engagementRate", "spend",
        "impressions", "clicks", "custom",
      ]),
  ]

  @Test(arguments: made)
  func mappingOfMadeFiles(_ expected: Expected) throws { try check(expected) }

  @Test(.needsShared("data/top1000_tiktok_undated.csv"), arguments: real)
  func mapping(_ expected: Expected) throws { try check(expected) }

  private func check(_ expected: Expected) throws {
    let mapping = try proposal(file: expected.file)
    #expect(mapping.kind == expected.kind)
    #expect(brief(mapping) == expected.columns)
    let platform =
      switch mapping.platform {
      case .column(let index): "column \(index)"
      case .constant(let name, _): name
      case .missing: "missing"
      }
    #expect(platform == expected.platform)
    #expect(mapping.columns.allSatisfy { !$0.reason.isEmpty })
    #expect(Set(mapping.columns.map(\.label)).count == mapping.columns.count)
  }

  // Pairs, rows where both are absent, and the sum of either column, from Python: csv and Decimal,
  // K, M and B as powers of ten, `N/A` and `#VALOR!` absent. No row of any pair disagrees.
  static let madePairs: [(String, Int, Int, Int, Int, String)] = [
    ("instagram_march.csv", 4, 5, 123, 0, "104781400"),
    ("instagram_march.csv", 7, 8, 123, 0, "4326326"),
    ("instagram_june.csv", 3, 4, 112, 0, "88701800"),
    ("instagram_june.csv", 6, 7, 112, 0, "3380077"),
    ("tiktok.csv", 2, 3, 82, 0, "47765647"),
    ("tiktok.csv", 4, 5, 82, 0, "9898926"),
    ("tiktok.csv", 6, 7, 82, 0, "1292963"),
    ("tiktok.csv", 8, 9, 82, 0, "43289"),
  ]

  static let realPairs: [(String, Int, Int, Int, Int, String)] = [
    ("top1000_instagram_undated.csv", 4, 5, 1000, 0, "25716200000"),
    ("top1000_instagram_undated.csv", 7, 8, 1000, 0, "680770000"),
    ("top1000_instagram_undated.csv", 9, 10, 1000, 0, "922101500"),
    ("top1000_tiktok_undated.csv", 2, 3, 1000, 0, "6943206300"),
    ("top1000_tiktok_undated.csv", 4, 5, 1000, 0, "3168608900"),
    ("top1000_tiktok_undated.csv", 6, 7, 1000, 0, "396343800"),
    ("top1000_tiktok_undated.csv", 8, 9, 1000, 0, "3579560"),
    ("top1000_tiktok_undated.csv", 10, 11, 1000, 0, "3927365"),
    ("top1000_youtube_undated.csv", 3, 4, 1000, 0, "17404300000"),
    ("top1000_youtube_undated.csv", 6, 7, 1000, 0, "1102656073"),
    ("top1000_youtube_undated.csv", 8, 9, 1000, 38, "50129625"),
    ("top1000_youtube_undated.csv", 10, 11, 1000, 209, "2648978"),
    ("top1000_instagram_2022-09.csv", 3, 4, 1050, 0, "27478500000"),
    ("top1000_instagram_2022-09.csv", 6, 7, 1050, 0, "578248000"),
    ("top1000_instagram_2022-09.csv", 8, 9, 1050, 0, "764014900"),
  ]

  @Test(arguments: madePairs)
  func textAndNumberSayTheSameInMadeFiles(
    file: String, first: Int, second: Int, rows: Int, absent: Int, sum: String
  ) throws {
    try check(file, first, second, rows: rows, absent: absent, sum: sum)
  }

  @Test(.needsShared("data/top1000_tiktok_undated.csv"), arguments: realPairs)
  func textAndNumberSayTheSameOnEveryRow(
    file: String, first: Int, second: Int, rows: Int, absent: Int, sum: String
  ) throws {
    try check(file, first, second, rows: rows, absent: absent, sum: sum)
  }

  private func check(
    _ file: String, _ first: Int, _ second: Int, rows: Int, absent: Int, sum: String
  ) throws {
    // Once through the twins that the inspection finds …
    let path = try #require(TestData.data(file))
    let inspection = try #require(try TableInspection.inspect { try FileSource(path: path) })
    let twin = try #require(inspection.twins.first { $0.first == first && $0.second == second })
    #expect(twin.exact == second)
    #expect(twin.rounded == 0 && twin.disagreeing == 0 && twin.disagreeingLines.isEmpty)
    #expect(twin.bothAbsent == absent)
    #expect(twin.agreeing == rows - absent)
    // … and once row by row, without them.
    let table = try openTable(file)
    var row = TableRow()
    var count = 0
    var total = ExactDecimal.zero
    while try table.next(into: &row) {
      let left = row.withField(first) { NumberFormat().read($0) }
      let right = row.withField(second) { NumberFormat().read($0) }
      #expect(left.value == right.value, "line \(row.line)")
      #expect((left == .absent) == (right == .absent), "line \(row.line)")
      #expect(left != .invalid && right != .invalid, "line \(row.line)")
      if let value = left.value { total = try #require(total.adding(value)) }
      count += 1
    }
    #expect(count == rows)
    #expect(total.description == sum)
  }

  // Sums from Python's decimal.Decimal; `NaN%`, `nan` and empty cells left out.
  static let madeSums: [(String, Int, String, Int)] = [
    ("youtube_mark.csv", 2, "509978700", 0),
    ("youtube_mark.csv", 3, "1408998", 3),
    ("youtube_mark.csv", 4, "2.7746", 1),
    ("youtube_mark.csv", 5, "296641000", 1),
    ("agency_semicolon.csv", 3, "5278824", 0),
    ("agency_semicolon.csv", 4, "190007.5", 0),
    ("agency_semicolon.csv", 5, "2.0319", 0),
    ("payouts.csv", 4, "49881.81", 0),
    ("orders.csv", 7, "1485", 0),
    ("orders.csv", 8, "71711.64", 0),
    ("posts.csv", 5, "131636912", 0),
    ("ads.csv", 4, "29757.72", 9),
    ("ads.csv", 6, "149737", 12),
    ("flights_mixed_dates.csv", 5, "149924", 0),
  ]

  static let realSums: [(String, Int, String, Int)] = [
    ("top_insta_200_lowercase_suffix.csv", 3, "699970", 0),
    ("top_insta_200_lowercase_suffix.csv", 4, "15481900000", 0),
    ("top_insta_200_lowercase_suffix.csv", 5, "357420700", 0),
    ("global_youtube_statistics_2023.csv", 2, "22867500000", 0),
    ("KAG_conversion_data_dated.csv", 9, "58705.229958205", 0),
    ("healthkart_ittismita_payouts.csv", 4, "351303.22", 0),
    ("healthkart_ittismita_tracking_data.csv", 7, "74846", 0),
    ("healthkart_ittismita_tracking_data.csv", 8, "3882437.34", 0),
    ("healthkart_ittismita_posts.csv", 5, "254873083", 0),
    ("healthkart_ittismita_posts.csv", 6, "50716675", 0),
    ("healthkart_ittismita_posts.csv", 7, "2544854", 0),
    ("google_ads_uncleaned.csv", 4, "538371.83", 97),
    ("google_ads_uncleaned.csv", 8, "3688173", 139),
    ("influencer_roi_campaigns_mixed_dates.csv", 7, "3291509", 0),
    ("influencer_roi_campaigns_mixed_dates.csv", 6, "672591743", 0),
  ]

  @Test(arguments: madeSums)
  func sumsOfMadeFiles(file: String, column: Int, sum: String, absent: Int) throws {
    try check(file, column, sum: sum, absent: absent)
  }

  @Test(.needsShared("data/top1000_tiktok_undated.csv"), arguments: realSums)
  func sumsAreThoseOfPython(file: String, column: Int, sum: String, absent: Int) throws {
    try check(file, column, sum: sum, absent: absent)
  }

  private func check(_ file: String, _ column: Int, sum: String, absent: Int) throws {
    let (total, _, missing) = try total(file, column)
    #expect(total.description == sum)
    #expect(missing == absent)
  }

  @Test(.needsShared("data/top1000_tiktok_undated.csv")) func ratesAndScientificNotation() throws {
    // Line 169 says NaN%.
    let (_, count, absent) = try total("top_insta_200_lowercase_suffix.csv", 6)
    #expect(count == 199 && absent == 1)
    let table = try openTable("global_youtube_statistics_2023.csv")
    var row = TableRow()
    var sum = ExactDecimal.zero
    var scientific: [Int] = []
    while try table.next(into: &row) {
      let value = try #require(NumberFormat().read(row.string(3)).value)
      if row.string(3).contains("E") { scientific.append(try #require(value.int)) }
      sum = try #require(sum.adding(value))
    }
    #expect(scientific == [228_000_000_000, 164_000_000_000, 148_000_000_000, 101_000_000_000])
    #expect(sum.int == 10_984_339_366_778)
  }

  // Sums of days since 1970 from Python's datetime (serials from 1899-12-30).
  @Test(arguments: [
    ("flights_mixed_dates.csv", 3, 2_462_100, 0),
    ("flights_mixed_dates.csv", 6, 2_381_904, 4),
    ("posts.csv", 2, 11_060_168, 0),
    ("ads.csv", 7, 3_026_743, 0),
  ])
  func datesOfMadeFiles(file: String, column: Int, sum: Int, absent: Int) throws {
    try check(dates: file, column, sum: sum, absent: absent)
  }

  @Test(
    .needsShared("data/top1000_tiktok_undated.csv"),
    arguments: [
      ("influencer_roi_campaigns_mixed_dates.csv", 4, 26_323_682, 0),
      ("influencer_roi_campaigns_mixed_dates.csv", 9, 26_007_874, 17),
      ("healthkart_ittismita_posts.csv", 2, 202_453_435, 0),
      ("KAG_conversion_data_dated.csv", 0, 22_385_484, 0),
      ("google_ads_uncleaned.csv", 9, 52_111_032, 0),
    ])
  func datesAreThoseOfPython(file: String, column: Int, sum: Int, absent: Int) throws {
    try check(dates: file, column, sum: sum, absent: absent)
  }

  private func check(dates file: String, _ column: Int, sum: Int, absent: Int) throws {
    let mapping = try proposal(file: file)
    let format = try #require(mapping.columns[column].dates).format
    let table = try openTable(file)
    var row = TableRow()
    var total = 0
    var missing = 0
    while try table.next(into: &row) {
      switch row.withField(column, { format.read($0) }) {
      case .day(let day): total += day.number
      case .absent: missing += 1
      case .invalid: Issue.record("line \(row.line): \(row.string(column))")
      }
    }
    #expect(total == sum)
    #expect(missing == absent)
  }

  // 116 `05-Jan-26` and one `24.Feb.2026`, three serials; one amount in euros, three in dollars.
  @Test func whatIsOddInMadeFilesIsSaid() throws {
    let flights = try proposal(file: "flights_mixed_dates.csv")
    #expect(
      flights.notes.contains(
        "'start date' mixes dates: 117 with the month's name, 3 Excel day numbers"))
    #expect(flights.notes.contains("'product sales' mixes currencies: $, €"))
    let people = try proposal(file: "creators.csv")
    #expect(people.notes == ["no column is a handle: the reference tells influencers apart"])
    let agency = try proposal(file: "agency_semicolon.csv")
    #expect(agency.notes.contains { $0.hasPrefix("'Follower': 1.234 is read as 1234") })
  }

  @Test(.needsShared("data/top1000_tiktok_undated.csv")) func whatIsOddIsSaid() throws {
    let roi = try proposal(file: "influencer_roi_campaigns_mixed_dates.csv")
    // 1,333 `01-Jan-22`, one `17.May.2023`, five serials.
    #expect(
      roi.notes.contains(
        "'start_date' mixes dates: 1334 with the month's name, 5 Excel day numbers"))
    #expect(roi.notes.contains("'product_sales' mixes currencies: $, €"))
    // 782 end dates have a day above 12 (counted with Python), none has such a month.
    let end = try #require(roi.columns[9].dates)
    #expect(end.certainty == .decided && end.format.order == .dayFirst)
    let posts = try proposal(file: "healthkart_ittismita_posts.csv")
    #expect(posts.notes.contains { $0.hasPrefix("'URL' repeats (7477 of 10000 are different)") })
    let people = try proposal(file: "healthkart_ittismita_influencers.csv")
    #expect(people.notes == ["no column is a handle: the reference tells influencers apart"])
    let youtube = try proposal(file: "top1000_youtube_undated.csv")
    #expect(youtube.column(of: .handle)!.confidence < 0.6)
  }
}
