import Marketing
import Testing

@testable import SessionStore
@testable import Tabular

@Suite("Gift cards are revenue when they are redeemed")
struct GiftCardTests {
  private func amounts(_ file: RowImports) -> [String: Int64] {
    file.rows.reduce(into: [:]) { $0[$1.key] = $1.counts.revenue?.minorUnits }
  }

  private static let shopify = """
    Name,Financial Status,Currency,Subtotal,Shipping,Taxes,Total,Discount Code,Created at,Lineitem quantity,Lineitem name,Lineitem price,Payment Method
    #1,paid,USD,100.00,8.00,0.00,108.00,ANA10,2026-03-01 10:00:00 +0100,1,Serum,60.00,card
    #1,,,,,,,,2026-03-01 10:00:00 +0100,1,Gift Card - $40.00,40.00,
    #2,paid,USD,50.00,0.00,0.00,50.00,ANA10,2026-03-02 10:00:00 +0100,2,Gift Card - $25.00,25.00,card
    #3,paid,USD,30.00,0.00,0.00,30.00,GIFT20,2026-03-03 10:00:00 +0100,1,Serum,30.00,card
    #4,paid,USD,70.00,0.00,0.00,70.00,ANA10,2026-03-04 10:00:00 +0100,1,Geschenkgutschein,50.00,card
    #4,,,,,,,,2026-03-04 10:00:00 +0100,1,Cream,20.00,
    #5,paid,USD,10.00,0.00,0.00,10.00,ANA10,2026-03-05 10:00:00 +0100,1,Gift Card Holder,10.00,card
    #6,paid,USD,80.00,0.00,0.00,80.00,ANA10,2026-03-06 10:00:00 +0100,1,Serum,80.00,gift_card

    """

