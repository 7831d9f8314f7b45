import Marketing
import Testing

@testable import SessionStore

@Suite("Amounts in other currencies")
struct ForeignAmountTests {
  private let march = Day(iso: "2026-03-01")!

  private func state(_ imports: inout RowImports, _ rates: [ExchangeRate]) throws {
    var settings = imports.session.settings
    settings.rates = rates
    try imports.session.apply(.settings(settings))
  }

  @Test(
    "A column of currencies decides for each row; the rate of the row's day counts, and the original is kept"
  )
  func columnOfCurrencies() throws {
    var file = RowImports()
    let euro = try #require(Currency(code: "EUR"))
    let yen = try #require(Currency(code: "JPY"))
    try state(
      &file,
      [
        ExchangeRate(euro, 110_000_000, day: march, source: "ECB"),
        ExchangeRate(euro, 120_000_000, day: march + 10),
        ExchangeRate(yen, 650_000, day: march),
      ])
    let plan = try file.take(
      """
      order_id,date,influencer,revenue,currency
      1,2026-03-02,ana,100.00,EUR
      2,2026-03-12,ana,100.00,EUR
      3,2026-03-02,ana,20000,JPY
      4,2026-03-02,ana,5.00,USD
      5,2026-03-02,ana,7.00,
      6,2026-03-02,ana,9.00,GBP

      """)
    let byKey = Dictionary(uniqueKeysWithValues: file.rows.map { ($0.key, $0) })
    // 100 € at 1.10 and at 1.20; ¥20,000 at 0.0065.
    #expect(byKey["1"]?.counts.revenue == money(110_00))
    #expect(byKey["2"]?.counts.revenue == money(120_00))
    #expect(byKey["3"]?.counts.revenue == money(130_00))
    #expect(byKey["4"]?.counts.revenue == money(5_00) && byKey["5"]?.counts.revenue == money(7_00))
    // The order counts, what it brought isn't known.
    #expect(byKey["6"]?.counts.revenue == nil && byKey["6"]?.counts.conversions == 1)
    #expect(byKey["6"]?.custom["revenue (original)"] == "9 GBP")
    #expect(byKey["1"]?.custom["revenue (original)"] == "100 EUR")
    #expect(byKey["4"]?.custom["revenue (original)"] == nil)
    #expect(plan.notes.contains { $0.contains("1 EUR is 1.1 USD (2026-03-01, ECB)") })
    #expect(
      plan.notes.contains {
        $0.contains("revenue in GBP isn't known in USD") && $0.contains("--rate GBP=RATE")
      })
    #expect(plan.onlyCurrency == nil)
  }

  @Test(
    "Lines of an order in another currency add up, less what was refunded, before they are converted"
  )
  func linesOfOrders() throws {
    var file = RowImports()
    try file.take(
      """
      order_id,date,influencer,line item,revenue,refunded amount,currency
      1,2026-03-02,ana,Serum,10.05,0,EUR
      1,2026-03-02,ana,Brush,20.10,5.00,EUR
      2,2026-03-02,ana,Serum,10.00,0,EUR
      2,2026-03-02,ana,Brush,20.00,0,USD

      """)
    let byKey = Dictionary(uniqueKeysWithValues: file.rows.map { ($0.key, $0) })
    #expect(byKey["1"]?.custom["revenue (original)"] == "25.15 EUR")
    #expect(byKey["1"]?.counts.revenue == nil && byKey["1"]?.counts.conversions == 1)
    // A line in another currency can't be added to the others.
    #expect(byKey["2"]?.custom["revenue (original)"] == "10 EUR")
    let euro = try #require(Currency(code: "EUR"))
    let (edit, amounts) = file.session.stateRates([ExchangeRate(euro, 110_000_000, day: march)])
    try file.session.apply(edit)
    // 25.15 × 1.10 = 27.665, half to even; 11.00.
    #expect(file.rows.map(\.counts.revenue) == [money(27_66), money(11_00)] && amounts == 2)
  }

  @Test("A fee is converted, and what it was stands beside it")
  func fees() throws {
    var file = RowImports()
    var options = ImportOptions()
    let euro = try #require(Currency(code: "EUR"))
    options.asOf = march
    let rate = ExchangeRate(euro, 110_000_000, day: march)
    try state(&file, [rate])
    try file.take("handle,platform,followers,fee\nana,tiktok,5000,€50\nbo,tiktok,70,\n", options)
    let ana = try #require(file.session.roster.rows.first)
    #expect(ana.fee == money(55_00) && ana.custom["fee (original)"] == "50 EUR")
    #expect(file.session.roster.rows[1].fee == nil)
  }

  @Test(
    "A sign that several currencies share is proposed as the code that a rate can be stated for")
  func sharedSign() throws {
    var file = RowImports()
    var settings = file.session.settings
    settings.currency = try #require(Currency(code: "EUR"))
    try file.session.apply(.settings(settings))
    let text = "handle,platform,followers,fee\nana,tiktok,5000,$50\n"
    let plan = try file.take(text)
    #expect(plan.notes.contains { $0.contains("--rate USD=RATE") }, "\(plan.notes)")
    try state(&file, [ExchangeRate(.usDollar, 90_000_000, day: march)])
    try file.take(text)
    #expect(file.session.roster.rows[0].fee == money(45_00))
  }

  @Test("The one currency of a header counts for the file's other amounts, too")
  func currencyOfOneHeader() throws {
    var file = RowImports()
    let plan = try file.take(
      "handle,date,post url,likes,Amount spent (EUR),Purchase value\nana,2026-03-02,https://a.example/1,5,10.00,99.00\n",
      RowImports.with("total"))
    #expect(file.rows.first?.counts.revenue == nil && file.rows.first?.counts.spend == nil)
    #expect(plan.onlyCurrency?.code == "EUR")
  }
}
