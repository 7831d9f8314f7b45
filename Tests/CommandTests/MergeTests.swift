import LibC
import Testing

@Suite("Two branches of a session, merged by git", .timeLimit(.minutes(5)))
struct MergeTests {
  /// A repository with a session of four influencers and one campaign, with the driver set up.
  private func repository(_ home: Home, driver: Bool = true) throws -> String {
    let roster = try home.file(
      "roster.csv",
      "handle,platform,followers,fee\nana,instagram,100,10\nbo,tiktok,200,20\ncy,tiktok,300,30\ndi,tiktok,400,40\n"
    )
    let path = "\(home.path)/r/s.clout"
    try #require(try Program.run(["import", roster, "--into", path], home: home).status == 0)
    let orders = try orders(home, "o", 1...20)
    try #require(
      try Program.run(["import", orders, "--into", path, "--campaign", "Spring"], home: home).status
        == 0)
    try git(home, "init -q -b main . && git config user.email a@b && git config user.name a")
    if driver {
      try git(home, "config merge.clout.driver '\(Program.path) merge %O %A %B %P'")
    }
    try git(home, "add -A && git commit -q -m base")
    return path
  }

  private func orders(_ home: Home, _ name: String, _ range: ClosedRange<Int>) throws -> String {
    try home.file(
      "\(name).csv",
      "order_id,date,influencer,conversions,revenue\n"
        + range.map { "\(name)\($0),2026-03-14,ana,1,10.00\n" }.joined())
  }

  @discardableResult
  private func git(_ home: Home, _ command: String, fails: Bool = false) throws -> String {
    let status = shell(
      "cd \(home.path)/r && \(home.environment) sh -c \(Program.quote("git \(command)")) > \(home.path)/git 2>&1"
    )
    let output = try home.text("git")
    #expect((status != 0) == fails, "git \(command): \(output)")
    return output
  }

  private func edit(_ home: Home, _ from: String, _ to: String) throws {
    let text = try home.text("r/s.clout/roster.json")
    #expect(text.contains(from), "\(text)")
    try home.file("r/s.clout/roster.json", text.split(separator: from).joined(separator: to))
  }

  /// Makes one change on `main` and another on `side`, and merges the second into the first.
  @discardableResult
  private func merge(
    _ home: Home, fails: Bool = false, _ ours: () throws -> Void, _ theirs: () throws -> Void
  ) throws -> String {
    try git(home, "checkout -q -b side")
    try theirs()
    try git(home, "add -A && git commit -q -m theirs")
    try git(home, "checkout -q main")
    try ours()
    try git(home, "add -A && git commit -q -m ours")
    return try git(home, "merge -q --no-edit side", fails: fails)
  }

  private func sound(_ home: Home, _ path: String) throws {
    let check = try Program.run(["check", path], home: home)
    #expect(check.status == 0, "\(check.output)\(check.errors)")
  }

  @Test("The state of this machine isn't in the repository, and one fee edited is one line")
  func oneLine() throws {
    let home = Home()
    _ = try repository(home)
    #expect(try git(home, "ls-files").split(separator: "\n").allSatisfy { !$0.contains(".state") })
    try edit(home, "\"fee\": 1000", "\"fee\": 1500")
    #expect(try git(home, "diff --shortstat").contains("1 insertion(+), 1 deletion(-)"))
  }

  @Test("Lines apart and lines side by side merge, also two members of one record")
  func lines() throws {
    for (one, other) in [
      (("\"fee\": 1000", "\"fee\": 1500"), ("\"fee\": 4000", "\"fee\": 4500")),
      (("\"fee\": 2000", "\"fee\": 2500"), ("\"fee\": 3000", "\"fee\": 3500")),
      (("\"fee\": 2000", "\"fee\": 2500"), ("\"followers\": 200", "\"followers\": 250")),
    ] {
      let home = Home()
      let path = try repository(home)
      try merge(home) {
        try edit(home, one.0, one.1)
      } _: {
        try edit(home, other.0, other.1)
      }
      let text = try home.text("r/s.clout/roster.json")
      #expect(text.contains(one.1) && text.contains(other.1), "\(text)")
      try sound(home, path)
    }
  }

  @Test("The same member changed twice is a conflict on that line, with record and member named")
  func conflict() throws {
    let home = Home()
    _ = try repository(home)
    let said = try merge(home, fails: true) {
      try edit(home, "\"fee\": 2000", "\"fee\": 2500")
      try edit(home, "\"fee\": 1000", "\"fee\": 1100")
    } _: {
      try edit(home, "\"fee\": 2000", "\"fee\": 2700")
    }
    #expect(
      said.contains("influencer 2 (@bo): fee is 2500 here and 2700 there (2000 before)"), "\(said)")
    let lines = try home.text("r/s.clout/roster.json").split(separator: "\n")
    let start = try #require(lines.firstIndex { $0.hasPrefix("<<<<<<< ") })
    #expect(lines[start + 1].contains("\"fee\": 2500"))
    #expect(lines[start + 2] == "=======" && lines[start + 3].contains("\"fee\": 2700"))
    #expect(lines[start + 4].hasPrefix(">>>>>>> "))
    #expect(lines[start - 1].contains("\"fee\": 1100"))
  }

  private func add(_ home: Home, _ path: String, _ rows: String) throws {
    let file = try home.file("more.csv", "handle,platform,followers\n\(rows)\n")
    let result = try Program.run(["import", file, "--into", path], home: home)
    #expect(result.status == 0, "\(result.errors)")
  }

  @Test("Two additions under one number: theirs gets another if nothing refers to it")
  func additions() throws {
    let home = Home()
    let path = try repository(home)
    let said = try merge(home) {
      try add(home, path, "eva,tiktok,500")
    } _: {
      try add(home, path, "finn,tiktok,600")
    }
    #expect(said.contains("theirs is number 6 now"), "\(said)")
    let text = try home.text("r/s.clout/roster.json")
    #expect(
      text.contains("{\"id\": 5, \"handle\": \"eva\"")
        && text.contains("{\"id\": 6, \"handle\": \"finn\""))
    try sound(home, path)
  }

  @Test("The same account added on both sides is one")
  func sameAccount() throws {
    let home = Home()
    let path = try repository(home)
    try merge(home) {
      try add(home, path, "eva,tiktok,500")
    } _: {
      try add(home, path, "eva,tiktok,500\nfinn,tiktok,600")
    }
    let text = try home.text("r/s.clout/roster.json")
    #expect(text.split(separator: "\"eva\"").count == 2 && text.contains("finn"))
    try sound(home, path)
  }

  @Test("An addition that has measurements keeps its number: that is a conflict with a remedy")
  func referredTo() throws {
    let home = Home()
    let path = try repository(home)
    let said = try merge(home, fails: true) {
      try add(home, path, "eva,tiktok,500")
    } _: {
      try add(home, path, "finn,tiktok,600")
      let orders = try home.file(
        "p.csv", "order_id,date,influencer,conversions,revenue\np1,2026-03-14,finn,1,10.00\n")
      _ = try Program.run(["import", orders, "--into", path, "--campaign", "Spring"], home: home)
    }
    #expect(said.contains("give one of them number 6"), "\(said)")
  }

  @Test("Measurements of both sides are there, even without the driver")
  func measurements() throws {
    let home = Home()
    let path = try repository(home, driver: false)
    func more(_ name: String) throws {
      let result = try Program.run(
        ["import", try orders(home, name, 1...5), "--into", path, "--campaign", "Spring"],
        home: home)
      #expect(result.status == 0, "\(result.errors)")
    }
    try merge(home) {
      try more("p")
    } _: {
      try more("q")
    }
    let kpis = try Program.run(["kpis", path, "--by", "influencer", "--csv"], home: home)
    #expect(kpis.output.contains(",30,"), "\(kpis.output)")
  }
}