  @Test("Shopify: what was paid for gift cards is taken off, and the import says how much")
  func shopify() throws {
    var file = RowImports()
    let plan = try file.take(Self.shopify)
    // 108 − 40; 30; 70 − 50; 10; and 80 that a gift card paid. #2 is nothing but gift cards.
    #expect(
      amounts(file) == ["#1": 68_00, "#3": 30_00, "#4": 20_00, "#5": 10_00, "#6": 80_00])
    #expect(file.rows.compactMap(\.counts.conversions).reduce(0, +) == 5)
    // 40 + 50 + 50.
    #expect(
      plan.notes.contains {
        $0.contains("3 orders have gift cards") && $0.contains("$140.00") && $0.contains("line 2")
      }, "\(plan.notes)")
    #expect(plan.notes.contains { $0.contains("nothing but gift cards") && $0.contains("line 4") })
    let again = try file.take(Self.shopify)
    #expect(again.added == 0 && again.changed == 0)
  }

  @Test("An order that counted before its items were known counts for nothing from then on")
  func countedBefore() throws {
    var file = RowImports()
    try file.take(
      "Name,Financial Status,Total,Created at,Discount Code\n#2,paid,50.00,2026-03-02,ANA10\n")
    #expect(amounts(file) == ["#2": 50_00])
    try file.take(Self.shopify)
    #expect(amounts(file)["#2"] == 0)
    #expect(file.rows.first { $0.key == "#2" }?.counts.conversions == 0)
  }

  @Test(
    "Gift cards in the words of shops",
    arguments: [
      ("Gift Card", true), ("$50 Gift-Card", true), ("E-Gift Card | $25", true),
      ("gift_card", true), ("Geschenkgutschein 50 €", true), ("Carte cadeau", true),
      ("Carte-cadeau 30 €", true), ("Tarjeta regalo", true), ("Tarjeta de regalo 20€", true),
      ("Gift Voucher", true), ("Buono regalo", true), ("ギフトカード", true), ("Gift Set", false),
      ("Gift card holder", false), ("Free gift: card game", false), ("Gift wrapping", false),
      ("Gutscheinbuch", false), ("Cardigan", false),
    ])
  func words(name: String, isCard: Bool) {
    #expect(GiftCardWords.isGiftCard(name) == isCard)
  }

  @Test("Lines with amounts of their own: the gift card's line is what is taken off")
  func ownAmounts() throws {
    var file = RowImports()
    try file.take(
      """
      order id,date,promo code,product,revenue
      1,2026-03-01,ANA,Oil,10.00
      1,2026-03-01,ANA,Gift card,25.00
      2,2026-03-02,ANA,Oil,12.00
      2,2026-03-02,ANA,Cream,3.00
      3,2026-03-03,ANA,Gift voucher,40.00

      """)
    #expect(amounts(file) == ["1": 10_00, "2": 15_00])
    #expect(file.rows.map(\.counts.conversions) == [1, 1])
  }

  @Test("WooCommerce: cards alone are no order, and beside other goods their price is asked for")
  func woocommerce() throws {
    var file = RowImports()
    let plan = try file.take(
      """
      Date,Order #,N. Revenue (formatted),Status,Customer,Customer type,Product(s),Items sold,Coupon(s),Net Sales,Attribution
      2026-03-01 10:00:00,1,$90.00,completed,M,new,1× Serum,1,anna10,90,Referral
      2026-03-02 10:00:00,2,$25.00,completed,M,new,"1× Gift Card, $25",1,anna10,25,Referral
      2026-03-03 10:00:00,3,$70.00,completed,M,new,"1× Serum, 1× Gift Card",2,anna10,70,Referral

      """)
    #expect(amounts(file) == ["1": 90_00, "3": 70_00])
    #expect(
      plan.notes.contains { $0.contains("too high by that") && $0.contains("line 4") },
      "\(plan.notes)")
    var advanced = RowImports()
    try advanced.take(
      """
      Order Number,Order Status,Order Date,Coupon Code,Order Total Amount,Item Name,Quantity,Item Cost
      1,completed,2026-03-01,anna10,84.00,Serum,1,54.00
      1,completed,2026-03-01,anna10,84.00,Gift Card,2,15.00
      2,completed,2026-03-02,anna10,20.00,Cream,1,20.00

      """)
    // 84 − 2 × 15.
    #expect(amounts(advanced) == ["1": 54_00, "2": 20_00])
  }

  @Test("What gift cards paid is added back where the sums show that totals are without it")
  func redeemed() throws {
    let header = "order id,date,promo code,subtotal,shipping,total,gift card amount\n"
    var less = RowImports()
    let plan = try less.take(
      header + "1,2026-03-01,ANA,60.00,5.00,45.00,20.00\n2,2026-03-02,ANA,30.00,5.00,35.00,\n"
        + "3,2026-03-03,ANA,40.00,0.00,0.00,40.00\n")
    // 45 + 20, and 0 + 40, which is no gift.
    #expect(amounts(less) == ["1": 65_00, "2": 35_00, "3": 40_00])
    #expect(plan.notes.contains { $0.contains("2 orders paid with gift cards") })
    var full = RowImports()
    try full.take(header + "1,2026-03-01,ANA,60.00,5.00,65.00,20.00\n")
    #expect(amounts(full) == ["1": 65_00])
    var unknown = RowImports()
    let open = try unknown.take(
      "order id,date,promo code,total,gift card amount\n1,2026-03-01,ANA,65.00,20.00\n")
    #expect(amounts(unknown) == ["1": 65_00])
    #expect(open.notes.contains { $0.contains("nothing is added") })
  }

  @Test("A live feed leaves gift cards out, too")
  func feed() throws {
    let today = try #require(Day(iso: "2026-04-01"))
    let text = Array(Self.shopify.utf8)
    var options = ImportOptions()
    options.campaign = "Spring"
    var session = Session(settings: Settings(name: "test"))
    try session.apply(.put(Campaign(id: CampaignID(1), name: "Spring", goal: .conversions)))
    var rows = FeedRows("orders.csv", options: options, session: session)
    let intake = try rows.take(text[...], firstLine: 1, today: today)
    #expect(
      intake.measurements.compactMap(\.counts.revenue).map(\.minorUnits)
        == [68_00, 30_00, 20_00, 10_00, 80_00])
  }
}
