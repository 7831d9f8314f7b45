import Marketing
import Testing

@testable import Tabular

/// What a single column means: money or a count, 0.9% or 90%, a person or a channel of marketing.
@Suite struct ColumnMeaningTests {
  /// What the columns of a table of the kind are.
  private func fields(_ text: String, _ overrides: String...) throws -> [String] {
    var parsed: [MappingOverride] = []
    for override in overrides { parsed.append(try MappingOverride(parsing: override)) }
    return brief(try ColumnMapping.propose(for: inspect(text), overrides: parsed))
  }

  // MARK: Money

  @Test(arguments: [
    "Purchases conversion value", "Website purchases conversion value", "Conv. value",
    "Total revenue",
    "Umsatz", "Chiffre d'affaires", "Chiffre d’affaires (EUR)", "Ingresos", "Facturación", "Amount",
    "Sales", "Sales (USD)", "Sales $", "Net sales", "GMV", "Valeur de conversion",
    "Purchase value (EUR)",
    "Conversion-Wert", "Order total",
  ])
  func whatWasSoldForIsRevenue(header: String) throws {
    #expect(
      try fields(
        "influencer,date,promo code,\(header)\nana,2026-03-01,A10,1650.00\nbo,2026-03-02,B10,600.50\n"
      )
        == ["influencerReference", "date", "promoCode", "revenue"])
    if header != "Sales" {
      // Whole numbers are no less money.
      #expect(
        try fields("influencer,date,\(header)\nana,2026-03-01,1650\nbo,2026-03-02,600\n").last
          == "revenue")
    }
  }

  @Test(arguments: [
    "Cost per purchase", "Purchase ROAS (return on ad spend)", "Average order value",
    "Discount amount",
    "Amount refunded", "Tax amount", "CTR (link click-through rate)", "Purchases (%)",
  ])
  func whatIsNeitherACountNorRevenue(header: String) throws {
    let found = try fields(
      "influencer,date,likes,\(header)\nana,2026-03-01,5,16.37\nbo,2026-03-02,6,21.67\n")
    #expect(found.last == "custom", "\(header)")
  }

  @Test func salesBesideRevenueAreACountAndBesideOrdersMoney() throws {
    #expect(
      try fields("influencer,date,Sales,Revenue\nana,2026-03-01,3,120.50\nbo,2026-03-02,1,40.00\n")
        == ["influencerReference", "date", "conversions", "revenue"])
    #expect(
      try fields("influencer,date,Orders,Sales\nana,2026-03-01,3,120\nbo,2026-03-02,1,40\n")
        == ["influencerReference", "date", "conversions", "revenue"])
    // Alone, whole numbers can be either: neither is taken, and the note says what to do.
    let open = try proposal("influencer,date,clicks,Sales\nana,2026-03-01,9,3\nbo,2026-03-02,8,1\n")
    #expect(brief(open).last == "custom")
    #expect(open.notes.contains { $0.contains("--map 'Sales=revenue'") })
  }

  @Test func decimalsAloneMakeNoMoney() throws {
    #expect(
      try fields(
        "influencer,date,Conversions,Conv. value\nana,2026-03-01,12.5,900.10\nbo,2026-03-02,3.25,80.00\n"
      ) == ["influencerReference", "date", "conversions", "revenue"])
  }

  @Test func aCurrencyInTheCellsIsNoCount() throws {
    #expect(
      try fields("influencer,date,likes,Purchases\nana,2026-03-01,5,$33\nbo,2026-03-02,6,$12\n")
        .last
        == "custom")
  }

  // MARK: Rates

  private func rate(_ header: String, _ cells: [String]) throws -> [String] {
    let rows = cells.enumerated().map { "user\($0),\($1)\n" }.joined()
    return try rates("handle,\(header)\n" + rows)
  }

  private func rates(_ text: String) throws -> [String] {
    let mapping = try proposal(text)
    guard let column = mapping.column(of: .engagementRate) else { return ["no rate"] }
    let table = try TableReader { MemorySource(text) }
    var row = TableRow()
    var result: [String] = []
    while try table.next(into: &row) {
      if case .number(let number) = mapping.value(column, in: row) {
        result.append(number.value.description)
      }
    }
    return result
  }

  @Test(arguments: [
    "ER %", "Engagement Rate (%)", "engagement_rate_percent", "Eng. Rate %", "ER (pct)",
    "Engagement %",
    "Interaktionsrate (%)", "Tasa de interacción (%)", "Taux d'engagement (%)", "Avg. ER %",
  ])
  func aPercentSignInTheHeaderDecides(header: String) throws {
    #expect(try rate(header, ["0.9", "0.5", "1.2"]) == ["0.009", "0.005", "0.012"])
  }

  @Test(arguments: [
    "Engagement Rate", "Eng. Rate", "ER", "Engagement-Rate", "Interaktionsrate",
    "Taux d'engagement",
    "Tasa de engagement", "Eng. (Avg.)", "Taxa de engajamento",
  ])
  func namesOfTheRate(header: String) throws {
    #expect(try rate(header, ["3.2%", "0.9%", "12%"]) == ["0.032", "0.009", "0.12"])
  }

  @Test func engagementsOfAListAreCountsOrRatesByTheirValues() throws {
    let counts = try fields(
      "Name,Followers,Eng. (Auth.),Eng. (Avg.)\nana.k,1.2M,40.1K,52K\nbo.run,800K,9K,11.5K\n")
    #expect(counts == ["handle", "followers", "authenticEngagement", "engagementAverage"])
  }

  @Test func oneLargeValueAmongFractionsChangesNothing() throws {
    let cells = ["0.032", "0.05", "1.2", "0.041", "0.028"]
    #expect(try rate("engagement rate", cells) == cells)
    let mapping = try proposal(
      "handle,engagement rate\n" + cells.enumerated().map { "u\($0),\($1)\n" }.joined())
    #expect(mapping.notes.contains { $0.contains("a guess") && $0.contains("1 of 5 values") })
  }

  @Test func percentagesBelowOneAreNoNinetyPercent() throws {
    #expect(try rate("ER", ["0.9", "0.7", "0.85"]) == ["0.009", "0.007", "0.0085"])
  }

  @Test func likesAndCommentsByFollowersTellTheUnit() throws {
    // 0.2 is 0.2% by the likes, although most values are low enough for fractions.
    let points =
      "handle,followers,avg likes,avg comments,er\na,1000000,1900,100,0.2\nb,500000,1000,50,0.21\nc,10000,500,50,5.5\n"
    #expect(try rates(points) == ["0.002", "0.0021", "0.055"])
    #expect(
      try proposal(points).notes.contains {
        $0.contains("3 of 3") && $0.contains("5 is read as 5%")
      })
    // 0.6 is 60% by the engagements.
    let fractions =
      "handle,followers,avg engagement,er\na,1000,600,0.6\nb,2000,1000,0.5\nc,100,40,0.4\n"
    #expect(try rates(fractions) == ["0.6", "0.5", "0.4"])
  }

  @Test func otherSharesMayBeHigh() throws {
    let text = "handle,followers,real followers\na,1000,0.87\nb,2000,0.91\nc,100,0.4\n"
    let mapping = try proposal(text)
    #expect(
      mapping.columns[2].field?.rawValue == "realAudience"
        && mapping.columns[2].rateUnit == .fraction)
  }

  // MARK: Who

  @Test func theUsernameWinsOverTheNameThatIsShown() throws {
    for headers in [
      "Account username,Account name", "Username,Display name", "Creator handle,Creator name",
    ] {
      #expect(
        try fields("\(headers),Followers\nanna,Anna,10\nben,Ben,20\n") == [
          "handle", "name", "followers",
        ],
        "\(headers)")
      let turned = headers.split(separator: ",").reversed().joined(separator: ",")
      #expect(
        try fields("\(turned),Followers\nAnna,anna,10\nBen,ben,20\n") == [
          "name", "handle", "followers",
        ],
        "\(headers)")
    }
    #expect(
      try fields(
        "Account name,Account username,Publish time,Permalink,Likes\nAnna,anna.k,2026-03-01,https://www.instagram.com/p/A/,5\nAnna,anna.k,2026-03-02,https://www.instagram.com/p/B/,6\n"
      ) == ["custom", "influencerReference", "date", "postURL", "likes"])
  }

  @Test func channelsOfMarketingAreNobody() throws {
    let rows = ["Email", "SMS", "Organic Search", "Paid Social", "Direct", "Email"].enumerated().map
    {
      "2026-03-0\($0 + 1),\($1),CODE\($0),12.50\n"
    }.joined()
    #expect(
      try fields("Date,Channel,Promo code,Revenue\n" + rows)
        == ["date", "custom", "promoCode", "revenue"])
    #expect(
      try fields("Date,Campaign,Promo code,Revenue\n" + rows)
        == ["date", "custom", "promoCode", "revenue"])
  }

  @Test func aChannelThatHoldsPlatformsIsThePlatform() throws {
    #expect(
      try fields("Handle,Channel,Followers\nanna,Instagram,5\nben,TikTok,6\ncy,YouTube,7\n")
        == ["handle", "platform", "followers"])
  }

  @Test func aCampaignIsSharedByRows() throws {
    let rows = (1...60).map { "anna,2026-03-01,c\($0),\($0)\n" }.joined()
    let mapping = try proposal("influencer,date,campaign id,orders\n" + rows)
    #expect(brief(mapping) == ["influencerReference", "date", "custom", "conversions"])
    #expect(mapping.columns[2].reason.contains("every row has another"))
  }

  @Test(arguments: [
    ("https://www.instagram.com/anna.k/", "instagram", "anna.k"),
    ("instagram.com/anna.k?igsh=x", "instagram", "anna.k"),
    ("https://www.instagram.com/anna.k/reel/Cx1/", "instagram", "anna.k"),
    ("https://www.instagram.com/stories/anna.k/123/", "instagram", "anna.k"),
    ("https://www.instagram.com/p/Cx1/", "instagram", nil),
    ("https://www.tiktok.com/@anna/video/1", "tiktok", "anna"),
    ("tiktok.com/%40anna", "tiktok", "anna"), ("https://vm.tiktok.com/ZMabc/", "tiktok", nil),
    ("https://www.youtube.com/@anna", "youtube", "anna"),
    ("https://youtube.com/channel/UCabc-d_e", "youtube", "UCabc-d_e"),
    ("https://www.youtube.com/watch?v=1", "youtube", nil),
    ("https://x.com/anna/status/1", "x", "anna"),
    ("https://twitter.com/anna", "x", "anna"),
    ("https://m.facebook.com/anna.page", "facebook", "anna.page"),
  ])
  func accountsInAddresses(text: String, platform: String, account: String?) throws {
    let link = try #require(AccountLink(text))
    #expect(link.platform == platform && link.account == account)
  }

  @Test func otherAddressesNameNoAccount() {
    for text in [
      "https://brand.example/anna", "anna", "", "https://", "instagram",
      "http://evil-instagram.com/x",
    ] {
      #expect(AccountLink(text) == nil, "\(text)")
    }
  }

  // MARK: Several words, ages

  @Test func severalNichesInOneCell() {
    for text in [
      "Beauty, Fashion", "Beauty|Fashion", "Beauty;Fashion", "Beauty / Fashion",
      " Beauty,Fashion ,",
    ] {
      #expect(ListCell.words(of: text) == ["Beauty", "Fashion"], "\(text)")
    }
    #expect(ListCell.words(of: "Fitness & Gym") == ["Fitness & Gym"])
    #expect(ListCell.words(of: "Film/TV") == ["Film/TV"])
    #expect(ListCell.words(of: "#spring #glow") == ["#spring", "#glow"])
  }

  @Test func theLargestGroupOfAges() {
    #expect(AgeWords.range(of: "18-24 45%, 25-34 38%") == AgeRange(from: 18, to: 24))
    #expect(AgeWords.range(of: "18-24: 30%; 25-34: 38.5%") == AgeRange(from: 25, to: 34))
    #expect(AgeWords.range(of: "35-44 30%") == AgeRange(from: 35, to: 44))
    #expect(AgeWords.range(of: "18-24") == AgeRange(from: 18, to: 24))
    #expect(AgeWords.range(of: "young") == nil && AgeWords.range(of: "18-24 young") == nil)
  }

  // MARK: A few odd cells

  @Test func aFewUnreadableCellsDontSpoilAColumn() throws {
    let good = (1...8).map { "u\($0),\($0)000\n" }.joined()
    #expect(try fields("handle,followers\n" + good + "x,many\ny,few\n") == ["handle", "followers"])
    #expect(
      try fields("handle,followers\na,1000\nb,2000\nc,3000\nd,lots\n") == ["handle", "followers"])
    #expect(try fields("handle,followers,platform\na,1000,x\nb,some,x\nc,lots,x\n")[1] == "custom")
  }
}
