import Marketing
import SchemaSamples
import Testing

@testable import Cockpit

@Suite("Fields and columns from schemas")
struct SchemaFieldTests {
  /// With the records that the samples refer to.
  private func context() throws -> EntryContext {
    var session = Session(settings: Settings(name: "Schemas"))
    try session.apply(.put(Campaign(id: CampaignID(3), name: "Spring", goal: .awareness)))
    try session.apply(
      .put(Influencer(id: InfluencerID(4), handle: "anna", platform: .instagram)))
    return EntryContext(session: session, today: .sample)
  }

  @Test("Every enterable field is in the form, shows its value, and can be typed back")
  func typedBack() throws {
    let context = try context()
    func check<Record: SchemaRecord>(_ schema: Schema<Record>, _ form: [Field<Record>]) throws {
      #expect(Set(form.map(\.id)).count == form.count)
      for field in schema.fields {
        let typed = form.first { $0.id == field.id }
        #expect((typed != nil) == field.isEntered, "\(field.key)")
        guard let typed else { continue }
        var record = Record.blank
        field.setSample(in: &record)
        let text = typed.read(record, context)
        #expect(!text.isEmpty, "\(field.key) shows nothing")
        var copy = Record.blank
        try typed.write(&copy, text, context)
        #expect(copy == record, "\(field.key) isn't “\(text)” any more")
      }
    }
    try check(Influencer.schema, Field<Influencer>.influencer)
    try check(Booking.schema, Field<Booking>.booking)
    try check(Campaign.schema, Field<Campaign>.campaign)
  }

  @Test("Every schema row with a column is in the table, and is edited as in the form")
  func columns() {
    let state = Harness().state
    func check<Record: SchemaRecord>(_ schema: Schema<Record>, _ columns: [GridColumn<Record>]) {
      #expect(Set(columns.map(\.id)).count == columns.count)
      for field in schema.fields {
        guard let wanted = field.column else { continue }
        guard let column = columns.first(where: { $0.id == field.id }) else {
          Issue.record("\(field.key) is no column")
          continue
        }
        #expect(column.title == wanted.title && column.minimum == wanted.widths.lowerBound)
        #expect(column.isVisibleAtFirst == wanted.isVisibleAtFirst)
        #expect((column.field?.id == field.id) == field.isEntered, "\(field.key)")
      }
    }
    check(Influencer.schema, RosterGrid.columns(state))
    check(Booking.schema, BookingGrid.columns(state))
  }
}
