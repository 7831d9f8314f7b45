import Marketing
import Testing

@testable import SessionStore

/// What rows are about where the file says it in more than one place; the figures are added up by hand.
@Suite("Spans, totals and names of files")
struct SpansAndTotalsTests {
  private func file() throws -> RowImports { try RowImports(accounts: "anna.kraft", "leo_moreau") }

  private func inEuros() throws -> RowImports {
    var settings = Settings(name: "test")
    settings.currency = try #require(Currency(code: "EUR"))
    return RowImports(session: Session(settings: settings))
  }

  @Test(
    "Rows with a month or a week of their own count for it, not for the whole report",
    arguments: [
      ("Month", ["2026-09-01 - 2026-09-30", "2026-10-01 - 2026-10-31"]),
      ("Woche", ["2026-09-28 - 2026-10-04", "2026-10-05 - 2026-10-11"]),
    ])
  func spansOfRows(header: String, spans: [String]) throws {
    var file = try file()
    var text =
      "Ad set name,\(header),Country,Reach,Impressions,Amount spent (USD),Link clicks,Purchases,Purchases conversion value,Reporting starts,Reporting ends\n"
    for (at, span) in spans.enumerated() {
      for (country, figure) in [("DE", 100), ("AT", 20)] {
        text +=
          "anna.kraft whitelisting,\(span),\(country),\(figure * 6),\(figure * 10),\(figure + at).50,\(figure),\(figure / 10),\(figure * 5).00,2026-09-01,2026-10-31\n"
      }
    }
    let plan = try file.take(text)
    #expect(plan.refusals.isEmpty, "\(plan.refusals)")
    // 100 and 20 twice; spend 100.50 + 20.50 + 101.50 + 21.50.
    #expect(file.sum(\.impressions) == 2_400 && file.cents(\.spend) == 24_400)
    #expect(file.sum(\.conversions) == 24 && file.cents(\.revenue) == 120_000)
    #expect(Set(file.rows.map { $0.day.iso }) == Set(spans.map { String($0.suffix(10)) }))
  }

  @Test("Subtotals in the column of dates don't hide its dates, and are nobody's orders")
  func subtotals() throws {
    var file = try inEuros()
    let plan = try file.take(
      """
      Suivi des ventes – codes influence;;;;
      ;;;;
      Date;N° de commande;Code promo;Montant TTC;Remboursé
      02/10/2026;FR-3301;ANNA10;89,90 €;
      04/10/2026;FR-3307;ANNA10;45,00 €;45,00 €
      15/10/2026;FR-3322;ANNA10;1 120,50 €;100,00 €
      Sous-total ANNA10;;;1 255,40 €;145,00 €
      03/10/2026;FR-3304;LEO15;62,30 €;
      09/10/2026;FR-3315;LEO15;annulée;
      21/10/2026;FR-3340;LEO15;210,00 €;
      Sous-total LEO15;;;272,30 €;
      TOTAL;;;1 527,70 €;145,00 €

      """)
    // 1,255.40 less 145.00, and 272.30 of two orders, since the third was cancelled.
    #expect(file.cents(\.revenue) == 138_270)
    #expect(file.sum(\.conversions) == 5)
    #expect(plan.setAside == 4, "\(plan.notes)")
  }

