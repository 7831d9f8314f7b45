import Marketing
import Testing

@testable import SessionStore

@Suite("Orders as shops export them")
struct OrderImportTests {
  static let shop = """
    Name,Email,Financial Status,Paid at,Subtotal,Shipping,Taxes,Total,Discount Code,Refunded Amount,Created at,Lineitem quantity,Lineitem name,Billing Name,Shipping Street,Shipping City,Phone,Notes
    #1001,a@x.com,paid,2026-03-01 10:00:00 +0100,90.00,5.00,7.60,102.60,ANNA10,0.00,2026-03-01 09:59:00 +0100,1,Serum,Ada Alt,Weg 1,Berlin,+49 170 1234567,call me: ada@x.com
    #1001,a@x.com,,,,,,,,,2026-03-01 09:59:00 +0100,2,Cream,,,,,
    #1002,b@x.com,partially_refunded,2026-03-02 23:30:00 -0500,200.00,0.00,16.00,216.00,"ANNA10, FREESHIP",50.00,2026-03-02 23:29:00 -0500,1,Serum,Bo Bach,Gasse 2,Wien,(030) 555 12 34,
    #1003,c@x.com,refunded,2026-03-03 08:00:00 +0100,40.00,5.00,3.00,48.00,BEN15,48.00,2026-03-03 07:59:00 +0100,1,Oil,Cy Cole,Lane 3,Bonn,0049 30 1234567,
    #1004,d@x.com,paid,2026-03-03 12:00:00 +0100,60.00,0.00,5.00,65.00,,0.00,2026-03-03 11:59:00 +0100,3,Oil,Di Dorn,Allee 4,Graz,,
    #1005,e@x.com,pending,,10.00,0.00,1.00,11.00,BEN15,0.00,2026-03-04 11:59:00 +0100,1,Oil,Ed Eck,Platz 5,Linz,,
    #1006,f@x.com,voided,,10.00,0.00,1.00,11.00,BEN15,0.00,2026-03-04 12:59:00 +0100,1,Oil,Fe Fuchs,Platz 6,Linz,,
    #1007,g@x.com,paid,,0.00,0.00,0.00,0.00,GIFT,0.00,2026-03-04 12:59:00 +0100,1,Oil,Gi Graf,Platz 7,Linz,,

    """

