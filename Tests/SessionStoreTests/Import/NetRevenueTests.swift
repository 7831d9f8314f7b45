import Marketing
import Testing

@testable import SessionStore

@Suite("Net revenue of orders")
struct NetRevenueTests {
  @Test("A shop's order without its tax and shipping; a refund takes its part")
  func shop() throws {
    var file = RowImports()
    let plan = try file.take(OrderImportTests.shop)
    // 102.60 − 7.60 − 5.00; (216.00 − 50.00) × 200 ÷ 216; all refunded; 65.00 − 5.00.
    #expect(
      file.rows.map(\.counts.netRevenue) == [money(90_00), money(153_70), .zero, money(60_00)])
    #expect(
      plan.notes.contains {
        $0.contains("Net revenue") && $0.contains("'Taxes'") && $0.contains("'Shipping'")
      })
  }

  @Test("Where prices have the tax in them, the shipping pays its part of it")
  func taxInPrices() throws {
    var file = RowImports()
    try file.take(
      """
      Name,Financial Status,Subtotal,Shipping,Taxes,Total,Discount Code,Created at
      #1,paid,100.00,10.00,17.56,110.00,ANNA10,2026-03-01 10:00:00 +0100

      """)
    // 110.00 − 17.56 = 92.44, of which 100 ÷ 110 is for the goods: 84.04 (100.00 ÷ 1.19 is 84.03).
    #expect(file.rows.map(\.counts.netRevenue) == [money(84_04)])
  }

  @Test(
    "An amount called net stands beside the one that was paid",
    arguments: [
      "Order ID;Date;Code;Total;Net sales\n1;2026-03-01;ANNA;119.00;100.00\n2;2026-03-02;ANNA;59.50;50.00\n",
      "Bestellnummer;Datum;Gutscheincode;Bruttoumsatz;Nettoumsatz\n1;01.03.2026;ANNA;119,00;100,00\n2;02.03.2026;ANNA;59,50;50,00\n",
      "Bestellnummer;Datum;Gutscheincode;Gesamtbetrag;MwSt\n1;01.03.2026;ANNA;119,00;19,00\n2;02.03.2026;ANNA;59,50;9,50\n",
    ])
  func besideTotal(_ text: String) throws {
    var file = RowImports()
    try file.take(text)
    #expect(file.rows.map(\.counts.revenue) == [money(119_00), money(59_50)])
    #expect(file.rows.map(\.counts.netRevenue) == [money(100_00), money(50_00)])
  }

  @Test("Where only a net amount is there, it is both; where nothing says so, net isn't known")
  func oneAmount() throws {
    var file = RowImports()
    try file.take("Order ID,Date,Code,Net sales\n1,2026-03-01,ANNA,100.00\n")
    #expect(file.rows.map(\.counts.revenue) == [money(100_00)])
    #expect(file.rows.map(\.counts.netRevenue) == [money(100_00)])
    var plain = RowImports()
    try plain.take("Order ID,Date,Code,Revenue\n1,2026-03-01,ANNA,100.00\n")
    #expect(plain.rows.map(\.counts.netRevenue) == [nil])
  }

  @Test("In another currency net follows the same rate, now or when it is stated later")
  func otherCurrency() throws {
    let text =
      "Order ID,Date,Code,Total,Tax,Currency\n1,2026-03-01,ANNA,119.00,19.00,EUR\n"
    var file = RowImports()
    try file.take(text)
    #expect(file.rows[0].counts.revenue == nil && file.rows[0].counts.netRevenue == nil)
    let euro = try #require(Currency(code: "EUR"))
    let rate = ExchangeRate(euro, 110_000_000, day: try #require(Day(iso: "2026-03-01")))
    let stated = file.session.stateRates([rate])
    try file.session.apply(stated.edit)
    // 119.00 € and 100.00 € at 1.10.
    #expect(file.rows[0].counts.revenue == money(130_90))
    #expect(file.rows[0].counts.netRevenue == money(110_00))
    var known = RowImports()
    var settings = known.session.settings
    settings.rates = [rate]
    try known.session.apply(.settings(settings))
    try known.take(text)
    #expect(known.rows[0].counts.netRevenue == money(110_00))
  }
}
