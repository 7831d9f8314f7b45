import Marketing
import Testing

@testable import SessionStore

@Suite("Figures of days, of periods, and so far")
struct GrainTests {
  static let daily = """
    Reporting starts,Reporting ends,Campaign name,Ad name,Ad ID,Impressions,Reach,Link clicks,Amount spent (USD),Purchases,Purchases conversion value
    2026-03-01,2026-03-01,Spring,@anna.k,120200001,120000,80000,1200,540.25,33,
    2026-03-01,2026-03-01,Spring,@ben_run,120200002,60000,50000,700,260.00,12,
    2026-03-02,2026-03-02,Spring,@anna.k,120200001,100000,70000,1000,500.00,30,
    ,,,,,280000,,2900,1300.25,75,

    """

  @Test("Days of an ad add up, and the row that adds up the others is nobody's")
  func daysAddUp() throws {
    var file = RowImports()
    let plan = try file.take(Self.daily)
    #expect(plan.added == 3 && plan.setAside == 1 && plan.refusals.isEmpty)
    let anna = file.rows.filter { $0.subject == "120200001" }
    #expect(anna.map(\.counts.impressions) == [120_000, 100_000])
    #expect(anna.allSatisfy { $0.kind == .increment && $0.from == $0.day })
    // 220,000 impressions, 540.25 + 500.00 + 260.00 and 75 purchases, added up by hand.
    #expect(file.rows.reduce(0) { $0 + ($1.counts.impressions ?? 0) } == 280_000)
    #expect(file.rows.reduce(Money.zero) { $0 + ($1.counts.spend ?? .zero) } == money(130_025))
    #expect(file.rows.reduce(0) { $0 + ($1.counts.conversions ?? 0) } == 75)
    #expect(file.session.campaigns.rows.map(\.name) == ["Spring"])
    let again = try file.take(Self.daily, named: "next week.csv")
    #expect(again.added == 0 && again.changed == 0)
  }

  @Test("A month takes the place of its weeks; days within a month don't count twice")
  func spansNeverAdd() throws {
    let header = "Reporting starts,Reporting ends,Creator,Post ID,Impressions\n"
    var file = RowImports()
    try file.take(
      header + "2026-03-02,2026-03-08,anna,7,100\n2026-03-09,2026-03-15,anna,7,150\n")
    #expect(file.rows.count == 2)
    let month = try file.take(header + "2026-03-01,2026-03-31,anna,7,600\n")
    #expect(file.rows.map(\.counts.impressions) == [600])
    #expect(month.notes.contains { $0.contains("2 known figures") })
    let week = try file.take(header + "2026-03-02,2026-03-08,anna,7,100\n")
    #expect(week.refusals.map(\.line) == [2])
    #expect(week.refusals[0].reason.contains("count twice"))
    let partly = try file.take(header + "2026-03-28,2026-04-03,anna,7,90\n")
    #expect(partly.refusals.count == 1 && file.rows.count == 1)
    // Both halves say as much as the month, and more exactly.
    try file.take(header + "2026-03-01,2026-03-15,anna,7,250\n2026-03-16,2026-03-31,anna,7,350\n")
    #expect(file.rows.map(\.counts.impressions) == [250, 350])
  }

  /// Figures of three ads on eight days.
  private func table(_ figure: (_ ad: Int, _ day: Int) -> Int) -> String {
    var text = "Creator,Post ID,Date,Impressions,Clicks\n"
    for day in 1...8 {
      for ad in 1...3 {
        let value = figure(ad, day)
        text += "anna,\(ad),2026-03-0\(day),\(value),\(value / 10)\n"
      }
    }
    return text
  }

  @Test("Figures that go up and down are of one day each; those that only grow are running totals")
  func theRowsTell() throws {
    var days = RowImports()
    let up = try days.take(table { ad, day in day.isMultiple(of: 2) ? 100 * ad : 150 * ad })
    #expect(days.rows.allSatisfy { $0.kind == .increment })
    #expect(up.notes.contains { $0.contains("--grain total") })
    var totals = RowImports()
    let grown = try totals.take(table { ad, day in 100 * ad + 10 * day })
    #expect(totals.rows.allSatisfy { $0.kind == .total })
    #expect(grown.notes.contains { $0.contains("--grain daily") })
    // A single fall is a correction.
    var corrected = RowImports()
    try corrected.take(table { ad, day in 100 * ad + 10 * day - (ad == 2 && day == 5 ? 50 : 0) })
    #expect(corrected.rows.allSatisfy { $0.kind == .total })
  }

