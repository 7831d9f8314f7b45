import Marketing
import Tabular
import Testing

@testable import SessionStore

/// What a file is about: sales, payments, people or posts.
@Suite("What a file means")
struct FileMeaningTests {
  private func known() throws -> RowImports {
    var file = RowImports()
    for (number, handle) in ["anna.k", "bo_runs"].enumerated() {
      try file.session.apply(
        .put(Influencer(id: InfluencerID(number + 1), handle: handle, platform: .instagram)))
    }
    return file
  }

  private func refusal(_ text: String, _ options: ImportOptions = ImportOptions()) throws -> String
  {
    var file = try known()
    let error = #expect(throws: ImportError.self) { try file.take(text, options) }
    return error?.description ?? ""
  }

  private func mapping(_ header: String, _ field: String) -> ImportOptions {
    var options = ImportOptions()
    options.mapping = [.init(header: header, field: field)]
    return options
  }

  // MARK: Payments

  @Test(
    "What creators were paid is never what they sold",
    arguments: [
      "Creator,Payment date,Amount", "Creator,Date,Total payout", "Creator,Paid on,Fee",
      "Influencer,Rechnungsdatum,Honorar", "Influencer,Date de paiement,Cachet",
      "Influencer,Fecha de pago,Honorarios", "Influencer,Data pagamento,Compenso",
      "Creator,Invoice date,Invoice amount",
    ])
  func payments(header: String) throws {
    var file = try known()
    let plan = try file.take("\(header)\nanna.k,2026-03-02,1200\nbo_runs,2026-03-05,450\n")
    #expect(plan.kind == .payouts)
    #expect(file.session.bookings.rows.map(\.fee) == [money(1200_00), money(450_00)])
    #expect(file.rows.isEmpty)
  }

