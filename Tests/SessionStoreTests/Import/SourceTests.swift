import Marketing
import Metrics
import Testing

@testable import SessionStore

@Suite("Several sources about the same ads and orders")
struct SourceTests {
  private static let ads = """
    Day,Campaign name,Ad set name,Ad name,Ad ID,Reach,Impressions,Amount spent (USD),Purchases,Reporting starts,Reporting ends
    2026-03-01,Spring,A,anna.glow reel,1201,9000,10000,50.50,2,2026-03-01,2026-03-01
    2026-03-01,Spring,B,ben.fit story,1202,7000,8000,40.00,1,2026-03-01,2026-03-01
    2026-03-02,Spring,A,anna.glow reel,1201,8000,9000,45.00,3,2026-03-02,2026-03-02

    """
  private static let ages = """
    Day,Campaign name,Ad set name,Ad name,Ad ID,Age,Reach,Impressions,Amount spent (USD),Purchases,Reporting starts,Reporting ends
    2026-03-01,Spring,A,anna.glow reel,1201,18-24,5000,6000,30.50,2,2026-03-01,2026-03-01
    2026-03-01,Spring,A,anna.glow reel,1201,25-34,4000,4000,20.00,0,2026-03-01,2026-03-01

    """
  private static let campaigns = """
    Campaign name,Reach,Impressions,Amount spent (USD),Purchases,Reporting starts,Reporting ends
    Spring,20000,27000,135.50,6,2026-03-01,2026-03-31

    """

  private func spend(_ file: RowImports) -> Money {
    file.rows.reduce(.zero) { $0 + ($1.counts.spend ?? .zero) }
  }

  @Test("Ads by age, or by campaign, are the same money once more", arguments: [ages, campaigns])
  func levels(_ other: String) throws {
    for (first, second) in [(Self.ads, other), (other, Self.ads)] {
      var file = RowImports()
      try file.take(first, named: "first.csv")
      let known = spend(file)
      let plan = try file.take(second, named: "second.csv")
      #expect(spend(file) == known)
      #expect(plan.added == 0 && !plan.refusals.isEmpty)
      #expect(plan.refusals[0].reason.contains("first.csv has the same days"))
      #expect(plan.refusals[0].reason.contains("undo that import"))
      // The same file again says nothing new, and other ads of these days are other money.
      #expect(try file.take(first, named: "first.csv").refusals.isEmpty)
    }
  }

  @Test("Other ads of the same days add up")
  func otherAds() throws {
    var file = RowImports()
    try file.take(Self.ads, named: "first.csv")
    try file.take(
      Self.ads.replacing("1201", with: "1301").replacing("1202", with: "1302")
        .replacing("10000", with: "7000").replacing("50.50", with: "35.00"), named: "second.csv")
    #expect(spend(file) == money(25_550))
  }

  /// By code, by creator and by week, as somebody keeps them by hand.
  private static let sheets = [
    "Code,Date,Orders,Revenue\nANNA10,2026-03-31,1,105.00\nBEN15,2026-03-31,2,185.00\n",
    "Creator,Date,Orders,Revenue\nanna.glow,2026-03-31,1,105.00\nben.fit,2026-03-31,2,185.00\n",
    "Start,End,Code,Orders,Revenue\n2026-03-01,2026-03-07,ANNA10,1,105.00\n2026-03-01,2026-03-07,BEN15,2,185.00\n",
  ]

  @Test("A sheet of sums beside the shop's orders is the same sales once more", arguments: sheets)
  func sums(_ sheet: String) throws {
    let orders =
      Self.shop + "#1003,paid,100.00,USD,2026-03-04,BEN15,Cream\n"
    for isFirst in [true, false] {
      var file = RowImports()
      try file.take(isFirst ? sheet : orders, named: isFirst ? "sheet.csv" : "orders.csv")
      let plan = try file.take(
        isFirst ? orders : sheet, named: isFirst ? "orders.csv" : "sheet.csv")
      let sold = file.session.measurements.rows.filter { $0.salesChannel == .shop }
      let together = sold.reduce(0) { $0 + ($1.counts.conversions ?? 0) }
      #expect(together == 3)
      let beside = UncountedSales.all(in: file.session)
      #expect(beside.map(\.channel) == [.sheet])
      #expect(beside.map(\.conversions) == [3])
      #expect(beside.map(\.revenue) == [money(29_000)])
      if !isFirst {
        let first = plan.notes.first ?? ""
        #expect(first.contains("The two aren't added: the shop counts"), "\(plan.notes)")
        // They have no numbers, and need none.
        #expect(!plan.notes.contains { $0.contains("order numbers would prevent that") })
      }
    }
    // Alone it is all that is known, and counts.
    var alone = RowImports()
    try alone.take(sheet, named: "sheet.csv")
    #expect(UncountedSales.all(in: alone.session).isEmpty && alone.sum(\.conversions) == 3)
  }

  private static let shop = """
    Name,Financial Status,Total,Currency,Created at,Discount Code,Lineitem name
    #1001,paid,105.00,USD,2026-03-02,ANNA10,Serum
    #1002,paid,85.00,USD,2026-03-03,BEN15,Cream

    """
  private static let affiliates = """
    Order Number,Order Date,Affiliate Name,Amount,Commission,Status
    #1001,2026-03-02,Anna Glow,100.00,10.00,approved
    #1002,2026-03-03,Ben Fit,80.00,8.00,approved

    """

