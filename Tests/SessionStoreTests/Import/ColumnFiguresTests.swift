import Marketing
import TestSupport
import Testing

@testable import SessionStore
@testable import Tabular

/// What figures are in the session after an import, where the meaning of a column decides.
@Suite("What columns mean, in figures")
struct ColumnFiguresTests {
  private func session(_ currency: String = "USD") throws -> Session {
    var settings = Settings(name: "test")
    settings.currency = try #require(Currency(code: currency))
    var session = Session(settings: settings)
    for (number, platform) in [(1, Platform.instagram), (2, .tiktok)] {
      try session.apply(
        .put(Influencer(id: InfluencerID(number), handle: "ana", platform: platform)))
    }
    try session.apply(
      .put(Influencer(id: InfluencerID(3), handle: "bo_run", platform: .tiktok)))
    return session
  }

  @discardableResult
  private func importing(
    _ text: String, into session: inout Session, named name: String = "test.csv",
    _ options: ImportOptions = ImportOptions()
  ) throws -> ImportPlan {
    let path = try TemporaryFile(name, text)
    let plan = try Importer.plan(file: path.path, options: options, session: session) { _ in true }
    try session.apply(plan.edit)
    return plan
  }

  // MARK: Seen and shown

  @Test("A row without impressions counts the views beside them")
  func viewsForImpressions() throws {
    var session = try session()
    let plan = try importing(
      "influencer,post date,post url,Views,Impressions,likes\n"
        + "bo_run,2026-03-01,https://a.example/1,500,,5\nbo_run,2026-03-02,https://a.example/2,400,900,6\n",
      into: &session, named: "posts 2026-03-31.csv")
    let rows = session.measurements.rows.sorted { $0.key < $1.key }
    #expect(rows.map(\.counts.impressions) == [500, 900])
    #expect(plan.columns.contains { $0.reason.contains("“Impressions” is empty") })
  }

  @Test("A day of its own wins over the report's first and last day")
  func dayInReport() throws {
    var session = try session()
    try importing(
      "Day,Ad name,Impressions,Amount spent (USD),Reporting starts,Reporting ends\n"
        + "2026-03-03,bo_run reel,100,10,2026-03-01,2026-03-31\n"
        + "2026-03-04,bo_run reel,200,20,2026-03-01,2026-03-31\n", into: &session)
    let rows = session.measurements.rows.sorted { $0.day < $1.day }
    #expect(rows.map(\.counts.impressions) == [100, 200])
    #expect(rows.map(\.day.iso) == ["2026-03-03", "2026-03-04"])
  }

