import LibC
import Marketing
import TestSupport
import Testing

@testable import SessionStore
@testable import Tabular

@Suite("An export comes back as it was")
struct ExportRoundTripTests {
  private static let texts: [String] = {
    var random = SeededGenerator(seed: 5)
    let pieces = [
      "'", "''", "=", "+", "-", "@", "＝", "＠", "\t", "\r", "\n", ";", ",", "\"", " ", "a", "1", "é",
      "日",
      "\u{200B}", "|", "\\", "x'", "=x'",
    ]
    return NaughtyTexts.all
      + (0..<1_500).map { _ in
        (0..<Int.random(in: 1...6, using: &random)).map { _ in
          pieces.randomElement(using: &random) ?? ""
        }.joined()
      }
  }()

  private func imported(_ bytes: [UInt8]) throws -> Session {
    let file = try TemporaryFile("roster.csv", "")
    let stream = try #require(fopen(file.path, "w"))
    fwrite(bytes, 1, bytes.count, stream)
    fclose(stream)
    var session = Session(settings: Settings(name: "copy"))
    let plan = try Importer.plan(file: file.path, options: ImportOptions(), session: session) { _ in
      true
    }
    try session.apply(plan.edit)
    return session
  }

  private func session(_ texts: some Sequence<String>) throws -> Session {
    var session = Session(settings: Settings(name: "original"))
    for (place, text) in texts.enumerated() {
      var row = Influencer(
        id: InfluencerID(place + 1), handle: "creator\(place)", platform: .instagram)
      row.name = text
      row.followers = 1_000 + place
      row.notes = text
      row.custom = ["Free": text, "=Sum": text]
      try session.apply(.put(row))
    }
    return session
  }

  /// Control characters become spaces.
  private func cleaned(_ text: String) -> String {
    let scalars = text.unicodeScalars.map { scalar -> Unicode.Scalar in
      let isControl = scalar.value < 32 || scalar.value == 127
      return isControl && !["\n", "\r", "\t"].contains(scalar) ? " " : scalar
    }
    return String(String.UnicodeScalarView(scalars))
  }

  @Test func everyTextOfAFreeColumn() throws {
    let original = try session(Self.texts)
    let copy = try imported(Exporter.roster(original).text(.csv))
    #expect(copy.roster.rows.count == Self.texts.count)
    for (row, text) in zip(copy.roster.rows, Self.texts) where !text.isEmpty {
      for header in ["Free", "=Sum"] {
        #expect(
          (row.custom[header] ?? "").utf8.elementsEqual(cleaned(text).utf8),
          "\(text.debugDescription) became \(row.custom[header]?.debugDescription ?? "nothing")")
      }
    }
  }

  @Test func everyTextOfAField() throws {
    let original = try session(Self.texts)
    let copy = try imported(Exporter.roster(original).text(.csv))
    for (row, text) in zip(copy.roster.rows, Self.texts) {
      #expect(row.name.utf8.elementsEqual(cleaned(text).utf8), "\(text.debugDescription)")
      #expect(row.notes.utf8.elementsEqual(cleaned(text).utf8), "\(text.debugDescription)")
    }
  }

  /// A few cells in apostrophes must not make the apostrophe the file's quotation mark.
  @Test(arguments: [["=x'", "-y'"], ["'", "'"], ["'a'", "'b'"], ["+'", "+'"], [" x", " \"y"]])
  func smallFiles(_ texts: [String]) throws {
    let copy = try imported(Exporter.roster(try session(texts)).text(.csv))
    #expect(copy.roster.rows.map { $0.custom["Free"] } == texts)
  }

  @Test func numbersStayNumbersAndRawStaysRaw() throws {
    var original = try session(["=1+1"])
    try original.apply(.put(Campaign(id: CampaignID(1), name: "+c", goal: .conversions)))
    var refund = Measurement(
      campaign: CampaignID(1), key: "-1", kind: .increment,
      day: try #require(Day(iso: "2026-03-01")))
    refund.counts.conversions = -5
    refund.counts.revenue = Money(minorUnits: -1_250)
    try original.apply(.put(refund))
    let table = Exporter.measurements(original)
    let text = String(decoding: table.text(.csv), as: UTF8.self)
    #expect(text.contains("\r\n\"'+c\",\"'-1\",increment,2026-03-01,"))
    #expect(text.contains(",-5,-12.50,,,USD,"))
    let raw = String(decoding: table.text(.csv, raw: true), as: UTF8.self)
    #expect(raw.contains("\r\n+c,-1,increment,"))
    let roster = String(decoding: Exporter.roster(original).text(.csv, raw: true), as: UTF8.self)
    #expect(roster.contains(",=1+1,") && !roster.contains("'"))
    #expect(roster.hasPrefix("id,handle") && roster.contains(",custom:=Sum"))
    #expect(String(decoding: table.text(.json), as: UTF8.self).contains("\"key\": \"-1\""))
  }

  @Test(
    "Files of others keep their apostrophes, except where one only keeps a formula from running")
  func foreignFiles() throws {
    let copy = try imported(
      Array(
        """
        handle,platform,followers,fee,notes,Free
        ana,instagram,1000,'+100,'tis,'90s style
        'bo',instagram,'+2000,100,rock 'n' roll,'=1+1
        '@cy,instagram,3000,100,'-',it's; 'fine'

        """.utf8))
    let rows = copy.roster.rows
    #expect(rows.map(\.handle) == ["ana", "'bo'", "cy"])
    #expect(rows.map(\.notes) == ["'tis", "rock 'n' roll", "-'"])
    #expect(rows.map { $0.custom["Free"] } == ["'90s style", "=1+1", "it's; 'fine'"])
    #expect(rows.map(\.followers) == [1_000, 2_000, 3_000])
    #expect(rows.allSatisfy { $0.fee == Money(minorUnits: 100_00) })
  }

  @Test(
    "Texts in JSON lines keep all their apostrophes, and rows without numbers stay the same rows")
  func jsonLines() throws {
    let texts = ["'=1+1", "=1+1", "'tis", "''@x", "a;'-1", "-5"]
    var session = Session(settings: Settings(name: "s"))
    try session.apply(.put(Campaign(id: CampaignID(1), name: "c", goal: .conversions)))
    func taken(_ lines: String) throws -> [Measurement] {
      var options = ImportOptions()
      options.campaign = "c"
      var rows = FeedRows("orders", options: options, session: session)
      let today = try #require(Day(iso: "2026-06-01"))
      return try rows.take(Array(lines.utf8)[...], firstLine: 1, today: today).measurements
    }
    let json = try taken(
      texts.map {
        "{\"date\": \"2026-03-01\", \"promo code\": \"X\", \"revenue\": 5, \"shade\": \"\($0)\"}\n"
      }.joined())
    #expect(json.map { $0.custom["shade"] ?? "" } == texts)
    // As a table without guards, where an apostrophe would be taken away, the others are the same rows.
    let table = try taken(
      "date,promo code,revenue,shade\n"
        + ["=1+1", "'tis", "-5"].map { "2026-03-01,X,5,\"\($0)\"\n" }.joined())
    #expect(table.map(\.key) == [json[1].key, json[2].key, json[5].key])
  }
}
