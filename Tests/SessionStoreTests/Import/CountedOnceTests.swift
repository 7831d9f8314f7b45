import Marketing
import Metrics
import Testing

@testable import SessionStore

@Suite("What several files report counts once")
struct CountedOnceTests {
  private static let shop = """
    Name,Financial Status,Total,Currency,Created at,Discount Code,Lineitem name
    #1001,paid,105.00,USD,2026-03-02,ANNA10,Serum
    #1002,paid,85.00,USD,2026-03-03,BEN15,Cream
    #1003,paid,61.00,USD,2026-03-04,ANNA10,Cream

    """

  private static let spring: ImportOptions = {
    var options = ImportOptions()
    options.campaign = "Spring"
    return options
  }()

  private func total(_ file: RowImports) -> (conversions: Int?, revenue: Money?) {
    let total = KPITable.make(file.session, by: .total).total
    return (total.conversions, total.revenue)
  }

  // MARK: GA4

  @Test(
    "GA4's report of transactions is web analytics, whatever it calls its columns",
    arguments: [
      "Transaction ID,Session source / medium,Date,Ecommerce purchases,Purchase revenue",
      "Transaction ID,Source / medium,Date,Transactions,Total revenue",
      "Transaction ID,Session campaign,Date,Ecommerce purchases,Purchase revenue",
    ])
  func transactions(_ header: String) throws {
    let text =
      header + "\n" + """
        #1001,anna.k / influencer,20260302,1,100.00
        1002,ben_run / influencer,20260303,1,80.00
        1003,anna.k / influencer,20260304,1,56.00

        """
    for files in [[Self.shop, text], [text, Self.shop]] {
      var file = RowImports()
      for (number, text) in files.enumerated() {
        try file.take(text, named: "\(number).csv", Self.spring)
      }
      #expect(Set(file.rows.map(\.channel)) == [.shop, .analytics])
      // The shop's three orders: 105 + 85 + 61.
      let shop = total(file)
      #expect(shop.conversions == 3 && shop.revenue == money(25_100))
      let others = UncountedSales.all(in: file.session)
      #expect(others.map(\.channel) == [.analytics] && others[0].revenue == money(23_600))
      for text in files {
        let again = try file.take(text, Self.spring)
        #expect(again.added == 0 && again.changed == 0)
      }
    }
    var alone = RowImports()
    try alone.take(text, Self.spring)
    if header.contains("medium") {
      #expect(Set(alone.rows.compactMap(\.creator?.name)) == ["anna.k", "ben_run"])
    }
    #expect(total(alone).conversions == 3 && total(alone).revenue == money(23_600))
  }

  // MARK: Two sources of one kind

