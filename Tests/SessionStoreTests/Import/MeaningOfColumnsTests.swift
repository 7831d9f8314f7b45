import Marketing
import Testing

@testable import SessionStore

/// Exports whose columns look like others than they are; the figures are added up by hand.
@Suite("What columns of exports mean")
struct MeaningOfColumnsTests {
  /// Anna and Ben are in the roster already.
  private func file() throws -> RowImports { try RowImports(accounts: "annaglow", "ben.fit") }

  private func field(_ header: String, _ plan: ImportPlan) -> String? {
    plan.columns.first { $0.header == header }?.field
  }

  @Test("A column that answers yes or no is neither an amount nor a count")
  func flags() throws {
    var file = try file()
    let plan = try file.take(
      "Purchase ID,Purchase Date,Subtotal ($),Taxes ($),Sale Price ($),Fees ($),Net Total ($),Refunded?,Partial Refund ($),"
        + "Fully Refunded?,Free trial purchase?,Discount Code\n"
        + "p-901,2026-09-14,29.0,2.4,31.4,3.4,25.6,0,0.0,0,0,ANNA10\n"
        + "p-902,2026-09-15,49.0,4.0,53.0,5.4,43.6,1,10.0,0,0,BEN15\n"
        + "p-903,2026-09-16,29.0,0.0,29.0,3.4,25.6,1,0.0,1,0,BEN15\n")
    // 31.40 + 43.00 + 0.00; all three are orders.
    #expect(file.cents(\.revenue) == 74_40 && file.sum(\.conversions) == 3)
    #expect(
      field("Refunded?", plan) == "custom" && field("Free trial purchase?", plan) == "custom")
    #expect(field("Partial Refund ($)", plan) == "refund")
    // What is left after fees is no net revenue either.
    #expect(field("Net Total ($)", plan) == "custom")
    #expect(plan.notes.contains { $0.contains("“Fully Refunded?” says yes") })
  }

  @Test(
    "An order that is refunded, as a yes says, brought nothing",
    arguments: [
      ("Refunded", "yes", "no"), ("Is refunded", "TRUE", "FALSE"), ("Erstattet", "ja", "nein"),
    ])
  func refundFlag(_ header: String, _ yes: String, _ no: String) throws {
    var file = try file()
    try file.take(
      "Order,Date,Code,Total,\(header)\n1,2026-09-14,ANNA10,20.00,\(no)\n2,2026-09-15,ANNA10,30.00,\(yes)\n"
    )
    #expect(file.cents(\.revenue) == 20_00 && file.sum(\.conversions) == 2)
  }

  @Test("Orders numbered from one are orders, not numbers of them")
  func smallNumbers() throws {
    var file = try file()
    try file.take("Order,Date,Code,Total\n7,2026-09-14,ANNA10,20.00\n8,2026-09-15,ANNA10,30.00\n")
    #expect(file.sum(\.conversions) == 2 && file.rows.map(\.key) == ["7", "8"])
  }

  @Test("States of orders are known by their values")
  func states() throws {
    var file = try file()
    try file.take(
      "Order number,Date,Code,Total,Phase\n1001,2026-09-14,ANNA10,20.00,completed\n"
        + "1002,2026-09-15,ANNA10,30.00,cancelled\n1003,2026-09-15,BEN15,10.00,in_progress\n")
    #expect(file.cents(\.revenue) == 30_00 && file.sum(\.conversions) == 2)
  }

  @Test("Ones and zeros of conversions stay counts")
  func smallCounts() throws {
    var file = try file()
    try file.take(
      "Date,Ad Name,Spend,Impressions,Conversions\n2026-09-01,annaglow reel,10.00,500,1\n"
        + "2026-09-02,annaglow reel,11.00,600,0\n")
    #expect(file.sum(\.conversions) == 1)
  }

  @Test(
    "What was discounted is no revenue, and the day on which a code was made isn't that of its orders"
  )
  func couponReport() throws {
    var file = try file()
    let plan = try file.take(
      "Coupon code,Orders,Amount discounted,Created,Expires,Type\n"
        + "anna10,42,412.30,2026-08-01 10:00:00,2026-12-31 00:00:00,Percentage\n"
        + "ben15,17,301.75,2026-08-01 10:00:00,,Percentage\n",
      named: "coupons_2026-09-01_2026-09-30.csv")
    #expect(file.sum(\.conversions) == 59 && file.cents(\.revenue) == 0)
    #expect(field("Amount discounted", plan) == "custom" && field("Created", plan) == "custom")
    #expect(file.rows.allSatisfy { $0.day == Day(iso: "2026-09-30") })
  }

  @Test("Amazon: the lines of an order add up, with tax and shipping and less discounts")
  func amazon() throws {
    let header =
      "amazon-order-id\tpurchase-date\torder-status\tsales-channel\tquantity\tcurrency\titem-price\titem-tax\tshipping-price\t"
      + "shipping-tax\titem-promotion-discount\tship-promotion-discount\tship-city\tship-postal-code\tpromotion-ids\t"
      + "purchase-order-number\n"
    func row(_ id: String, _ state: String, _ channel: String, _ amounts: String, _ code: String)
      -> String
    {
      "\(id)\t2026-09-14T10:12:03+00:00\t\(state)\t\(channel)\t1\tUSD\t\(amounts)\tAUSTIN\t78701\t\(code)\t\n"
    }
    var file = try file()
    let plan = try file.take(
      header + row("111-1", "Shipped", "Amazon.com", "60.00\t4.95\t\t\t6.00\t", "ANNA10")
        + row("111-1", "Shipped", "Amazon.com", "25.00\t2.06\t5.99\t0.50\t2.50\t", "ANNA10")
        + row("113-2", "Shipped", "Amazon.com", "90.00\t7.43\t5.99\t\t\t5.99", "BEN15")
        + row("114-3", "Cancelled", "Amazon.com", "\t\t\t\t\t", "BEN15"), named: "orders.txt")
    // 60 + 4.95 - 6 + 25 + 2.06 + 5.99 + 0.50 - 2.50 = 90.00; 90 + 7.43 + 5.99 - 5.99 = 97.43.
    #expect(file.cents(\.revenue) == 187_43 && file.sum(\.conversions) == 2)
    #expect(file.rows.map(\.promoCode).sorted() == ["ANNA10", "BEN15"])
    #expect(
      file.rows.allSatisfy {
        !$0.custom.values.contains("AUSTIN") && !$0.custom.values.contains("78701")
      })
    #expect(plan.notes.contains { $0.contains("less 'item-promotion-discount'") })
    var german = try self.file()
    let guess = try german.take(
      header + row("301-1", "Shipped", "Amazon.de", "60.00\t9.58\t4.99\t\t6.00\t", "ANNA10"),
      named: "orders.txt")
    #expect(german.cents(\.revenue) == 58_99)
    #expect(guess.notes.contains { $0.contains("'item-tax'") && $0.contains("a guess") })
  }

  @Test(
    "How an order was paid makes a list of orders none of payouts",
    arguments: ["Payment", "Paiement", "Pago", "Pagamento", "Zahlung", "Betaling"])
  func methodsOfPayment(_ header: String) throws {
    var file = try file()
    let plan = try file.take(
      "ID;Total;\(header);Status;Date;Code promo\n501;1 059,90 €;Carte bancaire;Livré;14/09/2026 10:11:12;ANNA10\n"
        + "502;59,90 €;PayPal;Paiement accepté;15/09/2026 11:11:12;BEN15\n"
        + "503;35,00 €;Chèque;En attente du paiement par chèque;16/09/2026 12:11:12;BEN15\n",
      inEuros)
    #expect(plan.kind == .orders, "\(header)")
    #expect(file.sum(\.conversions) == 2, "\(header)")
  }

  private var inEuros: ImportOptions {
    var options = ImportOptions()
    options.unconverted = Set([Currency(code: "EUR")].compactMap(\.self))
    return options
  }

  @Test("A report of creators with sales keeps how often they were seen")
  func creatorReport() throws {
    var file = try file()
    let plan = try file.take(
      "Creator,Instagram Handle,Impressions,Reach,Likes,Comments,Link Clicks,Conversions,Revenue,Spend,Revenue ROI,IMV\n"
        + "Anna K.,annaglow,\"56,300\",\"41,200\",\"2,310\",84,410,21,\"$1,204.50\",$850.00,1.42,\"$3,120.50\"\n"
        + "Ben F.,ben.fit,\"12,100\",\"9,800\",640,31,60,4,$212.00,$200.00,1.06,$810.00\n",
      named: "creator_breakdown_2026-10-01.csv")
    #expect(plan.kind == .posts)
    #expect(file.sum(\.impressions) == 68_400 && file.sum(\.reach) == 51_000)
    #expect(file.sum(\.likes) == 2_950 && file.sum(\.conversions) == 25)
    #expect(file.cents(\.revenue) == 1_416_50 && file.cents(\.spend) == 1_050_00)
    #expect(file.rows.compactMap(\.influencer?.number).sorted() == [1, 2])
    #expect(plan.notes.contains { $0.contains("until 2026-10-01") })
  }

  @Test("Impressions come before the views of a video, but not those of YouTube's thumbnails")
  func impressions() throws {
    var file = try file()
    try file.take(
      "Username,Post URL,Post Date,Likes,Video Views,Impressions\n"
        + "annaglow,https://www.instagram.com/reel/A1/,2026-09-14,10,51000,56300\n"
        + "ben.fit,https://www.instagram.com/p/A2/,2026-09-21,12,9000,26300\n")
    #expect(file.sum(\.impressions) == 82_600)
    var youtube = try self.file()
    try youtube.take(
      "Creator,Video URL,Date,Impressions,Impressions CTR,Views,Likes\n"
        + "annaglow,https://youtu.be/dQw4w9WgXcQ,2026-09-14,210000,5.4,30600,10\n"
        + "ben.fit,https://youtu.be/aBcDeFgHiJk,2026-09-15,100000,4.6,15000,12\n")
    #expect(youtube.sum(\.impressions) == 45_600)
  }

  @Test("A report with more lines about itself than rows is read from its header on")
  func preamble() throws {
    for lines in [
      "\"Report Name: Ads\",\"\",\"\",\n\"Report Time: 9/14/2026,9/15/2026\"\n\"Time Zone: (GMT+01:00) Amsterdam, Berlin\"\n"
        + "\"Report Aggregation: Daily\"\n\"Report Filter: \"\n\"Rows: 2\"\n\n",
      "Report,Ads\nFrom,2026-09-14\nTo,2026-09-15\nZone,Berlin\nFilter,none\nCurrency,USD\nRows,2\n\n",
    ] {
      var file = try file()
      try file.take(
        lines + "Gregorian date,Ad title,Ad ID,Impressions,Clicks,Spend,Conversions,Revenue\n"
          + "9/14/2026,annaglow whitelisted,7771,\"1,200\",60,30.00,3,150.00\n"
          + "9/15/2026,annaglow whitelisted,7771,\"1,100\",50,25.00,2,99.80\n"
          + "Total,,,\"2,300\",110,55.00,5,249.80\n\n\"©2026 Microsoft Corporation. All rights reserved. \"\n"
      )
      #expect(file.sum(\.impressions) == 2_300 && file.sum(\.clicks) == 110)
      #expect(file.cents(\.spend) == 55_00 && file.cents(\.revenue) == 249_80)
    }
  }

  @Test("Weeks are known by their first day, however they are written")
  func weeks() throws {
    for (header, first, second) in [
      ("Week van", "14-09-2026", "21-09-2026"), ("Week", "2026-W38", "2026-W39"),
      ("KW", "KW 38/2026", "KW 39/2026"), ("Semaine du", "14/09/2026", "21/09/2026"),
    ] {
      var file = try file()
      try file.take(
        "\(header);Kortingscode;Bestellingen;Omzet incl. btw\n\(first);ANNA10;12;1.034,50\n\(second);ANNA10;7;590,25\n"
      )
      #expect(file.rows.map { $0.from?.iso } == ["2026-09-14", "2026-09-21"], "\(header)")
      #expect(file.sum(\.conversions) == 19 && file.cents(\.revenue) == 1_624_75, "\(header)")
    }
  }

  @Test("A currency's word in a header says nothing else, also below a group")
  func currencyWords() throws {
    let yen = try #require(Currency(code: "JPY"))
    var file = RowImports(session: Session(settings: Settings(name: "test", currency: yen)))
    try file.take(
      "アカウント,投稿日,露出,,成果,\n,,リーチ,インプレッション,購入数,売上（円）\n"
        + "annaglow,2026-09-14,41000,56300,12,128000\nben.fit,2026-09-15,9800,12100,3,31500\n",
      RowImports.with("daily"))
    #expect(file.sum(\.conversions) == 15 && file.sum(\.impressions) == 68_400)
    #expect(file.cents(\.revenue) == 159_500)
  }

  @Test("TikTok's favorites are saves beside likes, and likes alone")
  func favorites() throws {
    for header in ["Add to favorites", "Favorites", "Añadidos a favoritos", "Ajouts aux favoris"] {
      var file = try file()
      try file.take(
        "Creator,Date,Video link,\(header),Total likes,Total views\n"
          + "annaglow,2026-09-14,https://www.tiktok.com/@annaglow/video/74,210,1204,56700\n")
      #expect(file.sum(\.saves) == 210 && file.sum(\.likes) == 1_204, "\(header)")
    }
    var alone = try file()
    try alone.take(
      "Creator,Date,Post URL,Favorites,Retweets,Views\n"
        + "annaglow,2026-09-14,https://x.com/annaglow/status/19000001,210,3,56700\n")
    #expect(alone.sum(\.likes) == 210 && alone.sum(\.saves) == 0)
  }

  @Test("Underscores part the words of an ad's name, and the longest handle in it counts")
  func underscores() throws {
    var file = try file()
    try file.session.apply(
      .put(Influencer(id: InfluencerID(3), handle: "luca_fit", platform: .instagram)))
    try file.session.apply(
      .put(Influencer(id: InfluencerID(4), handle: "luca", platform: .instagram)))
    try file.take(
      "Date,Ad Name,Spend,Impressions\n2026-09-01,luca_fit_spark_01,10.00,500\n"
        + "2026-09-02,FALL_luca_01,11.00,600\n2026-09-03,fall_annaglow_ben.fit_2,11.00,600\n")
    #expect(file.rows.map(\.influencer?.number) == [3, 4, nil])
  }

  @Test("What creators earn by a sale is kept, and that it isn't cost is said")
  func commissions() throws {
    var file = try file()
    let plan = try file.take(
      "Order,Date,Affiliate,Order Total,Commission\n1,2026-09-14,annaglow,20.00,2.00\n2,2026-09-15,ben.fit,30.00,3.00\n"
    )
    #expect(plan.notes.contains { $0.contains("'Commission' is what creators earn") })
    #expect(file.rows.first?.custom["Commission"] == "2.00")
  }

  @Test("Thousands and millions in words")
  func wordsForThousands() throws {
    var file = RowImports()
    var options = ImportOptions()
    options.platform = .instagram
    try file.take(
      "Profilo;Follower;Media commenti\nluca_fit;210 mila;48\nnonna.cucina;1,1 milioni;120\ngiulia;38.500;9\n",
      options)
    #expect(
      file.session.roster.rows.map(\.followers).sorted { ($0 ?? 0) < ($1 ?? 0) }
        == [38_500, 210_000, 1_100_000])
    #expect(file.session.roster.rows.compactMap(\.averageComments).reduce(0, +) == 177)
  }
}
