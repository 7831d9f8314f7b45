import LibC
import Testing

@Suite("Input that isn't what it should be", .timeLimit(.minutes(2)))
struct OddInputTests {
  private func session(_ home: Home) throws -> String {
    let path = "\(home.path)/s.clout"
    let orders = try home.file(
      "orders.csv", "order_id,date,influencer,conversions\no0,2026-03-14,ana,1\n")
    let roster = try home.file("roster.csv", "handle,platform\nana,instagram\n")
    _ = try Program.run(["import", roster, "--into", path], home: home)
    _ = try Program.run(["import", orders, "--into", path, "--campaign", "Spring"], home: home)
    return path
  }

  private func errors(of command: String, _ home: Home, status: Int32 = 1) throws -> String {
    let line =
      "\(home.environment) timeout 60 sh -c \(Program.quote(command)) > \(home.path)/out 2> \(home.path)/err"
    #expect(shell(line) == status)
    return try home.text("err")
  }

  @Test("An endless stream of bytes ends with a reason, in little memory")
  func endless() throws {
    let home = Home()
    let path = try session(home)
    let clout = "ulimit -v 4000000; \(Program.quote(Program.path))"
    let zero = try errors(of: "\(clout) ingest \(path) /dev/zero", home)
    #expect(zero.contains("line 1 has no end within 64 MiB"))
    let random = try errors(of: "\(clout) ingest \(path) - < /dev/urandom", home)
    #expect(random.hasPrefix("clout: this is a binary file, not a table"))
    let yes = try errors(of: "yes | tr -d '\\n' | { \(clout) ingest \(path) -; }", home)
    #expect(yes.contains("standard input: line 1 has no end within 64 MiB"))
    let folder = try errors(of: "\(clout) ingest \(path) /tmp", home)
    #expect(folder.contains("/tmp is a folder"))
  }

  @Test("A pipe under the name of a session's file is refused, not waited for")
  func pipeInSession() throws {
    let home = Home()
    let path = try session(home)
    shell("rm \(path)/roster.json; mkfifo \(path)/roster.json")
    let said = try errors(of: "\(Program.quote(Program.path)) kpis \(path)", home)
    #expect(said.contains("roster.json: it is a pipe, where a file of the session belongs"))
  }

  @Test("No NUL comes in through a stream, as bytes or spelled in JSON")
  func nul() throws {
    let home = Home()
    let path = try session(home)
    let lines = [
      #"{"order_id":"a\u0000b","date":"2026-03-14","influencer":"ana","conversions":3}"#,
      #"{"order_id":"c","date":"2026-03-14","influencer":"ana","conversions":4}"#,
    ]
    var result = try Program.run(
      ["ingest", path, "-"], home: home, input: lines.joined(separator: "\n") + "\n")
    #expect(result.status == 0 && result.errors.contains("2 taken"))
    #expect(
      result.errors.contains("A control character, such as NUL, on line 1 became a space."),
      "\(result.errors)")
    result = try Program.run(
      ["ingest", path, "-"], home: home,
      input:
        #"{"campaign":1,"key":"x\u0000y","kind":"increment","day":"2026-03-14","conversions":1}"#
        + "\n")
    #expect(result.status == 1 && result.errors.contains("it holds a control character"))
    #expect(shell("grep -rq 'u0000' \(path)/metrics") == 1)
  }

  @Test("A configuration or theme that can't be read is reported in words, and left alone")
  func configuration() throws {
    let home = Home()
    let path = try session(home)
    func sees(_ text: String, afterShell command: String) throws {
      shell(command)
      let program = try PtyProgram("open \(path)", width: 240, home: home)
      try program.wait(for: text)
      #expect(!program.output.contains("Cocoa") && !program.output.contains("typeMismatch"))
    }
    let folder = "\(home.path)/config/clout"
    try sees(
      "A theme isn't used: could not read \(folder)/themes/a.json: Is a directory",
      afterShell: "mkdir -p \(folder)/themes/a.json")
    try sees(
      "config.json can't be read, so it isn't used: “theme”",
      afterShell: "rmdir \(folder)/themes/a.json; echo '{\"theme\": 5}' > \(folder)/config.json")
    #expect(try home.text("config/clout/config.json") == "{\"theme\": 5}\n")
    try sees(
      "config.json can't be read, so it isn't used: line 1 isn't UTF-8; save it as UTF-8",
      afterShell: "printf '{\"keys\": {\"\\303x\": []}}' > \(folder)/config.json")
    try sees(
      "The configuration isn't used: could not read \(folder)/config.json: Is a directory",
      afterShell: "rm \(folder)/config.json; mkdir \(folder)/config.json")
    try sees(
      "it is not a plain file",
      afterShell: "rmdir \(folder)/config.json; mkfifo \(folder)/config.json")
  }
}
