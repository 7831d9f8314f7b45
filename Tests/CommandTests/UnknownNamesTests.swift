import TestSupport
import Testing

@Suite("Names that nobody in the roster has")
struct UnknownNamesTests {
  @Test("All of them can be had as a file, and the note says how")
  func list() throws {
    let home = Home()
    let rows = (1...30).map { "2026-03-01,name\($0),https://a.example/\($0),5" }
    let posts = try home.file(
      "posts.csv", "date,creator,post url,likes\n" + rows.joined(separator: "\n") + "\n")
    let session = "\(home.path)/s.clout"
    let file = "\(home.path)/unknown.csv"
    let dry = try Program.run(
      ["import", posts, "--into", session, "--list-unknown", file, "--dry-run"], home: home)
    #expect(dry.status == 0, "\(dry.errors)")
    #expect(dry.output.contains("and 27 more (--list-unknown FILE writes all of them)"))
    #expect(dry.errors.contains("30 names that nobody in the roster has"))
    let records = try TestData.records(file)
    #expect(records.map { $0[0] } == (1...30).map { "name\($0)" })
    #expect(records.allSatisfy { $0[1] == "1" })
    let json = try Program.run(
      ["import", posts, "--into", session, "--dry-run", "--json"], home: home)
    #expect(json.output.contains("\"unknown_names\""))
  }

  @Test("The session's folder stays the session's")
  func notWithin() throws {
    let home = Home()
    let posts = try home.file(
      "posts.csv", "date,creator,post url,likes\n2026-03-01,a,https://a.example/1,5\n")
    let session = "\(home.path)/s.clout"
    let made = try Program.run(["import", posts, "--into", session], home: home)
    #expect(made.status == 0)
    let refused = try Program.run(
      ["import", posts, "--into", session, "--list-unknown", session + "/unknown.csv"], home: home)
    #expect(refused.status == 2 && refused.errors.contains("choose a file beside it"))
  }
}
