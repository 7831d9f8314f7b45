import LibC
import TestSupport
import Testing

@Suite(
  "Planning in a real terminal", .enabled(if: TmuxTerminal.isThere, "tmux is not installed"),
  .serialized, .timeLimit(.minutes(5)))
struct PlanInTerminalTests {
  private func line(_ screen: String, _ handle: String) -> String? {
    screen.split(separator: "\n").first { $0.contains("@\(handle) ") }.map(String.init)
  }

  @Test func limitsPlanLockBanBookUndo() throws {
    let home = Home()
    var roster = "handle,platform,followers,niche,fee,hours per booking\n"
    var posts = "influencer,date,post url,reach,likes\n"
    for number in 1...14 {
      let followers = number <= 2 ? 1_500_000 : 20_000 + 1_000 * number
      roster += "who\(number),instagram,\(followers),food,\(number <= 2 ? 5_000 : 300),3\n"
      for post in 1...3 {
        posts +=
          "who\(number),2026-01-0\(post),https://p/\(number)-\(post),\(followers / 6 + 50 * number),"
          + "\(followers / (number <= 2 ? 400 : 90))\n"
      }
    }
    let path = "\(home.path)/s.clout"
    for (name, text) in [("roster.csv", roster), ("posts.csv", posts)] {
      let result = try Program.run(
        ["import", try home.file(name, text), "--into", path, "--campaign", "Spring"], home: home)
      try #require(result.status == 0, "\(result.errors)")
    }
    try home.prolong("Spring", in: path)
    let terminal = try TmuxTerminal("open \(path)", width: 120, height: 36, home: home)
    try terminal.wait { $0.contains("who1") }
    terminal.press("3")
    try terminal.wait { $0.contains("Plan Spring") && $0.contains("bookings · ") }

    // Limits.
    terminal.press("o")
    try terminal.wait { $0.contains("Margin") && $0.contains("From scratch") }
    terminal.press("C-u")
    terminal.type("engagement\n")
    terminal.press("C-u")
    terminal.type("9k\n")
    terminal.press("Down", "C-u")
    terminal.type("bookings<=8, mega<=1, pieces<=1")
    terminal.press("C-s")
    try terminal.wait {
      $0.contains("engagements instead of unique reach · $9,000 · bookings<=8, mega<=1, pieces<=1")
        && $0.contains("8 bookings") && $0.contains("by share of megas") && !$0.contains("planning")
    }
    #expect(line(terminal.screen, "who3") == nil)

    // Everybody; lock one of those left out, ban one of those chosen.
    terminal.press("A", "/")
    terminal.type("who3\n")
    try terminal.wait { self.line($0, "who3")?.contains("left out") == true }
    terminal.press("m")
    try terminal.wait {
      self.line($0, "who3")?.contains("locked") == true && !$0.contains("planning")
    }
    terminal.press("/", "C-u")
    terminal.type("who14\n")
    try terminal.wait { self.line($0, "who14")?.contains("chosen") == true }
    terminal.press("x")
    try terminal.wait {
      self.line($0, "who14")?.contains("banned") == true && !$0.contains("planning")
    }
    terminal.press("Escape")
    try terminal.wait { self.line($0, "who5") != nil }
    terminal.press("A")
    try terminal.wait {
      $0.contains("8 bookings") && !$0.contains("planning")
        && self.line($0, "who3")?.contains("locked") == true
    }

    // Why, then book, then undo.
    terminal.press("Enter")
    try terminal.wait { $0.contains("Why") && $0.contains("esc close") }
    terminal.press("Escape")
    try terminal.wait { !$0.contains("esc close") && $0.contains("8 bookings") }
    terminal.press("a")
    try terminal.wait { $0.contains("Book the line-up of Spring") && $0.contains("Adds 8: $") }
    terminal.press("Enter")
    try terminal.wait { $0.contains("Adds 8: $") && $0.contains("u undoes.") }
    terminal.press("1", "b")
    try terminal.wait { $0.contains("Bookings 8") && $0.contains("Proposed") }
    terminal.press("u")
    try terminal.wait { $0.contains("Undid: book 8 influencers for Spring") }
    terminal.press("3")
    try terminal.wait { $0.contains("8 bookings") && $0.contains("locked") }
    terminal.press("q")
    // What was asked of the plan is a change like any other.
    try terminal.wait { $0.contains("has changes that are not saved yet") }
    terminal.press("d")
    try terminal.wait { $0.split(separator: "\n").last?.hasPrefix("$") == true }
  }