  @Test(
    "An order is one however many lines it has; revenue is what was paid less what was refunded")
  func linesAddUpToOrders() throws {
    var file = RowImports()
    let plan = try file.take(Self.shop)
    #expect(plan.kind == .orders)
    #expect(file.rows.map(\.key) == ["#1001", "#1002", "#1003", "#1004"])
    // 102.60; 216.00 − 50.00; 48.00 − 48.00; 65.00.
    #expect(
      file.rows.map(\.counts.revenue) == [money(10_260), money(16_600), .zero, money(6_500)])
    #expect(file.rows.map(\.counts.conversions) == [1, 1, 1, 1])
    // Three orders that are none, and the further line of an order.
    #expect(plan.setAside == 4 && plan.refusals.isEmpty)
    for word in [
      "pending orders are none", "voided orders are none", "orders of zero, which are gifts",
    ] {
      #expect(plan.notes.contains { $0.contains(word) }, "\(word)")
    }
    let again = try file.take(Self.shop)
    #expect(again.added == 0 && again.changed == 0)
  }

  @Test(
    "Sales that a network, an app or a shop took back are none",
    arguments: [
      "Reversed", "rejected", "Denied", "Ineligible", "returned", "chargeback", "wc-cancelled",
    ])
  func takenBack(status: String) throws {
    var file = RowImports()
    let plan = try file.take(
      "order_id,date,influencer,revenue,status\n1,2026-03-01,ana,50.00,\(status)\n2,2026-03-01,ana,20.00,approved\n"
    )
    #expect(file.rows.map(\.counts.revenue) == [money(20_00)] && plan.setAside == 1)
  }

  @Test("Nothing about a buyer gets into the session")
  func buyersStayOutside() throws {
    var file = RowImports()
    try file.take(Self.shop)
    let stored = file.rows.map { "\($0)" }.joined(separator: "\n")
    for secret in [
      "@x.com", "Ada", "Bach", "Weg", "Gasse", "Berlin", "Wien", "1234567", "555",
    ] {
      #expect(!stored.contains(secret), "\(secret)")
    }
    #expect(file.rows[0].custom["Shipping"]?.isEmpty == false)
    // Headers that say nothing: the values do.
    var odd = RowImports()
    var options = ImportOptions()
    options.mapping = [.init(header: "contact", field: "custom")]
    try odd.take(
      "order id,date,promo code,revenue,contact,x1,x2\n"
        + "1,2026-03-01,ANA,10.00,ada@x.com,+49 170 1234567,blue\n"
        + "2,2026-03-02,ANA,20.00,bo@x.com,,red\n", options)
    let kept = odd.rows.map { "\($0)" }.joined()
    #expect(!kept.contains("@x.com") && !kept.contains("1234567"))
    #expect(odd.rows.map { $0.custom["x2"] } == ["blue", "red"])
  }

  @Test("Lines with amounts of their own add up; an amount that each line repeats counts once")
  func linesWithAmounts() throws {
    let header = "order id,date,promo code,product,revenue\n"
    var own = RowImports()
    let added = try own.take(
      header
        + "1,2026-03-01,ANA,Oil,10.00\n1,2026-03-01,ANA,Cream,15.00\n2,2026-03-02,ANA,Oil,10.00\n")
    #expect(own.rows.map(\.counts.revenue) == [money(2_500), money(1_000)])
    #expect(own.rows.map(\.counts.conversions) == [1, 1])
    #expect(added.notes.contains { $0.contains("add up") })
    var repeated = RowImports()
    let once = try repeated.take(
      header
        + "1,2026-03-01,ANA,Oil,25.00\n1,2026-03-01,ANA,Cream,25.00\n2,2026-03-02,ANA,Oil,10.00\n")
    #expect(repeated.rows.map(\.counts.revenue) == [money(2_500), money(1_000)])
    #expect(once.notes.contains { $0.contains("once") })
  }

  @Test("Refund rows take off from their order, however often they are imported")
  func refundRows() throws {
    let header = "order id,date,promo code,revenue\n"
    var file = RowImports()
    try file.take(header + "1,2026-03-01,ANA,80.00\n1,2026-03-05,ANA,-30.00\n")
    #expect(file.rows.reduce(Money.zero) { $0 + ($1.counts.revenue ?? .zero) } == money(5_000))
    #expect(file.rows.compactMap(\.counts.conversions) == [1])
    let refunds = try file.take(header + "1,2026-03-05,ANA,-30.00\n", named: "refunds.csv")
    #expect(refunds.added == 0 && refunds.changed == 0)
  }

  @Test("The same number with other figures is said, and replaces nothing")
  func collisions() throws {
    var file = RowImports()
    let plan = try file.take(
      "order id,date,promo code,revenue\n1,2026-03-01,ANA,80.00\n1,2026-03-02,ANA,90.00\n")
    #expect(file.rows.map(\.counts.revenue) == [money(8_000)])
    #expect(plan.refusals.map(\.line) == [3] && plan.refusals[0].column == "order id")
  }

  @Test("An order that is cancelled later counts for nothing from then on")
  func cancelledLater() throws {
    let header = "order id,date,promo code,revenue,order status\n"
    var file = RowImports()
    try file.take(header + "1,2026-03-01,ANA,80.00,paid\n2,2026-03-01,ANA,20.00,paid\n")
    try file.take(header + "1,2026-03-01,ANA,80.00,cancelled\n2,2026-03-01,ANA,20.00,paid\n")
    #expect(file.rows.map(\.counts.revenue) == [.zero, money(2_000)])
    #expect(file.rows.map(\.counts.conversions) == [0, 1])
  }

  @Test("An id that a spreadsheet has rounded is no key")
  func lostDigits() throws {
    var file = RowImports()
    let plan = try file.take(
      "post id,creator,date,likes\n1.79E+16,anna,2026-03-01,5\n17900000000000001,anna,2026-03-01,6\n"
    )
    #expect(plan.refusals.map(\.line) == [2] && plan.refusals[0].column == "post id")
    #expect(file.rows.map(\.key) == ["17900000000000001"])
  }

  private func sums(_ file: RowImports) -> (conversions: Int, revenue: Money) {
    let totals = file.rows.filter { $0.salesChannel == .shop }
    return (
      totals.reduce(0) { $0 + ($1.counts.conversions ?? 0) },
      totals.reduce(.zero) { $0 + ($1.counts.revenue ?? .zero) }
    )
  }

  @Test(
    "A network's list of the shop's orders, numbers and all, stands beside them and corrects nothing"
  )
  func network() throws {
    let shop = """
      Name,Financial Status,Total,Currency,Created at,Discount Code,Lineitem name
      #1001,paid,105.00,USD,2026-03-02,ANNA10,Serum
      #1002,paid,85.00,USD,2026-03-03,BEN15,Cream

      """
    let network = """
      Transactie ID;Datum;Media naam;Ordernummer;Kortingscode;Orderbedrag (excl. btw);Commissie;Status
      D1;02-03-2026;anna.glow;#1001;ANNA10;€ 86,78;€ 4,34;Goedgekeurd
      D2;03-03-2026;ben.fit;#1002;BEN15;€ 70,25;€ 3,51;In behandeling

      """
    for files in [[shop, network], [network, shop]] {
      var file = RowImports()
      for text in files { try file.take(text, named: text == shop ? "shop.csv" : "network.csv") }
      let (conversions, revenue) = sums(file)
      #expect(conversions == 2 && revenue == money(19_000), "\(file.rows)")
    }
  }

  @Test(
    "Of two columns of states both count, and so does one that says whether a sale was approved",
    arguments: [
      (
        "Número de orden,Fecha,Cupón de descuento,Total,Estado de la orden,Estado del pago",
        ["Abierta,Recibido", "Abierta,Pendiente", "Cancelada,Recibido"]
      ),
      (
        "Order ID,Date,Coupon,Total,Order status,Payment status",
        ["Open,Paid", "Open,Unpaid", "Cancelled,Paid"]
      ),
      (
        "Conversion ID,Date,Coupon,Amount,Affiliate,Approved",
        ["anna.glow,Approved", "anna.glow,Disapproved", "anna.glow,false"]
      ),
    ])
  func severalStates(_ header: String, _ states: [String]) throws {
    var file = RowImports()
    let rows = zip([1, 2, 3], states).map { "A\($0),2026-03-0\($0),ANNA10,\(100 * $0).50,\($1)" }
    try file.take(([header] + rows).joined(separator: "\n") + "\n")
    #expect(file.rows.map(\.counts.revenue) == [money(10_050)], "\(file.rows)")
    #expect(file.rows.map(\.counts.conversions) == [1])
  }
}
