import LibC
import TestSupport
import Testing

@Suite("clout plan")
struct PlanCommandTests {
  /// Twelve influencers with fees, and a campaign in which each of them had two posts measured.
  private func session(_ home: Home) throws -> String {
    var roster = "handle,platform,followers,niche,fee,hours per booking\n"
    var posts = "influencer,date,post url,impressions,reach,likes,comments,clicks\n"
    for number in 1...12 {
      let isMega = number <= 2
      let followers = isMega ? 2_000_000 + number : 10_000 + 5_000 * number
      roster +=
        "a\(number),instagram,\(followers),\(number % 2 == 0 ? "food" : "travel"),"
        + "\(isMega ? 9_000 : 100 * number),\(isMega ? 8 : 3)\n"
      for post in 1...2 {
        let reach = followers / (isMega ? 8 : 4) + 100 * post
        posts +=
          "a\(number),2026-01-0\(post),https://a/\(number)-\(post),\(reach * 5 / 4),\(reach),"
          + "\(reach / (isMega ? 50 : 20)),\(reach / 200),\(reach / 100)\n"
      }
    }
    let path = "\(home.path)/s.clout"
    for (name, text) in [("roster.csv", roster), ("posts.csv", posts)] {
      let file = try home.file(name, text)
      let result = try Program.run(
        ["import", file, "--into", path, "--campaign", "Spring"], home: home)
      try #require(result.status == 0, "\(result.errors)")
    }
    return path
  }

