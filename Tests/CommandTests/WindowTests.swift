import TestSupport
import Testing

@Suite("Windows of attribution on the command line", .timeLimit(.minutes(2)))
struct WindowTests {
  private let home = Home()
  private var session: String { "\(home.path)/s.clout" }

  private func clout(_ words: String...) throws -> Program.Result {
    try Program.run(words, home: home)
  }

  @Test(
    "kpis names the windows, compare gives no verdict on unlike ones, and like ones are compared")
  func windows() throws {
    let people = (1...12).map { "h\($0),instagram,\($0 <= 6 ? 2_000_000 : 20_000)\n" }.joined()
    let roster = try home.file("roster.csv", "handle,platform,followers\n" + people)
    _ = try clout("import", roster, "--into", session, "--currency", "USD")
    func ads(_ numbers: ClosedRange<Int>, _ setting: String) -> String {
      "Ad name,Ad ID,Day,Amount spent (USD),Impressions,Link clicks,Purchases,Purchases conversion value\(setting.isEmpty ? "" : ",Attribution setting")\n"
        + numbers.map {
          "h\($0) reel,\($0),2026-03-02,\(10 + $0).00,\(1000 * $0),\(50 + $0),\(2 + $0 % 3),\(90 + $0).00"
            + (setting.isEmpty ? "\n" : ",\(setting)\n")
        }.joined()
    }
    let meta = try home.file("meta.csv", ads(1...6, "7-day click or 1-day view"))
    let other = try home.file("other.csv", ads(7...12, ""))
    for words in [
      ["import", meta, "--into", session, "--campaign", "Spring"],
      [
        "import", other, "--into", session, "--campaign", "Spring", "--window", "1-day click",
        "--zone", "Europe/Berlin",
      ],
    ] {
      let done = try Program.run(words, home: home)
      #expect(done.status == 0, "\(done.errors)")
    }
    let kpis = try clout("kpis", session, "--by", "tier").output
    #expect(
      kpis.contains(
        "(meta.csv) counts a sale within 7 days of a click or 1 day of a view, Meta Ads Manager (other.csv) within 1 day of a click"
      ), "\(kpis)")
    #expect(kpis.contains("(other.csv) are those of Europe/Berlin"), "\(kpis)")
    let compare = try clout("compare", session, "--defaults").output
    #expect(
      compare.contains("For conversions: not compared: Meta Ads Manager (meta.csv)"), "\(compare)")
    _ = try clout(
      "import", other, "--into", session, "--campaign", "Spring", "--window",
      "7-day click, 1-day view")
    let alike = try clout("compare", session, "--defaults").output
    #expect(!alike.contains("not compared"), "\(alike)")
    let wrong = try clout("import", other, "--into", session, "--window", "soon")
    #expect(
      wrong.status == 2 && wrong.errors.contains("7-day click, 1-day view"), "\(wrong.errors)")
  }
}
