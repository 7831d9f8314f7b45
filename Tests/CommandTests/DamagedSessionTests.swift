import LibC
import Testing

@Suite("Printing from a damaged session")
struct DamagedSessionTests {
  /// Two influencers, one campaign with one order each.
  private func session(_ home: Home) throws -> String {
    let path = "\(home.path)/s.clout"
    let roster = try home.file(
      "roster.csv", "handle,platform,followers\nana,instagram,2400000\nbo,tiktok,45000\n")
    _ = try Program.run(["import", roster, "--into", path], home: home)
    let orders = try home.file(
      "orders.csv",
      "order_id,date,influencer,conversions,revenue\no1,2026-03-14,ana,1,10.00\no2,2026-03-14,bo,2,20.00\n"
    )
    let done = try Program.run(
      ["import", orders, "--into", path, "--campaign", "Spring"], home: home)
    try #require(done.status == 0, "\(done.errors)")
    return path
  }

  private static let commands = [
    ["kpis", "PATH"], ["kpis", "PATH", "--json"], ["compare", "PATH"], ["vet", "PATH"],
    ["export", "PATH", "roster"], ["view", "PATH"], ["plan", "PATH", "--campaign", "Spring"],
    ["plan", "PATH", "--backtest"],
  ]

  private func run(_ command: [String], _ path: String, _ home: Home) throws -> Program.Result {
    try Program.run(command.map { $0 == "PATH" ? path : $0 }, home: home)
  }

  @Test("Every command names file, line and column, prints nothing and fails", arguments: commands)
  func refused(_ command: [String]) throws {
    let home = Home()
    let path = try session(home)
    try home.file(
      "s.clout/roster.json",
      "{\"influencers\": [\n{\"id\": 1, \"handle\": \"ana\", \"platform\": \"instagram\"},\n{\"id\": x}\n]}\n"
    )
    let result = try run(command, path, home)
    #expect(result.status == 1 && result.output.isEmpty)
    #expect(result.errors.contains("roster.json, line 3, column 8: "))
    #expect(result.errors.contains("is damaged, so nothing was printed"))
    let anyway = try run(command + ["--anyway"], path, home)
    #expect(anyway.status == 1)
    #expect(anyway.errors.contains("clout: what follows is incomplete."))
    #expect(anyway.errors.contains("roster.json, line 3, column 8: "))
    if command[0] != "plan" { #expect(!anyway.output.isEmpty) }
  }

  @Test("A measurement that can't be read counts as damage, a last line cut by a crash doesn't")
  func measurements() throws {
    let home = Home()
    let path = try session(home)
    let row = try home.file(
      "row.csv", "influencer,date,post url,reach\nana,2026-02-02,https://a/9,10\n")
    let ingested = try Program.run(["ingest", path, row, "--campaign", "Spring"], home: home)
    try #require(ingested.status == 0, "\(ingested.errors)")
    let name = try #require(home.metricsFiles("s.clout").first { $0.hasSuffix(".live.jsonl") })
    let text = try home.text(name)
    try #require(!text.isEmpty)
    try home.file(name, text + "{\"campaign\":1,\"key\":")
    let torn = try Program.run(["kpis", path, "--csv"], home: home)
    #expect(torn.status == 0 && !torn.output.isEmpty)
    try home.file(name, "{\"campaign\": 1, \"key\": 5}\n" + text)
    let broken = try Program.run(["kpis", path, "--csv"], home: home)
    #expect(broken.status == 1 && broken.output.isEmpty)
    #expect(broken.errors.contains(".live.jsonl, line 1, column "))
  }

  @Test("A session with unsaved changes is whole")
  func unsaved() throws {
    let home = Home()
    let path = try session(home)
    for command in Self.commands where command[0] != "plan" {
      let result = try run(command, path, home)
      #expect(result.status == 0 && !result.output.isEmpty, "\(command): \(result.errors)")
    }
  }

  @Test(
    "Rates and hours with the noise of binary fractions are rounded to what is kept",
    arguments: [
      ("0.0026741000000000004", "0.002674"), ("2.6741e-03", "0.002674"), ("5E-05", "0.000050"),
      ("0.1000000000000000055511151231257827021181583404541015625", "0.100000"),
      ("1e-7", "0.000000"),
      ("0.0139", "0.013900"),
    ])
  func noise(_ written: String, _ kept: String) throws {
    let home = Home()
    let path = try session(home)
    try home.file(
      "s.clout/roster.json",
      "{\"influencers\": [\n{\"id\": 1, \"handle\": \"ana\", \"platform\": \"instagram\", \"er_followers\": \(written), \"hours_per_booking\": 2.5000000000000004}\n]}\n"
    )
    let export = try Program.run(["export", path, "roster", "--format", "json"], home: home)
    #expect(export.status == 0, "\(export.errors)")
    #expect(export.output.contains("\"er_followers\": \(kept),"), "\(export.output)")
    #expect(export.output.contains("\"hours_per_booking\": 2.50,"))
    for command in [["kpis", path], ["vet", path]] {
      let result = try Program.run(command, home: home)
      #expect(result.status == 0 && !result.output.isEmpty, "\(command): \(result.errors)")
    }
  }

  @Test("Without the roster check says so once, not once for everybody")
  func checkWithoutRoster() throws {
    let home = Home()
    let people = (1...30).map { "p\($0),instagram,\($0)000\n" }.joined()
    let path = "\(home.path)/s.clout"
    let roster = try home.file("roster.csv", "handle,platform,followers\n" + people)
    _ = try Program.run(["import", roster, "--into", path], home: home)
    let posts = try home.file(
      "posts.csv",
      "influencer,date,post url,reach\n"
        + (1...30).map { "p\($0),2026-02-02,https://a/\($0),10\n" }.joined())
    _ = try Program.run(["import", posts, "--into", path, "--campaign", "Spring"], home: home)
    unlink("\(path)/roster.json")
    let check = try Program.run(["check", path], home: home)
    #expect(check.status == 1)
    #expect(check.output.contains("roster.json: the file is missing"))
    #expect(
      check.output.contains(
        "30 measurements name 30 influencers that the session doesn't have: 1, 2, 3 and 27 more"))
    #expect(check.output.split(separator: "\n").count <= 5, "\(check.output)")
  }
}
