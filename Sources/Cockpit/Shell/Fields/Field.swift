import Marketing
import Wording

/// One editable property of a row: read as text, written from text. Cells, forms and bulk edits all go through it.
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
  /// What may be typed, in a few words.
  let help: String
  let read: @Sendable (Row, EntryContext) -> String
  let write: @Sendable (inout Row, String, EntryContext) throws(EntryError) -> Void
}

/// What reading and writing a field may need to know.
struct EntryContext: Sendable {
  let session: Session
  let today: Day

  var currency: Currency { session.settings.currency }
}

extension Field {
  static func text(
    _ id: String, _ title: String, _ path: WritableKeyPath<Row, String> & Sendable,
    help: String = ""
  )
    -> Field
  {
    Field(id: id, title: title, kind: .text, help: help) { row, _ in
      row[keyPath: path]
    } write: { row, text, _ throws(EntryError) in
      row[keyPath: path] = text.trimmed
    }
  }

  static func count(_ id: String, _ title: String, _ path: WritableKeyPath<Row, Int?> & Sendable)
    -> Field
  {
    Field(id: id, title: title, kind: .count, help: "1200, 1,200 or 1.2k; empty when unknown") {
      row, _ in
      row[keyPath: path].map { CountText.exact($0) } ?? ""
    } write: { row, text, _ throws(EntryError) in
      row[keyPath: path] = try CountText.read(text)
    }
  }

  static func money(_ id: String, _ title: String, _ path: WritableKeyPath<Row, Money> & Sendable)
    -> Field
  {
    Field(id: id, title: title, kind: .money, help: "an amount") { row, context in
      MoneyText.exact(row[keyPath: path], context.currency)
    } write: { row, text, context throws(EntryError) in
      row[keyPath: path] = try MoneyText.read(text, context.currency) ?? .zero
    }
  }

  static func money(_ id: String, _ title: String, _ path: WritableKeyPath<Row, Money?> & Sendable)
    -> Field
  {
    Field(id: id, title: title, kind: .money, help: "an amount; empty when unknown") {
      row, context in
      row[keyPath: path].map { MoneyText.exact($0, context.currency) } ?? ""
    } write: { row, text, context throws(EntryError) in
      row[keyPath: path] = try MoneyText.read(text, context.currency)
    }
  }

  static func percent(
    _ id: String, _ title: String, _ path: WritableKeyPath<Row, Share?> & Sendable
  ) -> Field {
    Field(id: id, title: title, kind: .percent, help: "4.5%; empty when unknown") { row, _ in
      row[keyPath: path].map { PercentText.exact($0) } ?? ""
    } write: { row, text, _ throws(EntryError) in
      row[keyPath: path] = try PercentText.read(text)
    }
  }

  static func hours(_ id: String, _ title: String, _ path: WritableKeyPath<Row, Hours?> & Sendable)
    -> Field
  {
    Field(id: id, title: title, kind: .hours, help: "3 or 2.5; empty when unknown") { row, _ in
      row[keyPath: path].map {
        HoursText.exact($0)
      }
        ?? ""
    } write: { row, text, _ throws(EntryError) in
      row[keyPath: path] = try HoursText.read(text)
    }
  }

  static func day(_ id: String, _ title: String, _ path: WritableKeyPath<Row, Day?> & Sendable)
    -> Field
  {
    Field(id: id, title: title, kind: .day, help: "YYYY-MM-DD, today, +14d; empty when open") {
      row, _ in
      row[keyPath: path]?.iso ?? ""
    } write: { row, text, context throws(EntryError) in
      row[keyPath: path] = try DayText.read(text, today: context.today)
    }
  }

  static func list(
    _ id: String, _ title: String, _ path: WritableKeyPath<Row, [String]> & Sendable,
    help: String = "several, with commas between"
  ) -> Field {
    Field(id: id, title: title, kind: .list, help: help) { row, _ in
      row[keyPath: path].joined(separator: ", ")
    } write: { row, text, _ throws(EntryError) in
      row[keyPath: path] = ChoiceText.readList(text)
    }
  }

  static func campaign(_ path: WritableKeyPath<Row, CampaignID> & Sendable) -> Field {
    Field(
      id: "campaign", title: "Campaign",
      kind: .suggestion { session in session.campaigns.rows.map(\.name) },
      help: "the campaign's name"
    ) { row, context in
      context.session.campaigns[row[keyPath: path]]?.name ?? ""
    } write: { row, text, context throws(EntryError) in
      row[keyPath: path] = try CampaignText.parse(text, in: context.session)
    }
  }

  static func choice<Choice>(
    _ id: String, _ title: String, _ path: WritableKeyPath<Row, Choice> & Sendable
  ) -> Field where Choice: RawRepresentable & CaseIterable & Sendable, Choice.RawValue == String {
    let choices = Choice.allCases.map(\.rawValue)
    return Field(id: id, title: title, kind: .choice(choices), help: choices.joined(separator: " "))
    { row, _ in
      row[keyPath: path].rawValue
    } write: { row, text, _ throws(EntryError) in
      row[keyPath: path] = try ChoiceText.read(text, of: Choice.self)
    }
  }
}

extension Field {
  /// What Tab offers, in its order.
  func choices(in session: Session) -> [String] {
    switch kind {
    case .choice(let choices): choices
    case .suggestion(let choices): choices(session)
    case .text, .count, .money, .percent, .hours, .day, .list: []
    }
  }
}