  @Test("A row that adds up the others shows whether days add up")
  func theTotalsRowTells() throws {
    let rows =
      "anna,1,2026-03-01,100\nanna,1,2026-03-02,120\nbo,2,2026-03-01,10\nbo,2,2026-03-02,30\n"
    let header = "Creator,Post ID,Date,Impressions\n"
    var days = RowImports()
    try days.take(header + rows + "Total,,,260\n")
    #expect(days.rows.count == 4 && days.rows.allSatisfy { $0.kind == .increment })
    var totals = RowImports()
    try totals.take(header + rows + "Total,,,150\n")
    #expect(totals.rows.count == 4 && totals.rows.allSatisfy { $0.kind == .total })
  }

  @Test("What can't be told is asked, and nothing is written")
  func asked() throws {
    let text = "Creator,Post ID,Date,Impressions\nanna,1,2026-03-01,100\nanna,1,2026-03-02,120\n"
    var file = RowImports()
    let error = #expect(throws: ImportError.self) { try file.take(text) }
    #expect(error?.cause == .grain && error?.description.contains("--grain daily") == true)
    try file.take(text, RowImports.with("daily"))
    #expect(file.rows.map(\.key) == ["1 2026-03-01", "1 2026-03-02"])
    var other = RowImports()
    try other.take(text, RowImports.with("total"))
    #expect(other.rows.map(\.kind) == [.total, .total])
  }

  @Test("“Lifetime” is a total as of the export's day")
  func lifetime() throws {
    let text = """
      Post ID,Account username,Publish time,Permalink,Date,Views,Reach,Likes
      17900001,anna.k,03/14/2026 09:15,https://www.instagram.com/reel/AAA/,Lifetime,15000,12000,800

      """
    var file = RowImports()
    var options = ImportOptions()
    options.mapping = [.init(header: "Account username", field: "influencerReference")]
    let plan = try file.take(text, named: "insights_2026-03-31.csv", options)
    #expect(file.rows.map(\.day) == [Day(iso: "2026-03-31")] && file.rows[0].kind == .total)
    #expect(plan.notes.contains { $0.contains("2026-03-31, as the file's name says") })
    #expect(file.rows[0].custom["Publish time"] == "03/14/2026 09:15")
    options.asOf = Day(iso: "2026-04-02")
    try file.take(text, named: "insights_2026-03-31.csv", options)
    #expect(file.rows.last?.day == Day(iso: "2026-04-02"))
  }

  @Test("Two rows of one key and day are said with their lines")
  func collisions() throws {
    let text =
      "Creator,Ad ID,Date,Impressions,Age\nanna,1,2026-03-01,100,18-24\nanna,1,2026-03-01,70,25-34\n"
    var file = RowImports()
    let plan = try file.take(text, RowImports.with("daily"))
    #expect(plan.refusals.map(\.line) == [3] && plan.refusals[0].reason.contains("line 2"))
    var totals = RowImports()
    let said = try totals.take(text, RowImports.with("total"))
    #expect(said.notes.contains { $0.contains("line 3 of line 2") })
    #expect(totals.rows.map(\.counts.impressions) == [70])
  }

  @Test("Days beside a running total of the same key would count twice")
  func totalsAndDays() throws {
    let text = "Creator,Ad ID,Date,Impressions\nanna,1,2026-03-01,100\n"
    var file = RowImports()
    try file.take(text, RowImports.with("total"))
    let plan = try file.take(text, named: "days.csv", RowImports.with("daily"))
    #expect(plan.refusals.map(\.line) == [2] && file.rows.count == 1)
    #expect(plan.refusals[0].reason.contains("import test.csv again with --grain daily"))
  }
}

extension GrainTests {
  @Test("Somebody called Total isn't a row that adds up the others, nor is a campaign of that name")
  func calledTotal() throws {
    var file = RowImports()
    let plan = try file.take(
      "Creator,Campaign,Post ID,Date,Impressions\nTotal,Total: Wellness,1,2026-03-01,100\n")
    #expect(plan.added == 1 && plan.setAside == 0)
  }

  @Test("Two files of one day each are noticed by their falling figures")
  func fallsBetweenFiles() throws {
    let header = "Creator,Post ID,Date,Impressions\n"
    var file = RowImports()
    try file.take(header + "anna,1,2026-03-01,100\nbo,2,2026-03-01,90\n", named: "one.csv")
    let second = header + "anna,1,2026-03-02,80\nbo,2,2026-03-02,70\n"
    let error = #expect(throws: ImportError.self) { try file.take(second, named: "two.csv") }
    #expect(error?.cause == .grain && error?.description.contains("one.csv") == true)
    let plan = try file.take(second, named: "two.csv", RowImports.with("total"))
    #expect(plan.notes.contains { $0.hasPrefix("2 of 2 keys have lower figures") })
  }
}
