import Testing

@Suite("The command line")
struct CommandLineTests {
  @Test func helpIsEverywhereWithAnExample() throws {
    let home = Home()
    for command in [
      [], ["demo"], ["new"], ["open"], ["import"], ["export"], ["kpis"], ["plan"], ["check"],
      ["view"],
    ] {
      let result = try Program.run(command + ["--help"], home: home)
      #expect(result.status == 0)
      #expect(result.output.contains("EXAMPLE"), "clout \(command.joined()) --help")
    }
  }

  @Test func wrongUsageEndsWithTwoAndFailureWithOne() throws {
    let home = Home()
    let usage = try Program.run(["kpis"], home: home)
    #expect(usage.status == 2 && usage.output.isEmpty && usage.errors.contains("Usage:"))
    let badKeys = try Program.run(["view", "x", "--keys", "nokey"], home: home)
    #expect(badKeys.status == 2)
    #expect(badKeys.errors.contains("Usage: clout view <path>"), "\(badKeys.errors)")
    #expect(badKeys.errors.contains("See 'clout view --help' for more information."))
    let roster = try home.file("r.csv", "handle,platform\nana,instagram\n")
    let path = "\(home.path)/u.clout"
    _ = try Program.run(["import", roster, "--into", path], home: home)
    let days = try Program.run(["kpis", path, "--days", "zz"], home: home)
    #expect(days.status == 2 && days.errors.contains("--days: Write all, 7d, 4w, today, a day, or"))
    #expect(days.errors.contains("Usage: clout kpis <path>"))
    for word in [path, String(path.dropLast(6))] {
      let session = try Program.run([word], home: home)
      #expect(session.status == 2)
      #expect(session.errors.contains("A session is opened with: clout open \(word)"))
    }
    let typo = try Program.run(["kpi", path], home: home)
    #expect(typo.status == 2 && typo.errors.contains("There is no command “kpi”"), "\(typo.errors)")
    let theme = try Program.run(["view", path, "--theme", "zz"], home: home)
    #expect(theme.status == 2 && theme.errors.contains("There is no theme “zz”"))
    let file = try Program.run(["import", "nope.csv", "--into", path], home: home)
    #expect(file.status == 1)
    #expect(file.errors == "clout: nope.csv can't be read: No such file or directory.\n")
    let missing = try Program.run(["check", "\(home.path)/nowhere"], home: home)
    #expect(missing.status == 1)
    let noSession = try Program.run(["kpis", "\(home.path)/nowhere"], home: home)
    #expect(noSession.status == 1 && noSession.output.isEmpty)
    #expect(noSession.errors.contains("There is no session at"))
  }

  /// As in the cockpit.
  @Test func countsHaveTheirCommas() throws {
    let home = Home()
    let roster = try home.file(
      "r.csv",
      "handle,platform,followers\n"
        + (1...1_234).map { "who\($0),instagram,\(1_000 + $0)\n" }.joined())
    let result = try Program.run(
      ["import", roster, "--into", "\(home.path)/s.clout"], home: home)
    #expect(result.output.contains("\n1,234 added, 0 changed, 0 unchanged, 0 refused\n"))
  }

  /// No paragraph of a help text breaks in the middle, and no example is wider than a terminal.
  @Test func helpTextsFillTheirLines() throws {
    let home = Home()
    for command in [
      "", "demo", "new", "open", "import", "ingest", "export", "kpis", "compare", "plan", "vet",
      "check", "profiles", "view",
    ] {
      let help = try Program.run(
        (command.isEmpty ? [] : [command]) + ["--help"], home: home
      ).output
      let lines = help.prefix(upTo: help.firstRange(of: "USAGE:")?.lowerBound ?? help.endIndex)
        .split(separator: "\n", omittingEmptySubsequences: false)
      for (line, next) in zip(lines, lines.dropFirst()) {
        // An example that is too wide goes on without its indent.
        #expect(!line.hasPrefix("  ") || next.isEmpty || next.hasPrefix(" "), "\(command): \(line)")
        let isProse = !line.hasPrefix(" ") && !next.hasPrefix(" ") && !line.isEmpty
        guard isProse, let word = next.split(separator: " ").first else { continue }
        #expect(line.count + 1 + word.count >= 80, "\(command): \(line)")
      }
    }
  }

  @Test func withoutATerminalItSaysSo() throws {
    let home = Home()
    let result = try Program.run([], home: home)
    #expect(result.status == 1 && result.output.isEmpty)
    #expect(result.errors.contains("terminal"))
  }

  @Test func sessionsAreNeitherOpenedFromNowhereNorWrittenOver() throws {
    let home = Home()
    let roster = try home.file("r.csv", "handle,platform\nana,instagram\n")
    let session = "\(home.path)/s.clout"
    _ = try Program.run(["import", roster, "--into", session], home: home)
    let missing = try Program.run(["open", "\(home.path)/nowhere"], home: home)
    #expect(missing.status == 1 && missing.errors.contains("There is no session at"))
    let taken = try Program.run(["new", "\(home.path)/s"], home: home)
    #expect(taken.status == 1 && taken.errors.contains("There is already a session at"))
  }

  @Test func importExportAndFigures() throws {
    let home = Home()
    let roster = try home.file(
      "roster.csv",
      "handle,platform,followers\nana,instagram,1.2M\nbo,tiktok,45k\n\"c,\"\"x\"\"\",x,900\n")
    let session = "\(home.path)/s.clout"
    let dry = try Program.run(
      ["import", roster, "--into", session, "--dry-run", "--json"], home: home)
    #expect(
      dry.status == 0 && dry.output.contains("\"added\": 3")
        && dry.output.contains("\"dry_run\": true"))
    #expect(try Program.run(["check", session], home: home).status == 1)

