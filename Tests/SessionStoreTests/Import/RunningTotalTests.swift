import Marketing
import Testing

@testable import SessionStore

@Suite("A post's running total, however it is told apart")
struct RunningTotalTests {
  private static let header = "Influencer,Date,Post URL,Impressions,Likes,Comments\n"
  private static let april =
    "anna,2026-04-30,https://www.instagram.com/p/AAA/,50000,2500,80\n"
    + "ben,2026-04-30,https://www.instagram.com/p/BBB/,20000,900,40\n"
  private static let may =
    "anna,2026-05-31,https://www.instagram.com/p/AAA/,60000,2700,90\n"
    + "ben,2026-05-31,https://www.instagram.com/p/BBB/,21000,950,41\n"

  /// The newest state of each running total, and all that is no total.
  private func impressions(_ file: RowImports) -> Int {
    var newest: [String: Measurement] = [:]
    var sum = 0
    for row in file.rows {
      if row.kind == .increment {
        sum += row.counts.impressions ?? 0
      } else {
        newest[row.key] = row
      }
    }
    return sum + newest.values.reduce(0) { $0 + ($1.counts.impressions ?? 0) }
  }

  private func asOf(_ day: String) -> ImportOptions {
    var options = ImportOptions()
    options.asOf = Day(iso: day)
    return options
  }

  @Test("Two months' figures of a post known by its link are one running total, in any order")
  func links() throws {
    for order in [[Self.april, Self.may], [Self.may, Self.april]] {
      var file = RowImports()
      try file.take(Self.header + order[0], named: "one.csv")
      try file.take(Self.header + order[1], named: "two.csv")
      #expect(file.rows.count == 4 && impressions(file) == 81_000)
      let again = try file.take(Self.header + order[0], named: "one.csv")
      #expect(again.added == 0 && again.changed == 0)
    }
  }

  @Test("Two days of a post in one file are asked about, and the answer can be changed")
  func twoDays() throws {
    var file = RowImports()
    let text = Self.header + Self.april + Self.may
    let error = #expect(throws: ImportError.self) { try file.take(text) }
    #expect(error?.cause == .grain)
    try file.take(text, RowImports.with("total"))
    #expect(impressions(file) == 81_000)
    // The wrong guess first, then the right one: nothing counts twice.
    let daily = try file.take(text, RowImports.with("daily"))
    #expect(impressions(file) == 151_000)
    #expect(daily.notes.contains { $0.contains("4 figures that the session had of this file") })
    try file.take(text, RowImports.with("total"))
    #expect(file.rows.count == 4 && impressions(file) == 81_000)
  }

  @Test("A number of its own is asked about, too, and repeating the import replaces it")
  func wrongGuessOfKeys() throws {
    let text = "Creator,Post ID,Date,Impressions\nanna,9001,2026-03-01,120\n"
    let next = "Creator,Post ID,Date,Impressions\nanna,9001,2026-03-02,100\n"
    var file = RowImports()
    try file.take(text, named: "one.csv")
    let error = #expect(throws: ImportError.self) { try file.take(next, named: "two.csv") }
    #expect(error?.description.contains("one.csv") == true)
    let refused = try file.take(next, named: "two.csv", RowImports.with("daily"))
    #expect(refused.refusals[0].reason.contains("import one.csv again with --grain daily"))
    try file.take(text, named: "one.csv", RowImports.with("daily"))
    try file.take(next, named: "two.csv", RowImports.with("daily"))
    #expect(file.rows.count == 2 && impressions(file) == 220)
  }

