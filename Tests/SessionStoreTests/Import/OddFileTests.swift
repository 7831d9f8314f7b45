import LibC
import Marketing
import Testing

@testable import SessionStore

@Suite("Importing what isn't a sound table")
struct OddFileTests {
  private func plan(_ path: String, platform: Platform? = nil) throws -> ImportPlan {
    var options = ImportOptions()
    options.platform = platform
    return try Importer.plan(
      file: path, options: options, session: Session(settings: Settings(name: "test"))
    ) { _ in true }
  }

  private func failure(_ path: String) -> String {
    do {
      _ = try plan(path)
      return ""
    } catch {
      return "\(error)"
    }
  }

  private func influencers(_ plan: ImportPlan) -> [Influencer] {
    var session = Session(settings: Settings(name: "test"))
    _ = try? session.apply(plan.edit)
    return session.roster.rows
  }

  @Test("Control characters become spaces, and it is said where")
  func controls() throws {
    let rows = [
      "handle,platform,name,note", "an\u{0}a,instagram,\"Ana\u{1}\u{7F} M\",x",
      "\"bo\",tiktok,Bo,\"one\ntwo\u{1B}[31m\"", "\u{0}cy\u{0},x,Cy,", "di,x,Di,", "el,x,El,",
      "fy,x,Fy,", "gus,x,Gus,", "hal,x,Hal,", "ida,x,Ida,", "jo,x,Jo,", "",
    ]
    let file = try TemporaryFile("odd.csv", "")
    let text = Array(rows.joined(separator: "\n").utf8)
    let handle = try #require(fopen(file.path, "w"))
    fwrite(text, 1, text.count, handle)
    fclose(handle)
    let plan = try plan(file.path)
    let people = influencers(plan)
    #expect(people.prefix(3).map(\.handle) == ["an a", "bo", "cy"])
    #expect(people[0].name == "Ana   M")
    let all = people.flatMap { [$0.handle, $0.name] + $0.custom.values + [$0.notes] }
    #expect(all.allSatisfy { text in text.utf8.allSatisfy { $0 >= 0x20 || $0 == 0x0A } })
    #expect(
      plan.notes.contains(
        "6 control characters, such as NUL, became spaces; the first is on line 2."),
      "\(plan.notes)")
  }

  @Test("A line break in a name becomes a space, and it is said")
  func namesAreOneLine() throws {
    let file = try TemporaryFile(
      "odd.csv",
      "handle,platform,name\nana,instagram,\"An\na\"\n\"b\to\",x,Bo\ncy,x,\"C\r\ny\"\ndi,x,Di\nel,x,El\n"
    )
    let plan = try plan(file.path)
    let people = influencers(plan)
    #expect(people.map(\.handle) == ["ana", "b o", "cy", "di", "el"])
    #expect(people.map(\.name) == ["An a", "Bo", "C y", "Di", "El"])
    #expect(
      plan.notes.contains(
        "a line break or tab in name became a space (2 rows, first on line 2)."), "\(plan.notes)")
  }

  @Test("Only plain files are imported, and it is said what to do with others")
  func notPlain() throws {
    let place = try TemporaryFile("x", "")
    let fifo = place.path + ".fifo"
    #expect(mkfifo(fifo, 0o600) == 0)
    defer { unlink(fifo) }
    #expect(failure(fifo).contains("this is a pipe, and an import reads a plain file"))
    #expect(failure(fifo).contains("clout ingest SESSION -"))
    #expect(failure("/dev/zero").contains("this is a device"))
    #expect(failure("/dev/urandom").contains("this is a device"))
    #expect(failure("/tmp").contains("this is a folder"))
    #expect(failure("/tmp/no such file").contains("No such file"))
  }

  @Test("A table has at most 4,096 columns")
  func columns() throws {
    let wide = (1...200_000).map { "c\($0)" }.joined(separator: ",")
    let values = [String](repeating: "1", count: 200_000).joined(separator: ",")
    let file = try TemporaryFile("wide.csv", wide + "\n" + values + "\n")
    #expect(failure(file.path).contains("the table has"))
    #expect(failure(file.path).contains("columns, and Clout reads at most 4096"))
    let names = ["handle", "platform"] + (3...4096).map { "c\($0)" }
    let fine = try TemporaryFile(
      "fine.csv",
      names.joined(separator: ",") + "\nana,x" + String(repeating: ",1", count: 4094) + "\n")
    #expect(try plan(fine.path).added == 1)
  }

  @Test("A quote that never closes is named by its line, without reading the rest")
  func openQuote() throws {
    let start = "handle,platform,followers\nana,x,1\nbo,\"x,2\n"
    let file = try TemporaryFile(
      "open.csv", start + String(repeating: "Lorem ipsum dolor sit amet\n", count: 400_000))
    let clock = ContinuousClock()
    let time = clock.measure {
      #expect(failure(file.path).contains("a quote opens on line 3 and isn't closed within"))
    }
    #expect(time < .seconds(5))
    // The rows after a stray quote are kept when they fit.
    let rows = (1...60_000).map { "user\($0),x,\($0)\n" }.joined()
    let stray = try TemporaryFile(
      "stray.csv", "handle,platform,followers\nana,x,1\n\"bo,x,2\n" + rows)
    let plan = try plan(stray.path)
    #expect(plan.added == 60_002)
    #expect(plan.notes.contains { $0.contains("opens on line 3 is never closed") })
  }
}
