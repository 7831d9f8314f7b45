import Testing

@Suite(
  "Vetting in a real terminal", .enabled(if: TmuxTerminal.isThere, "tmux is not installed"),
  .serialized, .timeLimit(.minutes(5)))
struct VetInTerminalTests {
  private func line(_ screen: String, _ handle: String) -> String? {
    screen.split(separator: "\n").first { $0.contains(" \(handle) ") }.map(String.init)
  }

  @Test func setTheBrandWorkTheQueueApproveUndoFindMore() throws {
    let home = Home()
    var roster = "handle,platform,followers,niche,country,fee,avg likes,avg comments\n"
    for number in 1...20 {
      let niche = ["skincare", "food", "travel"][number % 3]
      roster +=
        "who\(number),instagram,\(20_000 + 777 * number),\(niche),\(number % 2 == 0 ? "US" : "FR"),"
        + "\(200 + number),\(900 + 40 * number),\(number == 7 ? 900 : 30 + number)\n"
    }
    let path = "\(home.path)/s.clout"
    let result = try Program.run(
      ["import", try home.file("roster.csv", roster), "--into", path], home: home)
    try #require(result.status == 0, "\(result.errors)")
    let terminal = try TmuxTerminal("open \(path)", width: 120, height: 36, home: home)
    try terminal.wait { $0.contains("who1") }
    terminal.press("5")
    try terminal.wait {
      $0.contains("Queue") && $0.contains("The brand is still empty") && $0.contains("⚑")
    }

    // The brand.
    terminal.press("o")
    try terminal.wait { $0.contains("The brand") && $0.contains("Topics to avoid") }
    terminal.type("vegan, honest\n")
    terminal.press("Down", "Down")
    terminal.type("skincare\nUS\n")
    terminal.press("C-s")
    try terminal.wait {
      $0.contains("Alignment") && $0.contains("of 100") && !$0.contains("Competitors  ")
    }

    // Five from the queue get every check; the initials are asked for once.
    var isFirst = true
    for number in 1...5 {
      terminal.press("/")
      try terminal.wait { $0.contains("Filter:") }
      terminal.press("C-u")
      terminal.type("who\(number) followers<\(20_001 + 777 * number)\n")
      try terminal.wait { $0.contains("@who\(number) · found") }
      terminal.press("Tab")
      for item in 1...4 {
        terminal.press("x")
        if isFirst {
          try terminal.wait { $0.contains("Your initials") }
          terminal.type("MK\n")
          isFirst = false
        }
        try terminal.wait { $0.contains("Short \(item)/4") && $0.contains("MK") }
        terminal.press("j")
      }
      try terminal.wait { $0.contains("@who\(number) · in vetting") }
      terminal.press("BTab")
    }

    // One is declined, with a reason.
    terminal.press("d")
    try terminal.wait { $0.contains("Why decline @who5?") }
    terminal.type("sells diets\n")
    try terminal.wait { $0.contains("@who5 is declined now") }

    // Three are approved at once, and that is undone.
    terminal.press("/")
    try terminal.wait { $0.contains("Filter:") }
    terminal.press("C-u")
    terminal.type("is:complete\n")
    try terminal.wait { $0.contains("4 influencers") || $0.contains("· 4 influencers") }
    for marked in 1...3 {
      terminal.press("Space")
      try terminal.wait { $0.contains("\(marked) marked") }
    }
    terminal.press("a")
    try terminal.wait { $0.contains("3 influencers are approved now") }
    terminal.press("u")
    try terminal.wait { $0.contains("Undid") && $0.contains("4 influencers") }

    // More like two.
    terminal.press("/")
    try terminal.wait { $0.contains("Filter:") }
    terminal.press("C-u")
    terminal.type("niche:skincare\n")
    try terminal.wait { !$0.contains("Filter:") }
    for marked in 1...2 {
      terminal.press("Space")
      try terminal.wait { $0.contains("\(marked) marked") }
    }
    terminal.press("M")
    try terminal.wait {
      $0.contains("More like the marked ones") && $0.contains("18 influencers like the 2 marked")
        && $0.contains("same niche")
    }

    // It is saved with the reason.
    terminal.press("C-s")
    try terminal.wait { $0.contains("Saved") }
    terminal.press("q")
    try terminal.wait { $0.split(separator: "\n").last?.hasPrefix("$") == true }
    let report = try Program.run(["vet", path, "--state", "declined"], home: home)
    #expect(report.output.contains("@who5") && !report.output.contains("@who4"))
    let json = try Program.run(["vet", path, "--json"], home: home)
    #expect(
      json.output.contains("\"reason\": \"sells diets\"")
        || json.output.contains("\"reason\":\"sells diets\""))
    // The one with as many comments as likes is flagged.
    let flagged = try Program.run(["vet", path, "--flagged"], home: home)
    #expect(flagged.output.contains("@who7") && flagged.output.contains("likes for each comment"))
  }
}
