import Testing

@Suite("clout compare")
struct CompareCommandTests {
  /// Six megas and six micros, each with a payout, a post and orders.
  private func session(_ home: Home) throws -> String {
    var roster = "handle,platform,followers,niche\n"
    var posts = "influencer,date,post url,reach,likes,conversions\n"
    for number in 1...6 {
      let platform = number % 2 == 0 ? "instagram" : "tiktok"
      roster += "mega\(number),\(platform),\(1_000_000 + number),beauty\n"
      roster += "micro\(number),\(platform),\(20_000 + number),food\n"
      posts +=
        "mega\(number),2026-01-0\(number),https://a/\(number),\(400_000 + 9_000 * number),\(8_000 + number),9\n"
      posts +=
        "micro\(number),2026-01-0\(number),https://b/\(number),\(9_000 + 400 * number),\(900 + number),6\n"
    }
    let path = "\(home.path)/s.clout"
    for (name, text, options) in [
      ("r.csv", roster, [String]()), ("p.csv", posts, ["--campaign", "Launch"]),
    ] {
      let file = try home.file(name, text)
      let result = try Program.run(["import", file, "--into", path] + options, home: home)
      try #require(result.status == 0, "\(result.errors)")
    }
    return path
  }

  @Test func tableMarkdownAndJSONSayTheSame() throws {
    let home = Home()
    let path = try session(home)
    let table = try Program.run(["compare", path], home: home)
    #expect(table.status == 0, "\(table.errors)")
    #expect(table.output.hasPrefix("For awareness: can't tell: "))
    #expect(table.output.contains("Micro better"))
    #expect(table.output.contains("Observed, not caused"))
    #expect(table.output.contains("Mega: lower engagement rates"))

    let markdown = try Program.run(["compare", path, "--markdown"], home: home)
    #expect(markdown.output.hasPrefix("## Mega against Micro\n"))
    #expect(markdown.output.contains("| KPI | Mega | Micro | Ratio | 95% | n | Verdict |"))

    let json = try Program.run(["compare", path, "--json"], home: home)
    for part in [
      "\"segment\": \"tier:mega\"", "\"resamples\": 2000", "\"kpi\": \"er-reach\"",
      "\"verdict\": \"right-better\"", "\"status\": \"holds\"", "\"verdict\": \"no-data\"",
    ] {
      #expect(json.output.contains(part), "\(part)")
    }
    #expect(try Program.run(["compare", path, "--json"], home: home).output == json.output)
  }

  /// As the cockpit opens with the sides that the session keeps, so does the command line.
  @Test func startsFromTheSidesThatTheSessionKeeps() throws {
    let home = Home()
    let path = try session(home)
    let kept = #"{"comparison": {"left": "niche:food", "right": "niche:beauty"}}"#
    _ = try home.file(
      "s.clout/session.json",
      try home.text("s.clout/session.json").replacing(
        #""name":"#, with: #""requests": \#(kept), "name":"#))
    let result = try Program.run(["compare", path, "--json"], home: home)
    #expect(result.output.contains("\"segment\": \"niche:food\""), "\(result.errors)")
    #expect(result.errors.contains("compares the sides that the session keeps"))
    for options in [["--defaults"], ["--left", "tier:mega"]] {
      let own = try Program.run(["compare", path, "--json"] + options, home: home)
      #expect(own.output.contains("\"segment\": \"tier:mega\""))
      #expect(own.errors.isEmpty, "\(own.errors)")
    }
  }

  @Test func segmentsLikeForLikeAndWhatIf() throws {
    let home = Home()
    let path = try session(home)
    let before = try home.text("s.clout/session.json") + home.text("s.clout/.state/journal-1.jsonl")
    let rest = try Program.run(
      ["compare", path, "--left", "niche:food", "--right", "rest", "--like-for-like", "--json"],
      home: home)
    #expect(rest.output.contains("\"segment\": \"-niche:food\""))
    #expect(rest.output.contains("\"like_for_like\": ["))
    let whatIf = try Program.run(
      ["compare", path, "--what-if", "mega=1000004", "--goal", "engagement"], home: home)
    #expect(whatIf.output.hasPrefix("For engagement: "))
    #expect(whatIf.output.contains("What if: "))
    #expect(
      try home.text("s.clout/session.json") + home.text("s.clout/.state/journal-1.jsonl") == before)
  }

  @Test func peopleAreReadAsEverywhereElse() throws {
    let home = Home()
    let path = try session(home)
    func run(_ universe: String, _ overlap: String) throws -> Program.Result {
      try Program.run(
        ["compare", path, "--json", "--universe", universe, "--overlap", overlap], home: home)
    }
    let plain = try run("12500000", "1200")
    #expect(plain.status == 0 && plain.output.contains("12500000"), "\(plain.errors)")
    #expect(try run("12,500,000", "1,200").output == plain.output)
    #expect(try run("12.5M", "1.2k").output == plain.output)
    let words = try run("many", "2")
    #expect(
      words.status == 2 && words.errors.contains("--universe: “many” is not a whole number"),
      "\(words.errors)")
    let overlap = try run("5M", "1.5")
    #expect(
      overlap.status == 2 && overlap.errors.contains("--overlap: “1.5” is not a whole number"))
    #expect(try run("0", "0").errors.contains("--universe is at least 1"))
  }

  @Test func mistakesAreExplained() throws {
    let home = Home()
    let path = try session(home)
    let segment = try Program.run(["compare", path, "--left", "tier:huge"], home: home)
    #expect(segment.status == 2 && segment.errors.contains("Use nano, micro"))
    let campaign = try Program.run(["compare", path, "--left", "campaign:None"], home: home)
    #expect(campaign.status == 1 && campaign.errors.contains("no campaign is called"))
    #expect(try Program.run(["compare", path, "--json", "--markdown"], home: home).status == 2)
    #expect(try Program.run(["compare", path, "--what-if", "x"], home: home).status == 2)
    let help = try Program.run(["compare", "--help"], home: home)
    #expect(help.output.contains("EXAMPLES"))
  }
}
