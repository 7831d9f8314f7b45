import TestSupport
import Testing

@Suite("What the command line asks for when a file doesn't say it", .timeLimit(.minutes(2)))
struct AskingTests {
  private let home = Home()
  private var session: String { "\(home.path)/s.clout" }

  private func take(_ name: String, _ text: String, _ words: String...) throws -> Program.Result {
    try home.file(name, text)
    return try Program.run(
      ["import", "\(home.path)/\(name)", "--into", session] + words, home: home)
  }

  @Test("Orders without dates ask for the day, never for a platform, and the answer does it")
  func ordersWithoutDates() throws {
    let orders = "Handle,Order ID,Total\nana,1001,50.00\nben,1002,40.00\ncarla,1003,20.00\n"
    let asked = try take("orders.csv", orders)
    #expect(asked.status == 1 && asked.errors.contains("--as-of "), "\(asked.errors)")
    #expect(!asked.errors.contains("--platform"))
    let done = try take("orders.csv", orders, "--as-of", "2026-03-31")
    #expect(done.status == 0 && done.output.contains("orders.csv: orders"), "\(done.errors)")
    #expect(done.output.contains("3 added"))
    #expect(
      try Program.run(["export", session, "roster"], home: home).output.split(
        whereSeparator: \.isNewline
      ).count == 1)
  }

  @Test("Dates that can't be read are shown, with both ways on")
  func unreadableDates() throws {
    let orders = "Handle,Order Date,Total\nana,Mon-12,50.00\nben,??,40.00\ncarla,soon,20.00\n"
    let asked = try take("orders.csv", orders)
    #expect(
      asked.errors.contains("“Order Date” has no dates that can be read, such as “Mon-12”"),
      "\(asked.errors)")
    #expect(try take("orders.csv", orders, "--as-of", "2026-03-31").output.contains("3 added"))
  }

  @Test("A field is named in plain words, which --map takes as well as its own name")
  func words() throws {
    let posts =
      "Who,When,Where,Fans\nana,2026-03-01,https://a.example/1,900\nben,2026-03-02,https://a.example/2,800\n"
    let maps = ["Who=whose it is", "When=date", "Where=post link", "Fans=likes"]
    let done = try take(
      "posts.csv", posts, "--map", maps[0], "--map", maps[1], "--map", maps[2], "--map", maps[3])
    #expect(done.status == 0 && done.output.contains("2 added"), "\(done.errors)")
    #expect(done.output.contains("whose it is") && done.output.contains("post link"))
    #expect(!done.output.contains("influencerReference") && !done.output.contains("postURL"))
    let other = try take(
      "p2.csv", posts, "--map", "Who=influencerReference", "--map", maps[1], "--map",
      "Where=postURL", "--map", maps[3])
    #expect(other.status == 0, "\(other.errors)")
  }

  @Test("Products that were sent are costs of bookings; without a value Clout says what to do")
  func gifts() throws {
    _ = try take("people.csv", "handle,platform\nana,instagram\nben,tiktok\n")
    let asked = try take(
      "gifts.csv",
      "Handle,Product,Sent on\nana,Serum,2026-03-01\nben,Cream,2026-03-02\nana,Brush,2026-03-05\n")
    #expect(asked.status == 1 && asked.errors.contains("=product cost'"), "\(asked.errors)")
    let done = try take(
      "gifts.csv",
      "Handle,Product,Sent on,Product value\nana,Serum,2026-03-01,45.00\nben,Cream,2026-03-02,30.00\nana,Brush,2026-03-05,15.00\n",
      "--campaign", "Spring")
    #expect(done.status == 0, "\(done.errors)")
    let bookings = try Program.run(["export", session, "bookings", "--format", "json"], home: home)
      .output
    #expect(bookings.contains("60") && bookings.contains("contracted"), "\(bookings)")
  }

  @Test("A code in the roster credits the orders that have it, unless a booking has it")
  func codesOfTheRoster() throws {
    _ = try take(
      "people.csv", "handle,platform,promo code\nana,instagram,ANA10\nben,tiktok,BEN15\n")
    _ = try take(
      "orders.csv",
      "order number,date,discount code,total\n1,2026-03-01,ana10,100.00\n2,2026-03-02,\"BEN15, FREESHIP\",40.00\n3,2026-03-02,OTHER,7.00\n"
    )
    let csv = try Program.run(
      ["kpis", session, "--by", "influencer", "--csv"], home: home
    ).output
    let lines = csv.split(whereSeparator: \.isNewline).map {
      $0.split(separator: ",", omittingEmptySubsequences: false)
    }
    let at = try #require(lines[0].firstIndex(of: "revenue"))
    let revenue = Dictionary(lines.map { (String($0[0]), String($0[at])) }) { first, _ in first }
    #expect(revenue["ana"] == "100.00" && revenue["ben"] == "40.00", "\(csv)")
    #expect(revenue["Unattributed"] == "7.00")
  }
}