  @Test func itPlansWithinTheLimitsAndTheSameEveryTime() throws {
    let home = Home()
    let path = try session(home)
    let arguments = [
      "plan", path, "--campaign", "spring", "--goal", "engagement", "--budget", "4,000", "--limit",
      "bookings<=5", "--must", "@a12", "--ban", "a11", "--curve", "--futures",
    ]
    let plan = try Program.run(arguments, home: home)
    #expect(plan.status == 0 && plan.errors.isEmpty, "\(plan.errors)")
    let lines = plan.output.split(separator: "\n")
    #expect(
      lines[0]
        == "Plan for Spring: engagements instead of unique reach · $4,000.00 · bookings<=5 · 1 locked in · 1 banned"
    )
    #expect(
      lines[1]
        == "4 bookings for $4,000.00 · 0% of it for megas · 12 h · the best possible, proven",
      "\(lines[1])")
    #expect(plan.output.contains("@a12 ") && !plan.output.contains("@a11 "))
    #expect(plan.output.contains("all mega") && plan.output.contains("all micro"))
    #expect(plan.output.contains("◀ sweet spot") && plan.output.contains("The next $1,000"))
    #expect(try Program.run(arguments, home: home).output == plan.output)

    let json = try Program.run(arguments + ["--json"], home: home)
    for part in [
      "\"status\": \"feasible\"", "\"handle\": \"a12\"", "\"basis\": \"measured\"",
      "\"estimated\": false", "\"curve\": [", "\"sweet_spot\": ", "\"verdict\": \"",
      "\"budget\": 400000",
    ] { #expect(json.output.contains(part), "\(part)") }
  }

  /// What the cockpit asks of a campaign's plan.
  private func keep(_ plan: String, in path: String, _ home: Home) throws {
    try home.keep(#"{"plans": [\#(plan)]}"#, in: path)
  }

  /// The command line starts from the request that the cockpit keeps for the campaign, and says so.
  @Test func startsFromThePlanThatTheSessionKeeps() throws {
    let home = Home()
    let path = try session(home)
    try keep(
      #"{"campaign": 1, "goal": "engagement", "limits": [{"limit": "vetting", "min": "approved"}]}"#,
      in: path, home)
    let arguments = ["plan", path, "--campaign", "Spring", "--budget", "4000"]
    let plan = try Program.run(arguments, home: home)
    #expect(
      plan.output.hasPrefix(
        "Plan for Spring: engagements instead of unique reach · $4,000.00 · vetting>=approved\n"
      ))
    #expect(
      plan.errors == "note: starts from what the cockpit asks of the plan for Spring: "
        + "engagement · vetting>=approved; --defaults ignores it.\n", "\(plan.errors)")
    let changed = try Program.run(arguments + ["--goal", "conversions"], home: home)
    #expect(
      changed.output.hasPrefix(
        "Plan for Spring: conversions instead of unique reach · $4,000.00 · vetting>=app"))
    // What is said to be kept is what is kept, whatever is asked of this run.
    #expect(changed.errors == plan.errors)
    let own = try Program.run(arguments + ["--defaults"], home: home)
    #expect(own.output.hasPrefix("Plan for Spring: unique reach · $4,000.00\n"))
    #expect(own.errors.isEmpty)
  }

  @Test func everythingThatIsKeptIsSaid() throws {
    let home = Home()
    let path = try session(home)
    try keep(
      #"""
      {"campaign": 1, "goal": "conversions", "margin": 0.4, "afresh": true, "cautious": true, "must": [3],
       "banned": [4, 5], "fees": [{"influencer": 6, "fee": 9900}], "booking_days": 21}
      """#.replacing("\n", with: " "), in: path, home)
    let arguments = ["plan", path, "--campaign", "Spring", "--budget", "4000"]
    let plan = try Program.run(arguments, home: home)
    let shape =
      "margin 40% · cautious (P10) · from scratch · 1 locked in · 2 banned · 1 own fee · bookings of 21 days"
    #expect(
      plan.output.hasPrefix(
        "Plan for Spring: contribution instead of unique reach · $4,000.00 · \(shape)\n"))
    #expect(
      plan.errors.contains("for Spring: conversions · \(shape); --defaults"), "\(plan.errors)")
    let json = try Program.run(arguments + ["--json"], home: home).output
    for part in [
      "\"margin\": 0.4", "\"from_scratch\": true", "\"locked_in\": [", "\"own_fees\": [",
      "\"booking_days\": 21",
      "\"asked\": \"contribution instead of unique reach · $4,000.00 · \(shape)\"",
    ] { #expect(json.contains(part), "\(part)") }
  }

  @Test func aTypedLimitReplacesTheKeptOneOnTheSameThing() throws {
    let home = Home()
    let path = try session(home)
    try keep(
      #"{"campaign": 1, "limits": [{"limit": "bookings", "max": 3}, {"limit": "tier", "of": "micro", "min": 1}]}"#,
      in: path, home)
    func limits(_ options: String...) throws -> String {
      let plan = try Program.run(
        ["plan", path, "--campaign", "Spring", "--budget", "4000"] + options, home: home)
      #expect(plan.status == 0, "\(plan.errors)")
      return String(plan.output.prefix { $0 != "\n" }).replacing(
        "Plan for Spring: unique reach · $4,000.00", with: "")
    }
    #expect(try limits() == " · bookings<=3, micro>=1")
    #expect(try limits("--limit", "bookings>=5") == " · bookings>=5, micro>=1")
    #expect(
      try limits("--limit", "bookings>=5", "--limit", "bookings<=6")
        == " · bookings>=5, bookings<=6, micro>=1")
    #expect(try limits("--limit", "micro>=0") == " · bookings<=3")
    #expect(try limits("--no-limits") == "")
    #expect(try limits("--no-limits", "--limit", "mega<=1") == " · mega<=1")
  }

  /// What isn't understood is settled by the option that replaces it; otherwise the message says what to do.
  @Test func whatIsNotUnderstoodIsSettledOrSaid() throws {
    let home = Home()
    let path = try session(home)
    for (member, options) in [
      (#""banned": "ana""#, ["--ban", "a3"]), (#""must": 7"#, ["--must", "a3"]),
      (#""fees": [{"influencer": 1}]"#, ["--fee", "a3=100"]),
      (#""margin": 7"#, ["--margin", "40%"]),
      (#""limits": 3"#, ["--limit", "bookings<=5"]), (#""cautious": 1"#, ["--cautious"]),
      (#""afresh": 1"#, ["--afresh"]), (#""budget": "much""#, ["--budget", "4000"]),
      (#""booking_days": -1"#, ["--defaults"]), (#""limits": [3]"#, ["--no-limits"]),
    ] {
      try keep(#"{"campaign": 1, \#(member)}"#, in: path, home)
      let plain = try Program.run(["plan", path, "--campaign", "Spring"], home: home)
      #expect(plain.status == 1 && plain.errors.contains("isn't understood"), "\(member)")
      #expect(plain.errors.contains("D drops") && plain.errors.contains("--defaults"))
      let settled = try Program.run(
        ["plan", path, "--campaign", "Spring", "--budget", "4000"] + options, home: home)
      #expect(settled.status == 0, "\(member): \(settled.errors)")
    }
  }

  /// A split takes what is kept for the second campaign as well.
  @Test func aSplitStartsFromWhatIsKeptForBoth() throws {
    let home = Home()
    let path = try session(home)
    _ = try Program.run(
      ["import", home.path + "/posts.csv", "--into", path, "--campaign", "Autumn"], home: home)
    try keep(
      #"{"campaign": 2, "goal": "engagement", "limits": [{"limit": "bookings", "max": 1}], "banned": [12]}"#,
      in: path, home)
    let arguments = [
      "plan", path, "--campaign", "Spring", "--split", "Autumn", "--budget", "4000",
    ]
    let split = try Program.run(arguments, home: home)
    #expect(split.status == 0, "\(split.errors)")
    #expect(
      split.errors.contains("of the plan for Autumn: engagement · bookings<=1 · 1 banned; --def"))
    #expect(split.output.contains("Autumn  engagements"), "\(split.output)")
    let line = try #require(split.output.split(separator: "\n").first { $0.hasPrefix("Autumn: ") })
    #expect(line.count { $0 == "@" } <= 1 && !line.contains("@a12"))
    let own = try Program.run(arguments + ["--defaults"], home: home)
    #expect(own.errors.isEmpty && !own.output.contains("engagements"))
  }

  @Test func accountsOfOneHandleAreToldApartInASplit() throws {
    let home = Home()
    let path = try session(home)
    let roster = try home.file(
      "again.csv",
      "handle,platform,followers,niche,fee\n"
        + (3...12).map { "a\($0),tiktok,\(20_000 + $0),food,\(90 * $0)\n" }.joined())
    #expect(try Program.run(["import", roster, "--into", path], home: home).status == 0)
    _ = try Program.run(
      ["import", home.path + "/posts.csv", "--into", path, "--campaign", "Autumn"], home: home)
    let arguments = ["plan", path, "--campaign", "Spring", "--split", "Autumn", "--budget", "9000"]
    let split = try Program.run(arguments + ["--must", "a3/tiktok"], home: home)
    #expect(split.status == 0, "\(split.errors)")
    #expect(split.output.contains("@a3/tiktok"), "\(split.output)")
    #expect(!split.output.contains("@a3,") && !split.output.contains("@a3\n"))
  }

  /// What approving somebody is worth is worked out with what is asked of the plan.
  @Test func whoeverIsBannedIsNotInTheLineUpOfVetting() throws {
    let home = Home()
    let path = try session(home)
    func stars() throws -> [String] {
      try Program.run(["vet", path], home: home).output.split(separator: "\n")
        .filter { $0.contains(" * ") }.map { String($0.prefix { $0 != " " }) }
    }
    try keep(#"{"campaign": 1, "budget": 400000}"#, in: path, home)
    let all = try stars()
    let first = try #require(all.first)
    let number = try #require(Int(first.dropFirst(2)))
    try keep(#"{"campaign": 1, "budget": 400000, "banned": [\#(number)]}"#, in: path, home)
    #expect(try !stars().contains(first) && !stars().isEmpty)
    try keep(#"{"campaign": 1, "budget": 400000, "must": "ana"}"#, in: path, home)
    let none = try Program.run(["vet", path], home: home)
    #expect(none.output.contains("Worth: unknown, as there is no plan of Spring."))
  }

  @Test func whatIsEstimatedSaysSo() throws {
    let home = Home()
    let roster = try home.file(
      "r.csv", "handle,platform,followers\nknown,instagram,30000\nsecret,x,40000\n")
    let path = "\(home.path)/s.clout"
    let posts = try home.file(
      "p.csv", "influencer,date,post url,reach\nother,2026-01-01,https://p,5\n")
    _ = try Program.run(["import", roster, "--into", path], home: home)
    _ = try Program.run(["import", posts, "--into", path, "--campaign", "C"], home: home)
    let plan = try Program.run(
      ["plan", path, "--campaign", "C", "--goal", "awareness", "--budget", "5000"], home: home)
    let line = try #require(plan.output.split(separator: "\n").first { $0.hasPrefix("@known") })
    #expect(line.contains("~$") && line.contains("prior"))
    #expect(plan.output.contains("@secret: fee unknown: enter one to plan with them"))
  }

  /// The plan says for how many pairs the overlap was measured, and reaches fewer people because of it.
  @Test func measuredOverlapsCountAndAreNamed() throws {
    let home = Home()
    let path = try session(home)
    let arguments = [
      "plan", path, "--campaign", "spring", "--goal", "awareness", "--budget", "30000", "--must",
      "a1", "--must", "a2",
    ]
    func objective() throws -> Double {
      let json = try Program.run(arguments + ["--json"], home: home).output
      let line = try #require(json.split(separator: "\n").first { $0.contains("\"objective\": ") })
      return try #require(Double(line.drop { $0 != ":" }.dropFirst(2).prefix { $0 != "," }))
    }
    let before = try objective()
    #expect(try !Program.run(arguments, home: home).output.contains("overlap measured"))
    // One mega's whole audience also follows the other.
    let text = try home.text("s.clout/session.json")
    let end = try #require(text.lastIndex(of: "}"))
    let overlaps = #", "overlaps": [{"one": 1, "other": 2, "share": 1}]}"#
    try home.file("s.clout/session.json", text[..<end] + overlaps + "\n")
    let said = "overlap measured for 1 pair, the rest by chance (Sainsbury)"
    #expect(try Program.run(arguments, home: home).output.contains("Unique reach: \(said)."))
    #expect(
      try Program.run(arguments + ["--json"], home: home).output.contains(
        "\"overlap\": \"\(said)\""))
    #expect(try objective() < before * 0.97)
  }

  @Test func applyingBooksTheLineUpOnce() throws {
    let home = Home()
    let path = try session(home)
    try home.prolong("Spring", in: path)
    let arguments = [
      "plan", path, "--campaign", "Spring", "--goal", "awareness", "--budget", "3000", "--apply",
    ]
    let first = try Program.run(arguments, home: home)
    #expect(first.status == 0 && first.errors.contains("clout: Spring: Adds "), "\(first.errors)")
    let bookings = try Program.run(["export", path, "bookings"], home: home).output
    let count = bookings.split(separator: "\r\n").count - 1
    #expect(count > 2 && first.errors.contains("clout: Spring: Adds \(count): $"))
    #expect(first.errors.contains(" of $3,000.00."), "\(first.errors)")
    #expect(bookings.contains(",proposed,"))
    let again = try Program.run(arguments, home: home)
    #expect(again.status == 0 && again.errors.contains("all of it is already booked"))
    #expect(try Program.run(["check", path], home: home).status == 0)
  }

  @Test func aCampaignThatIsOverIsPlannedButNotBooked() throws {
    let home = Home()
    let path = try session(home)
    let arguments = [
      "plan", path, "--campaign", "Spring", "--goal", "awareness", "--budget", "3000",
    ]
    #expect(try Program.run(arguments, home: home).status == 0)
    let booking = try Program.run(arguments + ["--apply"], home: home)
    #expect(booking.status == 1)
    #expect(
      booking.errors.contains(
        "Spring ended on 2026-01-02: give it a later last day to book for it."))
    let bookings = try Program.run(["export", path, "bookings"], home: home).output
    #expect(bookings.split(separator: "\r\n").count == 1)
  }

  @Test func whatCantBeIsExplained() throws {
    let home = Home()
    let path = try session(home)
    let none = try Program.run(
      [
        "plan", path, "--campaign", "Spring", "--goal", "engagement", "--budget", "5000", "--must",
        "a1",
      ], home: home)
    #expect(none.status == 1 && none.output.contains("No line-up "))
    // What is written wrongly is wrong usage; what the session doesn't have is a failure.
    for (arguments, status, text) in [
      (["--limit", "giant<=2"], 1, "“giant” is neither a tier nor a niche here"),
      (["--limit", "micro"], 2, "“micro” isn't a limit"),
      (["--limit", "share<=0%"], 2, "must be above 0% and at most 100%"),
      (
        ["--limit", "bookings>=5", "--limit", "bookings<=3"], 2,
        "can't be at least 5 and at most 3"
      ),
      (["--budget", "lots"], 2, "--budget: “lots” is not an amount"),
      (["--goal", "fame"], 2, "--goal: Choose one of"),
      (["--must", "nobody"], 1, "@nobody isn't in the roster"),
      (["--must", "a1", "--ban", "a1"], 2, "can't be both locked in and banned"),
      (["--fee", "a1"], 2, "Write a fee as"),
    ] {
      let result = try Program.run(["plan", path, "--campaign", "Spring"] + arguments, home: home)
      #expect(result.status == status && result.errors.contains(text), "\(result.errors)")
      if status == 2 { #expect(result.errors.contains("Usage: clout plan ")) }
    }
    #expect(try Program.run(["plan", path], home: home).status == 2)
    let sold = try Program.run(
      ["plan", path, "--campaign", "Spring", "--goal", "conversions"], home: home)
    // Nothing was sold yet: what is missing, what can be planned, and whom to book to learn.
    #expect(
      sold.status == 1 && sold.output.contains("Too little is measured to plan for conversions"))
    #expect(
      sold.output.contains("no conversion is measured, and it takes 30 of 5"), "\(sold.output)")
    #expect(sold.output.contains("--goal awareness") && sold.output.contains("@a3"))
  }

  @Test func backtest() throws {
    let home = Home()
    let path = try session(home)
    let test = try Program.run(["plan", path, "--backtest"], home: home)
    #expect(test.status == 0 && test.output.contains("until 2026-01-01"))
    #expect(test.output.contains("Reach") && test.output.contains("80% interval held"))
    let json = try Program.run(["plan", path, "--backtest", "--json"], home: home)
    #expect(json.output.contains("\"kpi\": \"reach\", \"forecasts\": 12"))
  }

  /// 96 made-up creators whose fees are payouts for other posts, from which the orders' campaign is planned.
  @Test func madeBrand() throws {
    let home = Home()
    try check(home, try home.madeBrand(), planned: "Wave 1")
  }

  /// The public roster of 500, whose fees are commissions that were paid, and from which another campaign is planned.
  @Test(.needsShared(Home.healthKartFile))
  func healthKart() throws {
    let home = Home()
    let lines = try check(home, try home.healthKart(), planned: "Campaign_1")
    #expect(lines[1].hasPrefix("20 bookings for $"))
  }

  @discardableResult
  private func check(_ home: Home, _ path: String, planned campaign: String) throws -> [Substring] {
    let plan = try Program.run(
      [
        "plan", path, "--campaign", campaign, "--goal", "conversions", "--budget", "1000",
        "--limit", "micro>=5", "--limit", "bookings<=20",
      ], home: home)
    #expect(plan.status == 0, "\(plan.errors)")
    let lines = plan.output.split(separator: "\n")
    let words = lines[1].split(separator: " ")
    let bookings = try #require(Int(words[0]))
    #expect((5...20).contains(bookings) && words[1...2] == ["bookings", "for"])
    #expect(try #require(Double(words[3].dropFirst().replacing(",", with: ""))) <= 1_000)
    #expect(lines.count { $0.hasPrefix("@") && $0.contains(" Micro ") } >= 5)
    #expect(lines.contains { $0.hasPrefix("@") && $0.hasSuffix("measured") })
    let now = try Program.run(
      ["plan", path, "--campaign", "Protein", "--goal", "engagement", "--json"], home: home)
    #expect(now.output.contains("\"contracted\": true"))
    return lines
  }
}
