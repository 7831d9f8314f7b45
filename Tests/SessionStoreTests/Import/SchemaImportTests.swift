import Marketing
import SchemaSamples
import Testing

@testable import SessionStore
@testable import Tabular

@Suite("Imports and exports by the schema")
struct SchemaImportTests {
  private let session = Session(settings: Settings(name: "test"))

  @Test("Each field that an import can bring is found by its names and read")
  func imported() throws {
    var count = 0
    for field in Influencer.schema.fields {
      guard let names = field.importing, !field.isRequired else { continue }
      count += 1
      let header = try #require(names.synonyms.first)
      var wanted = Influencer(id: InfluencerID(1), handle: "anna", platform: .youtube)
      field.setSample(in: &wanted)
      let cell = try cell(of: field, wanted)
      let file = try TemporaryFile(
        "roster.csv",
        """
        handle,platform,\(header)
        anna,youtube,"\(cell)"
        bert,youtube,"\(cell)"
        carl,youtube,"\(cell)"
        """)
      let plan = try Importer.plan(
        file: file.path, options: ImportOptions(), session: session
      ) { _ in true }
      var imported = session
      try imported.apply(plan.edit)
      #expect(
        plan.columns.last?.field == names.name, "“\(header)” is \(plan.columns.last?.field ?? "")")
      #expect(imported.roster[InfluencerID(1)] == wanted, "\(field.key) of “\(cell)”")
    }
    #expect(count >= 20)
  }

  private func cell(of field: RecordField<Influencer>, _ record: Influencer) throws -> String {
    if case .share(_, let get, _) = field.access {
      return "\((get(record)?.fraction ?? 0) * 100)%"
    }
    let column = try #require(ExportColumn(field, session))
    var table = ExportTable(columns: [column.name])
    table.append([column.value(record)])
    let lines = String(decoding: table.text(.csv), as: UTF8.self).split(separator: "\r\n")
    return String(try #require(lines.last))
  }

  @Test("Each name of a field stands for it, whoever else has the name")
  func names() {
    for field in Influencer.schema.fields {
      guard let names = field.importing else { continue }
      #expect(ImportField(named: names.name)?.rawValue == names.name)
      for synonym in names.synonyms {
        #expect(
          ImportField.byName[synonym]?.contains { $0.rawValue == names.name } == true, "\(synonym)")
      }
    }
    #expect(Set(ImportField.allCases.map(\.rawValue)).count == ImportField.allCases.count)
  }

  @Test("A field's title in the form and its key are names of it")
  func titles() {
    for field in Influencer.schema.fields where field.isEntered {
      for name in [field.title, field.key.description] {
        #expect(ImportField(named: name)?.rawValue == field.importing?.name, "\(name)")
      }
    }
  }

  @Test("Each field that a cell can hold is a column of the export, under its key")
  func exported() throws {
    var session = session
    try session.apply(.put(Influencer.schema.sample(InfluencerID(4))))
    try session.apply(.put(Campaign.schema.sample(CampaignID(3))))
    var booking = Booking.schema.sample(BookingID(1))
    booking.stage = .live
    try session.apply(.put(booking))
    let roster = Exporter.roster(session)
    for field in Influencer.schema.fields where ExportColumn(field, session) != nil {
      let at = try #require(roster.columns.firstIndex(of: field.key.description), "\(field.key)")
      #expect(roster.rows[0][at] != .absent, "\(field.key)")
    }
    #expect(roster.columns.suffix(3) == ["clout_influencer", "promo_code", "custom:Shoe size"])
    #expect(roster.rows[0].last == .text("38"))
    let bookings = Exporter.bookings(session)
    for field in Booking.schema.fields where field.id != "influencer" {
      let at = try #require(bookings.columns.firstIndex(of: field.key.description), "\(field.key)")
      #expect(bookings.rows[0][at] != .absent, "\(field.key)")
    }
    #expect(!bookings.columns.contains("influencer") && bookings.columns.contains("handle"))
  }

  @Test("What is unknown is left out of an export as JSON, days as well")
  func unknown() throws {
    var session = session
    try session.apply(
      .put(Influencer(id: InfluencerID(1), handle: "anna", platform: .youtube)))
    let text = String(decoding: Exporter.roster(session).text(.json), as: UTF8.self)
    #expect(
      text.contains(
        #"{"id": 1, "handle": "anna", "platform": "youtube", "currency": "USD", "vetting": "found", "vetting_effective": "found", "archived": false, "clout_influencer": "r-"#
      ))
  }
}
