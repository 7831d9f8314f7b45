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
    try home.keep(
      #"{"comparison": {"left": "niche:food", "right": "niche:beauty"}}"#, in: path)
    func sides(_ options: String...) throws -> (segments: [String], said: String) {
      let result = try Program.run(["compare", path, "--json"] + options, home: home)
      let segments = result.output.split(separator: "\n").filter { $0.contains("\"segment\": ") }
      return (
        segments.map { String($0.dropFirst(16).prefix { $0 != "\"" }) }, result.errors
      )
    }
    let both = try sides()
    #expect(both.segments == ["niche:food", "niche:beauty"])
    #expect(
      both.said
        == "note: takes from the session, as in the cockpit: food on the left, beauty on the right; "
        + "--defaults takes none of it.\n")
    let own = try sides("--defaults")
    #expect(own.segments == ["tier:mega", "tier:micro"] && own.said.isEmpty)
    let left = try sides("--left", "tier:mega")
    #expect(left.segments == ["tier:mega", "niche:beauty"])
    #expect(left.said.contains("cockpit: beauty on the right; "))
    let rest = try sides("--left", "rest")
    #expect(rest.segments == ["-niche:beauty", "niche:beauty"])
    let right = try sides("--right", "rest")
    #expect(right.segments == ["niche:food", "-niche:food"])
    let typed = try sides("--left", "all", "--right", "tier:micro")
    #expect(typed.segments == ["all", "tier:micro"] && typed.said.isEmpty)

    // “Everybody but” follows the side that it is the rest of.
    try home.keep(
      #"{"comparison": {"left": "niche:food", "right": "-niche:food"}}"#, in: path)
    #expect(try sides("--left", "niche:beauty").segments == ["niche:beauty", "-niche:beauty"])
    #expect(try sides("--right", "niche:beauty").segments == ["niche:food", "niche:beauty"])
  }

  @Test func everythingThatIsKeptIsSaid() throws {
    let home = Home()
    let path = try session(home)
    try home.keep(
      #"{"comparison": {"mix": "niche", "universe": 900000, "overlap": 1000, "what_if": {"from": {"mega": 500000}}}}"#,
      in: path)
    func run(_ options: String...) throws -> Program.Result {
      try Program.run(["compare", path, "--json"] + options, home: home)
    }
    let plain = try run()
    for part in [
      "like for like with one niche mix", "900,000 people who could be reached",
      "1,000 of them by both sides", "what if mega=500000",
    ] { #expect(plain.errors.contains(part), "\(plain.errors)") }
    let wider = try run("--universe", "2M")
    #expect(wider.output.contains("\"universe\": 2000000"))
    #expect(wider.output.contains("\"both_sides_given\": 1000"))
    #expect(wider.errors.contains("1,000 people whom both sides reach"))
    #expect(try run("--universe", "500").output.contains("\"both_sides_given\": null"))
    #expect(try run("--overlap", "7").output.contains("\"both_sides_given\": 7"))
    func mix(_ options: String...) throws -> String {
      try Program.run(["compare", path] + options, home: home).output
    }
    #expect(try mix("--like-for-like").contains("with one niche mix:"))
    #expect(try mix("--mix", "platform").contains("with one platform mix:"))
    #expect(try run("--what-if", "none").output.contains("\"what_if\": null"))

    try home.keep(#"{"comparison": {"what_if": {"fee": "high"}}}"#, in: path)
    let unread = try run()
    #expect(unread.status == 1 && unread.errors.contains("“what_if” isn't understood"))
    #expect(unread.errors.contains("Settle it in the cockpit") && unread.errors.contains("--defau"))
    #expect(try run("--what-if", "mega=500k").status == 0)
  }

  /// The campaign in view is the comparison's, and a campaign that is gone isn't compared as if it were empty.
  @Test func theCampaignInViewIsTheOneCompared() throws {
    let home = Home()
    let path = try session(home)
    _ = try Program.run(
      ["import", home.path + "/p.csv", "--into", path, "--campaign", "Other"], home: home)
    let whole = try Program.run(["compare", path, "--json"], home: home)
    #expect(whole.output.contains("\"campaign\": null") && whole.errors.isEmpty)
    // A comparison's own campaign, as earlier versions wrote it, changes nothing.
    for own in ["99", "1", #""Launch""#] {
      try home.keep(#"{"comparison": {"campaign": \#(own)}}"#, in: path)
      #expect(try Program.run(["compare", path, "--json"], home: home).output == whole.output)
    }

    try home.keep("{}", in: path, view: #"{"campaign": "1"}"#)
    let scoped = try Program.run(["compare", path, "--json"], home: home)
    #expect(scoped.output.contains("\"campaign\": \"Launch\""))
    #expect(
      scoped.errors
        == "note: only campaign Launch, as in the cockpit; --all-campaigns compares all of them.\n")
    for options in [["--all-campaigns"], ["--defaults"]] {
      let all = try Program.run(["compare", path, "--json"] + options, home: home)
      #expect(all.output == whole.output && all.errors.isEmpty)
    }
    let other = try Program.run(["compare", path, "--json", "--campaign", "Other"], home: home)
    #expect(other.output.contains("\"campaign\": \"Other\"") && other.errors.isEmpty)

    try home.keep("{}", in: path, view: #"{"campaign": "99"}"#)
    let gone = try Program.run(["compare", path], home: home)
    #expect(gone.status == 1 && gone.output.isEmpty)
    #expect(gone.errors.contains("isn't in the session any more. Give --campaign, or --all-camp"))
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
