import LibC
import Testing

@testable import SessionStore

struct AppendFileTests {
  let scratch = Scratch()
  var path: String { scratch.file("m.jsonl") }

  @Test func appendsAndHealsATornLine() throws {
    var file = try AppendFile(path)
    #expect(try file.append(Array("one\n".utf8)) == 0)
    scratch.put("one\ntor", in: "m.jsonl")
    #expect(try file.append(Array("two\nthree\n".utf8)) == 8)
    try file.sync()
    #expect(scratch.text("m.jsonl") == "one\ntor\ntwo\nthree\n")
    #expect(scratch.mode("m.jsonl") & 0o777 == 0o600)
  }

  @Test func aTornLineCanBeRefused() throws {
    scratch.put("tor", in: "m.jsonl")
    var file = try AppendFile(path, tornLine: .refuse)
    var reason: FileError.Reason?
    do { try file.append(Array("two\n".utf8)) } catch { reason = error.reason }
    #expect(reason == .tornLine)
    #expect(scratch.text("m.jsonl") == "tor")
  }

  @Test(arguments: [ENOSPC, EIO])
  func aFailedAppendLeavesTheFileAsItWas(code: Int32) throws {
    for place in 0... {
      scratch.put("one\n", in: "m.jsonl")
      let disk = FaultyDisk(.fails(code), at: place)
      var failed = false
      do {
        var file = try AppendFile(path, calls: disk.calls)
        try file.append(Array("two, a line\n".utf8))
      } catch { failed = true }
      guard disk.hasBroken else { break }
      #expect(scratch.text("m.jsonl") == (failed ? "one\n" : "one\ntwo, a line\n"))
    }
  }

  @Test func aFailedSyncIsNeverTakenBack() throws {
    let count = try callsOfOneAppend()
    let disk = FaultyDisk(.fails(EIO), at: count)
    var file = try AppendFile(path, calls: disk.calls)
    try file.append(Array("two\n".utf8))
    var failures = 0
    for _ in 0..<3 {
      do { try file.sync() } catch { failures += 1 }
    }
    do { try file.append(Array("three\n".utf8)) } catch { failures += 1 }
    #expect(failures == 4)
    #expect(disk.log.count { $0 == "syncData" } == 1)
  }

  private func callsOfOneAppend() throws -> Int {
    let disk = FaultyDisk()
    scratch.put("one\n", in: "m.jsonl")
    var file = try AppendFile(path, calls: disk.calls)
    try file.append(Array("two\n".utf8))
    return disk.log.count
  }

  @Test func aReplacedFileIsNoticed() throws {
    var file = try AppendFile(path)
    try file.append(Array("one\n".utf8))
    try DurableFolder(scratch.path).write(Array("zero\n".utf8), to: "m.jsonl")
    try file.append(Array("two\n".utf8))
    #expect(scratch.text("m.jsonl") == "zero\ntwo\n")
    unlink(path)
    try file.append(Array("three\n".utf8))
    #expect(scratch.text("m.jsonl") == "three\n")
  }

  @Test func onlyPlainFilesGrow() throws {
    mkfifo(path, 0o600)
    var reason: FileError.Reason?
    do { _ = try AppendFile(path) } catch { reason = error.reason }
    #expect(reason == .notAPlainFile)
  }

  @Test func writersAtOnceNeitherLoseNorMixLines() async throws {
    let writers = 4
    let rounds = 150
    let path = path
    try await withThrowingTaskGroup(of: Void.self) { group in
      for writer in 0..<writers {
        group.addTask {
          var file = try AppendFile(path)
          for round in 0..<rounds {
            // From a few bytes to more than fits a pipe or page.
            let fill = String(repeating: "x", count: (round * 97) % 9000)
            try file.append(Array("\(writer) \(round) \(fill).\n\(writer) \(round) again.\n".utf8))
            if round % 40 == writer { file = try AppendFile(path) }
          }
        }
      }
      try await group.waitForAll()
    }
    let lines = try #require(scratch.text("m.jsonl")).split(separator: "\n")
    #expect(lines.count == writers * rounds * 2)
    #expect(lines.allSatisfy { $0.hasSuffix(".") })
    for writer in 0..<writers {
      let own = lines.filter { $0.hasPrefix("\(writer) ") }
      let numbers = own.compactMap { Int($0.split(separator: " ")[1].split(separator: ".")[0]) }
      #expect(numbers == (0..<rounds).flatMap { [$0, $0] })
    }
  }

  /// A separate process that appends in the same way: the shell's `flock` and `>>`.
  @Test(.enabled(if: access("/usr/bin/flock", X_OK) == 0, "needs flock(1)"))
  func aSecondProgramCanAppendToo() async throws {
    let script = """
      i=0; while [ $i -lt 100 ]; do flock \(path) sh -c "printf 'shell %d.\\n' $i >> \(path)"; \
      i=$((i+1)); done
      """
    var file = try AppendFile(path)
    try file.append(Array("start.\n".utf8))
    var arguments: [UnsafeMutablePointer<CChar>?] = []
    for text in ["sh", "-c", script] { arguments.append(strdup(text)) }
    arguments.append(nil)
    defer { for argument in arguments { free(argument) } }
    var child: pid_t = 0
    #expect(posix_spawn(&child, "/bin/sh", nil, nil, &arguments, environ) == 0)
    var status: Int32 = 0
    var own = 0
    while waitpid(child, &status, WNOHANG) == 0 {
      try file.append(Array("own \(own).\n".utf8))
      own += 1
    }
    #expect(status == 0)
    let lines = try #require(scratch.text("m.jsonl")).split(separator: "\n")
    #expect(lines.filter { $0.hasPrefix("shell ") }.count == 100)
    #expect(lines.filter { $0.hasPrefix("own ") }.count == own)
    #expect(lines.count == 101 + own)
    #expect(lines.allSatisfy { $0.hasSuffix(".") })
  }
}
