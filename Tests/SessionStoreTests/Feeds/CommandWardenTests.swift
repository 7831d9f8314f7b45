import LibC
import Testing

@testable import SessionStore

@Suite("A feed's command and the end of Clout")
struct CommandWardenTests {
  /// Whether a process with this environment variable runs; a dead one that nobody has waited for counts.
  private func processes(_ mark: String) -> Int {
    var count = 0
    guard let folder = opendir("/proc") else { return 0 }
    defer { closedir(folder) }
    while let entry = readdir(folder) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) {
        String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
      }
      guard Int(name) != nil, let file = fopen("/proc/\(name)/cmdline", "r") else { continue }
      defer { fclose(file) }
      var buffer = [UInt8](repeating: 0, count: 4096)
      let read = fread(&buffer, 1, buffer.count, file)
      if String(decoding: buffer[..<read], as: UTF8.self).contains(mark) { count += 1 }
    }
    return count
  }

  @Test("A run leaves no process behind, neither when it ends nor when it is given up")
  func nothingStays() throws {
    let mark = "\(86_000 + Int.random(in: 0..<9000))"
    do {
      let run = try CommandRun(
        ["sh", "-c", "sleep \(mark) & echo x"], in: "/tmp", timeLimit: 60, now: 0)
      var output: [UInt8] = []
      for _ in 0..<500 {
        output += run.read(now: 0) ?? []
        if run.look(now: 0) != .running { break }
        usleep(10_000)
      }
      #expect(run.look(now: 0) == .exited(0))
      #expect(String(decoding: output, as: UTF8.self) == "x\n")
    }
    for _ in 0..<100 where processes(mark) > 0 { usleep(10_000) }
    #expect(processes(mark) == 0)
    do {
      let run = try CommandRun(
        ["sh", "-c", "trap '' TERM; sleep \(mark)"], in: "/tmp", timeLimit: 60, now: 0)
      for _ in 0..<500 where processes("sleep\0\(mark)") == 0 { usleep(10_000) }
      #expect(run.look(now: 0) == .running)
    }
    for _ in 0..<100 where processes(mark) > 0 { usleep(10_000) }
    #expect(processes(mark) == 0)
  }

  @Test("A command may end by itself when it is asked to")
  func asked() throws {
    let run = try CommandRun(
      ["sh", "-c", "trap 'echo bye; exit 0' TERM; echo hi; while :; do sleep 0.05; done"],
      in: "/tmp", timeLimit: 1, now: 0)
    var output: [UInt8] = []
    for _ in 0..<500 where output.isEmpty {
      output += run.read(now: 0) ?? []
      usleep(10_000)
    }
    _ = run.look(now: 1.5)
    for _ in 0..<300 where run.look(now: 1.6) == .running { usleep(10_000) }
    guard case .failed(let reason) = run.look(now: 1.6) else {
      Issue.record("\(run.look(now: 1.6))")
      return
    }
    #expect(reason.contains("longer than 1 s"))
  }
}
