import Testing

/// Dates such as 03/04/2026, which can be two days.
@Suite("Importing dates of either order")
struct ImportDatesTests {
  private let orders = "date,influencer,revenue\n03/04/2026,ana,5\n05/06/2026,ana,6\n"

  @Test("The command asks, says how to answer, and writes nothing; the answer works")
  func question() throws {
    let home = Home()
    let file = try home.file("orders.csv", orders)
    let session = "\(home.path)/s.clout"
    for extra in [[], ["--dry-run"]] {
      let asked = try Program.run(["import", file, "--into", session] + extra, home: home)
      #expect(asked.status == 2)
      #expect(
        asked.errors.contains("“03/04/2026” in “date” can be 2026-04-03 (dmy) or 2026-03-04 (mdy)"))
      #expect(asked.errors.contains("--dates dmy or --dates mdy"))
      #expect(asked.output.contains("orders.csv: orders") == !extra.isEmpty)
      #expect(try Program.run(["check", session], home: home).status == 1)
    }
    let done = try Program.run(
      ["import", file, "--into", session, "--dates", "mdy"], home: home)
    #expect(done.status == 0 && done.output.contains("2 added"))
    let rows = try Program.run(["export", session, "measurements"], home: home).output
    #expect(rows.contains(",2026-03-04,") && rows.contains(",2026-05-06,"))
  }

  @Test("Another word than the three is refused, and the help names them")
  func words() throws {
    let home = Home()
    let file = try home.file("orders.csv", orders)
    let wrong = try Program.run(
      ["import", file, "--into", "\(home.path)/s", "--dates", "us"], home: home)
    #expect(wrong.status == 2 && wrong.errors.contains("--dates takes mdy, dmy or ymd"))
    let help = try Program.run(["import", "--help"], home: home).output
    #expect(help.contains("--dates") && help.contains("mdy (4 March)"))
    let shell = try Program.run(["--generate-completion-script", "bash"], home: home).output
    #expect(shell.contains("'mdy'$'\\n''dmy'$'\\n''ymd'"))
  }
}
