import TestSupport
import Testing

@Suite("Workbooks, packed files and standard input", .timeLimit(.minutes(2)))
struct FormatsCommandTests {
  private let home = Home()

  private func clout(_ words: String...) throws -> Program.Result {
    try Program.run(words, home: home)
  }

  @Test("A table comes in through a pipe, whatever it is")
  func standardInput() throws {
    let into = "\(home.path)/s.clout"
    let csv = try Program.run(
      ["import", "-", "--into", into], home: home, input: "handle,platform\nana,instagram\n")
    #expect(csv.status == 0 && csv.output.contains("1 added"), "\(csv.errors)")
    let json = try Program.run(
      ["import", "-", "--into", into], home: home,
      input: #"{"data":[{"handle":"ben","platform":"tiktok"}]}"#)
    #expect(json.output.contains("standard input: roster") && json.output.contains("1 added"))
    let packed = Program.quote(TestData.made("Exports/roster.csv.gz"))
    let program = "\(home.environment) \(Program.quote(Program.path))"
    #expect(shell("cat \(packed) | \(program) import - --into \(into) > \(home.path)/out") == 0)
    #expect(try home.text("out").contains("3 added"))
    let empty = try clout("import", "-", "--into", into)
    #expect(empty.status == 1 && empty.errors.contains("standard input: the file holds no rows"))
    let broken = try Program.run(
      ["import", "-", "--into", into], home: home, input: "[{\"handle\":}]")
    #expect(broken.status == 1 && broken.errors.contains("standard input: line 1"))
    #expect(shell("test -z \"$(ls -d ${TMPDIR:-/tmp}/clout-input-* 2> /dev/null)\"") == 0)
  }

  @Test("On a terminal there is nothing piped in")
  func terminal() throws {
    let program = try PtyProgram("import - --into s", home: home)
    try program.wait(for: "nothing is piped into it")
    #expect(program.status(within: 20) == 1)
  }

  @Test("Of several sheets one is chosen by name, as the message says")
  func sheets() throws {
    let file = TestData.made("Workbooks/several.xlsx")
    let into = "\(home.path)/s.clout"
    let asked = try clout("import", file, "--into", into)
    #expect(asked.status == 1 && asked.errors.contains("--sheet 'March'"))
    let chosen = try clout("import", file, "--into", into, "--sheet", "March")
    #expect(chosen.status == 0 && chosen.output.contains("2 added"), "\(chosen.errors)")
  }

  @Test("A workbook goes into a file or a pipe, never to a terminal")
  func export() throws {
    let session = "\(home.path)/s.clout"
    _ = try Program.run(
      ["import", "-", "--into", session], home: home,
      input: "handle,platform,fee\nana,instagram,12.50\n")
    let file = "\(home.path)/book.xlsx"
    let made = try clout("export", session, "roster", "bookings", "-o", file)
    #expect(made.status == 0 && made.errors.isEmpty, "\(made.errors)")
    #expect(try TestData.bytes(file).starts(with: [0x50, 0x4B, 3, 4]))
    let copy = "\(home.path)/copy.clout"
    let back = try clout("import", file, "--into", copy, "--sheet", "roster")
    #expect(back.status == 0 && back.output.contains("1 added"), "\(back.errors)")
    let exists = try clout("export", session, "roster", "-o", file)
    #expect(exists.status == 1 && exists.errors.contains("--force"))
    let piped =
      "\(home.environment) \(Program.quote(Program.path)) export \(session) roster --format xlsx"
    #expect(shell("\(piped) > \(home.path)/out") == 0)
    #expect(try TestData.bytes("\(home.path)/out").starts(with: [0x50, 0x4B]))
    let shown = try Program.runInTerminal(
      ["export", session, "roster", "--format", "xlsx"], home: home)
    #expect(shown.status == 1 && shown.errors.contains("isn't for a terminal"))
    #expect(shown.output.isEmpty)
    let two = try clout("export", session, "roster", "bookings")
    #expect(two.status == 2 && two.errors.contains("Only a workbook holds several tables"))
  }
}