  @Test("A post's day of publication is the same in every export: the export's day counts")
  func published() throws {
    let header = "Influencer,Post date,Link,Views,Likes\n"
    let april =
      header
      + "anna,2026-03-10,https://a.example/1,50000,2500\nben,2026-03-11,https://a.example/2,20000,900\n"
    let may =
      header
      + "anna,2026-03-10,https://a.example/1,60000,2700\nben,2026-03-11,https://a.example/2,21000,950\n"
    for isReversed in [false, true] {
      var file = RowImports()
      let all = [(april, "2026-04-30"), (may, "2026-05-31")]
      for (text, day) in isReversed ? all.reversed() : all { try file.take(text, asOf(day)) }
      #expect(Set(file.rows.map(\.day.iso)) == ["2026-04-30", "2026-05-31"])
      #expect(impressions(file) == 81_000)
      #expect(file.rows[0].custom["Post date"] == "2026-03-10")
    }
    // The file's name says it as well; without a day nobody knows which is newer.
    var file = RowImports()
    try file.take(april, named: "posts_2026-04-30.csv")
    let plan = try file.take(may, named: "posts.csv")
    #expect(plan.refusals.count == 2 && plan.refusals[0].reason.contains("--as-of"))
    try file.take(may, named: "posts.csv", asOf("2026-05-31"))
    #expect(impressions(file) == 81_000)
    // Both without a day: the later import takes the place of the first.
    var plain = RowImports()
    try plain.take(april)
    try plain.take(may)
    #expect(plain.rows.count == 2 && impressions(plain) == 81_000)
  }

  @Test("A column called “Date” is taken for the publication where each post has a day of its own")
  func plainDates() throws {
    let header = "Influencer,Date,Post ID,Views\n"
    var file = RowImports()
    try file.take(header + "anna,2026-03-10,1,500\nben,2026-03-11,2,200\n", asOf("2026-04-30"))
    try file.take(header + "anna,2026-03-10,1,600\nben,2026-03-11,2,210\n", asOf("2026-05-31"))
    #expect(file.rows.count == 4 && impressions(file) == 810)
    // Days of measurement stay what they are.
    var measured = RowImports()
    try measured.take(
      header + "anna,2026-04-30,1,500\nben,2026-04-30,2,200\n", asOf("2026-05-31"))
    #expect(Set(measured.rows.map(\.day.iso)) == ["2026-04-30"])
  }

  @Test("A short link that serves several posts: their captions tell")
  func shortLinks() throws {
    let text = """
      Influencer,Date,Post URL,Caption,Impressions
      anna,2026-03-10,https://bit.ly/glow,Morning routine with serum,100
      anna,2026-03-17,https://bit.ly/glow,Evening routine with cream,150

      """
    var file = RowImports()
    try file.take(text)
    #expect(file.rows.count == 2 && impressions(file) == 250)
    let again = try file.take(text)
    #expect(again.added == 0 && again.changed == 0)
    // Two people under one link are two posts, too.
    var two = RowImports()
    try two.take(
      Self.header
        + "anna,2026-03-10,https://bit.ly/glow,100,1,1\nben,2026-03-10,https://bit.ly/glow,70,1,1\n"
    )
    #expect(impressions(two) == 170)
  }

  @Test("Figures under a link and a day, as earlier versions kept them, go on as one running total")
  func formerKeys() throws {
    var file = RowImports()
    try file.take(Self.header + Self.april, named: "april.csv")
    for row in file.rows {
      var former = row
      former.key = "\(row.post) \(row.day.iso)\(row.key.dropFirst(row.post.count))"
      try file.session.apply(.group("former", [.measurement(row.identity, nil), .put(former)]))
    }
    let plan = try file.take(Self.header + Self.may, named: "may.csv")
    #expect(plan.notes.contains { $0.contains("2 posts are known by their address") })
    #expect(file.rows.count == 4 && impressions(file) == 81_000)
    let again = try file.take(Self.header + Self.april, named: "april.csv")
    #expect(again.added == 0 && again.changed == 0)
  }

  @Test("A post known by its link and by its number is one post")
  func linkAndNumber() throws {
    var file = RowImports()
    try file.take(Self.header + Self.april, named: "tracker.csv")
    try file.take(
      "Post ID,Permalink,Influencer,Date,Impressions,Likes,Comments\n"
        + "1790001,https://www.instagram.com/p/AAA/,anna,2026-05-31,60000,2700,90\n",
      named: "insights.csv")
    #expect(impressions(file) == 80_000)
  }
}