  @Test("An order number in two sources is kept for each, in any order of arrival")
  func sameNumbers() throws {
    for files in [[Self.shop, Self.affiliates], [Self.affiliates, Self.shop]] {
      var file = RowImports()
      try file.take(files[0], named: "first.csv")
      try file.take(files[1], named: "second.csv")
      #expect(
        file.rows.map(\.key) == ["#1001", "#1001 · affiliate", "#1002", "#1002 · affiliate"])
      #expect(file.rows.map(\.channel) == [.shop, .affiliate, .shop, .affiliate])
      #expect(
        file.rows.compactMap(\.counts.revenue)
          == [money(10_500), money(10_000), money(8_500), money(8_000)])
      for text in files {
        let again = try file.take(text)
        #expect(again.added == 0 && again.changed == 0)
      }
    }
  }

  @Test("Who counted the conversions is known by the export")
  func channels() throws {
    var file = RowImports()
    try file.take(Self.ads)
    #expect(Set(file.rows.map(\.channel)) == [.ads])
    var analytics = RowImports()
    try analytics.take(
      "Session source / medium,Date,Sessions,Engaged sessions,Conversions,Total revenue\n"
        + "anna.k / influencer,20260301,120,80,4,320.5\n")
    #expect(analytics.rows.map(\.channel) == [.analytics])
    var plain = RowImports()
    try plain.take("order id,date,promo code,revenue\n1,2026-03-01,ANA,80.00\n")
    #expect(plain.rows.map(\.channel) == [.shop])
  }

  @Test("Campaigns of links and ads make none where it is said which one they belong to")
  func campaignsOfLinks() throws {
    let text =
      "Session source / medium,Session campaign,Date,Sessions,Engaged sessions,Conversions,Total revenue\n"
      + "anna.k / influencer,utm_glow,20260301,120,80,4,320.5\n"
    var options = ImportOptions()
    options.campaign = "Spring"
    var file = RowImports()
    let plan = try file.take(text, options)
    #expect(file.session.campaigns.rows.map(\.name) == ["Spring"])
    #expect(file.rows[0].custom["Session campaign"] == "utm_glow")
    #expect(plan.notes.contains { $0.contains("it counts for “Spring”, as told") })
    var alone = RowImports()
    try alone.take(text)
    #expect(alone.session.campaigns.rows.map(\.name) == ["utm_glow"])
  }

  @Test("Conversions below one add up to what the file says, for each ad and in all")
  func fractions() throws {
    var text = "Creator,Ad ID,Date,Impressions,Conversions,Cost\n"
    for day in 1...9 {
      text += "anna,1,2026-03-0\(day),100,0.40,5.00\nben,2,2026-03-0\(day),100,0.20,5.00\n"
    }
    var file = RowImports()
    let plan = try file.take(text, RowImports.with("daily"))
    func sum(_ subject: String) -> Int {
      file.rows.filter { $0.subject == subject }.compactMap(\.counts.conversions).reduce(0, +)
    }
    // 9 × 0.40 = 3.6 and 9 × 0.20 = 1.8; together 5.4.
    #expect((3...4).contains(sum("1")) && (1...2).contains(sum("2")))
    #expect((5...6).contains(sum("1") + sum("2")))
    #expect(plan.notes.count { $0.contains("conversions with decimals") } == 1)
    let again = try file.take(text, RowImports.with("daily"))
    #expect(again.added == 0 && again.changed == 0)
  }

  @Test("What is still owed wasn't paid; a month of a discount report is a month")
  func partsAndMonths() throws {
    var orders = RowImports()
    try orders.take(
      "Name,Financial Status,Total,Currency,Created at,Discount Code,Outstanding Balance,Lineitem name\n"
        + "#1,partially_paid,100.00,USD,2026-03-01,ANNA10,40.00,x\n")
    #expect(orders.rows.map(\.counts.revenue) == [money(6_000)])
    var report = RowImports()
    try report.take(
      "Month,Discount code,Orders,Total sales\n2026-03-01,ANNA10,12,1190.30\n2026-04-01,ANNA10,6,600.00\n"
    )
    #expect(report.rows.map { $0.from?.iso } == ["2026-03-01", "2026-04-01"])
    #expect(report.rows.map(\.day.iso) == ["2026-03-31", "2026-04-30"])
    #expect(report.rows.allSatisfy { $0.subject == "ANNA10" })
  }

  @Test("YouTube Studio's chart has a row a day, which add up")
  func youtubeDays() throws {
    var file = RowImports()
    var options = ImportOptions()
    options.campaign = "Spring"
    try file.take(
      """
      Date,Content,Video title,Video publish time,Views
      2026-03-04,abcdefghij1,Serum review,"Mar 4, 2026",8000
      2026-03-05,abcdefghij1,Serum review,"Mar 4, 2026",2000

      """, options)
    #expect(file.rows.map(\.day.iso) == ["2026-03-04", "2026-03-05"])
    #expect(file.rows.allSatisfy { $0.kind == .increment })
  }
}