  @Test("A number that counts for nothing is named if its header has a figure's name in it")
  func unusedNumbers() throws {
    var session = try session()
    let plan = try importing(
      "influencer,date,post url,likes,Reach per follower,Handling cost\n"
        + "bo_run,2026-03-01,https://a.example/1,5,77,3.50\n", into: &session)
    #expect(session.measurements.rows.allSatisfy { $0.counts.spend == nil })
    #expect(
      plan.notes.contains {
        $0.contains("'Reach per follower' may be reach") && $0.contains("counts for nothing")
      }, "\(plan.notes)")
  }

  @Test("WooCommerce's list of refunds in one cell is taken off the order")
  func listedRefunds() throws {
    var session = try session()
    try importing(
      "order_id,order_date,status,order_total,coupon_items,refund_items\n"
        + "903,2026-03-07,completed,55.00,code:bo10|amount:5.40,amount:15.00|reason:reso|date:2026-03-22 10:00:00\n"
        + "905,2026-03-08,completed,50.00,code:bo10|amount:5.40,\n", into: &session)
    let rows = session.measurements.rows.sorted { $0.key < $1.key }
    #expect(rows.map(\.counts.revenue) == [Money(minorUnits: 40_00), Money(minorUnits: 50_00)])
    #expect(rows.map(\.promoCode) == ["bo10", "bo10"])
  }

  @Test(
    "An order whose payment is awaited is none, and one that waits to be sent counts",
    arguments: [
      ("Pagamento Pendente", 0), ("Esperando o pagamento", 0), ("Awaiting payment", 0),
      ("En attente de virement bancaire", 0), ("Warten auf Zahlung", 0),
      ("Paid, awaiting shipment", 1), ("Pago, esperando envío", 1), ("Payment accepted", 1),
    ])
  func awaited(_ status: String, _ orders: Int) throws {
    var session = try session()
    try importing(
      "Order ID,Created at,Status,Discount code,Total\n1,2026-03-01,\"\(status)\",BO10,50.00\n"
        + "2,2026-03-02,Completed,ANA10,70.00\n", into: &session)
    #expect(
      session.measurements.rows.compactMap(\.counts.conversions).reduce(0, +) == orders + 1)
  }

  @Test("A sheet of amounts without a number of orders isn't added to the shop's orders")
  func sumsWithoutCounts() throws {
    var session = try session()
    try importing(
      "Order ID,Created at,Status,Discount code,Total\n1,2026-03-01,paid,BO10,50.00\n2,2026-03-02,paid,ANA10,70.00\n",
      into: &session, named: "orders.csv")
    let plan = try importing(
      "Code,Creator,Revenue\nBO10,bo_run,55.00\nANA10,ana,60.00\n", into: &session,
      named: "codes 2026-03-31.csv")
    #expect(plan.notes.contains { $0.contains("These are sums") }, "\(plan.notes)")
    #expect(
      session.measurements.rows.filter { $0.source.hasPrefix("codes") }
        .allSatisfy { $0.channel == .sheet })
  }

  @Test("A row that names nobody and adds up the others is left out")
  func namelessTotal() throws {
    var session = try session()
    let plan = try importing(
      "Nom de la réduction,Commandes,Total des ventes\n,60,3000.00\nBO10,40,2000.00\nANA10,20,1000.00\n",
      into: &session, named: "ventes 2026-03-31.csv")
    #expect(session.measurements.rows.compactMap(\.counts.conversions).reduce(0, +) == 60)
    #expect(plan.notes.contains { $0.contains("adds up the others") })
  }

  // MARK: Money and counts

  @Test("The value of purchases is revenue and no number of purchases")
  func conversionValue() throws {
    var session = try session()
    try importing(
      "influencer,date,post url,likes,Purchases conversion value\nbo_run,2026-03-01,https://a.example/1,5,1650.00\n"
        + "bo_run,2026-03-02,https://a.example/2,6,600.50\n", into: &session)
    let counts = session.measurements.rows.map(\.counts)
    #expect(counts.compactMap(\.revenue).reduce(.zero, +) == Money(minorUnits: 225_050))
    #expect(counts.allSatisfy { $0.conversions == nil })
  }

  @Test("Shared conversions are rounded, and that is said")
  func fractionalConversions() throws {
    var session = try session()
    let plan = try importing(
      "influencer,date,conversions,conv. value\nbo_run,2026-03-01,12.6,10.50\nbo_run,2026-03-02,3,5\n"
        + "bo_run,2026-03-03,2.2,5\n", into: &session)
    #expect(session.measurements.rows.compactMap(\.counts.conversions).sorted() == [2, 3, 13])
    #expect(
      plan.notes.contains {
        $0.hasPrefix("2 rows have conversions with decimals")
      })
  }

  @Test("A currency in the header counts as one in the cells")
  func headerCurrency() throws {
    var dollars = try session()
    let text = "handle,platform,Fee (EUR)\nanna,instagram,100\nbert,instagram,200.50\n"
    let plan = try importing(text, into: &dollars)
    #expect(dollars.roster.rows.suffix(2).allSatisfy { $0.fee == nil })
    #expect(plan.notes.contains { $0.contains("fee in EUR isn't known in USD") })
    var euros = try session("EUR")
    try importing(text, into: &euros)
    #expect(
      euros.roster.rows.suffix(2).map(\.fee) == [
        Money(minorUnits: 10_000), Money(minorUnits: 20_050),
      ])
  }

  @Test("Amounts without a sign are in the currency of most others of the column")
  func bareAmounts() throws {
    var dollars = try session()
    let plan = try importing(
      "handle,platform,fee\na1,instagram,€100\nb1,instagram,€200\nc1,instagram,300\n",
      into: &dollars)
    #expect(dollars.roster.rows.suffix(3).allSatisfy { $0.fee == nil })
    #expect(plan.notes.contains { $0.contains("fee in EUR isn't known in USD") })
  }

  @Test("A sign that several currencies share is the session's")
  func sharedSigns() throws {
    let text =
      "handle,platform,fee\na1,instagram,¥12000\nb1,instagram,\"￥1,200\"\nc1,instagram,1.2万円\n"
    var yen = try session("JPY")
    try importing(text, into: &yen)
    #expect(yen.roster.rows.suffix(3).map { $0.fee?.minorUnits } == [12_000, 1_200, 12_000])
    var yuan = try session("CNY")
    try importing(text, into: &yuan)
    #expect(yuan.roster.rows.suffix(3).map { $0.fee?.minorUnits } == [1_200_000, 120_000, nil])
    var dollars = try session()
    try importing(text, into: &dollars)
    #expect(dollars.roster.rows.suffix(3).allSatisfy { $0.fee == nil })
    for (code, cell, units) in [
      ("INR", "Rs. 500", 50_000), ("SEK", "500 kr", 50_000), ("PLN", "120 zł", 12_000),
      ("CHF", "900.–", 90_000), ("BRL", "R$ 1.200,00", 120_000), ("EUR", "€1.200", 120_000),
    ] as [(String, String, Int64)] {
      var session = try session(code)
      try importing("handle;platform;fee\na1;instagram;\(cell)\n", into: &session)
      #expect(session.roster.rows.last?.fee?.minorUnits == units, "\(cell)")
    }
  }

  @Test("Of a range of prices the middle is kept, and that is said")
  func ranges() throws {
    var session = try session()
    let plan = try importing(
      "handle,platform,Est. price\na1,instagram,$800 - $1200\nb1,instagram,$50-90\nc1,instagram,$5K - $7K\n",
      into: &session)
    #expect(session.roster.rows.suffix(3).map { $0.fee?.minorUnits } == [100_000, 7_000, 600_000])
    #expect(
      plan.notes.contains(
        "fee from one amount to another is kept as the middle of the two (3 rows, first on line 2)."
      ))
  }

  // MARK: Cells and days that can't be right

  @Test("What can't be read is listed with its lines, the rest is kept")
  func unreadable() throws {
    var session = try session()
    let rows = (1...20).map { "u\($0),instagram,\($0)\n" }.joined()
    let plan = try importing(
      "handle,platform,followers\n" + rows + "x1,instagram,many\nx2,instagram,few\n", into: &session
    )
    #expect(session.roster.rows.compactMap(\.followers).count == 20)
    #expect(
      plan.notes.contains(
        "“many” is not a number (line 22), “few” (line 23): 2 cells were left out of followers."))
  }

  @Test("A date in another century is not taken")
  func farDates() throws {
    var session = try session()
    var options = ImportOptions()
    options.today = Day(iso: "2026-04-01")
    let plan = try importing(
      "influencer,date,revenue\nbo_run,2026-03-01,5\nbo_run,1926-03-02,6\nbo_run,2126-03-03,7\n"
        + "bo_run,03/04/26,8\nbo_run,14/03/26,9\n", into: &session, options)
    #expect(session.measurements.rows.map(\.day.iso) == ["2026-03-01", "2026-04-03", "2026-03-14"])
    #expect(plan.refusals.map(\.line) == [3, 4])
    #expect(
      plan.notes.contains {
        $0.contains("“1926-03-02” is in 1926, which can't be right, (line 3)")
          && $0.contains("(line 4)")
      })
  }

  @Test("Dates that can be two days are a question, until the order is given")
  func openDates() throws {
    let text = "influencer,date,revenue\nbo_run,03/04/2026,5\nbo_run,05/06/2026,6\n"
    var session = try session()
    var options = ImportOptions()
    let open = try importing(text, into: &session, options)
    let question = try #require(open.ambiguousDates.first)
    #expect(question.header == "date" && question.text == "03/04/2026")
    #expect(question.readings.map(\.order) == [.dmy, .mdy])
    #expect(question.readings.map(\.day.iso) == ["2026-04-03", "2026-03-04"])
    #expect(
      String(decoding: open.json(dryRun: true), as: UTF8.self).contains("\"mdy\": \"2026-03-04\""))
    for (order, days) in [
      (ImportOptions.DateOrder.mdy, ["2026-03-04", "2026-05-06"]),
      (.dmy, ["2026-04-03", "2026-06-05"]),
    ] {
      session = try self.session()
      options.dates = order
      let plan = try importing(text, into: &session, options)
      #expect(plan.ambiguousDates.isEmpty)
      #expect(session.measurements.rows.map(\.day.iso) == days)
    }
  }

  @Test("Another column, or the file's language, answers it")
  func decidedDates() throws {
    func days(_ text: String) throws -> [String] {
      var session = try session()
      let plan = try importing(text, into: &session)
      #expect(plan.ambiguousDates.isEmpty, "\(text)")
      return session.measurements.rows.map(\.day.iso)
    }
    #expect(
      try days("influencer,date,shipped,revenue\nbo_run,03/04/2026,03/14/2026,5\n") == [
        "2026-03-04"
      ])
    #expect(try days("influencer;datum;umsatz\nbo_run;03/04/2026;5,50\n") == ["2026-04-03"])
    #expect(try days("influencer,fecha,ingresos\nbo_run,03/04/2026,5\n") == ["2026-04-03"])
    #expect(try days("influencer,date,revenue\nbo_run,03.04.2026,5\n") == ["2026-04-03"])
  }

  // MARK: Who

  @Test("A post's address names its author")
  func authorInTheAddress() throws {
    var session = try session()
    let plan = try importing(
      "date,permalink,likes\n2026-03-01,https://www.tiktok.com/@bo_run/video/1,5\n"
        + "2026-03-02,https://www.tiktok.com/@bo_run/video/2,6\n", into: &session)
    #expect(plan.kind == .posts)
    #expect(session.measurements.rows.map(\.influencer) == [InfluencerID(3), InfluencerID(3)])
  }

  @Test("Addresses of profiles stand for handles, and say the platform")
  func profileAddresses() throws {
    var first = try session()
    try importing(
      "name,profile link,followers\nAnna Smith,https://www.instagram.com/anna.k/,5\nBen Lee,https://instagram.com/ben_run,6\n",
      into: &first)
    #expect(first.roster.rows.suffix(2).map(\.handle) == ["anna.k", "ben_run"])
    #expect(first.roster.rows.suffix(2).allSatisfy { $0.platform == .instagram })
    var second = try session()
    try importing(
      "profile,followers\nhttps://www.tiktok.com/@anna,5\nhttps://www.youtube.com/@ben,6\n",
      into: &second)
    #expect(second.roster.rows.suffix(2).map(\.handle) == ["anna", "ben"])
    #expect(second.roster.rows.suffix(2).map(\.platform) == [.tiktok, .youtube])
    var third = try session()
    try importing(
      "influencer,date,revenue\nhttps://www.tiktok.com/@bo_run,2026-03-01,5\n", into: &third)
    #expect(third.measurements.rows.map(\.influencer) == [InfluencerID(3)])
  }

  @Test("A channel that one export knows by its handle and another by its title is one")
  func channelTitles() throws {
    let handles =
      "handle,name,platform,subscribers\n@tseries,T-Series,YouTube,100\n@beast,MrBeast,YouTube,90\n"
    let titles =
      "channel name,platform,subscribers\nT-Series,YouTube,101\nMrBeast,YouTube,91\nSET India,YouTube,80\n"
    for order in [[handles, titles, handles], [titles, handles, titles]] {
      var session = Session(settings: Settings(name: "test"))
      for text in order { try importing(text, into: &session) }
      #expect(session.roster.count == 3, "\(session.roster.rows.map(\.handle))")
    }
    // Two channels of one title stay two.
    var session = Session(settings: Settings(name: "test"))
    try importing(
      "handle,name,platform,subscribers\n@news1,News,YouTube,100\n@news2,News,YouTube,90\n",
      into: &session)
    try importing("handle,name,platform,subscribers\n@news3,News,YouTube,100\n", into: &session)
    #expect(session.roster.count == 3)
  }

  @Test("Niches and tags in one cell are several")
  func niches() throws {
    var session = try session()
    try importing(
      "handle,platform,categories,tags\na1,instagram,\"Beauty, Fashion\",\"spring, vip\"\nb1,instagram,Food|Travel,\n",
      into: &session)
    #expect(
      session.roster.rows.suffix(2).map(\.niches) == [["Beauty", "Fashion"], ["Food", "Travel"]])
    #expect(session.roster.rows[3].tags == ["spring", "vip"])
  }

  @Test("The largest group of ages is read, what is none stays as it is")
  func ages() throws {
    var session = try session()
    try importing(
      "handle,platform,audience age\na1,instagram,\"18-24 45%, 25-34 38%\"\nb1,instagram,25-34 50%\n",
      into: &session)
    #expect(session.roster.rows.suffix(2).map(\.audienceAges?.text) == ["18-24", "25-34"])
    try importing(
      "handle,platform,audience age\na1,instagram,young\nb1,instagram,old\n", into: &session)
    #expect(session.roster.rows.suffix(2).map { $0.custom["audience age"] } == ["young", "old"])
  }
}
