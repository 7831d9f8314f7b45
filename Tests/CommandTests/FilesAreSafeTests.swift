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
    #expect(try !home.text("s.clout/journal.jsonl").contains("posts.csv"))
    #expect(try home.text("s.clout/metrics/1.jsonl").split(separator: "\n").count == 2)
  }
}
