import Packed
import TestSupport
import Testing

@testable import Tabular

@Suite("Packed files and what stands around a table")
struct PackedFileTests {
  @Test("A gzip file is what it holds, in any number of members")
  func gzip() throws {
    let bytes = try TestData.bytes(TestData.made("Exports/roster.csv.gz"))
    let table = try ReadTable(bytes)
    #expect(table.header.count == 18 && table.rows.map(\.[0]) == ["anna.k", "ben_run", "chloe"])
    // Members follow one another, as with `cat a.gz b.gz`; zeros at the end are padding.
    let twice = try ReadTable(bytes + bytes + [0, 0, 0])
    #expect(twice.rows.count == 7)
    #expect(refusal(Array(bytes.dropLast(20))).contains("ends in the middle"))
    #expect(refusal(Array(bytes[..<10])).contains("ends in the middle"))
    var broken = bytes
    for index in 60..<90 { broken[index] ^= 0x55 }
    #expect(refusal(broken).contains("damaged") || refusal(broken).contains("ends in the middle"))
    #expect(refusal(bytes, sheet: "x").contains("no sheets"))
  }

  @Test("What only looks like a table is named")
  func others() {
    #expect(refusal(Array("<html><table><tr>".utf8)).contains("a web page"))
    #expect(
      refusal(Array("  <?xml version=\"1.0\"?><Workbook>".utf8)).contains("a web page or XML"))
    #expect(refusal([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0]).contains("password"))
  }

  @Test("Lines with # above a header aren't columns, and are told")
  func comments() throws {
    let table = try ReadTable(made: "Exports/ga4.csv")
    #expect(table.header.first == "Session source / medium" && table.header.count == 6)
    #expect(table.rows.count == 3 && table.lines == [11, 12, 13])
    #expect(table.says("Lines 1 to 9 (“# Traffic acquisition: Session source / medium”)"))
  }

  @Test("A second table behind # lines is told, not mixed in")
  func secondTable() throws {
    let text = """
      # Report
      # Start date: 20260301
      Day,Sessions,Revenue
      0000,5,1.5
      # All users
      0001,6,2.5
      # Another
      # block
      Channel,Users,Clicks
      Organic,7,8
      """
    let table = try ReadTable(Array(text.utf8))
    #expect(table.rows == [["0000", "5", "1.5"], ["0001", "6", "2.5"]])
    #expect(table.says("Another table begins on line 9"))
  }

  @Test(
    "Below remarks on top, a row may begin with # like any other",
    arguments: [
      "order_id,date,total\n#1001,2026-03-01,10.00\n#1002,2026-03-02,20.00",
      "handle,followers,platform\nana,500,instagram\n#1fan,600,instagram",
      "handle,followers,platform\n#1fan,500,instagram\n#2fan,600,instagram",
      "handle\n#1fan\n#2fan",
    ], ["# Export\n# of March\n", "# Export of March\n", "# Rows: 2, all of them\n#\n"])
  func rowsWithHash(_ table: String, _ remarks: String) throws {
    // A single remark above a single column could be its name.
    if !table.contains(","), remarks == "# Export of March\n" { return }
    let read = try ReadTable(Array((remarks + table + "\n").utf8))
    let lines = table.split(separator: "\n").map { $0.split(separator: ",").map(String.init) }
    #expect(read.header == lines[0])
    #expect(read.rows == Array(lines.dropFirst()))
    // Behind a remark, a table of words alone can't be told from another table's header.
    if !table.contains(",") { return }
    // The same with a remark in the midst of it, as between GA4's tables.
    let parted = remarks + table.replacing("\n#", with: "\n# ------\n#", maxReplacements: 1) + "\n"
    #expect(try ReadTable(Array(parted.utf8)).rows == Array(lines.dropFirst()))
  }

  @Test("A column called # is one")
  func rank() throws {
    let table = try ReadTable(Array("#,Handle,Followers\n1,ana,5\n2,ben,6\n".utf8))
    #expect(table.header == ["#", "Handle", "Followers"] && table.rows.count == 2)
  }

  @Test("Titles above are told, totals below are rows for whoever knows totals")
  func titles() throws {
    let roster = try ReadTable(made: "Exports/gsheet_title_total.csv")
    #expect(roster.header == ["Handle", "Platform", "Followers", "ER", "Fee"])
    #expect(roster.lines == [4, 5, 6, 7] && roster.says("Line 1 (“Spring roster 2026”)"))
    let posts = try ReadTable(made: "Exports/gsheet_posts_total.csv")
    #expect(posts.header[2] == "Post URL" && posts.rows.count == 3)
  }

  @Test("Notes below a table are no rows, whatever they look like; the last row is one")
  func notes() throws {
    let text = "handle,followers,niche\nana,1,x\nben,2,y\nlonely,,\n"
    #expect(try ReadTable(Array(text.utf8)).rows.count == 3)
    for note in [
      "\nGenerated\n", "Source: the agency's own list\n", "All figures are estimates,,\n",
      ",,\nEnd\n\n",
    ] {
      let table = try ReadTable(Array((text + note).utf8))
      #expect(table.rows.count == 3 && table.says("below the table"), "\(note)")
    }
    // In the middle it isn't below.
    let middle = try ReadTable(
      Array("handle,followers,niche\nana,1,x\n\nsome one: of us\nben,2,y\n".utf8))
    #expect(middle.rows.count == 3 && middle.lines == [2, 4, 5] && middle.remarks.isEmpty)
  }

  @Test("Two header rows become one, merged groups carried to the right")
  func groups() throws {
    let table = try ReadTable(made: "Exports/two_headers.csv")
    #expect(
      table.header == [
        "Handle", "Name", "Instagram Followers", "Instagram ER", "TikTok Followers", "TikTok ER",
      ])
    #expect(table.rows.first == ["anna.k", "Anna", "12345", "3.2%", "50000", "8%"])
    let merged = try ReadTable(
      Array(
        "Spring,,,,\n\nHandle,Audience,,Fee\n,Age,Country,\nana,18-24,US,5\nben,25-34,DE,6\n".utf8))
    #expect(merged.header == ["Handle", "Audience Age", "Audience Country", "Fee"])
  }

  @Test(
    "A header isn't taken for a group above the first row",
    arguments: [
      "Handle,,Niche\nana,x,Fitness\nben,y,Food\n",
      "Name,Platform,Platform\nana,Instagram,TikTok\nben,X,X\n",
      ",Handle,Country\na,ana,Spain\nb,ben,Italy\n",
      "Handle,,Followers,Notes\nana,x,n/a,x\nben,y,5,z\n",
    ])
  func noGroup(_ text: String) throws {
    let table = try ReadTable(Array(text.utf8))
    #expect(table.rows.count == 2, "\(table.header)")
  }

  @Test("sep= and UTF-16 from Excel")
  func excel() throws {
    let german = try ReadTable(made: "Exports/excel_sep.csv")
    #expect(german.header.first == "Handle" && german.rows[0][4] == "1.200,50 €")
    let wide = try ReadTable(made: "Exports/excel_utf16.txt")
    #expect(wide.rows[1] == ["Борис", "TikTok", "1,204,500", "33,010", "Russia"])
  }
}
