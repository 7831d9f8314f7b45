import JSON
import Marketing

/// How a schema's records are stored: the number, the fields in the schema's order, then members that this version
/// doesn't know.
///
/// How a field is read and written is decided once, not for every value: 100,000 influencers have millions of them.
struct RecordCodec<Record: SchemaRecord>: Sendable {
  typealias Reading = @Sendable (inout JSONReader, inout Record) throws(JSONError) -> Void
  typealias Writing = @Sendable (inout JSONWriter, Record) -> Void

  /// Separate from the fields, so that a look-up stays within one short array.
  let keys: [StaticString]
  let readings: [Reading]
  /// Writes all fields.
  let writing: Writing
  let required: [RecordField<Record>]

  init() {
    let fields = Record.schema.fields
    keys = fields.map(\.key)
    readings = fields.map { Self.reading($0.access) }
    writing = Self.writing(fields)
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
        try codec.readings[at](&self, &record)
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
    codec.writing(&self, record)
    unknown(record.unknown)
    endObject()
  }
}

// Specialized for a record type, these closures would copy the whole record for every value, so they stay generic.
extension RecordCodec {
  @_semantics("optimize.sil.specialize.generic.never")
  private static func reading(_ access: FieldAccess<Record>) -> Reading {
    switch access {
    case .text(_, _, let set): return { set(&$1, try $0.readString()) }
    case .platform(_, let set): return { set(&$1, Platform(rawValue: try $0.readString())) }
    case .choice(let choice): return reading(choice)
    case .count(_, let set): return { set(&$1, try $0.readCount()) }
    case .amount(_, _, let set): return { set(&$1, try $0.readAmount()) }
    case .money(_, let set): return { set(&$1, try $0.readAmount()) }
    case .share(_, _, let set): return { set(&$1, try $0.readShare()) }
    case .hours(_, let set): return { set(&$1, try $0.readHours()) }
    case .day(_, let set): return { set(&$1, try $0.readDay()) }
    case .ages(_, let set): return { set(&$1, try $0.readAges()) }
    case .texts(_, let set): return { set(&$1, try $0.readStrings()) }
    case .flag(_, let set): return { set(&$1, try $0.readBool()) }
    case .campaign(_, let set): return { set(&$1, CampaignID(try $0.readIdentifier())) }
    case .influencer(_, let set): return { set(&$1, InfluencerID(try $0.readIdentifier())) }
    case .deliverables(_, let set): return { set(&$1, try $0.readDeliverables()) }
    case .targets(_, let set): return { set(&$1, try $0.readTargets()) }
    case .vetting(_, let set): return { set(&$1, try $0.readVetting()) }
    case .snapshots(_, let set): return { set(&$1, try $0.readSnapshots()) }
    case .custom(_, let set): return { set(&$1, try $0.readCustom()) }
    }
  }

  private static func reading(_ choice: FieldChoice<Record>) -> Reading {
    { reader, record throws(JSONError) in
      let place = reader.mark()
      let text = try reader.readString()
      guard choice.set(&record, text) else {
        let names = choice.names.joined(separator: ", ")
        throw reader.error(at: place, "“\(text)” is no \(choice.noun): expected one of \(names)")
      }
    }
  }

  /// Each field calls the next one, because a loop over a list would retain and release a closure for every value.
  @_semantics("optimize.sil.specialize.generic.never")
  private static func writing(_ fields: [RecordField<Record>]) -> Writing {
    var all: Writing = { _, _ in }
    for field in fields.reversed() {
      let (write, rest) = (writing(field.key, field.access), all)
      all = { writer, record in
        write(&writer, record)
        rest(&writer, record)
      }
    }
    return all
  }

  @_semantics("optimize.sil.specialize.generic.never")
  private static func writing(_ key: StaticString, _ access: FieldAccess<Record>) -> Writing {
    switch access {
    case .text(_, let get, _): { $0.text(key, get($1)) }
    case .platform(let get, _): { $0.text(key, get($1).rawValue) }
    case .choice(let choice): { $0.text(key, choice.get($1)) }
    case .count(let get, _): { $0.count(key, get($1)) }
    case .amount(.written, let get, _): { $0.money(key, get($1)) }
    case .amount(.leftOut, let get, _):
      { writer, record in
        let amount = get(record)
        writer.money(key, amount == .zero ? nil : amount)
      }
    case .money(let get, _): { $0.money(key, get($1)) }
    case .share(_, let get, _): { $0.share(key, get($1)) }
    case .hours(let get, _): { $0.hours(key, get($1)) }
    case .day(let get, _): { $0.day(key, get($1)) }
    case .ages(let get, _): { $0.text(key, get($1)?.text ?? "") }
    case .texts(let get, _): { $0.list(key, get($1)) }
    case .flag(let get, _): { $0.flag(key, get($1)) }
    case .campaign(let get, _): { $0.count(key, get($1).number) }
    case .influencer(let get, _): { $0.count(key, get($1).number) }
    case .deliverables(let get, _): { $0.deliverables(key, get($1)) }
    case .targets(let get, _): { $0.targets(key, get($1)) }
    case .vetting(let get, _): { $0.vetting(key, get($1)) }
    case .snapshots(let get, _): { $0.history(key, get($1)) }
    case .custom(let get, _): { $0.custom(key, get($1)) }
    }
  }
}

extension JSONReader {
  fileprivate mutating func readDeliverables() throws(JSONError) -> [Deliverable] {
    try readArray { reader throws(JSONError) in try reader.readDeliverable() }
  }

  fileprivate mutating func readTargets() throws(JSONError) -> [Target] {
    try readArray { reader throws(JSONError) in try reader.readTarget() }
  }

  fileprivate mutating func readSnapshots() throws(JSONError) -> [Snapshot] {
    try readArray { reader throws(JSONError) in try reader.readSnapshot() }
  }
}
