import LibC
import Testing

@Suite("How the program ends", .serialized, .timeLimit(.minutes(5)))
struct EndingTests {
  private func session(_ home: Home) throws -> String {
    let roster = try home.file(
      "roster.csv", "handle,platform,followers\nana,instagram,2400000\nbo.cooks,tiktok,45000\n")
    let path = "\(home.path)/s.clout"
    let result = try Program.run(["import", roster, "--into", path], home: home)
    try #require(result.status == 0, "\(result.errors)")
    return path
  }

  /// The cockpit with one change that is in the journal.
  private func changed(_ path: String, _ home: Home) throws -> PtyProgram {
    let program = try PtyProgram("open \(path)", home: home)
    try program.wait(for: "bo.cooks")
    program.type("x")
    try program.wait(for: "Archived @ana")
    for _ in 0..<500 where try !home.text("s.clout/journal.jsonl").contains("archived") {
      usleep(10_000)
    }
    return program
  }

  private func keptTheChange(_ path: String, _ home: Home) throws -> Bool {
    let roster = try Program.run(["export", path, "roster"], home: home)
    return roster.output.contains("1,ana,") && roster.output.contains(",true")
  }

  /// Nobody holds the lock any more: a program that writes gets it.
  private func isFree(_ path: String, _ home: Home) throws -> Bool {
    let more = try home.file("more.csv", "handle,platform\nzoe,x\n")
    return try Program.run(["import", more, "--into", path], home: home).status == 0
  }

  @Test(
    "A crash gives the terminal back, says so in a line and ends at once",
    arguments: [SIGSEGV, SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSYS])
  func crash(_ signal: Int32) throws {
    let home = Home()
    let path = try session(home)
    let program = try changed(path, home)
    program.forget()
    kill(program.process, signal)
    #expect(program.status(within: 2) == 128 + signal)
    #expect(program.isSane && program.hasLeftItsScreen)
    let last = program.output.split(separator: "\u{1B}[?1049l").last.map(String.init) ?? ""
    #expect(last.contains("clout: Clout has crashed (signal \(signal)). What it acknowledged is"))
    #expect(last.split(separator: "\n").count(where: { $0.contains("clout") }) == 1)
    #expect(!program.output.contains("Press space") && !program.output.contains("Backtrace"))
    #expect(try isFree(path, home) && keptTheChange(path, home))
  }

  @Test("A command that crashes on a terminal asks nothing either")
  func commandCrash() throws {
    let home = Home()
    let roster = try home.file(
      "r.csv", "order_id,date,influencer,conversions\no,2026-03-14,ana,1\n")
    let path = try session(home)
    _ = try Program.run(["import", roster, "--into", path, "--campaign", "c"], home: home)
    let program = try PtyProgram("ingest \(path) -", home: home)
    for _ in 0..<300 where shell("grep -q clout /proc/\(program.process)/comm") != 0 {
      usleep(10_000)
    }
    usleep(200_000)
    kill(program.process, SIGTRAP)
    #expect(program.status(within: 2) == 128 + SIGTRAP)
    #expect(program.output.contains("clout: Clout has crashed (signal 5)"))
    #expect(!program.output.contains("Backtrace") && !program.output.contains("Press space"))
  }

  @Test("Who asks for a backtrace gets one")
  func backtrace() throws {
    let home = Home()
    let path = try session(home)
    let program = try PtyProgram(
      "open \(path)", home: home, environment: "SWIFT_BACKTRACE=enable=yes,interactive=no")
    try program.wait(for: "bo.cooks")
    kill(program.process, SIGSEGV)
    #expect(program.status(within: 100) == 128 + SIGSEGV)
    #expect(program.isSane && program.output.contains("Program crashed"))
  }

  @Test(
    "Every signal that ends the program finds the change on disk, the terminal restored, and shows in the status",
    arguments: [
      SIGTERM, SIGHUP, SIGINT, SIGUSR1, SIGUSR2, SIGALRM, SIGVTALRM, SIGPROF, SIGPWR, SIGSTKFLT,
      SIGIO, SIGQUIT, SIGXCPU, 40,
    ])
  func signal(_ signal: Int32) throws {
    let home = Home()
    let path = try session(home)
    let program = try changed(path, home)
    kill(program.process, signal)
    #expect(program.status(within: 2) == 128 + signal)
    #expect(program.isSane && program.hasLeftItsScreen)
    #expect(!program.output.contains("crashed"))
    #expect(try isFree(path, home) && keptTheChange(path, home))
  }

  @Test("A signal that says nothing about the program is ignored", arguments: [SIGPIPE, SIGXFSZ])
  func ignored(_ signal: Int32) throws {
    let home = Home()
    let program = try PtyProgram("open \(try session(home))", home: home)
    try program.wait(for: "bo.cooks")
    kill(program.process, signal)
    program.type("x")
    try program.wait(for: "Archived @ana")
    #expect(program.status(within: 0.1) == nil)
  }

  @Test(
    "A terminal that has stopped reading holds nobody up", arguments: [SIGTERM, SIGHUP],
    [false, true])
  func blocked(_ signal: Int32, isStopped: Bool) throws {
    let home = Home()
    let path = try session(home)
    let program = try changed(path, home)
    program.read(milliseconds: 300)
    if isStopped { program.stopOutput() }
    // Paints everything again and again, and nobody reads it.
    for _ in 0..<40 {
      program.type(String(repeating: "\u{0C}", count: 20))
      usleep(10_000)
    }
    usleep(500_000)
    let start = PtyProgram.now
    kill(program.process, signal)
    #expect(program.status(within: 5, reading: false) == 128 + signal)
    #expect(PtyProgram.now - start < 1)
    #expect(program.isSane)
    // It reads again, and finds its own screen.
    program.read(milliseconds: 200)
    #expect(program.hasLeftItsScreen)
    #expect(try isFree(path, home) && keptTheChange(path, home))
  }

  @Test("q ends with 0")
  func quit() throws {
    let home = Home()
    let program = try PtyProgram("open \(try session(home))", home: home)
    try program.wait(for: "bo.cooks")
    program.type("q")
    #expect(program.status(within: 5) == 0)
    #expect(program.isSane && program.hasLeftItsScreen)
  }
}
