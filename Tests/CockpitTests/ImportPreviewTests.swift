import LibC
import Marketing
import Screen
import SessionStore
import Testing

@testable import Cockpit

@Suite("The preview of an import")
struct ImportPreviewTests {
  private let files = PreviewFiles()

  /// Types a path into the question that `i` asks.
  private func open(
    _ path: String, in session: Session? = .small(), size: Size = Size(width: 80, height: 24)
  ) throws -> Driver {
    try Driver(session, size: size).presses("i").types(path).presses("enter")
  }

  @Test("What the file doesn't say is a line on top; one digit answers it, and Enter then imports")
  func platform() throws {
    let t = try open(files.write("people.csv", PreviewFiles.roster))
    let before = t.harness.session
    t.sees(
      "▲ One question first", "Which platform are these accounts on?", "1 Instagram", "2 TikTok"
    )
    .sees("adds 3 influencers")
    try t.presses("2").sees("Enter adds 3 influencers", "Platform TikTok (as you said) p")
      .seesNothing(of: "▲ One question")
    #expect(t.harness.session == before)
    try t.presses("enter").isTold("Imported, u undoes it: adds 3 influencers")
    #expect(
      t.harness.session.roster.rows.filter { $0.platform == .tiktok }.map(\.handle).contains(
        "anna.glow"))
    try t.presses("u")
    #expect(t.harness.session == before)
  }

  @Test("Enter with a question open shows its answers, with another one where there can be")
  func enterAsks() throws {
    let t = try open(files.write("people.csv", PreviewFiles.roster))
    try t.presses("enter").sees("type to search", "▸ Instagram").types("Kanal 7")
      .sees("another platform").presses("enter").sees("Platform Kanal7 (as you said)")
    try t.presses("enter").isTold("Imported")
    #expect(t.harness.session.roster.rows.contains { $0.platform.rawValue == "kanal7" })
  }

  @Test("Dates that can be two days, a kind that isn't clear and a campaign are asked in turn")
  func several() throws {
    let t = try open(
      files.write(
        "sales.csv",
        "Order number,Date,Promo code,Total\nA1,03/04/2026,ANNA10,105.00\nA2,05/06/2026,BEN15,85.00\n"
      ))
    t.sees("▲ 2 questions first", "Which campaign do these rows belong to?", "1 Spring", "2 Winter")
      .sees("Is “03/04/2026” in “Date” 3 April 2026 or 4 March 2026?")
    try t.presses("1").sees("▲ One question first", "Campaign “Spring” (as you said) c")
    try t.presses("2").sees("Enter adds 2 orders", "Dates month/day/year (as you said) o")
    try t.presses("enter")
    let days = t.harness.session.measurements.rows.filter { $0.key.hasPrefix("A") }.map(\.day.iso)
    #expect(days.sorted() == ["2026-03-04", "2026-05-06"])
  }

  @Test("A file of which nothing is known opens, too, and can be told")
  func unclear() throws {
    let t = try open(files.write("odd.csv", "Wer,Fans\nanna,900\nben,1200\n"))
    t.sees("What is a row of this file?", "1 An influencer", "4 A payout to an influencer")
    try t.presses("1").sees("Which column names the account?", "1 Wer", "Which platform")
    try t.presses("1").sees("Handle", "said").presses("2").sees("Enter adds 2 influencers")
    try t.presses("enter")
    #expect(t.harness.session.roster.rows.suffix(2).map(\.handle) == ["anna", "ben"])
  }

  @Test("Amounts in another currency ask for a rate, or are left out when that is said")
  func currency() throws {
    var t = try open(
      files.write("meta.csv", PreviewFiles.metaGerman), size: Size(width: 120, height: 40))
    t.sees(
      "What is 1 EUR worth in USD?", "1 State what 1 EUR is worth", "2 Leave these amounts out")
    try t.presses("1").sees("1 EUR in USD").types("abc").presses("enter").isTold("isn't a rate")
    try t.presses("1").types("1.10").presses("enter").sees("Enter adds 2 rows of figures")
    try t.presses("enter")
    // 500.50 EUR are 550.55 USD.
    #expect(
      t.harness.session.measurements.rows.contains { $0.counts.spend == Money(minorUnits: 55_055) })
    #expect(t.harness.session.settings.rates.first?.currency.code == "EUR")
    t = try open(files.write("meta2.csv", PreviewFiles.metaGerman))
    try t.presses("2").sees("Enter adds 2 rows of figures").presses("enter")
    #expect(t.harness.session.settings.rates.isEmpty)
    #expect(t.harness.session.measurements.rows.allSatisfy { $0.counts.spend == nil })
  }

  @Test("Of a workbook's sheets one is taken, or all, one after the other")
  func sheets() throws {
    let path = files.write("tracker.xlsx", PreviewFiles.workbook)
    var t = try open(path)
    try t.sees("Which of its 2 sheets?", "1 Creators", "2 Posts", "3 All of them").presses("2 1")
      .sees("adds 1 row of figures").presses("s").sees("Sheet to import", "▸ Creators")
    t = try open(path)
    try t.presses("3 1").sees("Import 2 files", "tracker.xlsx: Creators", "tracker.xlsx: Posts")
      .sees("adds 2 influencers and 1 row of figures").presses("enter")
    #expect(t.harness.session.roster.count == 8)
    try t.presses("u")
    #expect(t.harness.session.roster.count == 6)
  }

  @Test("Each column has a line: meaning, certainty, value, reason; lost numbers are marked")
  func columns() throws {
    let t = try open(
      files.write(
        "payouts.csv",
        "influencer,basis,total payout,bonus points\nana,post,400,17\nbo.cooks,post,60,12\n"),
      size: Size(width: 120, height: 40))
    try t.presses("1").sees("influencer", "Whose it is", "sure")
      .sees("▲ Numbers are left out: “bonus points”", "▲ Left out").presses("down down down")
      .sees("Its numbers would be lost: m says what they are.").presses("m").types("leave").presses(
        "enter"
      ).sees("said").seesNothing(of: "Numbers are left out")
  }

  @Test("m finds a field by a manager's words and explains it; the answer is read at once")
  func remap() throws {
    let t = try open(files.write("people_tiktok.csv", PreviewFiles.roster))
    t.sees("Platform TikTok (the file's name says so), a guess p")
    try t.presses("down down down down m").sees("“Mood” is", "▸ Keep as a column")
    try t.types("fee").sees("▸ Fee per post", "What one post costs before you negotiate.")
      .presses("enter").sees("Fee per post", "said")
    try t.presses("m ctrl-u").types("paid less").sees("▸ Revenue (paid less refunds)").presses(
      "esc enter")
    #expect(t.harness.session.roster.rows.last?.fee == Money(minorUnits: 800))
  }

  @Test(
    "What the file's name says is said, and used: the platform, and the day of a roster's figures")
  func fileName() throws {
    let t = try open(
      files.write("tiktok_february_2026.csv", "handle,followers\nzoe,900\n"))
    t.sees("Platform TikTok", "Figures of 28 February 2026 (the file's name says so), a guess d")
    try t.presses("enter")
    #expect(t.harness.session.roster.rows.last?.asOf == Day(year: 2026, month: 2, day: 28))
    let clues = FileNameClues("export-20260331-ig.csv")
    #expect(clues.words == "Instagram, 31 March 2026")
    #expect(FileNameClues("Bestellungen März 2026.xlsx").words == "March 2026")
    #expect(FileNameClues("orders.csv").words == nil)
  }

  @Test("A folder, a pattern and several paths are one preview and one change")
  func set() throws {
    files.writeSet()
    for typed in [
      files.folder, files.folder + "/*.csv",
      (1...4).map {
        files.folder + "/"
          + ["1_payouts.csv", "2_orders.csv", "3_posts.csv", "4_creators.csv"][$0 - 1]
      }
      .joined(separator: " "),
    ] {
      let t = try open(typed, in: Session(settings: Settings(name: "New")))
      t.sees("Import 4 files", "4_creators.csv", "influencers", "▲ a question is open")
      try t.presses("1").sees(
        "Enter adds 3 influencers, 1 row of figures, 2 orders and 2 payouts.")
      // The file under the cursor is the one whose columns are shown.
      try t.presses("j j").sees("2_orders.cs", "Revenue (paid less")
      try t.presses("enter").isTold("u undoes it")
      #expect(t.harness.session.roster.count == 3 && t.harness.session.bookings.count == 2)
      try t.presses("u")
      #expect(t.harness.session.roster.isEmpty && t.harness.session.measurements.isEmpty)
    }
  }

  @Test("In a set, a file that can't be read is named and left out; x leaves out another")
  func partly() throws {
    files.writeSet()
    files.write("5_empty.csv", "handle,platform\n")
    let t = try open(files.folder, size: Size(width: 120, height: 40))
    t.sees("Import 5 files", "5_empty.csv", "✗ left out:", "a header and no rows")
    try t.presses("1 1").sees("Enter adds").presses("x").sees("Import 4 files")
  }

  @Test("x leaves out the file that the cursor is on, a question's own as well, and ● goes with it")
  func leavesOutTheFocused() throws {
    files.write("1_people.csv", PreviewFiles.roster)
    files.write(
      "2_sales.csv",
      "Order number,Date,Promo code,Total\nA1,03/04/2026,ANNA10,105.00\nA2,05/06/2026,BEN15,85.00\n"
    )
    let t = try open(files.folder, in: Session(settings: Settings(name: "New")))
    t.sees("Is “03/04/2026”", "● 1_people.csv", "esc cancel")
    try t.presses("j").sees("● 2_sales.csv").presses("x").sees("Import 1_people.csv")
      .seesNothing(of: "2_sales.csv")
  }

  @Test("Tab completes a folder, and the last of several paths; what isn't there is named")
  func paths() throws {
    files.writeSet()
    let t = Driver(.small())
    try t.presses("i").sees("Import a file, a folder, *.csv or several (Tab completes)")
      .types(files.folder.dropLast(3) + "").presses("tab").sees(files.folder + "/")
      .types("2").presses("tab").sees("2_orders.csv").types(" " + files.folder + "/3").presses(
        "tab"
      )
      .sees("3_posts.csv").presses("enter").sees("Import 2 files").presses("esc")
    try t.presses("i").types("/no/such.csv").presses("enter").isTold(
      "There is no file or folder /no/such.csv.")
    try t.presses("i").types(files.folder + "/*.xlsx").presses("enter").isTold("No file fits")
  }

  @Test("? explains the preview, and every key of it is in the help")
  func help() throws {
    let t = try open(
      files.write("people.csv", PreviewFiles.roster), size: Size(width: 120, height: 60))
    try t.presses("?").sees("Nothing has changed yet", "a digit answers", "Say what the column is")
  }

  @Test("Every field has a title in plain words, and nearly all an explanation")
  func words() {
    let plain = ImportFields.names.map { ImportFields.words(of: $0) }
    for words in plain {
      #expect(words.title.first?.isUppercase == true, "\(words.name)")
      let isCamel = zip(words.title, words.title.dropFirst()).contains {
        $0.isLowercase && $1.isUppercase
      }
      #expect(!isCamel, "\(words.title)")
    }
    #expect(plain.filter(\.description.isEmpty).map(\.name) == [])
    #expect(Set(plain.map(\.title)).count == plain.count)
  }
}
