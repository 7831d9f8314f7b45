import Marketing

/// The rows of the own measurements.
struct OwnMeasurements: OwnRecords {
  static let kind = ExportKind.measurements
  static let synonyms: [String: String] = [:]
  let session: Session
  let columns: [ExportColumn<Measurement>]
  private let file: String
  private lazy var references = OwnReferences(session)
  private lazy var marks = Dictionary(
    session.measurements.rows.map { (session.mark(of: $0), [$0.identity]) }, uniquingKeysWith: +)
  private lazy var bookings = Dictionary(
    grouping: session.bookings.rows, by: { session.words(for: $0) })

  /// - Parameter file: the source of new rows that name none.
  init(_ session: Session, file: String) {
    self.session = session
    self.file = file
    columns = Exporter.measurementColumns(session)
  }

  /// What identifies a row. A cell that was cleaned on its way through a table means what was there.
  private mutating func identity(
    _ keys: OwnKeys, former: Measurement?
  ) throws(OwnRefusal) -> Measurement {
    var row =
      former ?? Measurement(campaign: CampaignID(0), key: "", kind: .total, day: Day(number: 0))
    let campaign = former.flatMap { session.campaigns[$0.campaign] }
    if former == nil
      || keys.cell("campaign").map({ !$0.stands(for: campaign?.name ?? "") }) ?? false
    {
      row.campaign = try references.campaign(keys)
    }
    if let cell = keys.cell("key"), !cell.stands(for: row.key) { row.key = cell.text }
    guard !row.key.isEmpty else { throw OwnRefusal("it has no key") }
    if let text = keys.text("kind") {
      guard let kind = Measurement.Kind(rawValue: text) else {
        throw OwnRefusal("its kind is “\(text)”, and must be total or increment")
      }
      row.kind = kind
    } else if former == nil {
      throw OwnRefusal("it has no kind")
    }
    do throws(OwnRefusal) {
      if let cell = keys.cell("day") {
        guard let day = try cell.day() else { throw OwnRefusal("it is empty") }
        row.day = day
      } else if former == nil {
        throw OwnRefusal("there is none")
      }
    } catch {
      throw OwnRefusal("day: \(error.reason)")
    }
    return row
  }

  mutating func match(_ keys: OwnKeys) throws(OwnRefusal) -> OwnMatch<Measurement> {
    let mark = keys.mark(Self.kind)
    let row: Measurement
    do throws(OwnRefusal) {
      row = try identity(keys, former: nil)
    } catch {
      // A cell that isn't there, or that was emptied.
      if let original = original(mark) { return found(original) }
      throw error
    }
    let known = session.measurements[row.identity]
    if let known, mark == nil || mark == session.mark(of: row) { return found(known) }
    // A row that was edited is looked for by what it was.
    if let former = original(mark) ?? known { return found(former) }
    var new = row
    // An exported row names its source, or has none.
    if mark == nil { new.source = file }
    return OwnMatch(record: new, claim: .measurement(row.identity))
  }

  /// The measurement that has the mark.
  private mutating func original(_ mark: OwnMark?) -> Measurement? {
    guard let mark, let identities = marks[mark], identities.count == 1 else { return nil }
    return session.measurements[identities[0]]
  }

  private func found(_ row: Measurement) -> OwnMatch<Measurement> {
    OwnMatch(original: row, record: row, claim: .measurement(row.identity))
  }

  mutating func complete(
    _ record: inout Measurement, _ keys: OwnKeys, original: Measurement?
  ) throws(OwnRefusal) {
    if let original {
      let row = try identity(keys, former: original)
      if row.identity != original.identity, session.measurements[row.identity] != nil {
        throw OwnRefusal("there is a measurement of “\(row.key)” already")
      }
      record.campaign = row.campaign
      record.key = row.key
      record.kind = row.kind
      record.day = row.day
    }
    if let creator = record.creator, creator.name.isEmpty {
      throw OwnRefusal(
        "creator_platform: it belongs to a name in “creator”, which is empty: write the name there, or the influencer's "
          + "handle and platform into “handle” and “platform”, or empty it, too")
    }
    record.influencer = try influencer(keys, original)
    record.booking = try booking(keys, original)
  }

  private mutating func influencer(
    _ keys: OwnKeys, _ original: Measurement?
  ) throws(OwnRefusal) -> InfluencerID? {
    let former = original?.influencer
    let handle = keys.text("handle")
    let number = keys.number("influencer_id").map { InfluencerID($0) }
    guard handle != nil || keys.text("influencer_id") != nil else { return former }
    guard let handle, !handle.isEmpty else {
      // Somebody who isn't in the roster has but a number.
      guard let number, session.roster[number] == nil else { return handle == nil ? former : nil }
      return number
    }
    if let former, references.names(session.roster[former], keys) { return former }
    return try references.influencer(keys)
  }

  private mutating func booking(
    _ keys: OwnKeys, _ original: Measurement?
  ) throws(OwnRefusal) -> BookingID? {
    let former = original?.booking
    let number = keys.number("booking_id").map { BookingID($0) }
    guard let cell = keys.cell("booking") else {
      return keys.text("booking_id") == nil || number == former ? former : nil
    }
    guard !cell.text.isEmpty else {
      guard let number, session.bookings[number] == nil else { return nil }
      return number
    }
    for id in [former, number].compactMap(\.self) {
      if let booking = session.bookings[id], cell.stands(for: session.words(for: booking)) {
        return id
      }
    }
    let same = bookings[cell.text] ?? []
    guard let first = same.first else {
      throw OwnRefusal("the session has no booking “\(cell.text)”: import the bookings first")
    }
    guard same.count == 1 else {
      throw OwnRefusal(
        "there are \(same.count) bookings “\(cell.text)”: write the number of one into “booking_id”"
      )
    }
    return first.id
  }

  static func unknown(_ record: Measurement) -> [UnknownField] { record.unknown }
  static func setUnknown(_ record: inout Measurement, _ fields: [UnknownField]) {
    record.unknown = fields
  }
  static func custom(_ record: Measurement) -> [String: String] { record.custom }
  static func setCustom(_ record: inout Measurement, _ name: String, _ value: String?) {
    record.custom[name] = value
  }
  static var hasCustom: Bool { true }
  var customNames: [String] {
    Array(
      session.measurements.rows.reduce(into: Set<String>()) { all, row in
        if !row.custom.isEmpty { all.formUnion(row.custom.keys) }
      })
  }

  var nextNumber: Int? { nil }
  static func numbered(_ record: Measurement, _ number: Int) -> Measurement { record }
  func edits(_ record: Measurement, original: Measurement?) -> [Edit] {
    guard let original, original.identity != record.identity else { return [.put(record)] }
    return [.measurement(original.identity, nil), .put(record)]
  }
}
