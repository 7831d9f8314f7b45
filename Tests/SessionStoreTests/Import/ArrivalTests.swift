import Marketing
import Testing

@testable import SessionStore

@Suite("Whatever comes first, and what a later export leaves out")
struct ArrivalTests {
  @Test("Names that aren't in the roster are one note, and are kept")
  func strangers() throws {
    var text = "creator,post id,date,likes\n"
    for number in 1...251 { text += "name\(number),\(number),2026-03-01,5\n" }
    var file = RowImports()
    var options = ImportOptions()
    options.platform = .tiktok
    let plan = try file.take(text, options)
    let notes = plan.notes.filter { $0.contains("in the roster") }
    #expect(notes.count == 1)
    #expect(
      notes.first?.hasPrefix(
        "251 names aren't in the roster: “name1”, “name2”, “name3” and 248 more") == true)
    #expect(file.rows.allSatisfy { $0.influencer == nil && $0.creator?.platform == .tiktok })
  }

  @Test("Figures that a later export doesn't have keep their day")
  func everyFigureHasItsDay() throws {
    func options(_ day: String) -> ImportOptions {
      var options = ImportOptions()
      options.asOf = Day(iso: day)
      return options
    }
    var file = RowImports()
    try file.take(
      "handle,platform,followers,er,fee\nana,instagram,1000,3.5%,200\nbo,instagram,500,2.5%,100\n",
      options("2026-01-31"))
    try file.take(
      "handle,platform,followers,er\nana,instagram,1100,N/A\nbo,instagram,500,2.6%\n",
      options("2026-02-28"))
    let ana = file.session.roster.rows[0]
    #expect(ana.asOf == Day(iso: "2026-02-28") && ana.engagementRate == Share(millionths: 35_000))
    #expect(ana.day(of: "followers") == Day(iso: "2026-02-28"))
    #expect(ana.day(of: "er_followers") == Day(iso: "2026-01-31"))
    #expect(ana.olderFigures == ["fee 2026-01-31", "engagement rate 2026-01-31"])
    let bo = file.session.roster.rows[1]
    #expect(bo.figureDays == ["fee": "2026-01-31"])
    try file.take(
      "handle,platform,followers,er,fee\nana,instagram,1200,3.1%,210\n", options("2026-03-31"))
    #expect(file.session.roster.rows[0].figureDays.isEmpty)
    let table = Exporter.roster(file.session)
    #expect(String(decoding: table.text(.csv), as: UTF8.self).contains("fee 2026-01-31"))
  }

  @Test("An older export adds to the past and doesn't set back what is newer")
  func olderExport() throws {
    var file = RowImports()
    func options(_ day: String) -> ImportOptions {
      var options = ImportOptions()
      options.asOf = Day(iso: day)
      return options
    }
    try file.take(
      "handle,platform,followers,fee\nana,instagram,130000,1700\n", options("2026-04-30"))
    let older = "handle,platform,followers,fee\nana,instagram,120000,1500\n"
    try file.take(older, options("2026-03-31"))
    let ana = file.session.roster.rows[0]
    #expect(ana.followers == 130_000 && ana.fee == money(1_700_00))
    #expect(ana.asOf?.iso == "2026-04-30")
    #expect(ana.history.map(\.followers) == [120_000] && ana.history[0].day?.iso == "2026-03-31")
    let again = try file.take(older, options("2026-03-31"))
    #expect(again.changed == 0)
  }

  @Test("What a dry run shows is what the import does: a row is refused with line and column")
  func oneRuleForBoth() throws {
    var file = RowImports()
    let plan = try file.take(
      "handle,platform,followers,fee\nana,instagram,10,5\nbo,instagram,20,-7\ncy,instagram,30,6\n")
    #expect(plan.added == 2 && file.session.roster.count == 2)
    #expect(
      plan.refusals == [
        ImportPlan.Refusal(line: 3, reason: "The fee can't be negative.", column: "fee")
      ])
  }

  @Test("A roster's row that adds up the others is no account")
  func rosterTotals() throws {
    var file = RowImports()
    let plan = try file.take(
      "Handle,Platform,Followers\n@anna.k,Instagram,12345\n@ben_run,TikTok,1204500\nTotal,,1216845\n"
    )
    #expect(plan.added == 2 && plan.setAside == 1)
    #expect(file.session.roster.rows.map(\.handle) == ["anna.k", "ben_run"])
  }

  @Test(
    "A name in two columns is one, in the order in which people say it",
    arguments: [
      ("Vorname;Nachname", "Anna;Kowalska", "Anna Kowalska"),
      ("Nom;Prénom", "Dupont;Zoé", "Zoé Dupont"),
      ("Apellidos;Nombre", "García Ruiz;Lucía", "Lucía García Ruiz"),
      ("First Name;Last Name", "Cher;", "Cher"),
      ("姓;名", "山田;花子", "山田 花子"),
    ])
  func splitNames(headers: String, cells: String, name: String) throws {
    var file = RowImports()
    let plan = try file.take(
      "\(headers);Instagram;Follower\n\(cells);@some.one;12345\n"
        + "\(cells.replacing("a", with: "o"));@other.one;2345\n",
      RowImports.on("instagram"))
    #expect(plan.added == 2)
    let first = try #require(file.session.roster.rows.first)
    #expect(first.name == name && first.custom.isEmpty && first.handle == "some.one")
  }

  @Test("Figures of an export that names nobody are given to whom somebody says")
  func whoseFigures() throws {
    var file = try RowImports(accounts: "anna.k", "ben_run")
    let text =
      "Post ID,Date,Impressions,Likes,Shares\np1,2026-10-01,1000,50,4\np2,2026-10-02,3000,70,5\n"
    var options = RowImports.on("instagram")
    options.setGrain("total")
    var plan = try file.take(text, options)
    #expect(file.rows.allSatisfy { $0.influencer == nil })
    #expect(plan.notes.contains { $0.contains("--influencer HANDLE") }, "\(plan.notes)")
    #expect(plan.facts.contains { $0.subject == .influencer && $0.value == "nobody" })
    options.answer(.influencer, "@anna.k")
    plan = try file.take(text, options)
    #expect(plan.changed == 2)
    #expect(file.rows.allSatisfy { $0.influencer == InfluencerID(1) })
    #expect(file.sum(\.impressions) == 4000)
    #expect(!plan.notes.contains { $0.contains("No column says whose") }, "\(plan.notes)")
  }
}
