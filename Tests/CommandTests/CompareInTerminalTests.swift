import Testing

@Suite(
  "Comparing in a real terminal", .enabled(if: TmuxTerminal.isThere, "tmux is not installed"),
  .serialized, .timeLimit(.minutes(5)))
struct CompareInTerminalTests {
  @Test("Verdict, swap, like for like, claims, cursor in the chart, marked against the rest")
  func comparing() throws {
    let home = Home()
    let terminal = try TmuxTerminal("demo", width: 120, height: 40, home: home)
    try terminal.wait { $0.contains("Roster 120") }
    terminal.press("2")
    try terminal.wait { $0.contains("Mega ◀▶ Micro") && $0.contains("2,000 resamples") }
    try terminal.wait { $0.contains("For conversions:") }
    terminal.press("x")
    try terminal.wait { $0.contains("Micro ◀▶ Mega") }
    terminal.press("L")
    try terminal.wait { $0.contains("one mix of platforms") }
    terminal.press("Tab", "Right", "Right")
    try terminal.wait { $0.contains(" @") && $0.contains("Reach/booking") }
    terminal.press("p")
    try terminal.wait { $0.contains("Followers against ER") }
    terminal.press("Tab")
    try terminal.wait { $0.contains("Common claims about mega and micro") }
    terminal.press("Enter")
    try terminal.wait { $0.contains("filter: is:marked") && $0.contains("behind “Mega") }
    terminal.press("Escape")
    try terminal.wait { $0.contains("No influencer matches") }
    terminal.press("Escape")
    try terminal.wait { !$0.contains("is:marked") }
    terminal.press("Space", "Space", "=")
    try terminal.wait { $0.contains("Marked (2) ◀▶") }
    terminal.resize(80, 24)
    try terminal.wait { screen in
      screen.split(separator: "\n").allSatisfy { $0.count <= 80 } && screen.contains("swap")
    }
    terminal.press("q")
    try terminal.wait { $0.contains("$ ") && !$0.contains("Verdict") }
  }
}
