import Testing

@Suite("Several files in one go")
struct ImportSetTests {
  private func files(_ home: Home) throws -> [String] {
    // In an order in which nothing would find whom it names.
    [
      try home.file(
        "payouts.csv",
        "influencer,basis,total payout,campaign\nana,post,400.00,Spring\nbo,order,60.00,Spring\n"),
      try home.file(
        "orders.csv",
        "order_id,date,influencer,revenue,campaign\n1,2026-03-02,ana,100.00,Spring\n2,2026-03-03,bo,50.00,Spring\n"
      ),
      try home.file(
        "posts.csv",
        "influencer,date,post url,reach,campaign\nana,2026-03-01,https://a.example/1,9000,Spring\n"),
      try home.file(
        "creators.csv", "handle,platform,followers\nana,instagram,2400000\nbo,tiktok,45000\n"),
    ]
  }

  @Test("Whom they name comes first; cost and revenue meet in one campaign; the log has one change")
  func together() throws {
    let home = Home()
    let path = "\(home.path)/s.clout"
    let result = try Program.run(["import"] + files(home) + ["--into", path], home: home)
    #expect(result.status == 0, "\(result.errors)")
    #expect(!result.output.contains("isn't in the roster"))
    let kpis = try Program.run(
      ["kpis", path, "--by", "influencer", "--json"], home: home)
    // 100 of ana's 400, 50 of bo's 60.
    #expect(kpis.output.contains("\"cost\": 400.00") && kpis.output.contains("\"revenue\": 100.00"))
    let total = try Program.run(["kpis", path, "--by", "total", "--csv"], home: home)
    #expect(total.output.split(whereSeparator: \.isNewline).count == 2, "\(total.output)")
    let log = try Program.run(["log", path], home: home)
    #expect(log.output.contains("import of 4 files"), "\(log.output)")
    let again = try Program.run(["import"] + files(home) + ["--into", path], home: home)
    #expect(again.output.contains("0 added, 0 changed"), "\(again.output)")
  }

  @Test("A header without rows is called that, and makes no session")
  func headerOnly() throws {
    let home = Home()
    let file = try home.file("e.csv", "handle,platform,followers\n")
    let result = try Program.run(["import", file, "--into", "\(home.path)/s.clout"], home: home)
    #expect(
      result.status == 1 && result.errors.contains("a header and no rows"), "\(result.errors)")
    #expect(try home.text("s.clout/session.json").isEmpty)
  }

  @Test("A folder stands for the tables in it; if one can't be used, nothing is written")
  func folder() throws {
    let home = Home()
    let path = "\(home.path)/s.clout"
    shell("mkdir \(home.path)/in")
    _ = try home.file("in/creators.csv", "handle,platform,followers\nana,instagram,2400000\n")
    _ = try home.file("in/notes.md", "not a table\n")
    let odd = try home.file("in/odd.csv", "x,y\n1,2\n")
    let refused = try Program.run(["import", "\(home.path)/in", "--into", path], home: home)
    #expect(refused.status == 1 && refused.errors.contains("odd.csv"), "\(refused.errors)")
    #expect(try home.text("s.clout/session.json").isEmpty)
    shell("rm \(odd)")
    let result = try Program.run(["import", "\(home.path)/in", "--into", path], home: home)
    #expect(result.status == 0 && result.output.contains("1 added"), "\(result.errors)")
  }

  @Test("A file of which no row can be used stops the others as well")
  func onlyRefused() throws {
    let home = Home()
    let path = "\(home.path)/s.clout"
    let creators = try home.file(
      "creators.csv", "handle,platform,followers\nana,instagram,2400000\n")
    let orders = try home.file(
      "orders.csv",
      "order_id,date,influencer,revenue\n1.79E+16,2026-03-01,ana,100.00\n1.78E+16,2026-03-02,ana,50.00\n"
    )
    for extra in [[], ["--dry-run"]] {
      let refused = try Program.run(
        ["import", creators, orders, "--into", path, "--campaign", "Spring"] + extra, home: home)
      #expect(refused.status == 1)
      #expect(
        refused.errors.contains("No row of orders.csv could be used; nothing was imported")
          && refused.errors.contains("orders.csv, line 2"), "\(refused.errors)")
      #expect(try home.text("s.clout/session.json").isEmpty)
    }
    let result = try Program.run(["import", creators, "--into", path], home: home)
    #expect(result.status == 0, "\(result.errors)")
  }
}
