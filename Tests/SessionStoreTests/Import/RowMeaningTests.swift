import Marketing
import Testing

@testable import SessionStore

@Suite("What a row of an export means")
struct RowMeaningTests {
  private func spring(_ handles: String...) throws -> RowImports {
    var file = RowImports()
    for (number, handle) in handles.enumerated() {
      try file.session.apply(
        .put(
          Influencer(id: InfluencerID(number + 1), handle: handle, platform: .instagram)))
    }
    return file
  }

  private static let campaign: ImportOptions = {
    var options = ImportOptions()
    options.campaign = "Spring"
    return options
  }()

  @Test(
    "Seconds and milliseconds since 1970 are days, in JSON as well",
    arguments: [
      ("taken_at", "1772323200"), ("timestamp", "1772323200"), ("create_time", "1772323200"),
      ("taken_at_timestamp", "1772323200000"), ("createTime", "\"1772323200\""),
      ("createTimeISO", "\"2026-03-01T00:00:00.000Z\""),
    ])
  func unix(_ name: String, _ value: String) throws {
    let posts = (1...3).map { number in
      "{\"id\": \"39\(number)\", \"username\": \"anna.k\", \"\(name)\": \(value), \"like_count\": \(number)00, \"comment_count\": 4}"
    }
    for (text, file) in [
      ("[" + posts.joined(separator: ",") + "]", "posts.json"),
      (posts.joined(separator: "\n") + "\n", "posts.jsonl"),
    ] {
      var into = try spring("anna.k")
      let plan = try into.take(text, named: file, Self.campaign)
      #expect(plan.kind == .posts)
      #expect(
        into.rows.map(\.day.iso) == ["2026-03-01", "2026-03-01", "2026-03-01"], "\(plan.notes)")
      #expect(into.rows.compactMap(\.counts.likes).reduce(0, +) == 600)
    }
  }

  @Test("Shopify's discounts without total sales: net sales are the revenue, and that is said")
  func netSales() throws {
    var file = try spring()
    let plan = try file.take(
      "Discount code,Discount type,Orders,Gross sales,Net sales,Month\nANNA10,percentage,12,1300.00,1190.30,2026-03-01\n",
      Self.campaign)
    #expect(file.rows.map(\.counts.revenue) == [money(119_030)])
    #expect(plan.columns.first { $0.header == "Net sales" }?.field == "revenue")
    #expect(
      plan.notes.contains { $0.hasPrefix("'Net sales' is without tax and shipping") },
      "\(plan.notes)")
    // Where total sales stand beside them, those count.
    var both = try spring()
    try both.take(
      "Discount code,Orders,Net sales,Total sales,Month\nANNA10,12,1190.30,1400.00,2026-03-01\n",
      Self.campaign)
    #expect(both.rows.map(\.counts.revenue) == [money(140_000)])
    #expect(both.rows.map(\.counts.netRevenue) == [money(119_030)])
  }

  @Test(
    "Meta's results are what their indicator says",
    arguments: [
      ("Result indicator", "actions:offsite_conversion.fb_pixel_purchase", 5, nil as Int?),
      ("Result type", "Website purchases", 5, nil), ("Result type", "Purchases", 5, nil),
      ("Result indicator", "actions:link_click", nil, 5), ("Result type", "Link clicks", nil, 5),
      ("Result indicator", "reach", nil, nil), ("Result type", "Adds to cart", nil, nil),
    ])
  func results(_ column: String, _ what: String, _ conversions: Int?, _ clicks: Int?) throws {
    var file = try spring("anna.k")
    let plan = try file.take(
      """
      Campaign name,Ad name,Results,\(column),Reach,Impressions,Amount spent (USD),Reporting starts,Reporting ends
      Spring,anna.k reel,5,\(what),9000,10000,50.50,2026-03-01,2026-03-01

      """)
    #expect(file.rows.map(\.counts.conversions) == [conversions])
    #expect(file.rows.map(\.counts.clicks) == [clicks])
    if conversions == nil, clicks == nil {
      #expect(file.rows.map { $0.custom["Results"] } == ["5"])
      #expect(plan.notes.contains { $0.contains("Results") && $0.contains(what) }, "\(plan.notes)")
    }
  }

  @Test("Purchases of their own count before results")
  func resultsBeside() throws {
    var file = try spring("anna.k")
    try file.take(
      """
      Campaign name,Ad name,Results,Result indicator,Purchases,Link clicks,Impressions,Amount spent (USD),Reporting starts,Reporting ends
      Spring,anna.k reel,5,actions:offsite_conversion.fb_pixel_purchase,7,90,10000,50.50,2026-03-01,2026-03-01
      Spring,anna.k story,80,actions:link_click,2,80,10000,50.50,2026-03-01,2026-03-01

      """)
    #expect(Set(file.rows.map(\.counts.conversions)) == [7, 2])
    #expect(Set(file.rows.map(\.counts.clicks)) == [90, 80])
  }

  @Test("PayPal's buyers are no creators, and aren't stored")
  func paypal() throws {
    var file = try spring("anna.k")
    let text = """
      "Date","Time","TimeZone","Name","Type","Status","Currency","Gross","Fee","Net","From Email Address","To Email Address","Transaction ID","Item Title","Coupon"
      "03/14/2026","10:11:12","PDT","Jane Roe","Express Checkout Payment","Completed","USD","105.00","-3.35","101.65","jane.roe@mail.example","shop@brand.example","8AB12345","Serum","ANNA10"
      "03/15/2026","11:11:12","PDT","John Doe","Express Checkout Payment","Completed","USD","85.00","-2.80","82.20","john.doe@mail.example","shop@brand.example","8AB12346","Cream","ANNA10"

      """
    var options = Self.campaign
    options.mapping = [.init(header: "Gross", field: "totalPayout")]
    let paid = try file.take(text, options)
    #expect(paid.refusals.count == 2 && paid.unknown.isEmpty)
    #expect(!paid.refusals.contains { $0.reason.contains("Jane") || $0.reason.contains("John") })
    // As PayPal has it, without a code: no list of creators, and no payments to them.
    let plain = text.replacing(",\"Coupon\"", with: "").replacing(",\"ANNA10\"", with: "")
    var onPlatform = Self.campaign
    onPlatform.platform = .instagram
    #expect(throws: ImportError.self) { try file.take(plain, onPlatform) }
    options.mapping = [.init(header: "Gross", field: "revenue")]
    let plan = try file.take(text, options)
    #expect(plan.kind == .orders)
    #expect(file.rows.compactMap(\.creator).isEmpty && file.rows.compactMap(\.influencer).isEmpty)
    #expect(plan.unknown.isEmpty)
    #expect(file.rows.compactMap(\.counts.revenue) == [money(10_500), money(8_500)])
    let kept = "\(file.session)"
    for word in ["Jane", "Roe", "John", "Doe", "mail.example"] { #expect(!kept.contains(word)) }
  }

  @Test("Orders with a gross total and a coupon")
  func grossTotal() throws {
    var file = try spring()
    let plan = try file.take(
      "Order,Date,Gross total,Net total,Coupon\nA-1,2026-03-02,119.00,100.00,ANNA10\nA-2,2026-03-03,59.50,50.00,\n",
      Self.campaign)
    #expect(plan.kind == .orders)
    #expect(file.rows.compactMap(\.counts.revenue) == [money(11_900), money(5_950)])
    #expect(file.rows.map(\.promoCode) == ["ANNA10", ""])
    #expect(file.rows.map(\.key) == ["A-1", "A-2"])
  }

  @Test("A payout by promo code is the creator's whose booking has the code")
  func payoutsByCode() throws {
    var file = try spring("anna.k", "ben_run")
    try file.session.apply(
      .put(Campaign(id: CampaignID(1), name: "Spring", goal: .conversions)))
    for (number, code) in [(1, "ANNA10"), (2, "BEN15")] {
      var booking = Booking(
        id: BookingID(number), campaign: CampaignID(1), influencer: InfluencerID(number))
      booking.promoCode = code
      booking.stage = .contracted
      try file.session.apply(.put(booking))
    }
    let plan = try file.take(
      "promo code,commission paid,campaign\nanna10,40.00,Spring\nBEN15,12.00,Spring\nNOBODY5,3.00,Spring\n"
    )
    #expect(plan.kind == .payouts)
    #expect(file.session.bookings.rows.map(\.commission) == [money(4_000), money(1_200)])
    #expect(plan.refusals.map(\.line) == [4])
    #expect(plan.refusals.first?.reason.contains("NOBODY5") == true)
  }

  @Test("Creators named in the names of Google Ads campaigns are credited")
  func campaignNames() throws {
    var file = try spring("anna.k", "ben_run")
    let plan = try file.take(
      """
      Day,Campaign,Currency code,Impr.,Clicks,Cost,Conversions,Conv. value
      2026-03-01,Spring anna.k whitelisting,USD,9000,200,40.00,2.00,130.00
      2026-03-01,Spring brand,USD,8000,100,20.00,1.00,30.00

      """, Self.campaign)
    #expect(Set(file.rows.map(\.influencer)) == [InfluencerID(1), nil])
    #expect(file.rows.first { $0.influencer != nil }?.counts.spend == money(4_000))
    #expect(plan.notes.contains { $0.contains("@anna.k") })
  }

  @Test("An order with an amount that can't be read is an order, and its amount isn't known")
  func unreadableAmount() throws {
    var file = try spring()
    let plan = try file.take(
      "order_id,date,promo code,revenue\n1,2026-03-01,ANA,80.00\n2,2026-03-02,ANA,abc\n3,2026-03-03,ANA,70.00\n",
      Self.campaign)
    #expect(file.rows.map(\.counts.conversions) == [1, 1, 1])
    #expect(file.rows.map(\.counts.revenue) == [money(8_000), nil, money(7_000)])
    #expect(plan.notes.contains { $0.contains("abc") && $0.contains("3") }, "\(plan.notes)")
  }
}
