import Marketing
import Testing

@testable import SessionStore

/// Exports of tools that have no profile; the figures are added up by hand.
@Suite("Reports of many tools")
struct ReportsOfManyToolsTests {
  /// Anna and Ben are in the roster already.
  private func file() throws -> RowImports { try RowImports(accounts: "annaglow", "ben.fit") }

  @Test("Posts with followers beside them are posts, though each creator has only one")
  func onePostEach() throws {
    for text in [
      "Influencer,Handle,Platform,Published Date,Content URL,Follower Count,Likes,Comments,Shares,Video Views,Engagement Rate\n"
        + "Anna,annaglow,INSTAGRAM,2026-09-10T08:31:00Z,https://www.instagram.com/reel/DEa/,84200,610,57,88,11800,0.90%\n"
        + "Ben,ben.fit,INSTAGRAM,2026-09-14T12:00:00Z,https://www.instagram.com/reel/DEb/,310000,2100,130,240,47000,0.80%\n",
      "Nome;Profilo Instagram;Follower;Compenso concordato;Data pubblicazione;Link al post;Visualizzazioni;Mi piace;Commenti;Condivisioni\n"
        + "Anna;annaglow;84.200;€ 900,00;10/09/2026;https://www.instagram.com/reel/DFa/;11.800;610;57;88\n"
        + "Ben;ben.fit;310.000;€ 2.500,00;14/09/2026;https://www.instagram.com/reel/DFb/;47.000;2.100;130;240\n",
    ] {
      var file = try file()
      let plan = try file.take(text)
      #expect(plan.kind == .posts, "\(text.prefix(20))")
      #expect(file.sum(\.impressions) == 58_800 && file.sum(\.likes) == 2_710)
      #expect(file.sum(\.comments) == 187 && file.sum(\.shares) == 328)
    }
    // What only describes accounts stays a roster.
    var roster = RowImports()
    let plan = try roster.take(
      "username,followers,views,likes,comments,country\nana,1000,50,40,3,ES\nbo,2000,60,50,4,DE\n",
      RowImports.on("instagram"))
    #expect(plan.kind == .roster)
  }

  @Test(
    "What creators brought in a campaign is no roster: a day for it is asked for, and then it is right"
  )
  func campaignReport() throws {
    let text =
      "Influencer;Usuario;Red social;Seguidores;Alcance;Impresiones;Me gusta;Comentarios;Coste;CPM\n"
      + "Anna;@annaglow;Instagram;84.200;31.500;42.000;2.940;210;900,00 €;21,43 €\n"
      + "Ben;@ben.fit;Instagram;310.000;98.000;120.400;6.100;402;2.500,00 €;20,76 €\n"
    var file = try file()
    #expect(throws: ImportError.self) { try file.take(text) }
    var options = ImportOptions()
    options.asOf = Day(iso: "2026-09-30")
    options.isDayGiven = true
    try file.take(text, options)
    #expect(file.sum(\.impressions) == 162_400 && file.sum(\.likes) == 9_040)
    #expect(file.rows.map(\.influencer) == [InfluencerID(1), InfluencerID(2)])
  }

  @Test(
    "The total below a table of codes is nobody's", arguments: ["Total", "Gesamtergebnis", "Summe"])
  func totalOfCodes(_ word: String) throws {
    var file = try file()
    let plan = try file.take(
      "Auswertung\n01.09.2026 - 30.09.2026\n\nRabattcode;Anzahl Bestellungen;Umsatz brutto\nANNA10;12;718,80\n"
        + "BEN15;5;310,50\n\(word);17;1.029,30\n")
    #expect(file.sum(\.conversions) == 17 && file.cents(\.revenue) == 1_029_30)
    #expect(plan.setAside == 1)
    #expect(file.rows.allSatisfy { $0.day == Day(iso: "2026-09-30") })
  }

  @Test(
    "Ads are told apart and credited by their own names, before those of their groups and campaigns",
    arguments: ["Ad Set Name", "Ad Group Name", "Campaign group"])
  func adsBeforeGroups(_ group: String) throws {
    var file = try file()
    try file.take(
      "Start Time,End Time,Campaign Name,\(group),Ad Name,Amount Spent,Paid Impressions,Purchases,Purchases Value\n"
        + "2026-09-01,2026-09-30,Fall,US 18-24,annaglow snap 1,120.50,40000,4,210.00\n"
        + "2026-09-01,2026-09-30,Fall,US 18-24,ben.fit snap,60.25,18500,1,33.00\n")
    #expect(file.rows.map(\.influencer).contains(InfluencerID(2)))
    #expect(file.rows.map(\.influencer).contains(InfluencerID(1)))
    #expect(file.cents(\.spend) == 180_75 && file.cents(\.revenue) == 243_00)
    #expect(file.sum(\.conversions) == 5)
  }

