import TestSupport
import Testing

@Suite("The README's query in another engine")
struct ReadmeQueryTests {
  private static let hasDuckDB = shell("python3 -c 'import duckdb' 2> /dev/null") == 0

  @Test(
    "Reach and engagements are those of clout kpis: days, ads and posts don't add up",
    .enabled(if: hasDuckDB, "Python's duckdb is not there"))
  func query() throws {
    let home = Home()
    let path = "\(home.path)/s.clout"
    let files: [(text: String, options: [String])] = [
      ("handle,platform,followers\nana,instagram,2400000\nbo,tiktok,45000\ncy,tiktok,4000\n", []),
      (
        """
        influencer,date,post url,reach,likes,comments
        ana,2026-03-01,https://a.example/1,4000,90,10
        ana,2026-03-05,https://a.example/1,5000,100,12
        ana,2026-03-05,https://a.example/2,1000,10,2
        cy,2026-03-05,https://a.example/3,600,6,1

        """, ["--campaign", "Spring", "--grain", "total"]
      ),
      (
        """
        Day,Campaign name,Ad name,Ad ID,Reach,Impressions,Post comments,Post reactions,Amount spent (USD),Reporting starts,Reporting ends
        2026-03-01,Spring,ana reel,1201,9000,10000,5,50,50.50,2026-03-01,2026-03-01
        2026-03-02,Spring,ana reel,1201,8000,9000,4,40,45.00,2026-03-02,2026-03-02
        2026-03-02,Spring,bo story,1202,7000,9000,1,10,45.00,2026-03-02,2026-03-02

        """, ["--campaign", "Spring"]
      ),
    ]
    for (number, file) in files.enumerated() {
      let name = try home.file("\(number).csv", file.text)
      let result = try Program.run(["import", name, "--into", path] + file.options, home: home)
      try #require(result.status == 0, "\(result.errors)")
    }
    let script = TestData.made("readme_query.py")
    #expect(shell("python3 \(script) \(path) > \(home.path)/rows 2>&1") == 0)
    // Instagram: the largest day, 9,000, is more than both posts' 6,000; at most 6,000 + 17,000. TikTok: two people.
    #expect(try home.text("rows") == "instagram,9000,23000,223\ntiktok,7600,7600,18\n")
    let kpis = try Program.run(["kpis", path, "--by", "platform", "--json"], home: home)
    #expect(kpis.output.contains("\"reach_low\": 9000, \"reach_high\": 23000"), "\(kpis.output)")
    #expect(kpis.output.contains("\"reach_low\": 7600, \"reach_high\": 7600"))
  }
}
