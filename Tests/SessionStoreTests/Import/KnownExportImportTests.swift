import Marketing
import TestSupport
import Testing

@testable import SessionStore

/// Files as the products write them, imported without a hint beyond the campaign.
@Suite("Importing known exports")
struct KnownExportImportTests {
  private func session(_ handles: String..., platform: Platform = .instagram) throws -> Session {
    var session = Session(settings: Settings(name: "test"))
    for (number, handle) in handles.enumerated() {
      try session.apply(
        .put(Influencer(id: InfluencerID(number + 1), handle: handle, platform: platform)))
    }
    return session
  }

  private func plan(_ path: String, _ session: Session) throws -> ImportPlan {
    var options = ImportOptions()
    options.campaign = "Spring"
    options.asOf = Day(iso: "2026-03-31")
    return try Importer.plan(file: path, options: options, session: session) { _ in true }
  }

  private func imported(_ path: String, _ session: Session) throws -> (
    plan: ImportPlan, rows: [Measurement]
  ) {
    var session = session
    let plan = try plan(path, session)
    try session.apply(plan.edit)
    return (plan, Array(session.measurements.rows))
  }

  private func made(_ text: String, _ session: Session) throws -> (
    plan: ImportPlan, rows: [Measurement]
  ) {
    let file = try TemporaryFile("export.csv", text)
    return try imported(file.path, session)
  }

  private func field(_ header: String, _ plan: ImportPlan) -> String? {
    plan.columns.first { $0.header == header }?.field
  }

  @Test("Shopify: an order is one however many lines, and its buyer isn't stored")
  func shopify() throws {
    let (plan, rows) = try imported(TestData.made("exports/shopify_orders.csv"), session("anna"))
    #expect(plan.kind == .orders)
    #expect(rows.map(\.key).sorted() == ["#1001", "#1002", "#1003", "#1004"])
    let first = rows.filter { ["#1001", "#1002"].contains($0.key) }
    #expect(first.compactMap(\.counts.revenue).map(\.minorUnits).sorted() == [10260, 16600])
    #expect(first.map(\.day.iso).sorted() == ["2026-03-01", "2026-03-02"])
    #expect(field("Email", plan) == "ignore")
    #expect(field("Lineitem quantity", plan) == "ignore")
    #expect(
      plan.columns.first { $0.header == "Total" }?.reason.hasPrefix("Shopify orders: ") == true)
    #expect(plan.refusals.isEmpty)
    #expect(plan.notes.contains { $0.contains("a further line item") && $0.contains("1 row") })
    for row in rows { #expect(!row.custom.values.contains { $0.contains("@") }) }
  }

