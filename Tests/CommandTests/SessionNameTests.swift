import Testing

@Suite("One name, one session")
struct SessionNameTests {
  private let home = Home()

  private func run(_ arguments: [String]) throws -> Program.Result {
    try Program.run(arguments, home: home)
  }

  /// Makes `plain.clout`; returns its path without the suffix.
  private func make() throws -> String {
    let roster = try home.file("r.csv", "handle,platform,followers\nana,instagram,5000\n")
    let name = "\(home.path)/plain"
    let result = try run(["import", roster, "--into", name])
    try #require(result.status == 0, "\(result.errors)")
    return name
  }

  private func posts() throws -> String {
    try home.file(
      "posts.csv",
      "influencer,date,post url,reach,likes\nana,2026-01-02,https://a/1,1000,200\n")
  }

  @Test func everyCommandFindsItWithoutTheSuffix() throws {
    let name = try make()
    let posts = try posts()
    let imported = try run(["import", posts, "--campaign", "c", "--into", name])
    #expect(imported.status == 0)
    for command in [
      ["check", name], ["kpis", name], ["export", name, "roster"], ["compare", name],
      ["vet", name], ["view", name, "--size", "80x24"], ["ingest", name, posts, "--campaign", "c"],
      ["plan", name, "--backtest"], ["open", name],
    ] {
      let result = try run(command)
      #expect(!(result.output + result.errors).contains("There is no session"), "\(command)")
      if command[0] == "open" {
        #expect(result.errors.contains("terminal"))
      } else if command[0] != "plan" {
        #expect(result.status == 0, "\(command): \(result.errors)")
      }
    }
    #expect(try run(["new", name]).errors.contains("already a session at \(name).clout"))
    #expect(shell("test -e \(name)") != 0)
  }

  @Test func aSessionWithoutItsHeaderGetsNoTwin() throws {
    let name = try make()
    shell("mv \(name).clout \(name) && rm \(name)/session.json")
    for command in [
      ["import", "\(home.path)/r.csv", "--into", name], ["new", name], ["kpis", name],
      ["open", name], ["check", name], ["ingest", name, "\(home.path)/r.csv"],
    ] {
      let result = try run(command)
      #expect(result.status == 1, "\(command)")
      let said = result.output + result.errors
      #expect(said.contains("session.json is missing from \(name)"), "\(command): \(said)")
      #expect(said.contains("Restore it from a copy."))
    }
    #expect(shell("test -e \(name).clout") != 0)
  }

  @Test(arguments: ["", ".", "..", "/"])
  func noHiddenSessionIsMade(_ name: String) throws {
    _ = try make()
    let command =
      "mkdir \(home.path)/w; cd \(home.path)/w && \(home.environment) \(Program.quote(Program.path)) import ../r.csv --into '\(name)' 2> \(home.path)/err"
    #expect(shell(command) == 1)
    #expect(try home.text("err").contains("Give a folder such as spring.clout."))
    #expect(shell("test -e \(home.path)/w/.clout || test -e \(home.path)/w/..clout") != 0)
  }

  @Test(arguments: [
    ("roster.json", ""), ("campaigns.json", ""),
    ("roster.json", "{\"influencers\": [\n{\"id\": x}\n]}"),
  ])
  func nothingIsIngestedIntoADamagedSession(_ file: String, _ text: String) throws {
    let name = try make()
    let posts = try posts()
    let imported = try run(["import", posts, "--campaign", "c", "--into", name])
    try #require(imported.status == 0)
    let more = try home.file(
      "more.csv", "influencer,date,post url,reach,likes\nana,2026-01-03,https://a/2,10,2\n")
    let before = try home.metrics("plain.clout")
    try home.file("plain.clout/\(file)", text)
    let result = try run(["ingest", name, more, "--campaign", "c"])
    #expect(result.status == 1)
    #expect(result.errors.contains("\(file), line "), "\(result.errors)")
    #expect(result.errors.contains(", column "))
    #expect(try home.metrics("plain.clout") == before)
  }
}
