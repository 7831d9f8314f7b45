import Marketing
import Wording

/// One editable property of a row, as text. Cells, forms and bulk edits all go through it.
struct Field<Row: Equatable & Sendable>: Sendable {
  enum Kind: Sendable {
    case text
    case choice([String])
    /// Choices that the session offers, such as the niches in use; other text is allowed.
    case suggestion(@Sendable (Session) -> [String])
    case count, money, percent, hours, day
    case list
  }

  let id: String
  let title: String
  let kind: Kind
  /// What can be typed, in a few words.
  let help: String
  let read: @Sendable (Row, EntryContext) -> String
  let write: @Sendable (inout Row, String, EntryContext) throws(EntryError) -> Void
}

/// What a field may need for reading and writing its value.
struct EntryContext: Sendable {
  let session: Session
  let today: Day

  var currency: Currency { session.settings.currency }
}

extension Field {
  init(_ id: String, _ title: String, _ typed: TypedValue<Row>, help: String? = nil) {
    self.init(
      id: id, title: title, kind: typed.kind, help: help ?? typed.help, read: typed.read,
      write: typed.write)
  }

  static func text(
    _ id: String, _ title: String, _ path: WritableKeyPath<Row, String> & Sendable,
    help: String = ""
  ) -> Field {
    Field(id, title, .text({ $0[keyPath: path] }, { $0[keyPath: path] = $1 }), help: help)
  }

  static func count(
    _ id: String, _ title: String, _ path: WritableKeyPath<Row, Int?> & Sendable
  ) -> Field {
    Field(id, title, .count({ $0[keyPath: path] }, { $0[keyPath: path] = $1 }))
  }

  static func money(
    _ id: String, _ title: String, _ path: WritableKeyPath<Row, Money?> & Sendable
  ) -> Field {
    Field(id, title, .money({ $0[keyPath: path] }, { $0[keyPath: path] = $1 }))
  }

  static func percent(
    _ id: String, _ title: String, _ path: WritableKeyPath<Row, Share?> & Sendable
  ) -> Field {
    Field(id, title, .share({ $0[keyPath: path] }, { $0[keyPath: path] = $1 }))
  }

  static func list(
    _ id: String, _ title: String, _ path: WritableKeyPath<Row, [String]> & Sendable,
    help: String? = nil
  ) -> Field {
    Field(id, title, .texts({ $0[keyPath: path] }, { $0[keyPath: path] = $1 }), help: help)
  }

  static func campaign(_ path: WritableKeyPath<Row, CampaignID> & Sendable) -> Field {
    Field("campaign", "Campaign", .campaign({ $0[keyPath: path] }, { $0[keyPath: path] = $1 }))
  }

  static func choice<Choice>(
    _ id: String, _ title: String, _ path: WritableKeyPath<Row, Choice> & Sendable
  ) -> Field where Choice: RawRepresentable & CaseIterable & Sendable, Choice.RawValue == String {
    Field(
      id, title,
      .choice(
        FieldChoice(title.lowercased(), { $0[keyPath: path] }, { $0[keyPath: path] = $1 })))
  }
}

extension Field where Row: SchemaRecord {
  /// The field of a schema's row; nil where it isn't typed.
  init?(_ row: RecordField<Row>, among records: @escaping @Sendable (Session) -> [Row]) {
    guard row.isEntered, let typed = TypedValue(row.access) else { return nil }
    self.init(
      id: row.id, title: row.title,
      kind: row.suggestions.map { suggest in .suggestion { suggest(records($0)) } } ?? typed.kind,
      help: row.help ?? typed.help, read: typed.read, write: typed.write)
  }
}

extension Field {
  /// What Tab offers, in order.
  func choices(in session: Session) -> [String] {
    switch kind {
    case .choice(let choices): choices
    case .suggestion(let choices): choices(session)
    case .text, .count, .money, .percent, .hours, .day, .list: []
    }
  }
}
