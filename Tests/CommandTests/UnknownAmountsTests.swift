import TestSupport
import Testing

@Suite("Amounts without a rate", .timeLimit(.minutes(2)))
struct UnknownAmountsTests {
  private let home = Home()
  private var session: String { "\(home.path)/s.clout" }

  private func clout(_ words: String...) throws -> Program.Result {
    try Program.run(words, home: home)
  }

  /// Two orders of 100.00 and 50.00 dollars, one of 200 pounds with two lines (150.00 and 50.00).
  private func orders() throws {
    try home.file(
      "orders.csv",
      """
      order_id,date,influencer,line item,revenue,currency
      1,2026-03-02,ana,Serum,100.00,USD
      2,2026-03-02,ana,Serum,50.00,USD
      3,2026-03-02,ana,Serum,150.00,GBP
      3,2026-03-02,ana,Brush,50.00,GBP

      """)
    _ = try Program.run(
      ["import", "-", "--into", session], home: home, input: "handle,platform\nana,instagram\n")
    let done = try clout("import", "\(home.path)/orders.csv", "--into", session)
    #expect(done.status == 0, "\(done.errors)")
    #expect(done.output.contains("--rate GBP=RATE"), "\(done.output)")
    #expect(!done.output.contains("1.25"))
  }

  @Test("Totals say that they are at least what they show, and by how many conversions")
  func atLeast() throws {
    try orders()
    let text = try clout("kpis", session, "--by", "total").output
    #expect(text.contains("≥$150"), "\(text)")
    #expect(text.contains("1 amount, 200 GBP together") && text.contains("at least"), "\(text)")
    let csv = try clout("kpis", session, "--by", "total", "--csv").output
    let lines = csv.split(whereSeparator: \.isNewline).map {
      $0.split(separator: ",", omittingEmptySubsequences: false)
    }
    let column = try #require(lines[0].firstIndex(of: "conversions_without_amount"))
    #expect(lines[1][column] == "1")
    let json = try clout("kpis", session, "--by", "total", "--json").output
    #expect(
      json.contains(#""conversions_without_amount": 1"#)
        || json.contains(#""conversions_without_amount":1"#), "\(json)")
  }

  @Test("Orders stay in the order of their file")
  func order() throws {
    try orders()
    let rows = try clout("export", session, "measurements").output.split(
      whereSeparator: \.isNewline)
    #expect(rows.dropFirst().map { $0.split(separator: ",")[1] } == ["1", "2", "3"], "\(rows)")
  }

  @Test("A rate that is stated later converts what came before, lines of an order together")
  func later() throws {
    try orders()
    let done = try clout(
      "import", "\(home.path)/orders.csv", "--into", session, "--rate", "GBP 1.27 2026-01-01 BoE")
    #expect(done.status == 0 && done.output.contains("1 amount is converted"), "\(done.output)")
    #expect(done.output.contains("0 added, 0 changed"), "\(done.output)")
    // 100 + 50 + 200 × 1.27 = 404.
    let text = try clout("kpis", session, "--by", "total").output
    #expect(text.contains("$404") && !text.contains("≥"), "\(text)")
    #expect(try clout("export", session, "measurements").output.contains("200 GBP"))
  }

  @Test(
    "A currency is one of ISO 4217, and what may have been meant is said; errors are lines of their own",
    arguments: [
      ("yen", "did you mean JPY?"), ("XYZ", "write its code"), ("JPN", "did you mean JPY?"),
    ])
  func currencies(_ typed: String, _ says: String) throws {
    for words in [
      ["new", session, "--currency", typed],
      ["import", "x.csv", "--into", session, "--currency", typed],
    ] {
      let made = try Program.run(words, home: home)
      #expect(made.status == 2 && made.errors.contains(says), "\(made.errors)")
      #expect(!made.errors.contains("\\u{A}"))
    }
    _ = try clout("new", session, "--currency", "usd")
    try home.file("x.csv", "handle,platform\nana,instagram\n")
    let rate = try clout("import", "\(home.path)/x.csv", "--into", session, "--rate", "\(typed)=2")
    #expect(rate.status == 2 && rate.errors.contains(says), "\(rate.errors)")
    #expect(!rate.errors.contains("\\u{A}") && rate.errors.contains("\nUsage: "), "\(rate.errors)")
  }
}
