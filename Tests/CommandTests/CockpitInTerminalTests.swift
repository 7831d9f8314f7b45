import LibC
import Testing

@Suite(
  "The cockpit in a real terminal", .enabled(if: TmuxTerminal.isThere, "tmux is not installed"),
  .serialized,
  .timeLimit(.minutes(5)))
struct CockpitInTerminalTests {
  /// A session of three influencers.
  private func session(_ home: Home) throws -> String {
    let roster = try home.file(
      "roster.csv",
      "handle,platform,followers,niche\nana,instagram,2400000,beauty\nbo.cooks,tiktok,45000,food\nchloe,youtube,480000,travel\n"
    )
    let path = "\(home.path)/s.clout"
    let result = try Program.run(["import", roster, "--into", path], home: home)
    try #require(result.status == 0, "\(result.errors)")
    return path
  }

  @Test func importSortFilterEditUndoSaveQuitReopen() throws {
    let home = Home()
    let terminal = try TmuxTerminal("new \(home.path)/fresh", home: home)
    try terminal.wait { $0.contains("The roster is empty.") }
    let roster = try home.file(
      "r.csv", "handle,platform,followers\nana,instagram,2400000\nbo,tiktok,45000\ncy,x,480000\n")
    terminal.press("i")
    try terminal.wait { $0.contains("Import a file") }
    terminal.type(roster + "\n")
    try terminal.wait { $0.contains("Enter adds 3 influencers") && $0.contains("followers") }
    terminal.press("Enter")
    try terminal.wait { $0.contains("cy") && $0.contains("in journal") }

    // Sort by followers: the largest first.
    terminal.press("Right", "Right", "Right", "s")
    try terminal.wait { screen in
      let lines = screen.split(separator: "\n")
      let order = ["ana", "cy", "bo"].map { name in
        lines.firstIndex { $0.contains("  \(name) ") || $0.contains("▸ \(name) ") } ?? 99
      }
      return order == order.sorted() && order.last != 99 && screen.contains("▼")
    }
    terminal.press("/")
    terminal.type("tier:mi\n")
    try terminal.wait { $0.contains("1/1") && $0.contains("bo") && !$0.contains(" ana ") }
    terminal.press("e", "C-u")
    terminal.type("46k\n")
    try terminal.wait { $0.contains("46.0k") }
    terminal.press("u")
    try terminal.wait { $0.contains("45.0k") }
    terminal.press("C-r")
    try terminal.wait { $0.contains("46.0k") }
    terminal.press("C-s")
    try terminal.wait { $0.contains("Saved to") && !$0.contains("in journal") }
    terminal.press("q")
    try terminal.wait { $0.split(separator: "\n").last?.hasPrefix("$") == true }

    try home.file("again", "\(home.environment) TERM=tmux-256color \(Program.path)\n")
    terminal.type(". \(home.path)/again\n")
    // Everything is still there: the change, the filter, the sorting.
    try terminal.wait { $0.contains("46.0k") && $0.contains("filter: tier:mi") && $0.contains("▼") }
    terminal.press("q")
    try terminal.wait { $0.split(separator: "\n").last?.hasPrefix("$") == true }
  }

  @Test func terminatedItKeepsTheChangeAndRestoresTheTerminal() throws {
    let home = Home()
    let path = try session(home)
    let terminal = try TmuxTerminal("open \(path)", home: home)
    try terminal.wait { $0.contains("bo.cooks") }
    terminal.press("x")
    try terminal.wait { $0.contains("in journal") }
    kill(try terminal.processID(), SIGTERM)
    try terminal.wait { $0.split(separator: "\n").last?.hasPrefix("$") == true }
    terminal.type("stty -a | tr ' ' '\\n' | grep -cx -e icanon -e echo -e isig -e icrnl\n")
    try terminal.wait { $0.contains("\n4\n") }
    let check = try Program.run(["check", path], home: home)
    #expect(check.output.contains("1 change is not saved yet"))
    try home.file("again", "\(home.environment) TERM=tmux-256color \(Program.path) open \(path)\n")
    terminal.type(". \(home.path)/again\n")
    try terminal.wait { $0.contains("Recovered 1 change") && $0.contains("in journal") }
  }

  @Test func killedItLosesNothingThatWasShown() throws {
    let home = Home()
    let path = try session(home)
    let terminal = try TmuxTerminal("open \(path)", home: home)
    try terminal.wait { $0.contains("bo.cooks") }
    terminal.press("x")
    try terminal.wait { $0.contains("Archived @ana") }
    terminal.press("j")
    try terminal.wait { !$0.contains("Archived @ana") }
    usleep(300_000)
    kill(try terminal.processID(), SIGKILL)
    let export = try Program.run(["export", path, "roster"], home: home)
    #expect(export.output.contains("1,ana,") && export.output.contains(",true"))
  }

  @Test func aClosedWindowEndsTheProgram() throws {
    let home = Home()
    let path = try session(home)
    let terminal = try TmuxTerminal("open \(path)", home: home)
    try terminal.wait { $0.contains("bo.cooks") }
    let process = try terminal.processID()
    terminal.tmux("kill-server")
    var isGone = false
    for _ in 0..<200 where !isGone {
      usleep(50_000)
      isGone = kill(process, 0) != 0
    }
    #expect(isGone)
  }

