import Marketing
import Testing

@testable import SessionStore

@Suite("Repeats of a subscription")
struct SubscriptionTests {
  private func repeats(_ file: RowImports) -> [String] {
    file.rows.filter(\.isRepeat).map(\.key)
  }

  private static let shopify = """
    Name,Financial Status,Total,Discount Code,Created at,Tags,Source,Refunded Amount
    #1,paid,30.00,ANA10,2026-03-01 10:00:00 +0100,"Subscription, Subscription First Order",web,0
    #2,paid,28.00,ANA10,2026-03-02 10:00:00 +0100,"Subscription, Subscription Recurring Order",1380,8.00
    #3,paid,31.00,,2026-03-03 10:00:00 +0100,,subscription_contract_checkout_one,0
    #4,paid,32.00,ANA10,2026-03-04 10:00:00 +0100,"Subscription First Order",subscription_contract,0
    #5,paid,33.00,ANA10,2026-03-05 10:00:00 +0100,"vip, appstle_subscription_recurring_order",web,0
    #6,paid,34.00,ANA10,2026-03-06 10:00:00 +0100,"Firmhouse-First-Order, Firmhouse-First-Recurring-Order",web,0

    """

  @Test(
    "Shopify: tags and source tell them, and the first order of a subscription is the campaign's")
  func shopify() throws {
    var file = RowImports()
    let plan = try file.take(Self.shopify)
    #expect(repeats(file) == ["#2", "#3", "#5"])
    #expect(file.rows.count == 6)
    // 28 − 8, 31 and 33.
    #expect(
      plan.notes.contains {
        $0.contains("3 orders are repeats of subscriptions, $84.00") && $0.contains("line 3")
      }, "\(plan.notes)")
    let again = try file.take(Self.shopify)
    #expect(again.added == 0 && again.changed == 0)
  }

  @Test(
    "Other shops' words for them",
    arguments: [
      ("subscription_renewal", "", "512"), ("Order type", "checkout", "RECURRING"),
      ("Order type", "shop_order", "subscription_renewal"),
      ("Billing reason", "subscription_create", "subscription_cycle"),
      ("charge type", "CHECKOUT", "RECURRING"), ("renewal", "no", "yes"),
    ])
  func otherShops(header: String, first: String, renewal: String) throws {
    var file = RowImports()
    try file.take(
      "order id,date,promo code,revenue,\(header)\n1,2026-03-01,ANA,10.00,\(first)\n"
        + "2,2026-03-02,ANA,20.00,\(renewal)\n")
    #expect(repeats(file) == ["2"])
  }

  @Test("The refund of a repeat is one, too, and a file without a word on it takes nothing back")
  func refund() throws {
    let header = "order id,date,promo code,revenue"
    var file = RowImports()
    try file.take(header + ",billing reason\n1,2026-03-01,ANA,80.00,subscription_cycle\n")
    try file.take(header + "\n1,2026-03-05,ANA,-30.00\n", named: "refunds.csv")
    #expect(repeats(file) == ["1", "1 refund"])
    try file.take(header + "\n1,2026-03-01,ANA,80.00\n", named: "again.csv")
    #expect(repeats(file) == ["1", "1 refund"])
  }

  @Test("Another source of the same order knows it then, too")
  func otherSource() throws {
    var file = RowImports()
    try file.take(Self.shopify)
    var options = ImportOptions()
    options.campaign = file.session.campaigns.rows.first?.name
    try file.take(
      "order id,date,affiliate,revenue\n#2,2026-03-02,ana,20.00\n#1,2026-03-01,ana,30.00\n",
      named: "app.csv", options)
    let others = file.rows.filter { $0.channel == .affiliate }
    let marked = others.filter(\.isRepeat).map(\.key)
    #expect(others.count == 2 && marked.count == 1 && marked[0].hasPrefix("#2"), "\(marked)")
  }
}