  /// The public roster of 500: another of its campaigns is planned, one locked, one banned, booked, and undone.
  @Test(.needsShared(Home.healthKartFile))
  func healthKart() throws {
    let home = Home()
    let path = try home.healthKart()
    try home.prolong("Campaign_1", in: path)
    let terminal = try TmuxTerminal("open \(path)", width: 140, height: 40, home: home)
    try terminal.wait(seconds: 60) { $0.contains("Roster 500") }
    for _ in 0..<9 where !terminal.screen.contains("Campaign_1 ·") {
      terminal.press("]")
      usleep(150_000)
    }
    terminal.press("3")
    try terminal.wait { $0.contains("Plan Campaign_1") }
    terminal.press("o")
    try terminal.wait { $0.contains("Margin") && $0.contains("From scratch") }
    terminal.press("C-u")
    terminal.type("conversions\n")
    terminal.press("C-u")
    terminal.type("1000\n")
    terminal.press("Down", "C-u")
    terminal.type("micro>=5, bookings<=12")
    terminal.press("C-s")
    try terminal.wait(seconds: 60) {
      $0.contains("12 bookings") && $0.contains("by share of megas") && !$0.contains("planning")
    }
    let rows = terminal.screen.split(separator: "\n").filter { $0.contains("chosen") }
    try #require(rows.count > 3)
    // Ban the first, who then leaves the line-up, and lock whoever is first now. Who is first may change until the best
    // line-up is found, so the message says who it was.
    terminal.press("g", "x")
    let banned = try terminal.wait(seconds: 60) { $0.contains(" is banned") }
    let said = try #require(banned.split(separator: "\n").first { $0.contains(" is banned") })
    let first = try #require(
      said.split(separator: " is banned").first?.split(separator: "@").last)
    // The line-up of before stands there until the new one is found.
    func isBanned(_ screen: String) -> Bool {
      screen.split(separator: "\n").contains {
        $0.contains("@\(first)") && $0.contains("banned") && !$0.contains("is banned")
      }
    }
    try terminal.wait(seconds: 60) {
      $0.contains("12 bookings") && !$0.contains("planning") && isBanned($0)
    }
    terminal.press("g", "m")
    try terminal.wait(seconds: 60) { $0.contains("is locked") }
    try terminal.wait(seconds: 60) {
      $0.contains("12 bookings") && !$0.contains("planning") && isBanned($0)
        && $0.split(separator: "\n").contains { $0.contains("locked") && !$0.contains("is locked") }
    }
    for _ in 0..<60 where !terminal.screen.contains("Book the line-up of Campaign_1") {
      terminal.press("a")
      sleep(1)
    }
    terminal.press("Enter")
    try terminal.wait { $0.contains("Adds 12: $") && $0.contains("u undoes.") }
    terminal.press("u")
    try terminal.wait(seconds: 60) { $0.contains("Undid: book 12 influencers") }
    terminal.press("q")
    // What was asked of the plan is a change like any other.
    try terminal.wait { $0.contains("has changes that are not saved yet") }
    terminal.press("d")
    try terminal.wait { $0.split(separator: "\n").last?.hasPrefix("$") == true }
  }

  /// Five thousand megas with overlapping audiences: the search goes on for more than a minute.
  private func large(_ home: Home) throws -> String {
    var state: UInt64 = 12_345
    func below(_ end: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % end
    }
    var roster = "handle,platform,followers,niche,language,fee,hours per booking\n"
    for number in 0..<5_000 {
      let followers = 1_000_000 + below(4_000_000)
      let platform = ["tiktok", "instagram", "youtube"][below(3)]
      let niche = ["food", "travel", "music", "games"][below(4)]
      let language = ["en", "de"][below(2)]
      let fee = followers / 1_000 * (4 + below(12))
      roster +=
        "who\(number),\(platform),\(followers),\(niche),\(language),\(fee),\(1 + below(9))\n"
    }
    let posts =
      "influencer,date,post url,impressions,reach\n"
      + (0..<40).map { "who\($0),2026-01-01,https://p/\($0),9000,\(6_000 + 91 * $0)\n" }.joined()
    let path = "\(home.path)/large.clout"
    for (name, text) in [("roster.csv", roster), ("posts.csv", posts)] {
      let result = try Program.run(
        ["import", try home.file(name, text), "--into", path, "--campaign", "Spring"], home: home)
      try #require(result.status == 0, "\(result.errors)")
    }
    return path
  }

  /// The screen once the program has ended and the shell has printed its status.
  private func status(_ terminal: TmuxTerminal) throws -> String {
    try terminal.wait { $0.contains("clout: ") && $0.split(separator: "\n").last == "$" }
    terminal.type("echo status=$?\n")
    return try terminal.wait { $0.contains("\nstatus=") }
  }

  /// Runs the search directly in the shell: another shell in between would be ended by Ctrl-C, too, with its own status.
  private func search(_ path: String, _ more: String, _ home: Home) throws -> TmuxTerminal {
    let terminal = try TmuxTerminal("--version", width: 160, home: home)
    try terminal.wait { $0.split(separator: "\n").last == "$" }
    terminal.type(
      "clear; \(home.environment) \(Program.path) plan \(path) --campaign Spring --goal awareness"
        + " --budget 1m --hours 100 --exact \(more) > \(home.path)/plan\n")
    try terminal.wait(seconds: 60) { $0.contains("planning Spring: within ") }
    return terminal
  }

  /// Ctrl-C during a search that would take much longer prints the best so far and how good it is at least.
  @Test func interruptedItShowsTheBestSoFar() throws {
    let home = Home()
    let path = try large(home)
    // There is a line-up, and a bound to measure it by.
    let terminal = try search(path, "", home)
    #expect(try home.text("plan").isEmpty)
    terminal.press("C-c")
    let screen = try status(terminal)
    #expect(screen.contains("\nstatus=0\n"))
    #expect(screen.contains("clout: interrupted; this is the best so far."))
    let lines = try home.text("plan").split(separator: "\n")
    try #require(lines.count > 5)
    #expect(lines[0].hasPrefix("Plan for Spring: unique reach · $1,000,000.00 · 100 h"))
    #expect(lines[1].contains(" bookings for $") && lines[1].contains(" · within 0."))
    #expect(lines[1].hasSuffix("% of the best possible"))
    #expect(
      lines.contains { $0.hasPrefix("@who") } && lines.contains { $0.hasPrefix("Unique reach") })
  }

  /// A line-up that was only the best so far isn't booked.
  @Test func interruptedItBooksNothing() throws {
    let home = Home()
    let path = try large(home)
    let terminal = try search(path, "--apply", home)
    terminal.press("C-c")
    let screen = try status(terminal)
    #expect(
      screen.contains("\nstatus=1\n") && screen.contains("Interrupted, so nothing was booked."))
    #expect(try home.text("plan").contains("@who"))
    let bookings = try Program.run(["export", path, "bookings"], home: home).output
    #expect(bookings.split(separator: "\r\n").count == 1)
  }
}