  @Test("A sheet that writes the shop's order numbers without # has the same orders")
  func sheetWithNumbers() throws {
    let sheet = """
      order number,date,promo code,amount
      1001,2026-03-02,ANNA10,100.00
      1002,2026-03-03,BEN15,80.00
      1007,2026-03-05,BEN15,30.00

      """
    for files in [[Self.shop, sheet], [sheet, Self.shop]] {
      var file = RowImports()
      var notes: [String] = []
      for (number, text) in files.enumerated() {
        notes += try file.take(text, named: "\(number).csv", Self.spring).notes
      }
      // The shop's three, and the one that only the sheet has: 105 + 85 + 61 + 30.
      #expect(total(file).conversions == 4 && total(file).revenue == money(28_100))
      #expect(
        notes.contains { $0.contains("2 orders") && $0.contains("0.csv") && $0.contains("once") },
        "\(notes)")
      for text in files {
        let again = try file.take(text, Self.spring)
        #expect(again.added == 0 && again.changed == 0, "\(again.notes)")
      }
      #expect(total(file).revenue == money(28_100))
    }
  }

  @Test(
    "A sheet without order numbers has the same orders if half of its days and amounts are there")
  func sheetWithoutNumbers() throws {
    let sheet = """
      date,promo code,revenue
      2026-03-02,ANNA10,105.00
      2026-03-03,BEN15,85.00
      2026-03-06,BEN15,40.00

      """
    for files in [[Self.shop, sheet], [sheet, Self.shop]] {
      var file = RowImports()
      for (number, text) in files.enumerated() {
        try file.take(text, named: "\(number).csv", Self.spring)
      }
      // 105 + 85 + 61 + 40.
      #expect(total(file).revenue == money(29_100))
    }
    // Another creator's order of that day and amount is another order, and one in three may be chance.
    for other in [
      sheet.replacing("ANNA10", with: "CARO10").replacing("BEN15", with: "CARO10"),
      sheet.replacing("85.00", with: "84.00"),
    ] {
      var file = RowImports()
      try file.take(Self.shop, named: "shop.csv", Self.spring)
      try file.take(other, named: "other.csv", Self.spring)
      #expect(file.rows.count == 6)
    }
  }

  private static func app(_ numbers: [Int], _ who: String) -> String {
    numbers.reduce(into: "Order Date,Order Number,Affiliate Name,Amount,Commission,Status\n") {
      $0 += "2026-03-01,\($1),\(who),100.00,10.00,approved\n"
    }
  }

  private static func otherApp(_ numbers: [String], _ who: String) -> String {
    numbers.reduce(
      into: "Order ID,Affiliate name,Total sales,Commission,Status,Created at\n"
    ) { $0 += "\($1),\(who),100.00,10.00,Approved,2026-03-01\n" }
  }

  @Test("Two affiliate apps: an order that both report is one, and each one's own count")
  func twoApps() throws {
    var file = RowImports()
    try file.take(Self.app([1001, 1002], "anna.k"), named: "goaffpro.csv", Self.spring)
    try file.take(Self.otherApp(["#1002", "#1003"], "anna.k"), named: "uppromote.csv", Self.spring)
    #expect(total(file).conversions == 3 && total(file).revenue == money(30_000))
    // Others' creators: other numbers, and all of them count.
    try file.take(
      Self.otherApp(["#1010", "#1011"], "ben_run"), named: "uppromote.csv", Self.spring)
    #expect(total(file).conversions == 5 && total(file).revenue == money(50_000))
  }

  private static func meta(_ name: String) -> String {
    """
    Day,Campaign name,Ad name,Ad ID,Impressions,Amount spent (USD),Purchases,Purchases conversion value,Reporting starts,Reporting ends
    2026-03-01,Spring,\(name),1201,10000,50.00,3,210.00,2026-03-01,2026-03-01

    """
  }
  private static func google(_ name: String) -> String {
    """
    Day,Campaign,Ad group,Currency code,Impr.,Clicks,Cost,Conversions,Conv. value
    2026-03-01,Spring,\(name),USD,9000,200,40.00,2.00,130.00

    """
  }

  @Test("Two ad platforms that show the same creator, or nobody's ads, report the same sales")
  func twoPlatforms() throws {
    for (one, other) in [("anna.k reel", "anna.k video"), ("Serum", "Cream")] {
      var file = RowImports()
      try file.session.apply(
        .put(Influencer(id: InfluencerID(1), handle: "anna.k", platform: .instagram)))
      try file.take(Self.meta(one), named: "meta.csv", Self.spring)
      try file.take(Self.google(other), named: "google.csv", Self.spring)
      #expect(total(file).conversions == 3 && total(file).revenue == money(21_000))
      // What both cost was paid twice.
      #expect(KPITable.make(file.session, by: .total).total.spend == money(9_000))
      let others = UncountedSales.all(in: file.session)
      #expect(others.map(\.sources) == [["google.csv"]] && others[0].conversions == 2)
    }
  }

  @Test("Two ad platforms that show different creators both count")
  func twoPlatformsApart() throws {
    var file = RowImports()
    for (id, handle) in [(1, "anna.k"), (2, "ben_run")] {
      try file.session.apply(
        .put(Influencer(id: InfluencerID(id), handle: handle, platform: .instagram)))
    }
    try file.take(Self.meta("anna.k reel"), named: "meta.csv", Self.spring)
    try file.take(Self.google("ben_run video"), named: "google.csv", Self.spring)
    #expect(total(file).conversions == 5 && total(file).revenue == money(34_000))
    #expect(UncountedSales.all(in: file.session).isEmpty)
  }

  // MARK: Posts

  @Test(
    "A post's link may be written in many ways",
    arguments: [
      [
        "https://www.instagram.com/p/Cabc123/", "https://www.instagram.com/p/Cabc123/?igsh=MzRlOD",
        "instagram.com/reel/Cabc123", "https://m.instagram.com/anna.k/reel/Cabc123/?utm_source=ig",
      ],
      [
        "https://www.youtube.com/watch?v=dQw4w9WgXcQ", "https://youtu.be/dQw4w9WgXcQ?si=x",
        "https://youtube.com/shorts/dQw4w9WgXcQ", "https://m.youtube.com/watch?t=3&v=dQw4w9WgXcQ",
      ],
      [
        "https://www.tiktok.com/@anna.k/video/7301", "https://www.tiktok.com/video/7301?lang=de",
        "https://m.tiktok.com/@Anna.K/video/7301/",
      ],
      ["https://x.com/anna/status/55", "https://twitter.com/anna/status/55?s=20"],
      ["https://blog.example/a?id=3", "http://www.blog.example/a/?utm_campaign=x&id=3#top"],
    ])
  func links(_ links: [String]) throws {
    for grain in ["total", "daily"] {
      var apart = RowImports()
      var text = "influencer,date,post url,likes\n"
      for (number, link) in links.enumerated() {
        let row = "anna.k,2026-03-0\(number + 1),\(link),\(100 * (number + 1))\n"
        text += row
        try apart.take(
          "influencer,date,post url,likes\n" + row, named: "\(number).csv", RowImports.with(grain))
      }
      var together = RowImports()
      try together.take(text, RowImports.with(grain))
      let sum = links.indices.reduce(0) { $0 + 100 * ($1 + 1) }
      for file in [apart, together] {
        #expect(Set(file.rows.map(\.subject)).count == 1)
        let likes = KPITable.make(file.session, by: .total).total.likes
        #expect(likes == (grain == "total" ? 100 * links.count : sum))
      }
    }
  }

  @Test("Other posts stay others: letters of a code count, and so does what a page is asked for")
  func otherLinks() throws {
    var file = RowImports()
    try file.take(
      """
      influencer,date,post url,likes
      anna.k,2026-03-01,https://www.instagram.com/p/Cabc123/,1
      anna.k,2026-03-01,https://www.instagram.com/p/CABC123/,2
      anna.k,2026-03-01,https://blog.example/a?id=3,4
      anna.k,2026-03-01,https://blog.example/a?id=4,8
      anna.k,2026-03-01,https://youtu.be/dQw4w9WgXcQ,16
      anna.k,2026-03-01,https://youtu.be/dQw4w9WgXcR,32

      """, RowImports.with("total"))
    #expect(KPITable.make(file.session, by: .total).total.likes == 63)
  }

  // MARK: The same file, read otherwise

  @Test("Days that were read in the wrong order are replaced, not added to")
  func otherDates() throws {
    let daily = """
      Creator,Ad ID,Date,Impressions,Cost
      anna.k,1,03/04/2026,1000,5.00
      anna.k,1,04/04/2026,800,4.00
      anna.k,1,05/04/2026,900,4.50

      """
    func options(_ order: ImportOptions.DateOrder, _ grain: String) -> ImportOptions {
      var options = RowImports.with(grain)
      options.dates = order
      options.campaign = "Spring"
      return options
    }
    for grain in ["daily", "total"] {
      var file = RowImports()
      try file.take(daily, options(.dmy, grain))
      let plan = try file.take(daily, options(.mdy, grain))
      #expect(file.rows.map(\.day.iso) == ["2026-03-04", "2026-04-04", "2026-05-04"])
      #expect(plan.notes.contains { $0.contains("replaced") })
      let spend = KPITable.make(file.session, by: .total).total.spend
      #expect(spend == (grain == "daily" ? money(1_350) : money(450)))
      // Another file of other days is another matter.
      try file.take(
        daily, named: "april.csv", options(.dmy, grain))
      #expect(file.rows.count == 5)
    }
  }

  // MARK: Levels

  @Test(
    "Ads split otherwise, and only in part, are the same money once more",
    arguments: [
      // Ages of ads without their numbers; those of nobody known are left out.
      """
      Day,Campaign name,Ad name,Age,Impressions,Amount spent (USD),Reporting starts,Reporting ends
      2026-03-01,Spring,anna.glow reel,18-24,6000,30.50,2026-03-01,2026-03-01
      2026-03-01,Spring,anna.glow reel,25-34,2000,10.00,2026-03-01,2026-03-01

      """,
      // The same by campaign.
      """
      Campaign name,Age,Impressions,Amount spent (USD),Reporting starts,Reporting ends
      Spring,18-24,12000,60.00,2026-03-01,2026-03-31
      Spring,25-34,9000,45.00,2026-03-01,2026-03-31

      """,
      // And by ad set.
      """
      Campaign name,Ad set name,Gender,Impressions,Amount spent (USD),Reporting starts,Reporting ends
      Spring,A,female,11000,50.00,2026-03-01,2026-03-31
      Spring,B,female,5000,25.00,2026-03-01,2026-03-31

      """,
    ])
  func levels(_ split: String) throws {
    let days = """
      Day,Campaign name,Ad set name,Ad name,Ad ID,Reach,Impressions,Amount spent (USD),Purchases,Reporting starts,Reporting ends
      2026-03-01,Spring,A,anna.glow reel,1201,9000,10000,50.50,2,2026-03-01,2026-03-01
      2026-03-01,Spring,B,ben.fit story,1202,7000,8000,40.00,1,2026-03-01,2026-03-01
      2026-03-02,Spring,A,anna.glow reel,1201,8000,9000,45.00,3,2026-03-02,2026-03-02

      """
    for (first, second) in [(days, split), (split, days)] {
      var file = RowImports()
      try file.take(first, named: "first.csv")
      let known = KPITable.make(file.session, by: .total).total.spend
      let plan = try file.take(second, named: "second.csv")
      #expect(KPITable.make(file.session, by: .total).total.spend == known)
      #expect(plan.refusals.first?.reason.contains("first.csv") == true)
    }
  }

  @Test("Ages of ad sets and ages of ads are the same money, too")
  func twoSplits() throws {
    let sets = """
      Campaign name,Ad set name,Age,Impressions,Amount spent (USD),Reporting starts,Reporting ends
      Spring,A,18-24,6000,30.50,2026-03-01,2026-03-31
      Spring,A,25-34,4000,20.00,2026-03-01,2026-03-31

      """
    let ads = """
      Campaign name,Ad set name,Ad name,Age,Impressions,Amount spent (USD),Reporting starts,Reporting ends
      Spring,A,anna.glow reel,18-24,3500,18.00,2026-03-01,2026-03-31
      Spring,A,anna.glow reel,25-34,2000,10.00,2026-03-01,2026-03-31

      """
    for (first, second) in [(sets, ads), (ads, sets)] {
      var file = RowImports()
      try file.take(first, named: "first.csv")
      let known = KPITable.make(file.session, by: .total).total.spend
      try file.take(second, named: "second.csv")
      #expect(KPITable.make(file.session, by: .total).total.spend == known)
    }
  }
}
