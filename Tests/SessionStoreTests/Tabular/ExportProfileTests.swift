import Profiles
import TestSupport
import Testing

@testable import Tabular

@Suite("Known exports")
struct ExportProfileTests {
  private static let profiles = ProfileShelf.builtIn

  @Test("Every file that comes with the program is read, and is called what it is called inside")
  func files() {
    #expect(ProfileShelf.problems.isEmpty, "\(ProfileShelf.problems)")
    #expect(ProfileFiles.all.count == Self.profiles.count)
    #expect(Set(Self.profiles.map(\.name)).count == Self.profiles.count)
  }

  @Test("Every column means a field that the import has", arguments: profiles)
  func roles(_ profile: ExportProfile) {
    for column in profile.columns {
      guard case .field(let name) = column.role, ImportField(role: name) == nil else {
        continue
      }
      Issue.record("\(profile.name): the import has no field \(name)")
    }
  }

  @Test(
    "Every profile says where its headers were read, or that they are a guess", arguments: profiles)
  func sources(_ profile: ExportProfile) {
    #expect(!profile.sources.isEmpty || profile.isGuess)
    for source in profile.sources {
      #expect(source.address.hasPrefix("https://") && !source.shows.isEmpty)
    }
    for language in profile.languages where !profile.isGuess(in: language) {
      #expect(!profile.sources.isEmpty, "\(language)")
    }
  }

  @Test(
    "A file with all headers of a profile is known by it, in each language", arguments: profiles)
  func all(_ profile: ExportProfile) {
    for language in profile.languages {
      let headers = profile.columns.flatMap { $0.names[language] ?? [] }
      let match = ProfileMatch.best(headers, Self.profiles)
      #expect(match?.profile.name == profile.name, "\(language)")
      // Words that two languages share can't tell them apart.
      #expect(match?.columns.count == headers.count)
      let odd = headers.reversed().enumerated().map { index, header in
        (index == 0 ? "\u{FEFF}" : "") + " "
          + header.uppercased().split(separator: " ").joined(separator: "\u{A0} ")
      }
      #expect(ProfileMatch.best(odd, Self.profiles)?.profile.name == profile.name, "\(language)")
    }
  }

