import LibC
import Testing

@Suite(
  "Figures that come in", .enabled(if: TmuxTerminal.isThere, "tmux is not installed"), .serialized,
  .timeLimit(.minutes(5)))
struct LiveTests {
  /// A session with two influencers and a running campaign, and a first order.
  private func session(_ home: Home) throws -> String {
    let path = "\(home.path)/s.clout"
    let roster = try home.file(
      "roster.csv", "handle,platform,followers\nana,instagram,2400000\nbo,tiktok,45000\n")
    var result = try Program.run(["import", roster, "--into", path], home: home)
    try #require(result.status == 0, "\(result.errors)")
    let orders = try home.file(
      "first.csv", "order_id,date,influencer,conversions,revenue\no0,2026-03-14,ana,1,10.00\n")
    result = try Program.run(
      ["import", orders, "--into", path, "--campaign", "Spring"], home: home)
    try #require(result.status == 0, "\(result.errors)")
    return path
  }

  private func orders(_ range: ClosedRange<Int>) -> String {
    range.map { "o\($0),2026-03-14,bo,1,10.00\n" }.joined()
  }

  @Test("clout ingest from a pipe takes new rows, ignores known ones and reports broken ones")
  func ingest() throws {
    let home = Home()
    let path = try session(home)
    let header = "order_id,date,influencer,conversions,revenue\n"
    var result = try Program.run(
      ["ingest", path, "-"], home: home,
      input: header + orders(1...50) + "o51,3026-03-14,bo,1,1\no52,,bo,1,1\n")
    #expect(result.status == 0)
    #expect(result.errors.contains("50 taken, 0 unchanged, 2 refused"))
    #expect(result.errors.contains("line 52") && result.errors.contains("in the future"))
    #expect(result.output.isEmpty)
    result = try Program.run(
      ["ingest", path, "--json"], home: home, input: header + orders(1...60))
    #expect(result.output.contains("\"taken\":10") || result.output.contains("\"taken\": 10"))
    let kpis = try Program.run(["kpis", path, "--by", "influencer", "--csv"], home: home)
    #expect(kpis.output.contains("bo,1,") && kpis.output.contains(",60,"))
    result = try Program.run(["ingest", path, "--campaign", "Autumn"], home: home, input: "a\n")
    #expect(result.status == 1)
    #expect(result.errors.contains("“Spring”"))
  }

  @Test(
    "A growing file is on the screen within seconds, and so is what another program adds; both are kept"
  )
  func growingFeed() throws {
    let home = Home()
    let path = try session(home)
    let feed = try home.file("orders.csv", "order_id,date,influencer,conversions,revenue\n")
    let terminal = try TmuxTerminal("open \(path)", width: 110, height: 30, home: home)
    try terminal.wait { $0.contains("ana") }
    terminal.press("F")
    try terminal.wait { $0.contains("No feed yet.") }
    terminal.press("a")
    try terminal.wait { $0.contains("Path or command") }
    terminal.press("Tab")
    terminal.type(feed)
    terminal.press("C-s")
    try terminal.wait { $0.contains("orders.csv") && $0.contains("waiting") }
    terminal.press("Escape")
    try terminal.wait { !$0.contains("Feeds") }
    terminal.press("4")
    try terminal.wait { $0.contains("Targets") }
    func append(_ text: String) throws {
      let file = try #require(fopen(feed, "a"))
      fputs(text, file)
      fclose(file)
    }
    try append(orders(1...7))
    try terminal.wait { screen in
      screen.contains("live")
        && screen.split(separator: "\n").contains { $0.contains("Micro") && $0.contains(" 7 ") }
    }
    try append("garbage\n" + orders(8...9))
    try terminal.wait { screen in
      screen.split(separator: "\n").contains { $0.contains("Micro") && $0.contains(" 9 ") }
    }
    let result = try Program.run(
      ["ingest", path], home: home,
      input: "order_id,date,influencer,conversions,revenue\n" + orders(100...110))
    #expect(result.errors.contains("11 taken"))
    try terminal.wait { screen in
      screen.split(separator: "\n").contains { $0.contains("Micro") && $0.contains(" 20 ") }
    }
    terminal.press("F", "v")
    try terminal.wait { $0.contains("Refused rows") && $0.contains("garbage") }
    terminal.press("Escape")
    try terminal.wait { !$0.contains("Refused rows") }
    terminal.press("Escape")
    try terminal.wait { !$0.contains("Feeds") }
    terminal.press("C-s")
    try terminal.wait { $0.contains("Saved") }
    terminal.press("q")
    try terminal.wait { $0.split(separator: "\n").last?.hasPrefix("$") == true }
    let kpis = try Program.run(["kpis", path, "--by", "tier", "--csv"], home: home)
    #expect(kpis.output.contains(",20,"))
  }

