import Marketing
import SessionStore
import TestSupport
import Testing

@Suite("Commands on a session that others have been at")
struct OutsideChangeCommandTests {
  private let home = Home()
  private var path: String { "\(home.path)/s.clout" }

  private func make() throws -> String {
    let roster = try home.file(
      "r.csv", "handle,platform,followers\nana,instagram,5000\nbo,tiktok,45000\n")
    let result = try Program.run(["import", roster, "--into", path], home: home)
    try #require(result.status == 0, "\(result.errors)")
    return roster
  }

  @Test func noCommandChoosesBetweenTwoVersions() throws {
    _ = try make()
    let (folder, contents) = try SessionFolder.open(at: path)
    var session = contents.session
    var row = session.roster.rows[0]
    row.followers = 7_777
    let undo = try session.apply(.put(row))
    try folder.record(.put(row), undo: undo)
    folder.close()
    let theirs = try home.text("s.clout/roster.json").replacing("5000", with: "6000")
    _ = try home.file("s.clout/roster.json", theirs)
    let posts = try home.file(
      "p.csv", "influencer,date,post url,reach\nana,2026-01-01,https://p,5\n")
    let result = try Program.run(["import", posts, "--into", path, "--campaign", "c"], home: home)
    #expect(result.status == 1)
    #expect(result.errors.contains("choose which counts; nothing was written"))
    #expect(try home.text("s.clout/roster.json") == theirs)
  }

  @Test func aStateFolderThatIsGoneDoesNotLetASecondProgramIn() throws {
    _ = try make()
    let (folder, contents) = try SessionFolder.open(at: path)
    shell("rm -r \(path)/.state")
    let more = try home.file("more.csv", "handle,platform,followers\ncy,tiktok,500\n")
    let second = try Program.run(["import", more, "--into", path], home: home)
    #expect(second.status == 1 && second.errors.contains("open in another program"))
    var session = contents.session
    var row = session.roster.rows[0]
    row.followers = 7_777
    let undo = try session.apply(.put(row))
    try folder.record(.put(row), undo: undo)
    folder.close()
    #expect(try SessionFolder.open(at: path).1.session.roster.rows[0].followers == 7_777)
  }

  @Test func anImportThatBringsNothingLeavesNothingUnsaved() throws {
    let roster = try make()
    let journal = try home.text("s.clout/.state/journal-1.jsonl")
    let again = try Program.run(["import", roster, "--into", path], home: home)
    #expect(again.status == 0 && again.output.contains("2 unchanged"))
    #expect(try home.text("s.clout/.state/journal-1.jsonl") == journal)
    #expect(try Program.run(["check", path], home: home).output == "\(path) is sound.\n")
  }

  @Test func aLogThatCannotBeReadToItsEndSaysSo() throws {
    _ = try make()
    let posts = try home.file(
      "p.csv", "influencer,date,post url,reach\nana,2026-01-01,https://p,5\n")
    _ = try Program.run(["import", posts, "--into", path, "--campaign", "c"], home: home)
    #expect(try Program.run(["log", path], home: home).status == 0)
    let name = "s.clout/.state/journal-1.jsonl"
    let broken = try home.text(name).replacing(
      "\"change\": {\"at\": 1", with: "\"change\": {\"at\": 2")
    _ = try home.file(name, broken)
    let log = try Program.run(["log", path], home: home)
    #expect(log.status == 1 && log.output.contains("began"))
    #expect(log.errors.contains("journal-1.jsonl, line 2") && log.errors.contains("isn't listed"))
    // What is older than the last save harms nothing else.
    let check = try Program.run(["check", path], home: home)
    #expect(check.status == 0 && check.output.contains("only clout log and undo end there"))
  }
}
