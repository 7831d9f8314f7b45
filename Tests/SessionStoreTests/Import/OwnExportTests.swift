import LibC
import Marketing
import Testing

@testable import SessionStore

@Suite("Clout's own exports, edited in a spreadsheet")
struct OwnExportTests {
  private typealias Sheet = (header: [String], rows: [[String]])

  private func roster(_ session: Session) throws -> Sheet { try OwnExports.csv(.roster, session) }

  private func place(_ name: String, _ sheet: Sheet) throws -> Int {
    try #require(sheet.header.firstIndex(of: name))
  }

  private func plan(
    _ sheet: Sheet, _ session: Session, _ delimiter: String = ",",
    _ options: ImportOptions = ImportOptions()
  ) throws -> ImportPlan {
    try OwnExports.plan(
      OwnExports.text(sheet.header, sheet.rows, delimiter), into: session, options)
  }

  @Test func referencesAndVettingStayAndNothingComesBackTwice() throws {
    var session = try OwnExports.small()
    let plan = try plan(try roster(session), session)
    #expect(plan.added == 0 && plan.changed == 0 && plan.unchanged == 2)
    try session.apply(plan.edit)
    #expect(session.roster.rows.map(\.reference) == ["ref-ana", "ref-bo"])
    #expect(session.roster.rows[0].custom == ["Shoe size": "38"])
    let header = Exporter.roster(session).columns
    #expect(Set(header).count == header.count)
    #expect(
      plan.notes.contains { $0.contains("tier, vetting_effective") && $0.contains("isn't read") })
  }

  @Test func bookingsAreNoRoster() throws {
    let session = try OwnExports.small()
    let plan = try plan(try OwnExports.csv(.bookings, session), session)
    #expect(plan.kind == .bookings && plan.unchanged == 1)
    #expect(plan.edit == .group("import of own.csv", []))
  }

  @Test func aDeletedColumnStaysAndAnEmptiedCellGoes() throws {
    let session = try OwnExports.small()
    var sheet = try roster(session)
    sheet.rows[0][try place("fee", sheet)] = ""
    sheet.rows[0][try place("custom:Shoe size", sheet)] = ""
    for name in ["niches", "followers", "checks"] {
      let at = try place(name, sheet)
      sheet.header.remove(at: at)
      for row in sheet.rows.indices { sheet.rows[row].remove(at: at) }
    }
    let plan = try plan(sheet, session)
    var wanted = session.roster.rows[0]
    wanted.fee = nil
    wanted.custom = [:]
    #expect(plan.edit == .group("import of own.csv", [.put(wanted)]))
    #expect(plan.notes.contains { $0.contains("stays as it is: followers, niches, checks") })
  }

  @Test func headersInAPersonsWordsAreKnown() throws {
    let session = try OwnExports.small()
    var sheet = try roster(session)
    sheet.header[try place("fee", sheet)] = "Price per post"
    sheet.header[try place("er_followers", sheet)] = "ER Followers"
    sheet.rows[1][try place("ER Followers", sheet)] = "5.5%"
    sheet.rows[1][try place("Price per post", sheet)] = "$1,250.50"
    let plan = try plan(sheet, session)
    var wanted = session.roster.rows[1]
    wanted.fee = Money(minorUnits: 1_250_50)
    wanted.engagementRate = Share(millionths: 55_000)
    #expect(plan.edit == .group("import of own.csv", [.put(wanted)]))
  }

  @Test func aRenamedAccountIsTheSameOne() throws {
    let session = try OwnExports.small()
    var sheet = try roster(session)
    sheet.rows[0][try place("handle", sheet)] = "@ana.new"
    let plan = try plan(sheet, session)
    var wanted = session.roster.rows[0]
    wanted.handle = "ana.new"
    #expect(plan.edit == .group("import of own.csv", [.put(wanted)]))
    sheet.rows[0][try place("handle", sheet)] = "bo"
    let taken = try self.plan(sheet, session)
    #expect(taken.refusals.map(\.line) == [2])
    #expect(taken.refusals[0].reason.contains("@bo on instagram is in the roster already"))
  }

  @Test func rowsCanBeAddedAndARepeatedOneIsRefused() throws {
    let session = try OwnExports.small()
    var sheet = try roster(session)
    sheet.rows.append(sheet.rows[0])
    var new = Array(repeating: "", count: sheet.header.count)
    new[try place("handle", sheet)] = "cy"
    new[try place("platform", sheet)] = "tiktok"
    new[try place("niches", sheet)] = "Food; Travel | \"a, b\""
    sheet.rows.append(new)
    let plan = try plan(sheet, session)
    #expect(plan.added == 1 && plan.refusals.map(\.line) == [4])
    #expect(plan.refusals[0].reason.contains("same as line 2"))
    guard case .group(_, let edits) = plan.edit, case .influencer(let id, let row?) = edits.first
    else {
      Issue.record("nothing added")
      return
    }
    #expect(id == InfluencerID(3) && row.handle == "cy")
    #expect(row.niches == ["Food", "Travel", "a, b"])
  }

  @Test("Semicolons, decimal commas and dates of a German spreadsheet")
  func german() throws {
    let session = try OwnExports.small()
    var sheet = try roster(session)
    for (row, cells) in sheet.rows.enumerated() {
      sheet.rows[row] = zip(sheet.header, cells).map { name, cell in
        switch name {
        case "fee": "150,00"
        case "er_followers": "0,045"
        case "as_of": "25.03.2026"
        case "found": "02.01.2026"
        case "archived": "FALSCH"
        default: cell
        }
      }
    }
    #expect(try plan(sheet, session, ";").edit == .group("import of own.csv", []))
    sheet.rows[0][try place("fee", sheet)] = "1.250,5"
    var wanted = session.roster.rows[0]
    wanted.fee = Money(minorUnits: 1_250_50)
    #expect(try plan(sheet, session, ";").edit == .group("import of own.csv", [.put(wanted)]))
  }

  @Test func datesThatCouldBeEitherAreRefusedAndPandasNumbersAreRead() throws {
    let session = try OwnExports.small()
    var sheet = try roster(session)
    sheet.rows[0][try place("found", sheet)] = "1/2/2026"
    sheet.rows[0][try place("id", sheet)] = "1.0"
    sheet.rows[1][try place("followers", sheet)] = "2400.0"
    let plan = try plan(sheet, session)
    #expect(plan.refusals.map(\.line) == [2] && plan.unchanged == 1)
    #expect(plan.refusals[0].reason.contains("found: “1/2/2026” could have the day or the month"))
    sheet.rows[0][try place("as_of", sheet)] = "3/25/2026"
    #expect(try self.plan(sheet, session).edit == .group("import of own.csv", []))
  }

  @Test(arguments: [
    ("followers", "many"), ("followers", "1.2E+06"), ("followers", "1.5"), ("fee", "12.345"),
    ("fee", "€5"), ("fee", "1,5"), ("vetting", "maybe"), ("rating", "9"), ("history", "[{]"),
    ("archived", "perhaps"), ("audience_ages", "young"), ("fee", "-5"),
  ])
  func whatCantBeReadRefusesItsRow(_ column: String, _ text: String) throws {
    let session = try OwnExports.small()
    var sheet = try roster(session)
    sheet.rows[1][try place(column, sheet)] = text
    let plan = try plan(sheet, session)
    #expect(plan.refusals.map(\.line) == [3], "\(column) \(text)")
    #expect(plan.edit == .group("import of own.csv", []))
  }

  @Test func anotherCurrencyIsRefusedUnlessTheSessionIsEmpty() throws {
    let session = try OwnExports.small()
    var euros = Session(settings: Settings(name: "e", currency: Currency(code: "EUR")!))
    try euros.apply(.put(Influencer(id: InfluencerID(1), handle: "x", platform: .x)))
    let refused = try plan(try roster(session), euros)
    #expect(refused.refusals.map(\.line) == [2, 3] && refused.added == 0)
    #expect(
      refused.refusals[0].reason.contains("its amounts are in USD, and the session is in EUR"))
    var empty = Session(settings: Settings(name: "n", currency: Currency(code: "JPY")!))
    let taken = try plan(try roster(session), empty)
    try empty.apply(taken.edit)
    #expect(empty.settings.currency == .usDollar && empty.roster == session.roster)
    #expect(taken.notes.contains { $0.contains("takes over the file's currency, USD") })
  }

  @Test func bookingsWaitForInfluencersAndCampaigns() throws {
    let session = try OwnExports.small()
    let sheet = try OwnExports.csv(.bookings, session)
    var other = Session(settings: Settings(name: "o"))
    try other.apply(.put(Campaign(id: CampaignID(1), name: "Autumn", goal: .awareness)))
    let plan = try plan(sheet, other)
    #expect(plan.refusals.map(\.line) == [2] && plan.added == 0)
    #expect(plan.refusals[0].reason.contains("no campaign “Spring”: import the campaigns first"))
    try other.apply(.put(Campaign(id: CampaignID(2), name: "Spring", goal: .awareness)))
    #expect(
      try self.plan(sheet, other).refusals[0].reason.contains(
        "@ana on instagram isn't in the roster"))
    try other.apply(.put(Influencer(id: InfluencerID(7), handle: "ANA", platform: .instagram)))
    let taken = try self.plan(sheet, other)
    try other.apply(taken.edit)
    #expect(other.bookings.rows.map(\.influencer) == [InfluencerID(7)])
    #expect(other.bookings.rows.map(\.campaign) == [CampaignID(2)])
    #expect(try self.plan(sheet, other).edit == .group("import of own.csv", []))
    let measured = try self.plan(try OwnExports.csv(.measurements, session), other)
    try other.apply(measured.edit)
    #expect(other.measurements.rows.allSatisfy { $0.influencer == InfluencerID(7) })
    #expect(other.measurements.rows.allSatisfy { $0.booking == BookingID(1) })
  }

  @Test func aMeasurementWhoseKeyIsEditedMoves() throws {
    var session = try OwnExports.small()
    var sheet = try OwnExports.csv(.measurements, session)
    sheet.rows[0][try place("key", sheet)] = "https://a/2"
    let plan = try plan(sheet, session)
    #expect(plan.changed == 1 && plan.added == 0)
    try session.apply(plan.edit)
    #expect(Set(session.measurements.rows.map(\.key)) == ["https://a/1", "https://a/2"])
    #expect(session.measurements.count == 2)
  }

  @Test func resultsAreNotImported() throws {
    let names = ["tier", "influencers"] + KPI.allCases.map(\.rawValue)
    let error = #expect(throws: ImportError.self) {
      try OwnExports.plan(
        OwnExports.text(names, [names.map { _ in "1" }]), into: try OwnExports.small())
    }
    #expect(error?.description.contains("a table of KPIs: results") == true)
  }

  @Test("A cell that a spreadsheet has cut leaves the text, and the export says that it would")
  func longCells() throws {
    var session = try OwnExports.small()
    var row = session.roster.rows[0]
    row.notes = String(repeating: "ab", count: 20_000)
    try session.apply(.put(row))
    let table = Exporter.roster(session)
    #expect(table.warning?.contains("row 2, column “notes”") == true)
    var sheet = try roster(session)
    sheet.rows[0][try place("notes", sheet)] = String(row.notes.prefix(32_767))
    #expect(try plan(sheet, session).edit == .group("import of own.csv", []))
    #expect(Exporter.roster(try OwnExports.small()).warning == nil)
  }

  @Test("JSON: what is left out says nothing, null takes away, one object a line will do")
  func json() throws {
    let session = try OwnExports.small()
    let text = """
      [{"clout_influencer": "", "handle": "ana", "platform": "instagram", "fee": null,
        "niches": ["a, b", "c"]},
       {"handle": "bo", "platform": "instagram", "followers": 7}]
      """
    let plan = try OwnExports.plan(Array(text.utf8), .json, into: session)
    var (ana, bo) = (session.roster.rows[0], session.roster.rows[1])
    ana.fee = nil
    ana.niches = ["a, b", "c"]
    bo.followers = 7
    #expect(plan.edit == .group("import of own.json", [.put(ana), .put(bo)]))
    let lines = """
      {"clout_influencer": "", "handle": "bo", "platform": "instagram", "followers": 7}

      {"handle": "bo", "followers": 7}
      """
    let second = try OwnExports.plan(Array(lines.utf8), .json, into: session)
    #expect(second.edit == .group("import of own.json", [.put(bo)]))
    #expect(second.refusals.map(\.line) == [3])
    let error = #expect(throws: ImportError.self) {
      try OwnExports.plan(
        Array("[{\"clout_influencer\": \"\"},\n {\"handle\" 1}]".utf8), .json, into: session)
    }
    #expect(error?.description.contains("line 2") == true)
  }

  @Test("Exports of earlier versions, without marks, are known by their columns")
  func earlier() throws {
    var session = try OwnExports.small()
    var sheet = try roster(session)
    let gone = Set([
      "vetting_since", "vetting_hours", "vetting_reason", "vetting_effective", "checks", "flags",
      "history", "clout_influencer",
    ])
    let kept = sheet.header.indices.filter { !gone.contains(sheet.header[$0]) }
    sheet.rows = sheet.rows.map { row in kept.map { row[$0] } }
    sheet.header = kept.map {
      sheet.header[$0] == "custom:Shoe size" ? "Shoe size" : sheet.header[$0]
    }
    let plan = try plan(sheet, session)
    #expect(plan.isOwn && plan.unchanged == 2)
    try session.apply(plan.edit)
    #expect(session.roster.rows.map(\.reference) == ["ref-ana", "ref-bo"])
  }
}
