import Marketing
import Testing

@testable import Tabular

@Suite struct ColumnMappingTests {
  @Test func valuesVetoNames() throws {
    let mapping = try proposal(
      "handle,Followers,Country\nanna,Spain,12\nbea,France,13\ncarl,India,14\n")
    #expect(brief(mapping) == ["handle", "custom", "custom"])
    #expect(
      mapping.columns[1].reason
        == "name says followers, but only 0 of 3 values are numbers: 3 of 3 values are countries")
  }

  @Test func namesInAnyDress() throws {
    let mapping = try proposal(
      "\" USERNAME \",\"Follower\nCount\",\"E-mail\",engagementRate,avgLikes,NICHE\n"
        + "anna,1,a@b.co,1.5%,2,x\nbea,3,c@d.co,2%,4,y\n")
    #expect(
      brief(mapping) == [
        "handle", "followers", "email", "engagementRate", "averageLikes", "category",
      ])
    #expect(mapping.columns[1].label == "Follower Count")
  }

  @Test func withoutAHeaderTheValuesSpeak() throws {
    let mapping = try proposal(
      "@anna,Instagram,Spain,a@b.co,https://x.example/a\n@bea,TikTok,India,c@d.co,https://x.example/b\n"
    )
    #expect(brief(mapping) == ["handle", "platform", "country", "email", "url"])
    #expect(mapping.columns[0].label == "Column 1")
    #expect(mapping.kind == .roster)
  }

  @Test func twinsThatDisagreeAreReportedWithTheirLines() throws {
    let mapping = try proposal(
      "handle,Followers,Followers\na,1K,1000\nb,2K,2000\nc,3K,4001\nd,N/A,#VALOR!\ne,5K,\n")
    #expect(brief(mapping) == ["handle", "= 2", "followers"])
    let twin = try #require(mapping.twins.first)
    #expect(twin.agreeing == 2 && twin.bothAbsent == 1 && twin.disagreeing == 2)
    #expect(twin.disagreeingLines == [4, 6])
    #expect(
      mapping.notes.contains(
        "'Followers' and 'Followers#2' disagree on 2 of 5 rows (line 4, 6); 'Followers#2' is read"))
  }

  @Test func anAbbreviationOfTheOtherIsItsTwinAndTheExactOneIsRead() throws {
    let mapping = try proposal(
      "handle,Followers count,Followers\na,48512345,48.5M\nb,1234,1.2K\nc,900,900\nd,5000,6K\n")
    #expect(brief(mapping) == ["handle", "followers", "= 1"])
    let twin = try #require(mapping.twins.first)
    #expect(twin.agreeing == 1 && twin.rounded == 2 && twin.disagreeingLines == [5])
  }

  @Test func neighboursOfOneNameThatSayDifferentThingsAreNoTwins() throws {
    let mapping = try proposal("handle,Followers,Followers\na,1,5\nb,2,6\nc,3,7\n")
    #expect(mapping.twins.isEmpty)
    #expect(brief(mapping) == ["handle", "followers", "custom"])
  }

  @Test func overrides() throws {
    let text = "handle,Followers,Followers,Bio\na,1K,1000,x\nb,2K,2000,y\n"
    #expect(brief(try proposal(text)) == ["handle", "= 2", "followers", "notes"])
    #expect(
      brief(try proposal(text, "Followers=followers")) == [
        "handle", "followers", "custom", "notes",
      ])
    #expect(
      brief(try proposal(text, "Followers#2=custom", "bio=name"))
        == ["handle", "followers", "custom", "name"])
    #expect(brief(try proposal(text, "#4=ignore")) == ["handle", "= 2", "followers", "ignored"])
    #expect(brief(try proposal(text, "Bio=country"))[3] == "country")
    #expect(
      try proposal(text, "Bio=country").columns[3].reason
        == "as told, although only 0 of 2 values are countries")
    let equals = try proposal("handle,a=b\nx,1\ny,2\n", "a=b=followers")
    #expect(brief(equals) == ["handle", "followers"])
  }

  @Test func overridesThatCantBeFollowed() throws {
    let text = "handle,Followers,Country\na,1,Spain\nb,2,India\n"
    func message(_ overrides: String...) -> String {
      do {
        var parsed: [MappingOverride] = []
        for override in overrides { parsed.append(try MappingOverride(parsing: override)) }
        _ = try ColumnMapping.propose(for: inspect(text), overrides: parsed)
        return "fine"
      } catch {
        return "\(error)"
      }
    }
    #expect(
      message("Folowers=followers") == "no column is called 'Folowers'; did you mean 'Followers'?")
    #expect(
      message("Followers=folowers") == "there is no field 'folowers'; did you mean 'followers'?")
    #expect(message("Followers#2=followers") == "'Followers#2': the file has 1 column of this name")
    #expect(message("Followers") == "'Followers' is not of the form Header=field")
    #expect(message("xyz=followers") == "no column is called 'xyz'")
    #expect(
      message("Followers=followers", "Country=followers")
        == "'Followers' and 'Country' can't both be followers")
    #expect(message("Followers=fee", "followers=custom") == "'followers' is mapped twice")
    #expect(message("#9=fee").contains("3 columns"))
  }

  @Test func handleAndNameByTheirValues() throws {
    // The same two headers, the other way round in the second.
    let first = try proposal("instagram name,name\nannasmith,Anna Smith\nbea.b,Bea B\n")
    #expect(brief(first) == ["handle", "name"])
    let second = try proposal(
      "name,instagram name,followers\nannasmith,Anna Smith,1\nbea.b,Bea B,2\n")
    #expect(brief(second) == ["handle", "name", "followers"])
    // Names of one word are names all the same.
    let third = try proposal("name,followers,email\nAnna,1,a@b.co\nBea,2,c@d.co\n")
    #expect(brief(third) == ["name", "followers", "email"])
  }

  @Test func severalPlatformsInTheHeadersAreAQuestion() throws {
    let mapping = try proposal(
      "name,instagram handle,tiktok handle,followers\nAnna S,a,b,1\nBea B,c,d,2\n")
    #expect(mapping.platform == .missing)
    #expect(mapping.notes.contains { $0.contains("instagram, tiktok") })
  }

  @Test func decimalMarksCarryOverFromOtherColumns() throws {
    let mapping = try proposal("handle;followers;fee;er\na;1.204;12,50;1,5%\nb;2.300;7,25;2%\n")
    let table = try TableReader { MemorySource("handle;followers;fee;er\na;1.204;12,50;1,5%\n") }
    var row = TableRow()
    #expect(try table.next(into: &row))
    #expect(
      mapping.value(of: .followers, in: row) == .number(ParsedNumber(value: ExactDecimal(1204))))
    guard case .number(let fee) = mapping.value(of: .fee, in: row),
      case .number(let rate) = mapping.value(of: .engagementRate, in: row)
    else {
      Issue.record("not numbers")
      return
    }
    #expect(fee.value.description == "12.5")
    #expect(rate.value.description == "0.015")
    #expect(mapping.notes.contains { $0.hasPrefix("'followers': 1.234 is read as 1234") })
  }

  @Test func ratesInPointsAndFractions() throws {
    func rate(_ first: String, _ second: String) throws -> CellValue {
      let text = "handle,engagement rate\na,\(first)\nb,\(second)\n"
      let table = try TableReader { MemorySource(text) }
      var row = TableRow()
      #expect(try table.next(into: &row))
      return try proposal(text).value(of: .engagementRate, in: row)
    }
    let five = ExactDecimal(significand: 5, exponent: -2)
    #expect(try rate("0.05", "0.2") == .number(ParsedNumber(value: five)))
    #expect(try rate("5", "0.2") == .number(ParsedNumber(value: five)))
    #expect(try rate("5%", "0.2%") == .number(ParsedNumber(value: five, isPercent: true)))
  }

  @Test func cellsThatCantBeUsedSayWhy() throws {
    let mapping = try proposal(
      "handle,followers,platform,country\na,5,instagram,NA\nb,6,ig,ES\nc,7,tiktok,FR\n")
    let table = try TableReader {
      MemorySource("handle,followers,platform,country\na,-5,Instagrm,NA\n")
    }
    var row = TableRow()
    #expect(try table.next(into: &row))
    #expect(mapping.value(of: .followers, in: row) == .invalid("-5", why: "is below zero"))
    #expect(mapping.value(of: .platform, in: row) == .invalid("Instagrm", why: "is not a platform"))
    #expect(mapping.value(of: .country, in: row) == .text("NA"))
    #expect(mapping.value(of: .email, in: row) == .absent)
  }

  @Test func countriesAndPlatforms() {
    for (text, code) in [
      ("United States", "US"), ("usa", "US"), ("GB", "GB"), ("united kingdom", "GB"),
      ("South Korea", "KR"),
      ("Côte d'Ivoire", "CI"), ("esp", "ES"), (" Türkiye ", "TR"), ("Russia", "RU"),
    ] {
      #expect(CountryWords.code(for: text) == code, "\(text)")
    }
    #expect(CountryWords.code(for: "hyderabad") == nil)
    #expect(CountryWords.name(of: "de") == "Germany")
    for (text, platform) in [
      ("IG", "instagram"), ("Twitter", "x"), ("X (Twitter)", "x"), ("You Tube", "youtube"),
      ("TikTok", "tiktok"), ("Threads", "threads"),
    ] {
      #expect(PlatformWords.platform(for: text) == platform, "\(text)")
    }
    #expect(PlatformWords.platform(for: "Photo") == nil)
  }

  @Test func distinctValuesAreCountedInConstantMemory() {
    var counter = DistinctCounter()
    for index in 0..<60_000 { "value \(index % 30_000)".withBytes { counter.add($0) } }
    #expect(!counter.isExact)
    // HyperLogLog with 4,096 registers: 1.6% standard error; 5% is three of them.
    #expect(abs(counter.count - 30_000) < 1_500)
  }

  @Test func everyFieldIsFoundByItsOwnName() {
    for field in ImportField.allCases {
      #expect(ImportField(named: field.rawValue) == field)
      for synonym in field.synonyms {
        #expect(synonym == synonym.lowercased())
        #expect(ImportField.byName[synonym]?.contains(field) == true, "\(synonym)")
      }
    }
    #expect(ImportField(named: "post-url") == .postURL)
    #expect(ImportField(named: "Engagement Rate") == .engagementRate)
  }
}