  @Test("Where ads name nobody, or there are none, the names of campaigns credit creators")
  func campaignsAsAds() throws {
    for text in [
      "Date,Campaign name,Ad group name,Spend in account currency,Impressions,Pin clicks,Outbound clicks,Total conversions,Checkouts,Checkout value in account currency\n"
        + "2026-09-01,annaglow Fall Pins,Group A,10.00,5000,150,60,4,1,8.99\n"
        + "2026-09-02,annaglow Fall Pins,Group A,12.00,6000,180,75,3,2,17.98\n",
      "Time period,Account Name,Campaign name,Impressions,Spend,Link clicks,Purchases,Purchases - sale amount\n"
        + "2026-09-01,Solvane,annaglow post boost,5000,10.00,60,1,8.99\n"
        + "2026-09-02,Solvane,annaglow post boost,6000,12.00,75,2,17.98\n",
    ] {
      var file = try file()
      try file.take(text, RowImports.with("daily"))
      #expect(file.rows.allSatisfy { $0.influencer == InfluencerID(1) }, "\(file.rows)")
      #expect(file.sum(\.impressions) == 11_000 && file.sum(\.clicks) == 135)
      #expect(file.sum(\.conversions) == 3 && file.cents(\.revenue) == 26_97)
      #expect(file.cents(\.spend) == 22_00)
    }
  }

  @Test(
    "Orders that nobody has paid yet are none, in the words of shops",
    arguments: [
      ("Status", "Awaiting Payment", false), ("Status", "Awaiting Fulfillment", true),
      ("Status", "Incomplete", false), ("Statut", "En attente de virement bancaire", false),
      ("Statut", "En attente de préparation", true), ("Statut", "Erreur de paiement", false),
      ("Stato", "In attesa di pagamento", false), ("Status", "Aguardando pagamento", false),
      ("Status", "Wacht op betaling", false), ("Zahlungsstatus", "Offen", false),
      ("Bestellstatus", "Offen", true), ("Commission status", "Pending", false),
      ("Commission status", "Rejected", false),
    ])
  func unpaid(_ header: String, _ state: String, counts: Bool) throws {
    var file = try file()
    try file.take(
      "Order ID,Date,Coupon code,Total,\(header)\n1,2026-09-01,ANNA10,20.00,Completed\n2,2026-09-02,ANNA10,30.00,\(state)\n"
    )
    #expect(file.cents(\.revenue) == (counts ? 50_00 : 20_00))
    #expect(file.sum(\.conversions) == (counts ? 2 : 1))
  }

  @Test("A commission that isn't paid yet was earned by a sale all the same")
  func unpaidCommissions() throws {
    var file = try file()
    try file.take(
      "Order,Order date,Creator,Discount code,Sales,Commission,Commission status\n"
        + "#3001,2026-09-03,annaglow,ANNA10,$45.00,$4.50,Paid\n#3002,2026-09-14,ben.fit,BEN15,$50.00,$5.00,Pending\n"
    )
    #expect(file.cents(\.revenue) == 95_00)
  }

  @Test("What was refunded, returned or only a test is no revenue, wherever the export says so")
  func notSold() throws {
    var etsy = try file()
    try etsy.take(
      "Sale Date,Order ID,Coupon Code,Order Value,Shipping,Sales Tax,Order Total,Adjusted Order Total\n"
        + "09/03/26,1,ANNA10,40.00,5.00,2.50,43.50,0.00\n09/15/26,2,BEN15,60.00,5.00,3.00,68.00,58.00\n"
    )
    #expect(etsy.cents(\.revenue) == 101_50)
    var refersion = try file()
    try refersion.take(
      "Conversion ID,Order ID,Affiliate Name,Status,Order Total,Coupon,Created,Is Test Conversion\n"
        + "9001,4455001,Anna,APPROVED,64.00,ANNA10,2026-09-03T10:11:12Z,false\n"
        + "9004,4455004,Ben,APPROVED,99.00,BEN15,2026-09-15T10:11:12Z,true\n")
    #expect(refersion.cents(\.revenue) == 64_00)
    #expect(refersion.rows.map(\.key) == ["4455001"])
    var square = try file()
    try square.take(
      "Date,Gross Sales,Discounts,Net Sales,Tax,Tip,Total Collected,Transaction ID,Discount Name\n"
        + "2026-09-13,$30.00,-$3.00,$27.00,$2.16,$0.00,$29.16,T1,ANNA10\n")
    #expect(square.cents(\.revenue) == 29_16 && square.cents(\.netRevenue) == 27_00)
  }