  @Test(
    "A first and a last day in the file's name are the span of rows without a date",
    arguments: [
      "Informe (2026-10-01 a 2026-10-31).csv", "Oct-01-2026_Oct-31-2026_99.csv",
      "Bericht 01.10.2026-31.10.2026.csv",
      "coupons_after-2026-10-01T00-00-00_before-2026-10-31T23-59-59.csv",
    ])
  func spanOfFile(name: String) throws {
    var file = try file()
    let plan = try file.take(
      "Ad name,Amount spent (USD),Impressions,Link clicks\nanna.kraft reel,100.00,5000,40\n",
      named: name)
    let row = try #require(file.rows.first)
    #expect(row.from?.iso == "2026-10-01" && row.day.iso == "2026-10-31", "\(plan.notes)")
    #expect(
      plan.notes.contains { $0.contains("2026-10-01 to 2026-10-31, as the file's name says") })
    // The same money, day by day.
    let days = try file.take(
      "Ad name,Day,Amount spent (USD),Impressions,Link clicks\n"
        + "anna.kraft reel,2026-10-05,60.00,3000,25\nanna.kraft reel,2026-10-09,40.00,2000,15\n")
    #expect(days.refusals.count == 2, "\(days.notes)")
    #expect(file.cents(\.spend) == 10_000)
  }

  @Test("Two days in a file's name that don't belong together are no span")
  func noSpan() {
    for name in [
      "posts_2026-10-01_exported_2026-11-15.csv", "insights-20260331.csv", "Oct-31-2026.csv",
    ] {
      #expect(FileNameClues(name).span == nil, "\(name)")
    }
    #expect(
      FileNameClues("Ads-1-oct-2026-31-oct-2026.csv").words == "1 October 2026 to 31 October 2026")
  }

  @Test("Figures of days that name nobody are taken for whom the file's name names, or asked about")
  func namelessDays() throws {
    let text =
      "Date,Video Views,Profile Views,Likes,Comments,Shares\n2026-10-01,21288,419,1531,61,90\n2026-10-02,22265,428,1562,62,92\n"
    var options = RowImports.with("daily")
    options.platform = .tiktok
    var file = try file()
    var plan = try file.take(text, named: "Overview.csv", options)
    #expect(plan.refusals.count == 2)
    #expect(plan.refusals.allSatisfy { $0.reason.contains("--influencer HANDLE") })
    #expect(plan.facts.contains { $0.subject == .influencer && $0.value == "nobody" })
    // The preview asks; the accounts are on Instagram, and are offered all the same.
    var draft = options
    draft.isDraft = true
    let asked = try file.take(text, named: "Overview.csv", draft).questions
    #expect(
      asked.first { $0.subject == .influencer }?.choices.map(\.answer).sorted() == [
        "anna.kraft", "leo_moreau",
      ])
    plan = try file.take(text, named: "Overview_leo_moreau_2026.csv", options)
    #expect(file.sum(\.impressions) == 43_553 && file.sum(\.likes) == 3_093)
    #expect(file.rows.allSatisfy { $0.influencer == InfluencerID(2) })
    #expect(plan.notes.contains { $0.contains("@leo_moreau's, as the file's name says") })
    #expect(plan.facts.contains { $0.subject == .influencer && $0.isGuess })
  }

  @Test("A network's channel that has a handle in its name is that creator's")
  func channels() throws {
    var file = try file()
    let plan = try file.take(
      "Transaction date;Transaction ID;Order ID;Program;Channel;Type;Order value;Commission;Status;Coupon code\n"
        + "2026-10-03 12:01:09;771;SE-1;Shop SE;anna.kraft – Instagram;Sale;124,90;12,49;Approved;ANNA10\n"
        + "2026-10-04 09:33:40;772;SE-2;Shop SE;leo_moreau TikTok;Sale;90,00;9,00;Approved;\n"
        + "2026-10-04 10:33:40;773;SE-3;Shop SE;Rabattkoden.se;Sale;10,00;1,00;Approved;\n")
    #expect(file.rows.map(\.influencer) == [InfluencerID(1), InfluencerID(2), nil])
    #expect(!plan.notes.contains { $0.contains("“anna.kraft – Instagram”, “") }, "\(plan.notes)")
  }

  @Test("Columns that are called by two names of one figure, or by another language's, count")
  func names() throws {
    var file = try file()
    var options = RowImports.on("instagram")
    options.setGrain("total")
    try file.take(
      "Account;Datum;Bereik Unieke accounts;Weergaven;Vind-ik-leuks\n@anna.kraft;01-10-2026;4.000;9.000;120\n",
      options)
    #expect(file.sum(\.reach) == 4_000 && file.sum(\.likes) == 120)
    file = try self.file()
    let plan = try file.take(
      "Bestellgutschein;Datum;Käufe;Umsatz\nANNA10;20261001;3;120,50\n;20261001;5;300,00\n")
    #expect(plan.kind == .orders)
    #expect(file.rows.contains { $0.promoCode == "ANNA10" && $0.counts.conversions == 3 })
  }

  @Test("What YouTube pays is no revenue in German either")
  func estimatedRevenue() throws {
    var file = try file()
    try file.take(
      "Content,Videotitel,Veröffentlichungszeitpunkt des Videos,Geschätzter Umsatz (EUR),Aufrufe,Wiedergabezeit (Stunden),Impressionen\n"
        + "Gesamt,,,402.11,161250,900,300000\n"
        + "a1b2c3d4e5f,Serum,01.10.2026,260.40,100000,600,200000\n"
        + "b1b2c3d4e5f,Toner,03.10.2026,141.71,61250,300,100000\n")
    #expect(file.sum(\.impressions) == 161_250 && file.cents(\.revenue) == 0)
  }

  @Test("Google's ads by device are one ad's parts, and a column can be said to be one")
  func parts() throws {
    for (header, isSaid) in [("Device", false), ("Shape", true)] {
      var file = try file()
      var options = ImportOptions()
      if isSaid { options.map(header, to: "key") }
      let plan = try file.take(
        "Day\tCampaign\t\(header)\tCurrency code\tCost\tImpr.\tClicks\tConversions\tConv. value\n"
          + "2026-10-01\tYT leo_moreau\tMobile\tUSD\t100.00\t5000\t50\t4\t200.00\n"
          + "2026-10-01\tYT leo_moreau\tDesktop\tUSD\t40.50\t2000\t20\t1\t50.00\n"
          + "2026-10-02\tYT leo_moreau\tMobile\tUSD\t60.00\t3000\t30\t2\t90.00\n", options)
      #expect(plan.refusals.isEmpty, "\(plan.refusals)")
      #expect(file.cents(\.spend) == 20_050 && file.sum(\.impressions) == 10_000)
      #expect(file.sum(\.conversions) == 7 && file.cents(\.revenue) == 34_000)
    }
  }

  @Test(
    "A part of an ad's figures that has two spellings in a language is one all the same",
    arguments: ["Impressionsgerät", "Impressions-Gerät"])
  func spellings(header: String) throws {
    var file = try file()
    let plan = try file.take(
      "Berichtsbeginn,Berichtsende,Anzeigenname,\(header),Reichweite,Impressionen,Ausgegebener Betrag (USD),Link-Klicks,Käufe\n"
        + "2026-10-01,2026-10-31,leo_moreau Reel,Android-Smartphone,4000,5000,100.00,50,4\n"
        + "2026-10-01,2026-10-31,leo_moreau Reel,iPhone,1500,2000,40.50,20,1\n")
    #expect(plan.refusals.isEmpty, "\(plan.refusals)")
    #expect(file.cents(\.spend) == 14_050 && file.sum(\.impressions) == 7_000)
  }

  @Test("Whoever says whose a file is that says it itself hears that it isn't used")
  func unusedInfluencer() throws {
    var file = try file()
    var options = ImportOptions()
    options.influencer = "anna.kraft"
    let plan = try file.take(
      "Order,Date,Code,Total\n#1001,2026-10-01,LEO15,50.00\n#1002,2026-10-02,LEO15,30.00\n", options
    )
    #expect(plan.notes.contains { $0.contains("anna.kraft as the influencer isn't used") })
    #expect(file.rows.allSatisfy { $0.influencer == nil && $0.creator == nil })
  }

  @Test("What a program's partners sold: actions are sales, and their cost isn't ad spend")
  func partners() throws {
    var file = try file()
    try file.take(
      "Performance by Partner\nSeptember 1, 2026 - September 30, 2026\n\n"
        + "Partner,Partner ID,Clicks,Actions,Revenue,Action Cost,Total Cost\n"
        + "anna.kraft,1,\"1,234\",37,\"2,910.40\",291.04,291.04\nleo_moreau,2,900,61,\"4,402.00\",440.20,440.20\n"
    )
    #expect(file.sum(\.conversions) == 98 && file.cents(\.revenue) == 731_240)
    #expect(file.cents(\.spend) == 0 && file.sum(\.clicks) == 2_134)
  }

  @Test("A program's list of commissions is one of sales, and one not paid yet was sold")
  func commissions() throws {
    var file = try file()
    let plan = try file.take(
      "id,affiliate_id,affiliate_name,affiliate_email,date_created,type,status,reference,reference_amount,amount,currency\n"
        + "1,7,anna.kraft,a@x.example,2026-10-02,sale,paid,3301,188.90,18.89,USD\n"
        + "2,8,leo_moreau,b@x.example,2026-10-03,sale,unpaid,3302,\"1,000.50\",100.05,USD\n"
        + "3,8,leo_moreau,b@x.example,2026-10-04,sale,rejected,3303,50.00,5.00,USD\n")
    #expect(plan.kind == .orders, "\(plan.notes)")
    #expect(file.sum(\.conversions) == 2 && file.cents(\.revenue) == 118_940)
  }

  @Test("A column of zeros doesn't count before one of amounts")
  func zeros() throws {
    var file = try file()
    let plan = try file.take(
      "Creator,Payment Date,Status,Amount,Fee\n"
        + "anna.kraft,2026-10-02,Paid,\"$1,200.00\",$0.00\nleo_moreau,2026-10-03,Paid,$300.50,$0.00\n"
    )
    #expect(plan.kind == .payouts)
    let fees = file.session.bookings.rows.compactMap { $0.fee?.minorUnits }.sorted()
    #expect(fees == [30_050, 120_000], "\(plan.notes)")
  }

  @Test("A price a post in Italian is the fee; a post has none, and that is said")
  func prices() throws {
    var file = try inEuros()
    try file.take(
      "Handle;Piattaforma;Follower;Compenso a post\n@uno.due;Instagram;48,5 mila;€ 650\n@tre.q;Instagram;1,1 mln;€ 4.500\n"
    )
    #expect(file.session.roster.rows.map { $0.fee?.minorUnits } == [65_000, 450_000])
    var posts = try self.file()
    var options = RowImports.with("total")
    options.map("Precio", to: "fee")
    let plan = try posts.take(
      "Influencer,Fecha,Enlace,Impresiones,Me gusta,Precio\n"
        + "anna.kraft,2026-10-02,https://www.instagram.com/p/A1/,5000,90,450\n", options)
    #expect(plan.notes.contains { $0.contains("'Precio' counts for nothing: posts have no fee") })
  }

  @Test("Total sales come before gross sales in Italian, and a week's sums are those of seven days")
  func salesByCode() throws {
    var file = try inEuros()
    let plan = try file.take(
      "Settimana,Nome sconto,Ordini,Vendite lorde,Sconti,Resi,Vendite nette,Spese di spedizione,Imposte,Vendite totali\n"
        + "2026-10-05,ANNA10,4,400.00,-40.00,0.00,360.00,20.00,76.00,456.00\n"
        + "2026-10-12,ANNA10,2,200.00,-20.00,-30.00,150.00,10.00,32.00,192.00\n")
    #expect(file.cents(\.revenue) == 64_800, "\(plan.notes)")
    #expect(file.rows.map { $0.from?.iso } == ["2026-10-05", "2026-10-12"])
    #expect(file.rows.map(\.day.iso) == ["2026-10-11", "2026-10-18"])
  }

  @Test("A week in one cell with slashes, and orders in European Portuguese")
  func weeksWithSlashes() throws {
    var file = try inEuros()
    let plan = try file.take(
      "Vendas por código\nCódigo;Semana;Encomendas;Vendas (€)\n"
        + "ANNA10;05/10/2026 - 11/10/2026;12;870,50\nVERAO5;12/10/2026 - 18/10/2026;2;58,00\nTotal;;14;928,50\n"
    )
    #expect(file.sum(\.conversions) == 14 && file.cents(\.revenue) == 92_850, "\(plan.notes)")
    #expect(file.rows.map { $0.from?.iso } == ["2026-10-05", "2026-10-12"])
  }

  @Test("Promoters bring sales, and Google's abbreviations in Dutch are known")
  func furtherNames() throws {
    var file = try file()
    try file.take(
      "Created at,Promoter,Ref ID,Event type,Event ID,Sale amount,Commission amount,Status\n"
        + "2026-10-02,anna.kraft,anna,sale,9001,490.00,49.00,approved\n"
        + "2026-10-03,leo_moreau,leo,sale,9002,29.00,2.90,denied\n")
    #expect(file.sum(\.conversions) == 1 && file.cents(\.revenue) == 49_000)
    var ads = try inEuros()
    let plan = try ads.take(
      "Week;Campagnestatus;Campagne;Campagnetype;Valutacode;Kosten;Vertn.;Klikken;CTR;Gem. CPC;Conversies;Conv.waarde\n"
        + "2026-10-05;Ingeschakeld;tom najaar;Video;EUR;204,25;18.150;496;2,73%;0,41;6,00;378,50\n")
    #expect(ads.sum(\.impressions) == 18_150 && ads.cents(\.spend) == 20_425, "\(plan.notes)")
  }

  @Test("What a report of codes has without a code is nobody's, and counts")
  func withoutCode() throws {
    var file = try file()
    let plan = try file.take(
      "Month,Discount code,Orders,Total sales\n2026-09-01,ANNA10,5,324.00\n2026-09-01,,40,\"3,000.50\"\n"
        + "2026-10-01,ANNA10,6,400.00\n2026-10-01,,52,\"5,316.30\"\n")
    #expect(plan.refusals.isEmpty, "\(plan.refusals)")
    #expect(file.sum(\.conversions) == 103 && file.cents(\.revenue) == 904_080)
  }

  @Test("YouTube's likes in Portuguese, with straight quotation marks")
  func quotes() throws {
    var file = try file()
    try file.take(
      "Conteúdo,Título do vídeo,Horário de publicação do vídeo,Visualizações,\"Marcações \"\"Gostei\"\"\",Comentários adicionados\n"
        + "a1b2c3d4e5f,Serum,\"2 de out. de 2026\",100000,5120,433\n")
    #expect(file.sum(\.likes) == 5_120 && file.sum(\.comments) == 433)
  }

  @Test("A8.net names the site that brought an order, and its sale is on the day it happened")
  func a8() throws {
    var file = try file()
    let plan = try file.take(
      "プログラムID,プログラム名,メディアID,サイト名,注文ID,クリック日,発生日,確定日,売上金額,成果報酬額,ステータス\n"
        + "s001,ソルヴァーヌ公式,a01,anna.kraft,A-20011,2026/10/03,2026/10/04 12:10:00,2026/11/05,\"6,600\",660,確定\n"
        + "s001,ソルヴァーヌ公式,a01,anna.kraft,A-20020,2026/10/12,2026/10/13 09:01:00,2026/11/05,\"4,400\",440,キャンセル\n"
    )
    #expect(file.sum(\.conversions) == 1, "\(plan.notes) \(plan.refusals)")
    #expect(file.rows.map(\.day.iso) == ["2026-10-04"])
  }

  @Test("A price in a report of posts is what the creator earned, and that it isn't cost is said")
  func price() throws {
    var file = try inEuros()
    let plan = try file.take(
      "Influencer;Fecha de publicación;URL de la publicación;Alcance;Me gusta;Precio\n"
        + "@anna.kraft;14/10/2026;https://www.instagram.com/p/DRaa11/;15.110;1.320;450,00 €\n")
    #expect(plan.notes.contains { $0.contains("'Precio' is what creators earn") }, "\(plan.notes)")
  }
}
