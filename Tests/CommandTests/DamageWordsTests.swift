import LibC
import Testing

@Suite("What is wrong with a session is said in the same words everywhere", .timeLimit(.minutes(5)))
struct DamageWordsTests {
  /// Two influencers, and a campaign with two orders.
  private func session(_ home: Home) throws -> String {
    let path = "\(home.path)/r/s.clout"
    let roster = try home.file(
      "roster.csv", "handle,platform,followers\nana,instagram,2400000\nbo,tiktok,45000\n")
    _ = try Program.run(["import", roster, "--into", path], home: home)
    try importOrders(home, "o", path)
    return path
  }

  private func importOrders(_ home: Home, _ name: String, _ path: String) throws {
    let orders = try home.file(
      "\(name).csv",
      "order_id,date,influencer,conversions,revenue\n"
        + (1...20).map { "\(name)\($0),2026-03-14,ana,1,10.00\n" }.joined())
    let done = try Program.run(
      ["import", orders, "--into", path, "--campaign", "Spring"], home: home)
    try #require(done.status == 0, "\(done.errors)")
  }

  private func rows(_ home: Home) throws -> String {
    try home.file("row.csv", "influencer,date,post url,reach\nana,2026-02-02,https://a/9,10\n")
  }

  @Test(
    "A conflict that git left is said by every command as by check",
    arguments: ["roster.json", "campaigns.json", "session.json"])
  func conflicts(_ name: String) throws {
    let home = Home()
    let path = try session(home)
    let lines = try home.text("r/s.clout/\(name)").split(separator: "\n").map(String.init)
    let place = name == "session.json" ? 3 : 2
    let own = lines[place]
    let other = own.replacing("\"s\"", with: "\"t\"").replacing("ana", with: "eva")
      .replacing("Spring", with: "Fall")
    try #require(own != other)
    let marked =
      lines[..<place] + ["<<<<<<< ours", own, "=======", other, ">>>>>>> theirs"]
      + lines[(place + 1)...]
    try home.file("r/s.clout/\(name)", marked.joined(separator: "\n") + "\n")
    let check = try Program.run(["check", path], home: home)
    let said = try #require(check.output.split(separator: "\n").first)
    #expect(said.contains("git left a conflict") && said.contains(" in theirs"), "\(check.output)")
    let row = try rows(home)
    for command in [
      ["kpis", path], ["vet", path], ["export", path, "roster"],
      ["ingest", path, row, "--campaign", "Spring"],
      ["import", "\(home.path)/roster.csv", "--into", path],
    ] {
      let result = try Program.run(command, home: home)
      #expect(result.status == 1, "\(command)")
      #expect(result.errors.contains(said), "\(command): \(result.errors)")
      // Two accounts under one number both stay.
      let advice =
        name == "roster.json"
        ? "give one of them a number that nobody has" : "git checkout --ours \(name)"
      #expect(result.errors.contains(advice), "\(command): \(result.errors)")
    }
  }

  @Test(
    "On a branch without an import nothing is called damaged: the file and its import are named")
  func otherBranch() throws {
    let home = Home()
    let path = try session(home)
    func git(_ command: String) throws {
      let status = shell(
        "cd \(home.path)/r && \(home.environment) git \(command) > \(home.path)/git 2>&1")
      let said = try home.text("git")
      try #require(status == 0, "\(command): \(said)")
    }
    try git("init -q -b main .")
    try git("config user.email a@b")
    try git("config user.name a")
    try git("add -A")
    try git("commit -q -m base")
    try git("checkout -q -b side")
    try importOrders(home, "more", path)
    try git("add -A")
    try git("commit -q -m more")
    try git("checkout -q main")
    for command in [["check", path], ["kpis", path], ["kpis", path, "--anyway"]] {
      let result = try Program.run(command, home: home)
      let said = result.output + result.errors
      #expect(result.status == 1)
      #expect(
        said.contains("import of more.csv") && said.contains("on another branch of git"), "\(said)")
      #expect(!said.contains("damaged"), "\(said)")
      #expect(said.contains("Ana") == false)
    }
    try git("checkout -q side")
    let kpis = try Program.run(["kpis", path], home: home)
    #expect(kpis.status == 0 && kpis.errors.isEmpty, "\(kpis.errors)")
  }

  @Test("Git that converts line ends leaves a session as it was written")
  func convertedLineEnds() throws {
    let home = Home()
    let path = try session(home)
    let steps = [
      "git init -q -b main .", "git config core.autocrlf true", "git config user.email a@b",
      "git config user.name a", "git add -A", "git commit -q -m base",
    ]
    for step in steps {
      try #require(
        shell("cd \(home.path)/r && \(home.environment) \(step) 2> \(home.path)/git") == 0)
    }
    try importOrders(home, "more", path)
    for step in [
      "git add -A", "git commit -q -m more", "git checkout -q HEAD~1", "git checkout -q main",
    ] {
      try #require(
        shell("cd \(home.path)/r && \(home.environment) \(step) 2> \(home.path)/git") == 0)
    }
    for command in ["check", "kpis"] {
      let result = try Program.run([command, path], home: home)
      #expect(result.status == 0, "\(result.output)\(result.errors)")
    }
  }

  @Test("An incomplete last line that somebody may be writing is named by repair, and left for now")
  func tornInAClone() throws {
    let home = Home()
    let path = try session(home)
    let ingested = try Program.run(
      ["ingest", path, try rows(home), "--campaign", "Spring"], home: home)
    try #require(ingested.status == 0, "\(ingested.errors)")
    let log = try Program.run(["log", path], home: home)
    #expect(log.output.contains("ingest of row.csv (1 measurement)"), "\(log.output)")
    shell("rm -rf \(path)/.state")
    let name = try #require(home.metricsFiles("r/s.clout").first { $0.hasSuffix(".live.jsonl") })
    try home.file(name, try home.text(name) + "{\"campaign\": 1, \"key\":")
    for command in [["repair", path, "--dry-run"], ["repair", path]] {
      let result = try Program.run(command, home: home)
      #expect(result.status == 0)
      #expect(result.output.contains(".live.jsonl, line 2: it is incomplete"), "\(result.output)")
    }
  }

  @Test("One account under two numbers is told, and left to the manager")
  func sameAccount() throws {
    let home = Home()
    let path = try session(home)
    let text = try home.text("r/s.clout/roster.json")
    try home.file(
      "r/s.clout/roster.json",
      text.replacing(
        "\"handle\": \"bo\", \"platform\": \"tiktok\"",
        with: "\"handle\": \"Ana\", \"platform\": \"instagram\""))
    for command in [["check", path], ["repair", path]] {
      let result = try Program.run(command, home: home)
      #expect(result.status == 0)
      #expect(
        result.output.contains("influencers 1 and 2 are the same account, @ana on instagram"),
        "\(result.output)")
    }
    // As the advice says.
    let mended = try home.text("r/s.clout/roster.json")
    try home.file(
      "r/s.clout/roster.json",
      mended.replacing("\"handle\": \"Ana\",", with: "\"handle\": \"Ana\", \"archived\": true,"))
    let calm = try Program.run(["check", path], home: home)
    #expect(!calm.output.contains("same account"), "\(calm.output)")
  }
}