  @Test("Shopify: of all that an order says about its buyer nothing is stored")
  func buyers() throws {
    let profile = try #require(
      ProfileCatalog.entries(MappingMemory(folder: "")).entries.first {
        $0.name == "shopify-orders"
      })
    let columns = profile.columns.flatMap { column in
      (column.headers["en"] ?? []).map { (header: $0, why: column.why) }
    }
    let cells = columns.map { column in
      switch column.header {
      case "Name": "#1001"
      case "Created at": "2026-03-01 09:59:00 +0100"
      case "Total": "100.00"
      case "Financial Status": "paid"
      case _ where column.why.contains("buyers"): "Maria Buyer"
      default: ""
      }
    }
    #expect(cells.count { $0 == "Maria Buyer" } > 20)
    let (plan, rows) = try made(
      columns.map(\.header).joined(separator: ",") + "\n" + cells.joined(separator: ",") + "\n",
      session("anna"))
    #expect(rows.count == 1 && rows.first?.counts.revenue?.minorUnits == 10_000)
    #expect(rows.first?.custom.values.contains { $0.contains("Buyer") } == false)
    #expect(!"\(plan.edit)".contains("Maria Buyer"))
  }

  @Test("WooCommerce: coupons credit, buyers' names aren't stored")
  func woocommerce() throws {
    let (plan, rows) = try made(
      """
      Date,Order #,N. Revenue (formatted),Status,Customer,Customer type,Product(s),Items sold,Coupon(s),Net Sales,Attribution
      2026-03-01 10:00:00,1001,€90.00,completed,Maria Buyer,new,1× Serum,1,anna10,90,Referral
      2026-03-02 11:00:00,1002,€45.50,completed,John Buyer,returning,1× Cream,1,,45.5,Direct

      """, session("anna"))
    #expect(plan.kind == .orders)
    #expect(rows.map(\.promoCode).sorted() == ["", "anna10"])
    #expect(rows.compactMap(\.counts.revenue).map(\.minorUnits).sorted() == [4550, 9000])
    for row in rows { #expect(!row.custom.values.contains { $0.contains("Buyer") }) }
  }

  @Test("Meta Ads: days of one ad add up, the total below isn't an ad")
  func meta() throws {
    let (plan, rows) = try imported(
      TestData.made("exports/meta_ads_daily.csv"), session("anna.k", "ben_run"))
    let anna = rows.filter { $0.influencer == InfluencerID(1) }
    #expect(anna.compactMap(\.counts.impressions).reduce(0, +) == 220_000)
    #expect(rows.compactMap(\.counts.conversions).reduce(0, +) == 75)
    #expect(rows.compactMap(\.counts.revenue).map(\.minorUnits).reduce(0, +) == 375_000)
    #expect(plan.refusals.isEmpty)
    #expect(plan.notes.contains { $0.contains("the total") })
    #expect(field("Cost per purchase", plan) == "ignore")
  }

  @Test("Meta Ads: a value of purchases is money, and results aren't purchases")
  func metaValue() throws {
    let (plan, rows) = try imported(
      TestData.made("exports/meta_ads_daily_no_purchases.csv"), session("anna.k", "ben_run"))
    #expect(rows.compactMap(\.counts.revenue).map(\.minorUnits).reduce(0, +) == 375_000)
    #expect(rows.compactMap(\.counts.conversions).isEmpty)
    #expect(field("Results", plan) == "custom")
  }

  @Test("Meta Ads: one row an ad for a month, and “Total: 2 results”")
  func metaMonth() throws {
    let (plan, rows) = try imported(
      TestData.made("exports/meta_ads_month_total.csv"), session("anna.k"))
    #expect(rows.count == 2)
    #expect(rows.compactMap(\.counts.impressions).sorted() == [60_000, 120_000])
    #expect(
      plan.setAside == 1 && plan.notes.contains { $0.contains("the total of the rows (line 4)") })
  }

  @Test("Instagram Insights: the username is the account, months come first")
  func instagram() throws {
    let (plan, rows) = try imported(
      TestData.made("exports/ig_insights.csv"), session("anna.k", "ben_run"))
    #expect(plan.kind == .posts)
    #expect(field("Account username", plan) == "influencerReference")
    #expect(field("Account name", plan) == "ignore")
    #expect(field("Views", plan) == "impressions")
    // “Lifetime” is a total as of the export's day.
    #expect(rows.map(\.day.iso) == ["2026-03-31", "2026-03-31"])
    #expect(plan.refusals.isEmpty)
  }

  @Test("Instagram Insights: months come first even where no day is above 12")
  func instagramDates() throws {
    let (plan, rows) = try made(
      """
      Post ID,Account username,Publish time,Permalink,Views
      1,anna.k,03/02/2026 18:30,https://www.instagram.com/p/A/,10
      2,anna.k,03/04/2026 18:30,https://www.instagram.com/p/B/,20

      """, session("anna.k"))
    #expect(rows.compactMap { $0.custom["Publish time"] }.sorted() == ["2026-03-02", "2026-03-04"])
    #expect(Set(rows.map(\.day.iso)) == ["2026-03-31"])
    #expect(plan.notes.contains { $0.contains("as Instagram Insights writes it") })
  }

  @Test("YouTube Studio: the channel's total isn't a video, thumbnails aren't views")
  func youtube() throws {
    let (plan, rows) = try made(
      """
      Content,Video title,Video publish time,Views,Watch time (hours),Subscribers,Impressions,Impressions click-through rate (%)
      Total,,,3500,120.5,12,90000,4.1
      aaaaaaaaaaa,Spring haul,"Mar 14, 2026",2000,80.5,8,50000,4.2
      bbbbbbbbbbb,Unboxing,"Mar 2, 2026",1500,40.0,4,40000,4.0

      """, session("anna", platform: .youtube))
    #expect(plan.kind == .posts)
    #expect(rows.compactMap(\.counts.impressions).sorted() == [1500, 2000])
    #expect(field("Impressions", plan) == "custom")
    // They are of the export's day, which was given.
    #expect(Set(rows.map(\.day.iso)) == ["2026-03-31"])
    #expect(
      rows.compactMap { $0.custom["Video publish time"] }.sorted() == ["2026-03-02", "2026-03-14"])
    #expect(plan.refusals.isEmpty)
    #expect(plan.notes.contains { $0.contains("the total of the channel") })
  }

  @Test("GA4: the part before the slash is the source")
  func ga4() throws {
    let (plan, rows) = try made(
      """
      Session source / medium,Date,Sessions,Engaged sessions,Conversions,Total revenue
      anna.k / influencer,20260301,120,80,4,320.5
      ben_run / influencer,20260302,60,30,1,75
      (direct) / (none),20260302,500,200,10,900.25

      """, session("anna.k", "ben_run"))
    checkGA4(plan, rows)
  }

  @Test("GA4: lines with # above the header aren't rows")
  func ga4Comments() throws {
    let (plan, rows) = try imported(
      TestData.made("exports/ga4.csv"), session("anna.k", "ben_run"))
    checkGA4(plan, rows)
  }

  private func checkGA4(_ plan: ImportPlan, _ rows: [Measurement]) {
    #expect(field("Session source / medium", plan) == "influencerReference")
    let anna = rows.first { $0.influencer == InfluencerID(1) }
    #expect(anna?.counts.revenue?.minorUnits == 32050)
    #expect(anna?.day.iso == "2026-03-01")
    #expect(rows.first { $0.influencer == InfluencerID(2) }?.counts.conversions == 1)
    #expect(field("Sessions", plan) == "custom")
  }

  @Test("TikTok Ads: days of an ad add up, “Total of 2 results” isn't an ad")
  func tiktokAds() throws {
    let (plan, rows) = try made(
      """
      By Day,Campaign name,Ad group name,Ad name,Cost,Impressions,Clicks (destination),CPM,Conversions
      2026-03-01,Spring,A,@ben_run,100.50,20000,300,5.03,6
      2026-03-02,Spring,A,@ben_run,80.00,15000,200,5.33,4
      Total of 2 results,,,,180.50,35000,500,5.16,10

      """, session("ben_run", platform: .tiktok))
    #expect(rows.compactMap(\.counts.impressions).reduce(0, +) == 35_000)
    #expect(rows.compactMap(\.counts.conversions).reduce(0, +) == 10)
    #expect(rows.count == 2)
    #expect(field("CPM", plan) == "ignore")
    #expect(plan.refusals.isEmpty)
  }

  @Test("TikTok Shop: two lines of an order add up, days come first")
  func tiktokShop() throws {
    let (plan, rows) = try made(
      """
      Order ID,Product ID,SKU ID,Price,Payment Amount,Currency,Quantity,Fully returned or refunded,Order Status,Creator Username,Content Type,Standard commission rate,Est. Commission Base,Time Created
      576460001,17290001,17290011,20.00,18.00,USD,1,No,Completed,ben_run,Video,15%,18.00,02/03/2026 10:11:12
      576460001,17290002,17290012,10.00,9.50,USD,1,No,Completed,ben_run,Video,15%,9.50,02/03/2026 10:11:12
      576460002,17290001,17290011,20.00,20.00,USD,1,No,Completed,anna.k,LIVE,15%,20.00,05/03/2026 20:00:00

      """, session("ben_run", "anna.k", platform: .tiktok))
    #expect(plan.kind == .orders)
    // Two lines of one order are one order.
    #expect(rows.count == 2)
    let ben = rows.filter { $0.influencer == InfluencerID(1) }
    #expect(ben.compactMap(\.counts.revenue).map(\.minorUnits).reduce(0, +) == 2750)
    #expect(Set(rows.map(\.day.iso)) == ["2026-03-02", "2026-03-05"])
  }

  @Test("Google Ads: totals aren't campaigns, and value is money")
  func google() throws {
    let (plan, rows) = try made(
      """
      Campaign report
      "March 1, 2026 - March 2, 2026"
      Day,Campaign,Currency code,Impr.,Clicks,Cost,Conversions,Conv. value,Avg. CPC
      2026-03-01,Spring,USD,"10,000",200,50.25,4.00,400.00,0.25
      2026-03-02,Spring,USD,"8,000",150,40.00,2.00,210.50,0.27
      Total: Campaigns,,,"18,000",350,90.25,6.00,610.50,0.26

      """, session("anna"))
    #expect(rows.compactMap(\.counts.impressions).reduce(0, +) == 18_000)
    #expect(rows.compactMap(\.counts.revenue).map(\.minorUnits).reduce(0, +) == 61_050)
    #expect(rows.count == 2)
    #expect(plan.refusals.isEmpty)
  }

  @Test("impact.com: an action is a sale of a partner")
  func impact() throws {
    let (plan, rows) = try made(
      """
      Action Id,Action Date,Partner,Campaign Name,Action Tracker,Status,Sale Amount,Payout,Promo Code
      8882.1234.1,2026-03-01 10:00,anna.k,Spring,Online Sale,APPROVED,120.00,12.00,ANNA10
      8882.1234.2,2026-03-02 10:00,ben_run,Spring,Online Sale,PENDING,60.00,6.00,

      """, session("anna.k", "ben_run"))
    #expect(plan.kind == .orders)
    // Pending sales are none yet.
    #expect(rows.map(\.key) == ["8882.1234.1"] && plan.setAside == 1)
    #expect(rows.compactMap(\.counts.revenue).map(\.minorUnits) == [12_000])
    #expect(field("Payout", plan) == "custom")
  }

  @Test(
    "Code apps: a sale credits its affiliate, the commission isn't revenue",
    arguments: [
      (
        "goaffpro",
        "Order Date,Order Number,Affiliate Name,Amount,Commission,Status\n2026-03-01,1001,anna.k,120.00,12.00,approved\n"
      ),
      (
        "uppromote",
        "Order ID,Affiliate name,Affiliate email,Total sales,Commission,Status,Created at\n1001,anna.k,a@x.com,120.00,12.00,Approved,2026-03-01\n"
      ),
    ])
  func codeApps(_ name: String, _ text: String) throws {
    let (plan, rows) = try made(text, session("anna.k"))
    #expect(plan.kind == .orders)
    #expect(rows.compactMap(\.counts.revenue).map(\.minorUnits) == [12_000])
    #expect(rows.first?.influencer == InfluencerID(1))
    #expect(field("Commission", plan) == "custom")
    #expect(plan.notes.contains { $0.contains("a guess") })
  }

  @Test(
    "Lists of creators are rosters",
    arguments: [
      ("exports/modash.csv", 3), ("exports/tiktok_marketplace.csv", 3),
    ])
  func lists(_ file: String, _ count: Int) throws {
    var session = try session()
    let plan = try plan(TestData.made(file), session)
    try session.apply(plan.edit)
    #expect(plan.kind == .roster)
    #expect(session.roster.rows.count == count)
    #expect(session.roster.rows.contains { $0.handle == "anna.k" })
  }

  @Test("HypeAuditor: the quality of an audience is its real part")
  func hypeauditor() throws {
    var session = try session()
    var options = ImportOptions()
    options.platform = .instagram
    let plan = try Importer.plan(
      file: TestData.made("exports/hypeauditor.csv"), options: options, session: session
    ) { _ in true }
    try session.apply(plan.edit)
    #expect(plan.kind == .roster)
    let anna = session.roster.rows.first { $0.handle == "anna.k" }
    #expect(anna?.realAudience == Share(millionths: 710_000))
    #expect(anna?.averageAuthenticEngagements == 3900)
  }
}
