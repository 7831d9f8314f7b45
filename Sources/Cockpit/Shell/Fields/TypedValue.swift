import Marketing
import Wording

/// How a value of some kind is typed on one line.
struct TypedValue<Row: Equatable & Sendable>: Sendable {
  typealias Getter<Value> = @Sendable (Row) -> Value
  typealias Setter<Value> = @Sendable (inout Row, Value) -> Void

  let kind: Field<Row>.Kind
  let help: String
  let read: @Sendable (Row, EntryContext) -> String
  let write: @Sendable (inout Row, String, EntryContext) throws(EntryError) -> Void

  private init(
    _ kind: Field<Row>.Kind, _ help: String = "",
    read: @escaping @Sendable (Row, EntryContext) -> String,
    write: @escaping @Sendable (inout Row, String, EntryContext) throws(EntryError) -> Void
  ) {
    self.kind = kind
    self.help = help
    self.read = read
    self.write = write
  }

  /// From a schema's row; nil for kinds that don't fit on one line.
  init?(_ access: FieldAccess<Row>) {
    switch access {
    case .text(.handle, let get, let set): self = .handle(get, set)
    case .text(_, let get, let set): self = .text(get, set)
    case .platform(let get, let set): self = .platform(get, set)
    case .choice(let choice): self = .choice(choice)
    case .count(let get, let set): self = .count(get, set)
    case .amount(_, let get, let set): self = .amount(get, set)
    case .money(let get, let set): self = .money(get, set)
    case .share(_, let get, let set): self = .share(get, set)
    case .hours(let get, let set): self = .hours(get, set)
    case .day(let get, let set): self = .day(get, set)
    case .ages(let get, let set): self = .ages(get, set)
    case .texts(let get, let set): self = .texts(get, set)
    case .flag(let get, let set): self = .flag(get, set)
    case .campaign(let get, let set): self = .campaign(get, set)
    case .influencer(let get, let set): self = .influencer(get, set)
    case .deliverables(let get, let set): self = .deliverables(get, set)
    case .targets(let get, let set): self = .targets(get, set)
    case .vetting, .snapshots, .custom: return nil
    }
  }
}

// Words.
extension TypedValue {
  static func text(_ get: @escaping Getter<String>, _ set: @escaping Setter<String>) -> Self {
    Self(.text) { row, _ in
      get(row)
    } write: { row, text, _ in
      set(&row, text.trimmed)
    }
  }

  static func handle(_ get: @escaping Getter<String>, _ set: @escaping Setter<String>) -> Self {
    Self(.text) { row, _ in
      get(row)
    } write: { row, text, _ throws(EntryError) in
      let handle = String(text.trimmed.drop { $0 == "@" })
      guard !handle.isEmpty else { throw EntryError("An influencer needs a handle.") }
      set(&row, handle)
    }
  }

  static func platform(
    _ get: @escaping Getter<Platform>, _ set: @escaping Setter<Platform>
  ) -> Self {
    Self(.text) { row, _ in
      get(row).rawValue
    } write: { row, text, _ throws(EntryError) in
      let platform = Platform(rawValue: text.trimmed)
      guard !platform.rawValue.isEmpty else { throw EntryError("An influencer needs a platform.") }
      set(&row, platform)
    }
  }

  static func choice(_ choice: FieldChoice<Row>) -> Self {
    Self(.choice(choice.names), choice.names.joined(separator: " ")) { row, _ in
      choice.get(row)
    } write: { row, text, _ throws(EntryError) in
      _ = choice.set(&row, try ChoiceText.read(text, among: choice.names))
    }
  }

  static func texts(_ get: @escaping Getter<[String]>, _ set: @escaping Setter<[String]>) -> Self {
    Self(.list, "several, separated by commas") { row, _ in
      get(row).joined(separator: ", ")
    } write: { row, text, _ in
      set(&row, ChoiceText.readList(text))
    }
  }

  static func flag(_ get: @escaping Getter<Bool>, _ set: @escaping Setter<Bool>) -> Self {
    Self(.choice(["yes", "no"]), "yes no") { row, _ in
      get(row) ? "yes" : "no"
    } write: { row, text, _ throws(EntryError) in
      set(&row, try ChoiceText.read(text, among: ["yes", "no"]) == "yes")
    }
  }
}

