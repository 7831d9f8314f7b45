import JSON
import Marketing

/// How a schema's records are stored: the number, the fields in the schema's order, then members that this version
/// doesn't know.
struct RecordCodec<Record: SchemaRecord>: Sendable {
  /// Separate from the fields, so that a look-up stays within one short array.
  let keys: [StaticString]
  let fields: [RecordField<Record>]
  let required: [RecordField<Record>]

  init() {
    fields = Record.schema.fields
    keys = fields.map(\.key)
    required = fields.filter(\.isRequired)
  }

  /// The field of a member. `next` is its index if members come in the order in which they are written.
  @inline(__always)
  func index(of key: JSONText, next: Int) -> Int? {
    for at in next..<keys.count where key == keys[at] { return at }
    for at in 0..<min(next, keys.count) where key == keys[at] { return at }
    return nil
  }
}

extension RecordCodec<Influencer> { static let influencer = RecordCodec() }
extension RecordCodec<Campaign> { static let campaign = RecordCodec() }
extension RecordCodec<Booking> { static let booking = RecordCodec() }

extension JSONReader {
  mutating func readInfluencer() throws(JSONError) -> Influencer { try readRecord(.influencer) }
  mutating func readCampaign() throws(JSONError) -> Campaign { try readRecord(.campaign) }
  mutating func readBooking() throws(JSONError) -> Booking { try readRecord(.booking) }

  @inline(__always)
  private mutating func readRecord<Record>(_ codec: RecordCodec<Record>) throws(JSONError) -> Record
  {
    let start = mark()
    var id: Int?
    var record = Record.blank
    var next = 0
    try beginObject()
    while let key = try nextKey() {
      if key == "id" {
        id = try readIdentifier()
      } else if let at = codec.index(of: key, next: next) {
        next = at + 1
        try readValue(codec.fields[at].access, into: &record)
      } else {
        record.unknown.append(try readUnknown(key))
      }
    }
    guard let id else { throw error(at: start, "this \(Record.noun) has no id") }
    for field in codec.required where field.isBlank(record) {
      throw error(at: start, "this \(Record.noun) has no \(field.words)")
    }
    return record.numbered(Identifier(id))
  }

  @inline(__always)
  private mutating func readValue<Record>(
    _ access: FieldAccess<Record>, into record: inout Record
  ) throws(JSONError) {
    switch access {
    case .text(_, _, let set): set(&record, try readString())
    case .platform(_, let set): set(&record, Platform(rawValue: try readString()))
    case .choice(let choice):
      let place = mark()
      let text = try readString()
      guard choice.set(&record, text) else {
        let names = choice.names.joined(separator: ", ")
        throw error(at: place, "“\(text)” isn't a valid \(choice.noun): expected one of \(names)")
      }
    case .count(_, let set): set(&record, try readCount())
    case .amount(_, _, let set): set(&record, try readAmount())
    case .money(_, let set): set(&record, try readAmount())
    case .share(_, _, let set): set(&record, try readShare())
    case .hours(_, let set): set(&record, try readHours())
    case .day(_, let set): set(&record, try readDay())
    case .ages(_, let set): set(&record, try readAges())
    case .texts(_, let set): set(&record, try readStrings())
    case .flag(_, let set): set(&record, try readBool())
    case .campaign(_, let set): set(&record, CampaignID(try readIdentifier()))
    case .influencer(_, let set): set(&record, InfluencerID(try readIdentifier()))
    case .deliverables(_, let set):
      set(&record, try readArray { reader throws(JSONError) in try reader.readDeliverable() })
    case .targets(_, let set):
      set(&record, try readArray { reader throws(JSONError) in try reader.readTarget() })
    case .vetting(_, let set): set(&record, try readVetting())
    case .snapshots(_, let set):
      set(&record, try readArray { reader throws(JSONError) in try reader.readSnapshot() })
    case .custom(_, let set): set(&record, try readCustom())
    }
  }
}

// Amounts are whole minor units of the session's currency (cents), rates are fractions (0.0139 is 1.39%), hours are
// decimal, days are ISO 8601. Empty and unknown values are omitted.
extension JSONWriter {
  mutating func influencer(_ row: Influencer) { record(row, .influencer) }
  mutating func campaign(_ row: Campaign) { record(row, .campaign) }
  mutating func booking(_ row: Booking) { record(row, .booking) }

  @inline(__always)
  private mutating func record<Record>(_ record: Record, _ codec: RecordCodec<Record>) {
    beginObject()
    key("id")
    int(Int64(record.id.number))
    for field in codec.fields { value(field.key, field.access, of: record) }
    unknown(record.unknown)
    endObject()
  }

  @inline(__always)
  private mutating func value<Record>(
    _ name: StaticString, _ access: FieldAccess<Record>, of record: Record
  ) {
    switch access {
    case .text(_, let get, _): text(name, get(record))
    case .platform(let get, _): text(name, get(record).rawValue)
    case .choice(let choice): text(name, choice.get(record))
    case .count(let get, _): count(name, get(record))
    case .amount(let zero, let get, _):
      let amount = get(record)
      switch zero {
      case .written: money(name, amount)
      case .leftOut: money(name, amount == .zero ? nil : amount)
      }
    case .money(let get, _): money(name, get(record))
    case .share(_, let get, _): share(name, get(record))
    case .hours(let get, _): hours(name, get(record))
    case .day(let get, _): day(name, get(record))
    case .ages(let get, _): text(name, get(record)?.text ?? "")
    case .texts(let get, _): list(name, get(record))
    case .flag(let get, _): flag(name, get(record))
    case .campaign(let get, _): count(name, get(record).number)
    case .influencer(let get, _): count(name, get(record).number)
    case .deliverables(let get, _): deliverables(name, get(record))
    case .targets(let get, _): targets(name, get(record))
    case .vetting(let get, _): vetting(name, get(record))
    case .snapshots(let get, _): history(name, get(record))
    case .custom(let get, _): custom(name, get(record))
    }
  }
}
