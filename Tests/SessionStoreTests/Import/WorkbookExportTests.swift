import Marketing
import Packed
import Testing

@testable import SessionStore
@testable import Sheets
@testable import Tabular

@Suite("What leaves as a workbook comes back")
struct WorkbookExportTests {
  private func read(_ file: ExportFile, sheet: String? = nil) throws -> ReadTable {
    try ReadTable(file.bytes, sheet: sheet)
  }

  private func workbook(_ columns: [String], _ rows: [[ExportTable.Value]]) -> ExportFile {
    var table = ExportTable(columns: columns)
    for row in rows { table.append(row) }
    return .workbook([("roster", table)])
  }

  @Test("Cells have types: texts, whole numbers, amounts, percentages, days, flags")
  func types() throws {
    let file = workbook(
      ["id", "handle", "followers", "fee", "er", "as_of", "archived", "reference"],
      [
        [
          .integer(1), .text("ana"), .integer(1_234_567), .decimal("1200.50"), .decimal("0.045000"),
          .text("2026-03-01"), .flag(true), .text("17841400000000001"),
        ],
        [
          .integer(2), .text("ben"), .absent, .decimal("-3.00"), .decimal("0.000123"), .absent,
          .flag(false), .text("00042"),
        ],
      ])
    let table = try read(file)
    #expect(
      table.rows == [
        [
          "1", "ana", "1234567", "1200.5", "4.5%", "2026-03-01", "true", "17841400000000001",
        ], ["2", "ben", "", "-3", "0.0123%", "", "false", "00042"],
      ])
    #expect(file.remarks.isEmpty && table.remarks.isEmpty)
  }

  @Test("A text is a text, whatever it begins with or holds")
  func texts() throws {
    let texts = [
      "=1+1", "'=1+1", "-5", "2026-03-01 or so", " lead", "tab\there", "two\nlines", "<&>\"'",
      "_x0041_", "_x000D_", "a_b", "日本 🇯🇵", "\u{FFFE}", "=HYPERLINK(\"x\")", "true",
    ]
    let table = try read(workbook(["handle", "notes"], texts.map { [.text("a"), .text($0)] }))
    #expect(table.rows.map(\.[1]) == texts)
    // A reader makes blanks of control characters, as in any other file; in the workbook they are kept.
    let control = workbook(["handle", "notes"], [[.text("a"), .text("x\u{1}\ry\u{7F}")]])
    #expect(try read(control).rows[0][1] == "x \ry ")
    let book = try Workbook(ZipArchive(MemoryStore(control.bytes)))
    let reader = try SheetReader(book, book.sheets[0])
    var row = SheetRow()
    _ = try reader.next(into: &row)
    _ = try reader.next(into: &row)
    #expect(String(decoding: row.bytes, as: UTF8.self) == "ax\u{1}\ry\u{7F}")
  }

  @Test("Longer texts and numbers than a cell holds are said")
  func limits() throws {
    let long = "xx" + String(repeating: "é🙂", count: 20_000)
    let file = workbook(
      ["handle", "notes", "n"],
      [
        [.text("a"), .text(String(repeating: "x", count: 32_767)), .integer(999_999_999_999_999)],
        [.text("b"), .text(long), .integer(1_234_567_890_123_456)],
      ])
    let table = try read(file)
    #expect(table.rows[0][1].count == 32_767 && table.rows[1][1].utf16.count == 32_767 - 1)
    #expect(long.hasPrefix(table.rows[1][1]))
    #expect(table.rows[0][2] == "999999999999999" && table.rows[1][2] == "1234567890123456")
    #expect(file.remarks.count == 2)
    #expect(file.remarks[0].contains("row 3, column 2"))
    #expect(file.remarks[1].contains("1 number has more than 15 digits and left as text"))
  }

  @Test("One sheet a table")
  func sheets() throws {
    var roster = ExportTable(columns: ["handle", "platform"])
    roster.append([.text("ana"), .text("tiktok")])
    var bookings = ExportTable(columns: ["campaign", "handle"])
    bookings.append([.text("Spring"), .text("ana")])
    let file = ExportFile.workbook([("roster", roster), ("bookings", bookings)])
    #expect(try read(file, sheet: "bookings").rows == [["Spring", "ana"]])
    #expect(refusal(file.bytes).contains("“roster”, “bookings”"))
    #expect(try read(.workbook([("empty", ExportTable(columns: ["handle"]))])).header == ["handle"])
  }

  @Test("A roster of the session goes out and comes back")
  func roster() throws {
    var session = Session(settings: Settings(name: "x"))
    var row = Influencer(id: InfluencerID(1), handle: "ana", platform: .instagram)
    row.followers = 1234
    row.fee = Money(minorUnits: 123_456)
    row.engagementRate = Share(millionths: 12_345)
    row.notes = "=1+1\nnext"
    try session.apply(.put(row))
    let file = try TemporaryFile("roster.xlsx", bytes: Exporter.roster(session).text(.xlsx))
    let plan = try Importer.plan(
      file: file.path, options: ImportOptions(), session: Session(settings: Settings(name: "y"))
    ) { _ in true }
    var copy = Session(settings: Settings(name: "y"))
    try copy.apply(plan.edit)
    let back = try #require(copy.roster.rows.first)
    #expect(back.handle == "ana" && back.followers == 1234 && back.fee == row.fee)
    #expect(back.engagementRate == row.engagementRate && back.notes == row.notes)
  }
}