    let done = try Program.run(["import", roster, "--into", session], home: home)
    #expect(done.status == 0 && done.output.contains("3 added, 0 changed, 0 unchanged, 0 refused"))
    let again = try Program.run(["import", roster, "--into", session], home: home)
    #expect(again.output.contains("0 added, 0 changed, 3 unchanged, 0 refused"))

    let csv = try Program.run(["export", session, "roster"], home: home)
    let lines = csv.output.split(separator: "\r\n")
    #expect(lines.count == 4)
    #expect(lines[1].hasPrefix("1,ana,,instagram,mega,1200000,"))
    #expect(lines[3].hasPrefix("3,\"c,\"\"x\"\"\",,x,nano,900,"))
    let json = try Program.run(["export", session, "roster", "--format", "json"], home: home)
    #expect(json.output.contains("\"handle\": \"c,\\\"x\\\"\""))

    let posts = try home.file(
      "posts.csv",
      "influencer,date,post url,reach,likes,comments,clicks\n"
        + "ana,2026-01-02,https://a/1,100000,2000,100,50\nbo,2026-01-03,https://b/1,10000,900,100,80\n"
    )
    #expect(
      try Program.run(["import", posts, "--into", session, "--campaign", "Launch"], home: home)
        .status == 0)
    let kpis = try Program.run(["kpis", session, "--by", "tier", "--csv"], home: home)
    let header = kpis.output.split(separator: "\r\n")[0].split(
      separator: ",", omittingEmptySubsequences: false)
    let rate = try #require(header.firstIndex(of: "er-reach"))
    let rows = kpis.output.split(separator: "\r\n").dropFirst().map {
      $0.split(separator: ",", omittingEmptySubsequences: false)
    }
    // By hand: (900 + 100) / 10,000; (2,000 + 100) / 100,000; 3,100 / 110,000.
    let byTier = Dictionary(uniqueKeysWithValues: rows.map { (String($0[0]), Double($0[rate])) })
    #expect(byTier["Micro"] == 0.1 && byTier["Mega"] == 0.021)
    #expect(byTier["Total"] == 3100.0 / 110_000)
    let nobody = try Program.run(["kpis", session, "--campaign", "x"], home: home)
    #expect(nobody.status == 1 && nobody.errors.contains("There are “Launch”."))
  }

  @Test func viewDrawsWithoutATerminalAndWritesNothing() throws {
    let home = Home()
    let roster = try home.file("r.csv", "handle,platform,followers\nana,instagram,5\nbo,tiktok,7\n")
    let session = "\(home.path)/s.clout"
    _ = try Program.run(["import", roster, "--into", session], home: home)
    let before = try home.text("s.clout/session.json") + home.text("s.clout/.state/journal-1.jsonl")
    let view = try Program.run(
      ["view", session, "--size", "80x24", "--keys", "l l l s e ctrl-u '77k' enter"], home: home)
    #expect(view.status == 0)
    #expect(view.output.contains("77.0k") && view.output.contains("only in memory"))
    #expect(view.output.split(separator: "\n", omittingEmptySubsequences: false).count == 25)
    #expect(!view.output.contains("\u{1B}"))
    #expect(
      try home.text("s.clout/session.json") + home.text("s.clout/.state/journal-1.jsonl") == before)
    let ascii = try Program.run(["view", session, "--size", "60x20", "--ascii"], home: home)
    #expect(ascii.output.utf8.allSatisfy { $0 < 0x80 })
    let color = try Program.run(["view", session, "--color"], home: home)
    #expect(color.output.contains("\u{1B}["))
  }

  @Test func hostileTextNeverReachesTheTerminal() throws {
    let home = Home()
    let evil = try home.file(
      "evil\u{7}.csv",
      "handle,platform,notes\n\u{1B}[31mana,insta\u{1B}gram,x\nbo,tiktok,\u{1B}]0;owned\u{7}\n")
    let session = "\(home.path)/s.clout"
    let result = try Program.run(["import", evil, "--into", session], home: home)
    #expect(!result.output.contains("\u{1B}") && !result.output.contains("\u{7}"))
    let view = try Program.run(["view", session, "--size", "100x30"], home: home)
    #expect(!view.output.contains("\u{1B}") && !view.output.contains("\u{7}"))
  }

  @Test func brokenSessionsAreExplained() throws {
    let home = Home()
    let roster = try home.file("r.csv", "handle,platform\nana,instagram\nbo,tiktok\n")
    let session = "\(home.path)/s.clout"
    _ = try Program.run(["import", roster, "--into", session], home: home)
    #expect(try Program.run(["check", session], home: home).output == "\(session) is sound.\n")
    try home.file(
      "s.clout/roster.json",
      "{\"influencers\": [\n{\"id\": 1, \"handle\": \"ana\", \"platform\": \"instagram\"},\n{\"id\": x}\n]}\n"
    )
    let check = try Program.run(["check", session], home: home)
    #expect(check.status == 1 && check.output.contains("roster.json, line 3, column 8"))
    let kpis = try Program.run(["export", session, "roster"], home: home)
    #expect(kpis.status == 1 && kpis.errors.contains("roster.json, line 3, column 8"))
  }
}
