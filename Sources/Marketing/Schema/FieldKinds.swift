// What follows from a field's kind alone.

/// What the cells of an imported column must be to match a field.
public enum ImportShape: String, Sendable {
  /// A whole number that isn't negative.
  case count
  /// Money, possibly with a currency sign or code.
  case money
  /// A share: `1.39%`, 0.0139 or 1.39.
  case rate
  /// Any number.
  case number
  case date, platform, country, url, email
  /// A short word that identifies the row.
  case identity
  /// A text with few different values in the column.
  case label
  case text
}

extension FieldAccess {
  /// Nil for values that don't fit into a single cell.
  public var importShape: ImportShape? {
    switch self {
    case .text(.line, _, _), .ages: .text
    case .text(.label, _, _), .texts, .choice: .label
    case .text(.identity, _, _), .text(.handle, _, _): .identity
    case .text(.country, _, _): .country
    case .text(.email, _, _): .email
    case .platform: .platform
    case .count: .count
    case .amount, .money: .money
    case .share: .rate
    case .hours: .number
    case .day: .date
    case .flag, .campaign, .influencer, .deliverables, .targets, .vetting, .snapshots, .custom: nil
    }
  }

  var isWords: Bool {
    switch self {
    case .text, .platform, .choice, .ages, .texts: true
    case .count, .amount, .money, .share, .hours, .day, .flag, .campaign, .influencer,
      .deliverables, .targets, .vetting, .snapshots, .custom:
      false
    }
  }

  /// Default column widths on screen, in cells; nil for values that no cell can show.
  var usualWidths: ClosedRange<Int>? {
    switch self {
    case .text, .texts, .platform, .choice, .ages, .deliverables, .targets, .influencer, .campaign:
      8...20
    case .count, .day: 10...10
    case .amount, .money: 8...9
    case .share: 9...9
    case .hours: 6...6
    case .flag, .vetting, .snapshots, .custom: nil
    }
  }
}

extension FieldAccess {
  /// Whether a record has no value for the field.
  // Specialized for a record type, it would copy the whole record, so it stays generic.
  @_semantics("optimize.sil.specialize.generic.never")
  func blankness() -> @Sendable (Record) -> Bool {
    switch self {
    case .text(_, let get, _): { get($0).isEmpty }
    case .platform(let get, _): { get($0).rawValue.isEmpty }
    case .choice: { _ in false }
    case .count(let get, _): { get($0) == nil }
    case .amount(_, let get, _): { get($0) == .zero }
    case .money(let get, _): { get($0) == nil }
    case .share(_, let get, _): { get($0) == nil }
    case .hours(let get, _): { get($0) == nil }
    case .day(let get, _): { get($0) == nil }
    case .ages(let get, _): { get($0) == nil }
    case .texts(let get, _): { get($0).isEmpty }
    case .flag(let get, _): { !get($0) }
    case .campaign(let get, _): { !get($0).isValid }
    case .influencer(let get, _): { !get($0).isValid }
    case .deliverables(let get, _): { get($0).isEmpty }
    case .targets(let get, _): { get($0).isEmpty }
    case .vetting(let get, _): { get($0) == Vetting() }
    case .snapshots(let get, _): { get($0).isEmpty }
    case .custom(let get, _): { get($0).isEmpty }
    }
  }
}

extension RecordField {
  /// Whether the record has no value for it. Fields that always have one are never blank.
  public func isBlank(_ record: Record) -> Bool { blankness(record) }

  public func copy(from other: Record, to record: inout Record) {
    switch access {
    case .text(_, let get, let set): set(&record, get(other))
    case .platform(let get, let set): set(&record, get(other))
    case .choice(let choice): _ = choice.set(&record, choice.get(other))
    case .count(let get, let set): set(&record, get(other))
    case .amount(_, let get, let set): set(&record, get(other))
    case .money(let get, let set): set(&record, get(other))
    case .share(_, let get, let set): set(&record, get(other))
    case .hours(let get, let set): set(&record, get(other))
    case .day(let get, let set): set(&record, get(other))
    case .ages(let get, let set): set(&record, get(other))
    case .texts(let get, let set): set(&record, get(other))
    case .flag(let get, let set): set(&record, get(other))
    case .campaign(let get, let set): set(&record, get(other))
    case .influencer(let get, let set): set(&record, get(other))
    case .deliverables(let get, let set): set(&record, get(other))
    case .targets(let get, let set): set(&record, get(other))
    case .vetting(let get, let set): set(&record, get(other))
    case .snapshots(let get, let set): set(&record, get(other))
    case .custom(let get, let set): set(&record, get(other))
    }
  }
}
