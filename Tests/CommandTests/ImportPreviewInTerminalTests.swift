import Testing

@Suite(
  "The import's preview in a real terminal",
  .enabled(if: TmuxTerminal.isThere, "tmux is not installed"), .serialized,
  .timeLimit(.minutes(5)))
struct ImportPreviewInTerminalTests {
  /// A month of a brand: who, what they posted, what was sold, what they were paid.
  private func month(_ home: Home) throws {
    shell("mkdir \(home.path)/may")
    _ = try home.file(
      "may/creators.csv",
      "Creator,Fans,Price per reel\n@anna.glow,52000,400\n@ben.cooks,1200000,9000\n@chloe.runs,8700,90\n"
    )
    _ = try home.file(
      "may/posts.csv",
      "influencer,date,post url,views,likes\nanna.glow,2026-05-02,https://a.example/1,9000,700\nben.cooks,2026-05-03,https://a.example/2,400000,9000\n"
    )
    _ = try home.file(
      "may/orders.csv",
      "order number,date,influencer,revenue\nA1,2026-05-04,anna.glow,105.00\nA2,2026-05-04,anna.glow,60.00\nA3,2026-05-05,ben.cooks,85.00\n"
    )
    _ = try home.file(
      "may/payouts.csv", "influencer,basis,total payout\nanna.glow,post,400\nben.cooks,post,9000\n")
  }

  @Test("From an empty session to figures by tier with four files of one set: 8 keys")
  func fourFiles() throws {
    let home = Home()
    try month(home)
    let terminal = try TmuxTerminal(
      "new \(home.path)/s.clout", width: 80, height: 24, home: home, folder: home.path)
    try terminal.wait { $0.contains("The roster is empty.") }
    var keys = 0
    func press(_ key: String) {
      terminal.press(key)
      keys += 1
    }
    press("i")
    try terminal.wait { $0.contains("Import a file, a folder, *.csv") }
    for letter in ["m", "a"] { press(letter) }
    press("Tab")
    try terminal.wait { $0.contains("may/") }
    press("Enter")
    // Nothing in the files says where the accounts are.
    try terminal.wait { $0.contains("Import 4 files") && $0.contains("Which platform") }
    press("1")
    try terminal.wait {
      $0.contains("Enter adds 3 influencers, 2 rows of figures, 3 orders and 2 payouts.")
    }
    press("Enter")
    try terminal.wait { $0.contains("Imported (u undoes it). What you said is remembered") }
    press("4")
    let screen = try terminal.wait { $0.contains("L leaders") && $0.contains("Micro") }
    // The fee that was paid, and what the orders brought: 165 of 400, 85 of 9,000.
    let rows = screen.split(separator: "\n")
    #expect(rows.contains { $0.contains("Micro") && $0.contains(" $400 ") && $0.contains(" 0.41") })
    #expect(
      rows.contains { $0.contains("Mega") && $0.contains(" $9,000 ") && $0.contains(" 0.01") })
    #expect(keys == 8)
  }

  @Test("A file with an open question can't be imported past it, nor is anything lost on the way")
  func question() throws {
    let home = Home()
    let list = try home.file("list.csv", "Handle,Followers\nanna.k,1200\nben,99\n")
    let terminal = try TmuxTerminal(
      "new \(home.path)/s.clout", width: 80, height: 24, home: home,
      environment: "CLOUT_THEME=light")
    try terminal.wait { $0.contains("The roster is empty.") }
    terminal.press("i")
    try terminal.wait { $0.contains("Import a file") }
    terminal.type(list + "\n")
    try terminal.wait { $0.contains("▲ One question first") }
    terminal.press("Enter")
    try terminal.wait { $0.contains("type to search") }
    terminal.type("you\n")
    try terminal.wait { $0.contains("Platform YouTube (as you said)") }
    terminal.press("Enter")
    try terminal.wait {
      $0.contains("anna.k") && $0.contains("Imported (u undoes it). What you said is remembered")
    }
  }
}
