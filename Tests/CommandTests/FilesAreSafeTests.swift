import Testing

@Suite("Files that must not be harmed")
struct FilesAreSafeTests {
  private func session(_ home: Home, _ name: String = "s.clout") throws -> String {
    let roster = try home.file(
      "r.csv", "handle,platform,followers\nana,instagram,5000\nbo,tiktok,7000\n")
    let path = "\(home.path)/\(name)"
    let result = try Program.run(["import", roster, "--into", path], home: home)
    try #require(result.status == 0, "\(result.errors)")
    return path
  }

  private func posts(_ home: Home) throws -> String {
    try home.file(
      "posts.csv",
      "influencer,date,post url,reach,likes\nana,2026-01-02,https://a/1,1000,200\nbo,2026-01-03,https://b/1,100,9\n"
    )
  }

  @Test(arguments: ["<&- >&-", "<&- >&- 2>&-", ">&-", "2>&-"])
  func closedDescriptorsAreNotTheSessionsFiles(_ closed: String) throws {
    let home = Home()
    let session = try session(home)
    let posts = try posts(home)
    let command =
      "\(home.environment) \(Program.quote(Program.path)) import \(posts) --campaign HK --into \(session) \(closed)"
    #expect(shell(command) == 0)
    let check = try Program.run(["check", session], home: home)
    #expect(check.output == "\(session) is sound.\n")
    #expect(try !home.text("s.clout/.state/journal-1.jsonl").contains("posts.csv: posts"))
    #expect(try home.metrics("s.clout").split(separator: "\n").count == 2)
  }

  @Test(arguments: [
    "roster.json", "session.json", "campaigns.json", "journal.jsonl", "feeds.json", ".feeds.json",
    ".lock", "roster.json.new", "metrics/1/1.jsonl", ".state/journal-1.jsonl", ".state/lock",
    "../link.json",
  ])
  func anExportNeverReplacesAFileOfASession(_ file: String) throws {
    let home = Home()
    let session = try session(home)
    let posts = try posts(home)
    let imported = try Program.run(
      ["import", posts, "--campaign", "c", "--into", session], home: home)
    try #require(imported.status == 0)
    shell("ln -s s.clout/roster.json \(home.path)/link.json")
    let before = try home.text("s.clout/\(file)")
    let command =
      "cd \(session) && \(home.environment) \(Program.quote(Program.path)) export . roster -o \(file) --force 2> \(home.path)/err"
    #expect(shell(command) == 1)
    #expect(try home.text("err").contains("it is a file of a session"))
    #expect(try home.text("s.clout/\(file)") == before)
    #expect(try Program.run(["check", session], home: home).output == "\(session) is sound.\n")
  }

  @Test func anExportReplacesAnotherFileOnlyWithForce() throws {
    let home = Home()
    let session = try session(home)
    let out = try home.file("out.csv", "mine\n")
    let refused = try Program.run(["export", session, "roster", "-o", out], home: home)
    #expect(refused.status == 1 && refused.errors.contains("--force"))
    #expect(try home.text("out.csv") == "mine\n")
    let forced = try Program.run(["export", session, "roster", "-o", out, "--force"], home: home)
    #expect(forced.status == 0)
    #expect(try home.text("out.csv").contains("ana"))
    // Other files may be written beside the session's.
    let inside = try Program.run(
      ["export", session, "roster", "-o", "\(session)/export.csv"], home: home)
    #expect(inside.status == 0)
  }

  @Test func aSessionWithAnotherNameIsUsedAsItIs() throws {
    let home = Home()
    let session = try session(home)
    let plain = "\(home.path)/plain"
    shell("mv \(session) \(plain)")
    let posts = try posts(home)
    for path in [plain, plain + "/"] {
      let result = try Program.run(
        ["import", posts, "--campaign", "c", "--into", path], home: home)
      #expect(result.status == 0, "\(result.errors)")
    }
    #expect(shell("test -e \(plain).clout") != 0)
    let roster = try Program.run(["export", plain, "measurements"], home: home)
    #expect(roster.output.split(separator: "\r\n").count == 3)
    let taken = try Program.run(["new", plain], home: home)
    #expect(taken.status == 1 && taken.errors.contains("There is already a session at \(plain)"))
  }

  @Test func lockedDamagedAndNotUnderstoodAreToldApart() throws {
    let home = Home()
    let session = try session(home)
    let posts = try posts(home)
    func errors(_ prefix: String = "") throws -> String {
      let command =
        "\(prefix) \(home.environment) \(Program.quote(Program.path)) import \(posts) --campaign c --into \(session) 2> \(home.path)/err"
      #expect(shell(command) == 1)
      return try home.text("err")
    }
    if shell("command -v flock > /dev/null") == 0 {
      let locked = try errors("flock \(session)/.lock")
      #expect(locked.hasPrefix("clout: \(session) is open in another program"))
      #expect(locked.contains("Close it there and try again.") && !locked.contains("save "))
    }
    let roster = try home.text("s.clout/roster.json")
    try home.file("s.clout/roster.json", "{\"influencers\": [\n{\"id\": x}\n]}\n")
    #expect(try errors().contains("roster.json, line 2, column 8: "))
    shell("rm \(session)/roster.json")
    #expect(try errors().contains("roster.json: the file is missing"))
    try home.file("s.clout/roster.json", roster)
    #expect(try Program.run(["check", session], home: home).status == 0)
  }

  @Test func anImportIsDoneOnceItIsInTheJournalWhateverBecomesOfTheSave() throws {
    let home = Home()
    let session = try session(home)
    let more = try home.file("more.csv", "handle,platform,followers\ncy,x,9000\n")
    shell("chmod 444 \(session)/roster.json")
    let imported = try Program.run(["import", more, "--into", session], home: home)
    #expect(imported.status == 0)
    #expect(imported.errors.contains("in the session's journal, but the session couldn't be saved"))
    #expect(try Program.run(["export", session, "roster"], home: home).output.contains(",cy,"))
    #expect(try Program.run(["check", session], home: home).status == 0)
  }
}
