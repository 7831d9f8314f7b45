import Marketing
import Tabular

/// The cells of a row that are read together.
struct OwnKeys {
  let places: [String: Int]
  var row: OwnRow
  let style: OwnStyle

  /// Nil if the file has no such column.
  func text(_ name: String) -> String? { places[name].flatMap { row.text($0) } }

  func cell(_ name: String) -> OwnCell? { text(name).map { OwnCell(text: $0, style) } }

  /// A record's number; nil if there is none.
  func number(_ name: String) -> Int? {
    guard let cell = cell(name), !cell.text.isEmpty, let number = try? cell.count(), number > 0
    else { return nil }
    return number
  }

  func mark(_ kind: ExportKind) -> OwnMark? {
    kind.mark.flatMap { text($0) }.flatMap { OwnMark(text: $0) }
  }

  /// Whether the file tells which records its rows are, and this row says that it is none yet.
  func isAdded(_ kind: ExportKind) -> Bool {
    guard let name = kind.mark, let mark = text(name) else { return false }
    return mark.isEmpty && (text("id") ?? "").isEmpty
  }
}

/// What no two rows of a file may be about.
enum OwnClaim: Hashable {
  case number(Int)
  case measurement(Measurement.Identity)
  case new(OwnMark, number: Int?)
}

/// What a row is about.
struct OwnMatch<Record> {
  /// Nil for a new record.
  var original: Record?
  /// What the row's cells are put into.
  var record: Record
  /// Nil if others may be the same.
  var claim: OwnClaim?
}

/// How the records of one kind are found and put.
protocol OwnRecords {
  associatedtype Record: Hashable
  static var kind: ExportKind { get }
  var session: Session { get }
  var columns: [ExportColumn<Record>] { get }
  /// Other names of columns.
  static var synonyms: [String: String] { get }

  mutating func match(_ keys: OwnKeys) throws(OwnRefusal) -> OwnMatch<Record>
  /// Sets what several cells say together, and refuses what can't be.
  mutating func complete(
    _ record: inout Record, _ keys: OwnKeys, original: Record?
  ) throws(OwnRefusal)

  static func unknown(_ record: Record) -> [UnknownField]
  static func setUnknown(_ record: inout Record, _ fields: [UnknownField])
  static func custom(_ record: Record) -> [String: String]
  static func setCustom(_ record: inout Record, _ name: String, _ value: String?)
  /// Whether records keep columns of other imports.
  static var hasCustom: Bool { get }
  /// How the session spells them.
  var customNames: [String] { get }

  /// The number of new records; nil if they have none.
  var nextNumber: Int? { get }
  static func numbered(_ record: Record, _ number: Int) -> Record
  func edits(_ record: Record, original: Record?) -> [Edit]
}

extension OwnRecords {
  static func custom(_ record: Record) -> [String: String] { [:] }
  static func setCustom(_ record: inout Record, _ name: String, _ value: String?) {}
  static var hasCustom: Bool { false }
  var customNames: [String] { [] }
}

extension OwnRecords where Record: SchemaRecord {
  static var synonyms: [String: String] { Record.schema.synonyms }
  static func unknown(_ record: Record) -> [UnknownField] { record.unknown }
  static func setUnknown(_ record: inout Record, _ fields: [UnknownField]) {
    record.unknown = fields
  }
  static func numbered(_ record: Record, _ number: Int) -> Record {
    record.numbered(Identifier(number))
  }
}

/// Finds influencers and campaigns by what they are called, with their number where several are called the same.
struct OwnReferences {
  let session: Session
  private(set) lazy var influencers = Dictionary(
    grouping: session.roster.rows.map { ($0.identity, $0.id) }, by: \.0
  ).mapValues { $0.map(\.1) }
  private(set) lazy var handles = Dictionary(
    grouping: session.roster.rows.map { ($0.identity.handle, $0.id) }, by: \.0
  ).mapValues { $0.map(\.1) }
  private(set) lazy var campaigns = Dictionary(
    grouping: session.campaigns.rows.map { ($0.name.lowercased(), $0.id) }, by: \.0
  ).mapValues { $0.map(\.1) }

  init(_ session: Session) { self.session = session }

  /// Whether the row calls the influencer by these names.
  func names(_ influencer: Influencer?, _ keys: OwnKeys) -> Bool {
    guard let influencer else { return false }
    return keys.cell("handle")?.stands(for: influencer.handle) ?? true
      && (keys.text("platform").map { $0 == influencer.platform.rawValue } ?? true)
  }

  /// The influencer that the row names.
  mutating func influencer(_ keys: OwnKeys) throws(OwnRefusal) -> InfluencerID {
    let number = keys.number("influencer_id").map { InfluencerID($0) }
    guard let handle = keys.text("handle"), !handle.isEmpty else {
      throw OwnRefusal("it names no influencer: it needs a handle and a platform")
    }
    if let number, names(session.roster[number], keys) { return number }
    let found: [InfluencerID]
    let called: String
    if let platform = keys.text("platform") {
      let identity = Influencer.Identity(platform: Platform(rawValue: platform), handle: handle)
      found = influencers[identity] ?? []
      called = "@\(handle) on \(platform.isEmpty ? "no platform" : platform)"
    } else {
      found = handles[Influencer.Identity(platform: .x, handle: handle).handle] ?? []
      called = "@\(handle)"
    }
    guard let first = found.first else {
      throw OwnRefusal("\(called) isn't in the roster: import the roster first")
    }
    guard found.count == 1 else {
      if let number, found.contains(number) { return number }
      throw OwnRefusal(
        "there are \(found.count) accounts \(called): write the number of one into “influencer_id”")
    }
    return first
  }

  /// The campaign that the row names.
  mutating func campaign(_ keys: OwnKeys) throws(OwnRefusal) -> CampaignID {
    let number = keys.number("campaign_id").map { CampaignID($0) }
    guard let name = keys.text("campaign"), !name.isEmpty else {
      throw OwnRefusal("it names no campaign")
    }
    if let number, let campaign = session.campaigns[number],
      OwnCell(text: name, keys.style).stands(for: campaign.name)
    {
      return number
    }
    let found = campaigns[name.lowercased()] ?? []
    guard let first = found.first else {
      throw OwnRefusal("the session has no campaign “\(name)”: import the campaigns first")
    }
    guard found.count == 1 else {
      if let number, found.contains(number) { return number }
      throw OwnRefusal(
        "there are \(found.count) campaigns “\(name)”: write the number of one into “campaign_id”")
    }
    return first
  }
}