  @Test("Without one of the required headers a profile doesn't fit", arguments: profiles)
  func required(_ profile: ExportProfile) {
    for language in profile.languages {
      for column in profile.columns where column.isRequired {
        let missing = Set(column.names[language] ?? [])
        let headers = profile.columns.flatMap { $0.names[language] ?? [] }
          .filter { !missing.contains($0) }
        let match = ProfileMatch.best(headers, [profile])
        #expect(
          match == nil || match?.language != language,
          "\(profile.name) fits without \(missing) in \(language)")
      }
    }
  }

  @Test("Keys and rules for rows point at columns", arguments: profiles)
  func references(_ profile: ExportProfile) {
    let headers = profile.columns.flatMap { $0.names["en"] ?? [] }
    let match = ProfileMatch.best(headers, [profile])
    #expect(match != nil)
    for reference in profile.key.flatMap({ $0 }) + profile.skips.flatMap(\.columns) {
      #expect(
        match?.index(of: reference, headers) == headers.firstIndex(of: reference.name),
        "\(reference.name)")
    }
  }

  @Test(
    "The currency may stand behind a header, and says which it is",
    arguments: [("EUR", "Amount spent (EUR)"), ("JPY", "Amount spent (JPY)")])
  func currency(_ code: String, _ header: String) throws {
    let mapping = try proposal(
      "Campaign name,Ad name,Impressions,Reach,\(header)\nSpring,@ana,10,5,1.50\n")
    #expect(mapping.known?.profile.name == "meta-ads")
    #expect(mapping.known?.currency == code)
  }

  @Test(
    "The headers' language is found",
    arguments: [
      ("en", "Reporting starts,Campaign name,Ad name,Impressions,Link clicks,Amount spent (EUR)"),
      (
        "de",
        "Berichtsstart,Kampagnenname,Anzeigenname,Impressionen,Link-Klicks,Ausgegebener Betrag (EUR)"
      ),
      (
        "es",
        "Inicio del informe,Nombre de la campaña,Nombre del anuncio,Impresiones,Clics en el enlace,Importe gastado (EUR)"
      ),
      (
        "fr",
        "Début des rapports,Nom de la campagne,Nom de la publicité,Impressions,Clics sur un lien,Montant dépensé (EUR)"
      ),
    ])
  func language(_ language: String, _ header: String) throws {
    let mapping = try proposal(header + "\n2026-03-01,Spring,@ana,1200,30,12.50\n")
    #expect(mapping.known?.profile.title == "Meta Ads Manager")
    #expect(mapping.known?.language == language)
    #expect(mapping.known?.isGuess == (language == "de"))
    #expect(mapping.column(of: .campaign)?.index == 1)
    #expect(mapping.column(of: .adName)?.index == 2)
    #expect(mapping.column(of: .impressions)?.index == 3)
    #expect(mapping.column(of: .clicks)?.index == 4)
    #expect(mapping.column(of: .clicks)?.reason.hasPrefix("Meta Ads Manager") == true)
  }

  @Test("A guess is shown as a guess")
  func guess() throws {
    let mapping = try proposal(file: "exports/modash.csv")
    #expect(mapping.known?.profile.name == "modash")
    #expect(mapping.notes.first?.contains("a guess") == true)
    #expect(mapping.column(of: .followers)?.reason.hasPrefix("Modash (a guess): ") == true)
    #expect(mapping.column(of: .followers)?.confidence == 0.5)
  }

  @Test("What the user says goes before the profile")
  func overrides() throws {
    let mapping = try proposal(
      "Video,Video title,Video publish time,Views,Impressions,Likes\nx,Hello,2026-03-01,100,2000,5\n",
      "Impressions=impressions", "Views=ignore")
    #expect(mapping.known?.profile.name == "youtube-studio")
    #expect(mapping.column(of: .impressions)?.index == 4)
    #expect(brief(mapping) == ["key", "caption", "date", "ignored", "impressions", "likes"])
  }

  @Test(
    "Other files aren't taken for a known export",
    arguments: [
      "creators.csv", "instagram_june.csv", "posts.csv", "orders.csv", "payouts.csv", "ads.csv",
    ])
  func others(_ file: String) throws {
    #expect(try proposal(file: file).known == nil)
  }

  @Test(
    "A broken profile is refused with what is wrong",
    arguments: [
      (#"{"name": "x""#, "cut off"),
      (#"{"colour": 1}"#, "has no “colour”"),
      (
        #"{"name": "x", "product": "X", "title": "X", "kind": "wish list"}"#,
        "“wish list” is no kind"
      ),
      (
        #"{"name": "x", "product": "X", "title": "X", "columns": [{"is": "key", "en": ["A"]}], "guess": ["en"]}"#,
        "no column is required"
      ),
      (
        #"{"name": "x", "product": "X", "title": "X", "columns": [{"is": "key", "required": true, "en": ["A"]}, {"is": "date", "en": ["a "]}], "guess": ["en"]}"#,
        "stands twice"
      ),
      (
        #"{"name": "x", "product": "X", "title": "X", "columns": [{"is": "key", "required": true, "en": ["A"]}, {"is": "ignore", "en": ["B"]}], "guess": ["en"]}"#,
        "without a “why”"
      ),
      (
        #"{"name": "x", "product": "X", "title": "X", "columns": [{"is": "key", "required": true, "en": ["A"]}]}"#,
        "neither a source nor a “guess”"
      ),
      (
        #"{"name": "x", "product": "X", "title": "X", "columns": [{"is": "key", "required": true, "en": ["A"]}], "guess": ["en"], "key": [["B"]]}"#,
        "no column has the header “B”"
      ),
      (
        #"{"name": "x", "product": "X", "title": "X", "columns": [{"is": "key", "required": true, "en": ["A"]}], "sources": [{"address": "somewhere", "read": "2026-11-30", "shows": "it"}]}"#,
        "a source needs"
      ),
    ])
  func strict(_ json: String, _ message: String) {
    #expect {
      _ = try ExportProfile(json: Array(json.utf8), file: "x.json")
    } throws: { error in
      "\(error)".hasPrefix("x.json: ") && "\(error)".contains(message)
    }
  }
}

extension ExportProfile: CustomTestStringConvertible {
  public var testDescription: String { name }
}
