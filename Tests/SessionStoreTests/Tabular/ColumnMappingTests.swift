import Marketing
import Testing

@testable import SessionStore

/// The inspection of a text.
private func inspect(_ text: String) throws -> TableInspection {
  try #require(try TableInspection.inspect { MemorySource(text) })
}

private func proposal(
  _ text: String, fileName: String? = nil, _ overrides: String...
) throws -> ColumnMapping {
  var parsed: [MappingOverride] = []
  for override in overrides { parsed.append(try MappingOverride(parsing: override)) }
  return try ColumnMapping.propose(for: inspect(text), fileName: fileName, overrides: parsed)
}

private func proposal(file: String) throws -> ColumnMapping {
  let path = try #require(Fixture.data(file))
  let inspection = try #require(try TableInspection.inspect { try FileSource(path: path) })
  return try ColumnMapping.propose(for: inspection, fileName: path)
}

/// A mapping in few words: a field's name, `custom`, `= n` for the twin of column n, `ignored`.
private func brief(_ mapping: ColumnMapping) -> [String] {
  mapping.columns.map { column in
    switch column.target {
    case .field(let field): field.rawValue
    case .custom: "custom"
    case .twin(let other): "= \(other)"
    case .ignored: "ignored"
    }
  }
}

/// The sum, count and count of absent cells of a column of numbers.
private func total(_ file: String, _ index: Int) throws -> (ExactDecimal, Int, Int) {
  let mapping = try proposal(file: file)
  let table = try Fixture.table(file)
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

@Suite(.enabled(if: Fixture.hasData, "the data folder is not here"))
struct RealMappingTests {
  struct Expected: Sendable, CustomTestStringConvertible {
    var file: String
    var kind: FileKind
    var platform: String
    var columns: [String]
    var testDescription: String { file }
  }

  // Worked out by hand from the headers and the columns' values.
  static let expected: [Expected] = [
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
        "custom", "custom",
      ]),
    Expected(
      // `Location` holds four spellings of a city.
      file: "google_ads_uncleaned.csv", kind: .unknown, platform: "missing",
      columns: [
        "key", "campaign", "clicks", "impressions", "fee", "custom", "conversions", "custom",
        "revenue", "date", "custom", "custom", "custom",
      ]),
    Expected(
      file: "KAG_conversion_data_dated.csv", kind: .unknown, platform: "missing",
      columns: [
        "date", "key", "campaign", "custom", "custom", "custom", "custom", "impressions", "clicks",
        "fee", "conversions", "custom",
      ]),
    Expected(
      // `monthly_sales` may be orders or money.
      file: "influencerimpact_campaigns.csv", kind: .unknown, platform: "column 2",
      columns: [
        "campaign", "custom", "platform", "custom", "followers", "engagementRate", "fee",
        "impressions", "clicks", "custom",
      ]),
  ]

  @Test(arguments: expected)
  func mapping(_ expected: Expected) throws {
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
  static let pairs: [(String, Int, Int, Int, Int, String)] = [
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

  @Test(arguments: pairs)
  func textAndNumberSayTheSameOnEveryRow(
    file: String, first: Int, second: Int, rows: Int, absent: Int, sum: String
  ) throws {
    // Once through the twins that the inspection finds …
    let path = try #require(Fixture.data(file))
    let inspection = try #require(try TableInspection.inspect { try FileSource(path: path) })
    let twin = try #require(inspection.twins.first { $0.first == first && $0.second == second })
    #expect(twin.exact == second)
    #expect(twin.rounded == 0 && twin.disagreeing == 0 && twin.disagreeingLines.isEmpty)
    #expect(twin.bothAbsent == absent)
    #expect(twin.agreeing == rows - absent)
    // … and once row by row, without them.
    let table = try Fixture.table(file)
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
  static let sums: [(String, Int, String, Int)] = [
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

  @Test(arguments: sums)
  func sumsAreThoseOfPython(file: String, column: Int, sum: String, absent: Int) throws {
    let (total, _, missing) = try total(file, column)
    #expect(total.description == sum)
    #expect(missing == absent)
  }

  @Test func ratesAndScientificNotation() throws {
    // Line 169 says NaN%.
    let (_, count, absent) = try total("top_insta_200_lowercase_suffix.csv", 6)
    #expect(count == 199 && absent == 1)
    let table = try Fixture.table("global_youtube_statistics_2023.csv")
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
    ("influencer_roi_campaigns_mixed_dates.csv", 4, 26_323_682, 0),
    ("influencer_roi_campaigns_mixed_dates.csv", 9, 26_007_874, 17),
    ("healthkart_ittismita_posts.csv", 2, 202_453_435, 0),
    ("KAG_conversion_data_dated.csv", 0, 22_385_484, 0),
    ("google_ads_uncleaned.csv", 9, 52_111_032, 0),
  ])
  func datesAreThoseOfPython(file: String, column: Int, sum: Int, absent: Int) throws {
    let mapping = try proposal(file: file)
    let format = try #require(mapping.columns[column].dates).format
    let table = try Fixture.table(file)
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

  @Test func whatIsOddIsSaid() throws {
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

@Suite struct ColumnMappingTests {
  @Test func valuesVetoNames() throws {
    let mapping = try proposal(
      "handle,Followers,Country\nanna,Spain,12\nbea,France,13\ncarl,India,14\n")
    #expect(brief(mapping) == ["handle", "custom", "custom"])
    #expect(
      mapping.columns[1].reason
        == "name says followers, but only 0 of 3 values are numbers: 3 of 3 values are countries")
  }

  @Test func namesInAnyDress() throws {
    let mapping = try proposal(
      "\" USERNAME \",\"Follower\nCount\",\"E-mail\",engagementRate,avgLikes,NICHE\n"
        + "anna,1,a@b.co,1.5%,2,x\nbea,3,c@d.co,2%,4,y\n")
    #expect(
      brief(mapping) == [
        "handle", "followers", "email", "engagementRate", "averageLikes", "category",
      ])
    #expect(mapping.columns[1].label == "Follower Count")
  }

  @Test func withoutAHeaderTheValuesSpeak() throws {
    let mapping = try proposal(
      "@anna,Instagram,Spain,a@b.co,https://x.example/a\n@bea,TikTok,India,c@d.co,https://x.example/b\n"
    )
    #expect(brief(mapping) == ["handle", "platform", "country", "email", "url"])
    #expect(mapping.columns[0].label == "Column 1")
    #expect(mapping.kind == .roster)
  }

  @Test func twinsThatDisagreeAreReportedWithTheirLines() throws {
    let mapping = try proposal(
      "handle,Followers,Followers\na,1K,1000\nb,2K,2000\nc,3K,4001\nd,N/A,#VALOR!\ne,5K,\n")
    #expect(brief(mapping) == ["handle", "= 2", "followers"])
    let twin = try #require(mapping.twins.first)
    #expect(twin.agreeing == 2 && twin.bothAbsent == 1 && twin.disagreeing == 2)
    #expect(twin.disagreeingLines == [4, 6])
    #expect(
      mapping.notes.contains(
        "'Followers' and 'Followers#2' disagree on 2 of 5 rows (line 4, 6); 'Followers#2' is read"))
  }

  @Test func anAbbreviationOfTheOtherIsItsTwinAndTheExactOneIsRead() throws {
    let mapping = try proposal(
      "handle,Followers count,Followers\na,48512345,48.5M\nb,1234,1.2K\nc,900,900\nd,5000,6K\n")
    #expect(brief(mapping) == ["handle", "followers", "= 1"])
    let twin = try #require(mapping.twins.first)
    #expect(twin.agreeing == 1 && twin.rounded == 2 && twin.disagreeingLines == [5])
  }

  @Test func neighboursOfOneNameThatSayDifferentThingsAreNoTwins() throws {
    let mapping = try proposal("handle,Followers,Followers\na,1,5\nb,2,6\nc,3,7\n")
    #expect(mapping.twins.isEmpty)
    #expect(brief(mapping) == ["handle", "followers", "custom"])
  }

  @Test func overrides() throws {
    let text = "handle,Followers,Followers,Bio\na,1K,1000,x\nb,2K,2000,y\n"
    #expect(brief(try proposal(text)) == ["handle", "= 2", "followers", "notes"])
    #expect(
      brief(try proposal(text, "Followers=followers")) == [
        "handle", "followers", "custom", "notes",
      ])
    #expect(
      brief(try proposal(text, "Followers#2=custom", "bio=name"))
        == ["handle", "followers", "custom", "name"])
    #expect(brief(try proposal(text, "#4=ignore")) == ["handle", "= 2", "followers", "ignored"])
    #expect(brief(try proposal(text, "Bio=country"))[3] == "country")
    #expect(
      try proposal(text, "Bio=country").columns[3].reason
        == "as told, although only 0 of 2 values are countries")
    let equals = try proposal("handle,a=b\nx,1\ny,2\n", "a=b=followers")
    #expect(brief(equals) == ["handle", "followers"])
  }

  @Test func overridesThatCantBeFollowed() throws {
    let text = "handle,Followers,Country\na,1,Spain\nb,2,India\n"
    func message(_ overrides: String...) -> String {
      do {
        var parsed: [MappingOverride] = []
        for override in overrides { parsed.append(try MappingOverride(parsing: override)) }
        _ = try ColumnMapping.propose(for: inspect(text), overrides: parsed)
        return "fine"
      } catch {
        return "\(error)"
      }
    }
    #expect(
      message("Folowers=followers") == "no column is called 'Folowers'; did you mean 'Followers'?")
    #expect(
      message("Followers=folowers") == "there is no field 'folowers'; did you mean 'followers'?")
    #expect(message("Followers#2=followers") == "'Followers#2': the file has 1 column of this name")
    #expect(message("Followers") == "'Followers' is not of the form Header=field")
    #expect(message("xyz=followers") == "no column is called 'xyz'")
    #expect(
      message("Followers=followers", "Country=followers")
        == "'Followers' and 'Country' can't both be followers")
    #expect(message("Followers=fee", "followers=custom") == "'followers' is mapped twice")
    #expect(message("#9=fee").contains("3 columns"))
  }

  @Test func handleAndNameByTheirValues() throws {
    // The same two headers, the other way round in the second.
    let first = try proposal("instagram name,name\nannasmith,Anna Smith\nbea.b,Bea B\n")
    #expect(brief(first) == ["handle", "name"])
    let second = try proposal(
      "name,instagram name,followers\nannasmith,Anna Smith,1\nbea.b,Bea B,2\n")
    #expect(brief(second) == ["handle", "name", "followers"])
    // Names of one word are names all the same.
    let third = try proposal("name,followers,email\nAnna,1,a@b.co\nBea,2,c@d.co\n")
    #expect(brief(third) == ["name", "followers", "email"])
  }

  @Test func severalPlatformsInTheHeadersAreAQuestion() throws {
    let mapping = try proposal(
      "name,instagram handle,tiktok handle,followers\nAnna S,a,b,1\nBea B,c,d,2\n")
    #expect(mapping.platform == .missing)
    #expect(mapping.notes.contains { $0.contains("instagram, tiktok") })
  }

  @Test func decimalMarksCarryOverFromOtherColumns() throws {
    let mapping = try proposal("handle;followers;fee;er\na;1.204;12,50;1,5%\nb;2.300;7,25;2%\n")
    let table = try TableReader { MemorySource("handle;followers;fee;er\na;1.204;12,50;1,5%\n") }
    var row = TableRow()
    #expect(try table.next(into: &row))
    #expect(
      mapping.value(of: .followers, in: row) == .number(ParsedNumber(value: ExactDecimal(1204))))
    guard case .number(let fee) = mapping.value(of: .fee, in: row),
      case .number(let rate) = mapping.value(of: .engagementRate, in: row)
    else {
      Issue.record("not numbers")
      return
    }
    #expect(fee.value.description == "12.5")
    #expect(rate.value.description == "0.015")
    #expect(mapping.notes.contains { $0.hasPrefix("'followers': 1.234 is read as 1234") })
  }

  @Test func ratesInPointsAndFractions() throws {
    func rate(_ first: String, _ second: String) throws -> CellValue {
      let text = "handle,engagement rate\na,\(first)\nb,\(second)\n"
      let table = try TableReader { MemorySource(text) }
      var row = TableRow()
      #expect(try table.next(into: &row))
      return try proposal(text).value(of: .engagementRate, in: row)
    }
    let five = ExactDecimal(significand: 5, exponent: -2)
    #expect(try rate("0.05", "0.2") == .number(ParsedNumber(value: five)))
    #expect(try rate("5", "0.2") == .number(ParsedNumber(value: five)))
    #expect(try rate("5%", "0.2%") == .number(ParsedNumber(value: five, isPercent: true)))
  }

  @Test func cellsThatCantBeUsedSayWhy() throws {
    let mapping = try proposal(
      "handle,followers,platform,country\na,5,instagram,NA\nb,6,ig,ES\nc,7,tiktok,FR\n")
    let table = try TableReader {
      MemorySource("handle,followers,platform,country\na,-5,Instagrm,NA\n")
    }
    var row = TableRow()
    #expect(try table.next(into: &row))
    #expect(mapping.value(of: .followers, in: row) == .invalid("-5", why: "is below zero"))
    #expect(mapping.value(of: .platform, in: row) == .invalid("Instagrm", why: "is not a platform"))
    #expect(mapping.value(of: .country, in: row) == .text("NA"))
    #expect(mapping.value(of: .email, in: row) == .absent)
  }

  @Test func countriesAndPlatforms() {
    for (text, code) in [
      ("United States", "US"), ("usa", "US"), ("GB", "GB"), ("united kingdom", "GB"),
      ("South Korea", "KR"),
      ("Côte d'Ivoire", "CI"), ("esp", "ES"), (" Türkiye ", "TR"), ("Russia", "RU"),
    ] {
      #expect(CountryWords.code(for: text) == code, "\(text)")
    }
    #expect(CountryWords.code(for: "hyderabad") == nil)
    #expect(CountryWords.name(of: "de") == "Germany")
    for (text, platform) in [
      ("IG", "instagram"), ("Twitter", "x"), ("X (Twitter)", "x"), ("You Tube", "youtube"),
      ("TikTok", "tiktok"), ("Threads", "threads"),
    ] {
      #expect(PlatformWords.platform(for: text) == platform, "\(text)")
    }
    #expect(PlatformWords.platform(for: "Photo") == nil)
  }

  @Test func distinctValuesAreCountedInConstantMemory() {
    var counter = DistinctCounter()
    for index in 0..<60_000 { "value \(index % 30_000)".withBytes { counter.add($0) } }
    #expect(!counter.isExact)
    // HyperLogLog with 4,096 registers: 1.6 % standard error; 5 % is three of them.
    #expect(abs(counter.count - 30_000) < 1_500)
  }

  @Test func everyFieldIsFoundByItsOwnName() {
    for field in ImportField.allCases {
      #expect(ImportField(named: field.rawValue) == field)
      for synonym in field.synonyms {
        #expect(synonym == synonym.lowercased())
        #expect(ImportField.byName[synonym]?.contains(field) == true, "\(synonym)")
      }
    }
    #expect(ImportField(named: "post-url") == .postURL)
    #expect(ImportField(named: "Engagement Rate") == .engagementRate)
  }
}
