import TestSupport
import Testing

@Suite("What is kept and counted apart", .timeLimit(.minutes(2)))
struct CountedApartTests {
  private let home = Home()
  private var session: String { "\(home.path)/s.clout" }

  private func clout(_ words: String...) throws -> Program.Result {
    try Program.run(words, home: home)
  }

  @Test("Repeats of subscriptions stand below the figures, and come back from an export")
  func repeats() throws {
    let orders = try home.file(
      "orders.csv",
      """
      order_id,date,promo_code,revenue,billing reason
      1,2026-03-02,ANA10,100.00,subscription_create
      2,2026-03-03,ANA10,140.00,subscription_cycle
      3,2026-03-04,ANA10,200.00,subscription_cycle

      """)
    let done = try clout(
      "import", orders, "--into", session, "--campaign", "Spring", "--currency", "USD")
    #expect(done.status == 0, "\(done.errors)")
    let kpis = try clout("kpis", session, "--by", "total")
    #expect(
      kpis.output.contains("Spring: 2 repeats of subscriptions, $340.00, counted apart."),
      "\(kpis.output)")
    #expect(kpis.output.contains("$100") && !kpis.output.contains("$440"))
    for format in ["csv", "json", "xlsx"] {
      let file = "\(home.path)/m.\(format)"
      let out = try clout("export", session, "measurements", "--output", file)
      #expect(out.status == 0, "\(out.errors)")
      let copy = "\(home.path)/\(format).clout"
      _ = try clout("export", session, "campaigns", "--output", "\(home.path)/c-\(format).csv")
      _ = try clout("import", "\(home.path)/c-\(format).csv", "--into", copy)
      let back = try clout("import", file, "--into", copy)
      #expect(back.status == 0, "\(back.errors)")
      let text = try clout("kpis", copy, "--by", "total").output
      #expect(text.contains("2 repeats of subscriptions, $340.00"), "\(format): \(text)")
    }
  }
}