  @Test("An empty column of the right name takes nothing from one with values")
  func emptyColumn() throws {
    var file = try file()
    try file.take(
      "Order number,Date created,Delivery time,Coupon code,Total,Payment status\n"
        + "10051,\"Sep 3, 2026\",,ANNA10,42.00,Paid\n10052,\"Sep 9, 2026\",,BEN15,30.00,Paid\n")
    #expect(file.rows.map(\.day.iso) == ["2026-09-03", "2026-09-09"])
  }

  @Test("Of two columns of the same beginning, equal zeros don't make the money a count")
  func zerosAreNoTwins() throws {
    var file = try file()
    try file.take(
      "Date,Ad Name,Spend,Impressions,Clicks,Purchase (Total),Purchase Total Value\n"
        + "2026-09-05,ben.fit AMA,20.00,8000,90,1,59.00\n2026-09-06,ben.fit AMA,22.50,9100,88,0,0.00\n",
      RowImports.with("daily"))
    #expect(file.cents(\.revenue) == 59_00 && file.cents(\.spend) == 42_50)
  }

  @Test("A title's days count, however they are written")
  func titles() throws {
    for title in [
      "01.09.2026 - 30.09.2026", "01/09/2026 – 30/09/2026", "Codes im September 2026",
      "Zeitraum: 1.9.2026 bis 30.9.2026",
    ] {
      var file = try file()
      try file.take("\(title)\n\nCode,Orders,Revenue\nANNA10,12,718.80\nBEN15,5,310.50\n")
      #expect(file.rows.allSatisfy { $0.day == Day(iso: "2026-09-30") }, "\(title)")
    }
  }

  @Test("Ads by placement in German are told apart by it")
  func placements() throws {
    var file = try file()
    try file.take(
      "Berichtsstart,Berichtsende,Anzeigenname,Plattform,Platzierung,Geräteplattform,Reichweite,Impressionen,Ausgegebener Betrag (EUR),Link-Klicks,Käufe,Conversion-Wert für Käufe\n"
        + "2026-09-01,2026-09-30,annaglow Reel,instagram,reels,App,20000,26000,210.40,420,6,312\n"
        + "2026-09-01,2026-09-30,annaglow Reel,instagram,feed,App,9000,11000,90.10,130,2,98\n"
        + "2026-09-01,2026-09-30,annaglow Reel,facebook,feed,App,4000,4600,31.00,40,,\n"
        + "2026-09-01,2026-09-30,annaglow Reel,facebook,feed,Desktop,1000,1400,9.00,10,,\n",
      RowImports.in("EUR"))
    #expect(file.rows.count == 4 && file.sum(\.impressions) == 43_000)
    #expect(file.rows.allSatisfy { $0.influencer == InfluencerID(1) })
  }

  @Test("Under a group of two header rows a name that is known alone is that")
  func groups() throws {
    var file = try file()
    try file.take(
      "Creador,Fecha,Instagram,,,Ventas,\n,,Alcance,Impresiones,Me gusta,Pedidos,Ingresos\n"
        + "@annaglow,2026-09-10,9100,12400,610,4,212.40\n@ben.fit,2026-09-14,39000,48000,2100,9,540.00\n",
      RowImports.with("period"))
    #expect(file.sum(\.impressions) == 60_400 && file.sum(\.reach) == 48_100)
    #expect(file.sum(\.conversions) == 13 && file.cents(\.revenue) == 752_40)
  }
}

extension RowImports {
  static func on(_ platform: String) -> ImportOptions {
    var options = ImportOptions()
    options.platform = Platform(rawValue: platform)
    return options
  }

  fileprivate static func `in`(_ code: String) -> ImportOptions {
    var options = ImportOptions()
    options.unconverted = Set([Currency(code: code)].compactMap(\.self))
    return options
  }
}