// Figures and days.
extension TypedValue {
  static func count(_ get: @escaping Getter<Int?>, _ set: @escaping Setter<Int?>) -> Self {
    Self(.count, "1200, 1,200 or 1.2k; empty when unknown") { row, _ in
      get(row).map { CountText.exact($0) } ?? ""
    } write: { row, text, _ throws(EntryError) in
      set(&row, try CountText.read(text))
    }
  }

  static func amount(_ get: @escaping Getter<Money>, _ set: @escaping Setter<Money>) -> Self {
    Self(.money, "an amount") { row, context in
      MoneyText.exact(get(row), context.currency)
    } write: { row, text, context throws(EntryError) in
      set(&row, try MoneyText.read(text, context.currency) ?? .zero)
    }
  }

  static func money(_ get: @escaping Getter<Money?>, _ set: @escaping Setter<Money?>) -> Self {
    Self(.money, "an amount; empty when unknown") { row, context in
      get(row).map { MoneyText.exact($0, context.currency) } ?? ""
    } write: { row, text, context throws(EntryError) in
      set(&row, try MoneyText.read(text, context.currency))
    }
  }

  static func share(_ get: @escaping Getter<Share?>, _ set: @escaping Setter<Share?>) -> Self {
    Self(.percent, "4.5%; empty when unknown") { row, _ in
      get(row).map { PercentText.exact($0) } ?? ""
    } write: { row, text, _ throws(EntryError) in
      set(&row, try PercentText.read(text))
    }
  }

  static func hours(_ get: @escaping Getter<Hours?>, _ set: @escaping Setter<Hours?>) -> Self {
    Self(.hours, "3 or 2.5; empty when unknown") { row, _ in
      get(row).map { HoursText.exact($0) } ?? ""
    } write: { row, text, _ throws(EntryError) in
      set(&row, try HoursText.read(text))
    }
  }

  static func day(_ get: @escaping Getter<Day?>, _ set: @escaping Setter<Day?>) -> Self {
    Self(.day, "YYYY-MM-DD, today, +14d; empty when open") { row, _ in
      get(row)?.iso ?? ""
    } write: { row, text, context throws(EntryError) in
      set(&row, try DayText.read(text, today: context.today))
    }
  }

  static func ages(_ get: @escaping Getter<AgeRange?>, _ set: @escaping Setter<AgeRange?>) -> Self {
    Self(.text, "18-34 or 55+; empty when unknown") { row, _ in
      get(row)?.text ?? ""
    } write: { row, text, _ throws(EntryError) in
      set(&row, try RangeText.readAges(text))
    }
  }
}

// Other records, and lists of things.
extension TypedValue {
  static func campaign(
    _ get: @escaping Getter<CampaignID>, _ set: @escaping Setter<CampaignID>
  ) -> Self {
    Self(.suggestion { $0.campaigns.rows.map(\.name) }, "the campaign's name") { row, context in
      context.session.campaigns[get(row)]?.name ?? ""
    } write: { row, text, context throws(EntryError) in
      set(&row, try CampaignText.parse(text, in: context.session))
    }
  }

  static func influencer(
    _ get: @escaping Getter<InfluencerID>, _ set: @escaping Setter<InfluencerID>
  ) -> Self {
    Self(
      .suggestion { session in
        session.roster.rows.filter { !$0.isArchived }.map { InfluencerText.write($0) }
      }, "a handle from the roster"
    ) { row, context in
      context.session.roster[get(row)].map { InfluencerText.write($0) } ?? ""
    } write: { row, text, context throws(EntryError) in
      set(&row, try InfluencerText.parse(text, in: context.session))
    }
  }

  static func deliverables(
    _ get: @escaping Getter<[Deliverable]>, _ set: @escaping Setter<[Deliverable]>
  ) -> Self {
    Self(.list, "2 reel, 1 story") { row, _ in
      DeliverableText.write(get(row))
    } write: { row, text, _ throws(EntryError) in
      set(&row, try DeliverableText.parse(text))
    }
  }

  static func targets(_ get: @escaping Getter<[Target]>, _ set: @escaping Setter<[Target]>) -> Self
  {
    Self(.list, "reach 2M, conversions 800, cpa 25, cvr 3%") { row, context in
      TargetText.write(get(row), context.currency)
    } write: { row, text, context throws(EntryError) in
      set(&row, try TargetText.parseAll(text, context.currency))
    }
  }
}