  @Test("An amount that says neither is asked about, and both answers work")
  func bareAmount() throws {
    let text = "Creator,Date,Amount\nanna.k,2026-03-02,1200\nbo_runs,2026-03-05,450\n"
    let words = try refusal(text)
    #expect(
      words.contains("--map 'Amount=revenue'") && words.contains("--map 'Amount=payout'"))
    var sold = try known()
    try sold.take(text, mapping("Amount", "revenue"))
    #expect(sold.rows.compactMap(\.counts.revenue) == [money(1200_00), money(450_00)])
    var paid = try known()
    try paid.take(text, mapping("Amount", "totalPayout"))
    #expect(paid.session.bookings.rows.map(\.fee) == [money(1200_00), money(450_00)])
  }

  @Test("What is owed isn't paid yet, what was cancelled never was, and nothing isn't a payment")
  func paymentStatus() throws {
    var file = try known()
    let plan = try file.take(
      "Creator,Campaign,Invoice amount,Payment status\nanna.k,Spring,1200,open\nbo_runs,Spring,450,paid\n"
        + "bo_runs,Spring,99,cancelled\nbo_runs,Spring,0,paid\n")
    let bookings = file.session.bookings.rows
    #expect(bookings.map(\.fee) == [money(1200_00), money(450_00)])
    #expect(bookings.map(\.stage) == [.done, .paid])
    #expect(plan.setAside == 2)
  }

  @Test("A statement has payments below zero; among others one below zero is refused")
  func statement() throws {
    var file = try known()
    let plan = try file.take(
      "Name,Payment date,Gross,Fee,Net\nanna.k,2026-03-02,-1200.00,-1.00,-1201.00\n"
        + "bo_runs,2026-03-05,-450.00,-1.00,-451.00\n")
    #expect(file.session.bookings.rows.map(\.fee) == [money(1200_00), money(450_00)])
    #expect(plan.notes.contains { $0.contains("below zero, as in a statement") })
    var mixed = try known()
    let refused = try mixed.take(
      "Creator,Payment date,Amount\nanna.k,2026-03-02,1200\nbo_runs,2026-03-05,-450\n")
    #expect(refused.refusals.map(\.line) == [3])
  }

  @Test("Commission that was paid is commission, and sales beside a commission are sales")
  func commission() throws {
    var file = try known()
    try file.take("Affiliate,Commission paid,Payment date\nanna.k,120.50,2026-03-31\n")
    #expect(file.session.bookings.rows.map(\.commission) == [money(120_50)])
    var sales = try known()
    let plan = try sales.take(
      "Affiliate,Order number,Date,Total sales,Commission,Payment status\nanna.k,1,2026-03-31,120.50,12.05,Paid\n"
    )
    #expect(plan.kind == .orders)
    #expect(sales.rows.map(\.counts.revenue) == [money(120_50)])
  }

  // MARK: Amounts

  @Test(
    "Of several amounts, what was paid counts, and the preview says what stands beside it",
    arguments: [
      ("Gross sales,Discounts,Net sales,Taxes,Total sales", "200,-20,180,34,214", 214_00),
      ("Net amount,VAT,Gross amount", "100,19,119", 119_00),
      ("Gross sales,Returns,Net sales", "400,50,350", 350_00),
      ("Subtotal (inc tax),Order Total (inc tax),Order Total (ex tax)", "119,124.95,105", 124_95),
      ("Nettobetrag,MwSt.,Bruttobetrag", "100,19,119", 119_00),
      ("Montant HT,Montant TTC", "99.92,119.90", 119_90),
      ("Order Total Amount,Order Refund Amount,Order Total Amount (- Refund)", "100,30,70", 70_00),
      ("Item Cost,Order Total Amount", "60,114.90", 114_90),
    ])
  func amounts(header: String, cells: String, cents: Int) throws {
    var file = try known()
    let plan = try file.take("Order no,Date,Code,\(header)\n1,2026-03-01,ANNA10,\(cells)\n")
    #expect(plan.kind == .orders)
    #expect(file.rows.map(\.counts.revenue) == [money(Int64(cents))])
    #expect(file.rows.allSatisfy { $0.counts.spend == nil })
  }

  @Test("The preview says which amount counts and which stand beside it")
  func besideAmounts() throws {
    var file = try known()
    let plan = try file.take(
      "Day,Discount code,Orders,Gross sales,Returns,Net sales,Order total\n2026-03-01,ANNA10,2,200,10,190,214\n"
    )
    #expect(
      plan.notes.contains(
        "revenue is 'Order total' (paid, tax in), not 'Gross sales' (before discounts)"))
    #expect(plan.notes.contains("net revenue is 'Net sales' (less returns, no tax)"))
  }

  @Test("An order's number is no number of orders")
  func orderNumber() throws {
    var file = try known()
    try file.take("order_id,order_number,date,coupon,order_total\n8001,8001,2026-03-01,A,10\n")
    #expect(file.rows.map(\.counts.conversions) == [1])
  }

  @Test("A flag that says cancelled leaves out only what it marks")
  func flags() throws {
    var file = try known()
    let plan = try file.take(
      "Affiliate,Order ID,Date,Purchase amount,Cancelled\nanna.k,1,2026-03-01,120,false\nanna.k,2,2026-03-02,30,true\n"
    )
    #expect(file.rows.map(\.counts.revenue) == [money(120_00)])
    #expect(plan.setAside == 1)
  }

  @Test("A shop's own answers: refunds of a list add up, and codes in a list are codes")
  func shopAnswers() throws {
    var file = try known()
    try file.take(
      """
      {"orders":[{"name":"#1","created_at":"2026-03-01T10:00:00+01:00","total_price":"100.00",
      "financial_status":"partially_refunded","discount_codes":[{"code":"ANNA10","amount":"5.00"}],
      "refunds":[{"transactions":[{"amount":"20.00","status":"success"},{"amount":"9.00","status":"failure"}]},
      {"transactions":[{"amount":"5.00","status":"success"}]}]}]}
      """, named: "orders.json")
    #expect(file.rows.map(\.counts.revenue) == [money(75_00)])
    #expect(file.rows.map(\.promoCode) == ["ANNA10"])
  }

  @Test(
    "An order keeps the number that people see, so that the shop's export of it is the same order")
  func orderNames() throws {
    var file = try known()
    try file.take(
      ##"{"orders":[{"id":5551,"name":"#1001","created_at":"2026-03-01","total_price":"10","discount_codes":[{"code":"A"}]},"##
        + ##"{"id":5552,"name":"#1002","created_at":"2026-03-01","total_price":"20","discount_codes":[]}]}"##,
      named: "orders.json")
    #expect(file.rows.map(\.key) == ["#1001", "#1002"])
  }

  @Test("A second dimension of a report tells its rows apart")
  func secondDimension() throws {
    var file = try known()
    let plan = try file.take(
      "Date,Session source / medium,Landing page,Sessions,Total revenue\n20260301,anna.k / influencer,/a,800,120\n"
        + "20260301,anna.k / influencer,/b,400,30\n")
    #expect(plan.refusals.isEmpty)
    #expect(file.rows.compactMap(\.counts.revenue).map(\.minorUnits).sorted() == [30_00, 120_00])
  }

  @Test("A column about coupons isn't the one of their codes")
  func couponDetails() throws {
    var file = try known()
    try file.take(
      "Order ID,Order Date,Coupon Details,Order Total (inc tax),Coupon Code\n1,2026-03-01,10% off,10,ANNA10\n"
    )
    #expect(file.rows.map(\.promoCode) == ["ANNA10"])
  }

  @Test("Amounts of sales in any words are revenue, and one that nobody knows is asked about")
  func otherWords() throws {
    var file = try known()
    try file.take("Date,Creator,Conversions,Commissionable Sales\n2026-03-01,anna.k,4,400.50\n")
    #expect(file.rows.map(\.counts.revenue) == [money(400_50)])
    #expect(
      try refusal("Creator,Date,Turnaround\nanna.k,2026-03-01,120.50\nbo_runs,2026-03-02,64.50\n")
        .contains("--map 'Turnaround=revenue' or --map 'Turnaround=payout'"))
    var other = try known()
    let plan = try other.take("Date,Creator,Orders,Volume\n2026-03-01,anna.k,4,400.50\n")
    #expect(plan.notes.contains { $0.contains("--map 'Volume=revenue'") })
  }

  @Test("Payments to nobody are called payments")
  func paymentsToNobody() throws {
    let words = try refusal("Invoice date,Invoice number,Amount paid,Memo\n2026-03-01,1,120.50,x\n")
    #expect(words.contains("look like payments") && words.contains("=whose it is'"))
  }

  @Test("An empty column is no evidence of what a file is")
  func emptyColumns() throws {
    var file = try known()
    let plan = try file.take(
      "Trans ID,Affiliate,Trans Date,Trans Amount,Comments,Voided\n1,anna.k,2026-03-01,120,,\n2,bo_runs,2026-03-02,30,,1\n"
    )
    #expect(plan.kind == .orders)
    #expect(file.rows.map(\.counts.revenue) == [money(120_00)])
  }

  @Test("Where no header is a date, the column that holds dates is; not one of what came later")
  func onlyDates() throws {
    var file = try known()
    try file.take(
      "Order number,Delivered,Placed,Coupon code,Total\n1,2026-03-09,2026-03-01,ANNA10,113\n")
    #expect(file.rows.map(\.day.iso) == ["2026-03-01"])
  }

  @Test("A report of ads with their cost is of days, and says that it is taken so")
  func adReport() throws {
    var file = try known()
    let plan = try file.take(
      "Date,Campaign name,Ad name,Spend,Impressions,Purchases Value\n2026-03-01,Spring,anna.k,100,5000,300\n"
        + "2026-03-02,Spring,anna.k,80,4000,200\n")
    #expect(file.rows.compactMap(\.counts.spend) == [money(100_00), money(80_00)])
    #expect(file.rows.compactMap(\.counts.revenue) == [money(300_00), money(200_00)])
    #expect(plan.notes.contains { $0.contains("--grain total") })
  }

  @Test(
    "Figures of numbered posts with what was spent on them are no price list, though each creator comes once"
  )
  func onePostEach() throws {
    var file = try known()
    try file.take(
      "Influencer,Platform,Date,Post ID,Impressions,Reach,Likes,Clicks,Orders,Revenue,Spend\n"
        + "anna.k,Instagram,2026-03-01,p1,1000,800,50,10,2,99.5,10\nbo_runs,Instagram,2026-03-02,p2,3000,2100,150,30,4,199.5,20\n",
      grain(.daily))
    #expect(file.rows.compactMap(\.counts.spend) == [money(10_00), money(20_00)])
    #expect(file.session.roster.rows.allSatisfy { $0.fee == nil })
  }

  private func grain(_ grain: Grain) -> ImportOptions {
    var options = ImportOptions()
    options.grain = grain
    return options
  }

  @Test(
    "Numbers that tell orders apart are no numbers of orders",
    arguments: [
      "Order,Date,Code,Total", "Ordine,Data,Codice sconto,Totale",
      "Bestelling,Datum,Kortingscode,Totaalbedrag",
    ])
  func orderNumbers(header: String) throws {
    var file = try known()
    try file.take("\(header)\n1001,2026-03-02,ANNA10,112.50\n1004,2026-03-15,MARCO,45.00\n")
    #expect(file.rows.compactMap(\.counts.conversions) == [1, 1])
    #expect(Set(file.rows.map(\.key)) == ["1001", "1004"])
  }

  @Test("A share above the whole costs its cell, not the account")
  func noShare() throws {
    var file = RowImports()
    var options = ImportOptions()
    options.platform = .instagram
    let plan = try file.take(
      "Username,Name,Followers,ER,Engagement (Avg.),Quality audience,AQS,Country,Category\n"
        + "anna.k,Anna,121.5K,2.40%,2.9K,98K,82,US,Beauty\nh.new,H,3.2M,0.85%,27K,2.1M,71,DE,Sports\n",
      options)
    #expect(plan.refusals.isEmpty && plan.added == 2)
    #expect(file.session.roster.rows.map(\.followers) == [121_500, 3_200_000])
    #expect(file.session.roster.rows.allSatisfy { $0.realAudience == nil })
  }

  @Test(
    "Who is on two platforms is told apart by the one that is said, and the message asks for it")
  func paidOnTwoPlatforms() throws {
    var file = try known()
    try file.session.apply(
      .put(Influencer(id: InfluencerID(9), handle: "anna.k", platform: .tiktok)))
    let text = "Creator,Paid on,Fee\nanna.k,2026-03-02,1200\nbo_runs,2026-03-05,450\n"
    var asked = file
    let plan = try asked.take(text)
    #expect(plan.refusals.map(\.reason).contains { $0.contains("--platform instagram") })
    var options = ImportOptions()
    options.platform = .tiktok
    try file.take(text, options)
    #expect(file.session.bookings.rows.contains { $0.influencer == InfluencerID(9) })
  }

  @Test("A payment in another currency names the remedy with its line")
  func foreignPayment() throws {
    var file = try known()
    let plan = try file.take("Creator,Payment date,Amount\nanna.k,2026-03-01,R$ 120\n")
    #expect(plan.refusals.map(\.reason).first?.contains("--rate BRL=") == true)
  }

  // MARK: People

  @Test("The same name on another platform is another account")
  func twoPlatforms() throws {
    var file = RowImports()
    let plan = try file.take(
      "Handle,Platform,Followers\nana,Instagram,10\nana,TikTok,20\nbo,Instagram,30\nbo,TikTok,40\n")
    #expect(plan.kind == .roster)
    #expect(file.session.roster.rows.count == 4)
  }

  @Test("Columns for two platforms are asked about, and each answer takes its own")
  func columnsOfPlatforms() throws {
    let text =
      "Instagram Handle,Instagram Followers,TikTok Handle,TikTok Followers,Rate per post\n"
      + "ana,10,ana_tt,20,500\nbo,30,bo_tt,40,600\n"
    var options = ImportOptions()
    let words = try refusal(text, options)
    #expect(words.contains("--platform instagram or --platform tiktok"))
    var file = RowImports()
    for platform in ["instagram", "tiktok"] {
      options.platform = Platform(rawValue: platform)
      try file.take(text, options)
    }
    #expect(file.session.roster.rows.map(\.handle) == ["ana", "bo", "ana_tt", "bo_tt"])
    #expect(file.session.roster.rows.map(\.followers) == [10, 30, 20, 40])
    #expect(file.session.roster.rows.map(\.fee) == [500, 600, 500, 600].map { money($0 * 100) })
  }

  @Test("A file called meta says nothing about the platform of accounts")
  func metaFile() throws {
    var file = RowImports()
    let error = #expect(throws: ImportError.self) {
      try file.take("Handle,Followers\nana,10\nbo,20\n", named: "meta_list.csv")
    }
    #expect(error?.description.contains("--platform instagram") == true)
    let plan = try file.take("Handle,Followers\nana,10\nbo,20\n", named: "tiktok_list.csv")
    #expect(plan.notes.contains("the accounts are on tiktok, as the file's name says so"))
  }

  @Test(
    "What people ask for is in a roster, also with dates and terms of payment",
    arguments: [
      "Handle,Platform,Fee,Date added", "Handle,Platform,Fee,Contract date",
      "Handle,Platform,Rate (USD),Signed on",
    ])
  func rateCards(header: String) throws {
    var file = RowImports()
    let plan = try file.take("\(header)\nana,TikTok,500,2026-03-01\nbo,TikTok,600,2026-03-02\n")
    #expect(plan.kind == .roster)
    #expect(file.session.roster.rows.map(\.fee) == [money(500_00), money(600_00)])
    var terms = RowImports()
    try terms.take(
      "Handle,Platform,Fee,Payment terms,Signed on\nana,TikTok,500,30 days,2026-03-01\n")
    #expect(terms.session.roster.rows.map(\.fee) == [money(500_00)])
  }

  @Test("A rate in per cent is no fee")
  func rates() throws {
    var file = RowImports()
    try file.take("Handle,Platform,Followers,Rate\nana,TikTok,500,2.3%\nbo,TikTok,600,0.9%\n")
    #expect(file.session.roster.rows.allSatisfy { $0.fee == nil })
  }

  @Test("A code in a roster is its account's own")
  func codesOfPeople() throws {
    var file = RowImports()
    let plan = try file.take("Handle,Platform,Followers,Discount code\nana,TikTok,10,ANA10\n")
    let column = try #require(plan.columns.first { $0.header == "Discount code" })
    #expect(column.field == "promoCode" && column.fate == .used)
    #expect(file.session.roster.rows[0].promoCode == "ANA10")
    #expect(file.session.roster.rows[0].custom.isEmpty)
  }

  // MARK: Days

  @Test("Without a date the message says so, and its advice works")
  func noDate() throws {
    let text = "Creator,Post URL,Format,Likes\nanna.k,https://a.example/1,Reel,5\n"
    let words = try refusal(text)
    #expect(words.contains("a date for each row is missing"))
    #expect(words.contains("none of these columns is one: “Format”") && words.contains("--as-of "))
    var options = ImportOptions()
    options.asOf = Day(iso: "2026-03-31")
    var file = try known()
    try file.take(text, options)
    #expect(file.rows.map(\.day.iso) == ["2026-03-31"])
  }

  @Test(
    "A title that names the days dates the rows below it",
    arguments: [
      "# Start date: 20260301\n# End date: 20260331", "# 20260301-20260331",
      "Report,,\n\"March 1, 2026 - March 31, 2026\",,", "1. März 2026 - 31. März 2026,,",
      "Earnings from 2026-03-01 to 2026-03-31,,",
    ])
  func titleSpan(title: String) throws {
    var file = try known()
    try file.take("\(title)\nPromo code,Orders,Total sales\nANNA10,2,30\nBO15,1,20\n")
    #expect(file.rows.map(\.day.iso) == ["2026-03-31", "2026-03-31"])
    #expect(file.rows.map(\.from?.iso) == ["2026-03-01", "2026-03-01"])
  }

  @Test("A currency may be written in words, and one that is none is called that")
  func currencyWords() throws {
    var file = try known()
    let plan = try file.take(
      "Order no,Date,Code,Total,Currency\n1,2026-03-01,A,10,US dollars\n2,2026-03-01,A,10,Yen\n3,2026-03-01,A,10,Bitcoin\n"
    )
    #expect(file.rows.map(\.counts.revenue) == [money(10_00), nil, nil])
    #expect(plan.notes.contains { $0.contains("--rate JPY=") })
    #expect(
      plan.notes.contains { $0.contains("“Bitcoin”") && $0.contains("--map 'Currency=ignore'") })
    var crowns = try known()
    let other = try crowns.take("Order no,Date,Code,Total (kr)\n1,2026-03-01,A,10\n")
    #expect(other.notes.contains { $0.contains("--rate SEK=") })
  }
}
