/// What kind of value a field holds, and its accessors. Whatever handles fields switches over this.
///
/// The closures are called for every cell of every record: reading a roster of 100,000 calls millions of them.
public enum FieldAccess<Record>: Sendable {
  public typealias Getter<Value> = @Sendable (Record) -> Value
  public typealias Setter<Value> = @Sendable (inout Record, Value) -> Void

  /// Empty if unknown.
  case text(TextShape, Getter<String>, Setter<String>)
  case platform(Getter<Platform>, Setter<Platform>)
  case choice(FieldChoice<Record>)
  case count(Getter<Int?>, Setter<Int?>)
  /// An amount that is zero unless set.
  case amount(ZeroAmount, Getter<Money>, Setter<Money>)
  /// An amount that may be unknown.
  case money(Getter<Money?>, Setter<Money?>)
  case share(ShareRange, Getter<Share?>, Setter<Share?>)
  case hours(Getter<Hours?>, Setter<Hours?>)
  case day(Getter<Day?>, Setter<Day?>)
  case ages(Getter<AgeRange?>, Setter<AgeRange?>)
  case texts(Getter<[String]>, Setter<[String]>)
  case flag(Getter<Bool>, Setter<Bool>)
  case campaign(Getter<CampaignID>, Setter<CampaignID>)
  case influencer(Getter<InfluencerID>, Setter<InfluencerID>)
  case deliverables(Getter<[Deliverable]>, Setter<[Deliverable]>)
  case targets(Getter<[Target]>, Setter<[Target]>)
  case vetting(Getter<Vetting>, Setter<Vetting>)
  case snapshots(Getter<[Snapshot]>, Setter<[Snapshot]>)
  /// Values of imported columns, by header.
  case custom(Getter<[String: String]>, Setter<[String: String]>)
}

/// What kind of text it is: how it may be typed, and what an import's column must look like to match.
public enum TextShape: Sendable {
  case line
  /// A text with few different values in a column.
  case label
  /// A short word that identifies the row.
  case identity
  /// An account's name on its platform, without the `@`.
  case handle
  case country, email
}

/// Whether an amount of zero is written to the session's files.
public enum ZeroAmount: Sendable { case written, leftOut }

/// The shares allowed in a field.
public enum ShareRange: Sendable {
  /// A part of a whole: 0 to 100%.
  case part
  /// A ratio, which may exceed 100%.
  case ratio
}

/// One of several words.
public struct FieldChoice<Record>: Sendable {
  /// A word for the choices in errors: `stage`.
  public let noun: String
  public let names: [String]
  public let get: @Sendable (Record) -> String
  /// Returns false and changes nothing if the word isn't one of the names.
  public let set: @Sendable (inout Record, String) -> Bool
}

extension FieldChoice {
  public init<Choice: RawRepresentable & CaseIterable & Sendable>(
    _ noun: String, _ get: @escaping @Sendable (Record) -> Choice,
    _ set: @escaping @Sendable (inout Record, Choice) -> Void
  ) where Choice.RawValue == String {
    self.noun = noun
    names = Choice.allCases.map(\.rawValue)
    self.get = { get($0).rawValue }
    self.set = { record, name in
      guard let choice = Choice(rawValue: name) else { return false }
      set(&record, choice)
      return true
    }
  }
}
