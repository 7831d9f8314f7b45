import Marketing
import Packed
import TestSupport
import Testing

@testable import Sheets
@testable import Tabular

/// The workbooks are made by `Tests/Fixtures/workbooks.py`.
@Suite("A workbook becomes a table")
struct WorkbookFileTests {
  @Test(
    "Of several sheets the only table is read: formats, rich text, long numbers, a title and a note"
  )
  func roster() throws {
    let table = try ReadTable(made: "Workbooks/roster.xlsx")
    #expect(
      table.header == [
        "Handle", "Platform", "Followers", "ER", "Fee", "Reference", "Since", "Notes",
      ])
    #expect(
      table.rows == [
        [
          "anna.k", "Instagram", "12345", "3.2%", "€1200.5", "17841400000000001", "2026-03-01",
          "likes tea & <cake>",
        ],
        ["ben_run", "TikTok", "1204500", "5.1%", "€450", "00042", "2025-12-31", "=no formula"],
        ["chloe.eats", "Instagram", "88010", "2.75%", "€300", "7", "2026-03-01", ""],
        ["Total", "", "1304855", "", "€1950.5", "", "", ""],
      ])
    #expect(table.lines == [4, 5, 6, 7])
    #expect(table.says("Line 1 (“Spring roster 2026”) above the header"))
    #expect(table.says("Line 9 (“Source: agency list, March”) below the table"))
    #expect(table.says("not read: “Cover”, “Old”"))
    let hidden = try ReadTable(made: "Workbooks/roster.xlsx", sheet: "old")
    #expect(hidden.rows == [["old", "1"]])
  }

  @Test("Dates and times are told by their formats, in both calendars", arguments: ["", "1904"])
  func moments(_ epoch: String) throws {
    let table = try ReadTable(made: "Workbooks/moments\(epoch).xlsx")
    #expect(
      table.rows == [
        ["https://instagram.com/p/1", "2026-03-01", "2026-03-01 09:15:00", "00:02:30", "100"],
        ["https://instagram.com/p/2", "2024-02-29", "2024-02-29 23:59:59", "01:00:00", "200"],
      ])
  }

  @Test("Two header rows are joined, merged cells filled, hidden rows and missing results said")
  func groups() throws {
    let table = try ReadTable(made: "Workbooks/groups.xlsx")
    #expect(table.header == ["Handle", "Platform", "Audience Age", "Audience Country", "Score"])
    #expect(
      table.rows == [
        ["anna", "Instagram", "18-24", "US", ""], ["ben", "Instagram", "25-34", "DE", ""],
        ["chloe", "TikTok", "25-34", "FR", "3"],
      ])
    #expect(table.says("1 row is hidden"))
    #expect(table.says("2 formulas have no result in the file, first E3"))
    #expect(table.says("4 cells have the value of the merged cell"))
  }

  @Test("Several tables are asked about, never the first in silence")
  func several() throws {
    #expect { try ReadTable(made: "Workbooks/several.xlsx") } throws: {
      $0 as? TabularError == .severalTables(["March", "April"])
        && "\($0)".contains("“March”, “April”") && "\($0)".contains("--sheet 'March'")
    }
    #expect(try ReadTable(made: "Workbooks/several.xlsx", sheet: "April").rows[0][2] == "200")
    #expect { try ReadTable(made: "Workbooks/several.xlsx", sheet: "May") } throws: {
      "\($0)".contains("no sheet “May”; it has “March”, “April”")
    }
  }

  @Test("What other programs write: prefixes, texts in place, results, escapes, errors, exponents")
  func odd() throws {
    let table = try ReadTable(made: "Workbooks/odd.xlsx")
    #expect(table.header == ["Handle", "Followers", "ER ", "Reference", "Vip"])
    #expect(
      table.rows == [
        ["anna", "", "0.032", "17900000000000000", "true"],
        ["ben\nn", "200", "1.2340", "", "false"],
      ])
    #expect(table.lines == [3, 4])
    #expect(table.says("1 cell holds an error such as #N/A, taken as empty, first D4"))
    #expect(table.says("1 number has more than 15 digits"))
  }

  @Test(
    "Hostile workbooks are refused",
    arguments: [
      ("entities", "document type"), ("missing_text", "A1 names a text that isn't there"),
      ("deep", "nested too deeply"),
    ])
  func hostile(_ name: String, _ words: String) {
    #expect { try ReadTable(made: "Workbooks/\(name).xlsx") } throws: { "\($0)".contains(words) }
  }

  @Test("Cut anywhere, a workbook is refused and never a trap")
  func cut() throws {
    let bytes = try TestData.bytes(TestData.made("Workbooks/roster.xlsx"))
    for length in stride(from: 4, to: bytes.count - 1, by: 61) {
      #expect(!refusal(Array(bytes[..<length])).isEmpty)
    }
  }

  @Test("Damaged anywhere, a workbook is read or refused, and never a trap")
  func damaged() throws {
    let bytes = try TestData.bytes(TestData.made("Workbooks/groups.xlsx"))
    var random = SeededGenerator(seed: 12)
    for _ in 0..<300 {
      var copy = bytes
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        copy[Int.random(in: 4..<copy.count, using: &random)] = .random(in: 0...255, using: &random)
      }
      _ = refusal(copy)
    }
  }

  @Test("A cell's number format says what its number is")
  func styles() {
    let codes: [(String, NumberStyle)] = [
      ("General", .plain), ("0.00", .plain), ("#,##0;[Red]-#,##0", .plain), ("0.0%", .percent),
      ("yyyy-mm-dd", .date), ("[$-409]d-mmm-yy;@", .date), ("mmm yy", .date), ("d\\.m\\.", .date),
      ("h:mm AM/PM", .time), ("[hh]:mm", .time), ("mm:ss.0", .time),
      ("dd/mm/yyyy hh:mm", .dateAndTime),
      ("\"$\"#,##0.00", .money("$")), ("#,##0.00\\ \"€\"", .money("€")),
      ("[$USD] #,##0", .money("USD")),
      ("[$£-809]#,##0.00", .money("£")), ("\"Day \"0", .plain), ("0\" years\"", .plain),
      ("@", .plain),
      ("_-* #,##0.00\\ _€_-", .plain), ("0.00E+00", .plain), ("[Red]0", .plain),
    ]
    for (code, style) in codes { #expect(NumberStyle(code: code) == style, "\(code)") }
  }

  @Test("A zip file with one table in it is that table; with several, one is asked for")
  func archives() throws {
    let one = packed([("a/roster.csv", "handle,followers\nana,1\n"), ("readme.pdf", "x")])
    let table = try ReadTable(one)
    #expect(table.rows == [["ana", "1"]] && table.says("not read: “readme.pdf”"))
    let two = packed([("../Totals.csv", "handle,a\nx,1\n"), ("Table data.csv", "handle,b\ny,2\n")])
    #expect(refusal(two).contains("“../Totals.csv”, “Table data.csv”"))
    #expect(try ReadTable(two, sheet: "Table data.csv").header == ["handle", "b"])
    #expect(refusal(packed([("x.pdf", "x")])).contains("a zip file without a table"))
    #expect(refusal(packed([("mimetype", "m"), ("content.xml", "x")])).contains(".ods"))
    #expect(refusal(packed([("xl/workbook.bin", "m"), ("[Content_Types].xml", "x")])) != "")
  }

  @Test("A bomb is refused before it has cost much")
  func bomb() {
    let sheet = "<worksheet><sheetData>" + String(repeating: " ", count: 80 << 20)
    let main = "<workbook xmlns:r=\"r\"><sheets><sheet name=\"a\" r:id=\"a\"/></sheets></workbook>"
    let relation =
      "<Relationships><Relationship Id=\"a\" Type=\"x/worksheet\" Target=\"a.xml\"/></Relationships>"
    let bytes = packed([
      ("xl/workbook.xml", main), ("xl/_rels/workbook.xml.rels", relation), ("xl/a.xml", sheet),
    ])
    #expect(bytes.count < 200_000)
    #expect(refusal(bytes).contains("unpacks to more than 400 times its size"))
  }
}