  @Test func resizingNeverBreaksTheScreen() throws {
    let home = Home()
    let path = try session(home)
    let terminal = try TmuxTerminal("open \(path)", home: home)
    try terminal.wait {
      $0.contains("bo.cooks") && $0.contains("Budget") && $0.contains("KPIs by tier")
    }
    for (width, height) in [(60, 20), (20, 5), (1, 1), (200, 60), (40, 12), (3, 40), (120, 40)] {
      terminal.resize(width, height)
    }
    try terminal.wait {
      $0.contains("bo.cooks") && $0.contains("Budget") && $0.contains("KPIs by tier")
    }
    terminal.resize(30, 8)
    try terminal.wait { $0.contains("Clout needs 40 × 12") }
    terminal.press("q")
    try terminal.wait { $0.contains("$") && !$0.contains("Clout needs") }
  }

  @Test func suspendedItGivesTheShellBackAndResumes() throws {
    let home = Home()
    let path = try session(home)
    let terminal = try TmuxTerminal("open \(path)", home: home)
    try terminal.wait { $0.contains("bo.cooks") }
    terminal.press("C-z")
    try terminal.wait { $0.contains("Stopped") }
    terminal.type("echo between\n")
    try terminal.wait { $0.contains("\nbetween") }
    terminal.type("fg\n")
    try terminal.wait { $0.contains("bo.cooks") && !$0.contains("between") }
    terminal.press("j", "x")
    try terminal.wait { $0.contains("Archived @bo.cooks") }
  }

  @Test func aSecondProgramOpensReadOnly() throws {
    let home = Home()
    let path = try session(home)
    let first = try TmuxTerminal("open \(path)", home: home)
    try first.wait { $0.contains("bo.cooks") }
    let other = Home()
    let second = try TmuxTerminal("open \(path)", home: other)
    try second.wait { $0.contains("read-only") && $0.contains("it is open in another program") }
    second.press("x")
    try second.wait { !$0.contains("Archived") && $0.contains("ana") }
  }

  /// Nobody has to close and open the window that looked on when the other one crashes.
  @Test func whoLookedOnGoesOnWhereTheOtherProgramEnded() throws {
    let home = Home()
    let path = try session(home)
    let first = try TmuxTerminal("open \(path)", home: home)
    try first.wait { $0.contains("bo.cooks") }
    let other = Home()
    let second = try TmuxTerminal("open \(path)", home: other)
    try second.wait { $0.contains("read-only, following") }
    first.press("j", "x")
    try first.wait { $0.contains("Archived @bo.cooks") && $0.contains("in journal") }
    kill(try first.processID(), SIGKILL)
    try second.wait { $0.contains("you can edit") && $0.contains("in journal") }
    second.press("u")
    try second.wait { $0.contains("bo.cooks") }
    second.press("C-s")
    try second.wait { $0.contains("Saved to") }
    #expect(try Program.run(["check", path], home: home).output == "\(path) is sound.\n")
  }

  @Test(arguments: [
    ("LC_ALL=C", "+- Roster"), ("NO_COLOR=1", "Roster 3"), ("TERM=xterm", "Roster 3"),
    ("TERM=screen", "Roster 3"),
  ])
  func otherTerminalsWork(_ environment: String, _ expected: String) throws {
    let home = Home()
    let path = try session(home)
    let terminal = try TmuxTerminal("open \(path)", home: home, environment: environment)
    try terminal.wait { $0.contains("bo.cooks") }
    let screen = terminal.screen
    if environment == "LC_ALL=C" {
      #expect(screen.utf8.allSatisfy { $0 < 0x80 })
    } else {
      #expect(screen.contains(expected))
    }
    terminal.press("q")
    try terminal.wait { $0.split(separator: "\n").last?.hasPrefix("$") == true }
  }

  @Test func aDumbTerminalIsRefusedInWords() throws {
    let home = Home()
    let path = try session(home)
    let terminal = try TmuxTerminal("open \(path)", home: home, environment: "TERM=dumb")
    try terminal.wait { $0.contains("clout:") && $0.contains("dumb") }
  }

  @Test func pastedTextIsNeverRun() throws {
    let home = Home()
    let path = try session(home)
    let terminal = try TmuxTerminal("open \(path)", home: home)
    try terminal.wait { $0.contains("bo.cooks") }
    try home.file("clip", "xxq\n")
    terminal.tmux("load-buffer \(home.path)/clip")
    terminal.tmux("paste-buffer -p")
    try terminal.wait { $0.contains("Text can only be pasted into a field") }
    #expect(terminal.screen.contains(" ana "))
  }

  @Test func theThemeIsRemembered() throws {
    let home = Home()
    let path = try session(home)
    let terminal = try TmuxTerminal("open \(path)", home: home)
    try terminal.wait { $0.contains("bo.cooks") }
    terminal.press(":")
    terminal.type("theme light\n")
    try terminal.wait { !$0.contains("Commands") }
    terminal.press("q")
    try terminal.wait { $0.split(separator: "\n").last?.hasPrefix("$") == true }
    #expect(try home.text("config/clout/config.json").contains("\"theme\" : \"light\""))
  }

  @Test func theFirstRunOffersWhatToBeginWith() throws {
    let home = Home()
    let terminal = try TmuxTerminal("", home: home)
    try terminal.wait {
      $0.contains("Look around in the demo session") && $0.contains("Import a file")
    }
    terminal.press("n")
    try terminal.wait { $0.contains("New session (folder)") }
    terminal.type("\(home.path)/mine\n")
    try terminal.wait { $0.contains("mine") && $0.contains("The roster is empty.") }
    terminal.press("q")
    try terminal.wait { $0.split(separator: "\n").last?.hasPrefix("$") == true }
    // The next run continues where this one left off.
    try home.file("again", "\(home.environment) TERM=tmux-256color \(Program.path)\n")
    terminal.type(". \(home.path)/again\n")
    try terminal.wait { $0.contains("The roster is empty.") }
  }
}
