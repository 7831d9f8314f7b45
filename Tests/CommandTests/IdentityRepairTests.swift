import LibC
import Testing

@Suite(
  "A session that has lost its identity, or was merged with conflicts", .timeLimit(.minutes(5)))
struct IdentityRepairTests {
  /// An influencer, a campaign and 30 posts.
  private func session(_ home: Home) throws -> String {
    let path = "\(home.path)/s.clout"
    let roster = try home.file("r.csv", "handle,platform,followers\nana,tiktok,100\n")
    _ = try Program.run(["import", roster, "--into", path], home: home)
    let posts = try home.file(
      "posts.csv",
      "influencer,date,post url,likes\n"
        + (1...30).map { "ana,2026-02-02,https://a/\($0),10\n" }.joined())
    let done = try Program.run(
      ["import", posts, "--into", path, "--campaign", "Spring"], home: home)
    try #require(done.status == 0, "\(done.errors)")
    return path
  }

  private func identity(_ home: Home) throws -> String {
    let line = try #require(
      home.text("s.clout/session.json").split(separator: "\n").first { $0.contains("\"session\"") })
    return String(line.split(separator: "\"")[3])
  }

  private func measurements(_ home: Home) -> Int {
    ((try? home.metricsFiles("s.clout")) ?? []).reduce(0) {
      $0 + ((try? home.text($1).split(separator: "\n").count) ?? 0)
    }
  }

  @Test(
    "The identity comes back from the files that agree on it, and all measurements stay",
    arguments: [
      "", "\"session\": \"\",", "\"session\": \"ef74\",", "\"session\": \"ABCDEFGHIJKLMNOP\",",
      "\"session\": 7,", "\"session\": null,",
    ], ["repair", "adopt", "clone"])
  func identity(_ line: String, _ way: String) throws {
    let home = Home()
    let path = try session(home)
    let identity = try identity(home)
    let whole = try home.text("s.clout/session.json")
    try home.file(
      "s.clout/session.json",
      whole.split(separator: "\"session\": \"\(identity)\",").joined(separator: line))
    if way == "clone" { shell("rm -r \(Program.quote(path))/.state") }
    let check = try Program.run(["check", path], home: home)
    #expect(check.status == 1 && check.errors.contains("can mend this"), "\(check.errors)")
    #expect(
      check.output.contains("session.json: ") && check.output.contains("it is \(identity) in "),
      "\(check.output)")
    #expect(!check.output.contains("belongs to another session"), "\(check.output)")
    let options = way == "adopt" ? ["--adopt"] : []
    let dry = try Program.run(["repair", path, "--dry-run"] + options, home: home)
    let done = try Program.run(["repair", path] + options, home: home)
    #expect(done.status == 0 && dry.status == 0, "\(done.output)\(done.errors)")
    #expect(
      dry.output.split(separator: "\n").dropLast() == done.output.split(separator: "\n").dropLast())
    #expect(try self.identity(home) == identity)
    #expect(measurements(home) == 30)
    #expect(try Program.run(["check", path], home: home).output == "\(path) is sound.\n")
  }

  @Test("If the files don't agree nothing is changed, with --adopt either, and the advice works")
  func disagreement() throws {
    let home = Home()
    let path = try session(home)
    let identity = try identity(home)
    let whole = try home.text("s.clout/session.json")
    try home.file(
      "s.clout/session.json",
      whole.split(separator: "\"session\": \"\(identity)\",").joined())
    let roster = try home.text("s.clout/roster.json")
    try home.file(
      "s.clout/roster.json", roster.split(separator: identity).joined(separator: "0123456789abcdef")
    )
    for options in [[], ["--adopt"]] {
      let done = try Program.run(["repair", path] + options, home: home)
      #expect(done.status == 1 && done.output.contains("Not mended: session.json"))
      #expect(done.output.contains("0123456789abcdef in roster.json"), "\(done.output)")
      #expect(measurements(home) == 30)
    }
    try home.file("s.clout/session.json", whole)
    #expect(try Program.run(["repair", path, "--adopt"], home: home).status == 0)
    #expect(measurements(home) == 30)
  }

  @Test("Measurements whose names lost the session count again")
  func nameless() throws {
    let home = Home()
    let path = try session(home)
    let identity = try identity(home)
    shell(
      "cd \(Program.quote(path))/metrics/1 && for f in *; do mv $f ${f%-*}-.jsonl; done")
    let done = try Program.run(["repair", path], home: home)
    #expect(done.status == 0 && done.output.contains("has lost the session from its name"))
    #expect(measurements(home) == 30)
    #expect(try home.metricsFiles("s.clout").allSatisfy { $0.contains("-\(identity.prefix(8)).") })
  }

  @Test("A session that nothing tells the identity of gets a new one only with --adopt")
  func nothingLeft() throws {
    let home = Home()
    let path = "\(home.path)/s.clout"
    let roster = try home.file("r.csv", "handle,platform,followers\nana,tiktok,100\n")
    _ = try Program.run(["import", roster, "--into", path], home: home)
    let old = try identity(home)
    shell(
      "cd \(Program.quote(path)) && rm -r .state && sed -i -E 's/\"session\": \"[0-9a-f]*\",?//' *.json"
    )
    let plain = try Program.run(["repair", path], home: home)
    #expect(plain.status == 1 && plain.output.contains("--adopt"), "\(plain.output)")
    let done = try Program.run(["repair", path, "--adopt"], home: home)
    #expect(done.status == 0 && done.output.contains("gets a new identity"), "\(done.output)")
    #expect(try identity(home) != old && identity(home).count == 16)
  }

  private static let marks = (
    "<<<<<<< ours\n", "=======\n", ">>>>>>> theirs\n"
  )

  @Test("Repair leaves a conflict to a person, names both values, and following the advice works")
  func conflict() throws {
    let home = Home()
    let path = try session(home)
    let lines = try home.text("s.clout/roster.json").split(separator: "\n").map(String.init)
    let at = try #require(lines.firstIndex { $0.hasPrefix("{\"id\": 1") })
    func fee(_ amount: Int) -> String {
      lines[at].split(separator: "\"id\": 1,").joined(separator: "\"id\": 1, \"fee\": \(amount),")
    }
    let before = lines[..<at].map { $0 + "\n" }.joined()
    let after = lines[(at + 1)...].map { $0 + "\n" }.joined()
    let text =
      before + Self.marks.0 + fee(2500) + "\n" + Self.marks.1 + fee(2700) + "\n" + Self.marks.2
      + after
    try home.file("s.clout/roster.json", text)
    let words =
      "influencer 1 (@ana): fee is 2500 in ours and 2700 in theirs (lines \(at + 2) and \(at + 4))"
    let check = try Program.run(["check", path], home: home)
    #expect(check.status == 1 && !check.errors.contains("can mend"), "\(check.errors)")
    #expect(check.output.contains("roster.json, line \(at + 1): git left a conflict: \(words)"))
    #expect(check.output.contains("git checkout --ours roster.json"), "\(check.output)")
    let done = try Program.run(["repair", path], home: home)
    #expect(done.status == 1 && done.output.contains(words), "\(done.output)")
    #expect(try home.text("s.clout/roster.json") == text)
    // One mark is forgotten: still nobody decides in a person's stead.
    try home.file("s.clout/roster.json", text.split(separator: Self.marks.0).joined())
    #expect(try Program.run(["repair", path], home: home).status == 1)
    try home.file("s.clout/roster.json", before + fee(2500) + "\n" + after)
    #expect(try Program.run(["check", path], home: home).status == 0)
    // Both lines are left: repair says which one stays, and what is different.
    try home.file("s.clout/roster.json", before + fee(2500) + ",\n" + fee(2700) + "\n" + after)
    let twice = try Program.run(["repair", path], home: home)
    #expect(twice.status == 0, "\(twice.output)")
    #expect(
      twice.output.contains("is there twice; the later line stays, with fee 2700 instead of 2500"),
      "\(twice.output)")
  }

  @Test("A broken line in measurements that came by git is mended in one go")
  func onePass() throws {
    let home = Home()
    let path = try session(home)
    shell("rm -r \(Program.quote(path))/.state")
    let row = try home.file(
      "row.csv", "influencer,date,post url,likes\nana,2026-02-03,https://b/1,10\n")
    _ = try Program.run(["import", row, "--into", path, "--campaign", "Spring"], home: home)
    let name = try #require(
      home.metricsFiles("s.clout").first { try home.text($0).contains("https://a/7") })
    let text = try home.text(name)
    let parts = text.split(separator: "\"likes\":", maxSplits: 1)
    try home.file(name, parts.joined(separator: "\"likes\";"))
    let dry = try Program.run(["repair", path, "--dry-run"], home: home)
    let done = try Program.run(["repair", path], home: home)
    // The session is sound, and one measurement is only in the set-aside line.
    #expect(dry.status == 1 && done.status == 1, "\(done.output)")
    #expect(
      done.output.contains("Lost: what 1 line of \(name.drop { $0 != "/" }.dropFirst()) said"))
    #expect(done.output.contains("is sound now"))
    #expect(
      dry.output.split(separator: "\n").dropLast() == done.output.split(separator: "\n").dropLast())
    #expect(measurements(home) == 30)
    #expect(try Program.run(["repair", path], home: home).output.contains("nothing to mend"))
  }

  @Test("A list of feeds with one broken character is mended, even if it has none")
  func feeds() throws {
    for broken in [
      "{\"session\"; \"ID\",\n\"feeds\": []}\n", "{\"session\": \"ID\",\n\"feeds\"; []}\n", "",
    ] {
      let home = Home()
      let path = try session(home)
      let text = try broken.split(separator: "ID", omittingEmptySubsequences: false).joined(
        separator: identity(home))
      try home.file("s.clout/feeds.json", text)
      #expect(try Program.run(["check", path], home: home).status == 1)
      let done = try Program.run(["repair", path], home: home)
      #expect(done.status == 0 && done.output.contains("feeds.json: "), "\(done.output)")
      #expect(try Program.run(["check", path], home: home).status == 0)
      #expect(try home.text("s.clout/.state/kept/feeds.json") == text)
    }
  }
}
