/// What kind of value a field holds, and how it is reached. Rooms derive what they do with a field by a switch over it.
///
/// The closures are called for every cell of every record: reading a roster of 100,000 calls millions of them.
public enum FieldAccess<Record>: Sendable {
  public typealias Getter<Value> = @Sendable (Record) -> Value
  public typealias Setter<Value> = @Sendable (inout Record, Value) -> Void

  /// Empty when unknown.
  case text(TextShape, Getter<String>, Setter<String>)
  case platform(Getter<Platform>, Setter<Platform>)
  case choice(FieldChoice<Record>)
  case count(Getter<Int?>, Setter<Int?>)
  /// An amount that nobody named is zero.
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
  /// Values of columns that an import brought, by their headers.
  case custom(Getter<[String: String]>, Setter<[String: String]>)
}

/// What a text is, which tells how it may be typed and what a column of an export must look like to be it.
public enum TextShape: Sendable {
  case line
  /// A text of which a column has few different ones.
  case label
  /// A short word that says whose row it is.
  case identity
  /// An account's name on its platform; the `@` before it is no part of it.
  case handle
  case country, email
}

/// Whether an amount of zero is written into the session's files.
public enum ZeroAmount: Sendable { case written, leftOut }

/// The shares that a field may hold.
public enum ShareRange: Sendable {
  /// A part of a whole: 0 to 100%.
  case part
  /// A ratio, which may exceed 100%.
  case ratio
}

/// One of several words.
public struct FieldChoice<Record>: Sendable {
  /// What the words are, in an error: `stage`.
  public let noun: String
  public let names: [String]
  public let get: @Sendable (Record) -> String
  /// False, with nothing changed, when the word is none of the names.
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