  @Test("A session's command waits for consent, and is shown in full before it runs")
  func consent() throws {
    let home = Home()
    let path = try session(home)
    let script = try home.file(
      "shop.sh",
      "#!/bin/sh\necho order_id,date,influencer,conversions\necho c1,2026-03-14,bo,41\n")
    chmod(script, 0o700)
    try home.file(
      "s.clout/feeds.json",
      "{\"feeds\": [\n{\"id\":1,\"name\":\"shop\",\"command\":[\"\(script)\",\"two words\"],\"every\":1,\"time_limit\":5}\n]}\n"
    )
    let terminal = try TmuxTerminal("open \(path)", width: 110, height: 30, home: home)
    try terminal.wait { $0.contains("1 feed: F") }
    terminal.press("4", "F")
    try terminal.wait { $0.contains("needs your consent") }
    terminal.press("c")
    try terminal.wait { $0.contains("Run this command?") && $0.contains("two words") }
    terminal.press("y")
    try terminal.wait { !$0.contains("Run this command?") }
    terminal.press("Escape")
    try terminal.wait { screen in
      screen.split(separator: "\n").contains { $0.contains("Micro") && $0.contains(" 41 ") }
    }
    terminal.press("q")
    try terminal.wait { $0.split(separator: "\n").last?.hasPrefix("$") == true }
  }

  @Test("A path typed for a feed is taken from where Clout was started, as for an import")
  func relativePath() throws {
    let home = Home()
    let path = try session(home)
    try home.file("here.csv", "order_id,date,influencer,conversions,revenue\n" + orders(1...7))
    try home.file(
      "s.clout/inside.csv", "order_id,date,influencer,conversions,revenue\n" + orders(20...23))
    shell("mkdir \(home.path)/later")
    try home.file("go", "cd \(home.path)/later\n")
    let terminal = try TmuxTerminal(
      "open \(path)", width: 110, height: 30, home: home, folder: home.path)
    try terminal.wait { $0.contains("ana") }
    terminal.press("F")
    try terminal.wait { $0.contains("No feed yet.") }
    terminal.press("a")
    try terminal.wait { $0.contains("Path or command") }
    terminal.press("Tab")
    try terminal.wait { $0.contains("relative to where Clout was started") }
    terminal.type("here.csv")
    terminal.press("C-s")
    try terminal.wait { $0.contains("“here.csv” follows \(home.path)/here.csv.") }
    terminal.press("a")
    try terminal.wait { $0.contains("Path or command") }
    terminal.press("Tab")
    terminal.type("inside.csv")
    terminal.press("C-s")
    try terminal.wait { $0.contains("inside.csv") && !$0.contains("Path or command") }
    terminal.press("Escape")
    try terminal.wait { !$0.contains("Feeds") }
    terminal.press("4")
    try terminal.wait { screen in
      screen.split(separator: "\n").contains { $0.contains("Micro") && $0.contains(" 11 ") }
    }
    terminal.press("C-s")
    try terminal.wait { $0.contains("Saved") }
    let feeds = try home.text("s.clout/feeds.json")
    #expect(
      feeds.contains("\"file\":\"\(home.path)/here.csv\"")
        || feeds.contains("\(home.path)/here.csv"))
    #expect(feeds.contains("\"inside.csv\""))
  }

  @Test("A feed's command ends with a Clout that was killed, and with it all that it started")
  func killedWithItsCommand() throws {
    let home = Home()
    let path = try session(home)
    let script = try home.file(
      "shop.sh", "#!/bin/sh\ntrap '' TERM HUP INT\nsleep 86401 &\nsleep 86402\n")
    chmod(script, 0o700)
    try home.file(
      "s.clout/feeds.json",
      "{\"feeds\": [\n{\"id\":1,\"name\":\"shop\",\"command\":[\"\(script)\"],\"every\":60,\"time_limit\":600}\n]}\n"
    )
    let terminal = try TmuxTerminal("open \(path)", width: 110, height: 30, home: home)
    try terminal.wait { $0.contains("1 feed: F") }
    terminal.press("F")
    try terminal.wait { $0.contains("needs your consent") }
    terminal.press("c")
    try terminal.wait { $0.contains("Run this command?") }
    terminal.press("y")
    let ours =
      "for p in $(pgrep -f 'sleep 8640[12]|\(script)'); do tr '\\0' '\\n' 2>/dev/null < /proc/$p/environ | grep -qx HOME=\(home.path) && echo $p; done"
    func count() throws -> Int {
      shell("{ \(ours); } > \(home.path)/left")
      return try home.text("left").split(separator: "\n").count
    }
    for _ in 0..<200 where try count() < 3 { usleep(50_000) }
    #expect(try count() == 3)
    kill(try terminal.processID(), SIGKILL)
    for _ in 0..<100 where try count() > 0 { usleep(20_000) }
    #expect(try count() == 0)
  }

  @Test("The demo's figures keep changing")
  func demo() throws {
    let home = Home()
    let terminal = try TmuxTerminal("demo", width: 120, height: 40, home: home)
    try terminal.wait { $0.contains("◆ live") }
    terminal.press("q")
    try terminal.wait { $0.split(separator: "\n").last?.hasPrefix("$") == true }
  }
}
