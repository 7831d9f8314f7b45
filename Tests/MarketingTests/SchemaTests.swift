import Marketing
import SchemaSamples
import Testing

@Suite("Schemas")
struct SchemaTests {
  @Test("Every stored property of a record is a field of its schema")
  func propertiesAreFields() {
    checkProperties(of: Influencer.self)
    checkProperties(of: Booking.self)
    checkProperties(of: Campaign.self)
  }

  /// Sets field by field and checks which stored property changed.
  private func checkProperties<Record: SchemaRecord>(of type: Record.Type) {
    var properties: [String: String] = [:]
    func stored(_ record: Record) -> [String: String] {
      Dictionary(
        uniqueKeysWithValues: Mirror(reflecting: record).children.map {
          ($0.label ?? "", String(reflecting: $0.value))
        })
    }
    let blank = stored(Record.blank)
    for field in Record.schema.fields {
      var record = Record.blank
      field.setSample(in: &record)
      let changed = stored(record).filter { blank[$0.key] != $0.value }.map(\.key)
      #expect(changed.count == 1, "\(field.key) sets \(changed)")
      for property in changed {
        #expect(
          properties[property] == nil,
          "\(field.key) and \(properties[property] ?? "") set \(property)")
        properties[property] = field.id
      }
    }
    // The number and members of later versions stand before and behind the fields.
    let missing = blank.keys.filter { properties[$0] == nil }.sorted()
    #expect(missing == ["id", "unknown"], "\(missing) of \(type) are in no row of its schema")
  }

  @Test("Keys, identifiers and names are each given once")
  func namesAreUnique() {
    func check<Record: SchemaRecord>(_ schema: Schema<Record>) {
      let fields = schema.fields
      #expect(Set(fields.map(\.key.description)).count == fields.count)
      #expect(Set(fields.map(\.id)).count == fields.count)
      #expect(!fields.contains { ["id", "unknown"].contains($0.key.description) })
      let names = fields.compactMap(\.importing?.name)
      #expect(Set(names).count == names.count)
    }
    check(Influencer.schema)
    check(Booking.schema)
    check(Campaign.schema)
  }

  @Test("A field is blank until it is set, and is taken over whole")
  func blankAndCopied() {
    func check<Record: SchemaRecord>(_ schema: Schema<Record>) {
      let sample = schema.sample(Identifier(7))
      var copy = Record.blank.numbered(Identifier(7))
      for field in schema.fields {
        if case .choice = field.access {} else { #expect(field.isBlank(copy), "\(field.key)") }
        field.copy(from: sample, to: &copy)
        #expect(!field.isBlank(copy), "\(field.key)")
      }
      #expect(copy == sample)
    }
    check(Influencer.schema)
    check(Booking.schema)
    check(Campaign.schema)
  }

  @Test("An influencer's entered fields all have a column, and imports know them by title and key")
  func enteredFields() throws {
    for field in Influencer.schema.fields where field.isEntered {
      #expect(field.column != nil, "\(field.key) is no column")
      let names = try #require(field.importing, "\(field.key) can't be imported").synonyms
      #expect(names.contains(field.key.description.split(separator: "_").joined(separator: " ")))
      let title = field.title.lowercased().filter { $0 != "'" }
      #expect(names.contains(String(title.map { $0 == "-" ? " " : $0 })), "\(field.title)")
    }
  }

  @Test("A row with nothing but key, title and kind is a hidden column and can be imported")
  func usualRow() throws {
    let views = try #require(Influencer.schema.field("views"))
    #expect(views.column?.isVisibleAtFirst == false)
    #expect(views.importing?.name == "averageViews")
    #expect(Booking.schema.field("hours")?.importing?.synonyms.contains("hours") == true)
    #expect(Campaign.schema.field("budget")?.column?.isVisibleAtFirst == false)
  }
}
